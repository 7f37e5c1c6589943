package acts

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

// otherItem is something in hand that is no customer, and who gets it.
type otherItem struct {
	kind, what, due, to string
	open                bool // nobody gets it, though somebody must
}

func otherColumns() []table.Column[otherItem] {
	return []table.Column[otherItem]{
		{Key: "kind", Title: i18n.T("类别"), Width: 110, Sortable: true, Text: func(o otherItem) string { return o.kind }},
		{Key: "what", Title: i18n.T("内容"), Width: 320, Flex: true, Text: func(o otherItem) string { return o.what }},
		{Key: "due", Title: i18n.T("期限"), Width: 92, Sortable: true, Text: func(o otherItem) string { return o.due }},
		{Key: "to", Title: i18n.T("接手人"), Width: 130, Text: func(o otherItem) string { return o.to }, Tone: func(o otherItem) table.Tone {
			if o.open {
				return table.Attention
			}
			return table.Plain
		}},
	}
}

// otherStep names who takes the reports and the targets, and lists all there is.
func (w *wizard) otherStep() fyne.CanvasObject {
	e := w.estate
	show := func() { w.others.SetItems(w.otherItems()) }
	var rows []fyne.CanvasObject
	if len(e.Reports)+len(e.Regions)+len(e.Candidates) > 0 {
		rows = append(rows, widgets.LabelledHint(i18n.T("新上级"), widgets.Fixed(220, 0, w.picker(&w.plan.Superior, show)),
			i18n.T("接管下属、负责的区域和应聘者;从下属里选人时,他接任原上级的位置")))
	}
	if len(e.Targets)+len(e.Shares) > 0 {
		if w.plan.TargetsTo == 0 && w.plan.Leaving() {
			w.plan.TargetsTo = w.mostSales()
		}
		rows = append(rows, widgets.LabelledHint(i18n.T("目标接手人"), widgets.Fixed(220, 0, w.picker(&w.plan.TargetsTo, show)),
			i18n.T("以后月份的目标并给他(按客户定的目标随客户);留空则目标留在原人名下")))
	}
	items := w.otherItems()
	if len(rows) == 0 && len(items) == 0 {
		return widgets.EmptyState(icons.CheckCircle, i18n.T("没有其他未了事项"), i18n.T("没有下属、未结投诉、未完跟进或以后月份的目标。"))
	}
	w.others.SetItems(items)
	return container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 8}, widgets.Column(8, rows...)), nil, nil, nil, w.others)
}

func (w *wizard) picker(into *model.ID, changed func()) *pick.Picker {
	p := pick.NewPicker(i18n.T("选人"), People(w.estate.Line, w.plan.Date, w.giver), func(i pick.Item) {
		*into = i.ID
		changed()
	})
	p.SetSelected(*into)
	return p
}

// mostSales is the successor who gets the most sales.
func (w *wizard) mostSales() model.ID {
	sums := map[model.ID]model.Money{}
	for i := range w.estate.Customers {
		c := &w.estate.Customers[i]
		if to := w.plan.Customers[c.Customer.ID]; to != 0 {
			sums[to] += c.Sales
		}
	}
	best := model.ID(0)
	for id, sum := range sums {
		if best == 0 || sum > sums[best] || (sum == sums[best] && id < best) {
			best = id
		}
	}
	return best
}

func (w *wizard) otherItems() []otherItem {
	e, l := w.estate, w.estate.Line
	customer := func(id model.ID) string {
		if c := l.Directory.Customers[id]; c != nil {
			return c.Name
		}
		return ""
	}
	var out []otherItem
	add := func(kind, what, due string, to model.ID, must bool) {
		name := l.Name(to)
		if to == 0 {
			name = i18n.T("留在原处")
			if must && w.plan.Leaving() {
				name = i18n.T("未定")
			}
		}
		out = append(out, otherItem{kind, what, due, name, to == 0 && must && w.plan.Leaving()})
	}
	for _, id := range e.Reports {
		p, _ := l.LastPost(w.plan.Date, id)
		to := w.plan.Superior
		if id == to {
			to = l.Superior(w.plan.Date, w.giver)
		}
		add(i18n.T("下属"), joined(l.Name(id), p.Position), "", to, w.plan.Superior == 0)
	}
	for _, r := range e.Regions {
		add(i18n.T("负责区域"), r.Name, "", w.plan.Superior, true)
	}
	for i := range e.Complaints {
		c := &e.Complaints[i]
		add(i18n.T("未结投诉"), customer(c.CustomerID)+":"+cmp.Or(c.Text, c.Cause), c.Due.String(), cmp.Or(w.plan.Complaints[c.ID], w.plan.Customers[c.CustomerID]), true)
	}
	for i := range e.Steps {
		s := &e.Steps[i]
		add(i18n.T("未完跟进"), customer(s.CustomerID)+":"+s.NextStep, s.NextOn.String(), w.plan.Customers[s.CustomerID], false)
	}
	for _, s := range e.Shares {
		add(i18n.T("共同负责"), customer(s.CustomerID), "", w.plan.TargetsTo, false)
	}
	for _, n := range e.Coaching {
		add(i18n.T("辅导要点"), l.Name(n.EmployeeID)+":"+n.NextPoint, "", w.plan.Superior, false)
	}
	for _, c := range e.Candidates {
		add(i18n.T("应聘者"), joined(c.Name, c.Position), c.NextOn.String(), w.plan.Superior, false)
	}
	return append(out, w.targetItems()...)
}

// targetItems sums the later targets up by who gets them.
func (w *wizard) targetItems() []otherItem {
	counts := map[model.ID]int{}
	for i := range w.estate.Targets {
		t := &w.estate.Targets[i]
		to := w.plan.TargetsTo
		if t.CustomerID != 0 {
			to = w.plan.Customers[t.CustomerID]
		}
		counts[to]++
	}
	var out []otherItem
	for to, n := range counts {
		name := w.estate.Line.Name(to)
		if to == 0 {
			name = i18n.T("留在原处")
		}
		out = append(out, otherItem{kind: i18n.T("以后月份目标"), what: i18n.T("%d 项目标", n), to: name})
	}
	slices.SortFunc(out, func(a, b otherItem) int { return strings.Compare(a.to, b.to) })
	return out
}

// summaryRow is what one successor gets.
type summaryRow struct {
	name      string
	position  string
	customers int
	sales     model.Money
	balance   model.Money
	overdue   model.Money
}

func summaryColumns() []table.Column[summaryRow] {
	money := func(key, title string, of func(summaryRow) model.Money) table.Column[summaryRow] {
		return table.Column[summaryRow]{Key: key, Title: title, Width: 120, Align: fyne.TextAlignTrailing,
			Text: func(r summaryRow) string { return moneyCell(of(r)) }}
	}
	return []table.Column[summaryRow]{
		{Key: "name", Title: i18n.T("接手人"), Width: 130, Flex: true, Text: func(r summaryRow) string { return r.name }},
		{Key: "position", Title: i18n.T("岗位"), Width: 100, Text: func(r summaryRow) string { return r.position }},
		{Key: "customers", Title: i18n.T("客户"), Width: 70, Align: fyne.TextAlignTrailing, Text: func(r summaryRow) string { return dashed(r.customers) }},
		money("sales", i18n.T("近 365 天销售"), func(r summaryRow) model.Money { return r.sales }),
		money("balance", i18n.T("应收余额"), func(r summaryRow) model.Money { return r.balance }),
		money("late", i18n.T("其中逾期"), func(r summaryRow) model.Money { return r.overdue }),
	}
}

func (w *wizard) summary() []summaryRow {
	l := w.estate.Line
	rows := map[model.ID]*summaryRow{}
	var order []model.ID
	for i := range w.estate.Customers {
		c := &w.estate.Customers[i]
		to := w.plan.Customers[c.Customer.ID]
		if rows[to] == nil {
			p, _ := l.LastPost(w.plan.Date, to)
			rows[to] = &summaryRow{name: w.takerName(to), position: p.Position}
			order = append(order, to)
		}
		r := rows[to]
		r.customers++
		r.sales += c.Sales
		r.balance += c.Balance
		r.overdue += c.Overdue
	}
	e := w.estate
	gets := map[model.ID]bool{w.plan.Superior: len(e.Reports)+len(e.Regions)+len(e.Candidates)+len(e.Coaching) > 0}
	gets[w.plan.TargetsTo] = gets[w.plan.TargetsTo] || len(e.Targets)+len(e.Shares) > 0
	for _, id := range []model.ID{w.plan.Superior, w.plan.TargetsTo} {
		if id != 0 && rows[id] == nil && gets[id] {
			p, _ := l.LastPost(w.plan.Date, id)
			rows[id] = &summaryRow{name: l.Name(id), position: p.Position}
			order = append(order, id)
		}
	}
	out := make([]summaryRow, len(order))
	for i, id := range order {
		out[i] = *rows[id]
	}
	return out
}
