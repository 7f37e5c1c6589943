package testkit

import (
	"time"

	"xunshi/ui/shell"
)

// Timers is a shell.Runtime for tests: work runs at once on the test's goroutine, and
// timers fire only when the test says so.
type Timers struct{ waiting []*timer }

type timer struct {
	after time.Duration
	f     func()
	done  bool
}

// Runtime to put into shell.Options.
func (t *Timers) Runtime() shell.Runtime {
	return shell.Runtime{
		Spawn: func(f func()) { f() },
		After: func(d time.Duration, f func()) func() {
			x := &timer{after: d, f: f}
			t.waiting = append(t.waiting, x)
			return func() { x.done = true }
		},
	}
}

// Pass lets a time go by: timers up to d fire, those beyond wait on.
func (t *Timers) Pass(d time.Duration) {
	due := t.waiting
	t.waiting = nil
	for _, x := range due {
		switch {
		case x.done:
		case x.after > d:
			x.after -= d
			t.waiting = append(t.waiting, x)
		default:
			x.done = true
			x.f()
		}
	}
}
