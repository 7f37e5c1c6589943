package shell

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

const tipAfter = 350 * time.Millisecond

// tips is the layer on which the word of a folded navigation entry appears beside it.
type tips struct {
	box  *fyne.Container
	stop func()
}

func newTips() *tips { return &tips{box: container.NewWithoutLayout(), stop: func() {}} }

// show says a word to the right of an object after a short rest of the pointer.
func (t *tips) show(rt Runtime, beside fyne.CanvasObject, word string) {
	t.hide()
	t.stop = rt.After(tipAfter, func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(beside)
		tip := widgets.NewPanel(widgets.NewText(word, widgets.TextStyle{Size: theme.TextCaption, Color: theme.OnToast}),
			widgets.PanelStyle{Fill: theme.ToastGround, Radius: theme.PillRadius, Pad: widgets.PadXY(9, 4)})
		tip.Resize(tip.MinSize())
		tip.Move(at.Add(fyne.NewPos(beside.Size().Width+8, (beside.Size().Height-tip.MinSize().Height)/2)))
		t.box.Objects = []fyne.CanvasObject{tip}
		t.box.Refresh()
	})
}

// hide takes the word away, or keeps it from appearing.
func (t *tips) hide() {
	t.stop()
	t.stop = func() {}
	if len(t.box.Objects) > 0 {
		t.box.Objects = nil
		t.box.Refresh()
	}
}
