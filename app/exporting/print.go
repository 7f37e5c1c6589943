package exporting

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Handed says where a print job went.
type Handed string

// Places a print job can go to.
const (
	ToPrinter Handed = "printer" // the system's default printer has it
	ToViewer  Handed = "viewer"  // a viewer shows it; the user prints from there
)

// Print hands a PDF to the system: to the default printer if there is one, else to the
// viewer, from which the user prints. Errors are Faults.
func Print(ctx context.Context, path string) (Handed, error) {
	return thisSystem.print(ctx, path)
}

// Open shows a file in the program the system has for it. Errors are Faults.
func Open(path string) error { return thisSystem.view(path) }

// system is what printing needs of the operating system.
type system struct {
	goos string
	has  func(program string) bool
	run  func(ctx context.Context, env, program string, args ...string) (string, error) // waits and gives the output
	open func(program string, args ...string) error                                     // lets it run on
}

var thisSystem = system{
	goos: runtime.GOOS,
	has: func(program string) bool {
		_, err := exec.LookPath(program)
		return err == nil
	},
	run:  run,
	open: start,
}

func (s system) print(ctx context.Context, path string) (Handed, error) {
	if _, err := os.Stat(path); err != nil {
		return "", model.NewFault(fmt.Errorf("file to print: %w", err), i18n.T("找不到要打印的文件“%s”。", path), "",
			i18n.T("请重新打印一次。"))
	}
	err := s.toPrinter(ctx, path)
	if err == nil {
		return ToPrinter, nil
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if verr := s.view(path); verr != nil {
		return "", model.NewFault(errors.Join(err, verr), i18n.T("没有可用的打印机,也打不开 PDF 阅读器。"),
			i18n.T("要打印的文件在“%s”。", path), i18n.T("请安装打印机或 PDF 阅读器,或者把文件拷到别的电脑打印。"))
	}
	return ToViewer, nil
}

// errNoPrinter is why a job went to the viewer.
var errNoPrinter = errors.New("no printer is set up")

func (s system) toPrinter(ctx context.Context, path string) error {
	if s.goos == "windows" {
		// the path travels in the environment, out of reach of the shell's quoting
		_, err := s.run(ctx, "XUNSHI_PRINT="+path, "powershell", "-NoProfile", "-NonInteractive", "-Command",
			"$ErrorActionPreference='Stop'; Start-Process -FilePath $env:XUNSHI_PRINT -Verb Print -WindowStyle Hidden")
		return err
	}
	if !s.has("lp") || !s.has("lpstat") {
		return errNoPrinter
	}
	// "lpstat -e" names every printer, one a line, and nothing when there is none
	out, err := s.run(ctx, "LC_ALL=C", "lpstat", "-e")
	if err != nil || strings.TrimSpace(out) == "" {
		return errors.Join(errNoPrinter, err)
	}
	_, err = s.run(ctx, "LC_ALL=C", "lp", "--", path)
	return err
}

func (s system) view(path string) error {
	var err error
	switch s.goos {
	case "windows":
		err = s.open("rundll32", "url.dll,FileProtocolHandler", path)
	case "darwin":
		err = s.open("open", path)
	default:
		err = s.open("xdg-open", path)
	}
	if err != nil {
		return model.NewFault(err, i18n.T("打不开文件“%s”。", path), i18n.T("文件已经写好,没有丢失。"), i18n.T("请在文件夹里双击它打开。"))
	}
	return nil
}

// printWait is how long a print command may take before it counts as hung.
const printWait = 30 * time.Second

func run(ctx context.Context, env, program string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, printWait)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), env)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", program, err, strings.TrimSpace(said.String()))
	}
	return string(out), nil
}

// viewerGrace is how soon a viewer that cannot start says so.
const viewerGrace = 1500 * time.Millisecond

// start runs a program that outlives the call; failing at once is an error.
func start(program string, args ...string) error {
	cmd := exec.Command(program, args...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting %s: %w", program, err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("%s: %w", program, err)
		}
	case <-time.After(viewerGrace):
	}
	return nil
}
