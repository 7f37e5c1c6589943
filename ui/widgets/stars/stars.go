// Package stars shows a score from one to five, and lets the user give one.
package stars

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Most is the best score.
const Most = 5

const starWidth float32 = 18

// Stars is the widget. A click gives a score, a second one on the same star takes it back;
// ← → and the digits do the same.
type Stars struct {
	widget.BaseWidget
	OnChanged func(score int) // nil: the score is only shown

	score   int
	hover   int
	focused bool
}

// New shows a score, 0 for none; changed may be nil.
func New(score int, changed func(score int)) *Stars {
	s := &Stars{OnChanged: changed, score: clamp(score)}
	s.ExtendBaseWidget(s)
	return s
}

func clamp(n int) int { return min(max(n, 0), Most) }

// Score given, 0 for none.
func (s *Stars) Score() int { return s.score }

// SetScore shows a score without calling OnChanged.
func (s *Stars) SetScore(score int) {
	s.score = clamp(score)
	s.Refresh()
}

func (s *Stars) give(score int) {
	if score = clamp(score); s.OnChanged == nil || score == s.score {
		return
	}
	s.SetScore(score)
	s.OnChanged(score)
}

func (s *Stars) at(p fyne.Position) int { return clamp(int(p.X/starWidth) + 1) }

// Tapped gives the score under the pointer.
func (s *Stars) Tapped(e *fyne.PointEvent) {
	n := s.at(e.Position)
	if n == s.score {
		n = 0
	}
	s.hover = 0
	s.give(n)
}

// Disabled tells fyne that the keyboard passes by a score that is only shown.
func (s *Stars) Disabled() bool { return s.OnChanged == nil }

// Enable is for fyne: OnChanged says whether a score can be given.
func (s *Stars) Enable() {}

// Disable is for fyne.
func (s *Stars) Disable() {}

// MouseIn is for Fyne.
func (s *Stars) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved shows what a click would give.
func (s *Stars) MouseMoved(e *desktop.MouseEvent) {
	if n := s.at(e.Position); s.OnChanged != nil && n != s.hover {
		s.hover = n
		s.Refresh()
	}
}

// MouseOut shows the score again.
func (s *Stars) MouseOut() { s.hover = 0; s.Refresh() }

// FocusGained shows that the keyboard is here.
func (s *Stars) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost takes the sign away.
func (s *Stars) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune gives the score of a digit.
func (s *Stars) TypedRune(r rune) {
	if r >= '0' && r <= '0'+Most {
		s.give(int(r - '0'))
	}
}

// TypedKey moves the score with ← →.
func (s *Stars) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.give(s.score - 1)
	case fyne.KeyRight:
		s.give(s.score + 1)
	default:
		widgets.PassKey(s, e)
	}
}

// TypedShortcut lets the window have the shortcuts.
func (s *Stars) TypedShortcut(sc fyne.Shortcut) { widgets.PassShortcut(s, sc) }

// CreateRenderer is for Fyne.
func (s *Stars) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{s: s, ring: canvas.NewRectangle(nil)}
	for range Most {
		r.stars = append(r.stars, canvas.NewText("", nil))
	}
	r.Refresh()
	return r
}

type renderer struct {
	s     *Stars
	ring  *canvas.Rectangle
	stars []*canvas.Text
}

func (r *renderer) Destroy()           {}
func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(Most*starWidth, theme.RowHeight) }

func (r *renderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.ring}
	for _, t := range r.stars {
		out = append(out, t)
	}
	return out
}

func (r *renderer) Layout(size fyne.Size) {
	r.ring.Move(fyne.NewPos(-3, 2))
	r.ring.Resize(fyne.NewSize(Most*starWidth+6, size.Height-4))
	for i, t := range r.stars {
		m := t.MinSize()
		t.Move(fyne.NewPos(float32(i)*starWidth+(starWidth-m.Width)/2, (size.Height-m.Height)/2-1))
		t.Resize(m)
	}
}

func (r *renderer) Refresh() {
	s := r.s
	r.ring.FillColor, r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = nil, nil, 0, theme.FieldRadius
	if s.focused && s.OnChanged != nil {
		r.ring.StrokeColor, r.ring.StrokeWidth = theme.Color("focus"), 2
	}
	score := s.score
	if s.hover > 0 {
		score = s.hover
	}
	for i, t := range r.stars {
		t.Text, t.TextSize, t.Color = "☆", 17, theme.Color(theme.Faint)
		if i < score {
			t.Text, t.Color = "★", theme.Color(theme.Attention)
		}
		t.Refresh()
	}
	r.ring.Refresh()
	r.Layout(s.Size())
}

// Filled is the score as a form's field tells it, "" for none.
func (s *Stars) Filled() string {
	if s.score == 0 {
		return ""
	}
	return strconv.Itoa(s.score)
}

// OnFilled is given what a form wants to be called when the score changed.
func (s *Stars) OnFilled(changed func()) { s.OnChanged = func(int) { changed() } }
