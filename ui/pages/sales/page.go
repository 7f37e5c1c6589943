package sales

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/ledger"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// Page is the page 销售.
type Page struct {
	host shell.Host
	app  App
	ctx  context.Context // ends with the page
	stop context.CancelFunc

	tab       Tab
	directory *model.Directory
	batches   []model.ImportBatch

	lines    *linesTab
	entry    *entryTab
	history  *batchesTab
	switcher *widgets.Segmented
	body     *fyne.Container
	content  fyne.CanvasObject

	asked request // what the running Load is to read
}

// request is what Load reads, copied from the widgets beforehand.
type request struct {
	filter model.LineFilter
	sort   model.LineSort
	open   bool // no period was chosen yet: take the month of the last data
	draft  bool
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// New makes the page; arg as Entry says.
func New(h shell.Host, a App, arg any) *Page {
	p := &Page{host: h, app: a, tab: TabLines}
	p.ctx, p.stop = context.WithCancel(context.Background())
	p.lines, p.entry, p.history = newLinesTab(p), newEntryTab(p), newBatchesTab(p)
	switch x := arg.(type) {
	case model.LineFilter:
		p.lines.drill(x)
	case Tab:
		p.tab = x
	}
	names := make([]string, len(tabs))
	for i, t := range tabs {
		names[i] = t.label()
	}
	p.switcher = widgets.NewSegmented(names, 0, func(i int) {
		p.show(tabs[i])
		p.Focus()
	})
	p.body = container.NewStack(p.lines.content, p.entry.content, p.history.content) // all there, for a change of theme
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, p.body)
	p.show(p.tab)
	return p
}

// show brings a tab to the front.
func (p *Page) show(t Tab) {
	p.tab = t
	at := slices.Index(tabs, t)
	p.switcher.SetSelected(at)
	desk.Front(p.body, at)
}

// Focus implements shell.Focuser: what the tab is for has the keyboard.
func (p *Page) Focus() {
	switch p.tab {
	case TabEntry:
		p.entry.grid.Focus()
	case TabBatches:
		p.history.table.Focus()
	default:
		p.lines.table.Focus()
	}
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("销售") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.switcher, widgets.NewPrimaryButton(icons.Import, i18n.T("导入"), p.goImport)}
}

func (p *Page) goImport() { p.host.Go(shell.Route{Page: shell.PageImport, Arg: model.BatchSales}) }

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() {
	p.asked = request{filter: p.lines.filter, sort: p.lines.sort, open: !p.lines.periodSet, draft: !p.entry.loaded}
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	asked := p.asked
	directory, err := p.app.Directory(ctx)
	if err != nil {
		return nil, err
	}
	batches, err := p.app.Batches(ctx)
	if err != nil {
		return nil, err
	}
	if asked.open {
		asked.filter.Period = lastMonth(batches)
	}
	lines, err := p.app.Lines(ctx, asked.filter, asked.sort)
	if err != nil {
		return nil, err
	}
	var draft string
	if asked.draft {
		if draft, err = p.app.Draft(ctx, draftKey); err != nil {
			return nil, err
		}
	}
	return func() { p.loaded(asked, directory, batches, lines, draft) }, nil
}

func (p *Page) loaded(asked request, d *model.Directory, batches []model.ImportBatch, lines *ledger.Lines, draft string) {
	p.directory, p.batches = d, batches
	p.lines.show(asked, lines)
	p.history.show(batches)
	p.entry.show(d)
	if asked.draft {
		p.entry.restore(draft)
	}
}

// lastMonth is the month of the last day with sales, this month if there are none.
func lastMonth(batches []model.ImportBatch) model.Period {
	last := model.Date(0)
	for i := range batches {
		if b := &batches[i]; b.UndoneAt == nil && hasLines(b.Kind) {
			last = max(last, b.To)
		}
	}
	if last.IsZero() {
		last = model.Today()
	}
	return last.Month().Period()
}

// hasLines tells whether a kind of batch brings sales lines.
func hasLines(k model.BatchKind) bool {
	return k == model.BatchSales || k == model.BatchManual || k == model.BatchDemo
}

// Shortcut implements shell.Shortcuts: Ctrl+F filters, Ctrl+N types a line, Ctrl+S saves
// what was typed.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch {
	case c.KeyName == fyne.KeyF && p.tab == TabLines:
		p.host.Window().Canvas().Focus(p.lines.text)
	case c.KeyName == fyne.KeyN:
		p.show(TabEntry)
		p.Focus()
	case c.KeyName == fyne.KeyS && p.tab == TabEntry:
		p.entry.save()
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.entry.close()
	p.lines.close()
	p.history.table.Close()
	p.stop()
}
