package table

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/model"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

type sale struct {
	date     model.Date
	customer string
	product  string
	quantity model.Quantity
	amount   model.Money
	state    string
}

func sales(n int) []sale {
	names := []string{"永盛商贸", "家家乐超市", "鼎丰批发", "恒源商贸有限责任公司（常熟虞山经营部）", "顺达批发"}
	out := make([]sale, n)
	for i := range out {
		out[i] = sale{model.MustDate("2026-09-01") + model.Date(i%30), names[i%len(names)], fmt.Sprintf("草莓酸奶 250ml×%d", 12+i%3),
			model.Quantity(i%97) * model.Unit, model.Money(i%1013-40) * model.Yuan, "销售"}
		if out[i].amount < 0 {
			out[i].state = "退货"
		}
	}
	return out
}

func columns() []Column[sale] {
	return []Column[sale]{
		{Key: "date", Title: "日期", Width: 96, Text: func(s sale) string { return s.date.String() }, Sortable: true},
		{Key: "customer", Title: "客户", Width: 160, Flex: true, Text: func(s sale) string { return s.customer }, Sortable: true, Filter: true},
		{Key: "product", Title: "品项", Width: 150, Text: func(s sale) string { return s.product }, Sortable: true, Filter: true},
		{Key: "state", Title: "类型", Width: 70, Pill: true, Text: func(s sale) string { return s.state }, Tone: func(s sale) Tone {
			if s.state == "退货" {
				return Attention
			}
			return Quiet
		}},
		{Key: "quantity", Title: "数量", Width: 80, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(s sale) string { return document.FormatScaled(int64(s.quantity), 1000, 0) },
			Sum:  func(s sale) int64 { return int64(s.quantity) }, SumText: func(v int64) string { return document.FormatScaled(v, 1000, 0) }},
		{Key: "amount", Title: "金额", Width: 110, Align: fyne.TextAlignTrailing, Sortable: true,
			Text: func(s sale) string { return document.FormatMoney(s.amount, document.Yuan, 2) },
			Sum:  func(s sale) int64 { return int64(s.amount) }, SumText: func(v int64) string { return document.FormatMoney(model.Money(v), document.Yuan, 2) }},
	}
}

// show puts a table into a test window of the program's look.
func show(tb testing.TB, mode theme.Mode, size fyne.Size) (*Table[sale], fyne.Window) {
	tb.Helper()
	app := test.NewTempApp(tb)
	app.Settings().SetTheme(theme.New(mode))
	t := New(columns())
	w := test.NewTempWindow(tb, t)
	w.SetPadded(false)
	w.Resize(size)

	return t, w
}

func save(tb testing.TB, w fyne.Window, name string) {
	tb.Helper()
	dir := os.Getenv("XUNSHI_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	require.NoError(tb, err)
	defer f.Close()
	require.NoError(tb, png.Encode(f, w.Canvas().Capture()))
}

func click(t *Table[sale], x, y float32, m fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m}
	e.Position = fyne.NewPos(x, y)
	t.sheet.MouseDown(e)
	t.sheet.MouseUp(e)
}

// y is the middle of a row on the unscrolled sheet.
func y(row int) float32 { return 34 + 30*float32(row) + 15 }

func TestSelectionByMouse(t *testing.T) {
	tab, _ := show(t, theme.Light, fyne.NewSize(700, 400))
	tab.SetItems(sales(50))

	click(tab, 20, y(1), 0)
	require.Equal(t, spans{{1, 2}}, tab.selection)
	click(tab, 20, y(4), fyne.KeyModifierShift)
	require.Equal(t, spans{{1, 5}}, tab.selection)
	click(tab, 20, y(7), fyne.KeyModifierShortcutDefault)
	click(tab, 20, y(2), fyne.KeyModifierShortcutDefault)
	require.Equal(t, spans{{1, 2}, {3, 5}, {7, 8}}, tab.selection)
	require.Equal(t, 4, tab.Count())

	var want model.Money
	for _, i := range []int{1, 3, 4, 7} {
		want += sales(50)[i].amount
	}
	require.Equal(t, int64(want), tab.sums.sums["amount"])
	require.Contains(t, tab.foot.left.Text, "选中 4")
	require.Contains(t, tab.foot.left.Text, "金额 −145.00")

	down := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	down.Position = fyne.NewPos(20, y(3))
	tab.sheet.MouseDown(down)
	tab.sheet.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(30, y(6))}})
	tab.sheet.DragEnd()
	require.Equal(t, spans{{3, 7}}, tab.selection)
}

func TestKeyboard(t *testing.T) {
	tab, w := show(t, theme.Light, fyne.NewSize(700, 400))
	tab.SetItems(sales(100))
	var opened []sale
	tab.OnOpen = func(s sale) { opened = append(opened, s) }
	w.Canvas().Focus(tab.sheet)
	press := func(k fyne.KeyName) { tab.sheet.TypedKey(&fyne.KeyEvent{Name: k}) }

	press(fyne.KeyDown)
	press(fyne.KeyDown)
	require.Equal(t, 1, tab.cursor)
	tab.sheet.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(fyne.KeyDown)
	press(fyne.KeyDown)
	tab.sheet.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	require.Equal(t, spans{{1, 4}}, tab.selection)
	press(fyne.KeyEnd)
	require.Equal(t, 99, tab.cursor)
	_, to := tab.sheet.VisibleRows()
	require.Equal(t, 100, to, "the last row is in view")
	press(fyne.KeyReturn)
	require.Equal(t, sales(100)[99:], opened)
	press(fyne.KeyHome)
	press(fyne.KeyPageDown)
	require.Equal(t, tab.sheet.PageRows(), tab.cursor)
	tab.sheet.TypedShortcut(&fyne.ShortcutSelectAll{})
	require.Equal(t, 100, tab.Count())
}

func TestCopyIsWhatExcelTakes(t *testing.T) {
	tab, _ := show(t, theme.Light, fyne.NewSize(700, 400))
	items := sales(2)
	items[0].customer, items[0].amount = "永盛\t商\n贸", model.MustMoney("-1234.5")
	tab.SetItems(items)
	copied := 0
	tab.OnCopied = func(n int) { copied = n }
	tab.sheet.TypedShortcut(&fyne.ShortcutCopy{})
	require.Equal(t, 2, copied)
	require.Equal(t, "日期\t客户\t品项\t类型\t数量\t金额\r\n"+
		"2026-09-01\t永盛 商 贸\t草莓酸奶 250ml×12\t退货\t0\t-1234.50\r\n"+
		"2026-09-02\t家家乐超市\t草莓酸奶 250ml×13\t退货\t1\t-39.00\r\n", fyne.CurrentApp().Clipboard().Content())
}

func TestSortAndFilter(t *testing.T) {
	tab, w := show(t, theme.Light, fyne.NewSize(760, 400))
	tab.SetItems(sales(1000))
	first := func() sale { s, _ := tab.rows.at(0); return s }

	amount := tab.sheet.Size().Width - 40
	click(tab, amount, 15, 0)
	require.Equal(t, Arrangement{Key: "amount", Descending: true}, tab.Arrangement())
	require.Equal(t, 959*model.Yuan, first().amount)
	click(tab, amount, 15, 0)
	require.Equal(t, -40*model.Yuan, first().amount)
	click(tab, amount, 15, 0)
	require.Equal(t, "", tab.Arrangement().Key)

	tab.sheet.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierShortcutDefault})
	require.Equal(t, fyne.Focusable(tab.filter.entries[1]), w.Canvas().Focused())
	test.Type(tab.filter.entries[1], "批发")
	require.Equal(t, 400, tab.Len())
	save(t, w, "table-filter")
	test.Type(tab.filter.entries[2], "没有")
	require.Equal(t, 0, tab.Len())
	save(t, w, "table-nothing")
	tab.ToggleFilter()
	require.Equal(t, 1000, tab.Len())
}

// paged is a source of n rows made on demand.
type paged struct {
	n     int
	calls *int
	fail  *bool
}

func (p paged) Len() int { return p.n }

func (p paged) Rows(from, to int) ([]sale, error) {
	*p.calls++
	if *p.fail {
		return nil, model.NewFault(os.ErrClosed, "读不到明细。", "数据没有改动。", "请再试。")
	}
	out := make([]sale, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, sale{date: model.MustDate("2026-01-01"), customer: fmt.Sprint("客户", i), amount: model.Yuan})
	}
	return out, nil
}

func TestPagedSource(t *testing.T) {
	t.Cleanup(job.Inline())
	tab, w := show(t, theme.Light, fyne.NewSize(760, 400))
	calls, fail := 0, false
	tab.SetSource(paged{1_000_000, &calls, &fail})
	row, ok := tab.rows.at(3)
	require.True(t, ok)
	require.Equal(t, "客户3", row.customer)
	require.LessOrEqual(t, calls, 3, "only the pages in view and their neighbours")

	tab.sheet.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	row, ok = tab.Current()
	require.True(t, ok)
	require.Equal(t, "客户999999", row.customer)
	save(t, w, "table-million")

	tab.SelectAll()
	require.Equal(t, 1_000_000, tab.Count())
	require.Equal(t, int64(1_000_000*model.Yuan), tab.sums.sums["amount"])

	fail = true
	var told error
	tab.OnFault = func(err error) { told = err }
	tab.sheet.ScrollTo(500_000)
	require.ErrorIs(t, told, os.ErrClosed)
	require.Len(t, tab.over.Objects, 1)
	save(t, w, "table-fault")
	fail = false
	tab.Retry()
	row, ok = tab.rows.at(500_001)
	require.True(t, ok)
	require.Equal(t, "客户500001", row.customer)
	require.Empty(t, tab.over.Objects)
}

func TestResizeColumn(t *testing.T) {
	tab, _ := show(t, theme.Light, fyne.NewSize(700, 400))
	tab.SetItems(sales(20))
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = fyne.NewPos(96, 15)
	tab.sheet.MouseDown(e)
	tab.sheet.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(136, 15)}})
	tab.sheet.MouseUp(e)
	require.Equal(t, float32(136), tab.sheet.Columns()[0].Width)
	require.Empty(t, tab.Arrangement().Key, "dragging an edge does not sort")
}

func TestPictures(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		tab, w := show(t, mode, fyne.NewSize(760, 360))
		tab.SetItems(sales(12000))
		tab.SetSort("amount", false)
		tab.sheet.ScrollTo(3)
		click(tab, 20, y(2), 0)
		click(tab, 20, y(4), fyne.KeyModifierShift)
		tab.sheet.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(50, y(6))}})
		save(t, w, "table-"+string(mode))
		testkit.Golden(t, "table-"+string(mode), w.Canvas().Capture())
	}
}

func TestSpans(t *testing.T) {
	s := spans{}.add(3, 5).add(8, 9).add(5, 8)
	require.Equal(t, spans{{3, 9}}, s)
	s = s.remove(4, 6)
	require.Equal(t, spans{{3, 4}, {6, 9}}, s)
	require.True(t, s.has(3) && !s.has(4) && s.has(8) && !s.has(9))
	require.Equal(t, 4, s.count())
	require.Equal(t, spans{{3, 4}, {6, 7}, {8, 9}}, s.toggle(7))
}

// BenchmarkScroll draws 12,000 rows at 1280×800 with the software canvas, one wheel step
// a frame; the real window draws on the graphics card and is faster.
func BenchmarkScroll(b *testing.B) {
	tab, w := show(b, theme.Light, fyne.NewSize(1280, 800))
	tab.SetItems(sales(12000))
	b.Run("layout", func(b *testing.B) {
		for i := range b.N {
			tab.sheet.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, step(i))})
		}
	})
	b.Run("frame", func(b *testing.B) {
		for i := range b.N {
			tab.sheet.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, step(i))})
			w.Canvas().Capture()
		}
	})
}

func step(i int) float32 {
	if i/3000%2 == 0 {
		return -90
	}
	return 90
}

func TestFieldsAreKeptOnTheirRow(t *testing.T) {
	require.Equal(t, "a b c", cleanField("a\tb\r\nc"))
	require.False(t, strings.ContainsAny(cleanField("x\ry\nz"), "\r\n"))
}
