package measuring

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// owners tells who looked after a customer on a day. It is safe for use by several
// goroutines.
type owners struct {
	customers map[model.ID]*model.Customer
	past      []analysis.PastHandover
	begins    []model.Date // days a hand-over took effect, in order, each once

	mu    sync.Mutex
	known []map[model.ID]model.ID // by how many of begins have come
}

func readOwners(ctx context.Context, s *store.Store, dir *model.Directory) (*owners, error) {
	kept, err := store.Find(ctx, s, model.Handover{})
	if err != nil {
		return nil, err
	}
	o := &owners{customers: dir.Customers, past: make([]analysis.PastHandover, len(kept))}
	for i := range kept {
		var detail analysis.HandoverDetail
		if err := json.Unmarshal([]byte(kept[i].Detail), &detail); err != nil {
			return nil, fmt.Errorf("read hand-over %d: %w", kept[i].ID, err)
		}
		o.past[i] = analysis.PastHandover{From: kept[i].FromID, Date: kept[i].Date}
		for _, c := range detail.Customers {
			o.past[i].Customers = append(o.past[i].Customers, c.ID)
		}
		o.begins = append(o.begins, kept[i].Date)
	}
	slices.Sort(o.begins)
	o.begins = slices.Compact(o.begins)
	o.known = make([]map[model.ID]model.ID, len(o.begins))
	return o, nil
}

// on is who looked after the customer on a day, 0 if nobody did.
func (o *owners) on(customer model.ID, day model.Date) model.ID {
	come, found := slices.BinarySearch(o.begins, day)
	if found {
		come++
	}
	if come == len(o.begins) { // none came later: those of today
		if c := o.customers[customer]; c != nil {
			return c.OwnerID
		}
		return 0
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.known[come] == nil {
		o.known[come] = analysis.OwnersOn(day, o.customers, o.past)
	}
	return o.known[come][customer]
}

// departmentOn is the department of a person's last post begun by a day, else that of the
// person's file.
func (in *input) departmentOn(employee model.ID, day model.Date) model.ID {
	var found model.ID
	if e := in.directory.Employees[employee]; e != nil {
		found = e.DepartmentID
	}
	var since model.Date
	for _, p := range in.posts[employee] {
		if p.From <= day && p.From >= since && p.DepartmentID != 0 {
			found, since = p.DepartmentID, p.From
		}
	}
	return found
}
