package app

import (
	"context"
	"log/slog"
	"sync"

	"xunshi/model/analysis"
)

// daysCell keeps the calendar as it was last put together: pages ask for it on the
// interface goroutine. A change of any data has it read again.
type daysCell struct {
	mu    sync.Mutex
	known bool
	from  analysis.Calendar // settings it was made from
	made  analysis.Calendar
}

func (c *daysCell) forget() { c.mu.Lock(); defer c.mu.Unlock(); c.known = false }

// Calendar is how the settings have time progress counted, with the holidays, 调休 and own
// weights of the working-day calendar.
func (a *App) Calendar() analysis.Calendar {
	s := a.Settings()
	base := analysis.Calendar{Kind: s.Calendar, Weekdays: s.Weekdays}
	c := &a.days
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known && c.from.Kind == base.Kind && c.from.Weekdays == base.Weekdays {
		return c.made
	}
	made, err := a.Targets.Calendar(context.Background(), base)
	if err != nil { // the weekdays still hold; the next change or start asks again
		slog.Error("read the working-day calendar", "error", err)
	}
	c.known, c.from, c.made = true, base, made
	return made
}
