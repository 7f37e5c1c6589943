package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

var day = model.MustDate("2026-09-11")

func standard() Options { return Options{Until: day} }

// fingerprint is a hash of what was made, blind to fields that records may gain later.
func fingerprint(imp *model.Import) string {
	h := sha256.New()
	for i, c := range imp.Customers {
		fmt.Fprintln(h, c.Code, c.Name, c.Kind, c.Channel, c.Grade, c.City, c.Address, c.Contact, c.Phone, c.Key, c.TermDays, imp.CustomerRegion[i], imp.CustomerOwner[i])
	}
	for _, p := range imp.Products {
		fmt.Fprintln(h, p.Code, p.Name, p.Brand, p.Category, p.Flavour, p.Pack, p.UnitsPerCase, p.Price, p.Launched, p.Delisted)
	}
	for i, e := range imp.Employees {
		fmt.Fprintln(h, e.Code, e.Name, e.Position, e.Hired, imp.EmployeeSuperior[i], imp.EmployeeRegion[i], imp.EmployeeDepartment[i])
	}
	for _, l := range imp.Lines {
		fmt.Fprintln(h, l.Date, l.OrderNo, l.Customer, l.Product, l.Employee, l.Region, l.Department, l.Quantity, l.Amount, l.Kind, l.Returned, l.Note)
	}
	for _, x := range imp.Targets {
		fmt.Fprintln(h, x.Month, x.Level, x.Metric, x.Region, x.Employee, x.Product, x.Value)
	}
	for _, e := range imp.Entries {
		fmt.Fprintln(h, e.Kind, e.Date, e.Customer, e.DocNo, e.Amount, e.Due, e.Note)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func TestSameOptionsGiveTheSameContent(t *testing.T) {
	a, b := Generate(standard()), Generate(standard())
	require.Equal(t, fingerprint(a), fingerprint(b))
	other := standard()
	other.Seed = 2
	require.NotEqual(t, fingerprint(a), fingerprint(Generate(other)))
	require.NotEqual(t, a.Batch.FileHash, Generate(other).Batch.FileHash)
}

// The default region is shown in the documentation: a change to it is meant or a mistake.
func TestDefaultRegionIsTheOneKnown(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("floating point fuses differently here")
	}
	require.Equal(t, "426d114554cc2a05fa8f23251309085064513a19e3a7d0945bd6515fae198773", fingerprint(Generate(standard())))
}

func TestSizes(t *testing.T) {
	for name, c := range map[string]Options{
		"default":                 {Until: day},
		"one of each":             {Customers: 1, Products: 1, Months: 1, Lines: 1, Until: day},
		"one day":                 {Customers: 20, Months: 1, Lines: 50, Until: model.MustDate("2026-02-01")},
		"many lines, few":         {Customers: 3, Products: 4, Months: 2, Lines: 5000, Until: day},
		"many customers":          {Customers: 5000, Lines: 20000, Until: day},
		"many products":           {Products: 300, Lines: 20000, Until: day},
		"months with return":      {Customers: 30, Months: 6, Lines: 7, Until: day},
		"outside the lunar table": {Customers: 30, Months: 60, Lines: 9000, Until: model.MustDate("2044-03-01")},
	} {
		t.Run(name, func(t *testing.T) {
			imp := Generate(c)
			c = c.Defaults()
			require.Len(t, imp.Lines, c.Lines)
			require.Len(t, imp.Customers, c.Customers)
			require.Len(t, imp.Products, c.Products)
			require.Len(t, imp.Employees, 30)
			require.Len(t, imp.Regions, 7)
			checkReferences(t, imp)
			checkSorted(t, imp, c)
			checkReceivables(t, imp)
			checkTargetsAgree(t, imp)
		})
	}
}

// What holds, holds for any options.
func TestAnyOptions(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 80 {
		o := Options{
			Customers: 1 + r.IntN(60), Products: 1 + r.IntN(90), Months: 1 + r.IntN(30), Lines: 1 + r.IntN(900),
			Seed: r.Uint64(), Until: model.MustDate("1969-06-01") + model.Date(r.IntN(40_000)),
		}
		imp := Generate(o)
		require.Len(t, imp.Lines, o.Lines, "%+v", o)
		checkReferences(t, imp)
		checkSorted(t, imp, o)
		checkReceivables(t, imp)
		checkTargetsAgree(t, imp)
	}
}

func checkReferences(t *testing.T, imp *model.Import) {
	t.Helper()
	within := func(r model.Ref, n int, optional bool) {
		if optional && r == model.NoRef {
			return
		}
		if r < 0 || int(r) >= n {
			t.Fatalf("ref %d of %d", r, n)
		}
	}
	refs := func(list []model.Ref, like, n int) {
		require.Len(t, list, like)
		for _, r := range list {
			within(r, n, true)
		}
	}
	refs(imp.CustomerRegion, len(imp.Customers), len(imp.Regions))
	refs(imp.CustomerOwner, len(imp.Customers), len(imp.Employees))
	refs(imp.EmployeeRegion, len(imp.Employees), len(imp.Regions))
	refs(imp.EmployeeDepartment, len(imp.Employees), len(imp.Departments))
	refs(imp.EmployeeSuperior, len(imp.Employees), len(imp.Employees))
	refs(imp.RegionParent, len(imp.Regions), len(imp.Regions))
	refs(imp.RegionManager, len(imp.Regions), len(imp.Employees))
	for i, s := range imp.EmployeeSuperior {
		require.Less(t, int(s), i, "superiors come first: no cycle")
	}
	for _, l := range imp.Lines {
		within(l.Customer, len(imp.Customers), false)
		within(l.Product, len(imp.Products), false)
		within(l.Employee, len(imp.Employees), false)
		within(l.Region, len(imp.Regions), false)
		within(l.Department, len(imp.Departments), false)
	}
	codes, names := map[string]bool{}, map[string]bool{}
	for _, c := range imp.Customers {
		require.False(t, codes[c.Code] || names[c.Name], "%s %s twice", c.Code, c.Name)
		codes[c.Code], names[c.Name] = true, true
	}
	names = map[string]bool{}
	for _, p := range imp.Products {
		require.False(t, names[p.Name], "%s twice", p.Name)
		names[p.Name] = true
		require.Positive(t, p.Price)
	}
}

func checkSorted(t *testing.T, imp *model.Import, o Options) {
	t.Helper()
	var amount model.Money
	var quantity model.Quantity
	orderOf := map[string]model.Ref{}
	must := func(ok bool, what string, l model.LineRow) {
		if !ok {
			t.Fatalf("%s: %+v", what, l)
		}
	}
	for i, l := range imp.Lines {
		must(l.RowNo == i+1, "rows are numbered", l)
		must(l.Date <= o.Until && l.Date >= imp.Batch.From, "in the period", l)
		must(i == 0 || l.Date >= imp.Lines[i-1].Date, "sorted", l)
		switch l.Kind {
		case model.LineSale:
			must(l.Amount > 0 && l.Quantity > 0, "sale", l)
		case model.LineReturn:
			must(l.Amount < 0 && l.Quantity < 0, "return", l)
		case model.LineGift:
			must(l.Amount == 0 && l.Quantity > 0, "gift", l)
		}
		must(l.Amount%model.Fen == 0, "whole 分", l)
		must(imp.Products[l.Product].Listed(l.Date) || l.Kind == model.LineReturn, "product on the list", l)
		c, known := orderOf[l.OrderNo]
		must(!known || c == l.Customer, "one order, one customer", l)
		orderOf[l.OrderNo] = l.Customer
		amount += l.Amount
		quantity += l.Quantity
	}
	require.Equal(t, amount, imp.Batch.Amount)
	require.Equal(t, quantity, imp.Batch.Quantity)
	require.Equal(t, len(imp.Lines), imp.Batch.Rows)
}

type customerMonth struct {
	customer model.Ref
	month    model.Month
}

// Invoices and adjustments equal net sales, customer by customer and month by month.
func checkReceivables(t *testing.T, imp *model.Import) {
	t.Helper()
	diff := map[customerMonth]model.Money{}
	balance := map[model.Ref]model.Money{}
	prepaid := map[model.Ref]bool{}
	docs := map[string]bool{}
	for _, l := range imp.Lines {
		if !l.Returned {
			diff[customerMonth{l.Customer, l.Date.Month()}] += l.Amount
		}
	}
	for _, e := range imp.Entries {
		require.False(t, docs[e.DocNo], e.DocNo)
		docs[e.DocNo] = true
		effect := (&model.ReceivableEntry{Kind: e.Kind, Amount: e.Amount}).Effect()
		balance[e.Customer] += effect
		if e.Kind != model.EntryReceipt {
			diff[customerMonth{e.Customer, e.Date.Month()}] -= effect
		} else {
			require.Positive(t, e.Amount)
			prepaid[e.Customer] = prepaid[e.Customer] || e.Note == "预付款,待核销"
		}
		require.LessOrEqual(t, e.Date, imp.Batch.To)
	}
	for k, v := range diff {
		require.Zero(t, v, "customer %d month %s", k.customer, k.month)
	}
	for c, v := range balance {
		if v < 0 && !prepaid[c] {
			var returns model.Money
			for _, e := range imp.Entries {
				if e.Customer == c && e.Kind == model.EntryAdjust {
					returns -= e.Amount
				}
			}
			require.LessOrEqual(t, -v, returns, "customer %d is owed more than came back", c)
		}
	}
}

// Districts, people and products add up to the same target.
func checkTargetsAgree(t *testing.T, imp *model.Import) {
	t.Helper()
	type key struct {
		month model.Month
		level model.TargetLevel
	}
	var area, people, goods = map[key]int64{}, map[key]int64{}, map[key]int64{}
	for _, x := range imp.Targets {
		require.Positive(t, x.Value)
		if x.Metric != model.MetricAmount {
			require.NotEqual(t, model.NoRef, x.Product)
			continue
		}
		k := key{x.Month, x.Level}
		switch {
		case x.Region != model.NoRef:
			area[k] += x.Value
		case x.Employee != model.NoRef:
			people[k] += x.Value
		case x.Product != model.NoRef:
			goods[k] += x.Value
		}
	}
	require.Equal(t, area, people)
	require.Equal(t, area, goods)
}

func TestPlausible(t *testing.T) {
	imp := Generate(standard())
	months := map[model.Month]model.Money{}
	weekday := [7]int{}
	var gross, back model.Money
	sold := map[model.Ref]bool{}
	for _, l := range imp.Lines {
		months[l.Date.Month()] += l.Amount
		weekday[l.Date.Weekday()]++
		if l.Kind == model.LineReturn || l.Returned {
			back += max(l.Amount, -l.Amount)
		}
		if l.Kind == model.LineSale {
			gross += l.Amount
		}
		sold[l.Product] = true
	}
	require.Len(t, months, 24)
	share := back.Float() / gross.Float()
	require.True(t, share > 0.002 && share < 0.03, "returns %.4f", share)
	require.Less(t, weekday[0]*4, weekday[1], "few deliveries on Sundays")
	require.Len(t, sold, 60, "everything sold once")
	require.Equal(t, day, imp.Lines[len(imp.Lines)-1].Date)
	require.Greater(t, months[model.MustMonth("2026-01")], months[model.MustMonth("2026-03")]*5/4, "春节 peak")
	require.Greater(t, months[model.MustMonth("2026-07")], months[model.MustMonth("2026-04")], "summer")
	require.Greater(t, months[model.MustMonth("2026-08")], months[model.MustMonth("2025-08")], "growth")
	for _, p := range imp.Products {
		if p.Launched > imp.Batch.From {
			return
		}
	}
	t.Fatal("no new product")
}

func TestTargetsStandNearSales(t *testing.T) {
	imp := Generate(standard())
	net, plan := map[[2]int]float64{}, map[[2]int]float64{}
	for _, l := range imp.Lines {
		if !l.Returned {
			net[[2]int{int(l.Region), int(l.Date.Month())}] += l.Amount.Float()
			net[[2]int{0, int(l.Date.Month())}] += l.Amount.Float()
		}
	}
	for _, x := range imp.Targets {
		if x.Region != model.NoRef && x.Level == model.LevelTarget {
			plan[[2]int{int(x.Region), int(x.Month)}] += model.Money(x.Value).Float()
			plan[[2]int{0, int(x.Month)}] += model.Money(x.Value).Float()
		}
	}
	require.Len(t, plan, 7*24)
	ahead, behind := 0, 0
	for k, p := range plan {
		if model.Month(k[1]) == day.Month() {
			require.InDelta(t, 11.0/30, net[k]/p, 0.17, "11 of 30 days: %v", k)
			continue
		}
		require.InDelta(t, 1, net[k]/p, 0.2, "%v", k)
		if net[k] > p {
			ahead++
		} else {
			behind++
		}
	}
	require.Greater(t, ahead, 20)
	require.Greater(t, behind, 20)
}

// On any day of the month the watch finds customers who stay away, who buy far more than
// usual, and among these some whose price fell.
func TestTheWatchHasSomethingToFind(t *testing.T) {
	for _, d := range []string{"2026-09-04", "2026-09-11", "2026-09-30", "2026-02-28"} {
		imp := Generate(Options{Until: model.MustDate(d)})
		facts, dir := loaded(imp)
		ledger := &analysis.Ledger{Facts: facts}
		history := analysis.NewHistory(ledger, model.MustDate(d), model.ID(len(imp.Customers)+1))
		n := map[analysis.Suspicion]int{}
		for _, f := range analysis.Flags(ledger, history, dir) {
			n[f.Suspicion]++
		}
		t.Log(d, n)
		require.True(t, n[analysis.Churn] >= 15 && n[analysis.Churn] <= 80, "%s churn %d", d, n[analysis.Churn])
		require.True(t, n[analysis.Diversion] >= 2 && n[analysis.Diversion] <= 25, "%s diversion %d", d, n[analysis.Diversion])
		require.LessOrEqual(t, n[analysis.Surge], 60, d)
	}
}

// Every node of the reports finds its target, and all ways of adding them up agree.
func TestTargetsRollUp(t *testing.T) {
	imp := Generate(standard())
	_, dir := loaded(imp)
	var targets []model.Target
	for i, x := range imp.Targets {
		targets = append(targets, model.Target{
			Record: model.Record{ID: model.ID(i + 1)}, Month: x.Month, Level: x.Level, Metric: x.Metric, Value: x.Value,
			RegionID: model.ID(x.Region + 1), EmployeeID: model.ID(x.Employee + 1), ProductID: model.ID(x.Product + 1),
		})
	}
	book := analysis.NewTargetBook(targets, dir, day.Month(), model.LevelTarget, model.MetricAmount)
	all := book.Of(analysis.Node{})
	require.True(t, all.Known)
	require.Equal(t, all, book.Of(analysis.Node{Region: 1}), "the 大区 is the whole")
	var departments, products analysis.Value
	for id := range dir.Departments {
		departments = departments.Plus(book.Of(analysis.Node{Department: id}))
	}
	for id := range dir.Products {
		products = products.Plus(book.Of(analysis.Node{Product: id}))
	}
	require.Equal(t, all, departments)
	require.Equal(t, all, products)
}

func TestSomethingIsOverdueAndSomethingPrepaid(t *testing.T) {
	imp := Generate(standard())
	owed := make([]model.Money, len(imp.Customers))
	due := make([]model.Money, len(imp.Customers))
	var total, overdue model.Money
	for _, e := range imp.Entries {
		effect := (&model.ReceivableEntry{Kind: e.Kind, Amount: e.Amount}).Effect()
		owed[e.Customer] += effect
		if e.Kind != model.EntryInvoice || e.Due < day {
			due[e.Customer] += effect
		}
	}
	prepaid := 0
	for i := range owed {
		total += owed[i]
		overdue += max(0, due[i])
		if owed[i] < 0 {
			prepaid++
		}
	}
	t.Logf("balance %s, overdue %s, prepaid %d", total, overdue, prepaid)
	share := overdue.Float() / total.Float()
	require.True(t, share > 0.05 && share < 0.5, "overdue %.2f of the balance", share)
	require.Positive(t, prepaid)
}

func TestTooMuchIsRefusedInWords(t *testing.T) {
	require.NoError(t, Options{}.Validate())
	require.NoError(t, Options{}.Defaults().Validate())
	for _, o := range []Options{{Customers: MaxCustomers + 1}, {Products: -1}, {Months: 121}, {Lines: MaxLines + 1}} {
		f, ok := model.AsFault(o.Validate())
		require.True(t, ok)
		require.NotEmpty(t, f.What)
		require.NotEmpty(t, f.Do)
		require.True(t, i18n.HasEnglish("示例数据的%s %d 超出范围。"))
	}
	require.Len(t, Generate(Options{Customers: 5, Products: MaxProducts + 50, Lines: 10, Months: 1, Until: day}).Products, MaxProducts)
}

func TestCalendar(t *testing.T) {
	require.Equal(t, 0, toNewYear(model.MustDate("2026-02-17")))
	require.Equal(t, -1, toNewYear(model.MustDate("2026-02-16")))
	require.Equal(t, -48, toNewYear(model.MustDate("2025-12-31")))
	require.True(t, holiday(model.MustDate("2026-02-23")))
	require.False(t, holiday(model.MustDate("2026-02-24")))
	require.Greater(t, newYearRush(model.MustDate("2026-02-06")), 0.9)
	require.Zero(t, newYearRush(model.MustDate("2026-02-17")))
	require.Greater(t, summerness(model.MustDate("2026-07-25")), 0.95)
	require.Zero(t, summerness(model.MustDate("2026-01-15")))
	require.Equal(t, model.MustDate("2026-09-14"), workday(model.MustDate("2026-09-13"), 0.5), "Sunday → Monday")
	require.Equal(t, model.MustDate("2026-09-11"), workday(model.MustDate("2026-09-12"), 0.5), "Saturday → Friday")
	require.Equal(t, model.MustDate("2026-09-13"), workday(model.MustDate("2026-09-13"), 0.1))
}

func TestDivideAddsUp(t *testing.T) {
	require.Equal(t, []int64{40, 30, 30}, divide(100, []int64{1, 1, 1}, 10))
	require.Equal(t, []int64{0, 105, 0}, divide(105, []int64{0, 7, -3}, 10), "what is below a step goes to the largest")
	require.Equal(t, []int64{0, 0}, divide(100, []int64{0, 0}, 10))
	require.Equal(t, []int64{0, 0}, divide(0, []int64{1, 2}, 10))
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		Generate(standard())
	}
}

func BenchmarkMillionLines(b *testing.B) {
	for b.Loop() {
		Generate(Options{Lines: 1_000_000, Until: day})
	}
}
