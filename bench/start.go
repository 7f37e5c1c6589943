package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// measureStart times the program from its start until its window stands painted on a
// virtual screen, with the large ledger in the data folder.
func measureStart(ctx context.Context, opt options) ([]result, error) {
	for _, name := range []string{"Xvfb", "import"} {
		if _, err := exec.LookPath(name); err != nil {
			fmt.Printf("(start not measured: no %s here)\n", name)
			return nil, nil
		}
	}
	dir, err := largeLedger(ctx, opt)
	if err != nil {
		return nil, err
	}
	program := filepath.Join(opt.dir, "xunshi")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build: %w\n%s", err, out)
	}
	display, stop, err := virtualScreen(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	took, err := median(opt.runs, func() (time.Duration, error) { return startOnce(ctx, program, dir, display) })
	if err != nil {
		return nil, err
	}
	return []result{{what: fmt.Sprintf("window painted, %d lines, from start", opt.lines), ours: took,
		goal: goal{within: 1500 * time.Millisecond}}}, nil
}

// startOnce starts the program, waits for more than a blank screen, and ends it.
func startOnce(ctx context.Context, program, dir, display string) (took time.Duration, err error) {
	cmd := exec.CommandContext(ctx, program, "--data", dir)
	cmd.Env = append(os.Environ(), "DISPLAY="+display, "WAYLAND_DISPLAY=")
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt) // gone already is fine
		timer := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // ended by the signal, which Wait calls an error
		timer.Stop()
	}()
	for time.Since(start) < 30*time.Second {
		asked := time.Since(start) // the picture is taken after this moment and shows it painted
		painted, err := isPainted(ctx, display)
		if err != nil {
			return 0, err
		}
		if painted {
			return max(asked, time.Since(start)-asked), nil
		}
	}
	return 0, fmt.Errorf("no window within 30 s")
}

// isPainted tells whether the screen shows a page: many colours at a small size.
func isPainted(ctx context.Context, display string) (bool, error) {
	cmd := exec.CommandContext(ctx, "import", "-silent", "-window", "root", "-sample", "160x90!", "-depth", "8", "rgb:-")
	cmd.Env = append(os.Environ(), "DISPLAY="+display)
	out, err := cmd.Output()
	if err != nil {
		return false, fmt.Errorf("screenshot: %w", err)
	}
	colours := map[string]bool{}
	for i := 0; i+3 <= len(out); i += 3 {
		colours[string(out[i:i+3])] = true
	}
	return len(colours) > 12, nil
}

// virtualScreen starts Xvfb on a free display.
func virtualScreen(ctx context.Context) (display string, stop func(), err error) {
	read, write, err := os.Pipe()
	if err != nil {
		return "", nil, err
	}
	cmd := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
	var said bytes.Buffer
	cmd.Stderr = &said
	cmd.ExtraFiles = []*os.File{write}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	_ = write.Close() // Xvfb holds its own
	stop = func() {
		_ = cmd.Process.Signal(os.Interrupt) // gone already is fine
		_ = cmd.Wait()                       // ended by the signal
	}
	number, err := bufio.NewReader(read).ReadString('\n')
	_ = read.Close()
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("Xvfb did not start: %w: %s", err, said.String())
	}
	return ":" + strings.TrimSpace(number), stop, nil
}
