package team

import (
	"cmp"
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// reminderDays is how far reminders look ahead, today counted.
const reminderDays = 30

// Reminder is a day of someone's that is coming.
type Reminder struct {
	EmployeeID model.ID
	Name       string
	Date       model.Date
	Text       string // 生日, 入职 3 周年, 调岗生效 …
}

// Reminders lists birthdays, anniversaries of the hire, changes of post that take effect
// and last days of the next 30 days.
func (b *Book) Reminders(ctx context.Context) ([]Reminder, error) {
	l, err := b.Line(ctx)
	if err != nil {
		return nil, err
	}
	today := b.today()
	near := model.Period{From: today, To: today + reminderDays - 1}
	var out []Reminder
	add := func(id model.ID, on model.Date, text string) {
		if near.Contains(on) {
			out = append(out, Reminder{id, l.Name(id), on, text})
		}
	}
	for id, e := range l.Directory.Employees {
		if !e.Left.IsZero() && e.Left < today {
			continue
		}
		if !e.Birthday.IsZero() {
			on, _ := anniversary(e.Birthday, today)
			add(id, on, i18n.T("生日"))
		}
		if !e.Hired.IsZero() {
			if on, years := anniversary(e.Hired, today); years > 0 {
				add(id, on, i18n.T("入职 %d 周年", years))
			} else if e.Hired > today {
				add(id, e.Hired, i18n.T("入职"))
			}
		}
		for _, p := range l.Posts(id) {
			if p.From > today && p.From > e.Hired {
				add(id, p.From, i18n.T("任职变动:%s", p.Position))
			}
		}
		if !e.Left.IsZero() {
			add(id, e.Left, i18n.T("最后工作日"))
		}
	}
	slices.SortFunc(out, func(a, b Reminder) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.EmployeeID, b.EmployeeID))
	})
	return out, nil
}

// anniversary is the next return of a day from today on, and how many years that makes.
// The 29th of February is kept on the 28th in other years.
func anniversary(day, today model.Date) (on model.Date, years int) {
	born, month, dayOfMonth := day.YMD()
	year, _, _ := today.YMD()
	for ; ; year++ {
		m := model.MonthOf(year, month)
		on = min(m.First()+model.Date(dayOfMonth-1), m.Last())
		if on >= today {
			return on, year - born
		}
	}
}
