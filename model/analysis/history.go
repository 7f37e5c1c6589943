package analysis

import (
	"slices"

	"xunshi/model"
)

// History is what one pass over the ledger knows about every customer up to a day.
// Slices by customer have one entry per row id (index 0: no customer).
type History struct {
	Until  model.Date
	From   model.Month // first month of the table below
	Months int
	Last   []model.Date // last purchase date, zero without one
	Count  []int32      // 进货次数 over the whole history
	Agreed *Agreed      // areas and prices agreed with customers, for Flags; nil = none known

	volume    []int64 // customer × month, net
	net       []model.Money
	purchases []int32
	gapStart  []int32 // gaps of customer c: gaps[gapStart[c]:gapStart[c+1]]
	gaps      []int32
}

type visit struct {
	customer model.ID
	gap      int32
}

// NewHistory reads every line in the ledger's scope dated until or earlier. customers is
// the highest row id there may be; ids above it are left out.
func NewHistory(l *Ledger, until model.Date, customers model.ID) *History {
	n := int(customers) + 1
	h := &History{Until: until, Last: make([]model.Date, n), Count: make([]int32, n)}
	span, ok := l.Facts.Span()
	if !ok || span.From > until {
		h.gapStart = make([]int32, n+1)
		return h
	}
	h.From = span.From.Month()
	h.Months = int(until.Month()-h.From) + 1
	h.volume = make([]int64, n*h.Months)
	h.net = make([]model.Money, n*h.Months)
	h.purchases = make([]int32, n*h.Months)
	h.placeGaps(h.read(l, n))
	return h
}

// read walks the lines once; it gives the gaps between purchases in the order of dates.
func (h *History) read(l *Ledger, n int) []visit {
	f := l.Facts
	_, end := f.Range(model.Period{To: h.Until})
	visits := make([]visit, 0, end)
	month, next := -1, model.Date(-1<<31)
	for i := range end {
		d := f.Dates[i]
		if d >= next {
			m := d.Month()
			month, next = int(m-h.From), (m + 1).First()
		}
		c := int(f.Customers[i])
		if c >= n || !l.In(i) {
			continue
		}
		cell := c*h.Months + month
		flag := f.Flags[i]
		if flag.Kind() == model.LineReturn || !flag.Returned() {
			h.net[cell] += f.Amounts[i]
			h.volume[cell] += l.Cases.weigh(f.Products[i], f.Quantities[i])
		}
		if !flag.Purchase() || (h.Last[c] == d && h.Count[c] > 0) {
			continue
		}
		if h.Count[c] > 0 {
			visits = append(visits, visit{model.ID(c), int32(d - h.Last[c])})
		}
		h.Last[c] = d
		h.Count[c]++
		h.purchases[cell]++
	}
	return visits
}

func (h *History) placeGaps(visits []visit) {
	h.gapStart = make([]int32, len(h.Count)+1)
	for c, n := range h.Count {
		h.gapStart[c+1] = h.gapStart[c] + max(0, n-1)
	}
	h.gaps = make([]int32, len(visits))
	at := slices.Clone(h.gapStart)
	for _, v := range visits {
		h.gaps[at[v.customer]] = v.gap
		at[v.customer]++
	}
}

func (h *History) cell(customer model.ID, m model.Month) int {
	k := int(m - h.From)
	if h.Months == 0 || k < 0 || k >= h.Months || int(customer) >= len(h.Count) {
		return -1
	}
	return int(customer)*h.Months + k
}

// Net sales of a customer in a month (up to Until).
func (h *History) Net(customer model.ID, m model.Month) model.Money {
	if i := h.cell(customer, m); i >= 0 {
		return h.net[i]
	}
	return 0
}

// Volume is the customer's net quantity in a month, in the ledger's weighed units.
func (h *History) Volume(customer model.ID, m model.Month) int64 {
	if i := h.cell(customer, m); i >= 0 {
		return h.volume[i]
	}
	return 0
}

// Purchases 进货次数: distinct purchase dates of a customer in a month. Returns, gifts and
// sales that came back are no purchase.
func (h *History) Purchases(customer model.ID, m model.Month) int {
	if i := h.cell(customer, m); i >= 0 {
		return int(h.purchases[i])
	}
	return 0
}

// Gaps in days between the customer's purchases, oldest first.
func (h *History) Gaps(customer model.ID) []int32 {
	return h.gaps[h.gapStart[customer]:h.gapStart[customer+1]]
}
