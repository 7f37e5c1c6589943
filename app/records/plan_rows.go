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
	marks      map[string][]model.ID // known records by their mark
	freshBy    map[string]int        // code or name → place in fresh
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
	p.readMarks()
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
		if id = p.marked(in); id == 0 {
			return 0, false
		}
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

// readMarks gathers the known records by their mark.
func (p *planner[R]) readMarks() {
	at, ok := p.s.byKey[p.s.markOf]
	if !ok {
		return
	}
	p.marks = map[string][]model.ID{}
	for id, r := range p.known {
		if mark := p.s.fields[at].get(r); mark != "" {
			p.marks[mark] = append(p.marks[mark], id)
		}
	}
}

// marked is the known record that bears the mark of a row without code and name; 0 after a
// reject.
func (p *planner[R]) marked(in Incoming) model.ID {
	mark := in.Texts[p.s.markOf]
	switch list := p.marks[mark]; {
	case mark == "":
		p.reject(in.Row, p.s.nameOf, i18n.T("没有名称"))
	case len(list) == 1:
		return list[0]
	case len(list) == 0:
		p.reject(in.Row, p.s.markOf, i18n.T("没有编码和名称,也没有用这个条码的"))
	default:
		p.reject(in.Row, p.s.markOf, i18n.T("不止一个用这个条码,没有编码分不清"))
	}
	return 0
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
