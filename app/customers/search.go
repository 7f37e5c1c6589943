package customers

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"xunshi/model"
	"xunshi/model/store"
)

// searchKey is what a row is found by besides its code and name, made ready once.
type searchKey struct {
	pinyin   string
	phones   string // digits of every phone, a blank between
	contacts []contactKey
	text     string // everything words can match, folded, a line each: most rows are told apart by it alone
}

type contactKey struct{ name, pinyin string }

// Scores of a hit on a phone or a contact, on the scale of model.MatchScore.
const (
	scorePhone      = 40
	scorePhoneWhole = 95
	contactDivisor  = 2 // a contact's name counts half of the customer's own
	phoneDigitsFrom = 3 // fewer digits are no phone
)

func newSearchKey(r *Row, contacts []model.Contact) searchKey {
	c := r.Customer
	k := searchKey{pinyin: c.Pinyin}
	if k.pinyin == "" {
		k.pinyin = store.SearchKey(c.Name)
	}
	var phones []string
	add := func(phone string) {
		if d := digits(phone); d != "" && !slices.Contains(phones, d) {
			phones = append(phones, d)
		}
	}
	name := func(name string) {
		if name == "" || slices.ContainsFunc(k.contacts, func(have contactKey) bool { return have.name == name }) {
			return
		}
		k.contacts = append(k.contacts, contactKey{name, store.SearchKey(name)})
	}
	add(c.Phone)
	name(c.Contact)
	for i := range contacts {
		add(contacts[i].Phone)
		add(contacts[i].Phone2)
		name(contacts[i].Name)
	}
	k.phones = strings.Join(phones, " ")
	parts := []string{folded(c.Code), folded(c.Name), strings.ReplaceAll(k.pinyin, " ", "\n")}
	for _, contact := range k.contacts {
		parts = append(parts, folded(contact.name), strings.ReplaceAll(contact.pinyin, " ", "\n"))
	}
	k.text = strings.Join(parts, "\n")
	return k
}

// folded leaves out case and blanks, as model.Query does.
func folded(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), "") }

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// query is what somebody types, made ready.
type query struct {
	text  model.Query
	plain string // the text folded
	phone string // its digits, if it can be a phone
}

func newQuery(text string) query {
	q := query{text: model.NewQuery(text), plain: folded(text)}
	plain := strings.IndexFunc(text, func(r rune) bool {
		return !unicode.IsDigit(r) && !unicode.IsSpace(r) && r != '-' && r != '+'
	}) < 0
	if d := digits(text); plain && len(d) >= phoneDigitsFrom {
		q.phone = d
	}
	return q
}

// score tells how well the row answers the query, 0 = not at all.
func (q query) score(r *Row) int {
	best, words := 0, strings.Contains(r.search.text, q.plain)
	if words {
		best = q.text.Score(r.Customer.Code, r.Customer.Name, r.search.pinyin)
	}
	if q.phone != "" && r.search.phones != "" && best < scorePhoneWhole {
		if at := strings.Index(r.search.phones, q.phone); at >= 0 {
			best = max(best, scorePhone)
			if wholeWord(r.search.phones, at, len(q.phone)) {
				best = scorePhoneWhole
			}
		}
	}
	for _, c := range r.search.contacts {
		if !words || best >= scorePhone {
			break
		}
		best = max(best, q.text.Score("", c.name, c.pinyin)/contactDivisor)
	}
	return best
}

func wholeWord(s string, at, n int) bool {
	return (at == 0 || s[at-1] == ' ') && (at+n == len(s) || s[at+n] == ' ')
}

// Search keeps the rows that the text names by code, name, pinyin, initials, phone or
// contact, the best first. A blank text keeps them all, in their order.
func Search(rows []*Row, text string) []*Row {
	q := newQuery(text)
	if q.text.Blank() {
		return rows
	}
	type hit struct {
		row   *Row
		score int
		at    int // its place among the rows
	}
	hits := make([]hit, 0, 64)
	for i, r := range rows {
		if s := q.score(r); s > 0 {
			hits = append(hits, hit{r, s, i})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { // one letter hits thousands: faster than a stable sort
		if a.score != b.score {
			return b.score - a.score
		}
		if a.row.Year != b.row.Year {
			return cmp.Compare(b.row.Year, a.row.Year)
		}
		return a.at - b.at
	})
	out := make([]*Row, len(hits))
	for i := range hits {
		out[i] = hits[i].row
	}
	return out
}

// Search finds customers as the list's search does, at most limit of them (0: all). It reads
// who the customers are and nothing of their sales, so that a command answers at once: the
// rows have no figures, and hits as good as each other stand in the order of their codes.
func (b *Book) Search(ctx context.Context, text string, limit int) ([]*Row, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	dir, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	contacts, err := b.readContacts(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]*Row, 0, len(dir.Customers))
	for id, c := range dir.Customers {
		row := &Row{Customer: c}
		row.place(dir)
		row.call(contacts[id])
		row.search = newSearchKey(row, contacts[id])
		rows = append(rows, row)
	}
	slices.SortFunc(rows, compareRows)
	found := Search(rows, text)
	if limit > 0 && len(found) > limit {
		found = found[:limit]
	}
	return found, nil
}
