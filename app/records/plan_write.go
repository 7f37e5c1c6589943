package records

import (
	"slices"

	"xunshi/model"
	"xunshi/model/store"
)

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
	if err := p.rewrite(b.Edit); err != nil {
		return err
	}
	return p.confirm(b)
}

// rewrite puts what the list changes in known records.
func (p *planner[R]) rewrite(e *store.Edit) error {
	list := make([]*R, len(p.changed))
	for i, row := range p.changed {
		if err := p.s.put(row.r, row.texts); err != nil {
			return err
		}
		list[i] = row.r
	}
	if p.s.rewrite != nil {
		return p.s.rewrite(e, list)
	}
	for _, r := range list {
		if err := p.s.write(e, r); err != nil {
			return err
		}
	}
	return nil
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
