package today

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/pages/reports"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pressrow"
)

// flags is the card 重点客户异动.
func (b *board) flags(t *reporting.Today) fyne.CanvasObject {
	title := i18n.T("重点客户异动")
	if len(t.Flags) == 0 {
		what := i18n.T("重点客户没有异动。已检查进货间隔和月销量。")
		if t.FlagCount > 0 {
			what = i18n.T("重点客户没有异动;其他客户有 %d 条,见月报的客户异动。", t.FlagCount)
		}
		if t.Empty != "" {
			what = i18n.T("本月还没有销售。")
		}
		return widgets.NewCard(title, "", container.NewCenter(widgets.Caption(what)))
	}
	list := widgets.Column(0)
	pills := float32(0)
	for _, f := range t.Flags {
		pills = max(pills, widgets.Pill(f.Title, widgets.Plain).MinSize().Width)
	}
	for _, f := range t.Flags {
		list.Add(b.flagRow(f, pills))
	}
	note := widgets.WrappedCaption(i18n.T("口径:与该客户自己的历史比,均为嫌疑;处理后不再列出,规则见月报。"))
	all := widgets.NewFlatButton("", i18n.T("待处理 %d 条 · 全部客户 %d 条", t.KeyFlagCount, t.FlagCount), func() {
		b.page.host.Go(shell.Route{Page: shell.PageReports, Arg: reports.Ask{Kind: reports.Monthly, Date: t.Period.To, RegionID: b.page.region}})
	})
	all.SetHeight(22)
	return widgets.NewCardWith(title, all, container.NewBorder(nil, widgets.Inset(widgets.Insets{Top: 6}, note), nil, nil, container.NewVScroll(list)))
}

// flagRow is a flag; its pill takes the width of the widest.
func (b *board) flagRow(f reporting.TodayFlag, pill float32) fyne.CanvasObject {
	mark := widgets.Attention
	if f.Suspicion == analysis.Churn {
		mark = widgets.Behind
	}
	var handle *widgets.Button
	handle = widgets.NewFlatButton("", i18n.T("处理…"), func() { b.ask(f, handle) })
	handle.SetHeight(24)
	content := container.NewBorder(nil, nil,
		widgets.Fixed(pill, 0, widgets.Row(0, widgets.Pill(f.Title, mark))), widgets.Row(0, handle),
		widgets.Inset(widgets.PadXY(8, 0), widgets.Weighted(10, []float32{2, 3}, cell(f.Name, false, theme.Ink), cell(f.Detail, true, theme.Quiet))))
	return pressrow.New(content, func() {
		month := b.page.shown.Month
		b.page.openLines(model.LineFilter{CustomerID: f.Customer, Period: model.Period{From: (month - 11).First(), To: b.page.shown.Period.To}})
	})
}

// verdicts a person may come to, in the order offered.
var verdicts = []model.FlagVerdict{model.VerdictChurn, model.VerdictDiversion, model.VerdictNormal}

// rule is the name a verdict on the flag is kept under.
func rule(f reporting.TodayFlag) analysis.FlagRule {
	if f.Suspicion == analysis.Churn {
		return analysis.RuleGap
	}
	return analysis.RuleVolume
}

// ask lets a person close a flag with a verdict and a note.
func (b *board) ask(f reporting.TodayFlag, below fyne.CanvasObject) {
	canvas := widgets.CanvasOf(below)
	if canvas == nil {
		return
	}
	first := 0
	if rule(f) == analysis.RuleVolume {
		first = 1
	}
	choice := widgets.NewSegmented([]string{reporting.VerdictText(verdicts[0]), reporting.VerdictText(verdicts[1]), reporting.VerdictText(verdicts[2])}, first, nil)
	note := widgets.NewEntry(i18n.T("核实情况(可不填)"))
	var popup *widget.PopUp
	save := func() {
		popup.Hide()
		b.page.close(f, model.FlagVerdictRecord{Month: b.page.shown.Month, Rule: string(rule(f)), CustomerID: f.Customer,
			Verdict: verdicts[choice.Selected()], Note: note.Text})
	}
	note.OnSubmitted = func(string) { save() }
	note.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyEscape {
			return false
		}
		popup.Hide()
		return true
	}
	body := widgets.Fixed(380, 0, widgets.Column(10,
		widgets.NewText(i18n.T("%[1]s · %[2]s", f.Name, f.Title), widgets.TextStyle{Size: 15, Bold: true, Ellipsis: true}),
		widgets.NewText(f.Detail, widgets.TextStyle{Color: theme.Quiet, Wrap: true}),
		widgets.Row(10, widgets.Body(i18n.T("核实结论")), choice),
		note,
		widgets.Row(8, widgets.Spacer(), widgets.NewButton(i18n.T("取消"), func() { popup.Hide() }),
			widgets.NewPrimaryButton(icons.Check, i18n.T("确定"), save))))
	popup = widget.NewModalPopUp(widgets.Inset(widgets.Pad(12), body), canvas)
	popup.Show()
	canvas.Focus(note)
}

// close keeps a verdict; the toast takes it back.
func (p *Page) close(f reporting.TodayFlag, v model.FlagVerdictRecord) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.backend.SaveVerdict(ctx, v); err != nil {
			return nil, err
		}
		return func() {
			p.host.Toast(shell.Toast{Text: i18n.T("%[1]s:已标为“%[2]s”", f.Name, reporting.VerdictText(v.Verdict)), Action: i18n.T("撤销"), OnTap: func() {
				open := v
				open.Verdict, open.Note = "", ""
				p.host.Do(func(ctx context.Context) (func(), error) { return nil, p.backend.SaveVerdict(ctx, open) })
			}})
		}, nil
	})
}
