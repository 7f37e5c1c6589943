package team

import (
	"cmp"
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Person is the page of one person in one month.
type Person struct {
	Row
	Line    *Line
	Chain   []model.ID // superiors on the last day of the month, nearest first
	Reports []model.ID // direct ones
	Month   model.Month
	Until   model.Date
	On      model.Date // balances and customers in charge are of this day

	TimeProgress analysis.Value
	Levels       []LevelRow           // metrics with a target on any level
	Trend        []MonthSum           // twelve months, the last is Month
	Top          []PartSum            // customers by sales, the largest first
	Mix          []PartSum            // categories by sales
	InCharge     []InCharge           // customers, by sales
	Steps        []Step               // open next steps, by date
	Logs         []Step               // contacts of the month, with those of everyone below, the latest first
	Posts        []model.EmployeePost // the latest first
	Records      PersonRecords
	Notes        []string
}

// LevelRow is one metric against 目标, 冲刺 and 挑战.
type LevelRow struct {
	Metric     model.Metric
	Actual     int64
	Targets    [3]analysis.Value // by Levels
	Attainment [3]analysis.Value
}

// Levels in the order of LevelRow.
var Levels = [3]model.TargetLevel{model.LevelTarget, model.LevelStretch, model.LevelChallenge}

// MonthSum is one month of a trend.
type MonthSum struct {
	Month  model.Month
	Amount model.Money
	Target analysis.Value
}

// PartSum is a part of the month's sales.
type PartSum struct {
	ID     model.ID // Customer, 0 for a category
	Name   string
	Amount model.Money
	Share  analysis.Value
}

// InCharge is a customer someone looks after.
type InCharge struct {
	Customer model.Customer
	Region   string
	Owner    model.ID
	Amount   model.Money // of the month
	Balance  model.Money
	Overdue  model.Money
}

// Step is a contact with its customer's name.
type Step struct {
	model.ContactLog
	Customer string
	Employee string
}

// PersonRecords are what other pages keep about someone.
type PersonRecords struct {
	Trainings  []Training
	Appraisals []model.Appraisal    // the latest first
	Coaching   []model.CoachingNote // the latest first
	Handovers  []model.Handover     // the latest first
}

// Training is one attended (or missed) holding of a course.
type Training struct {
	model.Attendance
	Course string
	Date   model.Date
	Held   bool // the session has taken place
	Pass   int  // score needed, 0 = no test
}

// Person reads the page of one person; the zero month is that of the latest sales.
func (b *Book) Person(ctx context.Context, id model.ID, month model.Month) (*Person, error) {
	v, err := b.view(ctx, month)
	if err != nil {
		return nil, err
	}
	if v.line.Directory.Employees[id] == nil {
		return nil, model.NewFault(nil, i18n.T("这个人已经不在名册里。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再试。"))
	}
	p := &Person{Row: b.row(v, id, b.today()), Line: v.line, Month: v.month, Until: v.until, On: v.on, Notes: v.notes(),
		Chain: v.line.Chain(v.on, id), Reports: v.line.Reports(v.on, id, false), TimeProgress: v.elapsed.TimeProgress()}
	p.stand(v.line, v.on) // a past month on paper names the post of then
	p.Levels, p.Top, p.Mix, p.InCharge = v.levels(id), v.top(id), v.mix(id), v.inCharge(id)
	p.Posts = slices.Clone(v.line.Posts(id))
	slices.Reverse(p.Posts)
	if p.Trend, err = b.trend(ctx, v.month, id); err != nil {
		return nil, err
	}
	if err := b.readContacts(ctx, p); err != nil {
		return nil, err
	}
	p.Records, err = b.records(ctx, id)
	return p, err
}

func (v *monthView) levels(id model.ID) []LevelRow {
	var rows []LevelRow
	for _, metric := range model.Metrics {
		r := LevelRow{Metric: metric, Actual: v.measure.Actual(metric, node(id))}
		known := false
		for i, level := range Levels {
			r.Targets[i] = v.target(level, metric, id)
			if r.Targets[i].Known {
				known = true
				r.Attainment[i] = analysis.Rate(r.Actual, r.Targets[i].N)
			}
		}
		if known {
			rows = append(rows, r)
		}
	}
	return rows
}

const trendMonths = 12

func (b *Book) trend(ctx context.Context, month model.Month, id model.ID) ([]MonthSum, error) {
	periods := make([]model.Period, trendMonths)
	for i := range periods {
		periods[i] = (month - model.Month(trendMonths-1-i)).Period()
	}
	measures, err := b.gauge.Measures(ctx, periods)
	if err != nil {
		return nil, err
	}
	out := make([]MonthSum, len(measures))
	for i, m := range measures {
		out[i] = MonthSum{Month: periods[i].From.Month(), Amount: model.Money(m.Actual(model.MetricAmount, node(id)))}
		if n, ok := m.Target(model.LevelTarget, model.MetricAmount, node(id)); ok && n > 0 {
			out[i].Target = analysis.Some(n)
		}
	}
	return out, nil
}

func (v *monthView) top(id model.ID) []PartSum {
	var parts []PartSum
	for customer, c := range v.line.Directory.Customers {
		n := node(id)
		n.CustomerID = customer
		if amount := v.measure.Actual(model.MetricAmount, n); amount != 0 {
			parts = append(parts, PartSum{ID: customer, Name: c.Name, Amount: model.Money(amount)})
		}
	}
	return v.shared(parts, id)
}

func (v *monthView) mix(id model.ID) []PartSum {
	seen := map[string]bool{}
	var parts []PartSum
	for _, product := range v.line.Directory.Products {
		if seen[product.Category] {
			continue
		}
		seen[product.Category] = true
		if product.Category == "" {
			continue // no node of its own: it is the rest
		}
		n := node(id)
		n.Category = product.Category
		if amount := v.measure.Actual(model.MetricAmount, n); amount != 0 {
			parts = append(parts, PartSum{Name: product.Category, Amount: model.Money(amount)})
		}
	}
	rest := model.Money(v.measure.Actual(model.MetricAmount, node(id)))
	for i := range parts {
		rest -= parts[i].Amount
	}
	if rest != 0 {
		parts = append(parts, PartSum{Name: i18n.T("未分类"), Amount: rest})
	}
	return v.shared(parts, id)
}

// shared sorts parts and gives each its share of the person's sales.
func (v *monthView) shared(parts []PartSum, id model.ID) []PartSum {
	slices.SortFunc(parts, func(a, b PartSum) int { return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Name, b.Name)) })
	whole := v.measure.Actual(model.MetricAmount, node(id))
	for i := range parts {
		parts[i].Share = analysis.Rate(int64(parts[i].Amount), whole)
	}
	return parts
}

func (v *monthView) inCharge(id model.ID) []InCharge {
	team := map[model.ID]bool{id: true}
	for _, each := range v.line.Reports(v.on, id, true) {
		team[each] = true
	}
	var rows []InCharge
	for customer, owner := range v.owners {
		if !team[owner] {
			continue
		}
		c := v.line.Directory.Customers[customer]
		n := v.measure.Actual(model.MetricAmount, customerNode(customer))
		debt := v.debts[customer]
		rows = append(rows, InCharge{Customer: *c, Region: v.line.Region(c.RegionID), Owner: owner, Amount: model.Money(n),
			Balance: debt.balance, Overdue: debt.overdue})
	}
	slices.SortFunc(rows, func(a, b InCharge) int {
		return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Customer.Code, b.Customer.Code), cmp.Compare(a.Customer.ID, b.Customer.ID))
	})
	return rows
}
