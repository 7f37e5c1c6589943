package importing

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/importing"
	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// fileCard says what was found: file, sheet, header row; the last two can be changed.
type fileCard struct {
	page    *Page
	name    *widgets.Text
	facts   *widgets.Text
	sheet   *widgets.Choice
	header  *widgets.Entry
	row     *fyne.Container
	frame   *fyne.Container
	content fyne.CanvasObject
}

func newFileCard(p *Page) *fileCard {
	c := &fileCard{page: p}
	c.name = widgets.NewText("", widgets.TextStyle{Bold: true, Ellipsis: true})
	c.facts = widgets.NewText("", widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true})
	c.sheet = widgets.NewChoice(nil, "", c.chooseSheet)
	c.header = widgets.NewEntry("")
	c.header.OnSubmitted = func(string) { c.setHeader() }
	less := widgets.NewFlatButton(icons.ChevronLeft, "", func() { c.moveHeader(-1) })
	more := widgets.NewFlatButton(icons.ChevronRight, "", func() { c.moveHeader(1) })
	c.row = widgets.Row(6, widgets.Caption(i18n.T("工作表")), c.sheet, widgets.Caption(i18n.T("　表头在第")), less,
		widgets.Fixed(48, 31, c.header), more, widgets.Caption(i18n.T("行")),
		widgets.Fixed(6, 1, widgets.Caption("")), widgets.NewButton(i18n.T("换文件…"), p.pick))
	names := widgets.Column(1, c.name, c.facts)
	left := widgets.Beside(container.NewCenter(widgets.IconView(icons.Import, 20, theme.Brand)), 10, names)
	c.frame = container.NewBorder(nil, nil, nil, c.row, left)
	c.content = widgets.NewPanel(c.frame,
		widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: widgets.PadXY(14, 9)})
	return c
}

func (c *fileCard) show(l look) {
	c.name.SetText(l.name)
	facts := []string{kindLabel(l.kind), strings.ToUpper(l.format)}
	if l.encoding != "" {
		facts = append(facts, l.encoding)
	}
	if l.remembered {
		facts = append(facts, i18n.T("列对应沿用上次的"))
	}
	if l.headerRows == 2 {
		facts = append(facts, i18n.T("两行表头"))
	}
	c.facts.SetText(strings.Join(facts, " · "))
	options := make([]widgets.Option, len(l.sheets))
	for i, s := range l.sheets {
		options[i] = widgets.Option{Value: s.Name, Label: i18n.T("%s(%d 行)", s.Name, s.Rows)}
		if s.Hidden {
			options[i].Label = i18n.T("%s(%d 行,隐藏)", s.Name, s.Rows)
		}
	}
	c.sheet.SetOptions(options)
	c.sheet.SetSelected(l.sheet)
	c.header.SetText(strconv.Itoa(l.headerRow))
	c.frame.Refresh()
}

func (c *fileCard) chooseSheet(name string) {
	c.page.act(func(ctx context.Context, s *importing.Session) error { return s.SetSheet(ctx, name) })
}

func (c *fileCard) moveHeader(by int) {
	c.header.SetText(strconv.Itoa(max(1, c.page.seen.headerRow+by)))
	c.setHeader()
}

func (c *fileCard) setHeader() {
	row, err := strconv.Atoi(strings.TrimSpace(c.header.Text))
	if err != nil || row < 1 {
		c.header.SetText(strconv.Itoa(c.page.seen.headerRow))
		return
	}
	c.page.act(func(ctx context.Context, s *importing.Session) error { return s.SetHeaderRow(ctx, row) })
}
