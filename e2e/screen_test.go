//go:build e2e

package e2e

import (
	"bufio"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// screen is a virtual screen of its own, 1366×900.
type screen struct {
	t       *testing.T
	display string
}

// newScreen starts Xvfb on a display number that Xvfb finds free itself.
func newScreen(t *testing.T) screen {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x900x24", "-noreset", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{write}
	if err := cmd.Start(); err != nil {
		t.Fatalf("Xvfb (make setup installs it): %v", err)
	}
	_ = write.Close() // ours; Xvfb has its own
	t.Cleanup(func() { stop(cmd) })
	number, err := bufio.NewReader(read).ReadString('\n')
	_ = read.Close()
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	return screen{t, ":" + strings.TrimSpace(number)}
}

// stop ends a process we started: politely, then by force.
func stop(cmd *exec.Cmd) {
	done := make(chan struct{})
	go func() { _ = cmd.Wait(); close(done) }()
	_ = cmd.Process.Signal(syscall.SIGTERM) // it may be gone already
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		_ = cmd.Process.Kill()
		<-done
	}
}

// command prepares a command on this screen.
func (s screen) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = environment("DISPLAY=" + s.display)
	return cmd
}

// xdotool sends keys, clicks and questions to the screen.
func (s screen) xdotool(args ...string) string {
	s.t.Helper()
	out, err := s.command("xdotool", args...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("xdotool %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// click clicks the left button at a point of the screen.
func (s screen) click(x, y int) {
	s.t.Helper()
	s.xdotool("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.15", "click", "1")
}

// key presses a key or a combination, as "ctrl+k".
func (s screen) key(keys ...string) {
	s.t.Helper()
	s.xdotool(append([]string{"key", "--delay", "60"}, keys...)...)
}

// write types text.
func (s screen) write(text string) {
	s.t.Helper()
	s.xdotool("type", "--delay", "25", text)
}

// shot takes a picture of the screen and keeps it as tmp/e2e/NAME.png.
func (s screen) shot(name string) image.Image {
	s.t.Helper()
	file := filepath.Join(pictures, name+".png")
	if out, err := s.command("import", "-window", "root", file).CombinedOutput(); err != nil {
		s.t.Fatalf("screenshot: %v\n%s", err, out)
	}
	f, err := os.Open(file)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	img, err := png.Decode(f)
	if err != nil {
		s.t.Fatal(err)
	}
	return img
}

// within polls until ok says yes; what names the thing waited for.
func within(t *testing.T, limit time.Duration, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(150 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("%s did not come within %s", what, limit)
}

// window is the program's window on a screen.
type window struct {
	screen
	cmd  *exec.Cmd
	log  *strings.Builder // read only after the program ended
	id   string
	home string // its HOME
}

// openWindow starts the program on a data folder, with a file to import if one is named, and
// waits for its window.
func (h home) openWindow(s screen, file ...string) *window {
	s.t.Helper()
	w := &window{screen: s, log: &strings.Builder{}, home: s.t.TempDir()}
	w.cmd = s.command(program, append([]string{"--data", h.data}, file...)...)
	w.cmd.Env = append(w.cmd.Env, "HOME="+w.home, "XDG_RUNTIME_DIR="+w.home) // no preferences of an earlier run
	w.cmd.Stdout, w.cmd.Stderr = w.log, w.log
	if err := w.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { stop(w.cmd) })
	within(s.t, 30*time.Second, "the window", func() bool {
		out, err := s.command("xdotool", "search", "--onlyvisible", "--pid", w.pid()).Output()
		ids := strings.Fields(string(out))
		if err != nil || len(ids) == 0 {
			return false
		}
		w.id = ids[len(ids)-1]
		return true
	})
	s.xdotool("windowfocus", w.id)
	return w
}

func (w *window) pid() string { return strconv.Itoa(w.cmd.Process.Pid) }

// settled takes pictures until two in a row are the same and not blank.
func (w *window) settled(name string) image.Image {
	w.t.Helper()
	var last image.Image
	within(w.t, 30*time.Second, name+" (a picture that stays)", func() bool {
		img := w.shot(name)
		same := last != nil && changed(last, img) == 0 && colours(img) > 40
		last = img
		return same
	})
	return last
}
