package shell

import (
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// dialog is a panel over the window that has to be answered.
type dialog struct {
	popup  *widget.PopUp
	escape func() // what Esc does
	accept func() // what Enter does when no button has the focus; may be nil
}

const dialogWidth float32 = 460

// open puts a panel over the window. One is open at a time: another waits until it closed.
func (s *Shell) open(content fyne.CanvasObject, escape, accept func()) *dialog {
	if s.dialog != nil {
		s.closeDialog(s.dialog)
	}
	if s.searching() {
		s.search.close()
	}
	sized := widgets.Fixed(dialogWidth, widgets.HeightFor(content, dialogWidth), content)
	d := &dialog{escape: escape, accept: accept}
	d.popup = widget.NewModalPopUp(widgets.Inset(widgets.Pad(20), sized), s.win.Canvas())
	s.dialog = d
	d.popup.Show()
	return d
}

func (s *Shell) closeDialog(d *dialog) {
	d.popup.Hide()
	if s.dialog == d {
		s.dialog = nil
	}
}

// Fail implements Host.
func (v *visit) Fail(err error) { v.shell.Fail(err) }

// Fail shows an error: what happened, what is safe, what to do.
func (s *Shell) Fail(err error) {
	slog.Error("shown to the user", "error", err, "cause", causeOf(err))
	fault := widgets.FaultOf(err)
	var d *dialog
	shut := func() { s.closeDialog(d) }
	body := []fyne.CanvasObject{widgets.NewText(fault.What, widgets.TextStyle{Size: 15, Bold: true, Wrap: true})}
	for _, line := range []string{fault.Safe, fault.Do} {
		if line != "" {
			body = append(body, widgets.Wrapped(line))
		}
	}
	ok := widgets.NewPrimaryButton("", i18n.T("知道了"), shut)
	d = s.open(dialogBody(icons.Error, theme.Behind, body, ok), shut, shut)
}

func causeOf(err error) error {
	if f := widgets.FaultOf(err); f.Cause != nil {
		return f.Cause
	}
	return err
}

// Confirm implements Host.
func (v *visit) Confirm(c Confirm) { v.shell.Confirm(c) }

// Confirm asks before something that cannot be taken back. Esc and 取消 do nothing.
func (s *Shell) Confirm(c Confirm) {
	var d *dialog
	no := func() { s.closeDialog(d) }
	yes := func() { s.closeDialog(d); c.OnYes() }
	body := []fyne.CanvasObject{widgets.NewText(c.Title, widgets.TextStyle{Size: 15, Bold: true, Wrap: true}), widgets.Wrapped(c.Text)}
	accept := widgets.NewPrimaryButton("", c.Yes, yes)
	icon, color, enter := icons.Info, theme.Brand, yes
	if c.Danger {
		accept = widgets.NewDangerButton(c.Yes, yes)
		icon, color, enter = icons.Warning, theme.Attention, nil
	}
	d = s.open(dialogBody(icon, color, body, widgets.NewButton(i18n.T("取消"), no), accept), no, enter)
}

// dialogBody is icon, text and buttons at the right below.
func dialogBody(icon icons.Name, color fyne.ThemeColorName, body []fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	row := append([]fyne.CanvasObject{widgets.Spacer()}, buttons...)
	return widgets.Column(16,
		widgets.Beside(container.NewVBox(widgets.IconView(icon, 22, color)), 14, widgets.Column(6, body...)),
		widgets.Row(8, row...))
}
