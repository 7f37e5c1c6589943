package customers

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/app/document"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

var ctx = context.Background()

// shop is a small business whose figures are known by hand.
func shop() *model.Import {
	day, yuan := model.MustDate, model.MustMoney
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: "a.xlsx"}}
	in.Regions = []model.Region{{Code: "S", Name: "苏州"}, {Code: "K", Name: "昆山"}, {Code: "W", Name: "无锡"}}
	in.RegionParent, in.RegionManager = []model.Ref{model.NoRef, 0, model.NoRef}, []model.Ref{0, 0, 0}
	in.Employees = []model.Employee{{Code: "E1", Name: "洪光"}, {Code: "E2", Name: "张怡"}}
	in.Customers = []model.Customer{
		{Code: "K1", Name: "永盛商贸", Kind: "经销商", Grade: "A", Phone: "138 0000 1234", Contact: "陈老板", TermDays: 30, Key: true},
		{Code: "K2", Name: "恒源商贸", Kind: "终端", Channel: "传统", Tags: "夜场,大客户"},
		{Code: "K3", Name: "从未进货店", Kind: "终端"},
		{Code: "K4", Name: "恒源商贸", Kind: "批发"},
	}
	in.CustomerRegion, in.CustomerOwner = []model.Ref{0, 1, 1, 2}, []model.Ref{0, 1, model.NoRef, 0}
	in.Products = []model.Product{{Code: "P1", Name: "原味", Price: yuan("10")}, {Code: "P2", Name: "草莓", Price: yuan("10")}, {Code: "P3", Name: "已停产", Delisted: day("2026-01-01")}}
	line := func(date string, customer, product int, amount string, kind model.LineKind) {
		a := yuan(amount)
		q := model.Unit
		if kind == model.LineReturn {
			q = -q
		}
		in.Lines = append(in.Lines, model.LineRow{RowNo: len(in.Lines) + 1, Date: day(date), Customer: model.Ref(customer), Product: model.Ref(product), Employee: model.NoRef, Region: model.NoRef, Department: model.NoRef, Quantity: q, Amount: a, Kind: kind})
	}
	line("2025-09-10", 0, 0, "100", model.LineSale)   // a year ago, within the equal days
	line("2025-09-12", 0, 0, "900", model.LineSale)   // a year ago, beyond them
	line("2026-08-01", 0, 0, "1000", model.LineSale)  // last month
	line("2026-08-11", 0, 1, "1000", model.LineSale)  // 10 days later
	line("2026-09-05", 0, 0, "300", model.LineSale)   // 25 days later
	line("2026-09-05", 0, 1, "200", model.LineSale)   // the same day: one purchase
	line("2026-09-09", 0, 0, "-50", model.LineReturn) // never the last purchase
	line("2026-09-11", 1, 0, "100", model.LineSale)   // sets the date the data are as of
	line("2026-07-01", 3, 0, "10", model.LineSale)
	return in
}

func open(t testing.TB, in *model.Import) (*Book, *store.Store) {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	if in != nil {
		_, err = s.Import(ctx, in, nil)
		require.NoError(t, err)
	}
	b := New(s)
	b.today = func() model.Date { return model.MustDate("2026-09-12") }
	return b, s
}

func rowOf(t testing.TB, b *Book, code string) *Row {
	t.Helper()
	list, err := b.List(ctx)
	require.NoError(t, err)
	i := slices.IndexFunc(list.Rows, func(r *Row) bool { return r.Customer.Code == code })
	require.GreaterOrEqual(t, i, 0, code)
	return list.Rows[i]
}

func put[T any, P interface {
	*T
	RowID() model.ID
}](t testing.TB, b *Book, records ...T) string {
	t.Helper()
	operation, err := b.edit(ctx, func(e *store.Edit) error {
		for i := range records {
			if err := store.Put[T, P](e, &records[i]); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
	return operation
}

func TestFiguresOfARow(t *testing.T) {
	b, _ := open(t, shop())
	list, err := b.List(ctx)
	require.NoError(t, err)
	require.Equal(t, model.MustDate("2026-09-11"), list.AsOf)
	require.Len(t, list.Rows, 4)

	r := rowOf(t, b, "K1")
	require.Equal(t, model.MustMoney("2450"), r.Year, "twelve months from 2025-10 on, less the return")
	require.Equal(t, model.MustMoney("450"), r.Month)
	require.Equal(t, model.MustMoney("100"), r.YearAgo, "the same eleven days")
	require.Equal(t, analysis.Some(3_500_000), r.Growth)
	require.Equal(t, 3, r.Buys, "days with purchases")
	require.Equal(t, model.MustDate("2026-09-05"), r.Last, "golden case 8: a return is never the last purchase")
	require.Equal(t, 6, r.Since)
	require.Equal(t, "苏州", r.Region)
	require.Equal(t, "洪光", r.Owner)
	require.Equal(t, "陈老板", r.Contact)
	// gaps 2, 323, 10, 25: the median lies between 10 and 25
	require.Equal(t, analysis.Some(18), r.Rhythm)
	require.Equal(t, analysis.Class('A'), r.Class)
	require.Equal(t, analysis.Score{R: 5, F: 2, M: 1}, r.RFM)

	never := rowOf(t, b, "K3")
	require.Equal(t, -1, never.Since)
	require.False(t, never.RFM.Known())
	require.False(t, never.Growth.Known, "no base")
	require.Equal(t, analysis.Class('C'), never.Class)
	require.Equal(t, -1, never.Silent)
}

func TestListFollowsEveryChange(t *testing.T) {
	b, s := open(t, shop())
	first, err := b.List(ctx)
	require.NoError(t, err)
	again, err := b.List(ctx)
	require.NoError(t, err)
	require.Same(t, first, again, "nothing changed")

	k1 := rowOf(t, b, "K1").Customer
	put(t, b, model.Contact{CustomerID: k1.ID, Name: "王采购", Phone: "139", Main: true},
		model.Contact{CustomerID: k1.ID, Name: "李会计", Phone: "137"})
	require.Equal(t, "王采购", rowOf(t, b, "K1").Contact)
	require.Equal(t, "139", rowOf(t, b, "K1").Phone)

	_, err = b.Contacted(ctx, model.ContactLog{CustomerID: k1.ID, Date: model.MustDate("2026-09-02"), Method: model.ContactCall, Text: "催款"})
	require.NoError(t, err)
	require.Equal(t, 10, rowOf(t, b, "K1").Silent)

	require.NoError(t, s.UndoBatch(ctx, 1))
	require.Zero(t, rowOf(t, b, "K1").Year, "an undone batch counts nowhere, told or not")
}

func TestContactedRefuses(t *testing.T) {
	b, _ := open(t, shop())
	day := model.MustDate("2026-09-12")
	for name, l := range map[string]model.ContactLog{
		"nobody":     {Date: day, Text: "x"},
		"no day":     {CustomerID: 1, Text: "x"},
		"tomorrow":   {CustomerID: 1, Date: day + 1, Text: "x"},
		"says empty": {CustomerID: 1, Date: day, Text: "  "},
	} {
		_, err := b.Contacted(ctx, l)
		_, fault := model.AsFault(err)
		require.True(t, fault, name)
	}
	operation, err := b.Contacted(ctx, model.ContactLog{CustomerID: 1, Date: day, NextStep: "送样"})
	require.NoError(t, err)
	card, err := b.Card(ctx, 1, document.Yuan)
	require.NoError(t, err)
	require.Equal(t, []OpenItem{{Kind: OpenNextStep, Text: "下一步:送样", ID: 1}}, card.Open)
	_, err = b.NextStepDone(ctx, 1)
	require.NoError(t, err)
	card, err = b.Card(ctx, 1, document.Yuan)
	require.NoError(t, err)
	require.Empty(t, card.Open)
	require.NoError(t, b.Undo(ctx, operation))
	_, err = b.NextStepDone(ctx, 1)
	require.ErrorContains(t, err, "已经被删除")
}

func TestSearchFinds(t *testing.T) {
	b, _ := open(t, shop())
	put(t, b, model.Contact{CustomerID: 2, Name: "欧阳采购", Phone: "0512-6688 7799"})
	codes := func(text string) (out []string) {
		rows, err := b.Search(ctx, text, 0)
		require.NoError(t, err)
		for _, r := range rows {
			out = append(out, r.Customer.Code)
		}
		return out
	}
	require.Equal(t, []string{"K1"}, codes("永盛"))
	require.Equal(t, []string{"K1"}, codes("yssm"), "initials")
	require.Equal(t, []string{"K1"}, codes("yongsheng"))
	require.Equal(t, []string{"K1"}, codes("13800001234"), "a phone however it is written")
	require.Equal(t, []string{"K1"}, codes("138-0000"))
	require.Equal(t, []string{"K1"}, codes("陈老板"))
	require.Equal(t, []string{"K2"}, codes("ouyang"), "a contact by pinyin")
	require.Equal(t, []string{"K2"}, codes("66887799"))
	require.Equal(t, []string{"K2", "K4"}, codes("恒源商贸"), "namesakes, the bigger first")
	require.Equal(t, []string{"K3"}, codes("k3"))
	require.Empty(t, codes("没有"))
	require.Empty(t, codes("   "))
}

func TestFilters(t *testing.T) {
	b, s := open(t, shop())
	put(t, b, model.ContactLog{CustomerID: 1, Date: model.MustDate("2026-09-10"), Method: model.ContactCall, Text: "x"})
	field := model.FieldDefinition{Entity: "customer", Name: "冰柜", Kind: "text"}
	put(t, b, field)
	list, err := b.List(ctx)
	require.NoError(t, err)
	own := list.Fields[0].UUID.String()
	d, err := s.Directory(ctx)
	require.NoError(t, err)
	c := *d.Customers[3]
	c.Own = map[string]string{own: "双门 2 台"}
	put(t, b, c)
	list, err = b.List(ctx)
	require.NoError(t, err)
	root := rowOf(t, b, "K1").Customer.RegionID
	for name, x := range map[string]struct {
		f    Filter
		want []string
	}{
		"all":                   {Filter{}, []string{"K1", "K2", "K3", "K4"}},
		"a parent has children": {Filter{RegionID: root}, []string{"K1", "K2", "K3"}},
		"kind":                  {Filter{Kinds: []string{"终端", "批发"}}, []string{"K2", "K3", "K4"}},
		"grade":                 {Filter{Grades: []string{"A"}}, []string{"K1"}},
		"no grade":              {Filter{Grades: []string{""}}, []string{"K2", "K3", "K4"}},
		"tag":                   {Filter{Tags: []string{"大客户"}}, []string{"K2"}},
		"key":                   {Filter{Key: true}, []string{"K1"}},
		"nobody in charge":      {Filter{NoOwner: true}, []string{"K3"}},
		"silent or never":       {Filter{Silent: 2}, []string{"K1", "K2", "K3", "K4"}},
		"silent longer":         {Filter{Silent: 3}, []string{"K2", "K3", "K4"}},
		"idle or never":         {Filter{Idle: 30}, []string{"K3", "K4"}},
		"class and kind":        {Filter{Classes: []string{"C"}, Kinds: []string{"终端"}}, []string{"K2", "K3"}},
		"own field":             {Filter{Own: map[string]string{own: "双门"}}, []string{"K3"}},
		"overdue":               {Filter{Overdue: true}, nil},
		"stage":                 {Filter{Stages: []model.CustomerStage{model.StageActive}}, []string{"K1", "K2", "K3", "K4"}},
	} {
		var got []string
		for _, r := range x.f.Apply(list) {
			got = append(got, r.Customer.Code)
		}
		require.Equal(t, x.want, got, name)
	}
	f := Filter{Kinds: []string{"终端"}, Own: map[string]string{own: "双门"}, Silent: 30}
	conditions := f.Conditions(list)
	require.Len(t, conditions, 3)
	require.Equal(t, "类型:终端", conditions[0].Text)
	require.Equal(t, "冰柜:双门", conditions[2].Text)
	for _, c := range conditions {
		c.Without(&f)
	}
	require.True(t, f.Empty())
}

func TestTreeRollsUp(t *testing.T) {
	b, _ := open(t, shop())
	list, err := b.List(ctx)
	require.NoError(t, err)
	nodes := list.Tree()
	type brief struct {
		Name      string
		Depth     int
		Customers int
		Year      string
	}
	var got []brief
	for _, n := range nodes {
		got = append(got, brief{n.Name, n.Depth, n.Customers, n.Year.String()})
	}
	// golden case 3: the parent shows its own and its children's
	require.Equal(t, []brief{{"全部客户", 0, 4, "2560"}, {"苏州", 1, 3, "2550"}, {"昆山", 2, 2, "100"}, {"无锡", 1, 1, "10"}}, got)
	require.Equal(t, analysis.Rate(2550, 2560), nodes[1].Share)
	require.False(t, nodes[1].Leaf)
	require.True(t, nodes[2].Leaf)
}

func TestCompleteness(t *testing.T) {
	b, _ := open(t, shop())
	r := rowOf(t, b, "K3")
	require.Equal(t, 100*2/len(Required("终端")), r.Complete, "type and region of ten")
	require.Contains(t, r.Missing(), FieldOwner)
	require.NotContains(t, r.Missing(), FieldWarehouse, "an outlet has no warehouse to tell of")
	require.Contains(t, rowOf(t, b, "K1").Missing(), FieldWarehouse)
	require.Equal(t, len(everyFile), len(Required("别的")), "types of one's own have the usual fields")
	require.Contains(t, CompletenessRule("终端"), "坐标")
}

func TestDemoListIsWhole(t *testing.T) {
	b, _ := open(t, demo.Generate(demo.Options{Customers: 120, Products: 20, Months: 14, Lines: 12_000, Until: model.MustDate("2026-09-11")}))
	list, err := b.List(ctx)
	require.NoError(t, err)
	var sum, year model.Money
	flagged := 0
	for _, r := range list.Rows {
		sum += r.Year
		if len(r.Flags) > 0 {
			flagged++
		}
		require.Equal(t, r.Balance, r.Ageing.Balance())
	}
	f := list.figures.facts
	lo, hi := f.Range(model.Period{From: model.MustMonth("2025-10").First(), To: list.AsOf})
	for i := lo; i < hi; i++ {
		if f.Flags[i].Counts() {
			year += f.Amounts[i]
		}
	}
	require.Equal(t, year, sum)
	require.Positive(t, flagged)
	require.Equal(t, sum, list.Tree()[0].Year)
	require.True(t, list.RFM.Quantile)
}
