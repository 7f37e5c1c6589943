package team

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// EvenSplit shares the customers out among successors so that the sales of the last 365
// days come out close.
func (s *Estate) EvenSplit(successors []model.ID) map[model.ID]model.ID {
	return analysis.SplitEvenly(loads(s.Customers), successors)
}

func loads(customers []EstateCustomer) []analysis.Load {
	out := make([]analysis.Load, len(customers))
	for i := range customers {
		out[i] = analysis.Load{ID: customers[i].Customer.ID, Weight: customers[i].Sales}
	}
	return out
}

// RegionSplit gives each customer to the successors of its region, or of the nearest region
// above it that has any, evenly by sales where there are several. Customers of regions
// without one are left out.
func (s *Estate) RegionSplit(successors []model.ID) map[model.ID]model.ID {
	byRegion := map[model.ID][]model.ID{}
	for _, id := range successors {
		p := nearestPost(s.Line.ReportingLine, s.Date, id)
		byRegion[p.RegionID] = append(byRegion[p.RegionID], id)
	}
	groups := map[model.ID][]EstateCustomer{}
	for _, c := range s.Customers {
		at := c.Customer.RegionID
		for range len(s.Line.Directory.Regions) + 1 { // damaged data may run in a circle
			if at == 0 || len(byRegion[at]) > 0 {
				break
			}
			if r := s.Line.Directory.Regions[at]; r != nil {
				at = r.ParentID
			} else {
				at = 0
			}
		}
		if at != 0 {
			groups[at] = append(groups[at], c)
		}
	}
	out := map[model.ID]model.ID{}
	for region, customers := range groups {
		for id, to := range analysis.SplitEvenly(loads(customers), byRegion[region]) {
			out[id] = to
		}
	}
	return out
}

// AllTo gives every customer to one successor.
func (s *Estate) AllTo(successor model.ID) map[model.ID]model.ID {
	out := make(map[model.ID]model.ID, len(s.Customers))
	for i := range s.Customers {
		out[s.Customers[i].Customer.ID] = successor
	}
	return out
}

// Handovers lists the hand-overs kept, the latest first; from 0 lists everybody's.
func (b *Book) Handovers(ctx context.Context, from model.ID) ([]model.Handover, error) {
	all, err := store.Find(ctx, b.store, model.Handover{FromID: from})
	slices.SortFunc(all, func(a, b model.Handover) int { return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.ID, a.ID)) })
	return all, err
}

// detailOf reads what a hand-over moved.
func detailOf(h *model.Handover) (analysis.HandoverDetail, error) {
	var d analysis.HandoverDetail
	if err := json.Unmarshal([]byte(h.Detail), &d); err != nil {
		return d, fmt.Errorf("read hand-over %d: %w", h.ID, err)
	}
	return d, nil
}

// Owners tells who looked after each customer on a date. A customer's balance belongs to
// the owner of its date: a hand-over never moves what was owed before it.
func (b *Book) Owners(ctx context.Context, on model.Date) (map[model.ID]model.ID, error) {
	d, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := store.Find(ctx, b.store, model.Handover{})
	if err != nil {
		return nil, err
	}
	past := make([]analysis.PastHandover, len(kept))
	for i := range kept {
		detail, err := detailOf(&kept[i])
		if err != nil {
			return nil, err
		}
		past[i] = analysis.PastHandover{From: kept[i].FromID, Date: kept[i].Date}
		for _, c := range detail.Customers {
			past[i].Customers = append(past[i].Customers, c.ID)
		}
	}
	return analysis.OwnersOn(on, d.Customers, past), nil
}
