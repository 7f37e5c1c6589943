package records

import (
	"context"
	"slices"

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
