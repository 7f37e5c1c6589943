package complaints

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/customers/complaints"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/assets/pinyin"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// Page is the page 投诉.
type Page struct {
	host   shell.Host
	desk   Desk
	outlet desk.Outlet
	ctx    context.Context // ends with the page
	stop   context.CancelFunc
	today  func() model.Date

	register *complaints.Register // nil until the page was loaded
	open     model.ID             // complaint to open once loaded
	fresh    *Fresh               // complaint to be entered once loaded
	items    items

	list     *listTab
	notes    *notesTab
	switcher *widgets.Segmented
	content  fyne.CanvasObject
	tab      int
}

// items are what the forms pick from.
type items struct{ customers, products, employees []pick.Item }

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

const (
	tabList = iota
	tabNotes
)

// New makes the page; arg as Entry says.
func New(h shell.Host, d Desk, out desk.Outlet, arg any) *Page {
	p := &Page{host: h, desk: d, outlet: out, today: model.Today}
	p.ctx, p.stop = context.WithCancel(context.Background())
	p.list, p.notes = newListTab(p), newNotesTab(p)
	switch x := arg.(type) {
	case complaints.Filter:
		p.list.take(x)
	case model.ID:
		p.open = x
	case Fresh:
		p.fresh = &x
	case Notes:
		p.tab = tabNotes
	}
	p.switcher = widgets.NewSegmented([]string{i18n.T("登记"), i18n.T("满意度")}, 0, func(i int) {
		p.show(i)
		p.Focus()
	})
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14},
		container.NewStack(p.list.content, p.notes.content))
	p.show(p.tab)
	return p
}

func (p *Page) show(tab int) {
	p.tab = tab
	p.switcher.SetSelected(tab)
	if tab == tabNotes {
		p.list.content.Hide()
		p.notes.content.Show()
		return
	}
	p.notes.content.Hide()
	p.list.content.Show()
}

// Title implements shell.Page.
func (p *Page) Title() string { return i18n.T("客户") }

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		shell.Tabs(p.host, shell.PageComplaints, shell.Tab{Page: shell.PageCustomers, Label: i18n.T("名单")},
			shell.Tab{Page: shell.PageDuplicates, Label: i18n.T("查重")}, shell.Tab{Page: shell.PageComplaints, Label: i18n.T("投诉")}),
		p.switcher,
		widgets.NewPrimaryButton(icons.Add, i18n.T("登记投诉"), func() { p.enter(0) }),
		widgets.NewIconButton(icons.Print, i18n.T("打印与导出"), p.print),
	}
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	if p.tab == tabNotes {
		p.notes.table.Focus()
		return
	}
	p.list.table.Focus()
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	register, err := p.desk.Register(ctx, p.today())
	if err != nil {
		return nil, err
	}
	found := itemsOf(register.Directory, p.today())
	return func() { p.loaded(register, found) }, nil
}

func (p *Page) loaded(r *complaints.Register, found items) {
	p.register, p.items = r, found
	p.list.show()
	p.notes.show()
	if id := p.open; id != 0 {
		p.open = 0
		for i := range r.Rows {
			if r.Rows[i].ID == id {
				p.edit(r.Rows[i].Complaint)
			}
		}
	}
	if p.fresh != nil {
		customer := p.fresh.Customer
		p.fresh = nil
		p.enter(customer)
	}
}

func itemsOf(d *model.Directory, today model.Date) items {
	var out items
	region := func(id model.ID) string {
		if r := d.Regions[id]; r != nil {
			return r.Name
		}
		return ""
	}
	for id, c := range d.Customers {
		out.customers = append(out.customers, pick.Item{ID: id, Code: c.Code, Name: c.Name, Pinyin: c.Pinyin, Detail: region(c.RegionID)})
	}
	for id, x := range d.Products {
		out.products = append(out.products, pick.Item{ID: id, Code: x.Code, Name: x.Name, Pinyin: x.Pinyin, Detail: x.Pack})
	}
	for id, e := range d.Employees {
		if e.Active(today) {
			out.employees = append(out.employees, pick.Item{ID: id, Code: e.Code, Name: e.Name, Pinyin: pinyin.Key(e.Name), Detail: e.Position})
		}
	}
	for _, list := range [][]pick.Item{out.customers, out.products, out.employees} {
		byCode(list)
	}
	return out
}

// enter opens the form for a new complaint.
func (p *Page) enter(customer model.ID) {
	if p.register == nil {
		return
	}
	p.edit(complaints.Fresh(p.register.Directory, customer, p.today()))
}

// act does something that can be undone, and says so.
func (p *Page) act(do func(ctx context.Context) (string, error), said string, after func()) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := do(ctx)
		if err != nil {
			return nil, err
		}
		return func() {
			if after != nil {
				after()
			}
			if operation != "" {
				p.host.Toast(shell.Toast{Text: said, Action: i18n.T("撤销"), OnTap: func() { p.undo(operation) }})
			}
			p.host.Reload()
		}, nil
	})
}

func (p *Page) undo(operation string) {
	p.host.Do(func(ctx context.Context) (func(), error) { return p.host.Reload, p.desk.Undo(ctx, operation) })
}

// Shortcut implements shell.Shortcuts: Ctrl+F filters, Ctrl+N enters a complaint, Ctrl+P
// prints.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch {
	case c.KeyName == fyne.KeyN:
		p.enter(0)
	case c.KeyName == fyne.KeyP:
		p.print()
	case c.KeyName == fyne.KeyF && p.tab == tabList:
		p.host.Window().Canvas().Focus(p.list.text)
	case c.KeyName == fyne.KeyF:
		p.notes.table.ToggleFilter()
	default:
		return false
	}
	return true
}

// Close implements shell.Page.
func (p *Page) Close() {
	p.list.close()
	p.notes.table.Close()
	p.stop()
}

func moneyText(m model.Money) string { return document.FormatMoney(m, document.Yuan, 2) }

func countText(n int) string { return strconv.Itoa(n) }
