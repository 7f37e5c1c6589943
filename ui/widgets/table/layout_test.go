package table

import (
	"encoding/json"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// arranged is a table whose first column is Fixed and whose product is hidden at first.
func arranged(t *testing.T) (*Table[sale], fyne.Window) {
	tab, w := show(t, theme.Light, fyne.NewSize(760, 420))
	tab.columns[0].Fixed, tab.columns[2].Hidden = true, true
	tab.SetLayout(Layout{})
	tab.SetItems(sales(30))
	return tab, w
}

func titles(tab *Table[sale]) []string {
	var out []string
	for _, c := range tab.sheet.Columns() {
		out = append(out, c.Title)
	}
	return out
}

func TestColumnsAreChosenAndMoved(t *testing.T) {
	tab, _ := arranged(t)
	var told []Layout
	tab.OnLayout = func(l Layout) { told = append(told, l) }
	require.Equal(t, []string{"日期", "客户", "类型", "数量", "金额"}, titles(tab))

	require.True(t, tab.setHidden(2, false))
	require.Equal(t, []string{"日期", "客户", "品项", "类型", "数量", "金额"}, titles(tab))
	tab.move(5, 1)
	require.Equal(t, []string{"日期", "金额", "客户", "品项", "类型", "数量"}, titles(tab))
	require.False(t, tab.setHidden(0, true), "a fixed column stays")
	require.Len(t, told, 2)

	tab.SelectRow(0)
	tab.Copy()
	require.Equal(t, "日期\t金额\t客户\t品项\t类型\t数量\r\n2026-09-01\t-40.00\t永盛商贸\t草莓酸奶 250ml×12\t退货\t0\r\n",
		fyne.CurrentApp().Clipboard().Content(), "what is shown is copied, in its order")
	require.NotContains(t, tab.foot.left.Text, "选中 0")

	click(tab, 130, 15, 0) // the header of the second column, now the amount
	require.Equal(t, Arrangement{Key: "amount", Descending: true}, tab.Arrangement())
	require.Equal(t, "↓", tab.sheet.Columns()[1].Arrow)

	kept, err := json.Marshal(tab.Layout())
	require.NoError(t, err)
	var back Layout
	require.NoError(t, json.Unmarshal(kept, &back))
	tab.resetLayout()
	require.Equal(t, []string{"日期", "客户", "类型", "数量", "金额"}, titles(tab))
	tab.SetLayout(back)
	require.Equal(t, []string{"日期", "金额", "客户", "品项", "类型", "数量"}, titles(tab))
}

func TestAKeptLayoutOutlivesItsColumns(t *testing.T) {
	tab, _ := arranged(t)
	tab.SetLayout(Layout{Columns: []ColumnState{
		{Key: "gone"}, {Key: "amount", Width: 200}, {Key: "amount"}, {Key: "date", Hidden: true}, {Key: "customer", Width: -5}}})
	require.Equal(t, []string{"金额", "日期", "客户", "类型", "数量"}, titles(tab), "new columns come behind the one before them")
	require.Equal(t, float32(200), tab.sheet.Columns()[0].Width)
	require.True(t, tab.sheet.Columns()[2].Flex)
	for _, s := range []Layout{{}, {Columns: []ColumnState{{Key: "customer", Hidden: true}, {Key: "state", Hidden: true}}}} {
		tab.SetLayout(s)
		require.NotEmpty(t, tab.show)
	}
}

func TestAWidthIsTold(t *testing.T) {
	tab, _ := arranged(t)
	var told Layout
	calls := 0
	tab.OnLayout = func(l Layout) { told = l; calls++ }
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = fyne.NewPos(96, 15)
	tab.sheet.MouseDown(e)
	for x := float32(100); x <= 140; x += 10 {
		tab.sheet.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 15)}})
	}
	tab.sheet.MouseUp(e)
	require.Equal(t, 1, calls, "once, when the drag ends")
	require.Equal(t, ColumnState{Key: "date", Width: 140}, told.Columns[0])
}

func TestAHiddenColumnTakesItsFilterAlong(t *testing.T) {
	tab, _ := arranged(t)
	tab.ToggleFilter()
	test.Type(tab.filter.entries[1], "批发")
	require.Equal(t, 12, tab.Len())
	require.True(t, tab.setHidden(1, true))
	require.Equal(t, 30, tab.Len())
	require.True(t, tab.setHidden(1, false))
	require.Equal(t, 30, tab.Len())
}

func TestColumnChooser(t *testing.T) {
	tab, w := arranged(t)
	tab.OnLayout = func(Layout) {}
	tab.ShowColumnChooser(tab)
	testkit.Golden(t, "chooser", w.Canvas().Capture())
	var boxes []*widgets.Check
	for _, o := range testkit.Objects(w.Canvas().Overlays().Top()) {
		if b, ok := o.(*widgets.Check); ok {
			boxes = append(boxes, b)
		}
	}
	require.Len(t, boxes, 6)
	require.True(t, boxes[0].Disabled())
	boxes[2].Tapped(nil)
	require.Contains(t, titles(tab), "品项")
	boxes[2].Tapped(nil)
	for range 3 { // the first column goes down three places, the keyboard with it
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	require.Equal(t, []string{"客户", "类型", "日期", "数量", "金额"}, titles(tab))
	testkit.Tap(t, w, "恢复默认")
	boxes = nil
	for _, o := range testkit.Objects(w.Canvas().Overlays().Top()) {
		if b, ok := o.(*widgets.Check); ok {
			boxes = append(boxes, b)
		}
	}
	for _, i := range []int{1, 3, 4, 5} {
		boxes[i].Tapped(nil)
	}
	require.Equal(t, []string{"日期"}, titles(tab))
}
