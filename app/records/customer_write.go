package records

import (
	"xunshi/model"
	"xunshi/model/store"
)

// write verifies and puts the customer and what belongs to it.
func (r *customerRow) write(e *store.Edit, l *lookup) error {
	if err := r.verify(l); err != nil {
		return err
	}
	if err := store.Put(e, &r.Customer); err != nil {
		return err
	}
	l.renamed(Customers, r.ID, r.Code, r.Name, r.UpstreamID)
	var parts customerParts
	parts.gather(r)
	return parts.put(e)
}

func (r *customerRow) verify(l *lookup) error {
	if err := l.verify(Customers, r.ID, r.Code, "customer_code"); err != nil {
		return err
	}
	return l.noCycle(Customers, r.ID, r.UpstreamID, "upstream")
}

// rewriteCustomers verifies and puts many known customers with what belongs to them.
func rewriteCustomers(e *store.Edit, list []*customerRow, l *lookup) error {
	masters, parts := make([]*model.Customer, len(list)), customerParts{}
	for i, r := range list {
		if err := r.verify(l); err != nil {
			return err
		}
		l.renamed(Customers, r.ID, r.Code, r.Name, r.UpstreamID)
		masters[i] = &r.Customer
		parts.gather(r)
	}
	if err := store.PutAll(e, masters); err != nil {
		return err
	}
	return parts.put(e)
}

// customerParts are what belongs to some customers and is to be written.
type customerParts struct {
	contacts, goneContacts []*model.Contact
	policies, gonePolicies []*model.CustomerPolicy
	areas, goneAreas       []*model.CustomerArea
}

func (p *customerParts) gather(r *customerRow) {
	for i := range r.goneAreas {
		p.goneAreas = append(p.goneAreas, &r.goneAreas[i])
	}
	for i := range r.contacts {
		if !r.touched[i] {
			continue
		}
		c := &r.contacts[i]
		c.CustomerID = r.ID
		switch { // an emptied one goes, one never filled in is nothing
		case c.Name != "":
			p.contacts = append(p.contacts, c)
		case c.ID != 0:
			p.goneContacts = append(p.goneContacts, c)
		}
	}
	for i := range r.policies {
		if !r.agreed {
			break
		}
		y := &r.policies[i]
		y.CustomerID = r.ID
		says := *y
		says.Record, says.CustomerID = model.Record{}, 0
		switch {
		case says != model.CustomerPolicy{}:
			p.policies = append(p.policies, y)
		case y.ID != 0:
			p.gonePolicies = append(p.gonePolicies, y)
		}
	}
	for i := range r.areas {
		if r.areas[i].ID == 0 {
			r.areas[i].CustomerID = r.ID
			p.areas = append(p.areas, &r.areas[i])
		}
	}
}

func (p *customerParts) put(e *store.Edit) error {
	if err := removeAll(e, p.goneAreas); err != nil {
		return err
	}
	if err := removeAll(e, p.goneContacts); err != nil {
		return err
	}
	if err := removeAll(e, p.gonePolicies); err != nil {
		return err
	}
	if err := store.PutAll(e, p.contacts); err != nil {
		return err
	}
	if err := store.PutAll(e, p.policies); err != nil {
		return err
	}
	return store.PutAll(e, p.areas)
}

func removeAll[T any, P interface {
	*T
	RowID() model.ID
}](e *store.Edit, list []*T) error {
	for _, r := range list {
		if err := store.Remove[T, P](e, r); err != nil {
			return err
		}
	}
	return nil
}

// createCustomers writes many new customers with what belongs to them.
func createCustomers(b *store.RecordBatch, list []*customerRow) error {
	masters := make([]model.Customer, len(list))
	for i, r := range list {
		masters[i] = r.Customer
	}
	if err := store.CreateAll(b, masters); err != nil {
		return err
	}
	var contacts []model.Contact
	var policies []model.CustomerPolicy
	var areas []model.CustomerArea
	for i, r := range list {
		r.Customer = masters[i]
		for _, c := range r.contacts {
			if c.CustomerID = r.ID; c.Name != "" {
				contacts = append(contacts, c)
			}
		}
		for _, p := range r.policies {
			p.CustomerID = r.ID
			policies = append(policies, p)
		}
		for _, a := range r.areas {
			a.CustomerID = r.ID
			areas = append(areas, a)
		}
	}
	if err := store.CreateAll(b, contacts); err != nil {
		return err
	}
	if err := store.CreateAll(b, policies); err != nil {
		return err
	}
	return store.CreateAll(b, areas)
}
