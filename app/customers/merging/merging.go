package merging

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// What was decided is kept as records beside the others, so that it travels with the data
// and is undone with the act it belongs to: Page says what it is.
const (
	pageDistinct = "duplicates.distinct" // Name: key of a pair that is no duplicate
	pageMerged   = "duplicates.merged"   // Body: a Done
)

// Merger is the use case: finding customers that stand twice, and making one of two.
type Merger struct{ store *store.Store }

// New works on a store.
func New(s *store.Store) *Merger { return &Merger{s} }

// Pairs gives the customers that may stand twice, the surest first, without those found
// to be different.
func (m *Merger) Pairs(ctx context.Context) ([]Pair, error) {
	d, contacts, known, err := m.read(ctx)
	if err != nil {
		return nil, err
	}
	return Find(d, contacts, known), nil
}

// Directory gives every master record.
func (m *Merger) Directory(ctx context.Context) (*model.Directory, error) {
	return m.store.Directory(ctx)
}

// Resembling gives the customers that a new or changed one may already be, the surest
// first; in each pair A is the customer that is there.
func (m *Merger) Resembling(ctx context.Context, c *model.Customer, limit int) ([]Pair, error) {
	d, contacts, known, err := m.read(ctx)
	if err != nil {
		return nil, err
	}
	return Resembling(d, contacts, c, known, limit), nil
}

func (m *Merger) read(ctx context.Context) (*model.Directory, []model.Contact, map[PairKey]bool, error) {
	d, err := m.store.Directory(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	contacts, err := store.Find(ctx, m.store, model.Contact{})
	if err != nil {
		return nil, nil, nil, err
	}
	views, err := store.Find(ctx, m.store, model.SavedView{Page: pageDistinct})
	if err != nil {
		return nil, nil, nil, err
	}
	known := make(map[PairKey]bool, len(views))
	for i := range views {
		if k, ok := readKey(views[i].Name); ok {
			known[k] = true
		}
	}
	return d, contacts, known, nil
}

// Dismiss remembers that the customers of some pairs are not the same, as one act.
func (m *Merger) Dismiss(ctx context.Context, pairs ...Pair) (operation string, err error) {
	return m.store.Edit(ctx, func(e *store.Edit) error {
		for i := range pairs {
			view := model.SavedView{Page: pageDistinct, Name: KeyOf(pairs[i].A, pairs[i].B).text()}
			if err := store.Put(e, &view); err != nil {
				return err
			}
		}
		return nil
	})
}

// Dismissed counts the pairs found to be different customers.
func (m *Merger) Dismissed(ctx context.Context) (int, error) {
	views, err := store.Find(ctx, m.store, model.SavedView{Page: pageDistinct})
	return len(views), err
}

// Reconsider forgets which pairs were found to be different, as one act.
func (m *Merger) Reconsider(ctx context.Context) (operation string, err error) {
	views, err := store.Find(ctx, m.store, model.SavedView{Page: pageDistinct})
	if err != nil {
		return "", err
	}
	return m.store.Edit(ctx, func(e *store.Edit) error {
		for i := range views {
			if err := store.Remove(e, &views[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Done is one merge as the list of merges shows it.
type Done struct {
	Operation string      `json:"operation"`
	At        time.Time   `json:"at"`
	KeepID    model.ID    `json:"keep_id"`
	FromID    model.ID    `json:"from_id"`
	KeepCode  string      `json:"keep_code"`
	KeepName  string      `json:"keep_name"`
	FromCode  string      `json:"from_code"`
	FromName  string      `json:"from_name"`
	Lines     int         `json:"lines"` // ledger lines that moved
	Records   int         `json:"records"`
	Balance   model.Money `json:"balance"`
}

// Merge makes one file of two as the comparison has it: everything of From goes under
// Keep, whose fields get the values chosen. It is one act; Undo takes it back whole.
func (m *Merger) Merge(ctx context.Context, c *Comparison) (*Done, error) {
	result := c.Result()
	done := &Done{At: time.Now().UTC(), KeepID: c.Keep.ID, FromID: c.From.ID, KeepCode: result.Code, KeepName: result.Name,
		FromCode: c.From.Code, FromName: c.From.Name, Lines: c.FromMoves.Lines, Balance: c.FromMoves.Balance}
	for _, count := range c.FromMoves.Counts {
		done.Records += count.N
	}
	operation, err := m.store.Edit(ctx, func(e *store.Edit) error {
		if err := oneMainContact(e, c.Keep.ID, c.From.ID); err != nil {
			return err
		}
		if err := store.MergeCustomers(e, &result, c.From.ID); err != nil {
			return err
		}
		done.Operation = e.Operation()
		body, err := json.Marshal(done)
		if err != nil {
			return fmt.Errorf("keep the merge: %w", err)
		}
		return store.Put(e, &model.SavedView{Page: pageMerged, Name: done.Operation, Body: string(body)})
	})
	if err != nil {
		return nil, err
	}
	done.Operation = operation
	return done, nil
}

// oneMainContact lets the main contact of the file that stays be the only one.
func oneMainContact(e *store.Edit, keep, from model.ID) error {
	main, err := store.FindIn(e, model.Contact{CustomerID: keep, Main: true})
	if err != nil || len(main) == 0 {
		return err
	}
	others, err := store.FindIn(e, model.Contact{CustomerID: from, Main: true})
	if err != nil {
		return err
	}
	for i := range others {
		others[i].Main = false
		if err := store.Put(e, &others[i]); err != nil {
			return err
		}
	}
	return nil
}

// Merges lists the merges in force, newest first.
func (m *Merger) Merges(ctx context.Context) ([]Done, error) {
	views, err := store.Find(ctx, m.store, model.SavedView{Page: pageMerged})
	if err != nil {
		return nil, err
	}
	out := make([]Done, 0, len(views))
	for i := range views {
		var d Done
		if err := json.Unmarshal([]byte(views[i].Body), &d); err != nil {
			slog.Warn("a kept merge cannot be read", "view", views[i].ID, "error", err)
			continue
		}
		out = append(out, d)
	}
	slices.Reverse(out)
	return out, nil
}

// Undo takes an act of this use case back; Redo makes it again.
func (m *Merger) Undo(ctx context.Context, operation string) error {
	return m.store.Undo(ctx, operation)
}

// Redo makes an act that was undone again.
func (m *Merger) Redo(ctx context.Context, operation string) error {
	return m.store.Redo(ctx, operation)
}

// Summary says what moved: "12 条明细、3 条记录,账款余额 1,200.00".
func (d *Done) Summary() string {
	return i18n.T("转移 %d 条销售明细、%d 条其他记录,账款余额 %s 元", d.Lines, d.Records, document.FormatMoney(d.Balance, document.Yuan, 2))
}
