package outline

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/model"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/table"
)

type area struct {
	key, name string
	level     int
	target    model.Money
	gap       model.Money
}

func areas() []area {
	return []area{
		{"1", "江苏大区", 0, 1_200_000 * model.Yuan, -20_000 * model.Yuan},
		{"1.1", "苏州", 1, 800_000 * model.Yuan, 0},
		{"1.1.1", "昆山", 2, 500_000 * model.Yuan, 0},
		{"1.1.2", "常熟", 2, 300_000 * model.Yuan, 0},
		{"1.2", "无锡", 1, 420_000 * model.Yuan, 20_000 * model.Yuan},
		{"2", "浙江大区", 0, 900_000 * model.Yuan, 0},
		{"2.1", "杭州", 1, 900_000 * model.Yuan, 0},
	}
}

func columns() []table.Column[area] {
	money := func(m model.Money) string { return document.FormatMoney(m, document.Yuan, 0) }
	return []table.Column[area]{
		{Key: "name", Title: "区域", Width: 240, Flex: true, Text: func(a area) string { return a.name }, Sortable: true, Filter: true,
			Bold: func(a area) bool { return a.level == 0 }},
		{Key: "target", Title: "目标", Width: 120, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(a area) string { return money(a.target) }, Sum: func(a area) int64 { return int64(a.target) }, SumText: func(n int64) string { return money(model.Money(n)) }},
		{Key: "gap", Title: "下级合计 − 本级", Width: 140, Align: fyne.TextAlignTrailing,
			Text: func(a area) string { return money(a.gap) }, Sum: func(a area) int64 { return int64(a.gap) }, SumText: func(n int64) string { return money(model.Money(n)) }},
	}
}

func show(t testing.TB, mode theme.Mode, size fyne.Size) (*Outline[area], fyne.Window) {
	t.Helper()
	testkit.Start(t, testkit.Setup{Mode: mode})
	o := New(columns(), func(a area) int { return a.level }, func(a area) string { return a.key })
	return o, testkit.Window(t, o, size.Width, size.Height)
}

func names(o *Outline[area]) []string {
	o.table.SelectAll()
	var out []string
	for _, a := range o.Selected() {
		out = append(out, a.name)
	}
	return out
}

func TestFolding(t *testing.T) {
	o, _ := show(t, theme.Light, fyne.NewSize(560, 320))
	o.SetItems(areas())
	require.Equal(t, []string{"江苏大区", "苏州", "无锡", "浙江大区", "杭州"}, names(o), "the roots are open at first")
	o.ExpandTo(0)
	require.Equal(t, []string{"江苏大区", "浙江大区"}, names(o))
	o.ExpandTo(9)
	require.Len(t, names(o), 7)
	require.Equal(t, []string{"1", "1.1", "2"}, o.Opened())
	o.SetOpened([]string{"1", "1.1", "gone"})
	require.Equal(t, []string{"江苏大区", "苏州", "昆山", "常熟", "无锡", "浙江大区"}, names(o))

	o.SetItems(areas()[:5]) // read again
	require.Equal(t, []string{"江苏大区", "苏州", "昆山", "常熟", "无锡"}, names(o), "what was open stays open")
	o.SetItems(nil)
	require.Zero(t, o.Len())
	require.False(t, o.SelectKey("1"))
	o.SetItems([]area{{key: "x", name: "x", level: 3}, {key: "y", name: "y", level: 7}, {key: "z", name: "z", level: 3}})
	require.Equal(t, []string{"x", "z"}, names(o), "levels may begin deep and skip")
}

func TestKeyboard(t *testing.T) {
	o, w := show(t, theme.Light, fyne.NewSize(560, 320))
	var opened []string
	o.OnOpen = func(a area) { opened = append(opened, a.name) }
	selects, folds := 0, 0
	o.OnSelect, o.OnFold = func() { selects++ }, func() { folds++ }
	o.SetItems(areas())
	o.Focus()
	key := func(k fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	at := func() string { a, _ := o.Current(); return a.name }
	key(fyne.KeyDown)
	key(fyne.KeyDown)
	require.Equal(t, "苏州", at())
	before := selects
	key(fyne.KeyRight)
	require.Equal(t, "苏州", at(), "opened, the keyboard stays")
	require.Equal(t, before, selects, "and the selection is the same")
	require.Equal(t, 1, folds)
	key(fyne.KeyRight)
	require.Equal(t, "昆山", at())
	key(fyne.KeyReturn)
	require.Equal(t, []string{"昆山"}, opened)
	key(fyne.KeyLeft)
	require.Equal(t, "苏州", at(), "up a level")
	key(fyne.KeyLeft)
	key(fyne.KeyLeft)
	require.Equal(t, "江苏大区", at())
	key(fyne.KeySpace)
	require.Equal(t, 3, o.Len())
	require.True(t, o.SelectKey("1.1.2"))
	require.Equal(t, "常熟", at())
	o.ExpandTo(0)
	require.Equal(t, "江苏大区", at(), "what is folded away hands on to what is above it")
}

func TestMouseFolds(t *testing.T) {
	o, _ := show(t, theme.Light, fyne.NewSize(560, 320))
	o.SetItems(areas())
	press := func(x, y float32) {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		e.Position = fyne.NewPos(x, y)
		o.table.Sheet().MouseDown(e)
		o.table.Sheet().MouseUp(e)
	}
	press(15, 34+15)
	require.Equal(t, 3, o.Len(), "a click on the sign closes")
	press(60, 34+15)
	require.Equal(t, 3, o.Len(), "a click on the name does not")
}

func TestSortAndFilterKeepTheTree(t *testing.T) {
	o, _ := show(t, theme.Light, fyne.NewSize(560, 320))
	o.SetItems(areas())
	o.ExpandTo(9)
	o.table.SetSort("target", false)
	require.Equal(t, []string{"浙江大区", "杭州", "江苏大区", "无锡", "苏州", "常熟", "昆山"}, names(o))
	o.arrange(table.Arrangement{Filters: map[string]string{"name": "昆山"}})
	require.Equal(t, []string{"江苏大区", "苏州", "昆山"}, names(o), "with what is above")
	o.SetItems(areas())
	require.Len(t, names(o), 3, "the filter stays")
	o.ExpandTo(0)
	require.Len(t, names(o), 3, "what leads to a match is open")
}

func TestCopyShowsTheLevels(t *testing.T) {
	o, _ := show(t, theme.Light, fyne.NewSize(560, 320))
	o.SetItems(areas()[:2])
	o.Copy()
	require.Equal(t, "区域\t目标\t下级合计 − 本级\r\n江苏大区\t1200000\t-20000\r\n  苏州\t800000\t0\r\n", fyne.CurrentApp().Clipboard().Content())
}

func TestPictures(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		o, w := show(t, mode, fyne.NewSize(560, 300))
		o.SetItems(areas())
		o.SelectKey("1.1.1")
		testkit.Golden(t, "outline-"+string(mode), w.Canvas().Capture())
	}
}

// many is a tree of 12,000 rows: 20 regions, 30 districts each, 19 customers each.
func many() []area {
	var out []area
	for r := range 20 {
		out = append(out, area{fmt.Sprint(r), fmt.Sprint("区", r), 0, 0, 0})
		for d := range 30 {
			out = append(out, area{fmt.Sprint(r, ".", d), fmt.Sprint("县", d), 1, 0, 0})
			for c := range 19 {
				out = append(out, area{fmt.Sprint(r, ".", d, ".", c), fmt.Sprint("客户", c), 2, model.Money(c), 0})
			}
		}
	}
	return out
}

func BenchmarkFold(b *testing.B) {
	o, _ := show(b, theme.Light, fyne.NewSize(1280, 800))
	o.SetItems(many())
	o.ExpandTo(9)
	for b.Loop() {
		o.toggle(o.roots[0])
	}
}
