// Package orgchart is the page 架构: the reporting line on a date, drawn as a chart that can
// be folded, zoomed, opened and printed.
package orgchart

import (
	"context"

	"xunshi/app/exporting"
	"xunshi/app/team/orgchart"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Backend is what the page needs of the program. OrgChart, WriteOrgChart and Print run off
// the interface goroutine.
type Backend interface {
	OrgChart(ctx context.Context, on model.Date) ([]*orgchart.Box, error)
	WriteOrgChart(ctx context.Context, roots []*orgchart.Box, s orgchart.Sheet, path string) error
	Print(ctx context.Context, path string) (exporting.Handed, error)
	OpenFile(path string) error
	CopyPicture(ctx context.Context, picture []byte, name string) error
	Today() model.Date
	// Organisation is the name printed on top: 江苏大区.
	Organisation() string
}

// Entry registers the page. Its Arg is nil or the model.Date to show.
func Entry(b Backend) shell.Entry {
	return shell.Entry{
		ID: shell.PageOrgChart, Name: func() string { return i18n.T("架构") }, Icon: icons.Team, Group: shell.Hidden, Parent: shell.PageTeam,
		New: func(h shell.Host, arg any) shell.Page { return New(h, b, arg) },
	}
}
