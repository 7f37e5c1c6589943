package bonus

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/appraising/figures"
	"xunshi/app/measuring"
	"xunshi/model"
	"xunshi/model/store"
)

var (
	ctx   = context.Background()
	month = model.MustMonth("2026-09")
	today = model.MustDate("2026-10-05")
	yuan  = model.MustMoney
)

// given are figures made for a test.
type given struct {
	rate, actual, target int64
	unknown              bool
	sales, salesTarget   string
	receipts             string
}

func (g given) Of(model.KPIKind, model.ID) figures.Figure {
	return figures.Figure{Rate: g.rate, Actual: g.actual, Target: g.target, Known: !g.unknown, Why: "没有目标"}
}

func (g given) Actual(metric model.Metric, _ model.ID) (int64, int64) {
	if metric == model.MetricReceipts {
		return int64(yuan("0" + g.receipts)), 0
	}
	sales, target := g.sales, g.salesTarget
	if sales == "" {
		sales = "0"
	}
	return int64(yuan(sales)), int64(yuan("0" + target))
}

var ladder = []model.BonusStep{{From: 8000, Rate: 80}, {From: 10_000, Rate: 120}, {From: 12_000, Rate: 150}}

func TestApply(t *testing.T) {
	sales := model.BonusRule{Name: "提成", Measure: model.KPIAmount, Base: model.BonusSales, Steps: ladder}
	capped := sales
	capped.Cap = yuan("1000")
	fixed := model.BonusRule{Name: "达标奖", Measure: model.KPIAmount, Base: model.BonusFixed, Fixed: yuan("800"), Steps: []model.BonusStep{{From: 10_000, Rate: 10_000}}}
	excess := model.BonusRule{Name: "超额", Base: model.BonusExcess, Steps: []model.BonusStep{{From: 0, Rate: 200}}}
	visits := model.BonusRule{Name: "拜访", Measure: model.KPINewCustomers, Base: model.BonusPerUnit, Fixed: yuan("50"), Steps: []model.BonusStep{{From: 0, Rate: 10_000}}}
	overdue := model.BonusRule{Name: "账款", Measure: model.KPIOverdue, Base: model.BonusFixed, Fixed: yuan("300"), Steps: []model.BonusStep{{From: 9000, Rate: 10_000}}}
	for name, c := range map[string]struct {
		rule    model.BonusRule
		in      given
		amount  string
		formula string
	}{
		"in a step": {sales, given{rate: 10_350, sales: "123456"}, "1481.47",
			"净销售额 123,456.00 × 1.20%(销售达成率 103.50%,档位 ≥100.00%) = 1,481.47"},
		"exactly on a step":     {sales, given{rate: 10_000, sales: "1000"}, "12", "净销售额 1,000.00 × 1.20%(销售达成率 100.00%,档位 ≥100.00%) = 12.00"},
		"a hair below a step":   {sales, given{rate: 9999, sales: "1000"}, "8", "净销售额 1,000.00 × 0.80%(销售达成率 99.99%,档位 ≥80.00%) = 8.00"},
		"the lowest step":       {sales, given{rate: 8000, sales: "1000"}, "8", ""},
		"below the lowest step": {sales, given{rate: 7999, sales: "1000"}, "0", "销售达成率 79.99%,未达最低档 ≥80.00% = 0.00"},
		"the highest step":      {sales, given{rate: 50_000, sales: "1000"}, "15", ""},
		"half a fen goes up":    {sales, given{rate: 8000, sales: "100.625"}, "0.81", ""}, // 0.805
		"just below half a fen": {sales, given{rate: 8000, sales: "100.6237"}, "0.8", ""}, // 0.8049896
		"no target":             {sales, given{unknown: true, sales: "1000"}, "0", "没有目标,本项不计 = 0.00"},
		"more came back than was sold": {sales, given{rate: 10_000, sales: "-500"}, "0",
			"净销售额 −500.00 × 1.20%(销售达成率 100.00%,档位 ≥100.00%),为负,按 0 计 = 0.00"},
		"exactly the cap": {capped, given{rate: 10_000, sales: "83333.3333"}, "1000", "净销售额 83,333.33 × 1.20%(销售达成率 100.00%,档位 ≥100.00%) = 1,000.00"},
		"past the cap": {capped, given{rate: 10_000, sales: "100000"}, "1000",
			"净销售额 100,000.00 × 1.20%(销售达成率 100.00%,档位 ≥100.00%),超过封顶,按封顶 1,000.00 计 = 1,000.00"},
		"fixed, reached":        {fixed, given{rate: 10_000}, "800", "固定额 800.00(销售达成率 100.00%,档位 ≥100.00%) = 800.00"},
		"fixed, missed":         {fixed, given{rate: 9999}, "0", ""},
		"over target":           {excess, given{sales: "1200", salesTarget: "1000"}, "4", "超目标部分 200.00 × 2.00% = 4.00"},
		"not over target":       {excess, given{sales: "900", salesTarget: "1000"}, "0", "超目标部分 0.00 × 2.00% = 0.00"},
		"over no target":        {excess, given{sales: "900"}, "0", "没有销售目标,算不出超额,本项不计 = 0.00"},
		"per unit":              {visits, given{rate: 5000, actual: 7}, "350", "新客户 7 × 每单位 50.00(新客户达成率 50.00%,档位 ≥0.00%) = 350.00"},
		"little enough overdue": {overdue, given{rate: 1000}, "300", "固定额 300.00(未逾期占比 90.00%,档位 ≥90.00%) = 300.00"},
		"too much overdue":      {overdue, given{rate: 1001}, "0", "未逾期占比 89.99%,未达最低档 ≥90.00% = 0.00"},
		"receipts":              {model.BonusRule{Base: model.BonusReceipt, Steps: []model.BonusStep{{Rate: 100}}}, given{receipts: "5000"}, "50", "回款 5,000.00 × 1.00% = 50.00"},
		"a rule without steps":  {model.BonusRule{Base: model.BonusSales}, given{sales: "1"}, "0", "规则没有档位,本项不计 = 0.00"},
	} {
		t.Run(name, func(t *testing.T) {
			l := apply(c.rule, c.in, 1)
			require.Equal(t, yuan(c.amount), l.Amount)
			if c.formula != "" {
				require.Equal(t, c.formula, l.Formula)
			}
		})
	}
	quantity := visits
	quantity.Measure, quantity.Fixed = model.KPIQuantity, yuan("0.05")
	require.Equal(t, yuan("5"), apply(quantity, given{rate: 1, actual: 100_000}, 1).Amount, "100 pieces, counted in thousandths")
}

// firm is a store with two reps, targets and sales in September.
type firm struct {
	*Book
	t      *testing.T
	store  *store.Store
	people [2]model.ID
	sold   []model.ManualLine
}

func newFirm(t *testing.T) *firm {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	f := &firm{Book: New(s, measuring.New(s)), t: t, store: s}
	f.SetClock(func() model.Date { return today })
	_, err = s.Edit(ctx, func(e *store.Edit) error {
		p := model.Product{Code: "P1", Name: "豆奶"}
		if err := store.Put(e, &p); err != nil {
			return err
		}
		for i := range f.people {
			person := model.Employee{Name: fmt.Sprintf("业务%d", i), Position: "业务员"}
			if err := store.Put(e, &person); err != nil {
				return err
			}
			f.people[i] = person.ID
			c := model.Customer{Code: fmt.Sprint(i), Name: "客户", OwnerID: person.ID}
			if err := store.Put(e, &c); err != nil {
				return err
			}
			f.sold = append(f.sold, model.ManualLine{Date: month.First(), CustomerID: c.ID, ProductID: p.ID, EmployeeID: person.ID, Quantity: model.Unit})
			target := model.Target{Month: month, Level: model.LevelTarget, Metric: model.MetricAmount, EmployeeID: person.ID, Value: int64(yuan("10000"))}
			if err := store.Put(e, &target); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
	return f
}

func (f *firm) sell(who int, amount string) {
	f.t.Helper()
	line := f.sold[who]
	if line.Amount = yuan(amount); line.Amount < 0 {
		line.Kind, line.Quantity = model.LineReturn, -line.Quantity
	}
	_, err := f.store.SaveManual(ctx, []model.ManualLine{line}, "")
	require.NoError(f.t, err)
}

func (f *firm) scheme() *model.BonusScheme {
	f.t.Helper()
	s := &model.BonusScheme{Name: "业务员奖金", Lines: []model.BonusRule{
		{Name: "提成", Measure: model.KPIAmount, Base: model.BonusSales, Steps: []model.BonusStep{{From: 10_000, Rate: 123}, {From: 5000, Rate: 57}}},
		{Name: "回款奖", Measure: model.KPIReceipts, Base: model.BonusReceipt, Steps: []model.BonusStep{{Rate: 100}}},
	}}
	_, err := f.SaveScheme(ctx, s)
	require.NoError(f.t, err)
	require.Equal(f.t, 5000, s.Lines[0].Steps[0].From, "steps are put in order")
	return s
}

func (f *firm) month() *MonthView {
	f.t.Helper()
	v, err := f.Month(ctx, month)
	require.NoError(f.t, err)
	return v
}

func TestTotalsReconcileToTheFen(t *testing.T) {
	f := newFirm(t)
	f.scheme()
	f.sell(0, "11111.11")
	f.sell(0, "-1000.03")
	f.sell(1, "7777.77")
	_, err := f.Adjust(ctx, f.people[1], month, yuan("-10.01"), "上月多发")
	require.NoError(t, err)
	v := f.month()
	require.Equal(t, yuan("124.37"), v.Sheets[0].Amount) // 10,111.08 × 1.23% = 124.366
	require.Equal(t, yuan("44.33"), v.Sheets[1].Amount)  // 7,777.77 × 0.57% = 44.333
	total, amount, adjust := v.Sum()
	require.Equal(t, yuan("158.69"), total)
	require.Equal(t, v.SumOf("提成")+v.SumOf("回款奖"), amount)
	require.Equal(t, yuan("-10.01"), adjust)
	doc := v.Document()
	s := doc.Section("people")
	for col := 4; col < len(s.Columns)-2; col++ {
		var sum int64
		for _, row := range s.Rows {
			sum += row.Cells[col].Number
		}
		require.Equal(t, s.Total.Cells[col].Number, sum, s.Columns[col].Title)
	}
	require.Equal(t, int64(total), s.Total.Cells[len(s.Columns)-3].Number)
	require.True(t, s.Rows[0].Cells[5].None, "no receipts target: —, not 0")
}

func TestSignOffFreezes(t *testing.T) {
	f := newFirm(t)
	scheme := f.scheme()
	f.sell(0, "10000")
	op, err := f.Sign(ctx, 0, month)
	require.NoError(t, err)
	require.Equal(t, 2, f.month().SignedCount())
	f.sell(0, "-5000")
	scheme.Lines[0].Name = "新提成"
	_, err = f.SaveScheme(ctx, scheme)
	require.NoError(t, err)
	s := f.month().Sheets[0]
	require.Equal(t, yuan("123"), s.Amount)
	require.Equal(t, "提成", s.Lines[0].Rule.Name)
	require.Contains(t, s.Lines[0].Formula, "10,000.00 × 1.23%")
	require.True(t, s.Drifted())
	require.Equal(t, yuan("28.5"), s.Now)
	_, err = f.Adjust(ctx, f.people[0], month, yuan("1"), "x")
	require.ErrorContains(t, err, "已经签字")
	_, err = f.RemoveScheme(ctx, scheme.ID)
	require.ErrorContains(t, err, "2 份奖金表")
	_, err = f.Sign(ctx, 0, month)
	require.ErrorContains(t, err, "没有待签字")

	_, err = f.Object(ctx, f.people[0], month, "少算一单")
	require.NoError(t, err)
	s = f.month().Sheets[0]
	require.True(t, s.Signed)
	require.Equal(t, "[2026-10-05 异议:少算一单]", s.Record.Reason)
	_, err = f.Reopen(ctx, f.people[0], month, "")
	require.ErrorContains(t, err, "写原因")
	_, err = f.Reopen(ctx, f.people[0], month, "补一单")
	require.NoError(t, err)
	s = f.month().Sheets[0]
	require.False(t, s.Signed)
	require.Equal(t, yuan("28.5"), s.Amount)
	require.Contains(t, s.Record.Reason, "补一单")
	require.NotEmpty(t, op)
}

func TestSigningEveryoneIsOneAct(t *testing.T) {
	f := newFirm(t)
	f.scheme()
	op, err := f.Sign(ctx, 0, month)
	require.NoError(t, err)
	require.NoError(t, f.Undo(ctx, op))
	require.Zero(t, f.month().SignedCount())
	require.NoError(t, f.Redo(ctx, op))
	require.Equal(t, 2, f.month().SignedCount())
}

func TestAdjustmentsAreChecked(t *testing.T) {
	f := newFirm(t)
	f.scheme()
	for want, c := range map[string]struct {
		amount model.Money
		reason string
	}{"写原因": {yuan("1"), " "}, "到分": {1, "x"}, "负数": {yuan("-1"), "x"}} {
		_, err := f.Adjust(ctx, f.people[0], month, c.amount, c.reason)
		require.ErrorContains(t, err, want)
		_, ok := model.AsFault(err)
		require.True(t, ok)
	}
	_, err := f.Adjust(ctx, 99, month, 0, "")
	require.ErrorContains(t, err, "没有奖金方案")
	_, err = f.Object(ctx, f.people[0], month, " ")
	require.ErrorContains(t, err, "没有内容")
}

func TestSchemesAreChecked(t *testing.T) {
	f := newFirm(t)
	step := []model.BonusStep{{Rate: 100}}
	rule := func(r model.BonusRule) model.BonusScheme {
		return model.BonusScheme{Name: "x", Lines: []model.BonusRule{r}}
	}
	for want, s := range map[string]model.BonusScheme{
		"没有名称":   {},
		"还没有规则":  {Name: "x"},
		"请填名称":   rule(model.BonusRule{}),
		"计算基数":   rule(model.BonusRule{Name: "a", Steps: step}),
		"档位指标":   rule(model.BonusRule{Name: "a", Base: model.BonusSales, Measure: model.KPIManual, Steps: step}),
		"一个档位":   rule(model.BonusRule{Name: "a", Base: model.BonusSales}),
		"要填金额":   rule(model.BonusRule{Name: "a", Base: model.BonusFixed, Steps: step}),
		"可以计数":   rule(model.BonusRule{Name: "a", Base: model.BonusPerUnit, Fixed: 1, Steps: step}),
		"出现了两次":  rule(model.BonusRule{Name: "a", Base: model.BonusSales, Steps: []model.BonusStep{{Rate: 1}, {Rate: 2}}}),
		"不能是负数":  rule(model.BonusRule{Name: "a", Base: model.BonusSales, Steps: []model.BonusStep{{Rate: -1}}}),
		"名称「a」":  {Name: "x", Lines: []model.BonusRule{{Name: "a", Base: model.BonusSales, Steps: step}, {Name: "a", Base: model.BonusSales, Steps: step}}},
		"早于生效日期": {Name: "x", From: 9, To: 8, Lines: []model.BonusRule{{Name: "a", Base: model.BonusSales, Steps: step}}},
	} {
		_, err := f.SaveScheme(ctx, &s)
		require.ErrorContains(t, err, want)
	}
}

func TestPersonDocument(t *testing.T) {
	f := newFirm(t)
	f.scheme()
	f.sell(0, "10000")
	_, err := f.Adjust(ctx, f.people[0], month, yuan("7"), "奖励")
	require.NoError(t, err)
	v := f.month()
	lines := v.Sheet(f.people[0]).Section("lines")
	require.Len(t, lines.Rows, 3)
	require.Equal(t, "奖励", lines.Rows[2].Cells[1].Text)
	require.Equal(t, int64(yuan("130")), lines.Total.Cells[2].Number)
	require.Nil(t, v.Sheet(99))
}
