package form

import (
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pressrow"
)

// section is a run of fields that may be folded to its heading.
type section struct {
	title  string
	labels []string // of the fields, said while they are folded
	body   *fyne.Container
	head   fyne.CanvasObject
	mark   *fyne.Container // holds the arrow
	inside *widgets.Text
	after  func() // lays the form out anew
	folds  bool
}

func newSection(title string, folded bool, after func()) *section {
	s := &section{title: title, body: widgets.Column(6), after: after, folds: folded && title != ""}
	if s.folds {
		s.body.Hide()
	}
	return s
}

func (s *section) add(o fyne.CanvasObject) { s.body.Add(o) }

func (s *section) shown() bool { return s.body.Visible() }

// open shows the fields.
func (s *section) open() {
	if !s.shown() {
		s.toggle()
	}
}

func (s *section) toggle() {
	if s.shown() {
		s.body.Hide()
	} else {
		s.body.Show()
	}
	s.turn()
	s.after()
}

// turn points the arrow and says what a folded section holds.
func (s *section) turn() {
	icon, text := icons.ChevronDown, ""
	if !s.shown() {
		icon, text = icons.ChevronRight, strings.Join(s.labels, " · ")
	}
	s.mark.Objects = []fyne.CanvasObject{widgets.IconView(icon, 14, theme.Quiet)}
	s.mark.Refresh()
	s.inside.SetText(text)
}

// objects are heading and body; the first section of a form has no line above it.
func (s *section) objects(first bool) []fyne.CanvasObject {
	if s.title == "" {
		return []fyne.CanvasObject{s.body}
	}
	top := float32(8)
	if first {
		top = 0
	}
	if !s.folds {
		s.head = widgets.Inset(widgets.Insets{Top: top}, widgets.Fixed(0, theme.RowHeight-4, widgets.Row(0, widgets.Strong(s.title))))
		return []fyne.CanvasObject{s.head, s.body}
	}
	s.mark = widgets.Fixed(14, 14, widgets.Spacer())
	s.inside = widgets.NewText("", widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true})
	s.turn()
	title := widgets.Fixed(0, theme.RowHeight-1, widgets.Row(6, s.mark, widgets.Strong(s.title)))
	line := widgets.Beside(title, 12, s.inside)
	s.head = widgets.Inset(widgets.Insets{Top: top}, widgets.Fixed(0, theme.RowHeight, pressrow.New(line, s.toggle).Flush()))
	return []fyne.CanvasObject{s.head, s.body}
}
