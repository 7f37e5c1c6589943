package shell

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/model"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Options wires a Shell. Entries and Start are required; what is nil is left out.
type Options struct {
	Entries []Entry
	Start   Route
	// Search finds customers, products and people; it runs off the UI thread.
	Search func(ctx context.Context, text string) []model.SearchHit
	// Open is where a hit of the search leads.
	Open func(model.SearchHit) Route
	// Status reads what the status line says; it runs off the UI thread.
	Status func(ctx context.Context) Status
	// Dropped takes files dropped on the window; h belongs to the page shown.
	Dropped func(h Host, paths []string)
	// Memory keeps the size of the window and the state of the navigation.
	Memory Memory
	// Runtime is how work leaves and returns to the UI thread; the zero value is the
	// real one.
	Runtime Runtime
}

// Memory keeps how the window looked from one start to the next.
type Memory interface {
	WindowState() WindowState
	KeepWindowState(WindowState)
}

// WindowState is what is kept of a window.
type WindowState struct {
	Width, Height float32 // 0 = never kept
	Collapsed     bool    // the user collapsed the navigation to icons
}

// Runtime is how the shell starts work and waits. Tests put in a synchronous one.
type Runtime struct {
	// Spawn runs f off the UI thread; nil means go f().
	Spawn func(f func())
	// After runs f on fyne's goroutine after d, unless stop is called before; nil means a
	// real timer.
	After func(d time.Duration, f func()) (stop func())
}

func (r Runtime) complete() Runtime {
	if r.Spawn == nil {
		r.Spawn = func(f func()) { go f() }
	}
	if r.After == nil {
		r.After = func(d time.Duration, f func()) func() {
			timer := time.AfterFunc(d, func() { fyne.Do(f) })
			return func() { timer.Stop() }
		}
	}
	return r
}

// Shell is the frame of one window.
type Shell struct {
	win    fyne.Window
	opt    Options
	rt     Runtime
	ctx    context.Context
	cancel context.CancelFunc

	nav        *navigation
	bar        *topBar
	status     *statusBar
	toasts     *toastLayer
	tips       *tips
	body       *fyne.Container
	frame      *fyne.Container
	history    []*visit // the last is the page shown
	front      *visit   // page in the window, to see that its look is known
	dialog     *dialog  // open panel over the window, nil if none
	sheets     []*openSheet
	search     *searchPopup
	quietJob   *runningJob
	lastFolder string // where the last file was picked
	work       sync.WaitGroup
	closed     bool
}

// historyLimit is how many pages are kept alive to go back to.
const historyLimit = 12

// New builds the frame in a window and shows the first page. Close it when the window closes.
func New(win fyne.Window, opt Options) *Shell {
	s := &Shell{win: win, opt: opt, rt: opt.Runtime.complete(), body: container.NewStack()}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.build()
	s.bindKeys()
	win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { s.Drop(uris) })
	s.Go(opt.Start)
	s.Refresh()
	return s
}

// build makes everything that carries words or colours anew.
func (s *Shell) build() {
	speakInDialogs()
	s.tips = newTips()
	s.nav = newNavigation(s)
	s.bar = newTopBar(s)
	s.status = newStatusBar()
	s.toasts = newToastLayer(s)
	s.frame = container.New(&frameLayout{shell: s}, s.nav, s.bar, s.body, s.status)
	ground := widgets.NewPanel(nil, widgets.PanelStyle{Fill: theme.Ground})
	s.win.SetContent(container.NewStack(ground, s.frame, s.toasts.box, s.tips.box))
	s.win.SetPadded(false)
}

// Rebuild makes the window anew after a change of language: words are chosen when widgets
// are made. The page shown is built and loaded again; pages kept to go back to are dropped.
func (s *Shell) Rebuild() {
	route := s.opt.Start
	if v := s.current(); v != nil {
		route = v.route
	}
	s.closePages()
	s.body.RemoveAll()
	s.build()
	s.Go(route)
	s.Refresh()
}

// Refresh reads badges and the status line again, after data changed. It may be called
// from any goroutine.
func (s *Shell) Refresh() {
	s.spawn(func() {
		badges := map[PageID]int{}
		for _, e := range s.opt.Entries {
			if e.Badge != nil {
				badges[e.ID] = e.Badge(s.ctx)
			}
		}
		var status Status
		if s.opt.Status != nil {
			status = s.opt.Status(s.ctx)
		}
		fyne.Do(func() {
			if s.closed {
				return
			}
			s.nav.setBadges(badges)
			s.status.set(status)
		})
	})
}

// Changed tells that data changed: pages kept to go back to are loaded again when they are
// shown, and the one shown is loaded at once if now says so. May be called from any
// goroutine.
func (s *Shell) Changed(now bool) {
	fyne.Do(func() {
		if s.closed {
			return
		}
		for _, v := range s.history {
			switch {
			case v != s.current():
				v.stale = true
			case now:
				v.load()
			}
		}
	})
}

// Close stops everything that runs and throws the pages away.
func (s *Shell) Close() {
	if s.closed {
		return
	}
	s.closed = true
	s.remember()
	s.cancel()
	s.closePages()
}

// spawn runs f off the UI thread and lets Wait know.
func (s *Shell) spawn(f func()) {
	s.work.Add(1)
	s.rt.Spawn(func() {
		defer s.work.Done()
		f()
	})
}

// Wait waits, after Close, until everything that runs has stopped, for at most d; it tells
// whether it has.
func (s *Shell) Wait(d time.Duration) bool {
	done := make(chan struct{})
	go func() {
		s.work.Wait()
		close(done)
	}()
	select {
	case <-done:
		return true
	case <-time.After(d):
		return false
	}
}

func (s *Shell) closePages() {
	for _, v := range s.history {
		v.close()
	}
	s.history = nil
}

func (s *Shell) current() *visit {
	if len(s.history) == 0 {
		return nil
	}
	return s.history[len(s.history)-1]
}

// Current is the route of the page shown.
func (s *Shell) Current() Route {
	if v := s.current(); v != nil {
		return v.route
	}
	return Route{}
}

// Host of the page shown, for what the program does on its own (a dropped file, an update).
func (s *Shell) Host() Host { return s.current() }

func (s *Shell) entry(id PageID) *Entry {
	for i := range s.opt.Entries {
		if s.opt.Entries[i].ID == id {
			return &s.opt.Entries[i]
		}
	}
	return nil
}

// Drop takes files dropped on the window; anything but files is left out.
func (s *Shell) Drop(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	if len(paths) > 0 && s.opt.Dropped != nil && !s.covered() {
		s.opt.Dropped(s.Host(), paths)
	}
}

// frameLayout places navigation, top bar, page and status line.
type frameLayout struct{ shell *Shell }

const (
	topBarHeight    float32 = 52
	statusBarHeight float32 = 26
)

func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastWidth, leastHeight)
}

func (l *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s := l.shell
	s.nav.fit(size.Width)
	left := s.nav.width()
	s.nav.Move(fyne.NewPos(0, 0))
	s.nav.Resize(fyne.NewSize(left, size.Height))
	s.bar.Move(fyne.NewPos(left, 0))
	s.bar.Resize(fyne.NewSize(size.Width-left, topBarHeight))
	s.body.Move(fyne.NewPos(left, topBarHeight))
	s.body.Resize(fyne.NewSize(size.Width-left, size.Height-topBarHeight-statusBarHeight))
	s.status.Move(fyne.NewPos(left, size.Height-statusBarHeight))
	s.status.Resize(fyne.NewSize(size.Width-left, statusBarHeight))
}
