package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
)

func kindNames(kinds []PeriodKind) []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		switch k {
		case Day:
			names[i] = i18n.T("日")
		case Month:
			names[i] = i18n.T("月")
		case Quarter:
			names[i] = i18n.T("季")
		case Year:
			names[i] = i18n.T("年")
		}
	}
	return names
}

func kindIndex(kinds []PeriodKind, kind PeriodKind) int {
	for i, k := range kinds {
		if k == kind {
			return i
		}
	}
	return 0
}

// head is the page of the grid with ‹ › beside it.
func (p *periodPanel) head() fyne.CanvasObject {
	title := ""
	switch p.kind {
	case Day:
		title = p.fiscal.Name(Month, p.fiscal.Of(Month, p.cursor))
	case Year:
		years := p.years()
		title = i18n.T("%d—%d年", years[0], years[len(years)-1])
	default:
		title = p.fiscal.Name(Year, p.fiscal.Of(Year, p.cursor))
	}
	return Row(4, NewFlatButton(icons.ChevronLeft, "", func() { p.turn(-1) }), Spacer(),
		Strong(title), Spacer(), NewFlatButton(icons.ChevronRight, "", func() { p.turn(1) }))
}

// foot leads to the period that today lies in.
func (p *periodPanel) foot() fyne.CanvasObject {
	word := map[PeriodKind]string{Day: i18n.T("今天"), Month: i18n.T("本月"), Quarter: i18n.T("本季"), Year: i18n.T("今年")}[p.kind]
	return Row(0, Spacer(), NewFlatButton(icons.Calendar, word, func() { p.pick(p.kind, model.Today()) }), Spacer())
}

func (p *periodPanel) grid() fyne.CanvasObject {
	switch p.kind {
	case Day:
		return p.days()
	case Quarter:
		return p.quarters()
	case Year:
		grid := container.NewGridWithColumns(4)
		for _, y := range p.years() {
			grid.Add(p.cell(strconv.Itoa(y), model.MonthOf(y, p.fiscal.start()).First(), 62))
		}
		return grid
	}
	grid := container.NewGridWithColumns(4)
	first := p.fiscal.YearStart(p.cursor.Month())
	for i := range 12 {
		m := first + model.Month(i)
		_, mo := m.YM()
		grid.Add(p.cell(MonthName(mo), m.First(), 62))
	}
	return grid
}

func (p *periodPanel) quarters() fyne.CanvasObject {
	grid := container.NewGridWithColumns(2)
	first := p.fiscal.YearStart(p.cursor.Month())
	for i := range 4 {
		m := first + model.Month(3*i)
		grid.Add(p.cell(i18n.T("第%d季度", i+1), m.First(), 128))
	}
	return grid
}

// years of the page: twelve, so that each year has a fixed place.
func (p *periodPanel) years() []int {
	y, _ := p.fiscal.YearStart(p.cursor.Month()).YM()
	years := make([]int, 12)
	for i := range years {
		years[i] = y - y%12 + i
	}
	return years
}

// days is a month with weeks from Monday; days of the neighbour months are left out.
func (p *periodPanel) days() fyne.CanvasObject {
	grid := container.NewGridWithColumns(7)
	for i := range 7 {
		name := WeekdayName(time.Weekday((i + 1) % 7))
		grid.Add(Fixed(36, 22, NewText(name, TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Align: fyne.TextAlignCenter})))
	}
	month := p.cursor.Month()
	for range (int(month.First().Weekday()) + 6) % 7 {
		grid.Add(Fixed(36, theme.RowHeight-2, Body("")))
	}
	for d := month.First(); d <= month.Last(); d++ {
		_, _, day := d.YMD()
		grid.Add(p.cell(strconv.Itoa(day), d, 36))
	}
	return grid
}

func (p *periodPanel) cell(name string, date model.Date, width float32) fyne.CanvasObject {
	kind := Flat
	if p.fiscal.Of(p.kind, date) == p.chosen {
		kind = Primary
	}
	b := newButton(kind, "", name, func() { p.pick(p.kind, date) })
	b.SetHeight(theme.RowHeight - 2)
	return Fixed(width, theme.RowHeight-2, b)
}
