package grid

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/table/sheet"
)

// targets is a grid with fixed rows: names that are only shown, two months to fill in, and
// their sum.
func targets(t testing.TB, mode theme.Mode) (*Grid, fyne.Window) {
	testkit.Start(t, testkit.Setup{Mode: mode})
	levels := []int{0, 1, 1, 0}
	g := New([]Column{
		{Key: "name", Title: "区域", Width: 160, Flex: true, ReadOnly: true, Level: func(row int) int { return levels[row%4] }},
		{Key: "m1", Title: "1月", Width: 100, Align: fyne.TextAlignTrailing, Read: number},
		{Key: "m2", Title: "2月", Width: 100, Align: fyne.TextAlignTrailing, Read: number},
		{Key: "sum", Title: "合计", Width: 100, Align: fyne.TextAlignTrailing, ReadOnly: true},
	})
	g.FixedRows = true
	g.Derive = func(r Row, _ int) {
		var a, b int
		_, _ = fmt.Sscan(r[1], &a) // an empty cell counts as 0
		_, _ = fmt.Sscan(r[2], &b)
		r[3] = fmt.Sprint(a + b)
	}
	g.Bold = func(row, _ int) bool { return levels[row%4] == 0 }
	g.Tone = func(_, col int) Tone {
		if col == 3 {
			return Behind
		}
		return Plain
	}
	w := testkit.Window(t, g, 560, 220)
	g.SetRows([]Row{{"江苏", "10", "20", "30"}, {"苏州", "4", "", "4"}, {"", "", "", ""}, {"浙江", "1", "2", "3"}})
	return g, w
}

func TestFixedRowsStay(t *testing.T) {
	g, w := targets(t, theme.Light)
	require.Len(t, g.Rows(), 4, "blank rows too")
	require.Equal(t, 4, g.sheetRows(), "and no blank line waits at the end")
	require.Equal(t, sheet.Point{Row: 0, Col: 1}, g.cursor)
	g.moveTo(sheet.Point{Row: 1, Col: 1}, false)
	g.InsertRow()
	g.DeleteRows()
	g.erase()
	require.Equal(t, Row{"苏州", "4", "", "4"}, g.Rows()[1], "what is only shown cannot be erased")
	g.typed('x')
	require.Nil(t, g.entry, "nor typed over")
	require.Contains(t, g.status.Text(), "区域")

	var fault error
	g.OnPasteFault = func(err error) { fault = err }
	g.moveTo(sheet.Point{Row: 2, Col: 1}, false)
	g.Paste("A\t7\t8\nB\t9\t9\nC\t1\t1\n")
	require.Equal(t, []Row{{"", "7", "8", "15"}, {"浙江", "9", "9", "18"}}, g.Rows()[2:])
	require.ErrorContains(t, fault, "多 1 行")
	g.moveTo(sheet.Point{Row: 3, Col: 2}, false)
	g.key(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, sheet.Point{Row: 3, Col: 2}, g.cursor, "Enter in the last row stays")
	testkit.Golden(t, "fixed-light", w.Canvas().Capture())
	_, w = targets(t, theme.Dark)
	testkit.Golden(t, "fixed-dark", w.Canvas().Capture())

	g.SetRows(nil)
	g.key(&fyne.KeyEvent{Name: fyne.KeyDown})
	g.typed('1')
	require.Empty(t, g.Rows())
}

func TestEveryChangedCellIsTold(t *testing.T) {
	g, _ := targets(t, theme.Light)
	var told []string
	g.OnCommit = func(row, col int) { told = append(told, fmt.Sprintf("%d.%d=%s", row, col, g.Rows()[row][col])) }
	g.moveTo(sheet.Point{Row: 0, Col: 2}, false)
	g.typed('5')
	g.Commit()
	require.Equal(t, []string{"0.1=5", "0.3=25"}, told)
	told = nil
	g.put("5")
	require.Empty(t, told, "the same text is no change")
	g.Undo()
	g.Undo()
	require.Equal(t, []string{"0.1=10", "0.3=30"}, told)
	told = nil
	g.moveTo(sheet.Point{Row: 0, Col: 2}, false)
	g.moveTo(sheet.Point{Row: 2, Col: 2}, true)
	g.FillDown()
	require.Equal(t, []string{"1.1=10", "1.3=10", "2.1=10", "2.3=10"}, told)
	told = nil
	g.SetCell(1, 3, "99")
	g.SetCell(9, 9, "x")
	require.Empty(t, told)
	require.Equal(t, "99", g.Rows()[1][3])
	g.put("abc")
	require.Equal(t, 1, g.Faults())
}

func TestFaultsAreFoundAgainOnlyWhereRowsChanged(t *testing.T) {
	g, _ := targets(t, theme.Light)
	reads := 0
	g.columns[1].Read = func(s string) (string, error) { reads++; return number(s) }
	g.moveTo(sheet.Point{Row: 0, Col: 2}, false)
	g.put("6")
	require.Equal(t, 2, reads, "typed and checked, the other rows left alone")
	reads = 0
	g.Recheck()
	require.Equal(t, 3, reads)
}

// big fills a grid to its limit.
func big(b *testing.B) *Grid {
	g, _ := targets(b, theme.Light)
	g.FixedRows = false
	g.Paste(strings.Repeat("x\t1\t2\n", MaxRows))
	require.Len(b, g.Rows(), MaxRows)
	return g
}

// BenchmarkEdit changes one cell of the longest grid there may be.
func BenchmarkEdit(b *testing.B) {
	g := big(b)
	i := 0
	for b.Loop() {
		g.moveTo(sheet.Point{Row: i % MaxRows, Col: 2}, false)
		g.put(fmt.Sprint(i))
		i++
	}
}

// BenchmarkMove moves through the longest grid there may be.
func BenchmarkMove(b *testing.B) {
	g := big(b)
	i := 0
	for b.Loop() {
		g.moveTo(sheet.Point{Row: i * 37 % MaxRows, Col: 2}, false)
		i++
	}
}
