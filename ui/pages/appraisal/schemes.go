package appraisal

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/appraising"
	"xunshi/app/appraising/figures"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

// schemesTab is 方案: what people are appraised by.
type schemesTab struct {
	page    *Page
	table   *table.Table[model.AppraisalScheme]
	content fyne.CanvasObject
}

func newSchemesTab(p *Page) *schemesTab {
	t := &schemesTab{page: p}
	type scheme = model.AppraisalScheme
	t.table = table.New([]table.Column[scheme]{
		{Key: "name", Title: i18n.T("方案"), Width: 170, Sortable: true, Filter: true, Fixed: true, Text: func(s scheme) string { return s.Name }},
		{Key: "positions", Title: i18n.T("适用职位"), Width: 160, Sortable: true, Filter: true, Text: func(s scheme) string { return cmp.Or(s.Positions, i18n.T("所有人")) }},
		{Key: "from", Title: i18n.T("有效期"), Width: 170, Sortable: true, Text: func(s scheme) string { return validity(s.From, s.To) }},
		{Key: "lines", Title: i18n.T("指标与权重"), Width: 300, Flex: true, Text: schemeWords},
		{Key: "note", Title: i18n.T("备注"), Width: 120, Text: func(s scheme) string { return s.Note }},
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
	t.table.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("还没有考核方案"), i18n.T("一个方案 = 几项加权指标,权重合计正好 100%,按职位和有效期适用。"),
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

func schemeWords(s model.AppraisalScheme) string {
	words := make([]string, len(s.Lines))
	for i, l := range s.Lines {
		words[i] = cmp.Or(l.Name, figures.KindName(l.Kind)) + " " + desk.PercentText(l.Weight) + "%"
	}
	return strings.Join(words, i18n.T("、"))
}

func (t *schemesTab) show() { t.table.SetItems(t.page.view.Schemes) }

// create begins a scheme with lines that are commonly used.
func (t *schemesTab) create() {
	if t.page.view == nil {
		return
	}
	t.edit(model.AppraisalScheme{Lines: []model.AppraisalKPI{
		{Kind: model.KPIAmount, Weight: 6000, Floor: 6000, Full: 10_000, Cap: 120}, {Kind: model.KPIReceipts, Weight: 3000, Floor: 6000, Full: 10_000, Cap: 110},
		{Kind: model.KPIManual, Weight: 1000, Cap: 100},
	}})
}

func (t *schemesTab) copyOf(s model.AppraisalScheme) {
	s.Record = model.Record{}
	s.Name = i18n.T("%s(副本)", s.Name)
	s.Lines = slices.Clone(s.Lines)
	t.edit(s)
}

// The columns of the grid of KPIs.
const (
	colKind = iota
	colName
	colWeight
	colFloor
	colFull
	colCap
)

// schemeSheet is the sheet of one scheme.
type schemeSheet struct {
	tab   *schemesTab
	form  *form.Form[model.AppraisalScheme]
	grid  *grid.Grid
	sum   *widgets.Text
	dirty bool
}

func (t *schemesTab) edit(s model.AppraisalScheme) {
	x := &schemeSheet{tab: t, sum: widgets.Caption("")}
	x.form = x.makeForm()
	x.form.Set(s)
	x.grid = grid.New(lineColumns())
	x.grid.Derive, x.grid.Check = deriveLine, checkLine
	x.grid.SetRows(rowsOf(s.Lines))
	x.grid.OnChange = func() { x.dirty = true; x.showSum() }
	x.showSum()
	head := widgets.Row(8, widgets.Strong(i18n.T("指标")), widgets.Spacer(), x.sum)
	sheet := shell.Sheet{Title: i18n.T("考核方案"), Width: 840, Primary: i18n.T("保存"), OnPrimary: x.save, OnClosed: x.form.Close,
		Content: widgets.Column(10, x.form, head, widgets.Fixed(0, 290, x.grid), widgets.WrappedCaption(appraising.ScoreRule()+i18n.T("逾期占比越低越好:零分线填高、满分线填低。主管评分不用填零分线和满分线。"))),
		Dirty:   func() bool { return x.dirty || x.form.Dirty() }}
	if s.ID != 0 {
		sheet.Danger, sheet.OnDanger = i18n.T("删除"), func(done func()) { t.remove(s, done) }
	}
	t.page.host.Sheet(sheet)
	x.form.Focus()
}

func (x *schemeSheet) makeForm() *form.Form[model.AppraisalScheme] {
	type scheme = model.AppraisalScheme
	return form.New(form.Section[scheme]{Fields: []form.Field[scheme]{
		form.Text(i18n.T("方案名称"), func(s *scheme) *string { return &s.Name }).Required(),
		form.Tags(i18n.T("适用职位"), desk.Positions(x.tab.page.view.Directory), func(s *scheme) *string { return &s.Positions }).Hint(i18n.T("空 = 所有人;写明职位的方案优先")),
		form.Date(i18n.T("生效日期"), func(s *scheme) *model.Date { return &s.From }).Half(),
		form.Date(i18n.T("截止日期"), func(s *scheme) *model.Date { return &s.To }).Half(),
	}}).Inline()
}

func lineColumns() []grid.Column {
	right := fyne.TextAlignTrailing
	return []grid.Column{
		colKind:   {Key: "kind", Title: i18n.T("指标"), Width: 150, Items: kindItems, Read: readKind},
		colName:   {Key: "name", Title: i18n.T("显示名称"), Width: 150, Flex: true},
		colWeight: {Key: "weight", Title: i18n.T("权重 %"), Width: 84, Align: right, Read: readShare},
		colFloor:  {Key: "floor", Title: i18n.T("零分线 %"), Width: 90, Align: right, Read: readShare},
		colFull:   {Key: "full", Title: i18n.T("满分线 %"), Width: 90, Align: right, Read: readShare},
		colCap:    {Key: "cap", Title: i18n.T("封顶分"), Width: 80, Align: right, Read: readCap},
	}
}

func kindItems() []pick.Item {
	words := make([]string, len(figures.Kinds))
	for i, k := range figures.Kinds {
		words[i] = figures.KindName(k)
	}
	return pick.Words(words)
}

func readKind(text string) (string, error) {
	if k, ok := kindOf(text); ok {
		return figures.KindName(k), nil
	}
	return "", errors.New(i18n.T("没有这个指标"))
}

func kindOf(text string) (model.KPIKind, bool) {
	for _, k := range figures.Kinds {
		if figures.KindName(k) == text {
			return k, true
		}
	}
	if hits := pick.Find(kindItems(), text, 2); len(hits) == 1 {
		return figures.Kinds[hits[0].ID-1], true
	}
	return "", false
}

func readShare(text string) (string, error) {
	n, err := desk.ReadPercent(text)
	return desk.PercentText(n), err
}

func readCap(text string) (string, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > 1000 {
		return "", errors.New(i18n.T("请填 1 到 1000 的整数"))
	}
	return strconv.Itoa(n), nil
}

// deriveLine fills the usual limits of a KPI just chosen.
func deriveLine(row grid.Row, col int) {
	k, ok := kindOf(row[colKind])
	if col != colKind || !ok || row[colCap] != "" {
		return
	}
	row[colCap] = "100"
	switch {
	case k == model.KPIManual:
	case figures.LessIsBetter(k):
		row[colFloor], row[colFull] = "30", "5"
	default:
		row[colFloor], row[colFull] = "60", "100"
	}
}

func checkLine(row grid.Row) []string {
	out := make([]string, len(row))
	k, ok := kindOf(row[colKind])
	if !ok {
		out[colKind] = i18n.T("请选指标")
		return out
	}
	if row[colWeight] == "" {
		out[colWeight] = i18n.T("请填权重")
	}
	if row[colCap] == "" {
		out[colCap] = i18n.T("请填封顶分")
	}
	if k != model.KPIManual && row[colFull] == "" {
		out[colFull] = i18n.T("请填满分线")
	}
	return out
}

func rowsOf(lines []model.AppraisalKPI) []grid.Row {
	rows := make([]grid.Row, len(lines))
	for i, l := range lines {
		rows[i] = grid.Row{figures.KindName(l.Kind), l.Name, desk.PercentText(l.Weight), desk.PercentText(l.Floor), desk.PercentText(l.Full), strconv.Itoa(l.Cap)}
		if l.Kind == model.KPIManual {
			rows[i][colFloor], rows[i][colFull] = "", ""
		}
	}
	return rows
}

// lines reads the grid; what cannot be read counts as 0 (faults are refused before).
func (x *schemeSheet) lines() []model.AppraisalKPI {
	var out []model.AppraisalKPI
	share := func(text string) int {
		n, err := desk.ReadPercent(text)
		if err != nil {
			return 0
		}
		return n
	}
	for _, r := range x.grid.Rows() {
		if r.Blank() {
			continue
		}
		k, _ := kindOf(r[colKind])
		most, err := strconv.Atoi(r[colCap])
		if err != nil {
			most = 0
		}
		out = append(out, model.AppraisalKPI{Kind: k, Name: strings.TrimSpace(r[colName]), Weight: share(r[colWeight]), Floor: share(r[colFloor]), Full: share(r[colFull]), Cap: most})
	}
	return out
}

// showSum says whether the weights add up.
func (x *schemeSheet) showSum() {
	sum := appraising.Weights(x.lines())
	text := i18n.T("权重合计 %s", figures.Percent(int64(sum)))
	color := theme.Ahead
	switch {
	case sum < appraising.FullWeight:
		text, color = text+i18n.T(",还差 %s", figures.Percent(int64(appraising.FullWeight-sum))), theme.Behind
	case sum > appraising.FullWeight:
		text, color = text+i18n.T(",多了 %s", figures.Percent(int64(sum-appraising.FullWeight))), theme.Behind
	}
	x.sum.SetText(text)
	x.sum.SetColor(color)
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
	s.Lines = x.lines()
	p := x.tab.page
	desk.Do(p.host, desk.Act{Said: i18n.T("已保存方案「%s」", s.Name), Done: done, Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.SaveScheme(ctx, &s) }})
}

func (t *schemesTab) remove(s model.AppraisalScheme, done func()) {
	p := t.page
	desk.Do(p.host, desk.Act{Said: i18n.T("已删除方案「%s」", s.Name), Done: done, Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.RemoveScheme(ctx, s.ID) }})
}
