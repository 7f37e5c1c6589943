package importing

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/importing"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// mappingCard lists the file's columns with what they hold and the field each fills.
type mappingCard struct {
	page    *Page
	note    *widgets.Text
	rows    *fyne.Container
	pickers []*pick.Picker
	shape   string // titles and fields the rows were built for
	frame   *fyne.Container
	content fyne.CanvasObject
}

func newMappingCard(p *Page) *mappingCard {
	c := &mappingCard{page: p, note: widgets.Caption(""), rows: widgets.Column(0)}
	c.content, c.frame = card(i18n.T("列对应"), c.note,
		container.NewBorder(mappingHead(), nil, nil, nil, container.NewVScroll(c.rows)))
	return c
}

var mappingWeights = []float32{28, 36, 36}

func mappingHead() fyne.CanvasObject {
	head := widgets.Weighted(10, mappingWeights, widgets.Caption(i18n.T("文件里的列")), widgets.Caption(i18n.T("内容")), widgets.Caption(i18n.T("作为")))
	return widgets.Inset(widgets.Insets{Right: 12, Bottom: 4}, head)
}

func (c *mappingCard) show(l look) {
	if shape := shapeOf(l); shape != c.shape {
		c.shape = shape
		c.build(l)
	}
	for i, col := range l.columns {
		c.pickers[i].SetItems(fieldItems(l, col))
		c.pickers[i].SetSelected(fieldID(l, col.Field))
	}
	used := 0
	for _, col := range l.columns {
		if col.Field != importing.NoField {
			used++
		}
	}
	if len(l.missing) > 0 {
		c.note.SetColor(theme.Behind)
		c.note.SetText(i18n.T("还缺:%s", fieldList(l.missing)))
	} else {
		c.note.SetColor(theme.Quiet)
		c.note.SetText(i18n.T("%d 列中用到 %d 列", len(l.columns), used))
	}
	c.frame.Refresh()
}

// shapeOf names what the rows show, so that they are built anew only when it changes.
func shapeOf(l look) string {
	var b strings.Builder
	b.WriteString(string(l.kind))
	for _, c := range l.columns {
		b.WriteString("\x00" + c.Title + "\x01" + strings.Join(c.Samples, "\x01"))
	}
	return b.String()
}

func (c *mappingCard) build(l look) {
	c.rows.Objects, c.pickers = nil, nil
	for i, col := range l.columns {
		picker := pick.NewPicker(i18n.T("不导入"), nil, func(it pick.Item) { c.choose(i, it.ID) })
		c.pickers = append(c.pickers, picker)
		title := widgets.NewText(columnTitle(col), widgets.TextStyle{Ellipsis: true})
		samples := widgets.NewText(strings.Join(col.Samples, i18n.T("、")), widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true})
		row := widgets.Weighted(10, mappingWeights, middle(title), middle(samples), middle(picker))
		c.rows.Add(widgets.Inset(widgets.Insets{Top: 2, Right: 12, Bottom: 2}, row))
	}
	c.rows.Refresh()
}

// middle centres an object in a row's height at full width.
func middle(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(middleLayout{}, o)
}

type middleLayout struct{}

// MinSize is for Fyne.
func (middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, max(theme.RowHeight, o[0].MinSize().Height))
}

// Layout is for Fyne.
func (middleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, h))
	o[0].Move(fyne.NewPos(0, (size.Height-h)/2))
}

func columnTitle(c importing.Column) string {
	if c.Title == "" {
		return i18n.T("第 %d 列(无标题)", c.Index+1)
	}
	return c.Title
}

// choose gives a column the field with that number in the list, 0 for none.
func (c *mappingCard) choose(column int, id model.ID) {
	field := importing.NoField
	if id > 0 && int(id) <= len(c.page.seen.fields) {
		field = c.page.seen.fields[id-1].Field
	}
	c.page.act(func(_ context.Context, s *importing.Session) error { return s.SetField(column, field) })
}

// fieldItems lists the fields to pick from, each with the column that fills it now.
func fieldItems(l look, current importing.Column) []pick.Item {
	items := []pick.Item{{Name: i18n.T("不导入")}}
	for i, f := range l.fields {
		it := pick.Item{ID: model.ID(i + 1), Name: f.Label}
		if f.Required {
			it.Detail = i18n.T("必需")
		}
		for _, c := range l.columns {
			if c.Field == f.Field && c.Index != current.Index {
				it.Detail = i18n.T("现为 %s", columnTitle(c))
			}
		}
		items = append(items, it)
	}
	return items
}

func fieldID(l look, f importing.Field) model.ID {
	for i := range l.fields {
		if l.fields[i].Field == f {
			return model.ID(i + 1)
		}
	}
	return 0
}

func fieldList(fields []importing.Field) string {
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = f.Label()
	}
	return strings.Join(words, i18n.T("、"))
}
