package shell

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

const (
	searchWidth  float32 = 440
	searchHeight float32 = 470
	searchDelay          = 70 * time.Millisecond // typing pauses shorter than this are not searched for
	hitsPerKind          = 6
	searchTop    float32 = 3
)

// searchPopup is the open search: a field with the hits below it, grouped by kind.
// Up and Down move, Enter opens, Esc closes.
type searchPopup struct {
	shell    *Shell
	popup    *widget.PopUp
	entry    *widgets.Entry
	list     *fyne.Container
	scroll   *container.Scroll
	rows     []*hitRow
	selected int
	stop     func() // the search under way or about to begin
}

// openSearch opens the global search over its field.
func (s *Shell) openSearch() {
	if s.opt.Search == nil || s.covered() || s.searching() {
		return
	}
	p := &searchPopup{shell: s, list: widgets.Column(0), stop: func() {}}
	p.entry = widgets.NewEntry(i18n.T("名称、拼音、首字母、电话、编码"))
	p.entry.OnChanged = p.changed
	p.entry.OnKey = p.key
	p.scroll = container.NewVScroll(p.list)
	inside := container.NewBorder(p.entry, nil, nil, nil, widgets.Inset(widgets.Insets{Top: 6}, p.scroll))
	p.popup = widget.NewPopUp(widgets.Inset(widgets.Pad(8), inside), s.win.Canvas())
	p.popup.ShowAtPosition(fyne.NewPos(s.win.Canvas().Size().Width-searchWidth-theme.Margin+8, searchTop))
	s.search = p
	s.win.Canvas().Focus(p.entry)
	p.say(icons.Search, i18n.T("输入客户、品项或人员的名称、拼音、首字母、电话或编码。"))
}

// searching tells whether the search is open; a click beside it closes it without a word.
func (s *Shell) searching() bool { return s.search != nil && s.search.popup.Visible() }

func (p *searchPopup) close() {
	p.stop()
	p.popup.Hide()
	p.shell.search = nil
}

// say shows a sentence in place of hits.
func (p *searchPopup) say(icon icons.Name, text string) {
	p.rows, p.selected = nil, -1
	line := widgets.NewText(text, widgets.TextStyle{Color: theme.Quiet, Wrap: true})
	p.list.Objects = []fyne.CanvasObject{widgets.Inset(widgets.PadXY(10, 10), widgets.Beside(widgets.IconView(icon, 16, theme.Quiet), 10, line))}
	p.fit()
}

// fit makes the popup as high as its list, up to what the window has room for.
func (p *searchPopup) fit() {
	p.list.Refresh()
	inner := searchWidth - 16
	height := 16 + theme.RowHeight + 6 + widgets.HeightFor(p.list, inner)
	p.popup.Resize(fyne.NewSize(searchWidth, min(height+14, searchHeight, p.shell.win.Canvas().Size().Height-80)))
	p.scroll.Refresh()
}

// changed searches for what was typed, after a short rest, and drops what an earlier
// search finds.
func (p *searchPopup) changed(text string) {
	p.stop()
	text = strings.TrimSpace(text)
	if text == "" {
		p.stop = func() {}
		p.say(icons.Search, i18n.T("输入客户、品项或人员的名称、拼音、首字母、电话或编码。"))
		return
	}
	ctx, cancel := context.WithCancel(p.shell.ctx)
	rest := p.shell.rt.After(searchDelay, func() {
		p.shell.spawn(func() {
			hits := p.shell.opt.Search(ctx, text)
			fyne.Do(func() {
				if ctx.Err() == nil && p.shell.search == p {
					p.show(text, hits)
				}
			})
		})
	})
	p.stop = func() { rest(); cancel() }
}

// show lists hits by kind, the first selected.
func (p *searchPopup) show(text string, hits []model.SearchHit) {
	if len(hits) == 0 {
		p.say(icons.Info, i18n.T("没有找到“%s”。换一个字、拼音首字母或编码试试。", text))
		return
	}
	p.rows, p.selected = nil, -1
	var parts []fyne.CanvasObject
	for _, kind := range hitKinds() {
		shown := 0
		for _, h := range hits {
			if h.Kind != kind.id || shown == hitsPerKind {
				continue
			}
			if shown == 0 {
				head := widgets.Fixed(0, 26, widgets.Inset(widgets.Insets{Left: 10}, widgets.Caption(kind.name)))
				parts = append(parts, head)
			}
			row := newHitRow(h, kind.icon, func() { p.open(h) })
			p.rows = append(p.rows, row)
			parts = append(parts, row)
			shown++
		}
	}
	p.list.Objects = parts
	p.fit()
	p.scroll.ScrollToTop()
	p.choose(0)
}

type hitKind struct {
	id   string
	name string
	icon icons.Name
}

func hitKinds() []hitKind {
	return []hitKind{
		{"customer", i18n.T("客户"), icons.Customers},
		{"product", i18n.T("品项"), icons.Product},
		{"employee", i18n.T("人员"), icons.Person},
	}
}

func (p *searchPopup) choose(i int) {
	if len(p.rows) == 0 {
		return
	}
	i = min(max(i, 0), len(p.rows)-1)
	for n, row := range p.rows {
		row.setSelected(n == i)
	}
	p.selected = i
	row := p.rows[i]
	top, bottom := row.Position().Y, row.Position().Y+row.Size().Height
	switch view := p.scroll.Size().Height; {
	case i == 0:
		p.scroll.ScrollToTop()
	case top < p.scroll.Offset.Y:
		p.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > p.scroll.Offset.Y+view:
		p.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}

// key moves the selection; everything else is typing.
func (p *searchPopup) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		p.choose(p.selected + 1)
	case fyne.KeyUp:
		p.choose(p.selected - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.selected >= 0 && p.selected < len(p.rows) {
			p.rows[p.selected].tapped()
		}
	case fyne.KeyEscape:
		p.close()
	default:
		return false
	}
	return true
}

func (p *searchPopup) open(h model.SearchHit) {
	p.close()
	if p.shell.opt.Open != nil {
		p.shell.Go(p.shell.opt.Open(h))
	}
}
