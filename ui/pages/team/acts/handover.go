package acts

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

const (
	wizardWidth  float32 = 980
	wizardHeight float32 = 470
)

// start is the first step of a hand-over as it is typed in.
type start struct {
	Date    model.Date
	Leaving bool
	LastDay model.Date
	Note    string
}

// wizard leads through a hand-over: who and when, customers, other items, check.
type wizard struct {
	*Acts
	giver  model.ID
	name   string
	why    string // what must be handed over before they may leave, "" = not asked to leave
	begun  start
	estate *team.Estate
	plan   team.HandoverPlan
	takers []model.ID // successors named so far
	step   int

	form      *form.Form[start]
	customers *table.Table[team.EstateCustomer]
	others    *table.Table[otherItem]
	totals    *table.Table[summaryRow]
	adding    *pick.Picker // of one more successor
	chips     *fyne.Container
	spread    *fyne.Container
	body      *fyne.Container
	heads     []*widgets.Text
	top       *fyne.Container // the row of heads and buttons
	back      *widgets.Button
	next      *widgets.Button
	closed    func()
}

// HandOver opens the wizard for what someone has in hand; leaving suggests that they leave
// the company.
func (a *Acts) HandOver(giver model.ID, leaving bool) {
	a.withLine(func(l *team.Line) {
		a.wizard(giver, l.Name(giver), leaving).open()
	})
}

func (a *Acts) wizard(giver model.ID, name string, leaving bool) *wizard {
	w := &wizard{Acts: a, giver: giver, name: name}
	w.begun = start{Date: a.backend.Today(), Leaving: leaving}
	if leaving {
		w.begun.LastDay = w.begun.Date
	}
	return w
}

func (w *wizard) open() {
	w.form = form.New(form.Section[start]{Fields: []form.Field[start]{
		form.Date(i18n.T("交接日期"), func(s *start) *model.Date { return &s.Date }).Required().
			Hint(i18n.T("接手人从这天起负责;这天之前的销售、回款、拜访和应收余额仍算交出人的")),
		form.Check(i18n.T("交出人离职"), func(s *start) *bool { return &s.Leaving }),
		form.Date(i18n.T("最后工作日"), func(s *start) *model.Date { return &s.LastDay }).When(func(s *start) bool { return s.Leaving }).Required(),
		form.Area(i18n.T("备注"), func(s *start) *string { return &s.Note }),
	}})
	w.form.Set(w.begun)
	w.customers = table.New(w.customerColumns())
	w.customers.Noun = i18n.T("家")
	w.others = table.New(otherColumns())
	w.others.Noun = i18n.T("项")
	w.totals = table.New(summaryColumns())
	w.totals.Noun = i18n.T("人")
	w.chips, w.spread = container.NewStack(), container.NewStack()
	w.body = container.NewStack()
	for _, name := range stepNames() {
		w.heads = append(w.heads, widgets.NewText(name, widgets.TextStyle{Bold: true}))
	}
	w.back = widgets.NewButton(i18n.T("上一步"), func() { w.show(w.step - 1) })
	w.next = widgets.NewPrimaryButton("", i18n.T("下一步"), w.forward)
	content := container.NewBorder(w.head(), nil, nil, nil, widgets.Fixed(0, wizardHeight, w.body))
	w.closed = w.host.Sheet(shell.Sheet{Title: i18n.T("%s 的工作交接", w.name), Width: wizardWidth, Content: content,
		OnPrimary: func(func()) { w.onward() }, Dirty: func() bool { return len(w.plan.Customers) > 0 }, OnClosed: func() {
			w.form.Close()
			w.customers.Close()
			w.others.Close()
			w.totals.Close()
		}})
	w.show(0)
	w.form.Focus()
}

// onward is Ctrl+Enter and Ctrl+S: what the button says, if it can be pressed.
func (w *wizard) onward() {
	if !w.next.Disabled() {
		w.forward()
	}
}

func stepNames() []string {
	return []string{i18n.T("1 日期"), i18n.T("2 客户"), i18n.T("3 其他事项"), i18n.T("4 核对")}
}

func (w *wizard) head() fyne.CanvasObject {
	parts := make([]fyne.CanvasObject, 0, len(w.heads)+3)
	for _, h := range w.heads {
		parts = append(parts, h)
	}
	parts = append(parts, widgets.Spacer(), w.back, w.next)
	w.top = widgets.Row(18, parts...)
	return widgets.Inset(widgets.Insets{Bottom: 10}, w.top)
}

// show goes to a step.
func (w *wizard) show(step int) {
	w.step = max(0, step)
	for i, name := range stepNames() {
		style := widgets.TextStyle{Color: quietOr(i == w.step), Bold: i == w.step}
		w.heads[i].SetStyle(style)
		w.heads[i].SetText(name)
	}
	w.next.SetText(i18n.T("下一步"))
	w.next.Enable()
	if w.step == 0 {
		w.back.Disable()
	} else {
		w.back.Enable()
	}
	switch w.step {
	case 0:
		w.body.Objects = []fyne.CanvasObject{w.startStep()}
	case 1:
		w.body.Objects = []fyne.CanvasObject{w.customerStep()}
		if len(w.takers) == 0 && w.adding != nil {
			widgets.Focus(w.adding)
		}
	case 2:
		w.body.Objects = []fyne.CanvasObject{w.otherStep()}
	default:
		w.next.SetText(i18n.T("完成交接"))
		w.body.Objects = []fyne.CanvasObject{w.checkStep()}
	}
	w.body.Refresh()
	w.top.Refresh()
}

// startStep asks for the dates, after saying why there is something to be handed over.
func (w *wizard) startStep() fyne.CanvasObject {
	if w.why == "" {
		return w.form
	}
	why := widgets.Row(8, widgets.IconView(icons.Warning, 18, theme.Attention), widgets.Body(w.why))
	return container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 12}, why), nil, nil, nil, w.form)
}

func (w *wizard) forward() {
	switch w.step {
	case 0:
		v, ok := w.form.Value()
		if !ok {
			return
		}
		if !v.Leaving {
			v.LastDay = 0
		}
		w.begun = v
		w.read()
	case 1, 2:
		w.show(w.step + 1)
	default:
		w.finish()
	}
}

// read finds out what there is to hand over on the date.
func (w *wizard) read() {
	w.host.Do(func(ctx context.Context) (func(), error) {
		e, err := w.backend.Estate(ctx, w.giver, w.begun.Date)
		if err != nil {
			return nil, err
		}
		return func() {
			w.estate = e
			w.plan.From, w.plan.Date, w.plan.LastDay, w.plan.Note = w.giver, w.begun.Date, w.begun.LastDay, w.begun.Note
			if w.plan.Customers == nil {
				w.plan.Customers = map[model.ID]model.ID{}
			}
			if w.plan.Superior == 0 && w.begun.Leaving {
				w.plan.Superior = w.suggestSuperior()
			}
			w.customers.SetItems(e.Customers)
			w.show(1)
		}, nil
	})
}

// suggestSuperior is the giver's own superior, if they are there to take over.
func (w *wizard) suggestSuperior() model.ID {
	l := w.estate.Line
	if above := l.Superior(w.begun.Date, w.giver); above != 0 && l.Employed(w.begun.Date, above) {
		return above
	}
	return 0
}

// finish hands over and shows the list to be signed.
func (w *wizard) finish() {
	w.host.Do(func(ctx context.Context) (func(), error) {
		record, operation, err := w.backend.HandOver(ctx, w.plan)
		if err != nil {
			return nil, err
		}
		doc, err := w.backend.HandoverDocument(ctx, record.ID)
		if err != nil {
			return nil, err
		}
		return func() { w.done(record, operation, doc) }, nil
	})
}

func (w *wizard) done(record *model.Handover, operation string, doc *document.Document) {
	w.plan.Customers = nil
	w.closed()
	w.toast(i18n.T("已交接 %[1]d 家客户、%[2]d 项事项", record.Customers, record.Items), operation)
	w.after()
	desk.Show(w.host, w.backend, doc)
}

// ShowHandover shows the list of a past hand-over, to be printed again.
func (a *Acts) ShowHandover(id model.ID) {
	a.host.Do(func(ctx context.Context) (func(), error) {
		doc, err := a.backend.HandoverDocument(ctx, id)
		if err != nil {
			return nil, err
		}
		return func() { desk.Show(a.host, a.backend, doc) }, nil
	})
}

// checkStep says what is missing and who gets how much.
func (w *wizard) checkStep() fyne.CanvasObject {
	var lines []fyne.CanvasObject
	missing := w.plan.Missing(w.estate)
	for _, m := range missing {
		lines = append(lines, widgets.Row(8, widgets.Pill(i18n.T("还缺"), widgets.Behind), widgets.Body(m)))
	}
	if len(missing) == 0 {
		lines = append(lines, widgets.Row(8, widgets.IconView(icons.CheckCircle, 18, quietOr(false)), widgets.Body(w.readyText())))
		w.next.Enable()
	} else {
		w.next.Disable()
	}
	w.totals.SetItems(w.summary())
	notes := widgets.Column(4, widgets.WrappedCaption(i18n.T("应收余额归当天的客户负责人:交接日之前的余额仍算交出人,交接不会把旧账移到接手人名下。")),
		widgets.WrappedCaption(i18n.T("以前的销售、回款、拜访记录都不改名字;交接当月的目标不转移。完成后可以整体撤销,并打印交接清单签字。")))
	return container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 10}, widgets.Column(6, lines...)), widgets.Inset(widgets.Insets{Top: 8}, notes), nil, nil, w.totals)
}

func (w *wizard) readyText() string {
	if w.plan.Leaving() {
		return i18n.T("全部有接手人。%[1]s 的最后工作日是 %[2]s。", w.name, w.plan.LastDay)
	}
	given := 0
	for i := range w.estate.Customers {
		if w.plan.Customers[w.estate.Customers[i].Customer.ID] != 0 {
			given++
		}
	}
	return i18n.T("交接 %[1]d 家客户,%[2]d 家留在 %[3]s 名下。", given, len(w.estate.Customers)-given, w.name)
}
