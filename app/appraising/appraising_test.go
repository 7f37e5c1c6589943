package appraising

import (
	"context"
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
)

// firm is a store with a manager, two reps below, one customer each and sales in September.
type firm struct {
	*Book
	t                *testing.T
	store            *store.Store
	boss, rep, other model.ID
	customers        [2]model.ID
	product          model.ID
}

func newFirm(t *testing.T) *firm {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	f := &firm{Book: New(s, measuring.New(s)), t: t, store: s}
	f.SetClock(func() model.Date { return today })
	f.edit(func(e *store.Edit) error {
		people := []*model.Employee{{Name: "经理甲", Position: "经理"}, {Name: "业务乙", Position: "业务员"}, {Name: "业务丙", Position: "业务员"}}
		for i, p := range people {
			if i > 0 {
				p.SuperiorID = people[0].ID
			}
			if err := store.Put(e, p); err != nil {
				return err
			}
		}
		f.boss, f.rep, f.other = people[0].ID, people[1].ID, people[2].ID
		product := model.Product{Code: "P1", Name: "豆奶"}
		if err := store.Put(e, &product); err != nil {
			return err
		}
		f.product = product.ID
		for i, owner := range []model.ID{f.rep, f.other} {
			c := model.Customer{Code: string(rune('A' + i)), Name: "客户", OwnerID: owner}
			if err := store.Put(e, &c); err != nil {
				return err
			}
			f.customers[i] = c.ID
		}
		return nil
	})
	return f
}

func (f *firm) edit(do func(e *store.Edit) error) {
	f.t.Helper()
	_, err := f.store.Edit(ctx, do)
	require.NoError(f.t, err)
}

func (f *firm) sell(who int, amount string) {
	f.t.Helper()
	kind := model.LineSale
	if amount[0] == '-' {
		kind = model.LineReturn
	}
	quantity := model.Unit
	if kind == model.LineReturn {
		quantity = -quantity
	}
	_, err := f.store.SaveManual(ctx, []model.ManualLine{{Date: month.First() + 4, CustomerID: f.customers[who], ProductID: f.product,
		EmployeeID: []model.ID{f.rep, f.other}[who], Quantity: quantity, Amount: model.MustMoney(amount), Kind: kind}}, "")
	require.NoError(f.t, err)
}

func (f *firm) target(employee model.ID, metric model.Metric, value int64) {
	f.t.Helper()
	f.edit(func(e *store.Edit) error {
		return store.Put(e, &model.Target{Month: month, Level: model.LevelTarget, Metric: metric, EmployeeID: employee, Value: value})
	})
}

func (f *firm) scheme(lines ...model.AppraisalKPI) *model.AppraisalScheme {
	f.t.Helper()
	s := &model.AppraisalScheme{Name: "业务员方案", Lines: lines}
	_, err := f.SaveScheme(ctx, s)
	require.NoError(f.t, err)
	return s
}

func (f *firm) sheet(employee model.ID) *Sheet {
	f.t.Helper()
	v, err := f.Month(ctx, month)
	require.NoError(f.t, err)
	s := v.Find(employee)
	require.NotNil(f.t, s)
	return s
}

func kpi(kind model.KPIKind, weight int) model.AppraisalKPI {
	return model.AppraisalKPI{Kind: kind, Weight: weight, Floor: 6000, Full: 10_000, Cap: 120}
}

func TestScore(t *testing.T) {
	k := kpi(model.KPIAmount, 10_000)
	low := model.AppraisalKPI{Kind: model.KPIOverdue, Floor: 2000, Full: 500, Cap: 100}
	all := model.AppraisalKPI{Kind: model.KPITraining, Floor: 10_000, Full: 10_000, Cap: 100}
	for name, c := range map[string]struct {
		kpi  model.AppraisalKPI
		rate int64
		want int
	}{
		"below the floor":             {k, 5999, 0},
		"exactly the floor":           {k, 6000, 0},
		"halfway":                     {k, 8000, 5000},
		"exactly full":                {k, 10_000, 10_000},
		"a hair below full":           {k, 9999, 9998}, // 99.975 rounded half away from zero to 99.98
		"past full on the same slope": {k, 10_400, 11_000},
		"exactly the cap":             {k, 10_800, 12_000},
		"past the cap":                {k, 20_000, 12_000},
		"negative":                    {k, -5000, 0},
		"overdue at the floor":        {low, 2000, 0},
		"overdue worse":               {low, 9000, 0},
		"overdue halfway":             {low, 1250, 5000},
		"overdue at full":             {low, 500, 10_000},
		"no overdue at all":           {low, 0, 10_000},
		"all or nothing: reached":     {all, 10_000, 10_000},
		"all or nothing: missed":      {all, 9999, 0},
		"all or nothing, less better": {model.AppraisalKPI{Kind: model.KPIOverdue, Floor: 0, Full: 0, Cap: 100}, 0, 10_000},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, c.want, Score(c.kpi, c.rate)) })
	}
}

func TestTheShownPointsAddUpToTheScore(t *testing.T) {
	for unknown := range 4 {
		var lines []Line
		for i, weight := range []int{3333, 3333, 3334} {
			l := Line{}
			l.Weight, l.Known, l.Points = weight, i != unknown, 9999-1111*i
			lines = append(lines, l)
		}
		score, known := weigh(lines)
		require.True(t, known)
		effective, sum := 0, 0
		for _, l := range lines {
			effective += l.Effective
			sum += l.Weighted
		}
		require.Equal(t, FullWeight, effective)
		require.Equal(t, score, sum)
	}
	score, known := weigh([]Line{{}, {}})
	require.False(t, known)
	require.Zero(t, score)
}

func TestWeightOfALineWithoutATargetIsSpread(t *testing.T) {
	f := newFirm(t)
	f.sell(0, "9000")
	f.target(f.rep, model.MetricAmount, int64(10_000*model.Yuan))
	f.scheme(kpi(model.KPIAmount, 6000), kpi(model.KPIReceipts, 3000), model.AppraisalKPI{Kind: model.KPIManual, Weight: 1000, Cap: 100})
	s := f.sheet(f.rep)
	require.Equal(t, int64(9000), s.Lines[0].Rate)
	require.Equal(t, 7500, s.Lines[0].Points)
	require.False(t, s.Lines[1].Known)
	require.Equal(t, "没有目标", s.Lines[1].Why)
	require.Equal(t, "—", s.Lines[1].RateText())
	require.Equal(t, 7500, s.Score, "all the weight is on the one line that is known")
	require.Equal(t, "60% → 100%", s.Lines[0].WeightText())
	require.True(t, s.Spread())
	require.Equal(t, 1, s.Missing())

	_, err := f.Save(ctx, f.rep, month, Review{Scores: []int{80}, Comment: "稳"})
	require.NoError(t, err)
	s = f.sheet(f.rep)
	require.Equal(t, Draft, s.State)
	// 60:10 over 100% is 85.71% and 14.29%: 64.28 + 11.43
	require.Equal(t, []int{8571, 0, 1429}, []int{s.Lines[0].Effective, s.Lines[1].Effective, s.Lines[2].Effective})
	require.Equal(t, 6428+1143, s.Score)
}

func TestAManagerIsMeasuredByTheTeam(t *testing.T) {
	f := newFirm(t)
	f.sell(0, "9000")
	f.sell(1, "3000")
	f.target(f.rep, model.MetricAmount, int64(10_000*model.Yuan))
	f.target(f.other, model.MetricAmount, int64(6000*model.Yuan))
	f.scheme(kpi(model.KPIAmount, 10_000))
	l := f.sheet(f.boss).Lines[0]
	require.Equal(t, int64(16_000*model.Yuan), l.Target)
	require.Equal(t, int64(12_000*model.Yuan), l.Actual)
	require.Equal(t, int64(7500), l.Rate)
	require.Equal(t, []string{"1/3", "2/3", "3/3"}, []string{f.sheet(f.rep).RankText(), f.sheet(f.boss).RankText(), f.sheet(f.other).RankText()})
}

func TestSignOffFreezesUntilItIsReopened(t *testing.T) {
	f := newFirm(t)
	f.sell(0, "9000")
	f.target(f.rep, model.MetricAmount, int64(10_000*model.Yuan))
	scheme := f.scheme(kpi(model.KPIAmount, 9000), model.AppraisalKPI{Kind: model.KPIManual, Weight: 1000, Cap: 100})
	_, err := f.Sign(ctx, f.rep, month, Review{Scores: []int{-1}, ReviewerID: f.boss})
	require.ErrorContains(t, err, "还没有评分")
	_, err = f.Sign(ctx, f.rep, month, Review{Scores: []int{90}})
	require.ErrorContains(t, err, "考核人")
	op, err := f.Sign(ctx, f.rep, month, Review{Scores: []int{90}, ReviewerID: f.boss})
	require.NoError(t, err)
	signed := f.sheet(f.rep)
	require.Equal(t, 6750+900, signed.Score)
	require.Nil(t, signed.Since)

	f.sell(0, "-5000") // a return comes in later
	scheme.Lines[0].Floor = 0
	_, err = f.SaveScheme(ctx, scheme)
	require.NoError(t, err)
	again := f.sheet(f.rep)
	require.Equal(t, signed.Lines, again.Lines)
	require.Equal(t, 6750+900, again.Score)
	require.Equal(t, &Drift{Score: 3600 + 900, Scored: true}, again.Since)
	_, err = f.Save(ctx, f.rep, month, Review{})
	require.ErrorContains(t, err, "已经签字")
	_, err = f.RemoveScheme(ctx, scheme.ID)
	require.ErrorContains(t, err, "1 份考核")

	_, err = f.Reopen(ctx, f.rep, month, " ")
	require.ErrorContains(t, err, "写原因")
	_, err = f.Reopen(ctx, f.rep, month, "退货漏记")
	require.NoError(t, err)
	open := f.sheet(f.rep)
	require.Equal(t, Draft, open.State)
	require.Equal(t, 3600+900, open.Score)
	require.Equal(t, "[2026-10-05 重新打开:退货漏记]", open.Record.Comment)
	require.NotEmpty(t, op)
	_, err = f.Reopen(ctx, f.rep, month, "再")
	require.ErrorContains(t, err, "没有签字")
}

func TestSigningCanBeUndone(t *testing.T) {
	f := newFirm(t)
	f.sell(0, "9000")
	f.target(f.rep, model.MetricAmount, int64(10_000*model.Yuan))
	f.scheme(kpi(model.KPIAmount, 10_000))
	op, err := f.Sign(ctx, f.rep, month, Review{ReviewerID: f.boss})
	require.NoError(t, err)
	history, err := f.History(ctx, f.rep, month)
	require.NoError(t, err)
	require.Equal(t, Point{month, 7500, true}, history[11])
	require.False(t, history[10].Scored)
	require.NoError(t, f.Undo(ctx, op))
	require.Equal(t, Open, f.sheet(f.rep).State)
}

func TestSchemesAreChecked(t *testing.T) {
	f := newFirm(t)
	for want, s := range map[string]model.AppraisalScheme{
		"没有名称":        {},
		"还没有指标":       {Name: "x"},
		"还差 0.01%":    {Name: "x", Lines: []model.AppraisalKPI{kpi(model.KPIAmount, 9999)}},
		"多了 0.01%":    {Name: "x", Lines: []model.AppraisalKPI{kpi(model.KPIAmount, 10_001)}},
		"请选指标":        {Name: "x", Lines: []model.AppraisalKPI{kpi("", 10_000)}},
		"越低越好":        {Name: "x", Lines: []model.AppraisalKPI{kpi(model.KPIOverdue, 10_000)}},
		"不能高于满分线":     {Name: "x", Lines: []model.AppraisalKPI{{Kind: model.KPIAmount, Weight: 10_000, Floor: 2, Full: 1, Cap: 100}}},
		"封顶分":         {Name: "x", Lines: []model.AppraisalKPI{{Kind: model.KPIAmount, Weight: 10_000, Full: 1}}},
		"早于生效":        {Name: "x", From: today, To: today - 1, Lines: []model.AppraisalKPI{kpi(model.KPIAmount, 10_000)}},
		"第 2 行:权重要大于": {Name: "x", Lines: []model.AppraisalKPI{kpi(model.KPIAmount, 10_000), kpi(model.KPIAmount, 0)}},
	} {
		_, err := f.SaveScheme(ctx, &s)
		require.ErrorContains(t, err, want)
	}
}

func TestSchemeForAPosition(t *testing.T) {
	all := model.AppraisalScheme{Record: model.Record{ID: 1}, Name: "all"}
	reps := model.AppraisalScheme{Record: model.Record{ID: 2}, Positions: "业务员,主管"}
	newer := model.AppraisalScheme{Record: model.Record{ID: 3}, Positions: "业务员", From: month.First()}
	over := model.AppraisalScheme{Record: model.Record{ID: 4}, Positions: "经理", To: month.First() - 1}
	schemes := []model.AppraisalScheme{newer, reps, all, over}
	require.Equal(t, model.ID(3), figures.SchemeFor(schemes, "业务员", month, term).ID)
	require.Equal(t, model.ID(2), figures.SchemeFor(schemes, "业务员", month-1, term).ID, "the newer one was not in force")
	require.Equal(t, model.ID(2), figures.SchemeFor(schemes, "主管", month, term).ID)
	require.Equal(t, model.ID(1), figures.SchemeFor(schemes, "经理", month, term).ID)
	require.Nil(t, figures.SchemeFor(schemes[:2], "经理", month, term))
}

func TestDocuments(t *testing.T) {
	f := newFirm(t)
	f.sell(0, "9000")
	f.target(f.rep, model.MetricAmount, int64(10_000*model.Yuan))
	f.scheme(kpi(model.KPIAmount, 7000), kpi(model.KPIReceipts, 3000))
	v, err := f.Month(ctx, month)
	require.NoError(t, err)
	doc := v.Sheet(f.rep)
	lines := doc.Section("lines")
	require.Equal(t, "9,000.00", lines.Rows[0].Cells[2].Text)
	require.Equal(t, "75.00", lines.Total.Cells[6].Text)
	require.Contains(t, lines.Rows[1].Cells[7].Text, "没有目标")
	require.Contains(t, doc.Notes, SpreadRule())
	require.Nil(t, v.Sheet(999))
	require.Len(t, v.Document().Section("people").Rows, 3)
}

func TestSigningWhatIsReady(t *testing.T) {
	f := newFirm(t)
	f.sell(0, "9000")
	f.sell(1, "9000")
	f.target(f.rep, model.MetricAmount, int64(10_000*model.Yuan))
	f.scheme(kpi(model.KPIAmount, 10_000))
	op, signed, err := f.SignMonth(ctx, month, Ready)
	require.NoError(t, err)
	require.Equal(t, 1, signed, "the manager has no superior, the other rep no target")
	require.Equal(t, Signed, f.sheet(f.rep).State)
	_, _, err = f.SignMonth(ctx, month, Ready)
	require.ErrorContains(t, err, "没有可以签字")
	require.NoError(t, f.Undo(ctx, op))
	require.Equal(t, Open, f.sheet(f.rep).State)
}
