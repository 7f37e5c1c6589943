// Package job takes slow work off the interface goroutine and brings its result back.
package job

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
)

var inline atomic.Bool

// Run does work on a goroutine of its own and then calls then on the interface goroutine.
// A work that can be long must end by itself when its page closes (a cancelled context).
func Run(work, then func()) {
	if inline.Load() {
		work()
		then()
		return
	}
	go func() {
		work()
		fyne.Do(then)
	}()
}

// Inline makes every Run do everything at once on the caller's goroutine, for tests and
// for pictures without a window; the function it gives back restores what was before.
func Inline() (restore func()) {
	was := inline.Swap(true)
	return func() { inline.Store(was) }
}
