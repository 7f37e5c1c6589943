// Package workcalendar is the page 工作日历: a year of days of which each can be a holiday, a
// worked weekend day or have a weight of its own. They hold wherever time progress and
// required run-rates are computed.
package workcalendar

import (
	"context"

	"xunshi/app"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Planner is what the page does with days; *targeting.Planner is one.
type Planner interface {
	Days(ctx context.Context, period model.Period) (map[model.Date]model.CalendarDay, error)
	SetDays(ctx context.Context, days []model.CalendarDay) (operation string, err error)
	ReadHolidays(ctx context.Context, path string) (days []model.CalendarDay, rejects []string, err error)
	Undo(ctx context.Context, operation string) error
	Redo(ctx context.Context, operation string) error
}

// Program is what the page needs of the program beside the planner; *app.App is one.
type Program interface {
	Settings() app.Settings
	SetSettings(ctx context.Context, s app.Settings) error
	Calendar() analysis.Calendar
}

// Entry registers the page. Its Arg is nil or the year to show (int).
func Entry(planner Planner, program Program) shell.Entry {
	return shell.Entry{
		ID: shell.PageCalendar, Name: func() string { return i18n.T("工作日历") }, Icon: icons.Calendar, Group: shell.Hidden,
		Parent: shell.PageTargets,
		New:    func(h shell.Host, arg any) shell.Page { return New(h, planner, program, arg) },
	}
}
