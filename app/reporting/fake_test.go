package reporting

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"xunshi/model"
)

// fake is a Source in memory.
type fake struct {
	facts     *model.Facts
	dir       *model.Directory
	targets   []model.Target
	entries   []model.ReceivableEntry
	texts     map[model.Month]string
	plans     []model.PlanItem
	verdicts  []model.FlagVerdictRecord
	snapshots []*model.ReportSnapshot
	fail      error
}

func (f *fake) Facts(context.Context) (*model.Facts, error)         { return f.facts, f.fail }
func (f *fake) Directory(context.Context) (*model.Directory, error) { return f.dir, nil }
func (f *fake) Targets(_ context.Context, from, to model.Month) ([]model.Target, error) {
	var out []model.Target
	for _, t := range f.targets {
		if t.Month >= from && t.Month <= to {
			out = append(out, t)
		}
	}
	return out, nil
}
func (f *fake) ReceivableEntries(_ context.Context, until model.Date) ([]model.ReceivableEntry, error) {
	var out []model.ReceivableEntry
	for _, e := range f.entries {
		if e.Date <= until {
			out = append(out, e)
		}
	}
	return out, nil
}
func (f *fake) MonthText(_ context.Context, m model.Month) (*model.MonthText, error) {
	if s, ok := f.texts[m]; ok {
		return &model.MonthText{Month: m, Summary: s}, nil
	}
	return nil, nil
}
func (f *fake) PlanItems(_ context.Context, m model.Month) ([]model.PlanItem, error) {
	var out []model.PlanItem
	for _, p := range f.plans {
		if p.Month == m {
			out = append(out, p)
		}
	}
	return out, nil
}
func (f *fake) Verdicts(_ context.Context, m model.Month) ([]model.FlagVerdictRecord, error) {
	var out []model.FlagVerdictRecord
	for _, v := range f.verdicts {
		if v.Month == m {
			out = append(out, v)
		}
	}
	return out, nil
}
func (f *fake) Agreements(context.Context) ([]model.CustomerArea, []model.CustomerPolicy, []model.ProductPrice, error) {
	return nil, nil, nil, nil
}
func (f *fake) Snapshot(_ context.Context, kind string, m model.Month, by string) (*model.ReportSnapshot, error) {
	for _, s := range slices.Backward(f.snapshots) {
		if s.Kind == kind && s.Month == m && s.By == by {
			return s, nil
		}
	}
	return nil, nil
}
func (f *fake) SaveSnapshot(_ context.Context, s *model.ReportSnapshot) error {
	f.snapshots = append(f.snapshots, s)
	return nil
}

func rec(id int) model.Record { return model.Record{ID: model.ID(id)} }

func emptyDirectory() *model.Directory {
	return &model.Directory{Regions: map[model.ID]*model.Region{}, Departments: map[model.ID]*model.Department{},
		Employees: map[model.ID]*model.Employee{}, Customers: map[model.ID]*model.Customer{}, Products: map[model.ID]*model.Product{}}
}

// put adds a line; lines must come in the order of their dates.
func (f *fake) put(l model.SalesLine) {
	x := f.facts
	x.Dates = append(x.Dates, l.Date)
	x.Lines = append(x.Lines, model.ID(len(x.Lines)+1))
	x.Customers = append(x.Customers, l.CustomerID)
	x.Products = append(x.Products, l.ProductID)
	x.Employees = append(x.Employees, l.EmployeeID)
	x.Regions = append(x.Regions, l.RegionID)
	x.Departments = append(x.Departments, l.DepartmentID)
	x.Batches = append(x.Batches, 1)
	x.Amounts = append(x.Amounts, l.Amount)
	x.Quantities = append(x.Quantities, l.Quantity)
	x.Flags = append(x.Flags, model.MakeFlag(l.Kind, l.Returned))
}

// business is a made-up region: a province with six districts, 24 SKUs in four categories,
// sales from January 2025 to 11 September 2026.
func business() *fake {
	f := &fake{facts: &model.Facts{Revision: 1}, dir: emptyDirectory(), texts: map[model.Month]string{}}
	d := f.dir
	d.Regions[1] = &model.Region{Record: rec(1), Code: "JS", Name: "江苏大区"}
	names := []string{"苏州", "无锡", "南京", "常州", "徐州", "南通"}
	managers := []string{"洪光", "范彩", "楚杰", "杨健", "白德伟", "张怡"}
	for i, n := range names {
		id := i + 2
		d.Regions[model.ID(id)] = &model.Region{Record: rec(id), Code: fmt.Sprintf("JS%02d", i+1), Name: n, ParentID: 1, ManagerID: model.ID(i + 1)}
		d.Employees[model.ID(i+1)] = &model.Employee{Record: rec(i + 1), Code: fmt.Sprintf("M%02d", i+1), Name: managers[i], Position: "区域经理", RegionID: model.ID(id), DepartmentID: 1}
	}
	for i, n := range []string{"直销部", "批发部"} {
		d.Departments[model.ID(i+1)] = &model.Department{Record: rec(i + 1), Code: fmt.Sprintf("D%d", i+1), Name: n}
	}
	for i := range 12 {
		id := 7 + i
		d.Employees[model.ID(id)] = &model.Employee{Record: rec(id), Code: fmt.Sprintf("E%03d", id), Name: fmt.Sprintf("业务%02d", i+1), Position: "业务员",
			RegionID: model.ID(2 + i%6), DepartmentID: model.ID(1 + i%2)}
	}
	categories := []string{"原味奶", "果味奶", "酸奶", "茶饮"}
	for i := range 24 {
		id := i + 1
		upc := []int64{24, 12, 15, 24}[i%4]
		if i == 23 {
			upc = 0
		}
		d.Products[model.ID(id)] = &model.Product{Record: rec(id), Code: fmt.Sprintf("SKU%03d", id), Name: fmt.Sprintf("%s %dml", categories[i%4], 200+50*(i/4)),
			Category: categories[i%4], UnitsPerCase: model.Quantity(upc) * model.Unit, Price: model.Money(30+i) * model.Yuan / 10}
	}
	channels := []string{"商超", "批发", "餐饮", "电商"}
	for i := range 60 {
		id := i + 1
		d.Customers[model.ID(id)] = &model.Customer{Record: rec(id), Code: fmt.Sprintf("C%04d", id), Name: fmt.Sprintf("第%02d号商贸有限公司", id), Channel: channels[i%4],
			Grade: []string{"A", "B", "C"}[i%3], RegionID: model.ID(2 + i%6), OwnerID: model.ID(7 + i%12), TermDays: 30, Key: i%15 == 0}
	}
	f.sell(model.MustDate("2025-01-02"), model.MustDate("2026-09-11"), 9)
	month := model.MustMonth("2026-09")
	for i := range names[:5] { // the sixth has none
		f.targets = append(f.targets, model.Target{Record: rec(i + 1), Month: month, Level: model.LevelTarget, Metric: model.MetricAmount,
			RegionID: model.ID(i + 2), Value: int64(model.Money(110_000+20_000*i) * model.Yuan)})
	}
	return f
}

// sell fills the days with lines; sundays are quiet, customer 4 stops in July 2026.
func (f *fake) sell(from, to model.Date, perDay int) {
	r := rand.New(rand.NewPCG(11, 12))
	for day := from; day <= to; day++ {
		if day.Weekday() == 0 {
			continue
		}
		for range perDay * 3 {
			c := 1 + r.IntN(60)
			if c == 4 && day > model.MustDate("2026-07-01") {
				continue
			}
			p := 1 + r.IntN(24)
			customer, product := f.dir.Customers[model.ID(c)], f.dir.Products[model.ID(p)]
			l := model.SalesLine{Date: day, CustomerID: model.ID(c), ProductID: model.ID(p), EmployeeID: customer.OwnerID, RegionID: customer.RegionID,
				DepartmentID: f.dir.Employees[customer.OwnerID].DepartmentID, Quantity: model.Quantity(20+r.IntN(400)) * model.Unit}
			l.Amount = l.Quantity.Times(product.Price * 97 / 100)
			switch n := r.IntN(100); {
			case n < 3:
				l.Kind, l.Quantity, l.Amount = model.LineReturn, -l.Quantity/4, -l.Amount/4
			case n < 6:
				l.Kind, l.Amount = model.LineGift, 0
			case n < 9:
				l.Returned = true
			}
			f.put(l)
		}
	}
}
