package forecast

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// heldBack is how far ahead the judging looks: the horizon of the M competitions.
const heldBack = 18

// seriesFile names a csv of real monthly series (id, month, value without gaps); see
// docs/forecast.md.
const seriesFile = "XUNSHI_SERIES"

// marks gathers the errors of one method.
type marks struct {
	smape, mase float64
	n, scaled   int
}

type scoreboard struct {
	of     map[string]*marks
	inside [heldBack]int
	series int
}

func (b *scoreboard) add(name string, s sample, f []float64) {
	m := b.of[name]
	if m == nil {
		m = &marks{}
		b.of[name] = m
	}
	m.smape += SMAPE(s.actual, f)
	m.n++
	if mase := MASE(s.known.Values, s.actual, f); len(s.known.Values) >= 2*Period && !math.IsNaN(mase) {
		m.mase += mase // a shorter history has hardly a yearly change to measure by
		m.scaled++
	}
}

// judge lets every method, plain and on the series as it is, and the program's choice
// forecast what was held back.
func judge(samples []sample) *scoreboard {
	b := &scoreboard{of: map[string]*marks{}}
	for _, s := range samples {
		scale := mean(s.known.Values)
		p := prepare(scaled(s.known.Values, 1/scale, false))
		for _, m := range candidates {
			var warm [maxDims]float64
			f := m.try(p, len(s.actual), &warm)
			if f == nil { // not made for so short a history
				f = seasonalNaive(p.y, len(s.actual))
			}
			b.add(string(m.method), s, scaled(f, scale, p.floor))
		}
		var f []float64
		for k, point := range Make(s.known, len(s.actual)).Points {
			f = append(f, point.Value)
			if a := s.actual[k]; a >= point.Lower && a <= point.Upper {
				b.inside[k]++
			}
		}
		b.series++
		b.add("chosen", s, f)
	}
	return b
}

func (b *scoreboard) String() string {
	names := make([]string, 0, len(b.of))
	for name := range b.of {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Compare(b.mase(x), b.mase(y)) })
	var out strings.Builder
	fmt.Fprintf(&out, "%-16s %6s %8s %7s\n", "method", "series", "sMAPE", "MASE")
	for _, name := range names {
		fmt.Fprintf(&out, "%-16s %6d %8.3f %7.3f\n", name, b.of[name].n, b.smape(name), b.mase(name))
	}
	fmt.Fprintf(&out, "inside the 80%% range, by month ahead:")
	for _, n := range b.inside {
		fmt.Fprintf(&out, " %.0f", 100*float64(n)/float64(b.series))
	}
	return out.String()
}

func (b *scoreboard) smape(name string) float64 { return b.of[name].smape / float64(b.of[name].n) }
func (b *scoreboard) mase(name string) float64  { return b.of[name].mase / float64(b.of[name].scaled) }

// better demands that the choice beats the yardsticks on average, by both measures.
func (b *scoreboard) better(t *testing.T) {
	t.Helper()
	for _, name := range []Method{SeasonalNaive, Theta} {
		require.Less(t, b.smape("chosen"), b.smape(string(name)), name)
		require.Less(t, b.mase("chosen"), b.mase(string(name)), name)
	}
}

func TestChosenBeatsYardsticksOnFMCG(t *testing.T) {
	samples := fmcg(48, heldBack)
	b := judge(samples)
	t.Logf("generated FMCG series\n%s", b)
	b.better(t)
	for _, shape := range shapes {
		t.Logf("%s\n%s", shape, judge(slices.DeleteFunc(slices.Clone(samples), func(s sample) bool { return s.kind != shape })))
	}
}

func TestChosenBeatsYardsticksOnRealSeries(t *testing.T) {
	path := os.Getenv(seriesFile)
	if path == "" {
		t.Skipf("%s names no file of real series", seriesFile)
	}
	samples := readSamples(t, path)
	b := judge(samples)
	t.Logf("%d series of %s\n%s", len(samples), path, b)
	b.better(t)
	for _, kind := range []string{"nsa", "sa"} {
		if part := slices.DeleteFunc(slices.Clone(samples), func(s sample) bool { return s.kind != kind }); len(part) > 0 {
			t.Logf("%s\n%s", kind, judge(part))
		}
	}
}

// readSamples holds the last months of every series back; what is left of less than 13 months is
// left out. What stands before a / in an id is the series' kind.
func readSamples(t *testing.T, path string) []sample {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var out []sample
	for _, row := range rows[1:] {
		v, err := strconv.ParseFloat(row[2], 64)
		require.NoError(t, err)
		if len(out) == 0 || out[len(out)-1].id != row[0] {
			kind, _, _ := strings.Cut(row[0], "/")
			out = append(out, sample{id: row[0], kind: kind, known: Series{Start: model.MustMonth(row[1])}})
		}
		s := &out[len(out)-1].known
		s.Values = append(s.Values, v)
	}
	out = slices.DeleteFunc(out, func(s sample) bool { return len(s.known.Values) < 13+heldBack })
	for i := range out {
		s, n := &out[i], len(out[i].known.Values)-heldBack
		s.actual, s.known.Values = s.known.Values[n:], s.known.Values[:n]
	}
	return out
}
