package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// measureStart times the program from its start until the first page stands on a virtual
// screen with its figures, with the large ledger in the data folder.
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
	program := os.Getenv("XUNSHI_PROGRAM")
	if program == "" { // else: a binary built before, as a release
		program = filepath.Join(opt.dir, "xunshi")
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
			return nil, fmt.Errorf("build: %w\n%s", err, out)
		}
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
	return []result{{what: fmt.Sprintf("first page shown, %d lines, from start", opt.lines), ours: took,
		goal: goal{within: 1500 * time.Millisecond}}}, nil
}

// startOnce starts the program, waits for the first picture of a page that stays as it is,
// and ends it. The time is that picture's, the taking of it included.
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
	var last []byte
	for time.Since(start) < 30*time.Second {
		picture, err := screenshot(ctx, display)
		if err != nil {
			return 0, err
		}
		if isPainted(picture) && bytes.Equal(picture, last) {
			return took, nil
		}
		last, took = picture, time.Since(start)
	}
	return 0, errors.New("no window within 30 s")
}

// screenshot gives the screen's pixels, three bytes each.
func screenshot(ctx context.Context, display string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "import", "-silent", "-window", "root", "-depth", "8", "rgb:-")
	cmd.Env = append(os.Environ(), "DISPLAY="+display)
	var said bytes.Buffer
	cmd.Stderr = &said
	picture, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("screenshot: %w: %s", err, said.String())
	}
	return picture, nil
}

// isPainted tells whether a picture shows a page: many colours.
func isPainted(picture []byte) bool {
	colours := map[[3]byte]bool{}
	for i := 0; i+3 <= len(picture) && len(colours) <= 64; i += 3 {
		colours[[3]byte(picture[i:i+3])] = true
	}
	return len(colours) > 64
}

// virtualScreen starts Xvfb on a free display.
func virtualScreen(ctx context.Context) (display string, stop func(), err error) {
	read, write, err := os.Pipe()
	if err != nil {
		return "", nil, err
	}
	cmd := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp")
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
		return "", nil, fmt.Errorf("virtual screen did not start: %w: %s", err, said.String())
	}
	return ":" + strings.TrimSpace(number), stop, nil
}
