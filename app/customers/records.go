package customers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// recordBook is what is kept around customers, beside the masters and the ledger.
type recordBook struct {
	contacts map[model.ID][]model.Contact // by customer, the first to call first
	areas    map[model.ID]int
	policies map[model.ID]int
	spoken   map[model.ID]model.Date
	verdicts map[verdictKey]model.FlagVerdictRecord
	agreed   *analysis.Agreed
	fields   []model.FieldDefinition // the user's own, of customers
}

type verdictKey struct {
	rule     string
	customer model.ID
}

// fieldsOfCustomers is FieldDefinition.Entity of the user's own fields of customers.
const fieldsOfCustomers = "customer"

func (b *Book) readRecords(ctx context.Context, month model.Month) (*recordBook, error) {
	r := &recordBook{areas: map[model.ID]int{}, policies: map[model.ID]int{},
		spoken: map[model.ID]model.Date{}, verdicts: map[verdictKey]model.FlagVerdictRecord{}}
	var err error
	if r.contacts, err = b.readContacts(ctx); err != nil {
		return nil, err
	}
	areas, policies, prices, err := b.store.Agreements(ctx)
	if err != nil {
		return nil, err
	}
	for i := range areas {
		r.areas[areas[i].CustomerID]++
	}
	for i := range policies {
		r.policies[policies[i].CustomerID]++
	}
	r.agreed = analysis.NewAgreed(areas, policies, prices)
	logs, err := store.Find(ctx, b.store, model.ContactLog{})
	if err != nil {
		return nil, err
	}
	for i := range logs {
		r.spoken[logs[i].CustomerID] = max(r.spoken[logs[i].CustomerID], logs[i].Date)
	}
	verdicts, err := b.store.Verdicts(ctx, month)
	if err != nil {
		return nil, err
	}
	for _, v := range verdicts {
		r.verdicts[verdictKey{v.Rule, v.CustomerID}] = v
	}
	if r.fields, err = store.Find(ctx, b.store, model.FieldDefinition{Entity: fieldsOfCustomers}); err != nil {
		return nil, err
	}
	slices.SortStableFunc(r.fields, func(a, b model.FieldDefinition) int { return cmp.Compare(a.Sort, b.Sort) })
	return r, nil
}

// readContacts gives the contacts of each customer, the first to call first.
func (b *Book) readContacts(ctx context.Context) (map[model.ID][]model.Contact, error) {
	contacts, err := store.Find(ctx, b.store, model.Contact{})
	if err != nil {
		return nil, err
	}
	of := map[model.ID][]model.Contact{}
	for i := range contacts {
		of[contacts[i].CustomerID] = append(of[contacts[i].CustomerID], contacts[i])
	}
	for _, list := range of {
		sortContacts(list)
	}
	return of, nil
}

// sortContacts puts the first to call first.
func sortContacts(list []model.Contact) {
	slices.SortStableFunc(list, func(a, b model.Contact) int {
		if a.Main != b.Main {
			if a.Main {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.ID, b.ID)
	})
}

// fill puts what the records know into a row whose figures stand.
func (r *recordBook) fill(row *Row, today model.Date) {
	c := row.Customer
	row.call(r.contacts[c.ID])
	if day := r.spoken[c.ID]; !day.IsZero() {
		row.Spoken = day
		row.Silent = max(0, int(today-day))
	}
	for i := range row.Flags {
		v := r.verdicts[verdictKey{string(row.Flags[i].Rule), c.ID}]
		row.Flags[i].Verdict, row.Flags[i].Note = v.Verdict, v.Note
	}
}

// call says who is to be called first, and where.
func (row *Row) call(own []model.Contact) {
	c := row.Customer
	row.Contact, row.Phone = c.Contact, c.Phone
	if len(own) == 0 {
		return
	}
	if row.Contact == "" || own[0].Main {
		row.Contact = own[0].Name
		row.Phone = cmp.Or(own[0].Phone, own[0].Phone2, c.Phone)
	}
	row.Phone = cmp.Or(row.Phone, own[0].Phone)
}

// firstToCall is whom to ask for and the number, from a customer and its sorted contacts.
func firstToCall(c *model.Customer, own []model.Contact) (name, phone string) {
	name, phone = c.Contact, c.Phone
	if len(own) == 0 {
		return name, phone
	}
	if name == "" || own[0].Main {
		name, phone = own[0].Name, cmp.Or(own[0].Phone, own[0].Phone2, c.Phone)
	}
	return name, cmp.Or(phone, own[0].Phone)
}

// SplitTags gives the tags of a file: "大客户,夜场" is two.
func SplitTags(tags string) []string {
	var out []string
	for _, tag := range strings.FieldsFunc(tags, func(r rune) bool { return r == ',' || r == '\uff0c' || r == '、' }) {
		if tag = strings.TrimSpace(tag); tag != "" && !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	return out
}

// JoinTags is how tags are kept.
func JoinTags(tags []string) string { return strings.Join(tags, ",") }
