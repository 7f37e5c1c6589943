package reports

import (
	"context"
	"slices"

	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/exporting/layout"
	"xunshi/app/reporting"
	"xunshi/model"
)

// request is what the toolbar asks for, in plain values.
type request struct {
	kind Kind
	date model.Date // 0 = the latest with sales
	opt  reporting.Options
}

// result is one report ready to be shown.
type result struct {
	request
	dir    *model.Directory
	doc    *document.Document // nil when the ledger is empty
	pages  []layout.Page
	latest bool       // the date is that of the latest sales
	sold   bool       // the day or month has sales
	jump   model.Date // a day with sales, when it has none
	month  monthTexts
	closed []model.Month // newest first
}

// monthTexts are what a person writes for a month.
type monthTexts struct {
	month   model.Month
	summary string
	plan    []model.PlanItem // to be ticked off: written a month before
	next    []model.PlanItem // 下月计划
}

// read makes the report asked for.
func read(ctx context.Context, b Backend, ask request) (*result, error) {
	r := &result{request: ask}
	var err error
	if r.dir, err = b.Directory(ctx); err != nil {
		return nil, err
	}
	if r.dir.Regions[r.opt.RegionID] == nil {
		r.opt.RegionID = 0 // the region is gone: an undone import
	}
	facts, err := b.Facts(ctx)
	if err != nil {
		return nil, err
	}
	span, ok := facts.Span()
	if r.date.IsZero() {
		r.date = model.Today()
		if ok {
			r.date = span.To
		}
	}
	r.latest = !ok || r.date == span.To
	if r.closed, err = closedMonths(ctx, b); err != nil {
		return nil, err
	}
	if !ok && !slices.Contains(r.closed, r.date.Month()) {
		return r, nil
	}
	r.sold, r.jump = salesOf(facts, r.period())
	if r.kind == Monthly {
		r.doc, err = b.Monthly(ctx, r.date.Month(), r.opt)
	} else {
		r.doc, err = b.Daily(ctx, r.date, r.opt)
	}
	if err != nil {
		return nil, err
	}
	if r.pages, err = exporting.Pages(r.doc, layout.Setup{}); err != nil {
		return nil, err
	}
	if r.kind == Monthly {
		r.month, err = readTexts(ctx, b, r.date.Month())
	}
	return r, err
}

// period the report speaks of.
func (r *request) period() model.Period {
	if r.kind == Monthly {
		return r.date.Month().Period()
	}
	return model.Period{From: r.date, To: r.date}
}

// salesOf tells whether a period has sales and, if not, the nearest day before it that has
// some, or else the first one after.
func salesOf(f *model.Facts, p model.Period) (sold bool, jump model.Date) {
	lo, hi := f.Range(p)
	switch {
	case hi > lo:
		return true, 0
	case lo > 0:
		return false, f.Dates[lo-1]
	case hi < f.Len():
		return false, f.Dates[hi]
	}
	return false, 0
}

func readTexts(ctx context.Context, b Backend, m model.Month) (monthTexts, error) {
	t := monthTexts{month: m}
	written, err := b.MonthText(ctx, m)
	if err != nil {
		return t, err
	}
	if written != nil {
		t.summary = written.Summary
	}
	if t.plan, err = b.PlanItems(ctx, m); err != nil {
		return t, err
	}
	t.next, err = b.PlanItems(ctx, m+1)
	return t, err
}

// closedMonths lists each closed month once, newest first.
func closedMonths(ctx context.Context, b Backend) ([]model.Month, error) {
	months, err := b.Closed(ctx)
	if err != nil {
		return nil, err
	}
	slices.Sort(months)
	months = slices.Compact(months)
	slices.Reverse(months)
	return months, nil
}
