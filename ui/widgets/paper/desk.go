package paper

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// Distances on the desk.
const (
	deskMargin float32 = 18
	pageGap    float32 = 16
)

// wheelSpeed makes a turn of the wheel go a few lines of a page, not one.
const wheelSpeed float32 = 2

// scroller scrolls the desk; with Ctrl held the wheel zooms.
type scroller struct {
	container.Scroll
	view *View
	desk *fyne.Container
}

func newScroller(v *View) *scroller {
	s := &scroller{view: v}
	s.desk = container.New(&deskLayout{v})
	s.Content, s.Direction = s.desk, container.ScrollBoth
	s.OnScrolled = func(fyne.Position) { v.moved() }
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled scrolls or zooms.
func (s *scroller) Scrolled(e *fyne.ScrollEvent) {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierControl != 0 {
		switch {
		case e.Scrolled.DY > 0:
			s.view.ZoomBy(1)
		case e.Scrolled.DY < 0:
			s.view.ZoomBy(-1)
		}
		return
	}
	faster := *e
	faster.Scrolled.DX *= wheelSpeed
	faster.Scrolled.DY *= wheelSpeed
	s.Scroll.Scrolled(&faster)
}

// deskLayout stacks the sheets, each centred.
type deskLayout struct{ view *View }

func (l *deskLayout) sheetSize(i int) fyne.Size {
	k := float32(float64(l.view.scale()) * unitsPerMM)
	p := &l.view.pages[i]
	return fyne.NewSize(float32(int(float32(p.Width)*k)), float32(int(float32(p.Height)*k)))
}

func (l *deskLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i := range l.view.sheets {
		s := l.sheetSize(i)
		size.Width = max(size.Width, s.Width+2*deskMargin)
		size.Height += s.Height + pageGap
	}
	if len(l.view.sheets) > 0 {
		size.Height += 2*deskMargin - pageGap
	}
	return size
}

func (l *deskLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := deskMargin
	for i, o := range objects {
		s := l.sheetSize(i)
		o.Move(fyne.NewPos(float32(int((size.Width-s.Width)/2)), y))
		o.Resize(s)
		y += s.Height + pageGap
	}
}

// look shows the sheets in sight, has them drawn, and forgets pictures far away.
func (v *View) look() {
	top, bottom := v.scroll.Offset.Y, v.scroll.Offset.Y+v.scroll.Size().Height
	var jobs []job
	var ahead []job
	for i, s := range v.sheets {
		above, below := s.Position().Y, s.Position().Y+s.Size().Height
		near := below > top-s.Size().Height && above < bottom+s.Size().Height
		if !near {
			s.drop()
			continue
		}
		s.snap()
		j := job{page: i, width: s.pixels()}
		s.await(j.width == 0 && s.picture == nil)
		if j.width == 0 || s.width == j.width {
			continue
		}
		if below > top && above < bottom {
			jobs = append(jobs, j)
		} else {
			ahead = append(ahead, j)
		}
	}
	v.painter.want(v.pages, append(jobs, ahead...))
}
