package customers

import (
	"context"
	"slices"

	"xunshi/model"
	"xunshi/model/analysis"
)

// figures are what the ledger and the receivables say of every customer. They hold as long
// as neither the ledger nor a master record changes.
type figures struct {
	facts   *model.Facts
	dir     *model.Directory
	asOf    model.Date
	until   model.Date // of the receivables: asOf or the last entry, whichever is later
	history *analysis.History
	yearAgo []model.Money // by row id: the days of asOf's month a year before
	ageing  map[model.ID]analysis.Ageing
	class   map[model.ID]analysis.Class
	score   map[model.ID]analysis.Score
	cuts    analysis.RFMCuts
}

// Shares at which the class of the list is cut: A to 80%, B to 95%.
const (
	defaultCutA = 80
	defaultCutB = 95
)

// percent of a whole as analysis counts it.
const percent = analysis.Hundred / 100

func (b *Book) readFigures(ctx context.Context) (*figures, error) {
	facts, err := b.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	dir, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	known := b.figures
	b.mu.Unlock()
	if known != nil && known.facts == facts && known.dir == dir && (facts.Len() > 0 || known.asOf == b.today()) {
		return known, nil
	}
	entries, err := b.store.ReceivableEntries(ctx, maxDate)
	if err != nil {
		return nil, err
	}
	f := newFigures(facts, dir, entries, b.today())
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.figures = f
	return f, nil
}

// maxDate is later than any entry.
const maxDate model.Date = 1<<31 - 2

func newFigures(facts *model.Facts, dir *model.Directory, entries []model.ReceivableEntry, today model.Date) *figures {
	f := &figures{facts: facts, dir: dir, asOf: today}
	if span, ok := facts.Span(); ok {
		f.asOf = span.To
	}
	f.until = f.asOf
	if n := len(entries); n > 0 {
		f.until = max(f.until, entries[n-1].Date)
	}
	ledger := &analysis.Ledger{Facts: facts}
	f.history = analysis.NewHistory(ledger, f.asOf, highest(dir.Customers))
	f.readYearAgo()
	f.age(entries)
	f.rank()
	return f
}

// flags are the customers that left their rhythm, by customer; what was agreed with them
// decides what is 冲货.
func (f *figures) flags(agreed *analysis.Agreed) map[model.ID][]Flag {
	out := map[model.ID][]Flag{}
	if f.facts.Len() == 0 {
		return out
	}
	history := *f.history // shared: the agreements belong to this reading
	history.Agreed = agreed
	for _, flag := range analysis.Flags(&analysis.Ledger{Facts: f.facts}, &history, f.dir) {
		out[flag.Customer] = append(out[flag.Customer], Flag{Flag: flag})
	}
	return out
}

func highest[T any](records map[model.ID]*T) model.ID {
	var top model.ID
	for id := range records {
		top = max(top, id)
	}
	return top
}

// readYearAgo sums the equal days of the same month a year before.
func (f *figures) readYearAgo() {
	f.yearAgo = make([]model.Money, len(f.history.Count))
	lo, hi := f.facts.Range(model.Period{From: f.asOf.Month().First(), To: f.asOf}.MonthsBefore(12))
	for i := lo; i < hi; i++ {
		if c := f.facts.Customers[i]; int(c) < len(f.yearAgo) && f.facts.Flags[i].Counts() {
			f.yearAgo[c] += f.facts.Amounts[i]
		}
	}
}

func (f *figures) age(entries []model.ReceivableEntry) {
	own := map[model.ID][]model.ReceivableEntry{}
	for _, e := range entries {
		own[e.CustomerID] = append(own[e.CustomerID], e)
	}
	f.ageing = make(map[model.ID]analysis.Ageing, len(own))
	for id, list := range own {
		term := 0
		if c := f.dir.Customers[id]; c != nil {
			term = c.TermDays
		}
		f.ageing[id] = analysis.Age(list, f.until, term)
	}
}

// rank gives every customer but 散客 its ABC class and RFM score over twelve months.
func (f *figures) rank() {
	ids := make([]model.ID, 0, len(f.dir.Customers))
	for id, c := range f.dir.Customers {
		if !c.WalkIn {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	values, activities := make([]int64, len(ids)), make([]analysis.Activity, len(ids))
	for i, id := range ids {
		values[i] = int64(f.year(id))
		activities[i] = analysis.Activity{Days: int(f.asOf - f.history.Last[id]), Purchases: f.buys(id), Amount: values[i]}
	}
	f.class = make(map[model.ID]analysis.Class, len(ids))
	f.score = make(map[model.ID]analysis.Score, len(ids))
	classes := analysis.ABC(values, defaultCutA*percent, defaultCutB*percent)
	scores, cuts := analysis.RFM(activities)
	for i, id := range ids {
		f.class[id], f.score[id] = classes[i], scores[i]
	}
	f.cuts = cuts
}

// firstMonth of the twelve that the list sums up.
func (f *figures) firstMonth() model.Month { return f.asOf.Month() - 11 }

func (f *figures) year(id model.ID) model.Money {
	var sum model.Money
	for m := f.firstMonth(); m <= f.asOf.Month(); m++ {
		sum += f.history.Net(id, m)
	}
	return sum
}

func (f *figures) buys(id model.ID) int {
	n := 0
	for m := f.firstMonth(); m <= f.asOf.Month(); m++ {
		n += f.history.Purchases(id, m)
	}
	return n
}

// rhythm is the median gap in days, known from two purchases on.
func (f *figures) rhythm(id model.ID) analysis.Value {
	gaps := f.history.Gaps(id)
	if len(gaps) == 0 {
		return analysis.Value{}
	}
	sorted := make([]int64, len(gaps))
	for i, g := range gaps {
		sorted[i] = int64(g)
	}
	slices.Sort(sorted)
	return analysis.Some((analysis.QuantileScaled(sorted, 1, 2) + 1) / 2)
}

// fill puts what the ledger knows into a row.
func (f *figures) fill(r *Row) {
	id := r.Customer.ID
	r.Year, r.Month, r.YearAgo = f.year(id), f.history.Net(id, f.asOf.Month()), f.yearAgo[id]
	r.Growth = analysis.Growth(int64(r.Month), int64(r.YearAgo))
	r.Buys, r.Rhythm = f.buys(id), f.rhythm(id)
	if f.history.Count[id] > 0 {
		r.Last = f.history.Last[id]
		r.Since = int(f.asOf - r.Last)
	}
	r.Ageing = f.ageing[id]
	r.Balance, r.Overdue = r.Ageing.Balance(), r.Ageing.Overdue()
	r.Class, r.RFM = f.class[id], f.score[id]
}
