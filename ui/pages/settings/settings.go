// Package settings is the page 设置: where the data lie and how they are kept safe, how
// figures are shown, how time is counted, closed months, about.
package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Program is what the page needs of the program; *app.App is one.
type Program interface {
	Settings() app.Settings
	SetSettings(ctx context.Context, s app.Settings) error
	Backup(ctx context.Context, path string) error
	Restore(ctx context.Context, path string) (kept string, err error)
	Check(ctx context.Context) (lines []string, ok bool, err error)
	LastBackup(ctx context.Context) (time.Time, error)
	ClosedMonths(ctx context.Context) ([]app.ClosedMonth, error) // newest first
	ReopenMonth(ctx context.Context, m model.Month) error
}

// Options of the page beside the program.
type Options struct {
	Dir          string                           // the data folder
	Version      string                           // of the program
	BackupName   func(t time.Time) string         // suggested name of a backup file
	BackupEnding string                           // with its dot
	OpenFolder   func(path string) error          // shows a folder in the system's file manager
	Applied      func(before, after app.Settings) // puts a new language or theme on the window
}

// Page is the settings page.
type Page struct {
	host    shell.Host
	program Program
	opt     Options

	backup *widgets.Text   // when the last backup was made
	check  *fyne.Container // what the last integrity check found
	months *fyne.Container // closed months
	days   *fyne.Container // weights of the weekdays
	chosen *fyne.Container // the cards of what may be chosen
	body   fyne.CanvasObject
}

// New makes the page.
func New(h shell.Host, program Program, opt Options) *Page {
	p := &Page{host: h, program: program, opt: opt,
		backup: widgets.Body("—"), check: widgets.Column(4), months: widgets.Column(0), days: widgets.Column(4)}
	left := widgets.Column(theme.Gap, p.dataCard(), p.monthsCard(), p.aboutCard())
	p.chosen = widgets.Column(theme.Gap, p.displayCard(), p.businessCard())
	columns := widgets.Inset(widgets.Insets{Top: 14, Right: theme.Margin, Bottom: 14, Left: theme.Margin},
		widgets.Weighted(theme.Gap, []float32{1, 1}, left, p.chosen))
	p.body = container.NewVScroll(widgets.Column(0, columns))
	return p
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("设置") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject { return nil }

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Close implements shell.Page.
func (p *Page) Close() {}

// Load reads the last backup and the closed months.
func (p *Page) Load(ctx context.Context) (func(), error) {
	last, err := p.program.LastBackup(ctx)
	if err != nil {
		return nil, err
	}
	months, err := p.program.ClosedMonths(ctx)
	if err != nil {
		return nil, err
	}
	return func() {
		p.showBackup(last)
		p.showMonths(months)
		p.body.Refresh()
	}, nil
}

// change keeps one choice and puts it in force.
func (p *Page) change(edit func(*app.Settings)) {
	before := p.program.Settings()
	after := before
	edit(&after)
	if after == before {
		return
	}
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.program.SetSettings(ctx, after); err != nil {
			return nil, err
		}
		return func() {
			if p.opt.Applied != nil {
				p.opt.Applied(before, after)
			}
		}, nil
	})
}

// Entry registers the page.
func Entry(program Program, opt Options) shell.Entry {
	return shell.Entry{
		ID: shell.PageSettings, Name: func() string { return i18n.T("设置") }, Icon: icons.Settings, Group: shell.GroupSettings,
		New: func(h shell.Host, _ any) shell.Page { return New(h, program, opt) },
	}
}
