package demo

import (
	"fmt"
	"math"
	"math/rand/v2"

	"xunshi/model"
)

// writer turns orders into sales lines, day by day.
type writer struct {
	*world
	rand    *rand.Rand
	today   model.Date
	appeals []float64      // of the products, on today
	numbers map[string]int // running number of today's documents by prefix
	latest  []span         // each client's last delivery, for goods that come back
	debt    int            // lines that a return without goods left to others
}

type span struct{ from, to int }

// writeLines writes exactly opt.Lines lines for the orders up to Until, dealt to them in
// proportion to the lines each wishes for.
func (w *world) writeLines(orders []order) {
	total := 0.0
	n := 0
	for _, o := range orders {
		if o.date > w.opt.Until {
			break
		}
		total += o.lines
		n++
	}
	w.imp.Lines = make([]model.LineRow, 0, w.opt.Lines)
	wr := &writer{world: w, rand: w.rand(streamLines, 0), latest: make([]span, len(w.clients))}
	seen, written := 0.0, 0
	for i := range orders[:n] {
		o := &orders[i]
		seen += o.lines
		due := int(math.Round(seen / total * float64(w.opt.Lines)))
		wr.write(o, due-written)
		written = due
	}
	if rest := w.opt.Lines - len(w.imp.Lines); rest > 0 {
		wr.debt = 0
		wr.write(&order{date: w.opt.Until, cases: w.clients[0].cases / 4}, rest)
	}
}

func (w *writer) write(o *order, n int) {
	if o.date != w.today {
		w.openDay(o.date)
	}
	if o.comeback {
		written := w.comeback(o, n)
		w.debt += n - written
		return
	}
	n += w.debt
	w.debt = 0
	if n > 0 {
		w.delivery(o, n)
	}
}

func (w *writer) openDay(d model.Date) {
	w.today, w.numbers = d, map[string]int{}
	if w.appeals == nil {
		w.appeals = make([]float64, len(w.products))
	}
	for i := range w.appeals {
		w.appeals[i] = w.appeal(i, d)
	}
}

// number is the next document number of the day: XS2609110001.
func (w *writer) number(prefix string) string {
	w.numbers[prefix]++
	y, m, d := w.today.YMD()
	return fmt.Sprintf("%s%02d%02d%02d%04d", prefix, y%100, int(m), d, w.numbers[prefix])
}

func (w *writer) row(o *order, product int, number string) model.LineRow {
	c := &w.clients[o.client]
	return model.LineRow{
		RowNo: len(w.imp.Lines) + 1, Date: o.date, OrderNo: number,
		Customer: model.Ref(o.client), Product: model.Ref(product), Employee: c.rep.employee,
		Region: model.Ref(c.rep.district + 1), Department: model.Ref(c.rep.department),
	}
}

// delivery writes an order of n lines; now and then its last line is a gift.
func (w *writer) delivery(o *order, n int) {
	c := &w.clients[o.client]
	chosen, weight := w.basket(c, n)
	number := w.number("XS")
	start := len(w.imp.Lines)
	gift := n >= 3 && w.rand.Float64() < 0.10
	spiking := c.fate == spiking && c.spike.Contains(o.date)
	for i, product := range chosen {
		p := &w.imp.Products[product]
		l := w.row(o, product, number)
		l.Returned = o.bounced
		if gift && i == n-1 {
			l.Kind, l.Note = model.LineGift, "搭赠"
			l.Quantity = wholePacks(o.cases*0.04*float64(p.UnitsPerCase/model.Unit), p)
		} else {
			l.Quantity = wholePacks(o.cases*weight[i]*float64(p.UnitsPerCase/model.Unit), p)
			price := float64(p.Price) * c.discount
			if spiking {
				price *= c.cut
			}
			l.Amount = l.Quantity.Times(model.Money(math.Round(price/float64(model.Fen))) * model.Fen)
		}
		w.imp.Lines = append(w.imp.Lines, l)
	}
	if !o.bounced {
		w.latest[o.client] = span{start, len(w.imp.Lines)}
	}
}

// basket chooses n products of the client's range on sale today and how the volume is
// shared between them. Longer orders than the range take products a second time.
func (w *writer) basket(c *client, n int) (chosen []int, share []float64) {
	picked := weightedSample(w.rand, len(c.keeps), n, func(i int) float64 { return w.appeals[c.keeps[i]] })
	for i := range picked {
		picked[i] = c.keeps[picked[i]]
	}
	if len(picked) == 0 {
		picked = weightedSample(w.rand, len(w.products), n, func(i int) float64 { return w.appeals[i] })
	}
	chosen = make([]int, n)
	share = make([]float64, n)
	total := 0.0
	for i := range n {
		chosen[i] = picked[i%len(picked)]
		share[i] = math.Sqrt(w.appeals[chosen[i]]) * lognormal(w.rand, 0.4)
		total += share[i]
	}
	for i := range share {
		share[i] /= total
	}
	return chosen, share
}

// wholePacks rounds a number of base units to whole cases, below one case to quarter
// cases; at least a quarter case.
func wholePacks(units float64, p *model.Product) model.Quantity {
	perCase := int64(p.UnitsPerCase / model.Unit)
	step := perCase
	if units < float64(perCase) {
		step = max(1, perCase/4)
	}
	n := max(step, int64(math.Round(units/float64(step)))*step)
	return model.Quantity(n) * model.Unit
}

// comeback writes the return of part of the client's last delivery, at the price it was
// sold at, and tells how many lines it wrote.
func (w *writer) comeback(o *order, n int) int {
	last := w.latest[o.client]
	written := 0
	number := ""
	for i := last.from; i < last.to && written < n; i++ {
		sold := w.imp.Lines[i]
		if sold.Kind != model.LineSale {
			continue
		}
		p := &w.imp.Products[sold.Product]
		part := wholePacks(float64(sold.Quantity/model.Unit)*between(w.rand, 0.15, 0.6), p)
		part = min(part, sold.Quantity)
		if number == "" {
			number = w.number("TH")
		}
		l := w.row(o, int(sold.Product), number)
		l.Kind, l.Note = model.LineReturn, pick(w.rand, []string{"临期退货", "破损退货", "滞销退货", "错发退货"})
		l.Quantity = -part
		l.Amount = -model.Money(model.MulDiv(int64(sold.Amount), int64(part), int64(sold.Quantity)))
		w.imp.Lines = append(w.imp.Lines, l)
		written++
	}
	w.latest[o.client] = span{}
	return written
}
