package shell

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

const (
	toastTime       = 4 * time.Second
	toastActionTime = 9 * time.Second // long enough to reach 撤销
	loadingAfter    = 250 * time.Millisecond
	toastsShown     = 3
)

// toastLayer lies over the page and shows toasts at its foot, the newest lowest.
type toastLayer struct {
	box   *fyne.Container
	shell *Shell
}

func newToastLayer(s *Shell) *toastLayer {
	return &toastLayer{box: container.New(&toastLayout{}), shell: s}
}

// Toast implements Host.
func (v *visit) Toast(t Toast) {
	undo := t.OnTap
	if undo == nil || t.Action != i18n.T("撤销") {
		v.shell.Toast(t)
		return
	}
	t.OnTap = func() {
		v.back = nil
		undo()
	}
	remove := v.shell.toasts.add(t)
	v.back = func() {
		remove() // its button would take back once more
		t.OnTap()
	}
}

// Toast says that something worked.
func (s *Shell) Toast(t Toast) { s.toasts.add(t) }

func (l *toastLayer) add(t Toast) (remove func()) {
	var card *toastCard
	remove = func() { l.drop(card) }
	card = newToastCard(t, remove)
	l.box.Objects = append(l.box.Objects, card)
	if len(l.box.Objects) > toastsShown {
		l.box.Objects = l.box.Objects[len(l.box.Objects)-toastsShown:]
	}
	l.box.Refresh()
	d := toastTime
	if t.Action != "" {
		d = toastActionTime
	}
	card.stop = l.shell.rt.After(d, remove)
	return remove
}

func (l *toastLayer) drop(card *toastCard) {
	for i, o := range l.box.Objects {
		if o == fyne.CanvasObject(card) {
			card.stop()
			l.box.Objects = append(l.box.Objects[:i:i], l.box.Objects[i+1:]...)
			l.box.Refresh()
			return
		}
	}
}

// toastLayout stacks toasts upward from the foot of the window, centred over the page.
type toastLayout struct{}

func (*toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }

func (*toastLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := size.Height - statusBarHeight - 16
	for i := len(objects) - 1; i >= 0; i-- {
		m := objects[i].MinSize()
		m.Width = min(m.Width, size.Width-2*theme.Margin)
		y -= m.Height
		objects[i].Move(fyne.NewPos((size.Width-m.Width)/2+navNarrow/2, y))
		objects[i].Resize(m)
		y -= 8
	}
}

// toastCard is one toast.
type toastCard struct {
	widget.BaseWidget
	ground *widgets.Panel
	stop   func()
}

func newToastCard(t Toast, remove func()) *toastCard {
	text := widgets.NewText(t.Text, widgets.TextStyle{Color: theme.OnToast})
	icon := icons.CheckCircle
	if t.Refused {
		icon = icons.Info
	}
	parts := []fyne.CanvasObject{widgets.IconView(icon, 16, theme.OnToast), text}
	if t.Action != "" {
		parts = append(parts, newToastAction(t.Action, func() {
			remove()
			if t.OnTap != nil {
				t.OnTap()
			}
		}))
	}
	c := &toastCard{stop: func() {}}
	c.ground = widgets.NewPanel(widgets.Row(10, parts...), widgets.PanelStyle{
		Fill: theme.ToastGround, Radius: theme.CardRadius, Pad: widgets.PadXY(16, 10), Shadow: true,
	})
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer draws the toast.
func (c *toastCard) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.ground) }

// toastAction is the word to press on a toast.
type toastAction struct {
	widget.BaseWidget
	word   *widgets.Text
	tapped func()
}

func newToastAction(word string, tapped func()) *toastAction {
	a := &toastAction{word: widgets.NewText(word, widgets.TextStyle{Bold: true, Color: theme.ToastAction}), tapped: tapped}
	a.ExtendBaseWidget(a)
	return a
}

// Tapped does the action.
func (a *toastAction) Tapped(*fyne.PointEvent) { a.tapped() }

// CreateRenderer draws the word.
func (a *toastAction) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(widgets.Inset(widgets.PadXY(8, 0), a.word))
}
