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
	r := &recordBook{contacts: map[model.ID][]model.Contact{}, areas: map[model.ID]int{}, policies: map[model.ID]int{},
		spoken: map[model.ID]model.Date{}, verdicts: map[verdictKey]model.FlagVerdictRecord{}}
	contacts, err := store.Find(ctx, b.store, model.Contact{})
	if err != nil {
		return nil, err
	}
	for i := range contacts {
		r.contacts[contacts[i].CustomerID] = append(r.contacts[contacts[i].CustomerID], contacts[i])
	}
	for _, list := range r.contacts {
		sortContacts(list)
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
	row.Contact, row.Phone = c.Contact, c.Phone
	if own := r.contacts[c.ID]; len(own) > 0 {
		if row.Contact == "" || own[0].Main {
			row.Contact = own[0].Name
			row.Phone = cmp.Or(own[0].Phone, own[0].Phone2, c.Phone)
		}
		row.Phone = cmp.Or(row.Phone, own[0].Phone)
	}
	if day := r.spoken[c.ID]; !day.IsZero() {
		row.Spoken = day
		row.Silent = max(0, int(today-day))
	}
	for i := range row.Flags {
		v := r.verdicts[verdictKey{string(row.Flags[i].Rule), c.ID}]
		row.Flags[i].Verdict, row.Flags[i].Note = v.Verdict, v.Note
	}
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
