package analysis

import (
	"cmp"
	"slices"

	"xunshi/model"
)

// HandoverItem is one thing that went from one employee to another.
type HandoverItem struct {
	ID    model.ID    `json:"id"`    // of the customer, complaint, target …
	To    model.ID    `json:"to"`    // Employee
	Money model.Money `json:"money"` // of a customer: what was owed at the hand-over
	Late  model.Money `json:"late"`  // of that: past its due date
}

// HandoverDetail is what model.Handover.Detail holds as JSON.
type HandoverDetail struct {
	LastDay    model.Date     `json:"last_day"` // of the giver, 0 if they stay
	Customers  []HandoverItem `json:"customers"`
	Steps      []HandoverItem `json:"steps"` // ContactLog with an open next step: goes with its customer
	Complaints []HandoverItem `json:"complaints"`
	Shares     []HandoverItem `json:"shares"`
	Targets    []HandoverItem `json:"targets"`
	Coaching   []HandoverItem `json:"coaching"` // CoachingNote with an open point: goes with the person coached
	Reports    []HandoverItem `json:"reports"`
	Regions    []HandoverItem `json:"regions"`
	Candidates []HandoverItem `json:"candidates"`
}

// Items counts everything but the customers.
func (d *HandoverDetail) Items() int {
	return len(d.Steps) + len(d.Complaints) + len(d.Shares) + len(d.Targets) + len(d.Coaching) + len(d.Reports) + len(d.Regions) + len(d.Candidates)
}

// PastHandover is a hand-over as far as it says whose a customer was.
type PastHandover struct {
	From      model.ID
	Date      model.Date // first day of the successors
	Customers []model.ID
}

// OwnersOn tells who looked after each customer on a date: those of today, with every
// later hand-over taken back. A customer's balance belongs to the owner of its date, so a
// hand-over never moves the balance of the days before it.
func OwnersOn(on model.Date, customers map[model.ID]*model.Customer, handovers []PastHandover) map[model.ID]model.ID {
	owners := make(map[model.ID]model.ID, len(customers))
	for id, c := range customers {
		owners[id] = c.OwnerID
	}
	later := slices.Clone(handovers)
	slices.SortStableFunc(later, func(a, b PastHandover) int { return cmp.Compare(b.Date, a.Date) }) // latest first
	for _, h := range later {
		if h.Date <= on {
			continue
		}
		for _, id := range h.Customers {
			if _, ok := owners[id]; ok {
				owners[id] = h.From
			}
		}
	}
	return owners
}

// Load is a customer to be shared out and its weight.
type Load struct {
	ID     model.ID
	Weight model.Money // sales
}

// SplitEvenly shares loads out among takers so that their sums come out close: the
// heaviest first, each to the one who has least so far. Loads without sales (net returns
// count as none) are shared by number.
func SplitEvenly(loads []Load, takers []model.ID) map[model.ID]model.ID {
	out := make(map[model.ID]model.ID, len(loads))
	if len(takers) == 0 {
		return out
	}
	order := slices.Clone(loads)
	slices.SortStableFunc(order, func(a, b Load) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID)) })
	sums, counts := make([]model.Money, len(takers)), make([]int, len(takers))
	for _, load := range order {
		weight := max(0, load.Weight)
		best := 0
		for i := range takers {
			heavier := cmp.Or(cmp.Compare(sums[i], sums[best]), cmp.Compare(counts[i], counts[best]))
			if weight == 0 {
				heavier = cmp.Compare(counts[i], counts[best])
			}
			if heavier < 0 {
				best = i
			}
		}
		out[load.ID] = takers[best]
		sums[best] += weight
		counts[best]++
	}
	return out
}
