package records

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/pick"
)

// board is the records of one kind in a grid. A row of the grid is known by the text in its
// last cell, which has no width: the record's id, or "+n" for a row that was typed here.
type board struct {
	page   *Page
	kind   records.Kind
	table  *records.Table
	shown  []int // columns of the table that the grid shows, in its order
	grid   *grid.Grid
	picks  map[int]*picks // by column of the grid
	known  map[model.ID]*records.Row
	inView map[model.ID]bool // the records among the rows of the grid

	made     map[string]model.ID // rows typed here that were kept since
	gone     map[model.ID]string // records taken out here, and the act that did it
	drafts   map[string]draft    // rows that are not kept as they stand
	refused  map[string]refusal  // rows the records did not take, as they stood then
	standing map[string]bool     // of the rows made here, those that stand in the grid as it was last filled
	tokens   int
	saved    int
	busy     bool // saving
	again    bool // there is more to save by now
	asked    bool // Ctrl+S waits for the answer
	query    string
	sortKey  string
	falling  bool
	timer    *time.Timer
	writer   draftWriter
}

// draft is what a row says other than is kept, by column key.
type draft map[string]string

// refusal is why a row was not taken.
type refusal struct {
	row   grid.Row
	key   string
	fault string
}

// picks are what a column offers, read when they are first asked for.
type picks struct {
	choices []records.Choice
	items   []pick.Item
}

func newBoard(p *Page, t *records.Table, kept string, layout []string) *board {
	b := &board{page: p, kind: t.Kind, table: t, made: map[string]model.ID{}, gone: map[model.ID]string{}, drafts: map[string]draft{},
		refused: map[string]refusal{}, standing: map[string]bool{}, picks: map[int]*picks{}, query: strings.ToLower(strings.TrimSpace(p.filter.Text))}
	b.writer = draftWriter{book: p.book, kind: t.Kind}
	b.chooseShown(layout)
	b.grid = grid.New(b.gridColumns())
	b.grid.Derive = b.mark
	b.grid.Check = b.check
	b.grid.OnChange = b.changed
	b.grid.OnPasteFault = p.host.Fail
	b.index()
	b.restore(kept)
	b.fill()
	return b
}

func (b *board) content() fyne.CanvasObject {
	if len(b.table.Rows) > 0 || len(b.drafts) > 0 {
		return b.grid
	}
	hint := widgets.Inset(widgets.PadXY(12, 6), widgets.WrappedCaption(i18n.T("还没有%s。可以直接在下面填写,或从 Excel 粘贴(Ctrl+V)。", b.kind.Name())))
	return widgets.Headed(hint, b.grid)
}

// fits tells whether a table that was read anew has the columns of the one shown.
func (b *board) fits(t *records.Table) bool {
	return slices.EqualFunc(b.table.Columns, t.Columns, func(x, y records.Column) bool { return x.Key == y.Key && x.Title == y.Title })
}

// chooseShown takes the columns that were chosen, else the usual ones.
func (b *board) chooseShown(layout []string) {
	b.shown = nil
	for _, key := range layout {
		if i := b.table.Column(key); i >= 0 && !b.table.Columns[i].Silent {
			b.shown = append(b.shown, i)
		}
	}
	if len(b.shown) > 0 {
		return
	}
	for i := range b.table.Columns {
		if c := &b.table.Columns[i]; !c.Extra && !c.Silent {
			b.shown = append(b.shown, i)
		}
	}
}

// charWidth is the width of a character of a column's heading or texts.
const charWidth = 7.6

// widthToFill is what columns fill by themselves; narrower ones leave the last the rest.
const widthToFill = 1000

// gridColumns are the columns of the grid: those shown, and the one that knows the row.
func (b *board) gridColumns() []grid.Column {
	out := make([]grid.Column, 0, len(b.shown)+1)
	total := float32(0)
	for at, i := range b.shown {
		c := &b.table.Columns[i]
		col := grid.Column{Key: c.Key, Title: c.Title, Width: max(64, float32(c.Width)*charWidth), Read: b.reader(i)}
		switch c.Type {
		case records.Money, records.Quantity, records.Whole, records.Percent, records.Degrees:
			col.Align = fyne.TextAlignTrailing
		}
		if c.Required {
			col.Title += " *"
		}
		if len(c.Choices()) > 0 || (c.Type == records.Ref && !c.Many) {
			col.Items = func() []pick.Item { return b.offered(at).items }
			col.Text = func(it pick.Item) string { return b.offered(at).choices[it.ID-1].Text }
		}
		if c.Key == "name" && (b.kind == records.Regions || b.kind == records.Departments) {
			col.Level = b.depth
		}
		total += col.Width
		out = append(out, col)
	}
	if total < widthToFill { // the widest column of words takes the rest
		widest := 0
		for i := range out {
			if out[i].Align == fyne.TextAlignLeading && out[i].Width > out[widest].Width {
				widest = i
			}
		}
		out[widest].Flex = true
	}
	return append(out, grid.Column{Key: "id", ReadOnly: true})
}

// depth is how deep the node of a row stands in its tree.
func (b *board) depth(row int) int {
	rows, parent := b.grid.Rows(), b.place("parent")
	if row >= len(rows) || parent < 0 || rows[row][parent] == "" {
		return 0
	}
	return 1 + strings.Count(rows[row][parent], "/")
}

// reader reads by the column as the table that is shown now has it.
func (b *board) reader(column int) func(string) (string, error) {
	return func(text string) (string, error) { return b.table.Columns[column].Read(text) }
}

func (b *board) offered(at int) *picks {
	if b.picks[at] == nil {
		list := &picks{choices: b.table.Columns[b.shown[at]].Choices()}
		for i, c := range list.choices {
			list.items = append(list.items, pick.Item{ID: model.ID(i + 1), Code: c.Code, Name: c.Name, Pinyin: c.Pinyin, Detail: c.Detail})
		}
		b.picks[at] = list
	}
	return b.picks[at]
}

// index finds the records of the table by their ids.
func (b *board) index() {
	b.known = make(map[model.ID]*records.Row, len(b.table.Rows))
	for i := range b.table.Rows {
		b.known[b.table.Rows[i].ID] = &b.table.Rows[i]
	}
}

// Where the rows are known by.
func (b *board) name(r grid.Row) string { return r[len(b.shown)] }

// id is the record of a row, 0 if it has none yet.
func (b *board) id(name string) model.ID {
	if id := b.made[name]; id != 0 {
		return id
	}
	n, err := strconv.ParseUint(name, 10, 32)
	if err != nil || strings.HasPrefix(name, "+") {
		return 0
	}
	return model.ID(n)
}

// mark gives a row that was just begun a name of its own.
func (b *board) mark(r grid.Row, _ int) {
	if b.name(r) == "" {
		b.tokens++
		r[len(b.shown)] = "+" + strconv.Itoa(b.tokens)
	}
}

// fill puts the rows that the filter lets through into the grid, in the chosen order; rows to
// be mended come first.
func (b *board) fill() {
	rows := make([]grid.Row, 0, len(b.table.Rows))
	var first, last []grid.Row
	b.inView, b.standing = map[model.ID]bool{}, map[string]bool{}
	for _, r := range b.sorted() {
		name := strconv.FormatUint(uint64(r.ID), 10)
		d, open := b.drafts[name]
		if !open && b.query != "" && !r.Found(b.query) {
			continue
		}
		row := b.gridRow(name, r, d)
		if b.inView[r.ID] = true; open {
			first = append(first, row)
		} else {
			rows = append(rows, row)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.drafts)) {
		if b.id(name) == 0 {
			last = append(last, b.gridRow(name, nil, b.drafts[name]))
		}
	}
	b.grid.FixedRows = true // so that the cursor goes to the first row
	b.grid.SetRows(slices.Concat(first, rows, last))
	b.grid.FixedRows = false
}

// gridRow is a record, with what was typed over it, as a row of the grid.
func (b *board) gridRow(name string, r *records.Row, d draft) grid.Row {
	row := make(grid.Row, len(b.shown)+1)
	for at, i := range b.shown {
		if r != nil {
			row[at] = r.Texts[i]
		}
		if text, ok := d[b.table.Columns[i].Key]; ok {
			row[at] = text
		}
	}
	row[len(b.shown)] = name
	return row
}

// sorted are the records in the chosen order.
func (b *board) sorted() []*records.Row {
	out := make([]*records.Row, len(b.table.Rows))
	for i := range b.table.Rows {
		out[i] = &b.table.Rows[i]
	}
	at := b.table.Column(b.sortKey)
	if at < 0 {
		if b.falling {
			slices.Reverse(out)
		}
		return out
	}
	number := b.table.Columns[at].Type != records.Text && b.table.Columns[at].Type != records.Ref && b.table.Columns[at].Type != records.Words
	slices.SortStableFunc(out, func(x, y *records.Row) int {
		a, c := x.Texts[at], y.Texts[at]
		if (a == "") != (c == "") { // empty ones last, whichever way round
			return map[bool]int{true: 1, false: -1}[a == ""]
		}
		n := cmp.Compare(a, c)
		if number {
			n = compareNumbers(a, c)
		}
		if b.falling {
			n = -n
		}
		return n
	})
	return out
}

func compareNumbers(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return cmp.Compare(a, b)
	}
	return cmp.Compare(x, y)
}

func (b *board) sortBy(key string, falling bool) {
	b.grid.Commit()
	b.sortKey, b.falling = key, falling
	b.fill()
}

func (b *board) refilter(text string) {
	query := strings.ToLower(strings.TrimSpace(text))
	if query == b.query {
		return
	}
	b.grid.Commit()
	b.query = query
	b.fill()
}
