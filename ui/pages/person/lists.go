package person

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// targetsRoute leads to the page on which targets are set.
func targetsRoute() shell.Route { return shell.Route{Page: shell.PageTargets} }

// listing is a table on its card.
type listing[T any] struct {
	table   *table.Table[T]
	content fyne.CanvasObject
}

func newListing[T any](p *Page, noun, hint string, columns []table.Column[T], empty fyne.CanvasObject, buttons ...fyne.CanvasObject) *listing[T] {
	l := &listing[T]{table: table.New(columns)}
	l.table.Noun = noun
	l.table.OnCopied = p.copied
	l.table.SetEmpty(empty)
	var body fyne.CanvasObject = l.table
	if hint != "" || len(buttons) > 0 {
		row := append([]fyne.CanvasObject{widgets.Caption(hint), widgets.Spacer()}, buttons...)
		body = container.NewBorder(widgets.Inset(widgets.Insets{Left: 8, Right: 4, Bottom: 4}, widgets.Row(8, row...)), nil, nil, nil, l.table)
	}
	l.content = widgets.NewPanel(body, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 6, Top: 6, Right: 6, Bottom: 2}})
	return l
}

// lists are the tabs beside the overview.
type lists struct {
	page      *Page
	shown     *team.Person
	customers *listing[team.InCharge]
	steps     *listing[team.Step]
	logs      *listing[team.Step]
	posts     *listing[model.EmployeePost]
	trainings *listing[team.Training]
	appraised *listing[model.Appraisal]
	coaching  *listing[model.CoachingNote]
	contacts  fyne.CanvasObject
	growth    fyne.CanvasObject
}

func newLists(p *Page) *lists {
	l := &lists{page: p}
	l.customers = newListing(p, i18n.T("家"), i18n.T("月末的负责客户,双击打开"), l.customerColumns(), widgets.EmptyState(icons.Customers, i18n.T("名下没有客户"),
		i18n.T("在客户档案里把负责人设为这个人,或通过工作交接转给他。")))
	l.customers.table.OnOpen = func(c team.InCharge) { p.openCustomer(c.Customer.ID) }
	l.steps = newListing(p, i18n.T("项"), i18n.T("未完跟进"), l.stepColumns(true), widgets.EmptyState(icons.CheckCircle, i18n.T("没有未完的跟进"), i18n.T("联系客户时写下“下一步”,就会出现在这里。")))
	l.logs = newListing(p, i18n.T("项"), i18n.T("本月联系记录"), l.stepColumns(false), widgets.EmptyState(icons.Phone, i18n.T("本月没有联系记录"), i18n.T("在客户卡上记一次拜访或电话。")))
	open := func(s team.Step) { p.openCustomer(s.CustomerID) }
	l.steps.table.OnOpen, l.logs.table.OnOpen = open, open
	l.contacts = container.New(&stack{gap: theme.Gap, share: 0.45}, l.steps.content, l.logs.content)
	l.posts = newListing(p, i18n.T("项"), i18n.T("双击更正;新的变动请用“调岗”,按生效日期记"), l.postColumns(), widgets.EmptyState(icons.Person, i18n.T("没有任职记录"), i18n.T("调岗后从生效日期起记一段。")),
		widgets.NewIconButton(icons.Edit, i18n.T("更正"), l.correct), widgets.NewButton(i18n.T("调岗"), func() { p.acts.Move(p.id) }))
	l.posts.table.OnOpen = func(x model.EmployeePost) { p.acts.CorrectPost(x) }
	goes := func(page shell.PageID) *widgets.Button {
		return widgets.NewFlatButton(icons.ChevronRight, i18n.T("去看"), func() { p.host.Go(shell.Route{Page: page}) })
	}
	l.trainings = newListing(p, i18n.T("项"), i18n.T("培训"), trainingColumns(), widgets.EmptyState("", i18n.T("没有培训记录"), ""), goes(shell.PageTraining))
	l.appraised = newListing(p, i18n.T("项"), i18n.T("考核"), appraisalColumns(), widgets.EmptyState("", i18n.T("没有考核记录"), ""), goes(shell.PageAppraisal))
	l.coaching = newListing(p, i18n.T("项"), i18n.T("辅导"), coachingColumns(), widgets.EmptyState("", i18n.T("没有辅导记录"), ""), goes(shell.PageTraining))
	l.growth = container.New(&stack{gap: theme.Gap, share: 0.5}, widgets.Weighted(theme.Gap, []float32{1, 1}, l.trainings.content, l.appraised.content), l.coaching.content)
	return l
}

func (l *lists) correct() {
	if x, ok := l.posts.table.Current(); ok {
		l.page.acts.CorrectPost(x)
	}
}

func (l *lists) show(x *team.Person) {
	l.shown = x
	l.customers.table.SetItems(x.InCharge)
	l.steps.table.SetItems(x.Steps)
	l.logs.table.SetItems(x.Logs)
	l.posts.table.SetItems(x.Posts)
	l.trainings.table.SetItems(x.Records.Trainings)
	l.appraised.table.SetItems(x.Records.Appraisals)
	l.coaching.table.SetItems(x.Records.Coaching)
}

func (l *lists) close() {
	l.customers.table.Close()
	l.steps.table.Close()
	l.logs.table.Close()
	l.posts.table.Close()
	l.trainings.table.Close()
	l.appraised.table.Close()
	l.coaching.table.Close()
}

func none(m model.Money) string {
	if m == 0 {
		return document.Dash
	}
	return document.FormatMoney(m, document.Yuan, 0)
}

func (l *lists) customerColumns() []table.Column[team.InCharge] {
	type c = team.InCharge
	word := func(key, title string, width float32, of func(c) string) table.Column[c] {
		return table.Column[c]{Key: key, Title: title, Width: width, Sortable: true, Filter: true, Text: of}
	}
	money := func(key, title string, of func(c) model.Money) table.Column[c] {
		return table.Column[c]{Key: key, Title: title, Width: 104, Align: fyne.TextAlignTrailing, Sortable: true, Largest: true, Text: func(x c) string { return none(of(x)) },
			Compare: func(a, b c) int { return cmp.Compare(of(a), of(b)) }, Sum: func(x c) int64 { return int64(of(x)) }, SumText: func(n int64) string { return none(model.Money(n)) }}
	}
	name := word("name", i18n.T("客户名称"), 170, func(x c) string { return x.Customer.Name })
	name.Flex = true
	overdue := money("late", i18n.T("逾期"), func(x c) model.Money { return x.Overdue })
	overdue.Tone = func(x c) table.Tone {
		if x.Overdue > 0 {
			return table.Behind
		}
		return table.Quiet
	}
	return []table.Column[c]{word("code", i18n.T("编码"), 80, func(x c) string { return x.Customer.Code }), name,
		word("kind", i18n.T("类型"), 80, func(x c) string { return x.Customer.Kind }), word("grade", i18n.T("级"), 40, func(x c) string { return x.Customer.Grade }),
		word("region", i18n.T("区域"), 80, func(x c) string { return x.Region }), word("owner", i18n.T("负责人"), 80, func(x c) string { return l.name(x.Owner) }),
		money("amount", i18n.T("本月销售"), func(x c) model.Money { return x.Amount }), money("balance", i18n.T("应收余额"), func(x c) model.Money { return x.Balance }), overdue}
}

func (l *lists) name(id model.ID) string {
	if l.shown == nil || id == 0 {
		return document.Dash
	}
	return l.shown.Line.Name(id)
}
