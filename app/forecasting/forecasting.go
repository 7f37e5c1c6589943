// Package forecasting is the use case of looking ahead: histories from a file, a forecast
// for each, and the file written from them.
package forecasting

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"xunshi/model/analysis/forecast"
)

// Progress hears how many series are done; it may be called from several goroutines, and
// may be nil.
type Progress func(done, total int)

// Run forecasts every history months ahead, on all processors. The results stand in the
// order of the histories. The only error is the context's.
func Run(ctx context.Context, list []History, months int, progress Progress) ([]forecast.Result, error) {
	out := make([]forecast.Result, len(list))
	var next, done atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(list) {
					return
				}
				out[i] = forecast.Make(list[i].Series(), months)
				if n := done.Add(1); progress != nil {
					progress(int(n), len(list))
				}
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, nil
}
