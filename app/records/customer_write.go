package records

import (
	"xunshi/model"
	"xunshi/model/store"
)

// write verifies and puts the customer and what belongs to it.
func (r *customerRow) write(e *store.Edit, l *lookup) error {
	if err := l.verify(Customers, r.ID, r.Code, "customer_code"); err != nil {
		return err
	}
	if err := l.noCycle(Customers, r.ID, r.UpstreamID, "upstream"); err != nil {
		return err
	}
	if err := store.Put(e, &r.Customer); err != nil {
		return err
	}
	l.renamed(Customers, r.ID, r.Code, r.Name, r.UpstreamID)
	return r.writeParts(e)
}

func (r *customerRow) writeParts(e *store.Edit) error {
	for i := range r.goneAreas {
		if err := store.Remove(e, &r.goneAreas[i]); err != nil {
			return err
		}
	}
	for i := range r.contacts {
		if !r.touched[i] {
			continue
		}
		if err := putContact(e, r.ID, &r.contacts[i]); err != nil {
			return err
		}
	}
	for i := range r.policies {
		if !r.agreed {
			break
		}
		if err := putPolicy(e, r.ID, &r.policies[i]); err != nil {
			return err
		}
	}
	for i := range r.areas {
		if r.areas[i].ID != 0 {
			continue
		}
		r.areas[i].CustomerID = r.ID
		if err := store.Put(e, &r.areas[i]); err != nil {
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
