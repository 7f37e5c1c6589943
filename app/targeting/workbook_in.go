package targeting

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"xunshi/app/importing"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Imported says what an import of a workbook of targets did or would do.
type Imported struct {
	Targets  int        // targets in the good rows
	Rejected int        // rows with problems
	Problems []string   // the problems in words, sheet by sheet
	Notes    []string   // what was left out, and sheets that hold no targets
	Batches  []model.ID // what was written, sheet by sheet; empty before the import

	before []model.Target // set by hand, as they stood before the import
}

// CheckWorkbook looks a workbook of targets over without writing anything.
func (p *Planner) CheckWorkbook(ctx context.Context, path string) (*Imported, error) {
	return p.readWorkbook(ctx, path, nil)
}

// ImportWorkbook takes in every sheet of a workbook that holds targets: a target of a node,
// span and level that stands already is replaced, others are added, cells left empty change
// nothing. Rows with problems are left out. It is undone whole with UndoImport; when a sheet
// fails nothing of the file stays.
func (p *Planner) ImportWorkbook(ctx context.Context, path string) (*Imported, error) {
	before, err := store.Find(ctx, p.store, model.Target{})
	if err != nil {
		return nil, err
	}
	done := &Imported{before: slices.DeleteFunc(before, func(t model.Target) bool { return t.BatchID != 0 })}
	out, err := p.readWorkbook(ctx, path, func(s *importing.Session) error {
		r, err := s.Import(ctx, importing.Choice{SkipBad: true, Again: true}, nil)
		if err == nil && r.Batch != 0 {
			done.Batches = append(done.Batches, r.Batch)
		}
		return err
	})
	if err != nil {
		return nil, errors.Join(err, p.UndoImport(context.WithoutCancel(ctx), done))
	}
	out.Batches, out.before = done.Batches, done.before
	return out, nil
}

// UndoImport takes an import of a workbook back: the targets that stood before stand again,
// those of earlier imports and those set by hand.
func (p *Planner) UndoImport(ctx context.Context, done *Imported) error {
	for _, batch := range slices.Backward(done.Batches) {
		if err := p.store.UndoBatch(ctx, batch); err != nil {
			return err
		}
	}
	dir, err := p.store.Directory(ctx)
	if err != nil {
		return err
	}
	_, err = p.store.Edit(ctx, func(e *store.Edit) error {
		for i := range done.before {
			if err := restore(e, dir, done.before[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// restore puts a target back that was set by hand, unless something stands in its place.
func restore(e *store.Edit, dir *model.Directory, t model.Target) error {
	known, err := store.FindIn(e, model.Target{Month: t.Month, Level: t.Level, Metric: t.Metric})
	if err != nil {
		return err
	}
	node := analysis.NodeOf(&t).Bare(dir)
	if slices.ContainsFunc(known, func(k model.Target) bool { return k.Span == t.Span && analysis.NodeOf(&k).Bare(dir) == node }) {
		return nil
	}
	t.Record = model.Record{}
	return store.Put(e, &t)
}

// readWorkbook checks each sheet and, if take is given, has it taken in.
func (p *Planner) readWorkbook(ctx context.Context, path string, take func(*importing.Session) error) (*Imported, error) {
	s, err := importing.New(p.store).Open(ctx, path, model.BatchTargets, nil)
	if err != nil {
		return nil, err
	}
	out := &Imported{}
	for _, sheet := range s.Sheets() {
		if sheet.Hidden {
			continue
		}
		if err := s.SetSheet(ctx, sheet.Name); err != nil {
			return nil, err
		}
		if len(s.Missing()) > 0 {
			out.Notes = append(out.Notes, i18n.T("工作表“%s”里没有目标,已略过。", sheet.Name))
			continue
		}
		preview, err := s.Check(ctx, nil)
		if err != nil {
			return nil, err
		}
		out.add(sheet.Name, preview)
		if take != nil && preview.Good > 0 && preview.Targets > 0 {
			if err := take(s); err != nil {
				return nil, err
			}
		}
	}
	if out.Targets == 0 && out.Rejected == 0 {
		return nil, model.NewFault(nil, i18n.T("%s 里没有填任何目标。", filepath.Base(path)), i18n.T("目标没有改动。"),
			i18n.T("可以先导出目标表,填好后再导入。"))
	}
	return out, nil
}

func (o *Imported) add(sheet string, p *importing.Preview) {
	o.Targets += p.Targets
	o.Rejected += p.Bad
	for _, g := range p.Problems {
		o.Problems = append(o.Problems, i18n.T("%s · %s:%s(%d 行,第一处在第 %d 行)", sheet, g.Column, g.Reason, g.Count, first(g.Rows)))
	}
	for _, n := range p.Notes {
		o.Notes = append(o.Notes, i18n.T("%s:%s", sheet, n))
	}
}

func first(rows []int) int {
	if len(rows) == 0 {
		return 0
	}
	return rows[0]
}
