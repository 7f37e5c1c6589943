package shell

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// visit is one page being shown or kept to go back to. It is the page's Host.
type visit struct {
	shell   *Shell
	route   Route
	page    Page
	view    *fyne.Container // the page's content, or an error panel in its place
	stop    context.CancelFunc
	loading bool
	look    look // drawn in
	stale   bool // to be loaded when shown
	closed  bool
	back    func() // takes back what was done last on the page, nil = nothing
}

var _ Host = (*visit)(nil)

// Go leads to a route. A page that was visited with the same route without an argument is
// shown again as it was left.
func (s *Shell) Go(r Route) {
	s.Leave(func() { s.enter(r) })
}

// Back leads to the page before.
func (s *Shell) Back() {
	if len(s.history) < 2 {
		return
	}
	s.Leave(func() {
		last := len(s.history) - 1
		s.history[last].close()
		s.history = s.history[:last]
		s.show()
	})
}

// Leave asks the page shown whether it may be left, if it wants to be asked; the window
// asks the same before it closes.
func (s *Shell) Leave(proceed func()) {
	s.leaveSheets(func() { s.leavePage(proceed) })
}

func (s *Shell) leavePage(proceed func()) {
	if v := s.current(); v != nil {
		if l, ok := v.page.(Leaver); ok {
			l.Leave(proceed)
			return
		}
	}
	proceed()
}

func (s *Shell) enter(r Route) {
	e := s.entry(r.Page)
	if e == nil {
		slog.Error("no such page", "page", r.Page)
		return
	}
	if v := s.current(); v != nil {
		if v.route.Page == r.Page && r.Arg == nil && v.route.Arg == nil {
			return
		}
		v.back = nil
		v.pause()
	}
	s.history = append(s.history, s.takeKept(r, e))
	if len(s.history) > historyLimit {
		s.history[0].close()
		s.history = s.history[1:]
	}
	s.show()
}

// takeKept takes a kept visit of the route out of the history, or makes a new one.
func (s *Shell) takeKept(r Route, e *Entry) *visit {
	for i, v := range s.history {
		if v.route.Page == r.Page && r.Arg == nil && v.route.Arg == nil && !v.finished() {
			s.history = append(s.history[:i], s.history[i+1:]...)
			return v
		}
	}
	v := &visit{shell: s, route: r, stale: true, view: container.NewStack()}
	v.page = e.New(v, r.Arg)
	v.view.Objects = []fyne.CanvasObject{v.page.Content()}
	return v
}

func (v *visit) finished() bool {
	f, ok := v.page.(Finisher)
	return ok && f.Finished()
}

// show puts the page on top of the history on the screen.
func (s *Shell) show() {
	v := s.current()
	s.body.Objects = []fyne.CanvasObject{v.view}
	s.body.Refresh()
	s.win.Canvas().Unfocus()
	s.tips.hide()
	lit := v.route.Page
	if e := s.entry(lit); e != nil && e.Parent != "" {
		lit = e.Parent
	}
	s.nav.light(lit)
	s.bar.show(v)
	s.dress(v)
	if v.stale {
		v.load()
		return
	}
	v.focus()
}

// focus gives the page the keyboard, unless something has it.
func (v *visit) focus() {
	f, ok := v.page.(Focuser)
	if ok && !v.closed && v == v.shell.current() && !v.shell.covered() && v.shell.win.Canvas().Focused() == nil {
		f.Focus()
	}
}

// load starts Load, cancelling one that still runs.
func (v *visit) load() {
	v.pause()
	if p, ok := v.page.(Preparer); ok {
		p.Prepare()
	}
	ctx, stop := context.WithCancel(v.shell.ctx)
	v.stop, v.stale, v.loading = stop, false, true
	v.shell.bar.busy(true)
	v.shell.spawn(func() {
		show, err := guarded(func() (func(), error) { return v.page.Load(ctx) })
		fyne.Do(func() {
			if ctx.Err() != nil {
				return
			}
			stop()
			v.loading = false
			v.shell.bar.busy(false)
			v.loaded(show, err)
		})
	})
}

func (v *visit) loaded(show func(), err error) {
	if err != nil {
		slog.Error("page did not load", "page", v.route.Page, "error", err)
		retry := widgets.NewIconButton(icons.Refresh, i18n.T("重试"), v.load)
		v.view.Objects = []fyne.CanvasObject{widgets.Inset(widgets.Pad(theme.Margin), widgets.Column(0, widgets.FaultPanel(err, retry)))}
		v.view.Refresh()
		return
	}
	if v.view.Objects[0] != v.page.Content() {
		v.view.Objects = []fyne.CanvasObject{v.page.Content()}
	}
	if show != nil {
		show()
	}
	v.view.Refresh()
	v.focus()
}

// pause cancels a running load; the page is loaded again when it is shown again.
func (v *visit) pause() {
	if v.loading {
		v.stop()
		v.loading, v.stale = false, true
		v.shell.bar.busy(false)
	}
}

func (v *visit) close() {
	v.pause()
	if !v.closed {
		v.closed = true
		v.shell.dropSheets(v)
		v.page.Close()
	}
}

// guarded runs work and turns a panic into an error, so that a fault in one page never
// takes the program (and what was typed elsewhere) down.
func guarded(work func() (func(), error)) (show func(), err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("panic while working", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("internal fault: %v", p)
		}
	}()
	return work()
}

// Go implements Host.
func (v *visit) Go(r Route) { v.shell.Go(r) }

// Back implements Host.
func (v *visit) Back() { v.shell.Back() }

// Window implements Host.
func (v *visit) Window() fyne.Window { return v.shell.win }

// Reload implements Host.
func (v *visit) Reload() {
	fyne.Do(func() {
		switch {
		case v.closed:
		case v == v.shell.current():
			v.load()
		default:
			v.stale = true
		}
	})
}

// RefreshBar implements Host.
func (v *visit) RefreshBar() {
	if v == v.shell.current() {
		v.shell.bar.show(v)
	}
}

// Do implements Host.
func (v *visit) Do(work func(ctx context.Context) (show func(), err error)) {
	ctx := v.shell.ctx
	v.shell.spawn(func() {
		show, err := guarded(func() (func(), error) { return work(ctx) })
		fyne.Do(func() {
			switch {
			case ctx.Err() != nil || v.closed:
			case err != nil:
				v.Fail(err)
			case show != nil:
				show()
			}
		})
	})
}
