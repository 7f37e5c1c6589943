package importing

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/app/importing"
	"xunshi/app/records"
	"xunshi/model"
	"xunshi/ui/widgets/job"
)

// file is an opened session with a queue: sessions are for one goroutine at a time, so
// what the user changes waits until the running check has stopped.
type file struct {
	session *importing.Session
	path    string
	queue   []change
	running bool
	closed  bool
	stop    context.CancelFunc

	onBusy     func(bool)
	onProgress func(stage importing.Stage, done, total int)
	onLook     func(look)
	onFault    func(error)
}

// change is something the user set.
type change func(ctx context.Context, s *importing.Session) error

// look is the session as the page shows it, taken while nothing else touches it.
type look struct {
	kind       model.BatchKind
	name       string
	format     string
	encoding   string
	sheets     []importing.SheetInfo
	sheet      string
	headerRow  int
	headerRows int
	columns    []importing.Column
	fields     []importing.FieldInfo
	missing    []importing.Field
	remembered bool
	walkIn     bool
	list       records.Options    // of a list
	preview    *importing.Preview // nil while something is missing or Check failed
	fault      error              // why there is no preview
	askOrder   bool               // day or month first? only the user knows
}

// act queues a change; the session is then checked anew.
func (f *file) act(c change) {
	f.queue = append(f.queue, c)
	f.pump()
}

// pump runs what is queued, after stopping a check that has become useless.
func (f *file) pump() {
	if f.closed {
		return
	}
	if f.running {
		f.stop()
		return
	}
	todo := f.queue
	f.queue, f.running = nil, true
	ctx, stop := context.WithCancel(context.Background())
	f.stop = stop
	f.onBusy(true)
	var seen look
	var err error
	progress := thinned(ctx, f.onProgress)
	job.Run(func() { seen, err = f.work(ctx, todo, progress) }, func() {
		stopped := ctx.Err() != nil
		stop()
		f.running = false
		switch {
		case f.closed:
		case len(f.queue) > 0:
			f.pump()
		case stopped && errors.Is(err, context.Canceled):
			f.onBusy(false)
		default:
			f.onBusy(false)
			if err != nil {
				f.onFault(err)
			}
			f.onLook(seen)
		}
	})
}

// work applies the changes and checks; it is the only place that touches the session
// while it runs. An error is a change that was refused.
func (f *file) work(ctx context.Context, todo []change, progress importing.Progress) (look, error) {
	var refused error
	for _, c := range todo {
		if err := c(ctx, f.session); err != nil {
			if ctx.Err() != nil {
				return look{}, ctx.Err()
			}
			refused = err
		}
	}
	seen := f.snapshot()
	if len(seen.missing) > 0 {
		return seen, refused
	}
	p, err := f.session.Check(ctx, progress)
	switch {
	case ctx.Err() != nil:
		return look{}, ctx.Err()
	case err != nil:
		seen.fault, seen.askOrder = err, errors.Is(err, importing.ErrDateOrder)
	default:
		seen.preview = p
	}
	return seen, refused
}

func (f *file) snapshot() look {
	s := f.session
	l := look{kind: s.Kind(), name: s.File(), sheets: s.Sheets(), sheet: s.Sheet(), columns: s.Columns(), fields: s.Fields(),
		missing: s.Missing(), remembered: s.Remembered(), walkIn: s.WalkIn(), list: s.ListOptions()}
	l.format, l.encoding = s.Format()
	l.headerRow, l.headerRows = s.HeaderRow()
	return l
}

// close ends a running check; the page is gone.
func (f *file) close() {
	f.closed = true
	if f.stop != nil {
		f.stop()
	}
}

const progressEvery = 80 * time.Millisecond

// thinned brings progress to the interface goroutine, not too often.
func thinned(ctx context.Context, tell func(importing.Stage, int, int)) importing.Progress {
	var last atomic.Int64
	return func(stage importing.Stage, done, total int) {
		now := time.Now().UnixNano()
		before := last.Load()
		if now-before < int64(progressEvery) || !last.CompareAndSwap(before, now) {
			return
		}
		fyne.Do(func() {
			if ctx.Err() == nil {
				tell(stage, done, total)
			}
		})
	}
}
