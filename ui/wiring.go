package ui

import (
	"context"
	"errors"
	"log/slog"

	"xunshi/app"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/safekeeping"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/pages/appraisal"
	"xunshi/ui/pages/bonus"
	"xunshi/ui/pages/complaints"
	"xunshi/ui/pages/customerfile"
	"xunshi/ui/pages/customers"
	"xunshi/ui/pages/duplicates"
	"xunshi/ui/pages/exchange"
	"xunshi/ui/pages/firstrun"
	"xunshi/ui/pages/forecast"
	"xunshi/ui/pages/importing"
	"xunshi/ui/pages/orgchart"
	"xunshi/ui/pages/person"
	"xunshi/ui/pages/products"
	"xunshi/ui/pages/records"
	"xunshi/ui/pages/recruiting"
	"xunshi/ui/pages/reports"
	"xunshi/ui/pages/sales"
	"xunshi/ui/pages/settings"
	"xunshi/ui/pages/targets"
	"xunshi/ui/pages/team"
	"xunshi/ui/pages/today"
	"xunshi/ui/pages/training"
	"xunshi/ui/pages/workcalendar"
	"xunshi/ui/shell"
)

// hitsPerKind is how many customers, products and people the search shows of each.
const hitsPerKind = 6

// entries registers the pages, in the order of the navigation.
func (w *window) entries() []shell.Entry {
	people := team.NewLive(w.program)
	return []shell.Entry{
		today.Entry(w.program),
		customers.Entry(w.program),
		customerfile.Entry(w.program.Files, w.program.Cards, w.program),
		duplicates.Entry(w.program.Merger),
		complaints.Entry(w.program.Complaints, desk.Live{}),
		team.Entry(people),
		orgchart.Entry(people),
		person.Entry(people),
		training.Entry(w.program.Growth.Training, desk.Live{}),
		recruiting.Entry(w.program.Growth.Recruiting, desk.Live{}),
		appraisal.Entry(w.program.Growth.Appraisals, w.program.Growth.Coaching, desk.Live{}),
		bonus.Entry(w.program.Growth.Bonus, desk.Live{}),
		forecast.Entry(w.program.Forecaster, w.program, desk.Live{}),
		sales.Entry(w.program),
		products.Entry(w.program.Products, w.program),
		targets.Entry(w.program.Targets, w.program, func(h shell.Host, doc *document.Document) { desk.Show(h, desk.Live{}, doc) }),
		workcalendar.Entry(w.program.Targets, w.program),
		importing.Entry(w.program.Importer, w.program),
		exchange.Entry(w.program.Exchange, desk.Live{}),
		reports.Entry(w.program),
		records.Entry(w.program.Records),
		settings.Entry(w.program, settings.Options{
			Dir: w.program.Dir, Version: app.Version,
			BackupName: safekeeping.SuggestedName, BackupEnding: safekeeping.Ending,
			OpenFolder: exporting.Open, Applied: w.apply,
		}),
		firstrun.Entry(w.program, firstrun.Options{
			SetOrganisation: w.setOrganisation, Extensions: []string{".xlsx", ".xls", ".csv", ".txt"},
		}),
	}
}

func (w *window) setOrganisation(ctx context.Context, name string) error {
	s := w.program.Settings()
	s.Organisation = name
	return w.program.SetSettings(ctx, s)
}

func (w *window) search(ctx context.Context, text string) []model.SearchHit {
	hits, err := w.program.Search(ctx, text, hitsPerKind)
	if err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("search", "error", err)
	}
	return hits
}

// openHit leads to the page of what was found.
func openHit(h model.SearchHit) shell.Route {
	switch h.Kind {
	case "customer":
		return shell.Route{Page: shell.PageCustomers, Arg: customers.Show(h.ID)}
	case "product":
		return shell.Route{Page: shell.PageProducts, Arg: h.ID}
	case "employee":
		return shell.Route{Page: shell.PagePerson, Arg: h.ID}
	}
	return shell.Route{Page: shell.PageToday}
}

func (w *window) status(ctx context.Context) shell.Status {
	s, err := w.program.Status(ctx)
	if err != nil && !errors.Is(err, context.Canceled) {
		slog.Error("read the status line", "error", err)
	}
	// a backup is read back before it counts as made
	return shell.Status{AsOf: s.DataUntil, Lines: s.Lines, Backup: s.LastBackup.Local(), Verified: !s.LastBackup.IsZero()}
}

// dropped opens the import with a file dropped on the window; folders and reps' workbooks
// are taken in.
func (w *window) dropped(h shell.Host, paths []string) {
	if exchange.Returned(paths) {
		h.Go(shell.Route{Page: shell.PageExchange, Arg: exchange.Files(paths)})
		return
	}
	if len(paths) > 1 {
		h.Toast(shell.Toast{Text: i18n.T("一次导入一个文件,先打开第一个")})
	}
	h.Go(shell.Route{Page: shell.PageImport, Arg: paths[0]})
}

// memory keeps the state of the window in the program's settings.
type memory struct{ program *app.App }

// WindowState implements shell.Memory.
func (m memory) WindowState() shell.WindowState {
	s := m.program.Settings()
	return shell.WindowState{Width: s.WindowWidth, Height: s.WindowHeight, Collapsed: s.Collapsed}
}

// KeepWindowState implements shell.Memory.
func (m memory) KeepWindowState(state shell.WindowState) {
	s := m.program.Settings()
	s.WindowWidth, s.WindowHeight, s.Collapsed = state.Width, state.Height, state.Collapsed
	if s == m.program.Settings() {
		return
	}
	if err := m.program.SetSettings(context.Background(), s); err != nil {
		slog.Error("keep the window's state", "error", err)
	}
}
