package targeting

import (
	"context"
	"fmt"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Change is a node's own target of one span as it shall be; 0 takes the target away.
type Change struct {
	Node  analysis.Node
	Span  Span
	Level model.TargetLevel // "" = the query's
	Value int64             // in the metric's unit
}

// highest is the largest target taken: sums over every row still fit.
const highest = int64(1) << 52

// Set writes targets in one act and gives the act's name for Undo; "" when nothing was
// different.
func (p *Planner) Set(ctx context.Context, q Query, changes []Change) (operation string, err error) {
	for i := range changes {
		if changes[i].Value < 0 {
			return "", model.NewFault(nil, i18n.T("目标不能是负数。"), i18n.T("数据没有改动。"), i18n.T("请填 0 或正数;0 表示没有目标。"))
		}
		if changes[i].Value > highest {
			return "", model.NewFault(nil, i18n.T("目标太大,超出能计算的范围。"), i18n.T("数据没有改动。"), i18n.T("请检查单位是元还是万元。"))
		}
		if q.index(changes[i].Span) < 0 {
			return "", fmt.Errorf("set target: %+v is no span of %d", changes[i].Span, q.Year)
		}
	}
	dir, err := p.store.Directory(ctx)
	if err != nil {
		return "", err
	}
	return p.store.Edit(ctx, func(e *store.Edit) error {
		w := &setter{q: q, dir: dir, e: e, months: map[model.Month]map[place][]model.Target{}}
		for _, c := range changes {
			if err := w.set(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// place is where a target stands: the later of two records in one place holds.
type place struct {
	span  model.TargetSpan
	level model.TargetLevel
	node  analysis.Node
}

// setter writes changes inside an act.
type setter struct {
	q      Query
	dir    *model.Directory
	e      *store.Edit
	months map[model.Month]map[place][]model.Target
}

func (w *setter) set(c Change) error {
	level := c.Level
	if level == "" {
		level = w.q.Level
	}
	node := c.Node.Bare(w.dir)
	known, err := w.known(c.Span.Month)
	if err != nil {
		return err
	}
	at := place{c.Span.Kind, level, node}
	records := known[at]
	if c.Value == 0 {
		for i := range records {
			if err := store.Remove(w.e, &records[i]); err != nil {
				return err
			}
		}
		delete(known, at)
		return nil
	}
	t := node.Target()
	if len(records) > 0 {
		t = records[len(records)-1]
		if t.Value == c.Value {
			return nil
		}
		for i := range records[:len(records)-1] { // older ones said the same thing
			if err := store.Remove(w.e, &records[i]); err != nil {
				return err
			}
		}
	}
	t.Month, t.Span, t.Level, t.Metric, t.Value = c.Span.Month, c.Span.Kind, level, w.q.Metric, c.Value
	if err := store.Put(w.e, &t); err != nil {
		return err
	}
	known[at] = []model.Target{t}
	return nil
}

// known are the targets that stand in a month, by place, in the order they were made.
func (w *setter) known(month model.Month) (map[place][]model.Target, error) {
	if found := w.months[month]; found != nil {
		return found, nil
	}
	rows, err := store.FindIn(w.e, model.Target{Month: month, Metric: w.q.Metric})
	if err != nil {
		return nil, err
	}
	out := map[place][]model.Target{}
	for i := range rows {
		at := place{rows[i].Span, rows[i].Level, analysis.NodeOf(&rows[i]).Bare(w.dir)}
		out[at] = append(out[at], rows[i])
	}
	w.months[month] = out
	return out, nil
}

// Undo takes an act on targets or the calendar back.
func (p *Planner) Undo(ctx context.Context, operation string) error {
	return p.store.Undo(ctx, operation)
}

// Redo makes an act that was taken back again.
func (p *Planner) Redo(ctx context.Context, operation string) error {
	return p.store.Redo(ctx, operation)
}
