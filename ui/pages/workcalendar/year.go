package workcalendar

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// yearView draws the twelve months of a year. A press on a day steps to its next kind, a
// drag selects a range; with the keyboard the arrows move, Space steps and Delete makes the
// day ordinary.
type yearView struct {
	widget.BaseWidget
	year     int
	days     map[model.Date]model.CalendarDay
	calendar analysis.Calendar // for the counts beside the months

	from, to model.Date // selection, from ≤ to; 0 = none
	anchor   model.Date
	dragging bool
	moved    bool // the pointer left the day it was pressed on
	focused  bool

	onStep   func(model.Date) // the day shall be the next kind
	onClear  func()           // the selection shall be ordinary
	onSelect func()
	view     *yearRenderer
}

var (
	_ desktop.Mouseable = (*yearView)(nil)
	_ fyne.Draggable    = (*yearView)(nil)
	_ fyne.Focusable    = (*yearView)(nil)
)

func newYearView() *yearView {
	y := &yearView{days: map[model.Date]model.CalendarDay{}}
	y.ExtendBaseWidget(y)
	return y
}

func (y *yearView) show(year int, days map[model.Date]model.CalendarDay, c analysis.Calendar) {
	if y.year != year {
		y.from, y.to, y.anchor = 0, 0, 0
	}
	y.year, y.days, y.calendar = year, days, c
	y.Refresh()
}

// Sizes of a month.
const (
	leastMonth float32 = 172 // narrowest month
	monthGap   float32 = 14
	titleHigh  float32 = 26
	weekHigh   float32 = 18
	dayHigh    float32 = 26
	monthHigh          = titleHigh + weekHigh + 6*dayHigh
)

// columns is how many months stand beside each other at a width.
func (y *yearView) columns(width float32) int {
	for _, n := range []int{4, 3, 2} {
		if width >= float32(n)*leastMonth+float32(n-1)*monthGap {
			return n
		}
	}
	return 1
}

// HeightFor is the height of the year at a width.
func (y *yearView) HeightFor(width float32) float32 {
	n := y.columns(width)
	rows := float32((12 + n - 1) / n)
	return rows*monthHigh + (rows-1)*monthGap
}

// month is where a month lies (0–11), and how wide its days are.
func (y *yearView) month(i int) (at fyne.Position, day float32) {
	n := y.columns(y.Size().Width)
	width := (y.Size().Width - float32(n-1)*monthGap) / float32(n)
	return fyne.NewPos(float32(i%n)*(width+monthGap), float32(i/n)*(monthHigh+monthGap)), width / 7
}

// place is where a day lies; weeks begin on Monday.
func (y *yearView) place(d model.Date) (at fyne.Position, size fyne.Size) {
	_, month, day := d.YMD()
	corner, wide := y.month(int(month) - 1)
	first := weekday(d.Month().First())
	slot := first + day - 1
	return corner.AddXY(float32(slot%7)*wide, titleHigh+weekHigh+float32(slot/7)*dayHigh), fyne.NewSize(wide, dayHigh)
}

// weekday counts from Monday, 0–6.
func weekday(d model.Date) int { return (int(d.Weekday()) + 6) % 7 }

// at finds the day under a position, 0 if there is none.
func (y *yearView) at(p fyne.Position) model.Date {
	for i := range 12 {
		corner, wide := y.month(i)
		in := p.Subtract(corner)
		if in.X < 0 || in.X >= 7*wide || in.Y < titleHigh+weekHigh || in.Y >= monthHigh {
			continue
		}
		first := model.MonthOf(y.year, time.Month(i+1)).First()
		slot := int(in.X/wide) + 7*int((in.Y-titleHigh-weekHigh)/dayHigh)
		d := first + model.Date(slot-weekday(first))
		if d >= first && d <= first.Month().Last() {
			return d
		}
	}
	return 0
}

// selectDays makes a selection.
func (y *yearView) selectDays(a, b model.Date) {
	y.from, y.to = min(a, b), max(a, b)
	y.Refresh()
	if y.onSelect != nil {
		y.onSelect()
	}
}

// MouseDown is for Fyne.
func (y *yearView) MouseDown(e *desktop.MouseEvent) {
	widgets.Focus(y)
	d := y.at(e.Position)
	if d.IsZero() {
		return
	}
	if e.Modifier&fyne.KeyModifierShift != 0 && !y.anchor.IsZero() {
		y.moved = true
	} else {
		y.anchor, y.moved = d, e.Button == desktop.MouseButtonSecondary
	}
	y.dragging = true
	y.selectDays(y.anchor, d)
}

// Dragged is for Fyne.
func (y *yearView) Dragged(e *fyne.DragEvent) {
	if d := y.at(e.Position); y.dragging && !d.IsZero() && d != y.anchor {
		y.moved = true
		y.selectDays(y.anchor, d)
	}
}

// DragEnd is for Fyne.
func (y *yearView) DragEnd() { y.dragging = false }

// MouseUp is for Fyne: a press that did not move steps the day on.
func (y *yearView) MouseUp(e *desktop.MouseEvent) {
	if d := y.at(e.Position); y.dragging && !y.moved && d == y.anchor && y.onStep != nil {
		y.onStep(d)
	}
	y.dragging = false
}

// FocusGained is for Fyne.
func (y *yearView) FocusGained() { y.focused = true; y.Refresh() }

// FocusLost is for Fyne.
func (y *yearView) FocusLost() { y.focused = false; y.Refresh() }

// TypedRune is for Fyne.
func (y *yearView) TypedRune(rune) {}

// TypedShortcut hands shortcuts on to the window.
func (y *yearView) TypedShortcut(s fyne.Shortcut) { widgets.PassShortcut(y, s) }

// TypedKey is for Fyne.
func (y *yearView) TypedKey(e *fyne.KeyEvent) {
	d := y.to
	if d.IsZero() {
		d = model.DateOf(y.year, 1, 1) - 1
	}
	switch e.Name {
	case fyne.KeyLeft:
		d--
	case fyne.KeyRight:
		d++
	case fyne.KeyUp:
		d -= 7
	case fyne.KeyDown:
		d += 7
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if y.from == y.to && !y.to.IsZero() && y.onStep != nil {
			y.onStep(y.to)
		}
		return
	case fyne.KeyDelete, fyne.KeyBackspace:
		if !y.to.IsZero() && y.onClear != nil {
			y.onClear()
		}
		return
	default:
		widgets.PassKey(y, e)
		return
	}
	if year, _, _ := d.YMD(); year == y.year {
		y.anchor = d
		y.selectDays(d, d)
	}
}

// MinSize leaves room for one column of months.
func (y *yearView) MinSize() fyne.Size { return fyne.NewSize(leastMonth, monthHigh) }

// CreateRenderer is for Fyne.
func (y *yearView) CreateRenderer() fyne.WidgetRenderer {
	r := &yearRenderer{y: y}
	for range 12 {
		m := monthParts{title: newText(theme.TextBody, true, fyne.TextAlignLeading), count: newText(theme.TextSmall, false, fyne.TextAlignTrailing)}
		for k := range m.week {
			m.week[k] = newText(theme.TextSmall, false, fyne.TextAlignCenter)
		}
		r.months = append(r.months, m)
	}
	for range 366 {
		r.days = append(r.days, dayParts{canvas.NewRectangle(nil), newText(theme.TextCaption, false, fyne.TextAlignCenter), newText(8, true, fyne.TextAlignTrailing)})
	}
	y.view = r
	r.Refresh()
	return r
}

func newText(size float32, bold bool, align fyne.TextAlign) *canvas.Text {
	t := canvas.NewText("", theme.Color(theme.Ink))
	t.TextSize, t.TextStyle.Bold, t.Alignment = size, bold, align
	return t
}

type monthParts struct {
	title, count *canvas.Text
	week         [7]*canvas.Text
}

type dayParts struct {
	ground       *canvas.Rectangle
	number, mark *canvas.Text
}

// yearRenderer keeps one set of objects for each month and each day.
type yearRenderer struct {
	y      *yearView
	months []monthParts
	days   []dayParts
}

func (r *yearRenderer) Destroy()           {}
func (r *yearRenderer) MinSize() fyne.Size { return r.y.MinSize() }

func (r *yearRenderer) Objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range r.months {
		m := &r.months[i]
		out = append(out, m.title, m.count)
		for _, w := range m.week {
			out = append(out, w)
		}
	}
	for i := range r.days {
		out = append(out, r.days[i].ground, r.days[i].number, r.days[i].mark)
	}
	return out
}

func (r *yearRenderer) Layout(fyne.Size) {
	for i := range r.months {
		m := &r.months[i]
		at, wide := r.y.month(i)
		place(m.title, at.AddXY(4, 2), 5*wide, 20)
		place(m.count, at.AddXY(2*wide, 4), 5*wide-4, 18)
		for k, w := range m.week {
			place(w, at.AddXY(float32(k)*wide, titleHigh), wide, weekHigh-2)
		}
	}
	for i := range r.days {
		d, p := r.date(i), &r.days[i]
		at, size := r.y.place(d)
		place(p.ground, at.AddXY(1, 1), size.Width-2, size.Height-2)
		aside := float32(0)
		if p.mark.Text != "" {
			aside = 4 // room for the mark in a narrow cell
		}
		place(p.number, at.AddXY(-aside, 5), size.Width, 17)
		place(p.mark, at.AddXY(0, 2), size.Width-3, 11)
	}
}

// date of the i-th day of the year.
func (r *yearRenderer) date(i int) model.Date { return model.DateOf(r.y.year, 1, 1) + model.Date(i) }

func place(o fyne.CanvasObject, at fyne.Position, w, h float32) {
	o.Move(at)
	o.Resize(fyne.NewSize(w, h))
}

func (r *yearRenderer) Refresh() {
	y := r.y
	for i := range r.months {
		m := &r.months[i]
		month := model.MonthOf(y.year, time.Month(i+1))
		m.title.Text, m.title.Color = widgets.MonthName(time.Month(i+1)), theme.Color(theme.Ink)
		m.count.Text = i18n.T("%d 个工作日", y.calendar.Elapsed(month.Period(), 0).OfDays)
		m.count.Color = theme.Color(theme.Quiet)
		for k, w := range m.week {
			w.Text, w.Color = weekdayWord(k), theme.Color(theme.Faint)
		}
	}
	for i := range r.days {
		r.refreshDay(i)
	}
	r.Layout(y.Size())
	canvas.Refresh(y)
}

// weekdayWord is one letter for a weekday, Monday first.
func weekdayWord(k int) string {
	return []string{i18n.T("一"), i18n.T("二"), i18n.T("三"), i18n.T("四"), i18n.T("五"), i18n.T("六"), i18n.T("日")}[k]
}

func (r *yearRenderer) refreshDay(i int) {
	y, p, d := r.y, &r.days[i], r.date(i)
	year, _, day := d.YMD()
	p.ground.Hidden, p.number.Hidden, p.mark.Hidden = year != y.year, year != y.year, year != y.year
	ink, fill := theme.Ink, fyne.ThemeColorName("")
	if k := weekday(d); k > 4 {
		ink = theme.Faint
	}
	mark := ""
	if record, ok := y.days[d]; ok {
		mark = markOf(&record)
		switch record.Kind {
		case analysis.DayOff:
			ink, fill = theme.Behind, theme.BehindTint
		case analysis.DayWorked:
			ink, fill = theme.Brand, theme.Selected
		case analysis.DayWeight:
			ink, fill = theme.Attention, theme.AttentionTint
		}
	}
	p.number.Text, p.number.Color = strconv.Itoa(day), theme.Color(ink)
	p.mark.Text, p.mark.Color = mark, theme.Color(ink)
	p.ground.CornerRadius = 4
	p.ground.FillColor = nil
	if fill != "" {
		p.ground.FillColor = theme.Color(fill)
	}
	p.ground.StrokeWidth, p.ground.StrokeColor = 0, nil
	if !y.from.IsZero() && d >= y.from && d <= y.to {
		p.ground.StrokeWidth, p.ground.StrokeColor = 1.5, theme.Color(theme.Brand)
	}
}

// markOf is the sign of a recorded day.
func markOf(day *model.CalendarDay) string {
	switch day.Kind {
	case analysis.DayOff:
		return i18n.T("休")
	case analysis.DayWorked:
		return i18n.T("班")
	}
	return strconv.Itoa(day.Weight) + "%"
}
