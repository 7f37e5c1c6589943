package records

import (
	"context"
	"errors"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Mode is what a list may do to the records there are.
type Mode string

// Modes.
const (
	Update     Mode = "update"      // known ones get what the list says, new ones are added
	Append     Mode = "append"      // new ones are added, known ones left alone
	UpdateOnly Mode = "update-only" // known ones get what the list says, unknown ones are rejected
)

// Modes in the order they are offered.
var Modes = []Mode{Update, Append, UpdateOnly}

// Options are the choices of one import of a list.
type Options struct {
	Mode          Mode
	ClearEmpty    bool     // an empty cell empties the field; else it says nothing
	RejectUnknown bool     // regions, departments and people that are not known reject the row; else they are made
	Given         []string // keys of the columns the list has
}

// Incoming is one row of a list: the texts of its filled cells by column key, read by their
// columns; those of Ref columns as they stand.
type Incoming struct {
	Row   int // as the caller counts
	Texts map[string]string
}

// Reject says why a row cannot be taken.
type Reject struct {
	Row    int
	Key    string // column to blame, "" if none
	Reason string
}

// Change is what a list would do to one known record.
type Change struct {
	Row    int
	ID     model.ID
	Name   string
	Fields []FieldChange
}

// FieldChange is what would become of one field.
type FieldChange struct{ Key, Title, Before, After string }

// Plan says exactly what importing a list would do.
type Plan struct {
	Kind      Kind
	New       int
	Changed   int
	Unchanged int
	Skipped   int // known ones that Append leaves alone
	Changes   []Change
	Rejects   []Reject
	Missing   map[Kind][]string // records that would be made because rows name them

	apply func(b *store.RecordBatch) error
}

// Written is how many rows change something.
func (p *Plan) Written() int { return p.New + p.Changed }

// Plan holds a list against the records there are, writing nothing.
func (b *Book) Plan(ctx context.Context, k Kind, rows []Incoming, opt Options) (*Plan, error) {
	l, err := b.lookup(ctx)
	if err != nil {
		return nil, err
	}
	byCode, byName := map[string]model.ID{}, map[string]model.ID{}
	if k == Customers {
		if byCode, byName, err = b.store.MergedCustomers(ctx); err != nil {
			return nil, err
		}
	}
	if k == Products {
		l.addTiers(rows)
	}
	s, err := b.sheetOf(k, l)
	if err != nil {
		return nil, err
	}
	switch s := s.(type) {
	case *kindSheet[customerRow]:
		return planList(ctx, b.store, s, l, rows, opt, byCode, byName)
	case *kindSheet[productRow]:
		return planList(ctx, b.store, s, l, rows, opt, byCode, byName)
	case *kindSheet[model.Employee]:
		return planList(ctx, b.store, s, l, rows, opt, byCode, byName)
	}
	return nil, model.NewFault(nil, i18n.T("“%s”不能成批导入。", k.Name()), i18n.T("数据没有改动。"), i18n.T("请在表格编辑里粘贴。"))
}

// addTiers makes room for the tiers that a list of products has prices of.
func (l *lookup) addTiers(rows []Incoming) {
	for _, in := range rows {
		for key := range in.Texts {
			if tier, ok := TierOf(key); ok && !slices.Contains(l.tiers, tier) {
				l.tiers = append(l.tiers, tier)
			}
		}
	}
	slices.Sort(l.tiers)
}

// Import plans the list anew and writes it as one batch.
func (b *Book) Import(ctx context.Context, k Kind, rows []Incoming, opt Options, batch model.ImportBatch) (*Plan, *model.ImportBatch, error) {
	p, err := b.Plan(ctx, k, rows, opt)
	if err != nil {
		return nil, nil, err
	}
	batch.Imported, batch.Skipped = p.Written(), p.Unchanged+p.Skipped
	batch.Rejected += len(rejectedRows(p.Rejects))
	if p.Written() == 0 && p.Unchanged == 0 {
		return p, &batch, nil
	}
	written, err := b.store.ImportRecords(ctx, batch, p.apply)
	if err != nil {
		return nil, nil, err
	}
	return p, written, nil
}

func rejectedRows(list []Reject) map[int]bool {
	rows := map[int]bool{}
	for _, r := range list {
		rows[r.Row] = true
	}
	return rows
}

// planner holds one list against the records of one kind.
type planner[R any] struct {
	s    *kindSheet[R]
	l    *lookup
	opt  Options
	plan *Plan
	self string // key of the column that points at the same kind, "" if none

	known      map[model.ID]*R
	mergedCode map[string]model.ID
	mergedName map[string]model.ID
	codes      map[string]bool // of the rows so far
	rowsOfName map[string]int  // rows with a name and no code
	codedName  map[string]int  // rows with a code that bear a name
	taken      map[model.ID]bool
	fresh      []*planned[R]
	changed    []*planned[R]
	confirmed  []model.ID
	missing    map[Kind]map[string]bool
	given      map[string]bool
	freshBy    map[string]int // code or name → place in fresh
	freshNamed map[string]int
	waiting    []*planned[R] // rows whose self reference is to be looked at when all rows are known
}

// planned is one row that would be written.
type planned[R any] struct {
	row   int
	id    model.ID
	r     *R // nil for a new one
	texts map[string]string
	up    string // self reference that no known record answers to
	out   bool   // rejected after all
}

func planList[R any](ctx context.Context, st *store.Store, s *kindSheet[R], l *lookup, rows []Incoming, opt Options,
	mergedCode, mergedName map[string]model.ID) (*Plan, error) {
	list, err := s.all(ctx, st)
	if err != nil {
		return nil, err
	}
	p := &planner[R]{s: s, l: l, opt: opt, plan: &Plan{Kind: s.kind, Missing: map[Kind][]string{}}, known: make(map[model.ID]*R, len(list)),
		mergedCode: mergedCode, mergedName: mergedName, codes: map[string]bool{}, rowsOfName: map[string]int{}, codedName: map[string]int{},
		taken: map[model.ID]bool{}, missing: map[Kind]map[string]bool{}, given: map[string]bool{}, freshBy: map[string]int{}, freshNamed: map[string]int{}}
	for _, r := range list {
		p.known[s.idOf(r)] = r
	}
	for _, key := range opt.Given {
		p.given[key] = true
	}
	for i := range s.fields {
		if f := &s.fields[i]; f.Type == Ref && f.Refers == s.kind && !f.Silent {
			p.self = f.Key
		}
	}
	for _, in := range rows {
		code, name := in.Texts[s.codeOf], in.Texts[s.nameOf]
		if code == "" {
			p.rowsOfName[name]++
		} else {
			p.codedName[name]++
		}
	}
	for n, in := range rows {
		if n&0x3ff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p.take(in)
	}
	p.settleWaiting()
	p.finish()
	return p.plan, nil
}

func (p *planner[R]) reject(row int, key, reason string) {
	p.plan.Rejects = append(p.plan.Rejects, Reject{row, key, reason})
}

// take decides on one row.
func (p *planner[R]) take(in Incoming) {
	id, ok := p.match(in)
	if !ok {
		return
	}
	switch {
	case id != 0 && p.opt.Mode == Append:
		p.plan.Skipped++
		return
	case id == 0 && p.opt.Mode == UpdateOnly:
		key, reason := p.s.codeOf, i18n.T("没有这个编码")
		if in.Texts[key] == "" {
			key, reason = p.s.nameOf, i18n.T("没有这个名称")
		}
		p.reject(in.Row, key, reason)
		return
	}
	row := &planned[R]{row: in.Row, id: id, texts: in.Texts}
	if !p.resolve(row) {
		return
	}
	if id == 0 {
		p.add(row)
	} else {
		p.compare(row)
	}
}

// match finds the known record a row speaks of, 0 for a new one. It is known by its code;
// without one by its name, if that is beyond doubt.
func (p *planner[R]) match(in Incoming) (id model.ID, ok bool) {
	code, name := in.Texts[p.s.codeOf], in.Texts[p.s.nameOf]
	names := p.l.names[p.s.kind]
	var bare []model.ID // known ones of that name without a code
	for _, id := range names.byName[name] {
		if names.codes[id] == "" {
			bare = append(bare, id)
		}
	}
	switch {
	case code != "":
		key := code
		id = names.byCode[code]
		if list := names.twice[code]; len(list) > 0 { // several bear the code: the name says which
			key = code + "\n" + name
			at := slices.IndexFunc(list, func(id model.ID) bool { return slices.Contains(names.byName[name], id) })
			if at < 0 {
				p.reject(in.Row, p.s.codeOf, i18n.T("有 %d 条资料用这个编码,请先改成各不相同的", len(list)))
				return 0, false
			}
			id = list[at]
		}
		if p.codes[key] {
			p.reject(in.Row, p.s.codeOf, i18n.T("这个编码在文件里不止一次"))
			return 0, false
		}
		p.codes[key] = true
		if id == 0 {
			id = p.mergedCode[code]
			if id != 0 {
				delete(in.Texts, p.s.codeOf) // the file that stands keeps its own
				delete(in.Texts, p.s.nameOf)
			}
		}
		if id == 0 && len(bare) == 1 && p.codedName[name] == 1 && p.rowsOfName[name] == 0 && name != "" {
			id = bare[0] // known by name so far: the list tells its code
		}
	case name == "":
		p.reject(in.Row, p.s.nameOf, i18n.T("没有名称"))
		return 0, false
	case p.rowsOfName[name] > 1:
		p.reject(in.Row, p.s.nameOf, i18n.T("这个名称在文件里不止一次,没有编码分不清"))
		return 0, false
	case len(names.byName[name]) == 1:
		id = names.byName[name][0]
	case len(bare) == 1:
		id = bare[0]
	case len(names.byName[name]) > 1:
		p.reject(in.Row, p.s.nameOf, i18n.T("叫这个名称的不止一个,没有编码分不清"))
		return 0, false
	case p.codedName[name] > 0:
		p.reject(in.Row, p.s.nameOf, i18n.T("文件里同名的另一行有编码,这一行没有,分不清"))
		return 0, false
	default:
		if id = p.mergedName[name]; id != 0 {
			delete(in.Texts, p.s.nameOf)
		}
	}
	if id != 0 {
		if p.taken[id] {
			p.reject(in.Row, p.s.nameOf, i18n.T("文件里另一行说的是同一个"))
			return 0, false
		}
		p.taken[id] = true
	}
	return id, true
}

// resolve reads the references of a row. What is not known is made, if that was chosen.
func (p *planner[R]) resolve(row *planned[R]) bool {
	good := true
	for i := range p.s.fields {
		f := &p.s.fields[i]
		text := row.texts[f.Key]
		if f.Type != Ref || f.Silent || text == "" {
			continue
		}
		read, err := f.Read(text)
		if err == nil {
			row.texts[f.Key] = read
			continue
		}
		switch {
		case !errors.Is(err, errUnknown):
			p.reject(row.row, f.Key, err.Error())
			good = false
		case f.Key == p.self: // perhaps another row of the list
			row.up = text
		case p.opt.RejectUnknown || f.Refers == Customers || f.Refers == Products:
			p.reject(row.row, f.Key, err.Error())
			good = false
		default:
			p.want(f, text)
		}
	}
	return good
}

// want notes what has to be made before the row can be written.
func (p *planner[R]) want(f *field[R], text string) {
	list := []string{text}
	if f.Many {
		list = words(text)
	}
	for _, t := range list {
		if _, err := p.l.find(f.Refers, t); err == nil || t == "" {
			continue
		}
		if p.missing[f.Refers] == nil {
			p.missing[f.Refers] = map[string]bool{}
		}
		if !p.missing[f.Refers][t] {
			p.missing[f.Refers][t] = true
			p.plan.Missing[f.Refers] = append(p.plan.Missing[f.Refers], t)
		}
	}
}

// add takes a row as a new record.
func (p *planner[R]) add(row *planned[R]) {
	if row.texts[p.s.nameOf] == "" {
		row.texts[p.s.nameOf] = row.texts[p.s.codeOf]
	}
	if !p.sound(row, row.texts) {
		return
	}
	at := len(p.fresh)
	p.fresh = append(p.fresh, row)
	if code := row.texts[p.s.codeOf]; code != "" {
		p.freshBy[code] = at
	}
	p.freshNamed[row.texts[p.s.nameOf]] = at
	if row.texts[p.self] != "" && p.self != "" {
		p.waiting = append(p.waiting, row)
	}
}

// compare takes a row that speaks of a known record: what it would change.
func (p *planner[R]) compare(row *planned[R]) {
	r := p.known[row.id]
	if p.s.settle != nil {
		p.s.settle(r, row.texts)
	}
	before := p.s.texts(r)
	whole, changes := make(map[string]string, len(before)), map[string]string{}
	var shown []FieldChange
	for i := range p.s.fields {
		f := &p.s.fields[i]
		text := row.texts[f.Key]
		whole[f.Key] = before[i]
		cleared := text == "" && p.opt.ClearEmpty && p.given[f.Key] && !f.Required && f.Key != p.s.codeOf
		if f.Silent || (text == "" && !cleared) || f.same(before[i], text) {
			continue
		}
		changes[f.Key], whole[f.Key] = text, text
		shown = append(shown, FieldChange{f.Key, f.Title, before[i], text})
	}
	if len(changes) == 0 {
		p.plan.Unchanged++
		p.confirmed = append(p.confirmed, row.id)
		return
	}
	if !p.sound(row, whole) {
		return
	}
	name := before[p.s.byKey[p.s.nameOf]]
	if code := before[p.s.byKey[p.s.codeOf]]; code != "" {
		name = strings.TrimSpace(code + " " + name)
	}
	row.r, row.texts = r, changes
	p.changed = append(p.changed, row)
	p.plan.Changes = append(p.plan.Changes, Change{row.row, row.id, name, shown})
	if p.self != "" && changes[p.self] != "" {
		p.waiting = append(p.waiting, row)
	}
}

// sound checks a whole row as the grid would.
func (p *planner[R]) sound(row *planned[R], texts map[string]string) bool {
	faults := p.s.check(texts)
	for i := range p.s.fields {
		if reason := faults[p.s.fields[i].Key]; reason != "" {
			p.reject(row.row, p.s.fields[i].Key, reason)
		}
	}
	return len(faults) == 0
}

// firstFresh is what the ids of new records begin with while they are planned.
const firstFresh model.ID = 1 << 30

// settleWaiting looks whether references to the same kind can be kept: to a record that is
// there or comes with the list, and without going in a circle.
func (p *planner[R]) settleWaiting() {
	if len(p.waiting) == 0 {
		return
	}
	place := make(map[*planned[R]]model.ID, len(p.fresh))
	for i, row := range p.fresh {
		place[row] = firstFresh + model.ID(i)
	}
	idOf := func(row *planned[R]) model.ID {
		if row.id != 0 {
			return row.id
		}
		return place[row]
	}
	for again := true; again; {
		again = false
		up := map[model.ID]model.ID{}
		for id, parent := range p.l.parents(p.s.kind) {
			up[id] = parent
		}
		for _, row := range p.waiting {
			if row.out {
				continue
			}
			above, ok := p.above(row)
			if !ok {
				p.drop(row, i18n.T("没有这个%s", p.s.kind.Name()))
				again = true
				continue
			}
			up[idOf(row)] = above
		}
		for _, row := range p.waiting {
			if !row.out && circular(up, idOf(row)) {
				p.drop(row, i18n.T("会成环:上下级绕回了自己"))
				again = true
			}
		}
	}
}

// above is the record a row hangs under; ok is false if nothing answers to it.
func (p *planner[R]) above(row *planned[R]) (model.ID, bool) {
	if row.up == "" {
		id, err := p.l.find(p.s.kind, row.texts[p.self])
		return id, err == nil
	}
	at, ok := p.freshAt(row.up)
	if ok && !p.fresh[at].out {
		return firstFresh + model.ID(at), true
	}
	if p.s.kind == Employees && !p.opt.RejectUnknown && !ok {
		p.want(&p.s.fields[p.s.byKey[p.self]], row.up)
		return 0, true
	}
	return 0, false
}

func (p *planner[R]) freshAt(text string) (int, bool) {
	name, code := splitName(text)
	for _, try := range []string{code, text} {
		if at, ok := p.freshBy[try]; ok && try != "" {
			return at, true
		}
	}
	at, ok := p.freshNamed[text]
	if !ok && code != "" {
		at, ok = p.freshNamed[name]
	}
	return at, ok
}

func circular(up map[model.ID]model.ID, id model.ID) bool {
	at := up[id]
	for range len(up) + 1 {
		if at == 0 {
			return false
		}
		if at == id {
			return true
		}
		at = up[at]
	}
	return false // a circle further up, of damaged data: not of this row's making
}

// drop rejects a row that was taken before.
func (p *planner[R]) drop(row *planned[R], reason string) {
	row.out = true
	p.reject(row.row, p.self, reason)
}

// finish counts what is left and makes ready to write it.
func (p *planner[R]) finish() {
	out := func(row *planned[R]) bool { return row.out }
	p.fresh, p.changed = slices.DeleteFunc(p.fresh, out), slices.DeleteFunc(p.changed, out)
	dropped := rejectedRows(p.plan.Rejects)
	p.plan.Changes = slices.DeleteFunc(p.plan.Changes, func(c Change) bool { return dropped[c.Row] })
	p.plan.New, p.plan.Changed = len(p.fresh), len(p.changed)
	slices.SortStableFunc(p.plan.Rejects, func(a, b Reject) int { return a.Row - b.Row })
	p.plan.apply = p.write
}

// write carries the plan out.
func (p *planner[R]) write(b *store.RecordBatch) error {
	if err := p.l.make(b, p.plan.Missing); err != nil {
		return err
	}
	list := make([]*R, len(p.fresh))
	for i, row := range p.fresh {
		texts := row.texts
		if row.up != "" {
			texts = without(texts, p.self)
		}
		list[i] = p.s.empty()
		if p.s.settle != nil {
			p.s.settle(list[i], texts)
		}
		if err := p.s.put(list[i], texts); err != nil {
			return err
		}
	}
	if err := p.s.create(b, list); err != nil {
		return err
	}
	for i, row := range p.fresh {
		p.l.renamed(p.s.kind, p.s.idOf(list[i]), row.texts[p.s.codeOf], row.texts[p.s.nameOf], 0)
	}
	for i, row := range p.fresh {
		if row.up != "" {
			if err := p.hang(b, list[i], row); err != nil {
				return err
			}
		}
	}
	for _, row := range p.changed { // where all will hang, so that the order of writing makes no circle
		if text, ok := row.texts[p.self]; ok && p.self != "" {
			above, err := p.l.find(p.s.kind, text)
			if err != nil {
				return err
			}
			p.l.parents(p.s.kind)[row.id] = above
		}
	}
	for _, row := range p.changed {
		if err := p.s.put(row.r, row.texts); err != nil {
			return err
		}
		if err := p.s.write(b.Edit, row.r); err != nil {
			return err
		}
	}
	return p.confirm(b)
}

// hang sets a new record's reference to another of the same list.
func (p *planner[R]) hang(b *store.RecordBatch, r *R, row *planned[R]) error {
	if err := p.s.put(r, map[string]string{p.self: row.up}); err != nil {
		return err
	}
	return p.s.write(b.Edit, r)
}

// confirm notes the known records the list named without changing them.
func (p *planner[R]) confirm(b *store.RecordBatch) error {
	switch p.s.kind {
	case Customers:
		return store.Confirm[model.Customer](b, p.confirmed)
	case Products:
		return store.Confirm[model.Product](b, p.confirmed)
	}
	return store.Confirm[model.Employee](b, p.confirmed)
}

func without(texts map[string]string, key string) map[string]string {
	out := make(map[string]string, len(texts))
	for k, v := range texts {
		if k != key {
			out[k] = v
		}
	}
	return out
}
