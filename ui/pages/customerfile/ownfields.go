package customerfile

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"xunshi/app/customers/file"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
)

// fieldsEditor is the list of the user's own fields in a sheet: add, rename, reorder,
// delete.
type fieldsEditor struct {
	page   *Page
	list   []model.FieldDefinition
	column *fyne.Container
	fault  *widgets.Text
	dirty  bool
}

// defineFields opens the sheet.
func (p *Page) defineFields() {
	if p.book == nil {
		return
	}
	e := &fieldsEditor{page: p, list: slices.Clone(p.book.own), column: widgets.Column(6)}
	e.fault = widgets.NewText("", widgets.TextStyle{Color: "", Wrap: true})
	e.fault.SetColor(widgets.Behind.Ink())
	e.build()
	add := widgets.NewIconButton(icons.Add, i18n.T("添加字段"), func() { e.add(model.FieldDefinition{Kind: file.KindText}) })
	usual := widgets.NewMenuButton("", i18n.T("常用字段"), e.usual)
	p.host.Sheet(shell.Sheet{
		Title: i18n.T("自定义字段"), Width: 660,
		Content: widgets.Column(10, widgets.WrappedCaption(i18n.T("这些字段出现在每个客户的档案里。改名和调整顺序不影响已经填写的内容;删除后内容仍保留,撤销可以找回。")),
			e.column, widgets.Row(8, add, usual), e.fault),
		Primary: i18n.T("保存"), OnPrimary: e.save, Dirty: func() bool { return e.dirty },
	})
}

func (e *fieldsEditor) add(def model.FieldDefinition) {
	e.list = append(e.list, def)
	e.dirty = true
	e.build()
}

// usual proposes fields many keep, those of shops on platforms first, as far as they are
// not there.
func (e *fieldsEditor) usual() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, def := range file.UsualOwn() {
		item := fyne.NewMenuItem(def.Name+" · "+file.KindName(def.Kind), func() { e.add(def) })
		item.Disabled = slices.ContainsFunc(e.list, func(x model.FieldDefinition) bool { return x.Name == def.Name })
		items = append(items, item)
	}
	return items
}

func (e *fieldsEditor) build() {
	var rows []fyne.CanvasObject
	if len(e.list) == 0 {
		rows = append(rows, widgets.Caption(i18n.T("还没有自定义字段。例如:冰柜数量(数字)、合作意向(选项)、签约日期(日期)。")))
	}
	for i := range e.list {
		rows = append(rows, e.row(i))
	}
	e.column.Objects = rows
	e.column.Refresh()
}

func (e *fieldsEditor) row(i int) fyne.CanvasObject {
	def := &e.list[i]
	name := widgets.NewEntry(i18n.T("字段名称"))
	name.SetText(def.Name)
	name.OnChanged = func(text string) { def.Name, e.dirty = text, true }
	choices := widgets.NewEntry(i18n.T("选项,用逗号分开"))
	choices.SetText(def.Choices)
	choices.OnChanged = func(text string) { def.Choices, e.dirty = text, true }
	kinds := make([]widgets.Option, len(file.OwnKinds))
	for k, kind := range file.OwnKinds {
		kinds[k] = widgets.Option{Value: kind, Label: file.KindName(kind)}
	}
	kind := widgets.NewChoice(kinds, def.Kind, func(value string) {
		def.Kind, e.dirty = value, true
		e.build()
	})
	var options fyne.CanvasObject = widgets.Spacer()
	if def.Kind == file.KindChoice {
		options = choices
	}
	buttons := widgets.Row(0, widgets.NewFlatButton(icons.ChevronUp, "", func() { e.move(i, -1) }),
		widgets.NewFlatButton(icons.ChevronDown, "", func() { e.move(i, 1) }), widgets.NewFlatButton(icons.Delete, "", func() { e.drop(i) }))
	return widgets.Ends(widgets.Weighted(8, []float32{3, 2, 4}, name, kind, options), 8, buttons)
}

func (e *fieldsEditor) move(i, by int) {
	if k := i + by; k >= 0 && k < len(e.list) {
		e.list[i], e.list[k] = e.list[k], e.list[i]
		e.dirty = true
		e.build()
	}
}

func (e *fieldsEditor) drop(i int) {
	e.list = slices.Delete(e.list, i, i+1)
	e.dirty = true
	e.build()
}

func (e *fieldsEditor) save(done func()) {
	p, list := e.page, slices.Clone(e.list)
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.files.SaveDefinitions(ctx, list)
		if fault, ok := model.AsFault(err); ok {
			return func() { e.fault.SetText(fault.What + " " + fault.Do) }, nil
		}
		if err != nil {
			return nil, err
		}
		return func() {
			e.dirty = false
			done()
			if operation == "" {
				return
			}
			p.host.Toast(shell.Toast{Text: i18n.T("已保存自定义字段"), Action: i18n.T("撤销"), OnTap: func() {
				p.host.Do(func(ctx context.Context) (func(), error) { return p.host.Reload, p.files.Undo(ctx, operation) })
			}})
			p.host.Reload()
		}, nil
	})
}
