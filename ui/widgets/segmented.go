package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
)

// Segmented is a switch between a few words that are all shown: 日 月 季 年, 元 万元.
type Segmented struct {
	widget.BaseWidget
	OnChanged func(index int)

	options  []string
	selected int
	hovered  int
	focused  bool
}

// NewSegmented makes a switch; selected counts from 0.
func NewSegmented(options []string, selected int, changed func(index int)) *Segmented {
	s := &Segmented{OnChanged: changed, options: options, selected: selected, hovered: -1}
	s.ExtendBaseWidget(s)
	return s
}

// Selected is the index of the word chosen.
func (s *Segmented) Selected() int { return s.selected }

// SetSelected chooses a word without calling OnChanged.
func (s *Segmented) SetSelected(index int) {
	if index >= 0 && index < len(s.options) && index != s.selected {
		s.selected = index
		s.Refresh()
	}
}

func (s *Segmented) choose(index int) {
	if index < 0 || index >= len(s.options) || index == s.selected {
		return
	}
	s.SetSelected(index)
	if s.OnChanged != nil {
		s.OnChanged(index)
	}
}

// Choose picks an option by its word, as a click does; it tells whether there is one.
func (s *Segmented) Choose(word string) bool {
	for i, o := range s.options {
		if o == word {
			s.choose(i)
			return true
		}
	}
	return false
}

const segmentPad float32 = 11

func (s *Segmented) widths() []float32 {
	widths := make([]float32, len(s.options))
	for i, o := range s.options {
		widths[i] = fyne.MeasureText(o, theme.TextBody, fyne.TextStyle{Bold: true}).Width + 2*segmentPad
	}
	return widths
}

func (s *Segmented) at(x float32) int {
	for i, w := range s.widths() {
		if x < w {
			return i
		}
		x -= w
	}
	return -1
}

// Tapped chooses the word under the pointer.
func (s *Segmented) Tapped(e *fyne.PointEvent) { s.choose(s.at(e.Position.X)) }

// MouseIn starts the hover.
func (s *Segmented) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved follows the pointer.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) {
	if i := s.at(e.Position.X); i != s.hovered {
		s.hovered = i
		s.Refresh()
	}
}

// MouseOut ends the hover.
func (s *Segmented) MouseOut() { s.hovered = -1; s.Refresh() }

// FocusGained shows the focus ring.
func (s *Segmented) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost takes the ring away.
func (s *Segmented) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune does nothing.
func (s *Segmented) TypedRune(rune) {}

// TypedKey moves with the arrow keys.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.choose(s.selected - 1)
	case fyne.KeyRight:
		s.choose(s.selected + 1)
	default:
		PassKey(s, e)
	}
}

// CreateRenderer draws the switch.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentedRenderer{switcher: s, ground: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), hover: canvas.NewRectangle(nil)}
	for range s.options {
		r.labels = append(r.labels, canvas.NewText("", nil))
	}
	r.Refresh()
	return r
}

type segmentedRenderer struct {
	switcher            *Segmented
	ground, mark, hover *canvas.Rectangle
	labels              []*canvas.Text
}

func (r *segmentedRenderer) Destroy() {}

func (r *segmentedRenderer) Objects() []fyne.CanvasObject {
	objs := []fyne.CanvasObject{r.ground, r.hover, r.mark}
	for _, l := range r.labels {
		objs = append(objs, l)
	}
	return objs
}

func (r *segmentedRenderer) MinSize() fyne.Size {
	w := float32(0)
	for _, x := range r.switcher.widths() {
		w += x
	}
	return fyne.NewSize(w, theme.RowHeight)
}

func (r *segmentedRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	x := float32(0)
	for i, w := range r.switcher.widths() {
		if i == r.switcher.selected {
			r.mark.Move(fyne.NewPos(x+2, 2))
			r.mark.Resize(fyne.NewSize(w-4, max(size.Height-4, 0)))
		}
		if i == r.switcher.hovered {
			r.hover.Move(fyne.NewPos(x+2, 2))
			r.hover.Resize(fyne.NewSize(w-4, max(size.Height-4, 0)))
		}
		m := r.labels[i].MinSize()
		r.labels[i].Move(fyne.NewPos(x+(w-m.Width)/2, (size.Height-m.Height)/2-1))
		r.labels[i].Resize(m)
		x += w
	}
}

func (r *segmentedRenderer) Refresh() {
	s := r.switcher
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(theme.Surface), theme.Color(theme.Border), 1
	if s.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color("focus"), 2
	}
	r.ground.CornerRadius, r.mark.CornerRadius, r.hover.CornerRadius = theme.FieldRadius, theme.PillRadius, theme.PillRadius
	r.mark.FillColor, r.hover.FillColor = theme.Color(theme.Selected), theme.Color(theme.Hover)
	r.hover.Hidden = s.hovered < 0 || s.hovered == s.selected
	for i, l := range r.labels {
		l.Text, l.TextSize = s.options[i], theme.TextBody
		l.Color, l.TextStyle.Bold = theme.Color(theme.Ink), i == s.selected
		if i == s.selected {
			l.Color = theme.Color(theme.Brand)
		}
	}
	r.Layout(s.Size())
	canvas.Refresh(s)
}
