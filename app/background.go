package app

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// Background does what should be done once a day while the window is open: the automatic
// backup. It runs until ctx ends and returns then.
func (a *App) Background(ctx context.Context) {
	const first, every = 30 * time.Second, time.Hour // the start belongs to the user
	wait := time.NewTimer(first)
	defer wait.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-wait.C:
		}
		a.dailyBackup(ctx)
		wait.Reset(every)
	}
}

func (a *App) dailyBackup(ctx context.Context) {
	empty, err := a.Empty(ctx)
	if err == nil && !empty {
		var path string
		if path, err = a.Keeper.Daily(ctx, time.Now()); path != "" {
			slog.Info("daily backup", "path", path)
			a.Changed.Emit(Change{Settings: true})
		}
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		slog.Warn("daily backup failed", "error", err)
	}
}
