package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// desktopSystem is what copying a picture needs of the operating system: fyne's clipboard
// holds text only.
type desktopSystem struct {
	goos   string
	env    func(name string) string
	has    func(program string) bool
	run    func(ctx context.Context, stdin []byte, program string, args ...string) error
	folder func() (string, error) // where a picture is kept that could not be copied
}

var thisDesktop = desktopSystem{
	goos: runtime.GOOS, env: os.Getenv, run: runProgram, folder: pictureFolder,
	has: func(program string) bool { _, err := exec.LookPath(program); return err == nil },
}

// errNoTool is why a picture stays a file.
var errNoTool = errors.New("no program that puts a picture on the clipboard")

// copyPicture puts a PNG on the system's clipboard. Where that is not possible it keeps
// the picture as a file and says where, in a Fault.
func (d desktopSystem) copyPicture(ctx context.Context, picture []byte, name string) error {
	err := d.toClipboard(ctx, picture)
	if err == nil {
		return nil
	}
	folder, ferr := d.folder()
	if ferr == nil {
		path := filepath.Join(folder, name)
		if ferr = os.WriteFile(path, picture, 0o600); ferr == nil {
			return model.NewFault(err, i18n.T("图片放不进剪贴板。"), i18n.T("已把图片保存为 %s。", path), d.advice())
		}
	}
	return model.NewFault(errors.Join(err, ferr), i18n.T("图片放不进剪贴板,也没能保存。"), i18n.T("数据没有改动。"),
		i18n.T("请用“导出”里的手机图片另存。"))
}

func (d desktopSystem) advice() string {
	if d.goos == "linux" {
		return i18n.T("可以直接发送这个文件;安装 xclip(或 wl-clipboard)后就能复制。")
	}
	return i18n.T("可以直接发送这个文件。")
}

func (d desktopSystem) toClipboard(ctx context.Context, picture []byte) error {
	switch {
	case d.goos == "windows":
		return d.viaFile(ctx, picture, func(path string) error {
			// the path travels in single quotes, in which only the quote is special
			script := "Add-Type -AssemblyName System.Windows.Forms,System.Drawing;" +
				"$i=[System.Drawing.Image]::FromFile('" + quoted(path, "''") + "');" +
				"[System.Windows.Forms.Clipboard]::SetImage($i);$i.Dispose()"
			return d.run(ctx, nil, "powershell", "-NoProfile", "-NonInteractive", "-Sta", "-Command", script)
		})
	case d.goos == "darwin":
		return d.viaFile(ctx, picture, func(path string) error {
			return d.run(ctx, nil, "osascript", "-e",
				`on run argv`, "-e", `set the clipboard to (read (POSIX file (item 1 of argv)) as «class PNGf»)`, "-e", `end run`, path)
		})
	case d.env("WAYLAND_DISPLAY") != "" && d.has("wl-copy"):
		return d.run(ctx, picture, "wl-copy", "--type", "image/png")
	case d.has("xclip"):
		return d.run(ctx, picture, "xclip", "-selection", "clipboard", "-t", "image/png", "-i")
	}
	return errNoTool
}

// quoted doubles single quotes as PowerShell wants them.
func quoted(path, quote string) string {
	return string(bytes.ReplaceAll([]byte(path), []byte("'"), []byte(quote)))
}

// viaFile hands the picture over in a file that is gone afterwards.
func (d desktopSystem) viaFile(ctx context.Context, picture []byte, use func(path string) error) error {
	f, err := os.CreateTemp("", "xunshi-*.png")
	if err != nil {
		return fmt.Errorf("picture for the clipboard: %w", err)
	}
	_, err = f.Write(picture)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = use(f.Name())
	}
	return errors.Join(err, os.Remove(f.Name()), ctx.Err())
}

// copyWait is how long a clipboard program may take.
const copyWait = 10 * time.Second

// runProgram feeds a program and waits for it. Its output goes nowhere: xclip leaves a
// child behind that holds the selection, and would hold our pipe too.
func runProgram(ctx context.Context, stdin []byte, program string, args ...string) error {
	ctx, cancel := context.WithTimeout(ctx, copyWait)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	if stdin != nil {
		cmd.Stdin = bytes.NewReader(stdin)
	}
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", program, err)
	}
	return nil
}

// pictureFolder is the user's folder of pictures, or the home folder.
func pictureFolder() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("home folder: %w", err)
	}
	for _, name := range []string{"Pictures", "图片"} { //i18n:data
		folder := filepath.Join(home, name)
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return folder, nil
		}
	}
	return home, nil
}
