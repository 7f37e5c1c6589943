package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
)

// EmptyState says what belongs in an empty place, why it is empty, and offers the next
// step. Buttons stand in the order given; the first should be the usual one.
func EmptyState(icon icons.Name, what, why string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	mark := NewPanel(IconView(icon, 26, theme.Brand), PanelStyle{Fill: theme.Selected, Radius: 26, Pad: Pad(13)})
	parts := []fyne.CanvasObject{container.NewCenter(mark), NewText(what, TextStyle{Size: 15, Bold: true, Align: fyne.TextAlignCenter})}
	if why != "" {
		parts = append(parts, NewText(why, TextStyle{Color: theme.Quiet, Wrap: true, Align: fyne.TextAlignCenter}))
	}
	if len(buttons) > 0 {
		parts = append(parts, Inset(Insets{Top: 8}, container.NewCenter(Row(10, buttons...))))
	}
	return container.NewCenter(Fixed(440, 0, Column(8, parts...)))
}

// FaultPanel shows what happened, what is safe and what to do, with buttons for the next
// step. Errors that are not a model.Fault are shown as an unexpected fault with their text.
func FaultPanel(err error, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	fault := FaultOf(err)
	body := []fyne.CanvasObject{NewText(fault.What, TextStyle{Bold: true, Color: theme.Behind, Wrap: true})}
	if fault.Safe != "" {
		body = append(body, Wrapped(fault.Safe))
	}
	if fault.Do != "" {
		body = append(body, NewText(fault.Do, TextStyle{Color: theme.Quiet, Wrap: true}))
	}
	if len(buttons) > 0 {
		body = append(body, Inset(Insets{Top: 6}, Row(8, buttons...)))
	}
	icon := container.NewVBox(IconView(icons.Error, 18, theme.Behind))
	return NewPanel(Beside(icon, 10, Column(4, body...)), PanelStyle{
		Fill: theme.BehindTint, Line: theme.BehindLine, Radius: theme.CardRadius, Pad: PadXY(14, 12),
	})
}

// FaultOf gives the words for any error: its Fault, or an unexpected one.
func FaultOf(err error) *model.Fault {
	if f, ok := model.AsFault(err); ok {
		return f
	}
	return model.NewFault(err,
		i18n.T("程序遇到意外问题:%s", err.Error()),
		i18n.T("已保存的数据没有变动。"),
		i18n.T("请重试;如仍出现,请把数据文件夹中的日志发给技术支持。"))
}
