package records

import (
	"xunshi/assets/i18n"
	"xunshi/model"
)

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
