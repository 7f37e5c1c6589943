package paper

import (
	"errors"
	"fmt"
	"image"
	"sync/atomic"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/exporting/layout"
	"xunshi/model"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	work "xunshi/ui/widgets/job"
)

// report is a document of so many rows, each of which leads to a customer.
func report(rows int) *document.Document {
	s := document.Section{ID: "customers", Title: "客户进货", Columns: []document.Column{
		{Key: "name", Title: "客户", Kind: document.Text, Wide: true},
		{Key: "amount", Title: "销售额", Unit: "元", Kind: document.Money, Decimals: 2},
	}}
	for i := range rows {
		s.Rows = append(s.Rows, document.Row{
			Cells: []document.Cell{{Text: fmt.Sprintf("客户 %03d", i+1)}, {Number: int64(i) * 12_345_600}},
			Drill: &document.Drill{CustomerID: model.ID(i + 1)},
		})
	}
	return &document.Document{Kind: "daily", Title: "江苏大区 销售日报", PeriodText: "2026年9月11日(周五)", AsOf: "2026-09-11",
		Sections: []document.Section{s}, Notes: []string{"销售额为净额:毛额减退货。"}}
}

func pages(t *testing.T, rows int) []layout.Page {
	t.Helper()
	p, err := exporting.Pages(report(rows), layout.Setup{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func desk(t *testing.T, mode theme.Mode, rows int) (*View, fyne.Window) {
	t.Helper()
	testkit.Start(t, testkit.Setup{Mode: mode})
	t.Cleanup(work.Inline())
	v := New(exporting.RenderPage)
	t.Cleanup(v.Close)
	w := testkit.Window(t, v, 760, 560)
	v.SetPages(pages(t, rows))
	v.Wait()
	return v, w
}

func TestLooks(t *testing.T) {
	for name, mode := range map[string]theme.Mode{"desk-light": theme.Light, "desk-dark": theme.Dark} {
		v, w := desk(t, mode, 12)
		at := v.sheets[0].rowAt(t, 2)
		v.sheets[0].MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		testkit.Golden(t, name, w.Canvas().Capture())
	}
	v, w := desk(t, theme.Light, 200)
	v.SetZoom(FitPage)
	v.GoTo(1)
	v.Wait()
	testkit.Golden(t, "pages", w.Canvas().Capture())
}

// rowAt is the middle of a table row on the sheet.
func (s *sheet) rowAt(t *testing.T, row int) fyne.Position {
	t.Helper()
	links := s.view.pages[s.index].Links
	if row >= len(links) {
		t.Fatalf("page %d has %d rows", s.index, len(links))
	}
	s.view.OnDrill = func(document.Drill) {}
	k, l := s.perMM(), links[row]
	return fyne.NewPos(float32((l.X+l.W/2)*k), float32((l.Y+l.H/2)*k))
}

func TestARowLeadsToItsLines(t *testing.T) {
	v, _ := desk(t, theme.Light, 12)
	s := v.sheets[0]
	at := s.rowAt(t, 4)
	var opened []model.ID
	v.OnDrill = func(d document.Drill) { opened = append(opened, d.CustomerID) }
	test.TapAt(s, at)
	test.TapAt(s, fyne.NewPos(3, 3)) // the margin
	if len(opened) != 1 || opened[0] != 5 {
		t.Errorf("opened %v, want customer 5", opened)
	}
	s.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if s.Cursor() != desktop.PointerCursor {
		t.Error("no hand over a row that can be opened")
	}
}

func TestOnlyPagesNearTheViewAreDrawn(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	t.Cleanup(work.Inline())
	var drawn atomic.Int32
	v := New(func(p layout.Page, dpi float64) (*image.RGBA, error) {
		drawn.Add(1)
		return exporting.RenderPage(p, dpi)
	})
	defer v.Close()
	testkit.Window(t, v, 760, 560)
	all := pages(t, 900)
	v.SetPages(all)
	v.Wait()
	if n := int(drawn.Load()); n == 0 || n > 4 || n >= len(all) {
		t.Fatalf("%d of %d pages drawn at once", n, len(all))
	}
	v.Key(fyne.KeyEnd)
	v.Wait()
	if v.Page() != len(all) {
		t.Errorf("End leads to page %d of %d", v.Page(), len(all))
	}
	if v.sheets[len(all)-1].picture == nil || v.sheets[0].picture != nil {
		t.Error("the last page should be drawn and the first forgotten")
	}
}

func TestKeysTurnPages(t *testing.T) {
	v, _ := desk(t, theme.Light, 300)
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if v.scroll.Offset.Y < 300 {
		t.Errorf("PgDn scrolls to %v", v.scroll.Offset.Y)
	}
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	if v.scroll.Offset.Y != 0 || v.Page() != 1 {
		t.Errorf("PgUp leads to %v, page %d", v.scroll.Offset.Y, v.Page())
	}
	v.GoTo(2)
	if v.Page() != 3 {
		t.Errorf("GoTo(2) shows page %d", v.Page())
	}
}

func TestZoomKeepsPicturesSharp(t *testing.T) {
	v, _ := desk(t, theme.Light, 12)
	for _, z := range []Zoom{1, 2, FitPage, FitWidth} {
		v.SetZoom(z)
		v.Wait()
		s := v.sheets[0]
		if got, want := s.picture.Bounds().Dx(), s.pixels(); got != want {
			t.Errorf("zoom %v: picture %d pixels wide, sheet %d", z, got, want)
		}
	}
	v.SetZoom(1)
	if got := v.sheets[0].Size().Width; got != 793 { // 210 mm at 96 dots per inch
		t.Errorf("A4 at 100%% is %v wide", got)
	}
	v.TypedRune('+')
	if v.Zoom() <= 1 {
		t.Error("+ does not enlarge")
	}
	v.SetZoom(100)
	if v.Zoom() != largest {
		t.Errorf("zoom %v goes beyond the limit", v.Zoom())
	}
}

func TestAFaultIsSaidOnce(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	t.Cleanup(work.Inline())
	broken := errors.New("broken")
	v := New(func(layout.Page, float64) (*image.RGBA, error) { return nil, broken })
	defer v.Close()
	var said []error
	v.OnFault = func(err error) { said = append(said, err) }
	testkit.Window(t, v, 760, 560)
	v.SetPages(pages(t, 300))
	v.Wait()
	if len(said) != 1 || !errors.Is(said[0], broken) {
		t.Errorf("said %v", said)
	}
}

func TestClosedDeskDrawsNothing(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	t.Cleanup(work.Inline())
	var drawn atomic.Int32
	v := New(func(layout.Page, float64) (*image.RGBA, error) { drawn.Add(1); return nil, errors.New("no") })
	testkit.Window(t, v, 760, 560)
	v.Close()
	v.SetPages(pages(t, 20))
	v.Wait()
	if drawn.Load() != 0 || v.Page() != 1 {
		t.Errorf("%d pages drawn after Close", drawn.Load())
	}
}

func TestDrawingLeavesTheGoroutineAndEnds(t *testing.T) {
	p := newPainter(func(layout.Page, float64) (*image.RGBA, error) { return image.NewRGBA(image.Rect(0, 0, 1, 1)), nil }, nil)
	done := make(chan job, 8)
	p.done = func(_ int, j job, _ *image.RGBA, _ error) { done <- j }
	testkit.Start(t, testkit.Setup{})
	all := []layout.Page{{Width: 210, Height: 297}, {Width: 210, Height: 297}}
	p.want(all, []job{{0, 100}, {1, 100}})
	p.idle.Wait()
	if len(done) != 2 {
		t.Fatalf("%d pages drawn", len(done))
	}
	p.want(all, []job{{1, 200}})
	p.idle.Wait()
	if len(done) != 3 {
		t.Errorf("%d pages drawn after the second wish", len(done))
	}
	p.close()
	p.want(all, []job{{0, 300}})
	p.idle.Wait()
	if len(done) != 3 {
		t.Error("a closed painter draws")
	}
}
