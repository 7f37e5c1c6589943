//go:build e2e

package e2e

import (
	"os/exec"
	"strings"
	"testing"
	"time"
)

// While a window is open: reports may be made beside it, a writing command is refused with
// words, and a second start leaves the folder to the first window and ends.
func TestOneProgramPerDataFolder(t *testing.T) {
	h, s := newHome(t), makeSales(40)
	h.importSales(s.csv(t))
	virtual := newScreen(t)
	w := h.openWindow(virtual)
	w.settled("instance-first")

	total := h.reportJSON("monthly", "--month", "2024-09").section(t, "summary").Total
	if got := parse(t, value(total, "amount"), 4); got != s.amount {
		t.Errorf("beside the window the month has %s, want %s", decimal(got, 4), decimal(s.amount, 4))
	}
	_, stderr := h.run(exitFailed, "import", "sales", makeSales(50).csv(t))
	if !strings.Contains(stderr, h.data) {
		t.Errorf("the refusal does not name the data folder: %s", stderr)
	}

	second := virtual.command(program, "--data", h.data)
	if err := second.Start(); err != nil {
		t.Fatal(err)
	}
	if !endsWithin(second, 20*time.Second) {
		t.Error("the second start did not end")
	}
	if out := virtual.xdotool("search", "--onlyvisible", "--pid", w.pid()); len(strings.Fields(out)) != 1 {
		t.Errorf("after the second start the first has windows %q", out)
	}
}

// endsWithin waits for a started command; one that does not end is killed.
func endsWithin(cmd *exec.Cmd, limit time.Duration) bool {
	done := make(chan struct{})
	go func() { _ = cmd.Wait(); close(done) }() // how it ends is the caller's question
	select {
	case <-done:
		return true
	case <-time.After(limit):
		_ = cmd.Process.Kill()
		<-done
		return false
	}
}
