// Package file is the customer's file (档案): the customer with contacts, agreements, areas
// and shares, opened, checked and saved as one act that can be taken back.
package file

import (
	"context"
	"slices"
	"strconv"

	"xunshi/app/customers/file/fields"
	"xunshi/app/customers/merging"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// File is one customer with what is kept in the file. A record with row id 0 is new.
type File struct {
	Customer  model.Customer         `json:"customer"`
	Contacts  []model.Contact        `json:"contacts"`
	Policies  []model.CustomerPolicy `json:"policies"`
	Areas     []model.CustomerArea   `json:"areas"`
	Shares    []model.CustomerShare  `json:"shares"`
	Contracts []model.Contract       `json:"contracts"`
}

// Book is the use case over a store.
type Book struct {
	store  *store.Store
	merger *merging.Merger
}

// New works on a store.
func New(s *store.Store) *Book { return &Book{s, merging.New(s)} }

// Directory gives every master record.
func (b *Book) Directory(ctx context.Context) (*model.Directory, error) {
	return b.store.Directory(ctx)
}

// Open reads a customer's file; id 0 gives an empty one with a free code proposed.
func (b *Book) Open(ctx context.Context, id model.ID) (*File, error) {
	d, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	if id == 0 {
		return &File{Customer: model.Customer{Code: nextCode(d), Stage: model.StageActive, Opened: model.Today()}}, nil
	}
	c := d.Customers[id]
	if c == nil {
		return nil, model.NewFault(nil, i18n.T("这个客户已经不在了:被删除或合并到别的客户。"), "", i18n.T("请回到客户列表查找。"))
	}
	f := &File{Customer: *c}
	if f.Contacts, err = store.Find(ctx, b.store, model.Contact{CustomerID: id}); err != nil {
		return nil, err
	}
	if f.Policies, err = store.Find(ctx, b.store, model.CustomerPolicy{CustomerID: id}); err != nil {
		return nil, err
	}
	if f.Areas, err = store.Find(ctx, b.store, model.CustomerArea{CustomerID: id}); err != nil {
		return nil, err
	}
	if f.Shares, err = store.Find(ctx, b.store, model.CustomerShare{CustomerID: id}); err != nil {
		return nil, err
	}
	f.Contracts, err = store.Find(ctx, b.store, model.Contract{CustomerID: id})
	return f, err
}

// nextCode proposes the code after the highest one of the commonest form (K00512 → K00513);
// "" when codes have no form.
func nextCode(d *model.Directory) string {
	type form struct {
		prefix string
		digits int
	}
	counts, highest := map[form]int{}, map[form]uint64{}
	for _, c := range d.Customers {
		prefix, number, ok := splitCode(c.Code)
		if !ok {
			continue
		}
		f := form{prefix, len(c.Code) - len(prefix)}
		counts[f]++
		highest[f] = max(highest[f], number)
	}
	var best form
	for f, n := range counts {
		if n > counts[best] || n == counts[best] && f.prefix < best.prefix {
			best = f
		}
	}
	if best.digits == 0 {
		return ""
	}
	number := strconv.FormatUint(highest[best]+1, 10)
	for len(number) < best.digits {
		number = "0" + number
	}
	return best.prefix + number
}

// mostDigits of a number at the end of a code that is counted on.
const mostDigits = 15

func splitCode(code string) (prefix string, number uint64, ok bool) {
	i := len(code)
	for i > 0 && code[i-1] >= '0' && code[i-1] <= '9' {
		i--
	}
	if i == len(code) || len(code)-i > mostDigits {
		return "", 0, false
	}
	number, err := strconv.ParseUint(code[i:], 10, 64)
	return code[:i], number, err == nil
}

// Saved says what saving did.
type Saved struct {
	ID        model.ID // of the customer
	Operation string   // to take it back; "" when nothing had changed
	Created   bool
}

// Save writes a file as one act: what is new is created, what is gone from it is removed.
// A file that breaks a rule is refused with a *Refusal.
func (b *Book) Save(ctx context.Context, f *File) (Saved, error) {
	f = f.tidy()
	d, err := b.store.Directory(ctx)
	if err != nil {
		return Saved{}, err
	}
	definitions, err := b.Definitions(ctx)
	if err != nil {
		return Saved{}, err
	}
	if err := Check(d, definitions, f); err != nil {
		return Saved{}, err
	}
	saved := Saved{Created: f.Customer.ID == 0}
	saved.Operation, err = b.store.Edit(ctx, func(e *store.Edit) error {
		if err := store.Put(e, &f.Customer); err != nil {
			return err
		}
		return putLists(e, f)
	})
	saved.ID = f.Customer.ID
	return saved, err
}

func putLists(e *store.Edit, f *File) error {
	id := f.Customer.ID
	if err := putList(e, model.Contact{CustomerID: id}, f.Contacts, func(c *model.Contact) { c.CustomerID = id }); err != nil {
		return err
	}
	if err := putList(e, model.CustomerPolicy{CustomerID: id}, f.Policies, func(p *model.CustomerPolicy) { p.CustomerID = id }); err != nil {
		return err
	}
	if err := putList(e, model.CustomerArea{CustomerID: id}, f.Areas, func(a *model.CustomerArea) { a.CustomerID = id }); err != nil {
		return err
	}
	if err := putList(e, model.CustomerShare{CustomerID: id}, f.Shares, func(s *model.CustomerShare) { s.CustomerID = id }); err != nil {
		return err
	}
	return putList(e, model.Contract{CustomerID: id}, f.Contracts, func(c *model.Contract) { c.CustomerID = id })
}

// record is any record of a file, by pointer.
type record[T any] interface {
	*T
	RowID() model.ID
}

// putList makes the records like another be those given.
func putList[T any, P record[T]](e *store.Edit, like T, list []T, own func(P)) error {
	there, err := store.FindIn(e, like)
	if err != nil {
		return err
	}
	for i := range there {
		id := P(&there[i]).RowID()
		if !slices.ContainsFunc(list, func(x T) bool { return P(&x).RowID() == id }) {
			if err := store.Remove[T, P](e, &there[i]); err != nil {
				return err
			}
		}
	}
	for i := range list {
		own(&list[i])
		if err := store.Put[T, P](e, &list[i]); err != nil {
			return err
		}
	}
	return nil
}

// tidy gives a copy without blank lines; the first contact is the main one where none is,
// and stands in the customer's own contact where that is empty.
func (f *File) tidy() *File {
	out := &File{Customer: f.Customer, Areas: slices.Clone(f.Areas), Shares: slices.Clone(f.Shares),
		Contacts: slices.Clone(f.Contacts), Policies: slices.Clone(f.Policies), Contracts: slices.Clone(f.Contracts)}
	main := slices.IndexFunc(out.Contacts, func(c model.Contact) bool { return c.Main })
	if main < 0 && len(out.Contacts) > 0 {
		main = 0
		out.Contacts[0].Main = true
	}
	if main >= 0 {
		c := &out.Contacts[main]
		if out.Customer.Contact == "" && out.Customer.Phone == "" {
			out.Customer.Contact, out.Customer.Phone = c.Name, c.Phone
		}
	}
	return out
}

// Remove deletes a customer with its contacts, agreements, areas and shares, as one act.
// One that sales, visits or balances still speak of is refused.
func (b *Book) Remove(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		if err := putLists(e, &File{Customer: model.Customer{Record: model.Record{ID: id}}}); err != nil {
			return err
		}
		c, err := store.GetIn[model.Customer](e, id)
		if err != nil || c == nil {
			return err
		}
		return store.Remove(e, c)
	})
}

// Undo takes an act of this use case back; Redo makes it again.
func (b *Book) Undo(ctx context.Context, operation string) error {
	return b.store.Undo(ctx, operation)
}

// Redo makes an act that was undone again.
func (b *Book) Redo(ctx context.Context, operation string) error {
	return b.store.Redo(ctx, operation)
}

// Resembling gives the customers that the one typed may already be; in each pair A is the
// one that is there.
func (b *Book) Resembling(ctx context.Context, c *model.Customer, limit int) ([]merging.Pair, error) {
	return b.merger.Resembling(ctx, c, limit)
}

// Suggestions are the words used so far in fields that take any.
type Suggestions struct {
	Channels, Tiers, Settlements, Tags, Rivals, Roles []string
}

// Suggestions gathers the words in use, the usual ones of the trade first.
func (b *Book) Suggestions(ctx context.Context) (Suggestions, error) {
	d, err := b.store.Directory(ctx)
	if err != nil {
		return Suggestions{}, err
	}
	s := Suggestions{Settlements: settlements(), Roles: roles()}
	prices, err := store.Find(ctx, b.store, model.ProductPrice{Kind: model.PriceTier})
	if err != nil {
		return s, err
	}
	for i := range prices {
		s.Tiers = append(s.Tiers, prices[i].Tier)
	}
	for _, c := range d.Customers {
		s.Channels = append(s.Channels, c.Channel)
		s.Tiers = append(s.Tiers, c.PriceTier)
		s.Settlements = append(s.Settlements, c.Settlement)
		s.Tags = append(s.Tags, split(c.Tags)...)
		s.Rivals = append(s.Rivals, split(c.Rivals)...)
	}
	for _, list := range []*[]string{&s.Channels, &s.Tiers, &s.Tags, &s.Rivals} {
		*list = distinct(*list)
	}
	s.Settlements = unique(s.Settlements)
	return s, nil
}

//i18n:data
func settlements() []string { return []string{"现款", "账期", "月结", "预付款"} }

//i18n:data
func roles() []string { return []string{"老板", "采购", "店长", "财务", "仓管", "业务"} }

// DealerLike tells whether customers of a kind supply others: they have a warehouse,
// vehicles and an area.
//
//i18n:data
func DealerLike(kind string) bool {
	return slices.Contains([]string{"经销商", "批发", "县乡批发", "代理", ""}, kind)
}

// Online tells whether customers of a kind sell through a platform instead of a shop.
func Online(kind string) bool { return kind == "电商" } //i18n:data

// FieldWords names the customer's fields for lists and messages.
func FieldWords(d *model.Directory, own []model.FieldDefinition) []fields.Field {
	return fields.Fields(d, own)
}
