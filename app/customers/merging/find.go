package merging

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"xunshi/model"
)

// Pair is two customers that may be one.
type Pair struct {
	A, B    *model.Customer // A has the lower row id
	Score   int             // 0–100: how sure
	Reasons []Reason        // what speaks for it, then what speaks against
}

// Shown is the least score of a pair worth showing.
const Shown = 45

const (
	blockLimit = 40 // members of a block that are all compared with each other
	phoneLimit = 8  // customers that may share a phone before it says nothing
)

// Find gives the pairs of customers that may be one, the surest first. contacts add
// their phones; known says which pairs were found to be different customers (nil: none).
// Customers are only compared when they share a key (name, sound, phone, address), so the
// time grows with their number, not its square.
func Find(d *model.Directory, contacts []model.Contact, known map[PairKey]bool) []Pair {
	s := newScan(d, contacts)
	var pairs []Pair
	for _, c := range s.candidates() {
		a, b := s.customers[c.a], s.customers[c.b]
		if known[KeyOf(a, b)] {
			continue
		}
		p := s.judge(c.a, c.b)
		if p.Score >= Shown {
			pairs = append(pairs, p)
		}
	}
	sortPairs(pairs)
	return pairs
}

func sortPairs(pairs []Pair) {
	slices.SortFunc(pairs, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.A.ID, y.A.ID), cmp.Compare(x.B.ID, y.B.ID))
	})
}

// scan holds all customers made ready, in the order of their row ids.
type scan struct {
	customers []*model.Customer
	folded    []folded
	shared    map[string]int // phone → how many customers have it
}

func newScan(d *model.Directory, contacts []model.Contact) *scan {
	phones := map[model.ID][]string{}
	for i := range contacts {
		c := &contacts[i]
		phones[c.CustomerID] = append(phones[c.CustomerID], c.Phone, c.Phone2)
	}
	s := &scan{customers: make([]*model.Customer, 0, len(d.Customers)), shared: map[string]int{}}
	for _, c := range d.Customers {
		if !c.WalkIn {
			s.customers = append(s.customers, c)
		}
	}
	slices.SortFunc(s.customers, func(a, b *model.Customer) int { return cmp.Compare(a.ID, b.ID) })
	s.folded = make([]folded, len(s.customers))
	for i, c := range s.customers {
		s.folded[i] = fold(c, phones[c.ID])
		for _, p := range s.folded[i].phones {
			s.shared[p]++
		}
	}
	return s
}

type candidate struct{ a, b int32 }

// candidates gives every two customers that share a key, each pair once.
func (s *scan) candidates() []candidate {
	blocks := map[string][]int32{}
	for i := range s.folded {
		for _, k := range s.folded[i].keys() {
			blocks[k] = append(blocks[k], int32(i))
		}
	}
	seen := map[candidate]struct{}{}
	for _, members := range blocks {
		s.eachPair(members, func(a, b int32) { seen[candidate{a, b}] = struct{}{} })
	}
	out := make([]candidate, 0, len(seen))
	for c := range seen {
		out = append(out, c)
	}
	return out
}

// eachPair gives the pairs of a block. In a block too large to compare all, members stand
// beside those of their region and only neighbours are compared: a name that a chain's
// hundred shops share says little.
func (s *scan) eachPair(members []int32, f func(a, b int32)) {
	if len(members) <= blockLimit {
		for i, a := range members {
			for _, b := range members[i+1:] {
				if a != b { // one name may have the same key twice
					f(a, b)
				}
			}
		}
		return
	}
	near := slices.Clone(members)
	slices.SortStableFunc(near, func(a, b int32) int { return cmp.Compare(s.customers[a].RegionID, s.customers[b].RegionID) })
	for i := 1; i < len(near); i++ {
		if near[i-1] == near[i] {
			continue
		}
		f(min(near[i-1], near[i]), max(near[i-1], near[i]))
	}
}

// keys are what a customer is put beside others by.
func (f *folded) keys() []string {
	keys := make([]string, 0, 12)
	if f.core != "" {
		keys = append(keys, "n"+f.core, "w"+f.plain, "d"+f.core)
		if f.whole[1] != f.core {
			keys = append(keys, "n"+f.whole[1])
		}
	}
	if len(f.near) >= 4 {
		keys = append(keys, "s"+f.near)
	}
	if runes := []rune(f.core); len(runes) >= leastNear && len(runes) <= longestNear {
		for i := range runes { // two names that differ by one character share one of these
			keys = append(keys, "d"+string(runes[:i])+string(runes[i+1:]))
		}
	}
	for _, p := range f.phones {
		keys = append(keys, "p"+p)
	}
	if f.address != "" {
		keys = append(keys, "a"+f.address)
	}
	return keys
}

// Resembling gives the customers that a new or changed one may already be, the surest
// first, at most limit. Its own row and pairs known to differ are left out.
func Resembling(d *model.Directory, contacts []model.Contact, c *model.Customer, known map[PairKey]bool, limit int) []Pair {
	if c.Name == "" && c.Phone == "" {
		return nil
	}
	self := *c
	s := newScan(&model.Directory{Customers: map[model.ID]*model.Customer{}}, nil)
	phones := map[model.ID][]string{}
	for i := range contacts {
		phones[contacts[i].CustomerID] = append(phones[contacts[i].CustomerID], contacts[i].Phone, contacts[i].Phone2)
	}
	s.customers, s.folded = []*model.Customer{&self}, []folded{fold(&self, nil)}
	var pairs []Pair
	for id, other := range d.Customers {
		if id == c.ID || other.WalkIn || known[KeyOf(&self, other)] {
			continue
		}
		if !mayResemble(&s.folded[0], other, phones[id]) {
			continue
		}
		s.customers, s.folded = append(s.customers[:1], other), append(s.folded[:1], fold(other, phones[id]))
		if p := s.judge(0, 1); p.Score >= Shown {
			p.A, p.B = other, &self
			pairs = append(pairs, p)
		}
	}
	sortPairs(pairs)
	return pairs[:min(limit, len(pairs))]
}

// mayResemble is a cheap look before a customer is made ready for a full comparison.
func mayResemble(f *folded, other *model.Customer, phones []string) bool {
	if len(f.phones) > 0 && (len(other.Phone) > 0 || len(phones) > 0) {
		for _, p := range phoneNumbers(append([]string{other.Phone}, phones...)) {
			if slices.Contains(f.phones, p) {
				return true
			}
		}
	}
	if f.address != "" && foldAddress(other) == f.address {
		return true
	}
	if f.core == "" {
		return false
	}
	if len(f.near) >= 4 && strings.Contains(nearSounds.Replace(other.Pinyin), f.near) {
		return true
	}
	shared, name := 0, bare(width.Fold.String(other.Name))
	runes := []rune(f.core)
	for _, r := range runes {
		if strings.ContainsRune(name, r) {
			shared++
		}
	}
	return shared >= max(len(runes)-1, 1)
}
