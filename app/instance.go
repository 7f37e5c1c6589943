package app

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// errInUse is the cause of the Fault when another program holds the data folder.
var errInUse = errors.New("data folder in use")

// lock keeps a data folder for one program at a time, and lets a second start ask the
// first to show its window.
type lock struct {
	file   *flock.Flock
	dir    string
	mu     sync.Mutex
	listen net.Listener
	done   chan struct{}
}

func takeLock(dir string) (*lock, error) {
	file := flock.New(filepath.Join(dir, "xunshi.lock"))
	ok, err := file.TryLock()
	if err != nil {
		return nil, model.NewFault(err, i18n.T("无法锁定数据文件夹 %s。", dir), i18n.T("数据没有改动。"),
			i18n.T("请检查文件夹权限,或用 --data 另选一个文件夹。"))
	}
	if !ok {
		return nil, model.NewFault(errInUse, i18n.T("另一个巡市正在使用数据文件夹 %s。", dir), i18n.T("数据没有改动。"),
			i18n.T("请先关闭那个窗口(或等那条命令做完),再试一次。"))
	}
	return &lock{file: file, dir: dir}, nil
}

func (l *lock) release() error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	listen := l.listen
	l.mu.Unlock()
	if listen != nil {
		if err := listen.Close(); err != nil {
			slog.Warn("close the instance socket", "error", err)
		}
		<-l.done
	}
	return l.file.Unlock()
}

// longestSocket is how long a socket's path may be on every system.
const longestSocket = 100

// socketPath is where the program that holds dir listens: in the data folder, or, when
// that lies too deep, under a name of its own in the folder for temporary files.
func socketPath(dir string) string {
	path := filepath.Join(dir, "show.sock")
	if len(path) <= longestSocket {
		return path
	}
	return filepath.Join(os.TempDir(), fmt.Sprintf("xunshi-%.12x.sock", sha256.Sum256([]byte(dir))))
}

// OnShow lets a second start of the program bring this one's window to the front: show is
// called, on another goroutine, whenever one asks.
func (a *App) OnShow(show func()) {
	l := a.lock
	if l == nil {
		return
	}
	path := socketPath(l.dir)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		slog.Warn("remove the old instance socket", "error", err)
	}
	listen, err := net.Listen("unix", path)
	if err != nil { // no sockets here: the second start then just says so and stops
		slog.Warn("no instance socket", "error", err)
		return
	}
	l.mu.Lock()
	l.listen, l.done = listen, make(chan struct{})
	l.mu.Unlock()
	go func() {
		defer close(l.done)
		for {
			conn, err := listen.Accept()
			if err != nil {
				return
			}
			if err := conn.Close(); err != nil {
				slog.Warn("instance socket", "error", err)
			}
			show()
		}
	}()
}

// askToShow asks the program that holds dir to show its window; false if it cannot.
func askToShow(dir string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	conn, err := net.DialTimeout("unix", socketPath(dir), time.Second)
	if err != nil {
		return false
	}
	return conn.Close() == nil
}
