// Package team is the page 团队: the roster with everyone's month, 人员流动, past hand-overs,
// and the sheets in which people are taken on, moved, handed over and let go.
package team

import (
	"context"

	"xunshi/app"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/pages/team/acts"
	"xunshi/ui/shell"
)

// Backend is what the page needs of the program. The methods that read or write run off
// the interface goroutine.
type Backend interface {
	acts.Backend
	Roster(ctx context.Context, month model.Month, leavers bool) (*team.Roster, error)
	Turnover(ctx context.Context, p model.Period) (*team.TurnoverReport, error)
	Reminders(ctx context.Context) ([]team.Reminder, error)
	Handovers(ctx context.Context, from model.ID) ([]model.Handover, error)
	// Layout and KeepLayout keep how the user arranged the roster's columns, as text.
	Layout(ctx context.Context) (string, error)
	KeepLayout(ctx context.Context, layout string) error
}

// Live is the running program as the Backend of the pages of people.
type Live struct {
	*team.Book
	desk.Live
	program *app.App
}

var _ Backend = Live{}

// NewLive is the running program.
func NewLive(a *app.App) Live { return Live{Book: a.Team, program: a} }

// Organisation is the name printed on top of reports.
func (l Live) Organisation() string { return l.program.Settings().Organisation }

// Tab is a part of the page; as a route's Arg it opens the page there.
type Tab string

// Parts of the page.
const (
	TabRoster    Tab = "roster"
	TabTurnover  Tab = "turnover"
	TabHandovers Tab = "handovers"
)

var tabs = []Tab{TabRoster, TabTurnover, TabHandovers}

func (t Tab) label() string {
	switch t {
	case TabTurnover:
		return i18n.T("流动")
	case TabHandovers:
		return i18n.T("交接记录")
	case TabRoster:
	}
	return i18n.T("人员")
}

// Entry registers the page. Its Arg is nil, a Tab, or the model.ID of someone to select.
func Entry(b Backend) shell.Entry {
	return shell.Entry{
		ID: shell.PageTeam, Name: func() string { return i18n.T("团队") }, Icon: icons.Team, Group: shell.GroupDaily,
		New: func(h shell.Host, arg any) shell.Page { return New(h, b, arg) },
	}
}
