package records

import (
	"context"

	"xunshi/app/targeting"
	"xunshi/model"
	"xunshi/model/analysis"
)

// fillTargets completes the year of the last sales: the months to come for everyone, a year
// and quarters for the regions that do not quite agree with them, the metrics beside sales,
// and the official holidays.
func fillTargets(ctx context.Context, b *Book) error {
	p := targeting.New(b.Store)
	year, _ := b.Today.Month().YM()
	var days []model.CalendarDay
	for _, y := range targeting.PresetYears() {
		if y >= year-2 && y <= year {
			days = append(days, targeting.Preset(y)...)
		}
	}
	if _, err := p.SetDays(ctx, days); err != nil {
		return err
	}
	q := targeting.Query{Year: year, FiscalStart: 1, Level: model.LevelTarget, Metric: model.MetricAmount, By: targeting.ByRegion}
	if err := planAhead(ctx, p, q, b.Today.Month()); err != nil {
		return err
	}
	if err := planYears(ctx, p, q, b); err != nil {
		return err
	}
	return planOthers(ctx, p, q, b)
}

// planAhead gives people and districts the months after the last sales: last year with 8%
// more, in whole thousands; a district has the sum of its people.
func planAhead(ctx context.Context, p *targeting.Planner, q targeting.Query, last model.Month) error {
	t, err := p.Tree(ctx, q)
	if err != nil {
		return err
	}
	proposal, err := p.CopyLastYear(ctx, t, 0, true, targeting.FromActual, 80_000, int64(1000*model.Yuan))
	if err != nil {
		return err
	}
	var changes []targeting.Change
	for i := range proposal.Lines {
		l := &proposal.Lines[i]
		if r := t.Find(l.Key); l.Span.Month > last && t.Rows[r].Kind == targeting.RowPerson && !t.Rows[r].Team {
			changes = append(changes, targeting.Change{Node: l.Node, Span: l.Span, Value: l.After})
		}
	}
	_, err = p.Set(ctx, q, changes)
	return err
}

// planYears gives every region a year of its own, in whole 万元, a little above its months,
// and one district a quarter that its months do not reach.
func planYears(ctx context.Context, p *targeting.Planner, q targeting.Query, b *Book) error {
	t, err := p.Tree(ctx, q)
	if err != nil {
		return err
	}
	const wan = int64(10_000 * model.Yuan)
	var changes []targeting.Change
	odd := b.Rand.IntN(3)
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.Kind != targeting.RowRegion || !r.Value[0].Known {
			continue
		}
		if b.Directory.Regions[r.Node.Region].ParentID == 0 {
			changes = append(changes, targeting.Change{Node: r.Node, Span: t.Spans[0], Value: model.RoundTo(r.Value[0].N*103/100, 100*wan)})
			continue
		}
		if odd--; odd == 0 {
			quarter := t.Spans[13]
			changes = append(changes, targeting.Change{Node: r.Node, Span: quarter, Value: model.RoundTo(r.Value[13].N*104/100, wan)})
		}
	}
	_, err = p.Set(ctx, q, changes)
	return err
}

// planOthers gives those who sell targets for receipts, new customers, visits and
// distribution in every month of the year.
func planOthers(ctx context.Context, p *targeting.Planner, q targeting.Query, b *Book) error {
	t, err := p.Tree(ctx, q)
	if err != nil {
		return err
	}
	owned := map[model.ID]int64{}
	for _, c := range b.Directory.Customers {
		if c.Stage != model.StageStopped && c.Stage != model.StageProspect {
			owned[c.OwnerID]++
		}
	}
	for _, metric := range []model.Metric{model.MetricReceipts, model.MetricNewCustomers, model.MetricVisits, model.MetricDistribution} {
		q.Metric = metric
		var changes []targeting.Change
		for i := range t.Rows {
			r := &t.Rows[i]
			if r.Kind != targeting.RowPerson || r.Team || owned[r.Node.Employee] == 0 {
				continue
			}
			for span := range t.Spans {
				if t.Spans[span].Kind != model.SpanMonth || !r.Own[span].Known {
					continue
				}
				value := otherTarget(metric, r.Own[span], owned[r.Node.Employee], b)
				changes = append(changes, targeting.Change{Node: r.Node, Span: t.Spans[span], Value: value})
			}
		}
		if _, err := p.Set(ctx, q, changes); err != nil {
			return err
		}
	}
	return nil
}

// otherTarget is about what a person with that many customers makes of a metric in a month.
func otherTarget(metric model.Metric, sales analysis.Value, customers int64, b *Book) int64 {
	switch metric {
	case model.MetricReceipts:
		return model.RoundTo(sales.N*96/100, int64(100*model.Yuan))
	case model.MetricNewCustomers:
		return 1 + int64(b.Rand.IntN(2))
	case model.MetricVisits:
		return max(8, customers*2)
	case model.MetricDistribution:
		return max(1, customers*9/10)
	case model.MetricAmount, model.MetricQuantity:
	}
	return sales.N
}
