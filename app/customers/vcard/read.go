package vcard

import (
	"cmp"
	"context"
	"slices"
	"strings"

	gocard "github.com/emersion/go-vcard"
	"golang.org/x/text/width"

	"xunshi/app/customers/merging"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Action is what becomes of a card.
type Action string

// What can become of a card.
const (
	AddContact    Action = "add"    // a new contact of the customer
	UpdateContact Action = "update" // fills blanks of a contact that is there
	NewProspect   Action = "create" // a new customer, 潜在, with this contact
	Skip          Action = "skip"
)

// Card is one business card of a file and what is to become of it.
type Card struct {
	Contact  model.Contact // Name, Role, phones, WeChat, Email, Birthday, Note as on the card
	Org      string
	Province string
	City     string
	Address  string

	Action   Action
	Customer model.ID // for AddContact and UpdateContact
	Known    model.ID // the contact to update
	Why      string   // why this customer, or why not, in words
}

// Preview is what a file of cards would do.
type Preview struct {
	Cards  []Card
	Broken int // cards that could not be read
}

// Count tells how many cards have an action.
func (p *Preview) Count(a Action) int {
	n := 0
	for i := range p.Cards {
		if p.Cards[i].Action == a {
			n++
		}
	}
	return n
}

// Read reads a file of cards and proposes what becomes of each: the contact that has its
// phone is updated, else it is added to the customer with its phone or organisation, else
// it is skipped. A file that holds no card is a Fault.
func (c *Cards) Read(ctx context.Context, path string) (*Preview, error) {
	raw, broken, err := readFile(path)
	if err != nil {
		return nil, err
	}
	m, err := c.matcher(ctx)
	if err != nil {
		return nil, err
	}
	p := &Preview{Broken: broken}
	for _, r := range raw {
		card, ok := parse(r)
		if !ok {
			p.Broken++
			continue
		}
		m.match(&card)
		p.Cards = append(p.Cards, card)
	}
	return p, nil
}

// parse takes what we keep from a card; one without a name and without a phone says nothing.
func parse(r gocard.Card) (Card, bool) {
	first := func(field string) string { return strings.TrimSpace(unescape(r.Value(field))) }
	org, _, _ := strings.Cut(r.Value(gocard.FieldOrganization), ";") // what follows are its departments
	card := Card{Org: strings.TrimSpace(org)}
	k := &card.Contact
	k.Name = cmp.Or(first(gocard.FieldFormattedName), joinName(r.Value(gocard.FieldName)), first(gocard.FieldNickname), card.Org)
	k.Role = cmp.Or(first(gocard.FieldTitle), first(gocard.FieldRole))
	k.Email, k.Note = first(gocard.FieldEmail), first(gocard.FieldNote)
	k.WeChat = cmp.Or(first(fieldWeChat), weChat(r))
	k.Birthday = birthday(first(gocard.FieldBirthday))
	var phones []string
	for _, f := range r[gocard.FieldTelephone] {
		if number := tidyPhone(f.Value); number != "" && !slices.Contains(phones, number) {
			phones = append(phones, number)
		}
	}
	slices.SortStableFunc(phones, func(a, b string) int { return cmp.Compare(mobile(b), mobile(a)) })
	if len(phones) > 0 {
		k.Phone = phones[0]
	}
	if len(phones) > 1 {
		k.Phone2 = phones[1]
	}
	if a := r.Value(gocard.FieldAddress); a != "" {
		parts := append(strings.Split(a, ";"), make([]string, 7)...)
		card.Address, card.City, card.Province = unescape(parts[2]), unescape(parts[3]), unescape(parts[4])
	}
	return card, k.Name != "" || k.Phone != ""
}

func unescape(s string) string { return strings.ReplaceAll(s, `\;`, ";") }

// joinName writes 陈;大明 as 陈大明 and Smith;John as John Smith.
func joinName(n string) string {
	parts := append(strings.Split(n, ";"), "", "", "")
	family, given := strings.TrimSpace(parts[0]), strings.TrimSpace(parts[2]+parts[1])
	if family == "" || given == "" || family[0] >= 0x80 {
		return family + given
	}
	return given + " " + family
}

func weChat(r gocard.Card) string {
	for _, f := range r[gocard.FieldIMPP] {
		scheme, id, ok := strings.Cut(f.Value, ":")
		if ok && (strings.EqualFold(scheme, "wechat") || strings.EqualFold(scheme, "weixin")) {
			return id
		}
	}
	return ""
}

// birthday reads 1980-05-06, 19800506 and 1980-05-06T00:00:00Z; a day without a year is not kept.
func birthday(s string) model.Date {
	s, _, _ = strings.Cut(s, "T")
	if len(s) == 8 {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	d, err := model.ParseDate(s)
	if err != nil {
		return 0
	}
	return d
}

// tidyPhone keeps digits and hyphens, and leaves the country's code out.
func tidyPhone(s string) string {
	s = strings.TrimPrefix(strings.TrimSpace(strings.ToLower(s)), "tel:")
	s = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '-' || r == '+' {
			return r
		}
		return -1
	}, s)
	s = strings.Trim(strings.TrimPrefix(strings.TrimPrefix(s, "+86"), "0086"), "-+")
	if bare := strings.ReplaceAll(s, "-", ""); len(bare) == 11 && bare[0] == '1' {
		return bare
	}
	return s
}

func mobile(phone string) int {
	if len(phone) == 11 && phone[0] == '1' {
		return 1
	}
	return 0
}

// matcher finds the customer and contact a card is about.
type matcher struct {
	directory *model.Directory
	byPhone   map[string]model.ID // phone → customer, 0 when several have it
	contacts  map[string]model.Contact
	byWhole   map[string][]model.ID // name as it is written → customers
	byName    map[string][]model.ID // folded name, with and without its place → customers
}

func (c *Cards) matcher(ctx context.Context) (*matcher, error) {
	d, err := c.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	contacts, err := store.Find(ctx, c.store, model.Contact{})
	if err != nil {
		return nil, err
	}
	m := &matcher{d, map[string]model.ID{}, map[string]model.Contact{}, map[string][]model.ID{}, map[string][]model.ID{}}
	for id, customer := range d.Customers {
		m.phone(customer.Phone, id)
		name := whole(customer.Name)
		m.byWhole[name] = append(m.byWhole[name], id)
		for _, name := range foldings(customer) {
			m.byName[name] = append(m.byName[name], id)
		}
	}
	for i := range contacts {
		k := contacts[i]
		for _, p := range []string{k.Phone, k.Phone2} {
			m.phone(p, k.CustomerID)
			if p = tidyPhone(p); p != "" {
				m.contacts[p] = k
			}
		}
	}
	return m, nil
}

func (m *matcher) phone(text string, customer model.ID) {
	p := digits(tidyPhone(text))
	if len(p) < 7 {
		return
	}
	if known, ok := m.byPhone[p]; ok && known != customer {
		customer = 0
	}
	m.byPhone[p] = customer
}

// whole is a name as it is written, but for blanks, case and width.
func whole(name string) string {
	return strings.ToLower(width.Fold.String(strings.Join(strings.Fields(name), "")))
}

// foldings are the name without what its place says, and as it is where no place is known:
// cards seldom say where a company is.
func foldings(c *model.Customer) []string {
	placed, plain := merging.Fold(c), merging.Fold(&model.Customer{Name: c.Name})
	if placed == plain {
		return []string{plain}
	}
	return []string{placed, plain}
}

// named gives the customers of a company's name: those written the same, else those that
// are the same but for place and legal form.
func (m *matcher) named(card *Card) []model.ID {
	if found := m.byWhole[whole(card.Org)]; len(found) > 0 {
		return found
	}
	var found []model.ID
	for _, name := range foldings(&model.Customer{Name: card.Org, City: card.City, Province: card.Province}) {
		for _, id := range m.byName[name] {
			if !slices.Contains(found, id) {
				found = append(found, id)
			}
		}
	}
	return found
}

func digits(s string) string { return strings.ReplaceAll(s, "-", "") }

func (m *matcher) match(card *Card) {
	for _, p := range []string{card.Contact.Phone, card.Contact.Phone2} {
		if k, ok := m.contacts[p]; ok && p != "" && m.byPhone[digits(p)] != 0 {
			card.Action, card.Customer, card.Known = UpdateContact, k.CustomerID, k.ID
			card.Why = i18n.T("电话与联系人「%s」相同", k.Name)
			return
		}
		if id := m.byPhone[digits(p)]; id != 0 {
			card.Action, card.Customer, card.Why = AddContact, id, i18n.T("电话与客户相同")
			return
		}
	}
	if card.Org != "" {
		found := m.named(card)
		switch len(found) {
		case 1:
			card.Action, card.Customer, card.Why = AddContact, found[0], i18n.T("单位名称相同")
			return
		case 0:
		default:
			card.Action, card.Why = Skip, i18n.T("有 %d 个同名客户,请选一个", len(found))
			return
		}
	}
	card.Action, card.Why = Skip, i18n.T("没有找到对应的客户")
}

// Result says what an import of cards did.
type Result struct {
	Added, Updated, Created int
	Operation               string
}

// Import does what the cards of a preview say, as one act.
func (c *Cards) Import(ctx context.Context, p *Preview) (Result, error) {
	var done Result
	operation, err := c.store.Edit(ctx, func(e *store.Edit) error {
		done = Result{}
		for i := range p.Cards {
			if err := put(e, &p.Cards[i], &done); err != nil {
				return err
			}
		}
		return nil
	})
	done.Operation = operation
	return done, err
}

func put(e *store.Edit, card *Card, done *Result) error {
	k := card.Contact
	k.Record = model.Record{}
	switch card.Action {
	case AddContact:
		if card.Customer == 0 {
			return model.NewFault(nil, i18n.T("名片「%s」还没有选客户。", k.Name), i18n.T("数据没有改动。"), i18n.T("请选一个客户,或改为跳过。"))
		}
		k.CustomerID = card.Customer
		done.Added++
		return store.Put(e, &k)
	case UpdateContact:
		known, err := store.GetIn[model.Contact](e, card.Known)
		if err != nil || known == nil {
			return err
		}
		fillBlanks(known, &k)
		done.Updated++
		return store.Put(e, known)
	case NewProspect:
		customer := model.Customer{Name: cmp.Or(card.Org, k.Name), Stage: model.StageProspect, Contact: k.Name, Phone: k.Phone,
			Province: card.Province, City: card.City, Address: card.Address, Opened: model.Today()}
		if err := store.Put(e, &customer); err != nil {
			return err
		}
		k.CustomerID, k.Main = customer.ID, true
		done.Created++
		return store.Put(e, &k)
	}
	return nil
}

// fillBlanks takes from a card what the contact does not say yet, and a further phone.
func fillBlanks(to, from *model.Contact) {
	for _, f := range []struct{ to, from *string }{{&to.Role, &from.Role}, {&to.WeChat, &from.WeChat}, {&to.Email, &from.Email}, {&to.Note, &from.Note}} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	for _, p := range []string{from.Phone, from.Phone2} {
		switch {
		case p == "" || digits(tidyPhone(to.Phone)) == digits(p) || digits(tidyPhone(to.Phone2)) == digits(p):
		case to.Phone == "":
			to.Phone = p
		case to.Phone2 == "":
			to.Phone2 = p
		}
	}
	if to.Birthday.IsZero() {
		to.Birthday = from.Birthday
	}
}

// Undo takes an import of cards back.
func (c *Cards) Undo(ctx context.Context, operation string) error {
	return c.store.Undo(ctx, operation)
}

// Directory gives every master record.
func (c *Cards) Directory(ctx context.Context) (*model.Directory, error) {
	return c.store.Directory(ctx)
}
