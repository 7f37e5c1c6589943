package demo

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"xunshi/model"
)

// order is a delivery, or goods coming back, before its lines are written.
type order struct {
	date     model.Date
	client   int32
	comeback bool    // a return of goods
	bounced  bool    // delivered and sent back whole
	lines    float64 // lines wished for, relative to the other orders
	cases    float64 // volume
}

// Shares of orders. By value returns stay well below 3%.
const (
	shareComeback = 0.05
	shareBounced  = 0.006
)

// planOrders lets every customer buy in its own rhythm up to the end of the last month.
// Orders after Until serve only to set that month's targets. Sorted by date.
func (w *world) planOrders() []order {
	pace := w.pace()
	var orders []order
	for i := range w.clients {
		orders = w.planClient(orders, i, pace)
	}
	slices.SortStableFunc(orders, func(a, b order) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.client, b.client))
	})
	return orders
}

// pace is how much oftener than usual customers order, so that the wished number of lines
// makes orders of a believable length.
func (w *world) pace() float64 {
	ratio := float64(w.opt.Lines) / float64(naturalLines(w.opt.Customers, w.opt.Months))
	if ratio > 1 {
		return math.Sqrt(ratio)
	}
	return math.Max(ratio, 0.02)
}

func (w *world) planClient(orders []order, i int, pace float64) []order {
	c := &w.clients[i]
	r := w.rand(streamOrders, i)
	gap := math.Max(1, c.gap/pace)
	end := min(c.to, w.opt.Until.Month().Last())
	at := float64(c.from) + r.Float64()*gap
	growth := math.Log1p(districts[c.rep.district].growth) / 365
	stocked := false
	for last := c.from - 1; at <= float64(end)+1; {
		spiking := c.fate == spiking && c.spike.Contains(model.Date(at))
		d := model.Date(at)
		if c.trade.kind != "电商" || holiday(d) {
			d = workday(d, r.Float64())
		}
		if d > last && d <= end {
			last = d
			o := order{date: d, client: int32(i)}
			o.cases = c.cases * gap / 30.4 * season(d) * lognormal(r, 0.22) * math.Exp(growth*float64(d-w.period.From))
			o.lines = math.Sqrt(float64(len(c.keeps))) * lognormal(r, 0.3)
			if spiking {
				o.cases *= between(r, 2.2, 3.2)
				if !stocked { // more than a month's goods at once, on offer
					o.cases += c.cases * between(r, 1.3, 2.2)
					stocked = true
				}
			} else {
				o.bounced = r.Float64() < shareBounced
			}
			orders = append(orders, o)
			orders = w.planComeback(r, orders, o, end)
		}
		step := gap * lognormal(r, 0.28)
		if spiking {
			step *= 0.7
		}
		at += math.Max(1, step)
	}
	return orders
}

// planComeback lets some deliveries be followed by a return of part of the goods.
func (w *world) planComeback(r *rand.Rand, orders []order, o order, end model.Date) []order {
	if r.Float64() >= shareComeback || o.bounced {
		return orders
	}
	back := workday(o.date+model.Date(2+r.IntN(18)), r.Float64())
	if back > end {
		return orders
	}
	return append(orders, order{date: back, client: o.client, comeback: true, lines: 1.6})
}

// weightedSample draws k of n things without replacement, the heavier the likelier, in
// the order of the draw. Things of no weight are never drawn.
func weightedSample(r *rand.Rand, n, k int, weight func(int) float64) []int {
	type entry struct {
		key   float64
		index int
	}
	entries := make([]entry, 0, n)
	for i := range n {
		if v := weight(i); v > 0 {
			entries = append(entries, entry{r.ExpFloat64() / v, i})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	k = min(k, len(entries))
	out := make([]int, k)
	for i := range out {
		out[i] = entries[i].index
	}
	return out
}
