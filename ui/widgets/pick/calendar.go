package pick

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

const (
	daySize  = 32
	weekdays = 7
	weeks    = 6
)

// calendar is one month of days, Monday first. Arrow keys move, Enter picks.
type calendar struct {
	widget.BaseWidget
	month  model.Month
	at     model.Date // the day the keyboard is on
	today  model.Date
	hover  int
	picked func(model.Date)
	leave  func()
	title  *widgets.Text
}

var (
	_ fyne.Focusable    = (*calendar)(nil)
	_ desktop.Hoverable = (*calendar)(nil)
)

// openCalendar shows a calendar below a field; closed is called when it goes.
func openCalendar(c fyne.Canvas, at fyne.Position, day, today model.Date, picked func(model.Date), closed func()) {
	if day.IsZero() {
		day = today
	}
	cal := &calendar{month: day.Month(), at: day, today: today, hover: -1}
	cal.title = widgets.NewText(cal.monthText(), widgets.TextStyle{Bold: true, Align: fyne.TextAlignCenter})
	cal.ExtendBaseWidget(cal)
	back := widgets.NewFlatButton(icons.ChevronLeft, "", func() { cal.turn(-1) })
	next := widgets.NewFlatButton(icons.ChevronRight, "", func() { cal.turn(1) })
	head := container.NewBorder(nil, nil, back, next, container.NewCenter(cal.title))
	content := widgets.Inset(widgets.Pad(8), container.NewBorder(head, nil, nil, nil, cal))
	size := fyne.NewSize(weekdays*daySize+18, (weeks+1)*daySize+52)
	f := openFloat(c, content, at, size, closed)
	cal.picked = func(d model.Date) {
		f.Close()
		picked(d)
	}
	cal.leave = f.Close
	c.Focus(cal)
}

func (c *calendar) monthText() string {
	y, m := c.month.YM()
	return i18n.T("%d年%d月", y, int(m))
}

func (c *calendar) turn(months int) {
	_, _, day := c.at.YMD()
	c.month += model.Month(months)
	c.at = min(c.month.First()+model.Date(day-1), c.month.Last())
	c.show()
}

func (c *calendar) show() {
	c.month = c.at.Month()
	c.title.SetText(c.monthText())
	c.Refresh()
}

// first is the Monday the first row begins with.
func (c *calendar) first() model.Date {
	d := c.month.First()
	return d - model.Date((int(d.Weekday())+6)%7)
}

func (c *calendar) cellAt(p fyne.Position) int {
	col, row := int(p.X/daySize), int(p.Y/daySize)-1
	if col < 0 || col >= weekdays || row < 0 || row >= weeks {
		return -1
	}
	return row*weekdays + col
}

// Tapped picks the day under the pointer.
func (c *calendar) Tapped(e *fyne.PointEvent) {
	if i := c.cellAt(e.Position); i >= 0 {
		c.picked(c.first() + model.Date(i))
	}
}

// MouseIn is for Fyne.
func (c *calendar) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved is for Fyne.
func (c *calendar) MouseMoved(e *desktop.MouseEvent) {
	if i := c.cellAt(e.Position); i != c.hover {
		c.hover = i
		c.Refresh()
	}
}

// MouseOut is for Fyne.
func (c *calendar) MouseOut() { c.hover = -1; c.Refresh() }

// FocusGained is for Fyne.
func (c *calendar) FocusGained() {}

// FocusLost is for Fyne.
func (c *calendar) FocusLost() {}

// TypedRune is for Fyne.
func (c *calendar) TypedRune(rune) {}

// TypedKey moves the day and picks it.
func (c *calendar) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.at--
	case fyne.KeyRight:
		c.at++
	case fyne.KeyUp:
		c.at -= weekdays
	case fyne.KeyDown:
		c.at += weekdays
	case fyne.KeyPageUp:
		c.turn(-1)
	case fyne.KeyPageDown:
		c.turn(1)
	case fyne.KeyHome:
		c.at = c.month.First()
	case fyne.KeyEnd:
		c.at = c.month.Last()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.picked(c.at)
		return
	case fyne.KeyEscape:
		c.leave()
		return
	}
	c.show()
}

// MinSize is for Fyne.
func (c *calendar) MinSize() fyne.Size { return fyne.NewSize(weekdays*daySize, (weeks+1)*daySize) }

// CreateRenderer is for Fyne.
func (c *calendar) CreateRenderer() fyne.WidgetRenderer {
	r := &calendarRenderer{c: c, mark: canvas.NewRectangle(nil), over: canvas.NewRectangle(nil)}
	r.objects = []fyne.CanvasObject{r.mark, r.over}
	for range (weeks + 1) * weekdays {
		t := canvas.NewText("", nil)
		t.Alignment = fyne.TextAlignCenter
		r.texts = append(r.texts, t)
		r.objects = append(r.objects, t)
	}
	r.Refresh()
	return r
}

type calendarRenderer struct {
	c          *calendar
	mark, over *canvas.Rectangle
	texts      []*canvas.Text
	objects    []fyne.CanvasObject
}

func (r *calendarRenderer) Destroy()                     {}
func (r *calendarRenderer) MinSize() fyne.Size           { return r.c.MinSize() }
func (r *calendarRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *calendarRenderer) Layout(fyne.Size) {
	for i, t := range r.texts {
		t.Resize(fyne.NewSize(daySize, daySize))
		t.Move(fyne.NewPos(float32(i%weekdays)*daySize, float32(i/weekdays)*daySize))
	}
	r.place(r.mark, int(r.c.at-r.c.first()))
	r.place(r.over, r.c.hover)
}

func (r *calendarRenderer) place(o fyne.CanvasObject, cell int) {
	if cell < 0 || cell >= weeks*weekdays {
		o.Hide()
		return
	}
	o.Show()
	o.Resize(fyne.NewSize(daySize-4, daySize-4))
	o.Move(fyne.NewPos(float32(cell%weekdays)*daySize+2, float32(cell/weekdays+1)*daySize+2))
}

func (r *calendarRenderer) Refresh() {
	r.mark.CornerRadius, r.over.CornerRadius = theme.FieldRadius, theme.FieldRadius
	r.mark.FillColor, r.over.FillColor = theme.Color(theme.Brand), theme.Color(theme.Hover)
	first := r.c.first()
	for i, t := range r.texts {
		t.TextSize, t.TextStyle = theme.TextBody, fyne.TextStyle{}
		if i < weekdays {
			t.Text, t.Color, t.TextSize = widgets.WeekdayName(time.Weekday((i+1)%weekdays)), theme.Color(theme.Quiet), theme.TextSmall
			t.Refresh()
			continue
		}
		d := first + model.Date(i-weekdays)
		_, _, day := d.YMD()
		t.Text, t.Color = strconv.Itoa(day), theme.Color(theme.Ink)
		switch {
		case d == r.c.at:
			t.Color = theme.Color(theme.OnBrand)
		case d == r.c.today:
			t.Color, t.TextStyle = theme.Color(theme.Brand), fyne.TextStyle{Bold: true}
		case d.Month() != r.c.month:
			t.Color = theme.Color(theme.Faint)
		}
		t.Refresh()
	}
	r.Layout(r.c.Size())
	r.mark.Refresh()
	r.over.Refresh()
}
