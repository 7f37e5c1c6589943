package figures

import (
	"context"
	"fmt"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// readAccounts adds up what the customers of each owner owe on the last day counted.
// Receipts nobody assigned yet do not shrink what is owed: they are not yet settled.
func (m *Month) readAccounts(ctx context.Context, s *store.Store) error {
	entries, err := s.ReceivableEntries(ctx, m.Until)
	if err != nil {
		return fmt.Errorf("read the receivables: %w", err)
	}
	byCustomer := map[model.ID][]model.ReceivableEntry{}
	for _, e := range entries {
		byCustomer[e.CustomerID] = append(byCustomer[e.CustomerID], e)
	}
	m.owed = map[model.ID]owed{}
	for id, own := range byCustomer {
		c := m.Directory.Customers[id]
		if c == nil {
			continue
		}
		age := analysis.Age(own, m.Until, c.TermDays)
		o := m.owed[c.OwnerID]
		o.overdue += age.Overdue()
		o.all += age.Overdue() + age.NotDue
		m.owed[c.OwnerID] = o
	}
	return nil
}

// readComplaints counts the complaints that were due in the month. One whose day is still
// to come counts only once it is closed.
func (m *Month) readComplaints(ctx context.Context, s *store.Store) error {
	complaints, err := store.Find(ctx, s, model.Complaint{})
	if err != nil {
		return fmt.Errorf("read the complaints: %w", err)
	}
	m.due = map[model.ID]due{}
	period := m.Month.Period()
	for i := range complaints {
		c := &complaints[i]
		closed := !c.ClosedOn.IsZero() && c.ClosedOn <= m.Until
		if !period.Contains(c.Due) || (c.Due > m.Until && !closed) {
			continue
		}
		who := c.OwnerID
		if customer := m.Directory.Customers[c.CustomerID]; who == 0 && customer != nil {
			who = customer.OwnerID
		}
		d := m.due[who]
		d.all++
		if closed && c.ClosedOn <= c.Due {
			d.inTime++
		}
		m.due[who] = d
	}
	return nil
}
