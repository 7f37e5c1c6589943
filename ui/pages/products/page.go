package products

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/regions"
)

// part is a tab of the page. Its methods are called on the interface goroutine, except the
// work that load gives.
type part interface {
	content() fyne.CanvasObject
	// load copies what it needs of the widgets and gives the work of reading.
	load() func(ctx context.Context) (show func(), err error)
	focus()
	// shortcut does what Ctrl and a key mean; it tells whether they mean anything.
	shortcut(key fyne.KeyName) bool
	close()
}

// Page is the page 品项.
type Page struct {
	host    shell.Host
	book    Book
	program Program
	ctx     context.Context // ends with the page
	stop    context.CancelFunc

	tab      Tab
	parts    map[Tab]part
	switcher *widgets.Segmented
	region   *widgets.Choice
	regionID model.ID
	// directory and today are those last read
	directory *model.Directory
	today     model.Date

	catalogue *catalogue
	body      *fyne.Container
	root      fyne.CanvasObject
	reading   func(ctx context.Context) (func(), error) // what the running Load is to read
	now       func() model.Date                         // the computer's day
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Preparer  = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// clock is the computer's; tests stop it.
var clock = model.Today

// New makes the page; arg as Entry says.
func New(h shell.Host, book Book, program Program, arg any) *Page {
	p := &Page{host: h, book: book, program: program, tab: TabRange, directory: &model.Directory{}, today: clock(), now: clock}
	p.ctx, p.stop = context.WithCancel(context.Background())
	p.region = regions.New(func(id model.ID) {
		p.regionID = id
		h.Reload()
	})
	p.catalogue = newCatalogue(p)
	p.parts = map[Tab]part{TabRange: p.catalogue, TabPrices: newPrices(p), TabListing: newListing(p), TabBelow: newBelow(p), TabMargin: newMargin(p)}
	switch x := arg.(type) {
	case model.ID:
		p.catalogue.wanted = x
	case Tab:
		p.tab = x
	}
	names := make([]string, len(tabs))
	p.body = container.NewStack()
	for i, t := range tabs {
		names[i] = t.label()
		p.body.Add(p.parts[t].content()) // all there, for a change of theme
	}
	p.switcher = widgets.NewSegmented(names, 0, func(i int) { p.choose(tabs[i]) })
	p.root = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, p.body)
	p.show(p.tab)
	return p
}

// choose goes to a tab and reads it anew.
func (p *Page) choose(t Tab) {
	if t == p.tab {
		return
	}
	p.show(t)
	p.host.RefreshBar()
	p.host.Reload()
	p.Focus()
}

// show brings a tab to the front.
func (p *Page) show(t Tab) {
	if p.parts[t] == nil {
		t = TabRange
	}
	p.tab = t
	at := slices.Index(tabs, t)
	p.switcher.SetSelected(at)
	desk.Front(p.body, at)
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("品项") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	bar := []fyne.CanvasObject{p.switcher}
	switch p.tab {
	case TabRange:
		bar = append(bar, p.region, widgets.NewPrimaryButton(icons.Add, i18n.T("新建"), p.catalogue.create))
	case TabBelow, TabMargin:
		bar = append(bar, p.region)
	case TabPrices, TabListing:
	}
	return bar
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Prepare implements shell.Preparer.
func (p *Page) Prepare() { p.reading = p.parts[p.tab].load() }

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	directory, err := p.book.Directory(ctx)
	if err != nil {
		return nil, err
	}
	today, err := p.book.Today(ctx)
	if err != nil {
		return nil, err
	}
	show, err := p.reading(ctx)
	if err != nil {
		return nil, err
	}
	return func() {
		p.directory, p.today = directory, today
		regions.Show(p.region, directory, p.regionID)
		show()
	}, nil
}

// regionName is the region chosen, "" for the whole business.
func (p *Page) regionName() string {
	if r := p.directory.Regions[p.regionID]; r != nil {
		return r.Name
	}
	return ""
}

// Focus implements shell.Focuser.
func (p *Page) Focus() { p.parts[p.tab].focus() }

// Shortcut implements shell.Shortcuts: Ctrl+F filters, Ctrl+N makes a new one, Ctrl+S saves.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	return ok && c.Modifier == fyne.KeyModifierShortcutDefault && p.parts[p.tab].shortcut(c.KeyName)
}

// Close implements shell.Page.
func (p *Page) Close() {
	for _, t := range tabs {
		p.parts[t].close()
	}
	p.stop()
}

// acted says in a toast what an act did and offers to take it back; "" means that nothing
// changed.
func (p *Page) acted(operation, text string) {
	if operation == "" {
		p.host.Toast(shell.Toast{Text: i18n.T("没有改动")})
		return
	}
	p.host.Toast(shell.Toast{Text: text, Action: i18n.T("撤销"), OnTap: func() {
		p.host.Do(func(ctx context.Context) (func(), error) {
			if err := p.book.Undo(ctx, operation); err != nil {
				return nil, err
			}
			return func() {
				p.host.Toast(shell.Toast{Text: i18n.T("已撤销")})
				p.host.Reload()
			}, nil
		})
	}})
	p.host.Reload()
}

// panel is the white ground a tab's table stands on.
func panel(o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewPanel(o, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 6, Top: 8, Right: 6, Bottom: 2}})
}

// bar is the row of filters and buttons above a table.
func bar(o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Inset(widgets.Insets{Left: 6, Right: 6, Bottom: 4}, o)
}
