package analysis

import (
	"slices"

	"xunshi/model"
)

// Ageing 账龄 of a balance by due date. The buckets always add up to the balance.
type Ageing struct {
	NotDue    model.Money // 未到期
	Days30    model.Money // 1–30 days overdue
	Days60    model.Money // 31–60
	Days90    model.Money // 61–90
	Older     model.Money // 91 and more
	Unapplied model.Money // 未核销回款: receipts no open document takes; 0 or negative
}

// Balance 余额 is what is owed: the sum of the buckets.
func (a Ageing) Balance() model.Money { return a.Overdue() + a.NotDue + a.Unapplied }

// Overdue is what is past its due date.
func (a Ageing) Overdue() model.Money { return a.Days30 + a.Days60 + a.Days90 + a.Older }

// Plus adds two ageings bucket by bucket.
func (a Ageing) Plus(b Ageing) Ageing {
	return Ageing{a.NotDue + b.NotDue, a.Days30 + b.Days30, a.Days60 + b.Days60,
		a.Days90 + b.Days90, a.Older + b.Older, a.Unapplied + b.Unapplied}
}

type openDoc struct {
	number string
	due    model.Date
	id     model.ID
	open   model.Money
}

// Age sorts one customer's balance on a date into buckets. Entries after the date do not
// count, so any past day gives what it gave then. Whatever lowers the balance (receipts,
// negative invoices and adjustments) goes first to the document it names, then to the
// open documents in the order of their due dates. A document without a due date is due
// termDays after its date.
func Age(entries []model.ReceivableEntry, on model.Date, termDays int) Ageing {
	var docs []openDoc
	var credits []model.ReceivableEntry
	for _, e := range entries {
		switch {
		case e.Date > on:
		case e.Effect() > 0:
			docs = append(docs, openDoc{e.DocNo, DueDate(e, termDays), e.ID, e.Effect()})
		case e.Effect() < 0:
			credits = append(credits, e)
		}
	}
	slices.SortStableFunc(docs, func(a, b openDoc) int {
		if a.due != b.due {
			return compare(a.due, b.due)
		}
		return compare(a.id, b.id)
	})
	unapplied := settle(docs, credits)
	a := Ageing{Unapplied: -unapplied}
	for _, d := range docs {
		*a.bucket(int(on - d.due)) += d.open
	}
	return a
}

// settle takes credits off the open documents and gives what is left over.
func settle(docs []openDoc, credits []model.ReceivableEntry) model.Money {
	var pool model.Money
	for _, c := range credits {
		left := -c.Effect()
		for i := range docs {
			if c.DocNo != "" && docs[i].number == c.DocNo {
				left -= take(&docs[i], left)
			}
		}
		pool += left
	}
	for i := range docs {
		pool -= take(&docs[i], pool)
	}
	return pool
}

func take(d *openDoc, want model.Money) model.Money {
	n := min(d.open, want)
	d.open -= n
	return n
}

func (a *Ageing) bucket(overdue int) *model.Money {
	switch {
	case overdue <= 0:
		return &a.NotDue
	case overdue <= 30:
		return &a.Days30
	case overdue <= 60:
		return &a.Days60
	case overdue <= 90:
		return &a.Days90
	}
	return &a.Older
}

// DueDate of an entry: its own, else its date plus the customer's term.
func DueDate(e model.ReceivableEntry, termDays int) model.Date {
	if !e.Due.IsZero() {
		return e.Due
	}
	return e.Date + model.Date(max(0, termDays))
}

// Account is one customer's receivables over a period: Opening + Billed − Received +
// Adjusted = the balance, which Ageing splits.
type Account struct {
	Opening  model.Money
	Billed   model.Money // invoices of the period
	Received model.Money // receipts of the period
	Adjusted model.Money
	Ageing   Ageing
}

// Balance at the end of the period.
func (a Account) Balance() model.Money { return a.Opening + a.Billed - a.Received + a.Adjusted }

// Plus adds two accounts.
func (a Account) Plus(b Account) Account {
	return Account{a.Opening + b.Opening, a.Billed + b.Billed, a.Received + b.Received,
		a.Adjusted + b.Adjusted, a.Ageing.Plus(b.Ageing)}
}

// Accounts gives every customer's account over p. termDays tells a customer's 账期.
func Accounts(entries []model.ReceivableEntry, p model.Period, termDays func(model.ID) int) map[model.ID]Account {
	by := map[model.ID][]model.ReceivableEntry{}
	for _, e := range entries {
		if e.Date <= p.To {
			by[e.CustomerID] = append(by[e.CustomerID], e)
		}
	}
	out := make(map[model.ID]Account, len(by))
	for id, own := range by {
		a := Account{Ageing: Age(own, p.To, termDays(id))}
		for _, e := range own {
			switch {
			case e.Date < p.From:
				a.Opening += e.Effect()
			case e.Kind == model.EntryInvoice:
				a.Billed += e.Amount
			case e.Kind == model.EntryReceipt:
				a.Received += e.Amount
			default:
				a.Adjusted += e.Effect()
			}
		}
		out[id] = a
	}
	return out
}
