// Package demo makes up a region of a soy-milk and dairy-drink company, so that the
// program can be tried, shown, tested and measured without anyone's real figures. The
// company, its brands, customers and people are invented; place names are those of
// Jiangsu; telephone numbers begin with 100, which no subscriber has.
//
// Everything follows from Options: the same options give the same content. (Floating
// point may fuse differently on another processor family, which can move a case or two.)
package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Options say how much is made. Zero fields mean the default, see Defaults.
type Options struct {
	Customers int        // customers, default 400
	Products  int        // SKUs, default 60
	Months    int        // calendar months, the month of Until included; default 24
	Lines     int        // sales lines, made to the line; default 200 lines a customer in 24 months
	Seed      uint64     // another seed is another region; default 1
	Until     model.Date // last day with sales; default yesterday
}

// Largest values Options may have.
const (
	MaxCustomers = 100_000
	MaxProducts  = 2_000
	MaxMonths    = 120
	MaxLines     = 20_000_000
)

// Defaults gives o with its zero and negative fields filled in: 400 customers, 60 SKUs,
// 24 months up to yesterday, 80,000 lines (in proportion for other sizes), seed 1.
func (o Options) Defaults() Options {
	fill := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	fill(&o.Customers, 400)
	fill(&o.Products, 60)
	fill(&o.Months, 24)
	fill(&o.Lines, naturalLines(o.Customers, o.Months))
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Until.IsZero() {
		o.Until = model.Today() - 1
	}
	return o
}

// naturalLines is how many lines the customers' own rhythm and order size come to.
func naturalLines(customers, months int) int {
	return max(1, min(MaxLines, customers*months*25/3))
}

// Validate gives a Fault when o asks for more than can be made.
func (o Options) Validate() error {
	for _, c := range []struct {
		name       string
		value, top int
	}{
		{i18n.T("客户数"), o.Customers, MaxCustomers},
		{i18n.T("品项数"), o.Products, MaxProducts},
		{i18n.T("月数"), o.Months, MaxMonths},
		{i18n.T("明细行数"), o.Lines, MaxLines},
	} {
		if c.value < 0 || c.value > c.top {
			return model.NewFault(fmt.Errorf("demo option out of range: %d (0–%d)", c.value, c.top),
				i18n.T("示例数据的%s %d 超出范围。", c.name, c.value),
				i18n.T("现有数据没有改动。"),
				i18n.T("请填 1 到 %d 之间的数。", c.top))
		}
	}
	return nil
}

func (o Options) clamped() Options {
	o = o.Defaults()
	o.Customers = min(o.Customers, MaxCustomers)
	o.Products = min(o.Products, MaxProducts)
	o.Months = min(o.Months, MaxMonths)
	o.Lines = min(o.Lines, MaxLines)
	return o
}

// Generate makes the region: organisation, customers, products, the sales of opt.Months
// up to opt.Until sorted by date, targets, invoices and payments. Options beyond the
// limits are cut to them; ask Validate first to refuse them instead.
//
// What holds: len(Lines) is opt.Lines. For every customer and every month invoices and
// adjustments add up to the net sales. The targets of the districts, of the people and of
// the products each add up to the same sum, month by month and level by level.
func Generate(opt Options) *model.Import {
	opt = opt.clamped()
	w := &world{opt: opt, imp: &model.Import{}}
	w.period = model.Period{From: (opt.Until.Month() - model.Month(opt.Months-1)).First(), To: opt.Until}
	w.organise()
	w.stockUp()
	w.signCustomers()
	orders := w.planOrders()
	w.writeLines(orders)
	w.setTargets(orders)
	w.bill()
	w.fillBatch()
	return w.imp
}

// world is the region while it is being made.
type world struct {
	opt    Options
	period model.Period
	imp    *model.Import

	reps     []rep
	products []productTrait
	clients  []client
}

// Streams keep the parts of the world independent: another way to name customers does not
// change who buys what.
const (
	streamPeople = iota + 1
	streamProducts
	streamCustomers
	streamOrders
	streamLines
	streamTargets
	streamPayments
)

// rand is the generator of one part of the world.
func (w *world) rand(stream, index int) *rand.Rand {
	return rand.New(rand.NewPCG(w.opt.Seed, uint64(stream)<<40|uint64(index)))
}

// lognormal is a factor around 1: half of the draws lie below 1.
func lognormal(r *rand.Rand, sigma float64) float64 { return math.Exp(r.NormFloat64() * sigma) }

// between draws evenly from lo to hi.
func between(r *rand.Rand, lo, hi float64) float64 { return lo + r.Float64()*(hi-lo) }

// pick draws one of list.
func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func (w *world) fillBatch() {
	b := &w.imp.Batch
	b.Kind, b.File = model.BatchDemo, i18n.T("示例数据")
	b.Rows = len(w.imp.Lines)
	b.From, b.To = w.period.From, w.period.To
	for i := range w.imp.Lines {
		b.Quantity += w.imp.Lines[i].Quantity
		b.Amount += w.imp.Lines[i].Amount
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "demo 1 %+v", w.opt))
	b.FileHash = hex.EncodeToString(sum[:])
	b.Notes = i18n.T("虚构的示例数据:企业、品牌、客户和人员均不存在。")
}
