// Package reporting turns the ledger into reports: 销售日报, 销售月报 and the figures of the
// 今日 page. A report is a document.Document; how it looks is decided elsewhere.
package reporting

import (
	"context"
	"fmt"

	"xunshi/app/document"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Source is what reporting needs of the store.
type Source interface {
	// Facts is the ledger in columns; never nil without an error.
	Facts(ctx context.Context) (*model.Facts, error)
	Directory(ctx context.Context) (*model.Directory, error)
	// Targets of the months from … to, both counted.
	Targets(ctx context.Context, from, to model.Month) ([]model.Target, error)
	// ReceivableEntries dated until or earlier.
	ReceivableEntries(ctx context.Context, until model.Date) ([]model.ReceivableEntry, error)
	// MonthText of a month, nil if none was written.
	MonthText(ctx context.Context, m model.Month) (*model.MonthText, error)
	// PlanItems to be done in m, in their order.
	PlanItems(ctx context.Context, m model.Month) ([]model.PlanItem, error)
	Verdicts(ctx context.Context, m model.Month) ([]model.FlagVerdictRecord, error)
	// Agreements with customers: areas, policies and prices.
	Agreements(ctx context.Context) ([]model.CustomerArea, []model.CustomerPolicy, []model.ProductPrice, error)
	// Snapshot is the latest one kept under these names, nil if none.
	Snapshot(ctx context.Context, kind string, m model.Month, by string) (*model.ReportSnapshot, error)
	SaveSnapshot(ctx context.Context, s *model.ReportSnapshot) error
}

// Dimension is what the rows of a report are.
type Dimension string

// Dimensions.
const (
	ByDepartment Dimension = "department"
	ByRegion     Dimension = "region"
	ByEmployee   Dimension = "employee"
	ByChannel    Dimension = "channel"
)

// Dimensions in the order they are offered.
var Dimensions = []Dimension{ByRegion, ByDepartment, ByEmployee, ByChannel}

// Measure is what progress, shares and comparisons count.
type Measure string

// Measures.
const (
	Amount   Measure = "amount"   // 销售额 (net)
	Quantity Measure = "quantity" // 销量
)

// Options shape a report. The zero Options are valid: by region, the whole business, yuan,
// 件, amount, natural days.
type Options struct {
	By           Dimension
	RegionID     model.ID // with the regions below it; 0 is the whole business
	Money        document.MoneyUnit
	Quantity     document.QuantityUnit
	Measure      Measure
	Calendar     analysis.Calendar
	Organisation string // stands before the title where no region is chosen
}

// defaulted fills empty fields and refuses unknown words.
func (o Options) defaulted() (Options, error) {
	o.By = orElse(o.By, ByRegion)
	o.Money = orElse(o.Money, document.Yuan)
	o.Quantity = orElse(o.Quantity, document.Pieces)
	o.Measure = orElse(o.Measure, Amount)
	if !oneOf(o.By, Dimensions...) || !oneOf(o.Measure, Amount, Quantity) ||
		!oneOf(o.Money, document.Yuan, document.TenThousand) || !oneOf(o.Quantity, document.Pieces, document.Cases) {
		return o, badOptions(o)
	}
	return o, nil
}

// Reporter builds reports from a Source. It keeps nothing itself and may be shared.
type Reporter struct {
	src   Source
	today func() model.Date
}

// New makes a Reporter.
func New(src Source) *Reporter { return &Reporter{src: src, today: model.Today} }

// SetClock says what today is, instead of the computer's clock. Not for use while reports
// are being made.
func (r *Reporter) SetClock(today func() model.Date) { r.today = today }

// view is everything one report is computed from: the ledger in its scope, the period, the
// day the data reach to, and the targets.
type view struct {
	opt    Options
	facts  *model.Facts
	dir    *model.Directory
	agreed *analysis.Agreed // with customers
	ledger *analysis.Ledger // quantities in the report's unit
	base   *analysis.Ledger // quantities in base units: what targets are in

	month   model.Month
	asked   model.Date // the day asked for: data beyond it do not count
	asOf    model.Date // last day counted: its sales are in (or the month is over); before the month's first if none
	span    model.Period
	hasData bool

	compare analysis.Comparison // empty periods unless started
	elapsed analysis.Elapsed
	book    *analysis.TargetBook
}

// load reads what a report of month up to the day asked needs.
func (r *Reporter) load(ctx context.Context, month model.Month, asked model.Date, opt Options) (*view, error) {
	opt, err := opt.defaulted()
	if err != nil {
		return nil, err
	}
	v := &view{opt: opt, month: month, asked: asked}
	if v.facts, err = r.src.Facts(ctx); err != nil {
		return nil, fmt.Errorf("read the ledger: %w", err)
	}
	if v.dir, err = r.src.Directory(ctx); err != nil {
		return nil, fmt.Errorf("read the masters: %w", err)
	}
	areas, policies, prices, err := r.src.Agreements(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what was agreed: %w", err)
	}
	v.agreed = analysis.NewAgreed(areas, policies, prices)
	if opt.RegionID != 0 && v.dir.Regions[opt.RegionID] == nil {
		return nil, unknownRegion(opt.RegionID)
	}
	targets, err := r.src.Targets(ctx, month, month)
	if err != nil {
		return nil, fmt.Errorf("read the targets of %s: %w", month, err)
	}
	metric := model.MetricAmount
	if opt.Measure == Quantity {
		metric = model.MetricQuantity
	}
	v.book = analysis.NewTargetBook(targets, v.dir, month, model.LevelTarget, metric)
	v.base = &analysis.Ledger{Facts: v.facts, Scope: analysis.Within(v.dir, opt.RegionID)}
	v.ledger = v.base
	if opt.Quantity == document.Cases {
		v.ledger = &analysis.Ledger{Facts: v.facts, Scope: v.base.Scope, Cases: analysis.NewCases(v.dir)}
	}
	v.span, v.hasData = v.facts.Span()
	v.setDay()
	return v, ctx.Err()
}

// setDay finds how far the data reach and what is compared with what.
func (v *view) setDay() {
	v.asOf = v.month.First() - 1
	if v.hasData {
		v.asOf = max(v.asOf, min(v.asked, v.span.To, v.month.Last()))
	}
	v.count()
}

// count sets what follows from the last day counted.
func (v *view) count() {
	v.elapsed = v.opt.Calendar.Elapsed(v.month.Period(), v.asOf)
	v.compare, _ = analysis.Compare(v.month, v.asOf) // no days yet: empty periods
}

// finish counts a month that is over whole, also when its last days had no sales.
func (v *view) finish() {
	if v.started() {
		v.asOf = v.month.Last()
		v.count()
	}
}

// started tells whether the month has sales up to the day asked.
func (v *view) started() bool {
	lo, hi := v.facts.Range(model.Period{From: v.month.First(), To: v.asOf})
	return hi > lo
}

// value is a sum in the report's measure: 1/10,000 yuan or 1/1,000 of the quantity unit.
func (v *view) value(s analysis.Sum) int64 {
	if v.opt.Measure == Quantity {
		return int64(v.ledger.Quantity(s.Volume))
	}
	return int64(s.Net())
}

// customerLimit is the highest customer id the masters or the ledger know.
func (v *view) customerLimit() model.ID {
	var top model.ID
	for id := range v.dir.Customers {
		top = max(top, id)
	}
	for _, id := range v.facts.Customers {
		top = max(top, id)
	}
	return top
}

func orElse[T ~string](v, otherwise T) T {
	if v == "" {
		return otherwise
	}
	return v
}

func oneOf[T comparable](v T, among ...T) bool {
	for _, a := range among {
		if v == a {
			return true
		}
	}
	return false
}
