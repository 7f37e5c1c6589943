package acts

import (
	"cmp"
	"slices"

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
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

func quietOr(lit bool) fyne.ThemeColorName {
	if lit {
		return theme.Brand
	}
	return theme.Quiet
}

// moneyCell shows yuan without decimals, "—" for nothing.
func moneyCell(m model.Money) string {
	if m == 0 {
		return document.Dash
	}
	return document.FormatMoney(m, document.Yuan, 0)
}

func (w *wizard) customerColumns() []table.Column[team.EstateCustomer] {
	type c = team.EstateCustomer
	money := func(key, title string, of func(c) model.Money) table.Column[c] {
		return table.Column[c]{Key: key, Title: title, Width: 96, Align: fyne.TextAlignTrailing, Sortable: true, Largest: true,
			Text: func(x c) string { return moneyCell(of(x)) }, Compare: func(a, b c) int { return cmp.Compare(of(a), of(b)) },
			Sum: func(x c) int64 { return int64(of(x)) }, SumText: func(n int64) string { return moneyCell(model.Money(n)) }}
	}
	overdue := money("late", i18n.T("逾期"), func(x c) model.Money { return x.Overdue })
	overdue.Tone = func(x c) table.Tone {
		if x.Overdue > 0 {
			return table.Behind
		}
		return table.Quiet
	}
	return []table.Column[c]{
		{Key: "code", Title: i18n.T("编码"), Width: 76, Sortable: true, Text: func(x c) string { return x.Customer.Code }, Tone: func(c) table.Tone { return table.Quiet }},
		{Key: "name", Title: i18n.T("客户名称"), Width: 150, Flex: true, Sortable: true, Filter: true, Text: func(x c) string { return x.Customer.Name }},
		{Key: "region", Title: i18n.T("区域"), Width: 76, Sortable: true, Filter: true, Text: func(x c) string { return w.estate.Line.Region(x.Customer.RegionID) }},
		money("sales", i18n.T("近 365 天销售"), func(x c) model.Money { return x.Sales }),
		money("balance", i18n.T("应收余额"), func(x c) model.Money { return x.Balance }),
		overdue,
		{Key: "steps", Title: i18n.T("跟进"), Width: 52, Align: fyne.TextAlignTrailing, Text: func(x c) string { return dashed(x.Steps) }},
		{Key: "to", Title: i18n.T("接手人"), Width: 96, Sortable: true, Filter: true, Text: func(x c) string { return w.takerName(w.plan.Customers[x.Customer.ID]) }, Tone: func(x c) table.Tone {
			if w.plan.Customers[x.Customer.ID] == 0 {
				return table.Attention
			}
			return table.Ahead
		}},
	}
}

func dashed(n int) string {
	if n == 0 {
		return document.Dash
	}
	return widgets.Grouped(n)
}

func (w *wizard) takerName(id model.ID) string {
	if id == 0 {
		return i18n.T("未定")
	}
	return w.estate.Line.Name(id)
}

// customerStep is the table of customers with the successors above it.
func (w *wizard) customerStep() fyne.CanvasObject {
	w.showTakers()
	top := widgets.Column(8, w.chips, w.spread)
	if len(w.estate.Customers) == 0 {
		return widgets.EmptyState(icons.CheckCircle, i18n.T("名下没有客户"), i18n.T("直接看下一步的其他事项。"))
	}
	return container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 8}, top), nil, nil, nil, w.customers)
}

// showTakers draws the successors named and what can be done with them.
func (w *wizard) showTakers() {
	on := w.plan.Date
	w.adding = pick.NewPicker(i18n.T("+ 加接手人"), People(w.estate.Line, on, append(slices.Clone(w.takers), w.giver)...), func(i pick.Item) {
		if i.ID != 0 {
			w.takers = append(w.takers, i.ID)
			w.showTakers()
		}
	})
	parts := []fyne.CanvasObject{widgets.Caption(i18n.T("接手人")), widgets.Fixed(150, 0, w.adding)}
	for _, id := range w.takers {
		parts = append(parts, widgets.NewIconButton(icons.Close, w.estate.Line.Name(id), func() { w.dropTaker(id) }))
	}
	w.chips.Objects = []fyne.CanvasObject{widgets.Flow(8, parts...)}
	w.chips.Refresh()
	w.spread.Objects = []fyne.CanvasObject{widgets.Row(8,
		widgets.NewMenuButton(icons.Person, i18n.T("选中的交给"), func() []*fyne.MenuItem { return w.giveMenu(true) }),
		widgets.NewMenuButton("", i18n.T("全部交给"), func() []*fyne.MenuItem { return w.giveMenu(false) }),
		widgets.NewIconButton(icons.Region, i18n.T("按区域分"), func() { w.split(w.estate.RegionSplit) }),
		widgets.NewIconButton(icons.Charts, i18n.T("按销售额均分"), func() { w.split(w.estate.EvenSplit) }),
		widgets.Spacer(), widgets.Caption(w.countText()))}
	w.spread.Refresh()
}

func (w *wizard) countText() string {
	left := 0
	for i := range w.estate.Customers {
		if w.plan.Customers[w.estate.Customers[i].Customer.ID] == 0 {
			left++
		}
	}
	return i18n.T("共 %[1]d 家,%[2]d 家未定", len(w.estate.Customers), left)
}

func (w *wizard) dropTaker(id model.ID) {
	w.takers = slices.DeleteFunc(w.takers, func(x model.ID) bool { return x == id })
	for customer, to := range w.plan.Customers {
		if to == id {
			delete(w.plan.Customers, customer)
		}
	}
	w.refreshCustomers()
}

// giveMenu offers the successors for the selected or for all customers.
func (w *wizard) giveMenu(selected bool) []*fyne.MenuItem {
	if len(w.takers) == 0 {
		w.host.Toast(shell.Toast{Text: i18n.T("请先加一位接手人"), Refused: true})
		return nil
	}
	var menu []*fyne.MenuItem
	for _, id := range w.takers {
		menu = append(menu, fyne.NewMenuItem(w.estate.Line.Name(id), func() { w.give(selected, id) }))
	}
	if !w.plan.Leaving() {
		menu = append(menu, fyne.NewMenuItem(i18n.T("留在原负责人名下"), func() { w.give(selected, 0) }))
	}
	return menu
}

func (w *wizard) give(selected bool, to model.ID) {
	list := w.estate.Customers
	if selected {
		if list = w.customers.Selected(0); len(list) == 0 {
			w.host.Toast(shell.Toast{Text: i18n.T("请先在表里选中客户"), Refused: true})
			return
		}
	}
	for i := range list {
		if to == 0 {
			delete(w.plan.Customers, list[i].Customer.ID)
		} else {
			w.plan.Customers[list[i].Customer.ID] = to
		}
	}
	w.refreshCustomers()
}

// split shares the customers out among the successors named.
func (w *wizard) split(by func([]model.ID) map[model.ID]model.ID) {
	if len(w.takers) == 0 {
		w.host.Toast(shell.Toast{Text: i18n.T("请先加一位接手人"), Refused: true})
		return
	}
	got := by(w.takers)
	for id, to := range got {
		w.plan.Customers[id] = to
	}
	if rest := len(w.estate.Customers) - len(got); rest > 0 {
		w.host.Toast(shell.Toast{Text: i18n.T("%d 家客户所在区域没有接手人,请手工分", rest), Refused: true})
	}
	w.refreshCustomers()
}

func (w *wizard) refreshCustomers() {
	w.customers.SetItems(w.estate.Customers)
	w.showTakers()
}
