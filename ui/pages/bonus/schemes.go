package bonus

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/bonus"
	"xunshi/app/importing/values"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

// schemesTab is 方案: what bonus is computed by.
type schemesTab struct {
	page    *Page
	table   *table.Table[model.BonusScheme]
	content fyne.CanvasObject
}

func newSchemesTab(p *Page) *schemesTab {
	t := &schemesTab{page: p}
	type scheme = model.BonusScheme
	t.table = table.New([]table.Column[scheme]{
		{Key: "name", Title: i18n.T("方案"), Width: 150, Sortable: true, Filter: true, Fixed: true, Text: func(s scheme) string { return s.Name }},
		{Key: "positions", Title: i18n.T("适用职位"), Width: 160, Sortable: true, Filter: true, Text: func(s scheme) string { return cmp.Or(s.Positions, i18n.T("所有人")) }},
		{Key: "from", Title: i18n.T("有效期"), Width: 170, Sortable: true, Text: func(s scheme) string { return validity(s.From, s.To) }},
		{Key: "rules", Title: i18n.T("规则"), Width: 320, Flex: true, Text: func(s scheme) string {
			words := make([]string, len(s.Lines))
			for i, l := range s.Lines {
				words[i] = l.Name + " " + stepsText(l.Steps)
			}
			return strings.Join(words, " · ")
		}},
	})
	t.table.Noun, t.table.OnCopied = i18n.T("个"), p.copied
	t.table.OnOpen = t.edit
	t.table.Menu = func() []*fyne.MenuItem {
		s, ok := t.table.Current()
		if !ok {
			return nil
		}
		return []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("修改"), func() { t.edit(s) }), fyne.NewMenuItem(i18n.T("复制一份"), func() { t.copyOf(s) }),
			fyne.NewMenuItem(i18n.T("删除"), func() { t.remove(s, nil) })}
	}
	t.table.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("还没有奖金方案"), i18n.T("一个方案 = 几条规则;每条规则按档位指标选比例,乘上基数。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建方案"), t.create)))
	t.content = desk.Panel(t.table)
	return t
}

// validity says from when until when something holds.
func validity(from, to model.Date) string {
	switch {
	case from == 0 && to == 0:
		return i18n.T("一直有效")
	case to == 0:
		return i18n.T("%s 起", from)
	case from == 0:
		return i18n.T("至 %s", to)
	}
	return i18n.T("%s 至 %s", from, to)
}

func (t *schemesTab) show() { t.table.SetItems(t.page.view.Schemes) }

// create begins a scheme with a rule that is commonly used.
func (t *schemesTab) create() {
	if t.page.view == nil {
		return
	}
	t.edit(model.BonusScheme{Lines: []model.BonusRule{{Name: i18n.T("销售提成"), Measure: model.KPIAmount, Base: model.BonusSales,
		Steps: []model.BonusStep{{From: 8000, Rate: 30}, {From: 10_000, Rate: 50}}}}})
}

func (t *schemesTab) copyOf(s model.BonusScheme) {
	s.Record = model.Record{}
	s.Name = i18n.T("%s(副本)", s.Name)
	s.Lines = slices.Clone(s.Lines)
	t.edit(s)
}

// The columns of the grid of rules.
const (
	colName = iota
	colMeasure
	colBase
	colFixed
	colSteps
	colCap
)

// schemeSheet is the sheet of one scheme.
type schemeSheet struct {
	tab   *schemesTab
	form  *form.Form[model.BonusScheme]
	grid  *grid.Grid
	dirty bool
}

func (t *schemesTab) edit(s model.BonusScheme) {
	x := &schemeSheet{tab: t}
	x.form = x.makeForm()
	x.form.Set(s)
	x.grid = grid.New(ruleColumns())
	x.grid.Check = checkRule
	x.grid.SetRows(rowsOf(s.Lines))
	x.grid.OnChange = func() { x.dirty = true }
	hint := i18n.T("档位写成「80%:0.3%;100%:0.5%」:达成率到 80% 按 0.3% 计,到 100% 按 0.5% 计,正好达到即算。固定额和每单位金额通常写「100%:100%」。")
	sheet := shell.Sheet{Title: i18n.T("奖金方案"), Width: 980, Primary: i18n.T("保存"), OnPrimary: x.save, OnClosed: x.form.Close,
		Content: widgets.Column(10, x.form, widgets.Strong(i18n.T("规则")), widgets.Fixed(0, 250, x.grid), widgets.WrappedCaption(hint), widgets.WrappedCaption(bonus.Rule())),
		Dirty:   func() bool { return x.dirty || x.form.Dirty() }}
	if s.ID != 0 {
		sheet.Danger, sheet.OnDanger = i18n.T("删除"), func(done func()) { t.remove(s, done) }
	}
	t.page.host.Sheet(sheet)
	x.form.Focus()
}

func (x *schemeSheet) makeForm() *form.Form[model.BonusScheme] {
	type scheme = model.BonusScheme
	return form.New(form.Section[scheme]{Fields: []form.Field[scheme]{
		form.Text(i18n.T("方案名称"), func(s *scheme) *string { return &s.Name }).Required(),
		form.Tags(i18n.T("适用职位"), desk.Positions(x.tab.page.view.Directory), func(s *scheme) *string { return &s.Positions }).Hint(i18n.T("空 = 所有人;写明职位的方案优先")),
		form.Date(i18n.T("生效日期"), func(s *scheme) *model.Date { return &s.From }).Half(),
		form.Date(i18n.T("截止日期"), func(s *scheme) *model.Date { return &s.To }).Half(),
	}}).Inline()
}

func ruleColumns() []grid.Column {
	right := fyne.TextAlignTrailing
	return []grid.Column{
		colName:    {Key: "name", Title: i18n.T("项目"), Width: 120},
		colMeasure: {Key: "measure", Title: i18n.T("档位指标"), Width: 130, Items: func() []pick.Item { return pick.Words(measureNames()) }, Read: readMeasure},
		colBase:    {Key: "base", Title: i18n.T("计算基数"), Width: 110, Items: func() []pick.Item { return pick.Words(baseNames()) }, Read: readBase},
		colFixed:   {Key: "fixed", Title: i18n.T("金额"), Width: 90, Align: right, Read: readMoney},
		colSteps:   {Key: "steps", Title: i18n.T("档位:比例"), Width: 260, Flex: true, Read: readSteps},
		colCap:     {Key: "cap", Title: i18n.T("封顶"), Width: 96, Align: right, Read: readMoney},
	}
}

func measureNames() []string {
	words := make([]string, len(bonus.Measures))
	for i, k := range bonus.Measures {
		words[i] = bonus.MeasureName(k)
	}
	return words
}

func baseNames() []string {
	words := make([]string, len(bonus.Bases))
	for i, b := range bonus.Bases {
		words[i] = bonus.BaseName(b)
	}
	return words
}

// wordAt finds a word, or the only one its pinyin names; −1 if there is none.
func wordAt(words []string, text string) int {
	if at := slices.Index(words, text); at >= 0 {
		return at
	}
	if hits := pick.Find(pick.Words(words), text, 2); len(hits) == 1 {
		return int(hits[0].ID) - 1
	}
	return -1
}

func readMeasure(text string) (string, error) {
	if at := wordAt(measureNames(), text); at >= 0 {
		return measureNames()[at], nil
	}
	return "", errors.New(i18n.T("没有这个指标"))
}

func readBase(text string) (string, error) {
	if at := wordAt(baseNames(), text); at >= 0 {
		return baseNames()[at], nil
	}
	return "", errors.New(i18n.T("没有这个基数"))
}

func readMoney(text string) (string, error) {
	m, _, err := values.Money(text, 0)
	if err != nil || m < 0 {
		return "", errors.New(i18n.T("不是金额"))
	}
	return m.String(), nil
}

// stepsText writes steps the way they are typed: 80%:0.3%;100%:0.5%.
func stepsText(steps []model.BonusStep) string {
	words := make([]string, len(steps))
	for i, s := range steps {
		words[i] = desk.PercentText(s.From) + "%:" + desk.PercentText(s.Rate) + "%"
	}
	return strings.Join(words, ";")
}

// parseSteps reads steps as they are typed; a share alone counts from 0%.
func parseSteps(text string) ([]model.BonusStep, error) {
	var out []model.BonusStep
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";;,,、", r) }) { //i18n:data
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		from, rate, both := strings.Cut(strings.NewReplacer(":", ":", "→", ":", "≥", "").Replace(part), ":") //i18n:data
		if !both {
			from, rate = "0", from
		}
		var s model.BonusStep
		var err error
		if s.From, err = desk.ReadPercent(from); err == nil {
			s.Rate, err = desk.ReadPercent(rate)
		}
		if err != nil {
			return nil, errors.New(i18n.T("「%s」读不懂,请写成 100%%:0.5%%", part))
		}
		if slices.ContainsFunc(out, func(x model.BonusStep) bool { return x.From == s.From }) {
			return nil, errors.New(i18n.T("档位 %s%% 写了两次", desk.PercentText(s.From)))
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b model.BonusStep) int { return cmp.Compare(a.From, b.From) })
	return out, nil
}

func readSteps(text string) (string, error) {
	steps, err := parseSteps(text)
	if err != nil {
		return "", err
	}
	return stepsText(steps), nil
}

func checkRule(row grid.Row) []string {
	out := make([]string, len(row))
	for _, c := range []struct {
		col  int
		word string
	}{{colName, i18n.T("请填名称")}, {colMeasure, i18n.T("请选指标")}, {colBase, i18n.T("请选基数")}, {colSteps, i18n.T("请填档位")}} {
		if row[c.col] == "" {
			out[c.col] = c.word
		}
	}
	at := wordAt(baseNames(), row[colBase])
	if at >= 0 && row[colFixed] == "" && (bonus.Bases[at] == model.BonusFixed || bonus.Bases[at] == model.BonusPerUnit) {
		out[colFixed] = i18n.T("请填金额")
	}
	return out
}

func rowsOf(rules []model.BonusRule) []grid.Row {
	money := func(m model.Money) string {
		if m == 0 {
			return ""
		}
		return m.String()
	}
	rows := make([]grid.Row, len(rules))
	for i, r := range rules {
		rows[i] = grid.Row{r.Name, bonus.MeasureName(r.Measure), bonus.BaseName(r.Base), money(r.Fixed), stepsText(r.Steps), money(r.Cap)}
	}
	return rows
}

// ruleOf reads a row without faults.
func ruleOf(r grid.Row) (model.BonusRule, error) {
	rule := model.BonusRule{Name: strings.TrimSpace(r[colName])}
	if at := wordAt(measureNames(), r[colMeasure]); at >= 0 {
		rule.Measure = bonus.Measures[at]
	}
	if at := wordAt(baseNames(), r[colBase]); at >= 0 {
		rule.Base = bonus.Bases[at]
	}
	for col, into := range map[int]*model.Money{colFixed: &rule.Fixed, colCap: &rule.Cap} {
		if r[col] == "" {
			continue
		}
		m, _, err := values.Money(r[col], 0)
		if err != nil {
			return rule, err
		}
		*into = m
	}
	var err error
	rule.Steps, err = parseSteps(r[colSteps])
	return rule, err
}

func (x *schemeSheet) save(done func()) {
	x.grid.Commit()
	s, ok := x.form.Value()
	if !ok {
		return
	}
	if x.grid.Faults() > 0 {
		x.grid.ShowFault()
		return
	}
	p := x.tab.page
	s.Lines = nil
	for _, r := range x.grid.Rows() {
		if r.Blank() {
			continue
		}
		rule, err := ruleOf(r)
		if err != nil {
			p.host.Fail(err)
			return
		}
		s.Lines = append(s.Lines, rule)
	}
	desk.Do(p.host, desk.Act{Said: i18n.T("已保存方案「%s」", s.Name), Done: done, Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.SaveScheme(ctx, &s) }})
}

func (t *schemesTab) remove(s model.BonusScheme, done func()) {
	p := t.page
	desk.Do(p.host, desk.Act{Said: i18n.T("已删除方案「%s」", s.Name), Done: done, Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.RemoveScheme(ctx, s.ID) }})
}
