package importing

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"xunshi/app/importing"
	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// A list of customers, products or people: what may be done to the records there are, and
// what would become of each field.

// modeWords say what a mode does, in the order of records.Modes.
func modeWords() []string {
	return []string{i18n.T("更新并追加"), i18n.T("只追加新的"), i18n.T("只更新已有")}
}

// listFigures count what a list would do.
func listFigures(p *records.Plan) []figure {
	out := []figure{{i18n.T("新增"), p.New}, {i18n.T("更改"), p.Changed}, {i18n.T("没有变化"), p.Unchanged}}
	if p.Skipped > 0 {
		out = append(out, figure{i18n.T("已有,略过"), p.Skipped})
	}
	return out
}

type figure struct {
	label string
	value int
}

// listOptions are the choices of a list.
func (c *previewCard) listOptions() {
	opt := c.page.seen.list
	mode := widgets.NewSegmented(modeWords(), max(0, slices.Index(records.Modes, opt.Mode)), func(i int) {
		c.page.act(func(_ context.Context, s *importing.Session) error { return s.SetMode(records.Modes[i]) })
	})
	c.add(widgets.Row(8, widgets.Caption(i18n.T("按编码")), mode))
	if opt.Mode != records.Append {
		c.add(c.check(i18n.T("文件里的空格子清空已有的内容(平时空格子不改动)"), opt.ClearEmpty, func(on bool) {
			c.page.act(func(_ context.Context, s *importing.Session) error { s.SetClearEmpty(on); return nil })
		}))
	}
	c.add(c.check(i18n.T("没有的区域、部门、人员不新建(这样的行算有问题)"), opt.RejectUnknown, func(on bool) {
		c.page.act(func(_ context.Context, s *importing.Session) error { s.SetRejectUnknown(on); return nil })
	}))
}

// fieldChange is one line of the changes shown.
type fieldChange struct {
	row    int
	name   string
	field  string
	before string
	after  string
}

// changesShown is how many changed fields are listed; the counts speak of all.
const changesShown = 2000

func changesTable(p *records.Plan) *table.Table[fieldChange] {
	t := table.New([]table.Column[fieldChange]{
		{Key: "row", Title: i18n.T("行"), Width: 48, Text: func(c fieldChange) string { return fmt.Sprint(c.row) },
			Tone: func(fieldChange) table.Tone { return table.Quiet }},
		{Key: "name", Title: p.Kind.Name(), Width: 150, Text: func(c fieldChange) string { return c.name }},
		{Key: "field", Title: i18n.T("栏目"), Width: 92, Text: func(c fieldChange) string { return c.field }},
		{Key: "before", Title: i18n.T("原来"), Width: 110, Text: func(c fieldChange) string { return c.before },
			Tone: func(fieldChange) table.Tone { return table.Quiet }},
		{Key: "after", Title: i18n.T("改为"), Width: 110, Flex: true, Text: func(c fieldChange) string {
			if c.after == "" {
				return i18n.T("(清空)")
			}
			return c.after
		}},
	})
	var list []fieldChange
	for _, change := range p.Changes {
		for _, f := range change.Fields {
			if len(list) < changesShown {
				list = append(list, fieldChange{change.Row + 1, change.Name, f.Title, f.Before, f.After})
			}
		}
	}
	t.SetItems(list)
	return t
}

// showChanges keeps the table of changes of a list, none for other files.
func (c *previewCard) showChanges(p *importing.Preview) {
	if c.changes != nil {
		c.changes.Close()
		c.changes = nil
	}
	names := []string{i18n.T("结果"), i18n.T("前 50 行")}
	if p != nil && p.List != nil && len(p.List.Changes) > 0 {
		c.changes = changesTable(p.List)
		names = append(names, i18n.T("更改"))
	}
	if names[len(names)-1] == c.lastView {
		return
	}
	c.lastView = names[len(names)-1]
	c.views = widgets.NewSegmented(names, min(c.views.Selected(), len(names)-1), func(int) { c.turn() })
	c.switcher.Objects = []fyne.CanvasObject{c.views}
	c.switcher.Refresh()
	c.frame.Refresh()
}

// figuresOf lays figures out beside each other.
func figuresOf(list []figure, unit string) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(list))
	for i, f := range list {
		out[i] = widgets.Column(0, widgets.Caption(f.label),
			widgets.Row(5, widgets.NewText(countText(f.value), widgets.TextStyle{Size: theme.TextTitle, Bold: true}), widgets.Caption(unit)))
	}
	return out
}

func (c *previewCard) close() {
	c.sample.Close()
	if c.changes != nil {
		c.changes.Close()
	}
}
