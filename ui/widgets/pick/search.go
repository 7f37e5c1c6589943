package pick

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table/sheet"
)

// Item is one thing to pick.
type Item struct {
	ID     model.ID
	Code   string
	Name   string
	Pinyin string // "quanpin initials" in lower case, as the store keeps it
	Detail string // region, pack … shown quietly behind
}

const (
	mostHits  = 50
	shownRows = 9
	hitHeight = 28
)

// Find is Index.Find for a single search.
func Find(items []Item, query string, limit int) []Item { return NewIndex(items).Find(query, limit) }

// Search is what Open needs.
type Search struct {
	Start    func() int // the hit to begin on while nothing is typed; nil = the one that is Text
	Items    []Item
	Find     func(query string, limit int) []Item // instead of Items: finds by itself; may give new ones each time
	Text     string                               // what stands in the field at the start
	Typed    bool                                 // Text was just typed: the cursor goes behind it instead of selecting it
	Empty    string                               // words for no hit
	Position fyne.Position                        // of the field on the canvas
	Size     fyne.Size                            // of the field
	OnPick   func(Item)
	OnFree   func(text string)                   // takes what was typed though it is not among the items; nil = nothing does
	OnLeave  func(text string, key fyne.KeyName) // closed without a pick; Tab or Escape may have done it
}

// searchBox is the open field with its list of hits.
type searchBox struct {
	Search
	float  *float
	entry  *Entry
	list   *sheet.Sheet
	hits   []Item
	at     int
	picked bool
	fresh  bool // the last hit is what was typed, offered as something new
	coded  bool // some items have a code, so there is a column for it
	key    fyne.KeyName
	none   *widgets.Text
}

// Open shows a field over the given place, with the hits for what is typed below it.
// ↑ ↓ choose, Enter and Tab pick, Esc closes.
func Open(c fyne.Canvas, s Search) {
	b := &searchBox{Search: s}
	b.entry = NewEntry()
	b.entry.SetText(s.Text)
	b.entry.OnChanged = func(string) { b.find() }
	b.entry.OnKey = b.typed
	columns := []sheet.Column{{Width: 90}, {Width: 150, Flex: true}, {Width: 110, Align: fyne.TextAlignTrailing}}
	if b.Search.Find == nil {
		b.Search.Find = NewIndex(s.Items).Find
	}
	b.coded = slices.ContainsFunc(s.Items, func(i Item) bool { return i.Code != "" })
	if !b.coded {
		columns = columns[1:]
	}
	b.list = sheet.New(b, columns)
	b.list.Headless, b.list.RowHeight, b.list.Frozen = true, hitHeight, 0
	b.list.OnPress = func(p sheet.Press) { b.pick(p.Row) }
	b.none = widgets.NewText(cmp.Or(s.Empty, i18n.T("没有找到")), widgets.TextStyle{Color: theme.Quiet, Align: fyne.TextAlignCenter})
	content := container.NewBorder(b.entry, nil, nil, nil, container.NewStack(b.list, container.NewCenter(b.none)))
	b.float = openFloat(c, content, s.Position.SubtractXY(1, 1), fyne.NewSize(b.width(), 0), b.closed)
	b.find()
	c.Focus(b.entry)
	if s.Typed {
		b.entry.CursorColumn = len([]rune(s.Text))
		b.entry.Refresh()
	} else {
		b.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// width leaves room for names beside codes.
func (b *searchBox) width() float32 {
	if b.coded {
		return max(b.Size.Width+4, 400)
	}
	return max(b.Size.Width+4, 280)
}

func (b *searchBox) find() {
	query := b.entry.Text
	if query == b.Text && !b.Typed {
		query = "" // untouched: show everything
	}
	b.hits, b.at = b.Search.Find(query, mostHits), 0
	b.offerFree(query)
	if query == "" {
		b.at = b.first()
	}
	if len(b.hits) == 0 {
		b.none.Show()
	} else {
		b.none.Hide()
	}
	rows := min(max(len(b.hits), 2), shownRows)
	b.float.resize(b.entry.MinSize().Height + float32(rows)*hitHeight + 8)
	b.list.ScrollTo(0)
	b.list.Reveal(sheet.Point{Row: b.at, Col: -1})
}

// first is the hit to begin on while nothing is typed.
func (b *searchBox) first() int {
	if b.Start != nil {
		return min(b.Start(), max(len(b.hits)-1, 0))
	}
	return max(0, slices.IndexFunc(b.hits, func(i Item) bool { return i.Name == b.Text }))
}

// offerFree puts what was typed below the hits, as something new.
func (b *searchBox) offerFree(query string) {
	text := strings.TrimSpace(query)
	b.fresh = false
	if b.OnFree == nil || text == "" || slices.ContainsFunc(b.hits, func(i Item) bool { return i.Name == text }) {
		return
	}
	b.hits, b.fresh = append(slices.Clone(b.hits), Item{Name: text, Detail: i18n.T("新写")}), true
}

// Rows, Cell and RowFill are what the list asks.
func (b *searchBox) Rows() int { return len(b.hits) }

// Cell shows code, name and detail.
func (b *searchBox) Cell(row, col int) sheet.Cell {
	hit := b.hits[row]
	if !b.coded {
		col++
	}
	switch col {
	case 0:
		return sheet.Cell{Text: hit.Code, Tone: sheet.Quiet}
	case 1:
		return sheet.Cell{Text: hit.Name}
	}
	return sheet.Cell{Text: hit.Detail, Tone: sheet.Quiet}
}

// RowFill marks the hit that Enter picks.
func (b *searchBox) RowFill(row int) fyne.ThemeColorName {
	if row == b.at {
		return theme.Selected
	}
	return ""
}

func (b *searchBox) typed(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		b.move(1)
	case fyne.KeyUp:
		b.move(-1)
	case fyne.KeyPageDown:
		b.move(shownRows - 1)
	case fyne.KeyPageUp:
		b.move(1 - shownRows)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		b.key = e.Name
		if !b.pick(b.at) {
			b.float.Close()
		}
	case fyne.KeyEscape:
		b.key = e.Name
		b.float.Close()
	default:
		return false
	}
	return true
}

func (b *searchBox) move(by int) {
	if len(b.hits) == 0 {
		return
	}
	b.at = min(max(b.at+by, 0), len(b.hits)-1)
	b.list.Reveal(sheet.Point{Row: b.at, Col: -1})
}

func (b *searchBox) pick(row int) bool {
	if row < 0 || row >= len(b.hits) {
		return false
	}
	hit := b.hits[row]
	b.picked = true
	b.float.Close()
	switch {
	case b.fresh && row == len(b.hits)-1:
		b.OnFree(hit.Name)
	case b.OnPick != nil:
		b.OnPick(hit)
	}
	return true
}

func (b *searchBox) closed() {
	if !b.picked && b.OnLeave != nil {
		b.OnLeave(b.entry.Text, b.key)
	}
}
