package workcalendar

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/pages/targets"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/job"
)

// Page is the page 工作日历.
type Page struct {
	host    shell.Host
	planner Planner
	program Program

	shown    int // year
	year     *yearView
	side     *side
	notice   *fyne.Container // says when the settings do not count these days
	switcher *widgets.Segmented
	content  fyne.CanvasObject

	done, undone []string // acts of this visit
	asked        int
	calendar     analysis.Calendar
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, planner Planner, program Program, arg any) *Page {
	p := &Page{host: h, planner: planner, program: program}
	p.shown, _, _ = model.Today().YMD()
	if y, ok := arg.(int); ok {
		p.shown = y
	}
	p.year = newYearView()
	p.year.onStep, p.year.onClear, p.year.onSelect = p.step, p.clear, p.selected
	p.side = newSide(p)
	p.notice = container.NewStack()
	p.switcher = targets.Switch(h, shell.PageCalendar)
	months := widgets.NewPanel(widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: 8}, p.year)),
		widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: widgets.Insets{Left: 14, Top: 12, Right: 6, Bottom: 12}})
	body := container.NewBorder(nil, nil, nil, widgets.Inset(widgets.Insets{Left: theme.Gap}, widgets.Fixed(sideWide, 0, p.side.content)), months)
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, widgets.Headed(p.notice, body))
	return p
}

// sideWide is the width of what stands beside the months.
const sideWide float32 = 236

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("工作日历") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	step := func(n int) func() {
		return func() {
			p.shown += n
			p.host.RefreshBar()
			p.host.Reload()
		}
	}
	years := widgets.Row(2, widgets.NewFlatButton(icons.ChevronLeft, "", step(-1)), widgets.Strong(i18n.T("%d年", p.shown)),
		widgets.NewFlatButton(icons.ChevronRight, "", step(1)))
	return []fyne.CanvasObject{p.switcher, years, widgets.NewMenuButton(icons.Calendar, i18n.T("放假安排"), func() []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("填入法定节假日"), p.preset), fyne.NewMenuItem(i18n.T("导入放假表"), p.importList)}
	})}
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Focus implements shell.Focuser.
func (p *Page) Focus() { widgets.Focus(p.year) }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() {
	p.asked = p.shown
	s := p.program.Settings()
	p.calendar = analysis.Calendar{Kind: s.Calendar, Weekdays: s.Weekdays}
	if p.calendar.Kind != analysis.DayWeights {
		p.calendar.Kind = analysis.WorkingDays // the counts of the page are of working days
	}
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	year, calendar := p.asked, p.calendar
	days, err := p.planner.Days(ctx, model.Period{From: model.DateOf(year, 1, 1), To: model.DateOf(year, 12, 31)})
	if err != nil {
		return nil, err
	}
	list := make([]model.CalendarDay, 0, len(days))
	for _, d := range days {
		list = append(list, d)
	}
	calendar = calendar.With(list)
	return func() {
		p.year.show(year, days, calendar)
		p.side.show(year, days, calendar)
		p.showNotice()
	}, nil
}

// showNotice says that the days recorded here change nothing while natural days are counted.
func (p *Page) showNotice() {
	p.notice.Objects = nil
	if p.program.Settings().Calendar == analysis.NaturalDays {
		text := widgets.Body(i18n.T("时间进度现在按自然日计算,放假和调休不影响它。"))
		change := widgets.NewButton(i18n.T("改为按工作日"), p.countWorkingDays)
		panel := widgets.NewPanel(widgets.Row(8, widgets.IconView(icons.Info, 16, theme.Attention), text, widgets.Spacer(), change),
			widgets.PanelStyle{Fill: theme.AttentionTint, Radius: theme.CardRadius, Pad: widgets.PadXY(12, 6)})
		p.notice.Objects = []fyne.CanvasObject{widgets.Inset(widgets.Insets{Bottom: theme.Gap}, panel)}
	}
	p.notice.Refresh()
	p.content.Refresh()
}

func (p *Page) countWorkingDays() {
	before := p.program.Settings()
	set := func(kind analysis.CalendarKind, then func()) {
		p.host.Do(func(ctx context.Context) (func(), error) {
			s := before
			s.Calendar = kind
			if err := p.program.SetSettings(ctx, s); err != nil {
				return nil, err
			}
			return then, nil
		})
	}
	set(analysis.WorkingDays, func() {
		p.host.Toast(shell.Toast{Text: i18n.T("时间进度改为按工作日计算"), Action: i18n.T("撤销"), OnTap: func() { set(before.Calendar, p.host.Reload) }})
		p.host.Reload()
	})
}

// step makes a day the next kind: a weekday off, then with half a day's weight, then
// ordinary; a weekend day worked first.
func (p *Page) step(d model.Date) {
	next := model.CalendarDay{Date: d, Kind: analysis.DayOff}
	if weekday(d) > 4 {
		next.Kind = analysis.DayWorked
	}
	if known, ok := p.year.days[d]; ok {
		next.Name = known.Name
		switch known.Kind {
		case next.Kind:
			next.Kind, next.Weight = analysis.DayWeight, 50
		default:
			next = model.CalendarDay{Date: d}
		}
	}
	p.set([]model.CalendarDay{next}, "")
}

// clear makes the selected days like their weekdays again.
func (p *Page) clear() {
	var days []model.CalendarDay
	for d := p.year.from; d <= p.year.to; d++ {
		if _, ok := p.year.days[d]; ok {
			days = append(days, model.CalendarDay{Date: d})
		}
	}
	if len(days) > 0 {
		p.set(days, i18n.T("%d 天恢复为普通日", len(days)))
	}
}

// set records days as one act.
func (p *Page) set(days []model.CalendarDay, text string) {
	var operation string
	var err error
	job.Run(func() { operation, err = p.planner.SetDays(context.Background(), days) }, func() {
		if err != nil {
			p.host.Fail(err)
			return
		}
		if operation == "" {
			if text != "" {
				p.host.Toast(shell.Toast{Text: i18n.T("已经是这样,没有改动"), Refused: true})
			}
			return
		}
		p.done, p.undone = append(p.done, operation), nil
		if text != "" {
			p.host.Toast(shell.Toast{Text: text, Action: i18n.T("撤销"), OnTap: func() { p.travel(false) }})
		}
		p.host.Reload()
	})
}

// preset fills in what the State Council announced for the year.
func (p *Page) preset() {
	days := targeting.Preset(p.shown)
	if len(days) == 0 {
		years := targeting.PresetYears()
		p.host.Toast(shell.Toast{Refused: true, Text: i18n.T("程序里只有 %d—%d 年的法定节假日安排;%d 年可以导入放假表或逐日点选", years[0], years[len(years)-1], p.shown)})
		return
	}
	p.set(days, i18n.T("已填入 %d 年国务院公布的放假和调休,共 %d 天", p.shown, len(days)))
}

// importList reads a list of days from a sheet.
func (p *Page) importList() {
	p.host.OpenFile(shell.FilePick{
		Title: i18n.T("导入放假表"), Extensions: []string{".xlsx", ".xls", ".csv"},
		OnPicked: func(path string) {
			p.host.Do(func(ctx context.Context) (func(), error) {
				days, rejects, err := p.planner.ReadHolidays(ctx, path)
				if err != nil {
					return nil, err
				}
				return func() { p.confirmList(path, days, rejects) }, nil
			})
		},
	})
}

// confirmList says what a list holds before it is taken over.
func (p *Page) confirmList(path string, days []model.CalendarDay, rejects []string) {
	off, worked := 0, 0
	first, last := days[0].Date, days[0].Date
	for i := range days {
		first, last = min(first, days[i].Date), max(last, days[i].Date)
		if days[i].Kind == analysis.DayWorked {
			worked++
		} else {
			off++
		}
	}
	lines := []fyne.CanvasObject{widgets.Strong(i18n.T("放假 %d 天,调休上班 %d 天", off, worked)),
		widgets.Caption(i18n.T("%s 至 %s。同一天已有的设置会被替换,可以撤销。", first, last))}
	for i, r := range rejects {
		if i == 6 {
			lines = append(lines, widgets.Caption(i18n.T("另有 %d 行看不懂", len(rejects)-i)))
			break
		}
		lines = append(lines, widgets.Wrapped(r))
	}
	p.host.Sheet(shell.Sheet{Title: filepath.Base(path), Content: widgets.Column(8, lines...), Width: 480, Primary: i18n.T("导入"),
		OnPrimary: func(done func()) {
			done()
			p.shown, _, _ = first.YMD()
			p.host.RefreshBar()
			p.set(days, i18n.T("已导入 %d 天", len(days)))
		}})
}

func (p *Page) selected() { p.side.selected(p.year) }

// travel undoes the last act, or makes the last undone one again.
func (p *Page) travel(redo bool) {
	from, to, act := &p.done, &p.undone, p.planner.Undo
	if redo {
		from, to, act = &p.undone, &p.done, p.planner.Redo
	}
	if len(*from) == 0 {
		return
	}
	operation := (*from)[len(*from)-1]
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := act(ctx, operation); err != nil {
			return nil, err
		}
		return func() {
			*from, *to = (*from)[:len(*from)-1], append(*to, operation)
			p.host.Reload()
		}, nil
	})
}

// Shortcut implements shell.Shortcuts: Ctrl+Z and Ctrl+Y undo and redo.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutUndo:
		p.travel(false)
	case *fyne.ShortcutRedo:
		p.travel(true)
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {}
