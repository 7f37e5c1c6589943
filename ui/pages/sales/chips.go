package sales

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/widgets"
)

// chip is one condition in words and what takes it away.
type chip struct {
	text   string
	remove func(*linesTab)
}

// showChips lists the conditions that the other fields of the bar do not show.
func (t *linesTab) showChips() {
	t.chips.Objects = nil
	var buttons []fyne.CanvasObject
	for _, c := range t.conditions() {
		b := widgets.NewIconButton(icons.Close, c.text, func() { c.remove(t); t.reload() })
		b.SetHeight(26)
		buttons = append(buttons, b)
	}
	if len(buttons) > 0 {
		t.chips.Objects = []fyne.CanvasObject{widgets.Flow(6, buttons...)}
	}
	t.chips.Refresh()
	t.frame.Refresh()
}

func (t *linesTab) conditions() []chip {
	f, d := t.filter, t.page.directory
	var out []chip
	add := func(on bool, text string, remove func(*model.LineFilter)) {
		if on {
			out = append(out, chip{text, func(t *linesTab) { remove(&t.filter) }})
		}
	}
	if t.free {
		out = append(out, chip{periodText(f.Period), func(t *linesTab) {
			t.free, t.filter.Period = false, t.period.Period()
		}})
	}
	if d == nil {
		return out
	}
	add(f.CustomerID != 0, i18n.T("客户:%s", nameOf(d.Customers[f.CustomerID], func(c *model.Customer) string { return c.Name })),
		func(f *model.LineFilter) { f.CustomerID = 0 })
	add(f.ProductID != 0, i18n.T("品项:%s", nameOf(d.Products[f.ProductID], func(p *model.Product) string { return p.Name })),
		func(f *model.LineFilter) { f.ProductID = 0 })
	add(f.EmployeeID != 0, i18n.T("业务员:%s", nameOf(d.Employees[f.EmployeeID], func(e *model.Employee) string { return e.Name })),
		func(f *model.LineFilter) { f.EmployeeID = 0 })
	add(f.DepartmentID != 0, i18n.T("部门:%s", nameOf(d.Departments[f.DepartmentID], func(x *model.Department) string { return x.Name })),
		func(f *model.LineFilter) { f.DepartmentID = 0 })
	add(f.Channel != "", i18n.T("渠道:%s", f.Channel), func(f *model.LineFilter) { f.Channel = "" })
	add(f.Category != "", i18n.T("品类:%s", f.Category), func(f *model.LineFilter) { f.Category = "" })
	add(f.BatchID != 0, i18n.T("批次:%s", t.page.batchName(f.BatchID)), func(f *model.LineFilter) { f.BatchID = 0 })
	add(len(f.Kinds) > 0, i18n.T("类型:%s", kindNames(f.Kinds)), func(f *model.LineFilter) { f.Kinds = nil })
	add(f.ReturnedOnly, i18n.T("订单已退回"), func(f *model.LineFilter) { f.ReturnedOnly = false })
	return out
}

func nameOf[T any](record *T, name func(*T) string) string {
	if record == nil {
		return document.Dash
	}
	return name(record)
}

func periodText(p model.Period) string {
	switch {
	case p == (model.Period{}):
		return i18n.T("全部时间")
	case p.From == p.To:
		return p.From.String()
	}
	return i18n.T("%s 至 %s", p.From, p.To)
}

func kindNames(kinds []model.LineKind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = kindLabel(k)
	}
	return strings.Join(words, i18n.T("、"))
}

// kindMenu offers the kinds of line.
func (t *linesTab) kindMenu() []*fyne.MenuItem {
	set := func(returned bool, kinds ...model.LineKind) func() {
		return func() {
			t.filter.Kinds, t.filter.ReturnedOnly = kinds, returned
			t.reload()
		}
	}
	return []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("全部"), set(false)),
		fyne.NewMenuItem(kindLabel(model.LineSale), set(false, model.LineSale)),
		fyne.NewMenuItem(kindLabel(model.LineReturn), set(false, model.LineReturn)),
		fyne.NewMenuItem(kindLabel(model.LineGift), set(false, model.LineGift)),
		fyne.NewMenuItem(i18n.T("订单已退回"), set(true)),
	}
}

// regionOptions lists the tree of regions, children indented below their parent.
func regionOptions(d *model.Directory) []widgets.Option {
	children := map[model.ID][]*model.Region{}
	for _, r := range d.Regions {
		parent := r.ParentID
		if d.Regions[parent] == nil {
			parent = 0
		}
		children[parent] = append(children[parent], r)
	}
	for _, list := range children {
		slices.SortFunc(list, func(a, b *model.Region) int {
			return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name))
		})
	}
	out := []widgets.Option{{Value: "0", Label: i18n.T("全部区域")}}
	var walk func(parent model.ID, depth int)
	walk = func(parent model.ID, depth int) {
		if depth > len(d.Regions) {
			return // a cycle in damaged data
		}
		for _, r := range children[parent] {
			out = append(out, widgets.Option{Value: fmt.Sprint(r.ID), Label: strings.Repeat("　", depth) + r.Name})
			walk(r.ID, depth+1)
		}
	}
	walk(0, 0)
	return out
}
