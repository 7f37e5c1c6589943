// Package customers is the use case 客户: the list of all customers with what the ledger,
// the receivables and the records say of each, its search, filters and views, changes to
// many at once, the recomputed grades, and the card of one customer.
package customers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Book answers for the customers of one data folder. It may be used from several
// goroutines at once.
type Book struct {
	store *store.Store
	today func() model.Date

	mu      sync.Mutex
	figures *figures    // of the ledger, nil = to be read
	records *recordBook // of the records around customers, nil = to be read
	list    *List       // drawn from both
	sources []Source
	changes uint64 // counts Changed, so that a read begun before is not kept
}

// New makes the book of a store. Call Changed whenever records or the ledger changed.
func New(s *store.Store) *Book {
	b := &Book{store: s, today: model.Today}
	b.sources = b.ownSources()
	return b
}

// Changed says that something in the data may have changed: what was read is read anew
// when it is next asked for.
func (b *Book) Changed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.records, b.list = nil, nil
	b.changes++
}

// List is every customer with its figures, as it stood at one moment. It is shared: do not
// change it.
type List struct {
	Rows      []*Row           // by code, then name
	AsOf      model.Date       // last day with sales (today without any): what sales figures are as of
	Today     model.Date       // what contacts, dates due and terms are seen from
	Directory *model.Directory // the masters it was drawn from
	Fields    []model.FieldDefinition
	RFM       analysis.RFMCuts // the rule of the scores

	byID    map[model.ID]*Row
	figures *figures // what it was drawn from
}

// Row is one customer of the list. Sales are net (sales less returns).
type Row struct {
	Customer *model.Customer // read only
	Region   string
	Owner    string
	Contact  string // who to call first
	Phone    string

	Year     model.Money    // the twelve months up to AsOf's
	Month    model.Money    // the month of AsOf
	YearAgo  model.Money    // the same days of that month a year before
	Growth   analysis.Value // Month against YearAgo
	Buys     int            // 进货次数 of the twelve months
	Last     model.Date     // last purchase ever; a return never is one
	Since    int            // days from Last to AsOf, −1 = never bought
	Rhythm   analysis.Value // median days between purchases
	Flags    []Flag         // open suspicions, see Flag.Open
	Balance  model.Money    // what is owed
	Overdue  model.Money
	Ageing   analysis.Ageing
	Spoken   model.Date // last contact
	Silent   int        // days from Spoken to Today, −1 = never spoken to
	Complete int        // of the file, percent; −1 for the 散客 account
	Class    analysis.Class
	RFM      analysis.Score

	missing []FieldKey
	search  searchKey
}

// ID of the customer.
func (r *Row) ID() model.ID { return r.Customer.ID }

// Missing are the fields a complete file would have, see Required.
func (r *Row) Missing() []FieldKey { return r.missing }

// Stage of the customer; a file that does not say is of an active one.
func (r *Row) Stage() model.CustomerStage {
	if r.Customer.Stage == "" {
		return model.StageActive
	}
	return r.Customer.Stage
}

// Tags of the customer.
func (r *Row) Tags() []string { return SplitTags(r.Customer.Tags) }

// Row of a customer, nil if there is none.
func (l *List) Row(id model.ID) *Row { return l.byID[id] }

// List reads every customer. What did not change since the last call is not read again.
func (b *Book) List(ctx context.Context) (*List, error) {
	figures, err := b.readFigures(ctx)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	list, records, began := b.list, b.records, b.changes
	b.mu.Unlock()
	today := b.today()
	if list != nil && list.figures == figures && list.Today == today {
		return list, nil
	}
	if records == nil {
		if records, err = b.readRecords(ctx, figures.asOf.Month()); err != nil {
			return nil, err
		}
	}
	list = newList(figures, records, today)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.changes == began {
		b.list, b.records = list, records
	}
	return list, nil
}

func newList(f *figures, r *recordBook, today model.Date) *List {
	l := &List{AsOf: f.asOf, Today: today, Directory: f.dir, Fields: r.fields, RFM: f.cuts, figures: f,
		Rows: make([]*Row, 0, len(f.dir.Customers)), byID: make(map[model.ID]*Row, len(f.dir.Customers))}
	flags := f.flags(r.agreed)
	for id, c := range f.dir.Customers {
		row := &Row{Customer: c, Since: -1, Silent: -1, Flags: flags[id]}
		f.fill(row)
		r.fill(row, today)
		row.place(f.dir)
		row.Complete, row.missing = completeness(parts{c, row.Contact, row.Phone, r.areas[id], r.policies[id]})
		row.search = newSearchKey(row, r.contacts[id])
		l.Rows = append(l.Rows, row)
		l.byID[id] = row
	}
	slices.SortFunc(l.Rows, func(a, b *Row) int { return compareRows(a, b) })
	return l
}

// place says where the customer is and whose it is.
func (r *Row) place(dir *model.Directory) {
	if region := dir.Regions[r.Customer.RegionID]; region != nil {
		r.Region = region.Name
	}
	if owner := dir.Employees[r.Customer.OwnerID]; owner != nil {
		r.Owner = owner.Name
	}
}

// compareRows orders by code, those without one last, then by name.
func compareRows(a, b *Row) int {
	if (a.Customer.Code == "") != (b.Customer.Code == "") {
		if a.Customer.Code == "" {
			return 1
		}
		return -1
	}
	if c := strings.Compare(a.Customer.Code, b.Customer.Code); c != 0 {
		return c
	}
	if c := strings.Compare(a.Customer.Name, b.Customer.Name); c != 0 {
		return c
	}
	return int(int64(a.Customer.ID) - int64(b.Customer.ID))
}

// Undo takes an act of this book back.
func (b *Book) Undo(ctx context.Context, operation string) error {
	defer b.Changed()
	if err := b.store.Undo(ctx, operation); err != nil {
		return fmt.Errorf("undo the change of customers: %w", err)
	}
	return b.forgetGrades(ctx, operation)
}

// edit runs one act and marks what was read as stale.
func (b *Book) edit(ctx context.Context, f func(*store.Edit) error) (operation string, err error) {
	defer b.Changed()
	return b.store.Edit(ctx, f)
}

// SetToday fixes the day that contacts, dates due and terms are seen from, for pictures
// and tests.
func (b *Book) SetToday(d model.Date) {
	b.today = func() model.Date { return d }
	b.Changed()
}
