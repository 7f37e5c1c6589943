package team

import (
	"context"
	"encoding/json"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// sideAir keeps the borders of the cards off the edges that clip them.
const (
	sideWidth float32 = 306
	sideAir   float32 = 3
)

// rosterTab is 人员: the table of everybody and the card of the one chosen.
type rosterTab struct {
	page    *Page
	table   *table.Table[team.Row]
	head    *widgets.Text
	card    *fyne.Container
	remind  *fyne.Container
	column  *fyne.Container // the card above the reminders
	side    *widgets.VScroll
	content fyne.CanvasObject

	shown   *team.Roster
	leavers bool
	laid    bool
	allDays bool     // every reminder is shown, not only the first
	wanted  model.ID // to be selected once the people are there
}

func newRosterTab(p *Page) *rosterTab {
	t := &rosterTab{page: p, head: widgets.NewText("", widgets.TextStyle{Size: theme.TextSmall + 1, Color: theme.Quiet, Ellipsis: true}), card: container.NewStack(), remind: container.NewStack()}
	t.table = table.New(rosterColumns())
	t.table.Noun = i18n.T("人")
	t.table.OnSelect = t.showCard
	t.table.OnOpen = func(r team.Row) { p.open(r.Employee.ID) }
	t.table.OnCopied = p.copied
	t.table.OnLayout = t.keepLayout
	t.table.Menu = t.menu
	t.table.SetEmpty(widgets.EmptyState(icons.Team, i18n.T("还没有人员"), i18n.T("名册里是销售队伍的每个人:岗位、上级、区域和本月业绩。导入销售表会带入业务员,也可以手工新建。"),
		widgets.NewPrimaryButton(icons.Add, i18n.T("新建人员"), p.create),
		widgets.NewIconButton(icons.Import, i18n.T("导入"), func() { p.host.Go(shell.Route{Page: shell.PageImport}) })))
	gone := widgets.NewCheck(i18n.T("含离职"), false, func(on bool) {
		t.leavers = on
		p.host.Reload()
	})
	var columns *widgets.Button
	columns = widgets.NewFlatButton(icons.Table, i18n.T("列"), func() { t.table.ShowColumnChooser(columns) })
	buttons := widgets.Row(8, gone, columns, widgets.NewMenuButton(icons.More, i18n.T("操作"), t.menu), widgets.NewFlatButton(icons.Print, i18n.T("打印"), t.print))
	tools := container.NewBorder(nil, nil, nil, buttons, container.NewVBox(layout.NewSpacer(), t.head, layout.NewSpacer()))
	panel := widgets.NewPanel(container.NewBorder(widgets.Inset(widgets.Insets{Left: 8, Right: 4, Bottom: 4}, tools), nil, nil, nil, t.table),
		widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: widgets.Insets{Left: 6, Top: 6, Right: 6, Bottom: 2}})
	t.column = widgets.Column(theme.Gap, t.card, t.remind)
	t.side = widgets.NewVScroll(widgets.Inset(widgets.Pad(sideAir), t.column))
	t.content = container.NewBorder(nil, nil, nil, widgets.Inset(widgets.Insets{Left: theme.Gap - 7}, widgets.Fixed(sideWidth, 0, t.side)), panel)
	return t
}

// arrange puts the columns as they were kept.
func (t *rosterTab) arrange(kept string) {
	t.laid = true
	if kept == "" {
		return
	}
	var l table.Layout
	if err := json.Unmarshal([]byte(kept), &l); err != nil {
		slog.Warn("the kept columns of the roster cannot be read", "error", err)
		return
	}
	t.table.SetLayout(l)
}

func (t *rosterTab) keepLayout(l table.Layout) {
	kept, err := json.Marshal(l)
	if err != nil {
		t.page.host.Fail(err)
		return
	}
	t.page.host.Do(func(ctx context.Context) (func(), error) { return nil, t.page.backend.KeepLayout(ctx, string(kept)) })
}

func (t *rosterTab) show(r *team.Roster, reminders []team.Reminder) {
	t.shown = r
	selected := t.wanted
	if one, ok := t.table.Current(); selected == 0 && ok {
		selected = one.Employee.ID
	}
	t.head.SetText(headText(r))
	t.table.SetItems(r.Rows)
	t.wanted = 0
	if !t.table.SelectWhere(func(x team.Row) bool { return x.Employee.ID == selected }) && len(r.Rows) > 0 {
		t.table.SelectRow(0)
	}
	t.showCard()
	t.remind.Objects = []fyne.CanvasObject{t.reminderCard(reminders)}
	t.settle()
}

// settle gives card and reminders the heights they need now.
func (t *rosterTab) settle() {
	t.card.Refresh()
	t.remind.Refresh()
	t.column.Refresh()
	t.side.Refresh()
}

func headText(r *team.Roster) string {
	year, month := r.Month.YM()
	return i18n.T("%[1]d年%[2]d月 · 时间进度 %[3]s · 含下属", year, int(month), percent(r.TimeProgress))
}

// print shows the roster as the paper it will be.
func (t *rosterTab) print() {
	if t.shown != nil {
		desk.Show(t.page.host, t.page.backend, t.shown.Document())
	}
}

// menu is what can be done with those selected.
func (t *rosterTab) menu() []*fyne.MenuItem {
	rows := t.table.Selected(0)
	if len(rows) == 0 {
		if r, ok := t.table.Current(); ok {
			rows = []team.Row{r}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	ids := make([]model.ID, len(rows))
	for i := range rows {
		ids[i] = rows[i].Employee.ID
	}
	move := fyne.NewMenuItem(i18n.T("调岗…"), func() { t.page.acts.Move(ids...) })
	if len(rows) > 1 {
		move.Label = i18n.T("%d 人一起调岗…", len(rows))
		return []*fyne.MenuItem{move}
	}
	return append([]*fyne.MenuItem{fyne.NewMenuItem(i18n.T("打开"), func() { t.page.open(ids[0]) }),
		fyne.NewMenuItem(i18n.T("改档案…"), func() { t.page.acts.Edit(ids[0]) }), move}, t.leavingItems(&rows[0])...)
}

func (t *rosterTab) leavingItems(r *team.Row) []*fyne.MenuItem {
	id, name := r.Employee.ID, r.Employee.Name
	if r.Status == team.Gone {
		return []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("复职…"), func() { t.page.acts.Return(id, name) })}
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("工作交接…"), func() { t.page.acts.HandOver(id, false) }),
		fyne.NewMenuItem(i18n.T("离职…"), func() { t.page.acts.Leave(id) })}
}
