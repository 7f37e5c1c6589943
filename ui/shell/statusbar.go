package shell

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Status is what the status line says about the data.
type Status struct {
	AsOf     model.Date // last day with sales; zero = no sales yet
	Lines    int        // lines of the ledger that count
	Backup   time.Time  // last backup; zero = never
	Verified bool       // that backup was read back and found sound
}

// statusBar is the quiet line at the foot of the window.
type statusBar struct {
	widget.BaseWidget
	facts  *widgets.Text
	job    *fyne.Container
	line   *fyne.Container
	ground *widgets.Panel
}

func newStatusBar() *statusBar {
	b := &statusBar{facts: widgets.Caption(""), job: widgets.Row(8)}
	local := widgets.Caption(i18n.T("离线 · 仅本机"))
	b.line = widgets.Row(16, b.facts, widgets.Spacer(), b.job, local)
	b.ground = widgets.NewPanel(container.NewBorder(widgets.Hairline(), nil, nil, nil, widgets.Inset(widgets.PadXY(theme.Margin, 0), b.line)),
		widgets.PanelStyle{Fill: theme.Surface})
	b.ExtendBaseWidget(b)
	return b
}

func (b *statusBar) set(s Status) {
	b.facts.SetText(statusText(s, time.Now()))
	b.line.Refresh()
}

// showJob shows a job that runs while the user goes on working; nil takes it away.
func (b *statusBar) showJob(j *runningJob) {
	b.job.Objects = nil
	if j != nil {
		stop := widgets.NewFlatButton(icons.Close, "", j.cancel)
		stop.SetHeight(22)
		b.job.Objects = []fyne.CanvasObject{widgets.Fixed(210, 0, j.note), widgets.Fixed(120, 0, j.bar), stop}
	}
	b.line.Refresh()
}

// CreateRenderer draws the line.
func (b *statusBar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.ground) }

// statusText is the line in words; now decides what is called today.
func statusText(s Status, now time.Time) string {
	text := i18n.T("还没有销售数据")
	if !s.AsOf.IsZero() {
		text = i18n.T("数据截至 %s", s.AsOf.String()) + "      " + i18n.T("%s 条销售明细", widgets.Grouped(s.Lines))
	}
	if s.Backup.IsZero() {
		return text + "      " + i18n.T("尚未备份")
	}
	text += "      " + i18n.T("上次备份 %s", stampText(s.Backup, now))
	if s.Verified {
		text += " · " + i18n.T("已校验")
	}
	return text
}

// stampText is 今天 07:31, 昨天 18:00 or a date.
func stampText(t, now time.Time) string {
	switch model.DateFromTime(now) - model.DateFromTime(t) {
	case 0:
		return i18n.T("今天 %s", t.Format("15:04"))
	case 1:
		return i18n.T("昨天 %s", t.Format("15:04"))
	}
	return t.Format("2006-01-02")
}
