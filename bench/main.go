// Command bench measures what the program promises to be fast at, beside its rival where
// there is one, and prints medians. It exits with 1 when a promise is broken.
//
//	bench [-runs N] [-lines N] [-only import,report,start] [-cpuprofile FILE]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"time"
)

// options of a run.
type options struct {
	runs  int
	lines int // of the large ledger
	dir   string
}

// result is one measured line of the table.
type result struct {
	what  string
	ours  time.Duration
	rival time.Duration // 0: there is none
	name  string        // of the rival
	goal  goal
}

// goal is what was promised: a time, or a multiple of the rival's time.
type goal struct {
	within time.Duration
	times  float64
}

func (r result) kept() bool {
	if r.goal.times > 0 {
		return float64(r.ours) <= r.goal.times*float64(r.rival)
	}
	return r.ours <= r.goal.within
}

func (r result) String() string {
	rival, promise := "", fmt.Sprintf("≤ %v", r.goal.within)
	if r.rival > 0 {
		rival = fmt.Sprintf("%s %v (%.2f×)", r.name, round(r.rival), float64(r.ours)/float64(r.rival))
	}
	if r.goal.times > 0 {
		promise = fmt.Sprintf("≤ %.1f×", r.goal.times)
	}
	verdict := "kept"
	if !r.kept() {
		verdict = "BROKEN"
	}
	return fmt.Sprintf("%-46s %10v   %-34s %-9s %s", r.what, round(r.ours), rival, promise, verdict)
}

func round(d time.Duration) time.Duration {
	if d < 10*time.Second {
		return d.Round(100 * time.Microsecond)
	}
	return d.Round(10 * time.Millisecond)
}

// measures in the order they are run.
var measures = []struct {
	name string
	run  func(context.Context, options) ([]result, error)
}{
	{"import", measureImport},
	{"report", measureReport},
	{"start", measureStart},
}

func main() {
	var opt options
	flag.IntVar(&opt.runs, "runs", 5, "runs of each measure; the median counts")
	flag.IntVar(&opt.lines, "lines", 1_000_000, "lines of the large ledger")
	profile := flag.String("cpuprofile", "", "write a CPU profile of the whole run to this file")
	only := flag.String("only", "import,report,start", "measures to run")
	flag.Parse()
	kept, err := profiled(*profile, func() (bool, error) { return run(opt, strings.Split(*only, ",")) })
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	if !kept {
		os.Exit(1)
	}
}

// profiled runs f and, if a file is named, writes its CPU profile there.
func profiled(file string, f func() (bool, error)) (kept bool, err error) {
	if file == "" {
		return f()
	}
	out, err := os.Create(file)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if err := pprof.StartCPUProfile(out); err != nil {
		return false, err
	}
	defer pprof.StopCPUProfile()
	return f()
}

func run(opt options, only []string) (kept bool, err error) {
	if opt.dir, err = os.MkdirTemp("", "xunshi-bench-"); err != nil {
		return false, err
	}
	defer func() {
		if removed := os.RemoveAll(opt.dir); err == nil {
			err = removed
		}
	}()
	fmt.Printf("%s/%s, %d CPUs, %s, medians of %d\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), opt.runs)
	kept = true
	for _, m := range measures {
		if !slices.Contains(only, m.name) {
			continue
		}
		results, err := m.run(context.Background(), opt)
		if err != nil {
			return false, fmt.Errorf("%s: %w", m.name, err)
		}
		for _, r := range results {
			fmt.Println(r)
			kept = kept && r.kept()
		}
	}
	return kept, nil
}

// median runs f and gives the middle of its times.
func median(runs int, f func() (time.Duration, error)) (time.Duration, error) {
	times := make([]time.Duration, 0, runs)
	for range runs {
		runtime.GC()
		d, err := f()
		if err != nil {
			return 0, err
		}
		times = append(times, d)
	}
	slices.Sort(times)
	return times[len(times)/2], nil
}

// timed measures one call.
func timed(f func() error) func() (time.Duration, error) {
	return func() (time.Duration, error) {
		start := time.Now()
		err := f()
		return time.Since(start), err
	}
}
