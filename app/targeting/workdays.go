package targeting

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Days are the recorded days of a period, by date.
func (p *Planner) Days(ctx context.Context, period model.Period) (map[model.Date]model.CalendarDay, error) {
	all, err := store.Find(ctx, p.store, model.CalendarDay{})
	if err != nil {
		return nil, err
	}
	out := map[model.Date]model.CalendarDay{}
	for _, d := range all {
		if period.Contains(d.Date) {
			out[d.Date] = d
		}
	}
	return out, nil
}

// Calendar takes the recorded days into a calendar.
func (p *Planner) Calendar(ctx context.Context, base analysis.Calendar) (analysis.Calendar, error) {
	days, err := store.Find(ctx, p.store, model.CalendarDay{})
	if err != nil {
		return base, err
	}
	return base.With(days), nil
}

// SetDays records days in one act; a day of kind "" is like its weekday again. Weights lie
// between 0 and 1,000 percent.
func (p *Planner) SetDays(ctx context.Context, days []model.CalendarDay) (operation string, err error) {
	for i := range days {
		d := &days[i]
		switch {
		case d.Kind == analysis.DayWeight && (d.Weight < 0 || d.Weight > 1000):
			return "", model.NewFault(nil, i18n.T("日权重 %d%% 超出范围。", d.Weight), i18n.T("数据没有改动。"), i18n.T("请填 0 到 1000 之间的百分数。"))
		case d.Kind != "" && d.Kind != analysis.DayOff && d.Kind != analysis.DayWorked && d.Kind != analysis.DayWeight:
			return "", fmt.Errorf("a day of kind %q", d.Kind)
		}
	}
	return p.store.Edit(ctx, func(e *store.Edit) error {
		for i := range days {
			if err := setDay(e, days[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func setDay(e *store.Edit, day model.CalendarDay) error {
	known, err := store.FindIn(e, model.CalendarDay{Date: day.Date})
	if err != nil {
		return err
	}
	for i := range known {
		if day.Kind == "" || i < len(known)-1 { // one record a day is enough
			if err := store.Remove(e, &known[i]); err != nil {
				return err
			}
		}
	}
	if day.Kind == "" {
		return nil
	}
	record := model.CalendarDay{Date: day.Date}
	if len(known) > 0 {
		record = known[len(known)-1]
	}
	record.Kind, record.Weight, record.Name = day.Kind, 0, strings.TrimSpace(day.Name)
	if day.Kind == analysis.DayWeight {
		record.Weight = day.Weight
	}
	return store.Put(e, &record)
}

// maxHolidays is the most days one file may give.
const maxHolidays = 4000

//i18n:data
var (
	offWords    = []string{"休", "放假", "假", "节", "off", "holiday"}
	workedWords = []string{"班", "上班", "调休上班", "补班", "工作", "work"}
)

// ReadHolidays reads a list of days from a sheet: one column with dates and, beside it, a
// name and whether the day is 休 or 班 (without a word it is 休). Lines that cannot be read
// are told in words.
func (p *Planner) ReadHolidays(ctx context.Context, path string) (days []model.CalendarDay, rejects []string, err error) {
	book, err := workbook.Open(ctx, path, nil)
	if err != nil {
		return nil, nil, err
	}
	for _, sheet := range book.Sheets {
		for i := range sheet.Rows() {
			day, text, ok := holidayRow(book, sheet.Row(i))
			switch {
			case ok && len(days) < maxHolidays:
				days = append(days, day)
			case text != "" && len(days) > 0: // before the first date there are titles
				rejects = append(rejects, i18n.T("第 %d 行:看不懂日期「%s」", i+1, text))
			}
		}
		if len(days) > 0 {
			return days, rejects, nil
		}
	}
	return nil, nil, model.NewFault(nil, i18n.T("%s 里没有找到日期。", filepath.Base(path)), i18n.T("日历没有改动。"),
		i18n.T("表里请有一列日期(如 2026-10-01)、一列名称、一列写“休”或“班”。"))
}

// holidayRow reads one line: the first date in it, whether it is worked, and the other text
// as its name.
func holidayRow(book *workbook.Book, row []workbook.Value) (day model.CalendarDay, text string, ok bool) {
	day.Kind = analysis.DayOff
	for _, v := range row {
		s := strings.TrimSpace(book.Show(v))
		if s == "" {
			continue
		}
		if text == "" {
			text = s
		}
		if day.Date.IsZero() {
			if d, found := readDay(book, v, s); found {
				day.Date = d
				continue
			}
		}
		switch word := strings.ToLower(s); {
		case one(word, workedWords):
			day.Kind = analysis.DayWorked
		case one(word, offWords):
		case day.Name == "":
			day.Name = s
		}
	}
	return day, text, !day.Date.IsZero()
}

func one(word string, words []string) bool {
	for _, w := range words {
		if word == w {
			return true
		}
	}
	return false
}

func readDay(book *workbook.Book, v workbook.Value, text string) (model.Date, bool) {
	window := values.Window()
	if parts, ok := values.Scan(text); ok && parts.Fixed {
		if d, ok := parts.Date(values.YMD); ok && window.Contains(d) {
			return d, true
		}
	}
	if book.Kind(v) == workbook.Number {
		if d, ok := values.Serial(text, book.Date1904); ok && window.Contains(d) {
			return d, true
		}
	}
	return 0, false
}
