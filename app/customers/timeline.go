package customers

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"xunshi/app/customers/merging"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// EventKind says what happened.
type EventKind string

// Kinds of event.
const (
	EventSale         EventKind = "sale"
	EventReturn       EventKind = "return"
	EventPayment      EventKind = "payment"
	EventContact      EventKind = "contact"
	EventComplaint    EventKind = "complaint"
	EventSatisfaction EventKind = "satisfaction"
	EventContract     EventKind = "contract"
	EventChange       EventKind = "change" // of the file: owner, grade, stage, merges
)

// EventKinds in the order they are offered as filters.
var EventKinds = []EventKind{EventSale, EventReturn, EventPayment, EventContact, EventComplaint, EventSatisfaction, EventContract, EventChange}

// Name of the kind.
func (k EventKind) Name() string {
	switch k {
	case EventSale:
		return i18n.T("进货")
	case EventReturn:
		return i18n.T("退货")
	case EventPayment:
		return i18n.T("回款")
	case EventContact:
		return i18n.T("联系")
	case EventComplaint:
		return i18n.T("投诉")
	case EventSatisfaction:
		return i18n.T("满意度")
	case EventContract:
		return i18n.T("合同")
	case EventChange:
		return i18n.T("变更")
	}
	return string(k)
}

// Event is one thing that happened with a customer.
type Event struct {
	Date   model.Date
	Kind   EventKind
	Text   string
	Detail string
	Tone   document.Tone
	ID     model.ID // of the record behind it, 0 if there is none
}

// Source tells the events of one kind about the customer of a card whose other parts have
// been read. Further kinds of record (visits, approvals …) join the timeline with
// AddSource.
type Source func(ctx context.Context, c *Card) ([]Event, error)

// AddSource adds events to every card. It must be called before the book is used.
func (b *Book) AddSource(s Source) { b.sources = append(b.sources, s) }

// eventLimit is how far back a timeline goes.
const eventLimit = 500

func (b *Book) ownSources() []Source {
	return []Source{orderDays, b.payments, b.contacts, b.complaints, b.satisfactions, b.contracts, b.fileChanges, b.merges}
}

func (b *Book) events(ctx context.Context, c *Card) ([]Event, error) {
	var out []Event
	for _, source := range b.sources {
		events, err := source(ctx, c)
		if err != nil {
			return nil, err
		}
		out = append(out, events...)
	}
	slices.SortStableFunc(out, func(a, b Event) int { return cmp.Compare(b.Date, a.Date) })
	return out[:min(len(out), eventLimit)], nil
}

// orderDays are the days with purchases and with returns.
func orderDays(_ context.Context, c *Card) ([]Event, error) {
	f := c.List.figures.facts
	type day struct {
		sales, returns model.Money
		products       map[model.ID]bool
		returned       bool
	}
	days := map[model.Date]*day{}
	_, hi := f.Range(model.Period{To: c.List.AsOf})
	for i := range hi {
		if f.Customers[i] != c.Customer.ID || f.Flags[i].Kind() == model.LineGift {
			continue
		}
		d := days[f.Dates[i]]
		if d == nil {
			d = &day{products: map[model.ID]bool{}}
			days[f.Dates[i]] = d
		}
		switch {
		case f.Flags[i].Purchase():
			d.sales += f.Amounts[i]
			d.products[f.Products[i]] = true
		case f.Flags[i].Kind() == model.LineReturn:
			d.returns += f.Amounts[i]
			d.returned = true
		}
	}
	var out []Event
	for date, d := range days {
		if len(d.products) > 0 {
			out = append(out, Event{Date: date, Kind: EventSale, Text: i18n.T("进货 %[1]s · %[2]d 个品项", MoneyWords(d.sales, c.Unit), len(d.products))})
		}
		if d.returned {
			out = append(out, Event{Date: date, Kind: EventReturn, Text: i18n.T("退货 %s", MoneyWords(d.returns, c.Unit)), Tone: document.Attention})
		}
	}
	return out, nil
}

func (b *Book) payments(ctx context.Context, c *Card) ([]Event, error) {
	entries, err := b.store.ReceivableEntries(ctx, maxDate)
	if err != nil {
		return nil, err
	}
	var out []Event
	for i := range entries {
		if e := &entries[i]; e.CustomerID == c.Customer.ID && e.Kind == model.EntryReceipt {
			out = append(out, Event{Date: e.Date, Kind: EventPayment, Text: i18n.T("回款 %s", MoneyWords(e.Amount, c.Unit)), Detail: joined(e.DocNo, e.Note), Tone: document.Ahead, ID: e.ID})
		}
	}
	return out, nil
}

// MethodName is the word for how someone was in touch.
func MethodName(m model.ContactMethod) string {
	switch m {
	case model.ContactVisit:
		return i18n.T("拜访")
	case model.ContactCall:
		return i18n.T("电话")
	case model.ContactWeChat:
		return i18n.T("微信")
	case model.ContactMail:
		return i18n.T("邮件")
	case model.ContactMeeting:
		return i18n.T("会面")
	}
	return string(m)
}

// Methods of contact, in the order they are offered.
var Methods = []model.ContactMethod{model.ContactCall, model.ContactVisit, model.ContactWeChat, model.ContactMeeting, model.ContactMail}

func (b *Book) contacts(ctx context.Context, c *Card) ([]Event, error) {
	logs, err := store.Find(ctx, b.store, model.ContactLog{CustomerID: c.Customer.ID})
	if err != nil {
		return nil, err
	}
	out := make([]Event, len(logs))
	for i := range logs {
		l := &logs[i]
		text := MethodName(l.Method)
		if e := c.List.Directory.Employees[l.EmployeeID]; e != nil {
			text += " " + e.Name
		}
		if l.Text != "" {
			text = i18n.T("%[1]s:%[2]s", text, l.Text)
		}
		next := ""
		if l.NextStep != "" {
			next = i18n.T("下一步:%s", joined(l.NextStep, l.NextOn.String()))
			if l.NextDone {
				next = i18n.T("下一步(已做):%s", l.NextStep)
			}
		}
		out[i] = Event{Date: l.Date, Kind: EventContact, Text: text, Detail: next, ID: l.ID}
	}
	return out, nil
}

func (b *Book) complaints(ctx context.Context, c *Card) ([]Event, error) {
	rows, err := store.Find(ctx, b.store, model.Complaint{CustomerID: c.Customer.ID})
	if err != nil {
		return nil, err
	}
	var out []Event
	for i := range rows {
		k := &rows[i]
		state, tone := i18n.T("未结"), document.Behind
		if !k.ClosedOn.IsZero() {
			state, tone = i18n.T("已结"), document.Plain
		}
		out = append(out, Event{Date: k.Date, Kind: EventComplaint, ID: k.ID, Tone: tone,
			Text: i18n.T("投诉 %s", joined(k.Cause, k.Text, state)), Detail: k.Outcome})
	}
	return out, nil
}

func (b *Book) satisfactions(ctx context.Context, c *Card) ([]Event, error) {
	rows, err := store.Find(ctx, b.store, model.Satisfaction{CustomerID: c.Customer.ID})
	if err != nil {
		return nil, err
	}
	out := make([]Event, len(rows))
	for i := range rows {
		tone := document.Plain
		if rows[i].Score <= 2 {
			tone = document.Attention
		}
		out[i] = Event{Date: rows[i].Date, Kind: EventSatisfaction, ID: rows[i].ID, Tone: tone,
			Text: i18n.T("满意度 %d 分", rows[i].Score), Detail: rows[i].Note}
	}
	return out, nil
}

func (b *Book) contracts(ctx context.Context, c *Card) ([]Event, error) {
	rows, err := store.Find(ctx, b.store, model.Contract{CustomerID: c.Customer.ID})
	if err != nil {
		return nil, err
	}
	var out []Event
	for i := range rows {
		k := &rows[i]
		name := cmp.Or(k.Title, k.Number)
		if !k.From.IsZero() && k.From <= c.List.Today {
			out = append(out, Event{Date: k.From, Kind: EventContract, ID: k.ID, Text: i18n.T("合同生效:%s", name),
				Detail: i18n.T("任务额 %s", MoneyWords(k.Commitment, c.Unit))})
		}
		if !k.To.IsZero() && k.To < c.List.Today {
			out = append(out, Event{Date: k.To, Kind: EventContract, ID: k.ID, Text: i18n.T("合同到期:%s", name)})
		}
	}
	return out, nil
}

// fileChanges are the changes of the file that matter later: who was in charge, the grade,
// how far the business had come.
func (b *Book) fileChanges(ctx context.Context, c *Card) ([]Event, error) {
	history, err := store.History[model.Customer](ctx, b.store, c.Customer.ID)
	if err != nil {
		return nil, err
	}
	var out []Event
	for _, change := range history {
		if change.Undone || change.Action != "update" {
			continue
		}
		date := model.DateFromTime(change.At.Local())
		for _, f := range change.Fields {
			if text := changeWords(c.List.Directory, f); text != "" {
				out = append(out, Event{Date: date, Kind: EventChange, Text: text, Tone: document.Quiet})
			}
		}
	}
	return out, nil
}

// changeWords says what became of a field, "" for those the timeline leaves out.
func changeWords(d *model.Directory, f store.FieldChange) string {
	switch f.Field {
	case "owner_id":
		return i18n.T("负责人由 %[1]s 改为 %[2]s", employeeName(d, f.Before), employeeName(d, f.After))
	case "grade":
		return i18n.T("等级由 %[1]s 改为 %[2]s", word(f.Before), word(f.After))
	case "stage":
		return i18n.T("阶段由 %[1]s 改为 %[2]s", StageName(model.CustomerStage(unquoted(f.Before))), StageName(model.CustomerStage(unquoted(f.After))))
	case "name":
		return i18n.T("名称由 %[1]s 改为 %[2]s", word(f.Before), word(f.After))
	}
	return ""
}

func unquoted(value string) string {
	var s string
	if json.Unmarshal([]byte(value), &s) != nil {
		return ""
	}
	return s
}

func word(value string) string { return cmp.Or(unquoted(value), document.Dash) }

func employeeName(d *model.Directory, value string) string {
	id, err := strconv.ParseUint(value, 10, 32)
	if err != nil {
		return document.Dash
	}
	if e := d.Employees[model.ID(id)]; e != nil {
		return e.Name
	}
	return document.Dash
}

// merges are the files that were merged into this one.
func (b *Book) merges(ctx context.Context, c *Card) ([]Event, error) {
	done, err := merging.New(b.store).Merges(ctx)
	if err != nil {
		return nil, err
	}
	var out []Event
	for i := range done {
		if d := &done[i]; d.KeepID == c.Customer.ID {
			out = append(out, Event{Date: model.DateFromTime(d.At.Local()), Kind: EventChange, Text: i18n.T("并入 %s", joined(d.FromName, d.FromCode)), Detail: d.Summary(), Tone: document.Quiet})
		}
	}
	return out, nil
}
