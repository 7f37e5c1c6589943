package testkit

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"xunshi/ui/shell"
)

// Host is a shell.Host that remembers what a page asked of it. Long and short work runs
// at once.
type Host struct {
	Routes   []shell.Route
	Toasts   []shell.Toast
	Faults   []error
	Confirms []shell.Confirm
	Picks    []shell.FilePick
	Sheets   []shell.Sheet     // every sheet asked for, the last at the end
	Panel    *shell.SheetPanel // the sheet open over Win, nil without a window or after it closed
	Reloads  int
	BarCalls int
	Backs    int
	Win      fyne.Window
}

var _ shell.Host = (*Host)(nil)

// Go implements shell.Host.
func (h *Host) Go(r shell.Route) { h.Routes = append(h.Routes, r) }

// Back implements shell.Host.
func (h *Host) Back() { h.Backs++ }

// Reload implements shell.Host.
func (h *Host) Reload() { h.Reloads++ }

// RefreshBar implements shell.Host.
func (h *Host) RefreshBar() { h.BarCalls++ }

// Toast implements shell.Host.
func (h *Host) Toast(t shell.Toast) { h.Toasts = append(h.Toasts, t) }

// Fail implements shell.Host.
func (h *Host) Fail(err error) { h.Faults = append(h.Faults, err) }

// Confirm implements shell.Host.
func (h *Host) Confirm(c shell.Confirm) { h.Confirms = append(h.Confirms, c) }

// Sheet implements shell.Host: it is shown over Win, if there is one, and remembered.
func (h *Host) Sheet(s shell.Sheet) (close func()) {
	h.Sheets = append(h.Sheets, s)
	if h.Win == nil {
		return func() {
			if s.OnClosed != nil {
				s.OnClosed()
			}
		}
	}
	before := h.Panel
	h.Panel = shell.OpenSheet(h.Win.Canvas(), s, h.Confirm, func() { h.Panel = before })
	return h.Panel.Close
}

// Accept presses the main button of the last sheet; it tells whether the sheet closed.
func (h *Host) Accept(t testing.TB) (closed bool) {
	t.Helper()
	if len(h.Sheets) == 0 {
		t.Fatal("no sheet was opened")
	}
	if panel := h.Panel; panel != nil {
		panel.Accept()
		return h.Panel != panel
	}
	if s := h.Sheets[len(h.Sheets)-1]; s.OnPrimary != nil {
		s.OnPrimary(func() { closed = true })
	}
	return closed
}

// Run implements shell.Host: the work runs at once, its outcome is told as the shell would.
func (h *Host) Run(j shell.Job) {
	err := j.Work(context.Background(), func(int, int, string) {})
	switch {
	case err != nil && j.Failed != nil:
		j.Failed(err)
	case err != nil:
		h.Fail(err)
	case j.Done != nil:
		j.Done()
	}
}

// Do implements shell.Host.
func (h *Host) Do(work func(ctx context.Context) (show func(), err error)) {
	show, err := work(context.Background())
	switch {
	case err != nil:
		h.Fail(err)
	case show != nil:
		show()
	}
}

// OpenFile implements shell.Host.
func (h *Host) OpenFile(p shell.FilePick) { h.Picks = append(h.Picks, p) }

// SaveFile implements shell.Host.
func (h *Host) SaveFile(p shell.FilePick) { h.Picks = append(h.Picks, p) }

// Window implements shell.Host.
func (h *Host) Window() fyne.Window { return h.Win }
