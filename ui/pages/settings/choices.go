package settings

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/app"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model/analysis"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// displayCard is language, theme and units.
func (p *Page) displayCard() fyne.CanvasObject {
	s := p.program.Settings()
	languages := []i18n.Language{i18n.Chinese, i18n.English}
	themes := []theme.Mode{theme.Light, theme.Dark, theme.System}
	money := []document.MoneyUnit{document.Yuan, document.TenThousand}
	quantity := []document.QuantityUnit{document.Pieces, document.Cases}
	return widgets.NewCard(i18n.T("显示"), i18n.T("改动立即生效"), widgets.Column(6,
		widgets.Labelled(i18n.T("语言"), widgets.NewSegmented([]string{"中文", "English"}, indexOf(languages, s.Language), func(i int) { //i18n:data a language names itself
			p.change(func(s *app.Settings) { s.Language = languages[i] })
		})),
		widgets.Labelled(i18n.T("外观"), widgets.NewSegmented([]string{i18n.T("浅色"), i18n.T("深色"), i18n.T("跟随系统")}, indexOf(themes, theme.Mode(s.Theme)), func(i int) {
			p.change(func(s *app.Settings) { s.Theme = string(themes[i]) })
		})),
		widgets.Labelled(i18n.T("金额单位"), widgets.NewSegmented([]string{i18n.T("元"), i18n.T("万元")}, indexOf(money, s.Money), func(i int) {
			p.change(func(s *app.Settings) { s.Money = money[i] })
		})),
		widgets.LabelledHint(i18n.T("数量单位"), widgets.NewSegmented([]string{i18n.T("件"), i18n.T("箱")}, indexOf(quantity, s.Quantity), func(i int) {
			p.change(func(s *app.Settings) { s.Quantity = quantity[i] })
		}), i18n.T("单位用于屏幕和报表;数据按元和件精确保存。")),
	))
}

// businessCard is the organisation's name and how time is counted.
func (p *Page) businessCard() fyne.CanvasObject {
	s := p.program.Settings()
	name := widgets.NewEntry(i18n.T("如:江苏大区"))
	name.SetText(s.Organisation)
	name.OnSubmitted = p.setOrganisation
	name.OnFocusLost = func() { p.setOrganisation(name.Text) }
	kinds := []analysis.CalendarKind{analysis.NaturalDays, analysis.WorkingDays, analysis.DayWeights}
	calendar := widgets.NewSegmented([]string{i18n.T("自然日"), i18n.T("工作日"), i18n.T("按星期加权")}, indexOf(kinds, s.Calendar), func(i int) {
		p.change(func(s *app.Settings) { s.Calendar = kinds[i] })
		p.showDays(kinds[i], p.program.Settings())
	})
	p.showDays(s.Calendar, s)
	return widgets.NewCard(i18n.T("经营口径"), i18n.T("用于时间进度与报表"), widgets.Column(6,
		widgets.LabelledHint(i18n.T("组织名称"), widgets.Fixed(220, 0, name), i18n.T("印在报表标题前。")),
		widgets.Labelled(i18n.T("财年开始"), p.fiscalChoice(s.FiscalStart)),
		widgets.LabelledHint(i18n.T("时间进度按"), calendar, i18n.T("工作日为周一至周五;加权时,各星期按下面的百分比计。")),
		p.days,
	))
}

func (p *Page) setOrganisation(name string) {
	p.change(func(s *app.Settings) { s.Organisation = strings.TrimSpace(name) })
}

func (p *Page) fiscalChoice(start int) fyne.CanvasObject {
	options := make([]widgets.Option, 12)
	for i := range options {
		options[i] = widgets.Option{Value: strconv.Itoa(i + 1), Label: widgets.MonthName(time.Month(i + 1))}
	}
	return widgets.NewChoice(options, strconv.Itoa(min(max(start, 1), 12)), func(value string) {
		for i, o := range options {
			if o.Value == value {
				p.change(func(s *app.Settings) { s.FiscalStart = i + 1 })
			}
		}
	})
}

// weights a weekday can have, in percent of an ordinary day.
var weights = []int{0, 25, 50, 75, 100, 125, 150, 200}

// showDays shows the weights of the weekdays while they count.
func (p *Page) showDays(kind analysis.CalendarKind, s app.Settings) {
	p.days.Objects = nil
	if kind == analysis.DayWeights {
		var cells []fyne.CanvasObject
		for i := range 7 {
			day := time.Weekday((i + 1) % 7)
			cells = append(cells, widgets.Row(4, widgets.Caption(widgets.WeekdayName(day)), p.weightChoice(day, s.Weekdays[day])))
		}
		p.days.Objects = []fyne.CanvasObject{widgets.Inset(widgets.Insets{Left: widgets.LabelWidth + 12}, widgets.Flow(8, cells...))}
	}
	if p.body != nil {
		p.body.Refresh()
	}
}

func (p *Page) weightChoice(day time.Weekday, now int) fyne.CanvasObject {
	var options []widgets.Option
	for _, w := range weights {
		options = append(options, widgets.Option{Value: strconv.Itoa(w), Label: strconv.Itoa(w) + "%"})
	}
	return widgets.NewChoice(options, strconv.Itoa(now), func(value string) {
		for _, w := range weights {
			if strconv.Itoa(w) == value {
				p.change(func(s *app.Settings) { s.Weekdays[day] = w })
			}
		}
	})
}

// indexOf finds the option in force; what is not known shows the first.
func indexOf[T comparable](options []T, v T) int {
	for i, o := range options {
		if o == v {
			return i
		}
	}
	return 0
}
