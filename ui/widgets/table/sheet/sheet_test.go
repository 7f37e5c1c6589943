package sheet

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
)

type cells struct{ rows int }

func (c cells) Rows() int                       { return c.rows }
func (c cells) Cell(row, col int) Cell          { return Cell{Text: fmt.Sprintf("%d·%d", row, col)} }
func (c cells) RowFill(int) fyne.ThemeColorName { return "" }

func start(t *testing.T, rows, columns int, width float32) (*Sheet, fyne.Window) {
	testkit.Start(t, testkit.Setup{})
	cols := make([]Column, columns)
	for i := range cols {
		cols[i] = Column{Title: fmt.Sprint("列", i), Width: 100}
	}
	s := New(cells{rows}, cols)
	return s, testkit.Window(t, s, width, 334)
}

func mouse(x, y float32) *desktop.MouseEvent {
	return &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}}
}

func drag(s *Sheet, x, y, toX, toY float32) {
	s.MouseDown(mouse(x, y))
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(toX, toY)}})
	s.MouseUp(mouse(toX, toY))
	s.DragEnd()
}

func TestFirstColumnStaysWhenScrollingSideways(t *testing.T) {
	s, w := start(t, 100, 8, 400)
	s.ScrollSideways(1)
	s.ScrollSideways(1)
	require.Equal(t, float32(200), s.offX)
	at, ok := s.At(fyne.NewPos(50, 34+45))
	require.True(t, ok)
	require.Equal(t, Point{1, 0}, at, "the frozen column is still there")
	at, _ = s.At(fyne.NewPos(150, 34+45))
	require.Equal(t, Point{1, 3}, at, "behind it the columns have moved by two")
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, "sheet-sideways.png"), w.Canvas().Capture())
	}
	testkit.Golden(t, "sideways", w.Canvas().Capture())
	s.ScrollSideways(-1)
	require.Equal(t, float32(100), s.offX)
	s.Reveal(Point{0, 7})
	require.Equal(t, s.maxOffX(), s.offX)
}

func TestNothingIsFrozenWhereItWouldFillTheWidth(t *testing.T) {
	s, _ := start(t, 10, 4, 150)
	require.Zero(t, s.geo.frozen)
}

func TestScrollBarReachesTheLastOfAMillionRows(t *testing.T) {
	s, w := start(t, 1_000_000, 3, 300)
	from, length, ok := s.barV()
	require.True(t, ok)
	drag(s, 296, 34+from+length/2, 296, 34+from+length/2+1000)
	_, to := s.VisibleRows()
	require.Equal(t, 1_000_000, to)
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 30)})
	first, _ := s.VisibleRows()
	at, _ := s.At(fyne.NewPos(10, 35))
	require.Equal(t, first, at.Row, "whole pixels even far down")
	require.InDelta(t, 30, s.maxOffY()-s.offY, 0.001)
	require.LessOrEqual(t, len(s.view.slots), 12, "objects for the visible rows only")
	w.Canvas().Capture()
}

func TestDoubleClick(t *testing.T) {
	s, _ := start(t, 20, 3, 400)
	var opened []Point
	s.OnOpen = func(p Point) { opened = append(opened, p) }
	s.MouseDown(mouse(120, 34+45))
	s.MouseUp(mouse(120, 34+45))
	require.Empty(t, opened)
	s.MouseDown(mouse(120, 34+45))
	require.Equal(t, []Point{{1, 1}}, opened)
	s.MouseDown(mouse(120, 34+45))
	require.Len(t, opened, 1, "the third click begins anew")
}

func TestEdgeFitsTheColumnByDoubleClick(t *testing.T) {
	s, _ := start(t, 20, 3, 400)
	require.Equal(t, desktop.DefaultCursor, s.Cursor())
	s.MouseMoved(mouse(100, 10))
	require.Equal(t, desktop.HResizeCursor, s.Cursor())
	for range 2 {
		s.MouseDown(mouse(100, 10))
		s.MouseUp(mouse(100, 10))
	}
	require.Less(t, s.columns[0].Width, float32(80))
	require.GreaterOrEqual(t, s.columns[0].Width, float32(defaultMin))
}

func TestDraggingPastTheEdgeScrolls(t *testing.T) {
	s, _ := start(t, 50, 2, 300)
	var over []int
	s.OnDragOver = func(p Point) { over = append(over, p.Row) }
	s.MouseDown(mouse(20, 34+285))
	for range 3 {
		s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 400)}})
	}
	require.Equal(t, 90.0, s.offY)
	require.Equal(t, 12, over[len(over)-1])
}

func TestEmptyAndTiny(t *testing.T) {
	s, w := start(t, 0, 3, 300)
	_, ok := s.At(fyne.NewPos(10, 100))
	require.False(t, ok)
	s.Reveal(Point{5, 9})
	s.ScrollTo(99)
	require.Zero(t, s.offY)
	w.Resize(fyne.NewSize(20, 10))
	s.MouseDown(mouse(1, 1))
	w.Canvas().Capture()
}

func TestFitText(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	style := fyne.TextStyle{}
	require.Equal(t, "永盛商贸", fitText("永盛商贸", 200, 13, style, false))
	require.Equal(t, "###", fitText("1,234,567.89", 40, 13, style, true), "a cut number would be a wrong one")
	short := fitText("恒源商贸有限责任公司", 80, 13, style, false)
	require.Contains(t, short, "…")
	require.LessOrEqual(t, fyne.MeasureText(short, 13, style).Width, float32(80))
	require.Equal(t, "…", fitText("恒源", 2, 13, style, false))
	require.Empty(t, fitText("x", 0, 13, style, false))
}
