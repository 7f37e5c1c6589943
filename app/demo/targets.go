package demo

import (
	"cmp"
	"math"
	"slices"

	"xunshi/model"
)

// levels are the three heights of a target, in percent of the lowest.
var levels = []struct {
	level   model.TargetLevel
	percent int64
}{{model.LevelTarget, 100}, {model.LevelStretch, 108}, {model.LevelChallenge, 118}}

// setTargets makes, for each month and level, the amount targets of every district, of
// every 业务员 and of every product, and the products' quantity targets. They stand about
// where sales came out, with a bias of the district and of the person, and in round
// numbers; the month that is not over yet is planned to its end.
func (w *world) setTargets(orders []order) {
	t := w.tally(orders)
	first := w.period.From.Month()
	for m := range t.byRep {
		r := w.rand(streamTargets, m)
		mood := between(r, 0.97, 1.03)
		plan := make([]int64, len(w.reps))
		var total int64
		for i := range w.reps {
			p := &w.reps[i]
			f := mood * p.skill * districts[p.district].push * between(r, 0.96, 1.04)
			plan[i] = max(0, roundPlan(float64(t.byRep[m][i])*f))
			total += plan[i]
		}
		for _, lv := range levels {
			w.writeTargets(first+model.Month(m), lv.level, lv.percent, plan, total, t.goods[m])
		}
	}
}

// roundPlan rounds an amount to whole thousands of yuan, small ones to whole tens.
func roundPlan(v float64) int64 {
	step := float64(1000 * model.Yuan)
	if v < 50*step {
		step /= 100
	}
	return int64(math.Round(v/step) * step)
}

func (w *world) writeTargets(m model.Month, level model.TargetLevel, percent int64, plan []int64, total int64, goods productMonth) {
	row := func(metric model.Metric, region, employee, product model.Ref, value int64) {
		if value <= 0 {
			return
		}
		w.imp.Targets = append(w.imp.Targets, model.TargetRow{
			RowNo: len(w.imp.Targets) + 1, Month: m, Level: level, Metric: metric,
			Region: region, Department: model.NoRef, Employee: employee, Customer: model.NoRef, Product: product,
			Value: value,
		})
	}
	area := make([]int64, len(districts))
	for i, v := range plan {
		area[w.reps[i].district] += v * percent / 100
	}
	for i, v := range area {
		row(model.MetricAmount, model.Ref(i+1), model.NoRef, model.NoRef, v)
	}
	for i, v := range plan {
		row(model.MetricAmount, model.NoRef, w.reps[i].employee, model.NoRef, v*percent/100)
	}
	shares := divide(total*percent/100, goods.amounts, int64(10*model.Yuan))
	for i, v := range shares {
		row(model.MetricAmount, model.NoRef, model.NoRef, model.Ref(i), v)
		if goods.amounts[i] > 0 {
			perCase := int64(w.imp.Products[i].UnitsPerCase)
			pieces := model.MulDiv(v, goods.quantities[i], goods.amounts[i])
			row(model.MetricQuantity, model.NoRef, model.NoRef, model.Ref(i), max(perCase, model.RoundTo(pieces, perCase)))
		}
	}
}

// divide shares total out in proportion to weights, in multiples of step, by largest
// remainder: the parts add up to total (what is below a step goes to the largest part).
func divide(total int64, weights []int64, step int64) []int64 {
	parts := make([]int64, len(weights))
	var sum int64
	for _, v := range weights {
		sum += max(0, v)
	}
	if sum == 0 || total <= 0 {
		return parts
	}
	order := make([]int, len(weights))
	rests := make([]float64, len(weights))
	left, largest := total, 0
	for i, v := range weights {
		order[i] = i
		exact := float64(total) / float64(step) * float64(max(0, v)) / float64(sum)
		parts[i] = int64(exact) * step
		rests[i] = exact - math.Floor(exact)
		left -= parts[i]
		if v > weights[largest] {
			largest = i
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rests[b], rests[a]) })
	for _, i := range order {
		if left >= step && weights[i] > 0 {
			parts[i] += step
			left -= step
		}
	}
	parts[largest] += left
	return parts
}

// tally is what was sold, or for the rest of the last month will be, by month.
type tally struct {
	byRep [][]int64 // money
	goods []productMonth
}

// productMonth is what the products sold in a month, net.
type productMonth struct{ amounts, quantities []int64 }

func (w *world) tally(orders []order) *tally {
	n := w.opt.Months
	t := &tally{byRep: make([][]int64, n), goods: make([]productMonth, n)}
	for m := range n {
		t.byRep[m] = make([]int64, len(w.reps))
		t.goods[m] = productMonth{make([]int64, len(w.products)), make([]int64, len(w.products))}
	}
	repOf := map[model.Ref]int{}
	for i := range w.reps {
		repOf[w.reps[i].employee] = i
	}
	first := w.period.From.Month()
	for i := range w.imp.Lines {
		l := &w.imp.Lines[i]
		if l.Returned {
			continue
		}
		m := int(l.Date.Month() - first)
		t.byRep[m][repOf[l.Employee]] += int64(l.Amount)
		t.goods[m].amounts[l.Product] += int64(l.Amount)
		t.goods[m].quantities[l.Product] += int64(l.Quantity)
	}
	w.addForecast(t, orders, repOf)
	w.planLastMix(t)
	return t
}

// planLastMix plans the products of the last month, of which little may be sold yet, with
// the mix of the twelve months before it too.
func (w *world) planLastMix(t *tally) {
	last := len(t.goods) - 1
	for m := max(0, last-12); m < last; m++ {
		for i := range t.goods[m].amounts {
			if !w.imp.Products[i].Listed(w.opt.Until) {
				continue
			}
			t.goods[last].amounts[i] += t.goods[m].amounts[i]
			t.goods[last].quantities[i] += t.goods[m].quantities[i]
		}
	}
}

// addForecast adds the deliveries after Until to the last month, at each seller's money
// per case so far.
func (w *world) addForecast(t *tally, orders []order, repOf map[model.Ref]int) {
	cases := make([]float64, len(w.reps))
	money := make([]float64, len(w.reps))
	later := make([]float64, len(w.reps))
	for _, o := range orders {
		i := repOf[w.clients[o.client].rep.employee]
		if o.date > w.opt.Until {
			later[i] += o.cases
		} else if !o.bounced {
			cases[i] += o.cases
		}
	}
	for m := range t.byRep {
		for i, v := range t.byRep[m] {
			money[i] += float64(v)
		}
	}
	last := len(t.byRep) - 1
	for i := range later {
		if cases[i] > 0 {
			t.byRep[last][i] += int64(later[i] * money[i] / cases[i])
		}
	}
}
