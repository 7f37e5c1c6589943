package testkit

import (
	"context"

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
