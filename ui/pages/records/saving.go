package records

import (
	"context"
	"slices"
	"time"

	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/job"
)

// draftPause is how long typing may rest before the draft is written.
const draftPause = 500 * time.Millisecond

// change is one row that is to be saved.
type change struct {
	name string
	row  grid.Row
	edit records.Edit
}

// check says what is wrong in a whole row: by the rules of the kind over all columns, also
// those not shown, and by why the records did not take it.
func (b *board) check(r grid.Row) []string {
	out := make([]string, len(b.shown))
	name := b.name(r)
	if id := b.id(name); id != 0 && b.agrees(r, b.known[id]) {
		return nil
	}
	if b.empty(r) && b.id(name) == 0 {
		return nil
	}
	if no, ok := b.refused[name]; ok && slices.Equal(no.row, r) {
		out[max(0, b.place(no.key))] = no.fault
	}
	faults := b.table.Check(b.whole(r))
	for key, fault := range faults {
		if at := b.place(key); at >= 0 && out[at] == "" {
			out[at] = fault
		} else if at < 0 && out[0] == "" { // a column that is not shown
			out[0] = i18n.T("%s:%s", b.table.Columns[b.table.Column(key)].Title, fault)
		}
	}
	return out
}

// place is where the grid shows a column, −1 if it does not.
func (b *board) place(key string) int {
	return slices.IndexFunc(b.shown, func(i int) bool { return b.table.Columns[i].Key == key })
}

// whole is all texts of a row by column key, those of columns not shown as they are kept.
func (b *board) whole(r grid.Row) map[string]string {
	texts := map[string]string{}
	if known := b.known[b.id(b.name(r))]; known != nil {
		for i, text := range known.Texts {
			texts[b.table.Columns[i].Key] = text
		}
	}
	for key, text := range b.drafts[b.name(r)] {
		texts[key] = text
	}
	for at, i := range b.shown {
		texts[b.table.Columns[i].Key] = r[at]
	}
	return texts
}

// agrees tells whether a row says what is kept.
func (b *board) agrees(r grid.Row, known *records.Row) bool {
	if known == nil {
		return false
	}
	for at, i := range b.shown {
		if r[at] != known.Texts[i] {
			return false
		}
	}
	return true
}

// empty tells whether nothing but its name stands in a row.
func (b *board) empty(r grid.Row) bool {
	return !slices.ContainsFunc(r[:len(b.shown)], func(text string) bool { return text != "" })
}

// changed looks what became of the rows: those that are right are saved, the others stay as
// drafts.
func (b *board) changed() {
	b.save()
	b.page.showStatus()
	b.keepSoon()
}

// retry saves what a draft brought back, or says again what is wrong with it.
func (b *board) retry() {
	if len(b.drafts) > 0 {
		b.save()
	}
}

// gather finds the rows that say other than is kept: drafts of all of them, changes to save
// of those that are right, and the records whose rows were taken out.
func (b *board) gather() (changes []change, removed []model.ID, back []string) {
	here := map[model.ID]bool{}
	drafts := map[string]draft{}
	for i, r := range b.grid.Rows() {
		name := b.name(r)
		id := b.id(name)
		if id != 0 {
			here[id] = true
			if operation := b.gone[id]; operation != "" {
				back = append(back, operation)
				continue
			}
		}
		d := b.differences(r, id)
		if name == "" || len(d) == 0 {
			continue
		}
		drafts[name] = d
		if !b.faulty(i) {
			changes = append(changes, change{name, r, records.Edit{ID: id, Texts: d}})
		}
	}
	b.drafts = drafts
	for id := range b.inView {
		if !here[id] && b.gone[id] == "" {
			removed = append(removed, id)
		}
	}
	for name, id := range b.made {
		if !here[id] && b.gone[id] == "" && !b.inView[id] && b.known[id] != nil && b.typedHere(name) {
			removed = append(removed, id)
		}
	}
	slices.Sort(removed)
	return changes, slices.Compact(removed), back
}

// typedHere tells whether a row that was kept since it was typed stood in the grid as it is
// filled now.
func (b *board) typedHere(name string) bool { return b.standing[name] }

// differences is what a row says other than is kept.
func (b *board) differences(r grid.Row, id model.ID) draft {
	d := draft{}
	known := b.known[id]
	for key, text := range b.drafts[b.name(r)] { // of columns that are not shown
		if b.place(key) < 0 {
			d[key] = text
		}
	}
	for at, i := range b.shown {
		was := ""
		if known != nil {
			was = known.Texts[i]
		}
		if r[at] != was {
			d[b.table.Columns[i].Key] = r[at]
		}
	}
	return d
}

func (b *board) faulty(row int) bool {
	for at := range b.shown {
		if b.grid.Fault(row, at) != "" {
			return true
		}
	}
	return false
}

// save writes what is right, one act after the other: what changes meanwhile is saved next.
func (b *board) save() {
	changes, removed, back := b.gather()
	if b.busy {
		b.again = true
		return
	}
	if len(changes) == 0 && len(removed) == 0 && len(back) == 0 {
		return
	}
	b.busy = true
	edits := make([]records.Edit, 0, len(changes))
	for _, c := range changes {
		edits = append(edits, c.edit)
	}
	takeOut := make([]records.Edit, len(removed))
	for i, id := range removed {
		takeOut[i] = records.Edit{ID: id, Remove: true}
	}
	slices.Sort(back)
	var done saving
	ctx := context.WithoutCancel(b.page.ctx)
	job.Run(func() { done = b.page.write(ctx, b.kind, edits, takeOut, slices.Compact(back)) }, func() { b.wrote(changes, removed, done) })
}

// saving is what became of one round of saving.
type saving struct {
	outcomes        []records.Outcome
	removal         string // act that took rows out
	err, removalErr error
}

// write runs off the interface goroutine.
func (p *Page) write(ctx context.Context, k records.Kind, edits, takeOut []records.Edit, back []string) (s saving) {
	for _, operation := range back {
		if err := p.book.Undo(ctx, operation); err != nil {
			return saving{err: err}
		}
	}
	if len(edits) > 0 {
		s.outcomes, _, s.err = p.book.Save(ctx, k, edits)
	}
	if len(takeOut) > 0 && s.err == nil {
		_, s.removal, s.removalErr = p.book.Save(ctx, k, takeOut)
	}
	return s
}

// wrote takes over what a round of saving did.
func (b *board) wrote(changes []change, removed []model.ID, s saving) {
	b.busy = false
	if s.err != nil {
		b.asked = false
		b.page.showStatus()
		b.page.host.Fail(s.err)
		return
	}
	recheck := false
	for i, o := range s.outcomes {
		c := changes[i]
		if !o.Kept() {
			b.refused[c.name], recheck = refusal{c.row, o.Key, o.Fault}, true
			continue
		}
		delete(b.refused, c.name)
		delete(b.drafts, c.name)
		b.saved++
		b.learn(c, o.ID)
	}
	if s.removalErr != nil {
		b.page.host.Fail(s.removalErr)
		b.fill() // they are still there
	} else if len(removed) > 0 {
		b.took(removed, s.removal)
	}
	if recheck {
		b.grid.Recheck()
	}
	if b.again {
		b.again = false
		b.save()
	}
	b.page.showStatus()
	b.keepSoon()
	if b.asked && !b.busy {
		b.asked = false
		b.answer()
	}
	b.page.host.Reload()
}

// learn knows what is kept now without reading it again.
func (b *board) learn(c change, id model.ID) {
	if c.edit.ID == 0 {
		b.made[c.name] = id
		b.standing[c.name] = true
	}
	known := b.known[id]
	if known == nil {
		known = &records.Row{ID: id, Texts: make([]string, len(b.table.Columns))}
		b.known[id] = known
	}
	for key, text := range c.edit.Texts {
		if i := b.table.Column(key); i >= 0 {
			known.Texts[i] = text
		}
	}
}

// took remembers records that were taken out, and offers to bring them back.
func (b *board) took(removed []model.ID, operation string) {
	for _, id := range removed {
		b.gone[id] = operation
		delete(b.inView, id)
	}
	b.page.host.Toast(shell.Toast{Text: i18n.T("已删除 %d 行", len(removed)), Action: i18n.T("撤销"), OnTap: func() {
		b.page.host.Do(func(ctx context.Context) (func(), error) {
			if err := b.page.book.Undo(ctx, operation); err != nil {
				return nil, err
			}
			return func() { b.page.host.Reload() }, nil
		})
	}})
}

// take brings what was read anew into the grid, around what is being typed.
func (b *board) take(t *records.Table) {
	b.table = t
	b.picks = map[int]*picks{}
	b.index()
	for id := range b.gone {
		if b.known[id] != nil {
			delete(b.gone, id)
		}
	}
	here := map[model.ID]bool{}
	var stale []cell
	for i, r := range b.grid.Rows() {
		name := b.name(r)
		id := b.id(name)
		here[id] = true
		known := b.known[id]
		if known == nil || b.drafts[name] != nil {
			continue
		}
		for at, column := range b.shown {
			if r[at] != known.Texts[column] {
				stale = append(stale, cell{i, at, known.Texts[column]})
			}
		}
	}
	switch {
	case !b.busy && (len(stale) > mostCells || b.foreign(here)):
		b.fill()
	default:
		for _, c := range stale {
			b.grid.SetCell(c.row, c.col, c.text)
		}
	}
	if len(b.drafts) > 0 { // what was wrong may be right by now
		b.grid.Recheck()
	}
	b.page.showStatus()
}

// cell is a text that became another elsewhere.
type cell struct {
	row, col int
	text     string
}

// mostCells is how many cells are brought up to date one by one; beyond it the grid is
// filled anew.
const mostCells = 60

// foreign tells whether records came or went that this grid did not make or take out.
func (b *board) foreign(here map[model.ID]bool) bool {
	for id, r := range b.known {
		if !here[id] && (b.query == "" || r.Found(b.query)) {
			return true
		}
	}
	for id := range b.inView {
		if b.known[id] == nil {
			return true
		}
	}
	return false
}

// saveAll saves what is right and leads to the first thing that is not.
func (b *board) saveAll() {
	b.grid.Commit()
	b.save()
	b.asked = b.busy
	b.page.showStatus()
	if !b.busy {
		b.answer()
	}
}

// answer says what Ctrl+S came to.
func (b *board) answer() {
	if n := len(b.drafts); n > 0 && b.grid.ShowFault() {
		b.page.host.Toast(shell.Toast{Text: i18n.T("还有 %d 行要改,改好就会保存", n), Refused: true})
		return
	}
	b.page.host.Toast(shell.Toast{Text: i18n.T("都已保存")})
}
