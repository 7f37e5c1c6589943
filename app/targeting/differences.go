package targeting

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// GapKind says what is wrong at a node.
type GapKind string

// Kinds of gap.
const (
	GapChildren GapKind = "children" // the children's sum is not the node's own target
	GapParts    GapKind = "parts"    // the quarters are not the year, the months not the quarter
	GapOwner    GapKind = "owner"    // a target nobody answers for
	GapMissing  GapKind = "missing"  // a person without a target
)

// Gap is one thing to look at in the targets of a year.
type Gap struct {
	Kind GapKind
	By   Dimension // where it is seen
	Key  string    // of the row there
	Name string
	Span int   // place among the year's spans, −1 if it is about more than one
	Own  int64 // the node's own target, 0 for GapMissing
	Sum  int64 // of what is below
	Text string
}

// Difference is what is below − the own target.
func (g *Gap) Difference() int64 {
	if g.Kind == GapChildren || g.Kind == GapParts {
		return g.Sum - g.Own
	}
	return 0
}

// Gaps finds every node of the year whose children or parts do not add up to it, largest
// difference first, then targets without anyone who answers for them and people without a
// target.
func (p *Planner) Gaps(ctx context.Context, q Query) ([]Gap, error) {
	var out []Gap
	seen := map[string]bool{}
	q.Scope = analysis.Node{}
	var first *Tree
	for _, by := range Dimensions {
		q.By = by
		t, err := p.Tree(ctx, q)
		if err != nil {
			return nil, err
		}
		if first == nil {
			first = t
		}
		for i := range t.Rows {
			for _, g := range t.gapsOf(i) {
				id := fmt.Sprint(g.Kind, g.Key, g.Span, g.Sum)
				if !seen[id] {
					seen[id] = true
					out = append(out, g)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Gap) int { return cmp.Compare(size(b.Difference()), size(a.Difference())) })
	orphans, err := p.orphans(ctx, q, first)
	if err != nil {
		return nil, err
	}
	facts, err := p.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	return slices.Concat(out, orphans, first.missing(p.activity(facts, q.Period()))), nil
}

func size(v int64) int64 { return max(v, -v) }

func (t *Tree) gapsOf(row int) []Gap {
	r := &t.Rows[row]
	var out []Gap
	for span := range SpanCount {
		own := r.Own[span]
		where := t.Spans[span].Label(t.Query.First())
		if d := r.Difference(span); d.N != 0 {
			out = append(out, Gap{Kind: GapChildren, By: t.Query.By, Key: r.Key, Name: r.Name, Span: span, Own: own.N, Sum: r.Sum[span].N,
				Text: i18n.T("%s:下级合计与本级不符", where)})
		}
		if d := r.PartsDifference(span); d.N != 0 {
			text := i18n.T("%s:各月合计与季度不符", where)
			if span == spanYear {
				text = i18n.T("%s:各季合计与全年不符", where)
			}
			out = append(out, Gap{Kind: GapParts, By: t.Query.By, Key: r.Key, Name: r.Name, Span: span, Own: own.N, Sum: r.Parts[span].N, Text: text})
		}
	}
	return out
}

// orphans are targets that nobody answers for: of people who left before the span, of
// customers without an owner, of regions without manager or people, of records that are gone.
func (p *Planner) orphans(ctx context.Context, q Query, t *Tree) ([]Gap, error) {
	targets, err := p.store.AllTargets(ctx, q.First(), q.First()+11)
	if err != nil {
		return nil, err
	}
	staffed := map[model.ID]bool{}
	for _, e := range t.dir.Employees {
		staffed[e.RegionID] = true
	}
	found := map[string]int{}
	var out []Gap
	for i := range targets {
		x := &targets[i]
		if x.Level != q.Level || x.Metric != q.Metric || q.index(Span{x.Span, x.Month}) < 0 {
			continue
		}
		by, key, why := orphan(t.dir, x, staffed)
		if why == "" {
			continue
		}
		id := key + why
		if at, ok := found[id]; ok {
			out[at].Own += x.Value
			continue
		}
		found[id] = len(out)
		out = append(out, Gap{Kind: GapOwner, By: by, Key: key, Name: NodeName(t.dir, analysis.NodeOf(x)), Span: -1, Own: x.Value, Text: why})
	}
	return out, nil
}

// orphan says why nobody answers for a target, "" if someone does.
func orphan(dir *model.Directory, t *model.Target, staffed map[model.ID]bool) (by Dimension, key, why string) {
	e, c, r := dir.Employees[t.EmployeeID], dir.Customers[t.CustomerID], dir.Regions[t.RegionID]
	switch {
	case t.EmployeeID != 0 && e == nil, t.CustomerID != 0 && c == nil, t.RegionID != 0 && r == nil,
		t.ProductID != 0 && dir.Products[t.ProductID] == nil, t.DepartmentID != 0 && dir.Departments[t.DepartmentID] == nil:
		return ByRegion, "", i18n.T("目标的对象已被删除")
	case e != nil && !e.Left.IsZero() && e.Left < t.Month.First():
		return ByRegion, fmt.Sprint("e", e.ID), i18n.T("%s 已于 %s 离职,之后的目标没有人负责", e.Name, e.Left)
	case c != nil && t.EmployeeID == 0 && dir.Employees[c.OwnerID] == nil:
		return ByCustomer, fmt.Sprint("k", c.ID), i18n.T("客户没有负责人")
	case r != nil && t.EmployeeID == 0 && t.CustomerID == 0 && dir.Employees[r.ManagerID] == nil && !staffed[r.ID]:
		return ByRegion, fmt.Sprint("r", r.ID), i18n.T("区域没有经理,也没有人员")
	}
	return "", "", ""
}

// missing are the people who sell (they have customers, or sales this year or last) and
// have no target in some month in which they work here.
func (t *Tree) missing(active activityOf) []Gap {
	sells := map[model.ID]bool{}
	for _, c := range t.dir.Customers {
		sells[c.OwnerID] = true
	}
	var out []Gap
	for i := range t.Rows {
		r := &t.Rows[i]
		e := t.dir.Employees[r.Node.Employee]
		if r.Kind != RowPerson || e == nil || r.Team || !(sells[e.ID] || active.employees.has(e.ID)) {
			continue
		}
		var months []string
		for m := range 12 {
			span := spanMonth(m)
			p := t.Spans[span].Period()
			here := (e.Hired.IsZero() || e.Hired <= p.To) && (e.Left.IsZero() || e.Left >= p.From)
			if here && !r.Value[span].Known && !r.Own[spanYear].Known && !r.Own[spanQuarter(m/3)].Known {
				months = append(months, t.Spans[span].Label(t.Query.First()))
			}
		}
		switch {
		case len(months) == 12:
			out = append(out, Gap{Kind: GapMissing, By: t.Query.By, Key: r.Key, Name: r.Name, Span: -1, Text: i18n.T("全年没有目标")})
		case len(months) > 0:
			out = append(out, Gap{Kind: GapMissing, By: t.Query.By, Key: r.Key, Name: r.Name, Span: -1,
				Text: i18n.T("%s 没有目标", months[0]+more(months))})
		}
	}
	return out
}

func more(months []string) string {
	if len(months) == 1 {
		return ""
	}
	return i18n.T(" 至 %s 共 %d 个月", months[len(months)-1], len(months))
}
