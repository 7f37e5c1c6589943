package forecast

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"xunshi/model"
)

// sample is a series with its last months held back.
type sample struct {
	id     string
	kind   string
	known  Series
	actual []float64
}

// shapes are the stories the generator tells of a product or customer.
var shapes = []string{"seasonal", "trend", "new", "promoted", "declining", "moved", "festival"}

// fmcg makes series as a regional office of a food company sees them: a yearly curve with
// the weeks before 春节, growth, launches, promotions, decline, a lost large customer.
// The same seed gives the same series. Lengths are from 14 to 72 months before the holdout.
func fmcg(each, ahead int) []sample {
	var out []sample
	for k, shape := range shapes {
		for i := range each {
			r := rand.New(rand.NewPCG(uint64(k+1), uint64(i+1)))
			n := []int{14, 20, 24, 30, 36, 48, 60, 72}[i%8]
			y := tell(r, shape, n+ahead, n)
			out = append(out, sample{id: fmt.Sprintf("%s-%d", shape, i), kind: shape,
				known: Series{Start: fmcgStart, Values: y[:n]}, actual: y[n:]})
		}
	}
	return out
}

var fmcgStart = model.MonthOf(2016, time.March)

func tell(r *rand.Rand, shape string, total, known int) []float64 {
	level := math.Exp(r.NormFloat64()*1.5 + 9)
	summer := r.NormFloat64() * 0.35 // above 0 for drinks, below for hot pot and liquor
	rush := math.Abs(r.NormFloat64()) * 0.3
	growth := r.NormFloat64() * 0.004
	noise := 0.05 + 0.12*r.Float64()
	change := known/3 + r.IntN(max(1, known/3))
	step := 1.0
	switch shape {
	case "trend":
		growth = 0.006 + 0.012*r.Float64()
	case "declining":
		growth = -0.01 - 0.02*r.Float64()
	case "moved":
		step = 0.55 + 0.9*r.Float64()
	case "festival":
		rush += 0.5
	case "seasonal":
		summer += math.Copysign(0.3, summer)
	}
	drifting, y := 0.0, make([]float64, total)
	for t := range y {
		month := fmcgStart + model.Month(t)
		_, m := month.YM()
		curve := summer*math.Cos(2*math.Pi*float64(m-time.July)/12) + 1.2*rush*rushShare(month)
		drifting += 0.25 * noise * r.NormFloat64()
		v := level * math.Exp(curve+growth*float64(t)+drifting+noise*r.NormFloat64())
		switch {
		case shape == "new":
			v *= 1 / (1 + math.Exp(-(float64(t)-float64(known)/4)/(float64(known)/10)))
		case shape == "moved" && t >= change:
			v *= step
		case shape == "promoted" && r.Float64() < 0.12:
			v *= 1.4 + 0.9*r.Float64()
		}
		y[t] = math.Round(v)
	}
	return y
}

// rushShare is the part of the three weeks before 春节 that lies in the month, for the
// generator: counted by days, apart from the program's own reckoning.
func rushShare(m model.Month) float64 {
	y, mo := m.YM()
	eve := map[int]string{2016: "02-08", 2017: "01-28", 2018: "02-16", 2019: "02-05", 2020: "01-25", 2021: "02-12", 2022: "02-01",
		2023: "01-22", 2024: "02-10"}[y]
	if eve == "" || mo > time.February {
		return 0
	}
	day := model.MustDate(fmt.Sprintf("%d-%s", y, eve))
	days := 0
	for d := day - 21; d < day; d++ {
		if d.Month() == m {
			days++
		}
	}
	return float64(days) / 21
}
