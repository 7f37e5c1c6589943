package customerfile

import (
	"cmp"
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"xunshi/app/customers/file"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/table"
)

// Page is one customer's file.
type Page struct {
	host   shell.Host
	files  Files
	cards  Cards
	drafts Drafts
	ctx    context.Context // ends with the page
	stop   context.CancelFunc

	id     model.ID // 0 = a new customer
	opened model.ID // id the page was opened with
	part   Part
	book   *book      // nil until the page was loaded
	base   *file.File // as it stands in the books
	shown  string     // what the widgets held after they were last filled
	clash  model.ID   // customer that has the code typed
	saving bool
	timer  *time.Timer
	writer draftWriter

	form      *form.Form[typed]
	contacts  *list[model.Contact]
	policies  *list[model.CustomerPolicy]
	contracts *list[model.Contract]
	shares    *list[model.CustomerShare]
	history   *table.Table[file.Happening]
	side      *side
	switcher  *widgets.Segmented
	saveBtn   *widgets.Button
	formBox   *fyne.Container
	panels    map[Part]fyne.CanvasObject
	content   fyne.CanvasObject
}

var (
	_ shell.Page      = (*Page)(nil)
	_ shell.Shortcuts = (*Page)(nil)
	_ shell.Focuser   = (*Page)(nil)
)

// sideWidth is the width of the column beside the form.
const sideWidth = 224

// New makes the page; arg as Entry says.
func New(h shell.Host, files Files, cards Cards, drafts Drafts, arg any) *Page {
	p := &Page{host: h, files: files, cards: cards, drafts: drafts}
	p.writer.drafts = drafts
	p.ctx, p.stop = context.WithCancel(context.Background())
	switch x := arg.(type) {
	case model.ID:
		p.id = x
	case Arg:
		p.id, p.part = x.ID, x.Part
	}
	p.opened = p.id
	p.contacts, p.policies, p.contracts, p.shares = p.newContacts(), p.newPolicies(), p.newContracts(), p.newShares()
	p.history = newHistory(p)
	p.side = newSide(p)
	names := make([]string, len(parts))
	for i, part := range parts {
		names[i] = part.label()
	}
	p.switcher = widgets.NewSegmented(names, 0, func(i int) {
		p.show(parts[i])
		p.Focus()
	})
	p.saveBtn = widgets.NewPrimaryButton(icons.Check, i18n.T("保存"), p.save)
	p.content = widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, p.layOut())
	p.show(p.part)
	return p
}

func (p *Page) layOut() fyne.CanvasObject {
	p.formBox = container.NewStack()
	p.panels = map[Part]fyne.CanvasObject{
		PartFile:     container.NewBorder(nil, nil, nil, widgets.Inset(widgets.Insets{Left: theme.Gap}, widgets.Fixed(sideWidth, 0, p.side.root)), widgets.NewCardGround(p.formBox)),
		PartContacts: gridCard(i18n.T("联系人"), i18n.T("第一位或标“是”的为主要联系人;可从 Excel 粘贴"), p.contacts.grid),
		PartAgreements: widgets.Headed(widgets.Fixed(0, 190, gridCard(i18n.T("销售政策"), i18n.T("有效期不能重叠;截止留空表示长期"), p.policies.grid)),
			widgets.Inset(widgets.Insets{Top: theme.Gap}, widgets.Headed(widgets.Fixed(0, 200, gridCard(i18n.T("合同"), i18n.T("约定销售额按整个合同期"), p.contracts.grid)),
				widgets.Inset(widgets.Insets{Top: theme.Gap}, gridCard(i18n.T("共同负责"), i18n.T("业绩按比例记给共同负责的人,剩下的归负责人;同一天合计不超过百分之百"), p.shares.grid))))),
		PartHistory: widgets.NewPanel(p.history, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
			Pad: widgets.Insets{Left: 6, Top: 4, Right: 6, Bottom: 2}}),
	}
	stack := container.NewStack()
	for _, part := range parts {
		stack.Add(p.panels[part])
	}
	return stack
}

// gridCard is an entry grid on a card with a title.
func gridCard(title, caption string, grid fyne.CanvasObject) fyne.CanvasObject {
	head := widgets.Inset(widgets.Insets{Left: 8, Right: 8, Top: 4, Bottom: 4}, widgets.Beside(widgets.Strong(title), 10,
		widgets.NewText(caption, widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true})))
	return widgets.NewPanel(container.NewBorder(head, nil, nil, nil, grid),
		widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius, Pad: widgets.Insets{Left: 6, Top: 4, Right: 6}})
}

// show brings a part to the front.
func (p *Page) show(part Part) {
	p.part = part
	for i, each := range parts {
		if each == part {
			p.switcher.SetSelected(i)
			p.panels[each].Show()
		} else {
			p.panels[each].Hide()
		}
	}
}

// Title implements shell.Page.
func (p *Page) Title() string {
	switch {
	case p.base != nil && p.id != 0:
		return p.base.Customer.Name
	case p.id == 0:
		return i18n.T("新建客户")
	}
	return i18n.T("客户档案")
}

// Toolbar implements shell.Page.
func (p *Page) Toolbar() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.switcher, p.saveBtn, widgets.NewMenuButton(icons.More, i18n.T("更多"), p.menu)}
}

func (p *Page) menu() []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(i18n.T("自定义字段…"), p.defineFields),
		fyne.NewMenuItem(i18n.T("导入名片(vCard)…"), func() { ImportCards(p.host, p.cards) }),
	}
	if p.id == 0 {
		return items
	}
	return append(items,
		fyne.NewMenuItem(i18n.T("导出名片(vCard)…"), func() { ExportCards(p.host, p.cards, []model.ID{p.id}, p.base.Customer.Name) }),
		fyne.NewMenuItem(i18n.T("看销售明细"), func() {
			p.host.Go(shell.Route{Page: shell.PageSales, Arg: model.LineFilter{CustomerID: p.id}})
		}),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(i18n.T("删除这个客户"), p.remove))
}

// Content implements shell.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Focus implements shell.Focuser.
func (p *Page) Focus() {
	switch p.part {
	case PartContacts:
		p.contacts.grid.Focus()
	case PartAgreements:
		p.policies.grid.Focus()
	case PartHistory:
		p.history.Focus()
	default:
		if p.form != nil {
			p.form.Focus()
		}
	}
}

// Load implements shell.Page.
func (p *Page) Load(ctx context.Context) (func(), error) {
	id := p.id
	f, err := p.files.Open(ctx, id)
	if err != nil {
		return nil, err
	}
	directory, err := p.files.Directory(ctx)
	if err != nil {
		return nil, err
	}
	suggestions, err := p.files.Suggestions(ctx)
	if err != nil {
		return nil, err
	}
	own, err := p.files.Definitions(ctx)
	if err != nil {
		return nil, err
	}
	var history []file.Happening
	if id != 0 {
		if history, err = p.files.History(ctx, id); err != nil {
			return nil, err
		}
	}
	text, err := p.drafts.Draft(ctx, draftKey(id))
	if err != nil {
		return nil, err
	}
	b := newBook(directory, suggestions, own)
	return func() { p.loaded(f, b, history, text) }, nil
}

// loaded shows what was read. What is being typed stays: it is carried over to the state
// that stands now.
func (p *Page) loaded(f *file.File, b *book, history []file.Happening, draft string) {
	p.history.SetItems(history)
	switch {
	case p.book == nil:
		p.fill(f, b)
		p.restore(draft)
	case !p.dirty():
		if !file.Same(f, p.base) || !sameFields(b, p.book) {
			p.fill(f, b)
		} else {
			p.book = b
		}
	case file.Same(f, p.base) && sameFields(b, p.book):
		p.book = b // only others changed: nobody's typing is disturbed
	default:
		p.carryOver(f, b)
	}
	p.contacts.grid.Recheck()
	p.side.refresh()
	p.host.RefreshBar()
}

// sameFields tells whether the form would have the same fields.
func sameFields(a, b *book) bool {
	x, err := json.Marshal(a.own)
	y, err2 := json.Marshal(b.own)
	return err == nil && err2 == nil && string(x) == string(y)
}

// fill shows a file as it stands.
func (p *Page) fill(f *file.File, b *book) {
	p.book, p.base = b, f
	p.put(f, true)
	p.shown = p.state()
	p.tell()
}

// carryOver puts what was typed over a newer state.
func (p *Page) carryOver(f *file.File, b *book) {
	merged, err := file.Rebase(p.base, p.gather(), f)
	if err != nil {
		p.host.Fail(err)
		return
	}
	p.fill(f, b)
	p.put(merged, false)
	p.tell()
}

// put shows a file in the widgets; anew makes the form again for other fields.
func (p *Page) put(f *file.File, anew bool) {
	if anew || p.form == nil {
		if p.form != nil {
			p.form.Close()
		}
		p.form = form.New(p.sections()...)
		p.form.OnChange = p.changed
		p.formBox.Objects = []fyne.CanvasObject{p.form}
		p.formBox.Refresh()
	}
	p.form.Set(p.book.show(f))
	p.contacts.show(f.Contacts)
	p.policies.show(f.Policies)
	p.contracts.show(f.Contracts)
	p.shares.show(f.Shares)
}

// gather reads the file as it is typed.
func (p *Page) gather() *file.File {
	f := *p.base
	t := p.form.Current()
	p.book.read(&t, &f)
	f.Contacts, f.Policies, f.Contracts, f.Shares = p.contacts.records(), p.policies.records(), p.contracts.records(), p.shares.records()
	return &f
}

func (p *Page) state() string {
	b, err := json.Marshal(p.gather())
	if err != nil {
		p.host.Fail(err)
	}
	return string(b)
}

// dirty tells whether something was typed that is not saved.
func (p *Page) dirty() bool { return p.base != nil && p.form != nil && p.state() != p.shown }

// changed keeps what was typed as a draft, a moment after the last key.
func (p *Page) changed() {
	if p.book == nil || p.form == nil {
		return
	}
	if p.timer != nil {
		p.timer.Stop()
	}
	p.timer = time.AfterFunc(draftPause, func() { fyne.Do(p.settled) })
}

// settled runs once typing paused.
func (p *Page) settled() {
	p.keepDraft()
	p.tell()
	p.side.look()
}

// tell shows whether there is something to save.
func (p *Page) tell() {
	if p.dirty() || p.id == 0 {
		p.saveBtn.Enable()
	} else {
		p.saveBtn.Disable()
	}
}

// Shortcut implements shell.Shortcuts: Ctrl+S saves, Ctrl+N opens a new customer.
func (p *Page) Shortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch c.KeyName {
	case fyne.KeyS:
		p.save()
	case fyne.KeyN:
		p.host.Go(shell.Route{Page: shell.PageCustomer, Arg: model.ID(0)})
	default:
		return false
	}
	return true
}

// Finished implements shell.Finisher: a new visit to "new customer" starts afresh once one
// was made here.
func (p *Page) Finished() bool { return p.id != p.opened }

// Close implements shell.Page.
func (p *Page) Close() {
	if p.timer != nil && p.timer.Stop() {
		p.keepDraft()
	}
	p.side.close()
	p.history.Close()
	if p.form != nil {
		p.form.Close()
	}
	p.stop()
}

func draftKey(id model.ID) string {
	return "customer." + cmp.Or(idText(id), "new")
}
