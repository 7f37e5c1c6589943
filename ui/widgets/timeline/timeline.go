// Package timeline shows what happened, the newest first: dates left, a dot on a line, words
// right.
package timeline

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Item is one thing that happened.
type Item struct {
	Date   model.Date
	Kind   string // 走访, 投诉, 回款 …; "" = none
	Text   string
	Detail string       // quiet, below the text; "" = none
	Tone   widgets.Tone // of the dot
	OnTap  func()       // nil = the item cannot be opened
}

// page is how many items are shown at first, and how many more each time.
const page = 50

// Timeline is the widget. It is as high as its items; the owner scrolls.
type Timeline struct {
	widget.BaseWidget
	items []Item
	shown int
	today model.Date // items of its year are dated without the year
	list  *fyne.Container
	empty fyne.CanvasObject
	width float32
}

// New shows items in the order given.
func New(items ...Item) *Timeline {
	t := &Timeline{today: model.Today(), list: widgets.Column(0)}
	t.ExtendBaseWidget(t)
	t.SetItems(items)
	return t
}

// SetToday says from which day's year dates are seen: its items need no year.
func (t *Timeline) SetToday(d model.Date) {
	t.today = d
	t.fill()
}

// SetEmpty gives what is shown when nothing happened: what belongs here.
func (t *Timeline) SetEmpty(o fyne.CanvasObject) {
	t.empty = o
	t.fill()
}

// SetItems shows other items, from the first page.
func (t *Timeline) SetItems(items []Item) {
	t.items, t.shown = items, min(page, len(items))
	t.fill()
}

// More shows a page more; it tells whether there was one.
func (t *Timeline) More() bool {
	if t.shown >= len(t.items) {
		return false
	}
	t.shown = min(t.shown+page, len(t.items))
	t.fill()
	return true
}

// Shown is how many items are shown.
func (t *Timeline) Shown() int { return t.shown }

func (t *Timeline) fill() {
	t.list.Objects = nil
	dates, kinds := t.columns()
	for i, item := range t.items[:t.shown] {
		t.list.Objects = append(t.list.Objects, newEntry(item, t.date(item.Date), dates, kinds, i == 0, i == len(t.items)-1))
	}
	if rest := len(t.items) - t.shown; rest > 0 {
		more := widgets.NewFlatButton("", i18n.T("更多(还有 %d 条)", rest), func() { t.More() })
		t.list.Objects = append(t.list.Objects, widgets.Row(0, widgets.Spacer(), more, widgets.Spacer()))
	}
	if len(t.items) == 0 && t.empty != nil {
		t.list.Objects = append(t.list.Objects, t.empty)
	}
	t.list.Refresh()
	t.Refresh()
}

// date is "9-11" in this year, "2025-09-11" else.
func (t *Timeline) date(d model.Date) string {
	if d.IsZero() {
		return "—"
	}
	y, m, day := d.YMD()
	if now, _, _ := t.today.YMD(); y == now {
		return fmt.Sprintf("%d-%d", int(m), day)
	}
	return d.String()
}

// columns are the widths dates and kinds need.
func (t *Timeline) columns() (dates, kinds float32) {
	wide := func(s string) float32 { return fyne.MeasureText(s, theme.TextCaption, fyne.TextStyle{}).Width }
	for _, item := range t.items {
		dates = max(dates, wide(t.date(item.Date)))
		if item.Kind != "" {
			kinds = max(kinds, wide(item.Kind)+8)
		}
	}
	return dates, min(kinds, 90)
}

// HeightFor is the height of the items at a width.
func (t *Timeline) HeightFor(width float32) float32 { return widgets.HeightFor(t.list, width) }

// CreateRenderer is for Fyne.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer { return &renderer{t} }

type renderer struct{ t *Timeline }

func (r *renderer) Destroy()                     {}
func (r *renderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t.list} }
func (r *renderer) Refresh()                     { r.t.list.Refresh() }

func (r *renderer) Layout(size fyne.Size) {
	r.t.width = size.Width
	r.t.list.Resize(size)
}

func (r *renderer) MinSize() fyne.Size {
	if r.t.width > 0 {
		return fyne.NewSize(180, r.t.HeightFor(r.t.width))
	}
	return fyne.NewSize(180, r.t.list.MinSize().Height)
}
