// Package forecast is the page 预测: what the months to come may bring by region, product
// and customer, how past forecasts did, and the manager's own figure with its reason.
package forecast

import (
	"context"

	"xunshi/app"
	"xunshi/app/forecasting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
)

// Forecaster is what the page does; *forecasting.Forecaster is one.
type Forecaster interface {
	Outlook(ctx context.Context, q forecasting.Request, progress forecasting.Progress) (*forecasting.Outlook, error)
	Keep(ctx context.Context, o *forecasting.Outlook) (operation string, err error)
	Kept(ctx context.Context, q forecasting.Request) (bool, error)
	SetOverride(ctx context.Context, q forecasting.Request, node model.ID, month model.Month, value int64, reason string) (operation string, err error)
	DropOverride(ctx context.Context, q forecasting.Request, node model.ID, month model.Month) (operation string, err error)
	Undo(ctx context.Context, operation string) error
}

// Program is what the page needs of the program beside.
type Program interface {
	Settings() app.Settings
	ReportTitle() string
}

// Entry registers the page. Its Arg is nil or a forecasting.By.
func Entry(f Forecaster, program Program, outlet desk.Outlet) shell.Entry {
	return shell.Entry{
		ID: shell.PageForecast, Name: func() string { return i18n.T("预测") }, Icon: icons.Charts, Group: shell.Hidden, Parent: shell.PageTargets,
		New: func(h shell.Host, arg any) shell.Page { return New(h, f, program, outlet, arg) },
	}
}
