// Package figures takes a person's month from the data, KPI by KPI: what was to be reached,
// what was reached, and the rate of the two. Appraisal and bonus score the same figures, and
// nobody types them.
package figures

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"xunshi/app/measuring"
	"xunshi/app/training"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Full is a rate of 100%: rates count basis points.
const Full = 10_000

// Figure is one KPI of one person's month. Without Known there is nothing to measure by and
// Why says what is missing.
type Figure struct {
	Target int64 // in the unit of the KPI, see Show
	Actual int64
	Rate   int64 // Actual ÷ Target in basis points
	Known  bool
	Why    string
	Basis  string // 口径 in words
}

// Person is someone who worked here in the month, as of its last day.
type Person struct {
	*model.Employee
	Position   string // of the post held then
	RegionID   model.ID
	SuperiorID model.ID
}

// Month holds what the figures of one month are taken from.
type Month struct {
	Month     model.Month
	Until     model.Date // the data are counted up to here: the month's last day once it is over
	Directory *model.Directory
	People    []Person // who worked here in the month, in the order of regions and positions
	measure   *measuring.Measure
	sold      map[model.ID]map[model.ID]bool // listed products bought, by employee
	listed    int
	owed      map[model.ID]owed // by customer's owner
	due       map[model.ID]due  // complaints by who sees to them
	training  *training.Records
	teams     map[model.ID][]model.ID
}

type owed struct{ overdue, all model.Money }

type due struct{ all, inTime int64 }

// Take reads a month.
func Take(ctx context.Context, s *store.Store, g *measuring.Gauge, month model.Month) (*Month, error) {
	measure, err := g.Measure(ctx, month.Period())
	if err != nil {
		return nil, fmt.Errorf("measure %s: %w", month, err)
	}
	facts, err := s.Facts(ctx)
	if err != nil {
		return nil, err
	}
	m := &Month{Month: month, Until: month.Last(), Directory: measure.Directory(), measure: measure, teams: map[model.ID][]model.ID{}}
	if span, ok := facts.Span(); ok && span.To < m.Until {
		m.Until = max(span.To, month.First())
	}
	m.countProducts(facts)
	if err := m.readAccounts(ctx, s); err != nil {
		return nil, err
	}
	if err := m.readComplaints(ctx, s); err != nil {
		return nil, err
	}
	if m.training, err = training.Read(ctx, s, m.Until); err != nil {
		return nil, err
	}
	posts, err := store.Find(ctx, s, model.EmployeePost{})
	if err != nil {
		return nil, fmt.Errorf("read the posts: %w", err)
	}
	m.People = people(m.Directory, posts, month)
	return m, ctx.Err()
}

// people lists who worked here on a day of the month, with the post of its last day (of
// their own last day, for those who left).
func people(d *model.Directory, posts []model.EmployeePost, month model.Month) []Person {
	held := map[model.ID][]model.EmployeePost{}
	for _, p := range posts {
		held[p.EmployeeID] = append(held[p.EmployeeID], p)
	}
	var out []Person
	for _, e := range d.Employees {
		if (e.Hired != 0 && e.Hired > month.Last()) || (e.Left != 0 && e.Left < month.First()) {
			continue
		}
		p := Person{Employee: e, Position: e.Position, RegionID: e.RegionID, SuperiorID: e.SuperiorID}
		on := month.Last()
		if e.Left != 0 {
			on = min(on, e.Left)
		}
		for _, post := range held[e.ID] {
			if post.InForce(on) {
				p.Position, p.RegionID, p.SuperiorID = cmp.Or(post.Position, p.Position), post.RegionID, post.SuperiorID
			}
		}
		out = append(out, p)
	}
	place := func(id model.ID) int {
		if r := d.Regions[id]; r != nil {
			return r.Sort
		}
		return 1 << 30
	}
	slices.SortFunc(out, func(a, b Person) int {
		return cmp.Or(cmp.Compare(place(a.RegionID), place(b.RegionID)), cmp.Compare(a.RegionID, b.RegionID),
			cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// Person finds one of the people, nil if they did not work here in the month.
func (m *Month) Person(id model.ID) *Person {
	for i := range m.People {
		if m.People[i].ID == id {
			return &m.People[i]
		}
	}
	return nil
}

// team is someone with everyone below.
func (m *Month) team(id model.ID) []model.ID {
	if team := m.teams[id]; team != nil {
		return team
	}
	team := []model.ID{id}
	for at := 0; at < len(team); at++ { // grows as the line is followed down
		for _, below := range m.measure.Below(team[at]) {
			if !slices.Contains(team, below) {
				team = append(team, below)
			}
		}
	}
	m.teams[id] = team
	return team
}

// metrics of the KPIs that have a target.
var metrics = map[model.KPIKind]model.Metric{
	model.KPIAmount: model.MetricAmount, model.KPIQuantity: model.MetricQuantity, model.KPIReceipts: model.MetricReceipts,
	model.KPINewCustomers: model.MetricNewCustomers, model.KPIVisits: model.MetricVisits, model.KPIDistribution: model.MetricDistribution,
}

// Targeted tells whether a KPI is measured against a target that was set.
func Targeted(kind model.KPIKind) bool { _, ok := metrics[kind]; return ok }

// LessIsBetter tells whether a low rate of a KPI is the good one.
func LessIsBetter(kind model.KPIKind) bool { return kind == model.KPIOverdue }

// Of takes one KPI of one person, with everyone below counted in. A manual KPI is never
// known here: the superior gives it.
func (m *Month) Of(kind model.KPIKind, employee model.ID) Figure {
	f := Figure{Basis: Basis(kind, m.Until)}
	switch kind {
	case model.KPIOverdue:
		for _, id := range m.team(employee) {
			f.Actual += int64(m.owed[id].overdue)
			f.Target += int64(m.owed[id].all)
		}
		f.Why = i18n.T("没有应收账款")
	case model.KPIBreadth:
		f.Actual, f.Target = m.breadth(employee), int64(m.listed)
		f.Why = i18n.T("没有在册品项")
	case model.KPIComplaints:
		for _, id := range m.team(employee) {
			f.Actual += m.due[id].inTime
			f.Target += m.due[id].all
		}
		f.Why = i18n.T("本月没有到期的投诉")
	case model.KPITraining:
		f.Actual, f.Target = m.courses(employee)
		f.Why = i18n.T("没有必修课")
	case model.KPIManual:
		f.Why = i18n.T("主管还没有评分")
		return f
	default:
		f.Actual, f.Target = m.progress(metrics[kind], employee)
		f.Why = i18n.T("没有目标")
	}
	if f.Target <= 0 {
		f.Target = 0
		return f
	}
	f.Known, f.Why = true, ""
	f.Rate = model.MulDiv(f.Actual, Full, f.Target)
	return f
}

func (m *Month) progress(metric model.Metric, employee model.ID) (actual, target int64) {
	node := measuring.Node{EmployeeID: employee, Reports: true}
	target, _ = m.measure.Target(model.LevelTarget, metric, node)
	return m.measure.Actual(metric, node), target
}

// Actual is what came of a metric with a target, and that target (0 = none).
func (m *Month) Actual(metric model.Metric, employee model.ID) (actual, target int64) {
	return m.progress(metric, employee)
}

// countProducts notes which listed products each employee's customers bought.
func (m *Month) countProducts(facts *model.Facts) {
	listed := map[model.ID]bool{}
	for id, p := range m.Directory.Products {
		if p.Listed(m.Until) {
			listed[id] = true
		}
	}
	m.listed, m.sold = len(listed), map[model.ID]map[model.ID]bool{}
	lo, hi := facts.Range(m.Month.Period())
	for i := lo; i < hi; i++ {
		if !facts.Flags[i].Purchase() || !listed[facts.Products[i]] {
			continue
		}
		who := facts.Employees[i]
		if m.sold[who] == nil {
			m.sold[who] = map[model.ID]bool{}
		}
		m.sold[who][facts.Products[i]] = true
	}
}

func (m *Month) breadth(employee model.ID) int64 {
	all := map[model.ID]bool{}
	for _, id := range m.team(employee) {
		for product := range m.sold[id] {
			all[product] = true
		}
	}
	return int64(len(all))
}

func (m *Month) courses(employee model.ID) (done, required int64) {
	for _, id := range m.team(employee) {
		if e := m.Directory.Employees[id]; e != nil && e.Active(m.Until) {
			d, r := m.training.Completion(e)
			done, required = done+int64(d), required+int64(r)
		}
	}
	return done, required
}
