package products

import (
	"cmp"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Level is a level of the tree.
type Level int

// Levels, top to bottom.
const (
	LevelBrand Level = iota
	LevelSeries
	LevelFlavour
	LevelSKU
)

// Word is what a level is called.
func (l Level) Word() string {
	switch l {
	case LevelBrand:
		return i18n.T("品牌")
	case LevelSeries:
		return i18n.T("系列")
	case LevelFlavour:
		return i18n.T("口味")
	}
	return i18n.T("品项")
}

// of gives the word of a product at a level.
func (l Level) of(p *model.Product) string {
	switch l {
	case LevelBrand:
		return p.Brand
	case LevelSeries:
		return p.Series
	case LevelFlavour:
		return p.Flavour
	}
	return p.Name
}

// Unfilled is what stands for an empty level.
func Unfilled() string { return i18n.T("未填") }

// Node is a row of the tree: a level with what is below it, or a SKU.
type Node struct {
	Key     string // the same for the same place in the tree
	Level   Level
	Name    string // as it is shown: 未填 for an empty level
	Word    string // as it is kept: "" for an empty level
	SKUs    int    // below it; 1 for a SKU
	Listed  int    // of these in the range on the day
	Item    *Item  // nil for a level
	Members []*Item
	Figures
}

// Tree puts items under brand, series and flavour, depth first, each level by sales.
func (r *Range) Tree(items []*Item) []Node {
	var nodes []Node
	r.grow(&nodes, items, LevelBrand, "")
	return nodes
}

func (r *Range) grow(nodes *[]Node, items []*Item, level Level, above string) {
	if level == LevelSKU {
		for _, item := range items {
			*nodes = append(*nodes, Node{Key: above + "/" + item.UUID.String(), Level: LevelSKU, Name: item.Name, Word: item.Name,
				SKUs: 1, Listed: count(item.Listed), Item: item, Members: []*Item{item}, Figures: item.Figures})
		}
		return
	}
	for _, g := range r.groups(items, level) {
		g.Key = above + "/" + g.Word
		*nodes = append(*nodes, g)
		r.grow(nodes, g.Members, level+1, g.Key)
	}
}

// groups gathers items by their word at a level; those without one come last.
func (r *Range) groups(items []*Item, level Level) []Node {
	at := map[string]int{}
	var list []Node
	for _, item := range items {
		word := strings.TrimSpace(level.of(item.Product))
		k, known := at[word]
		if !known {
			k = len(list)
			at[word] = k
			list = append(list, Node{Level: level, Name: word, Word: word})
		}
		list[k].Members = append(list[k].Members, item)
	}
	for k := range list {
		n := &list[k]
		n.Figures = r.Sum(n.Members)
		n.SKUs = len(n.Members)
		for _, m := range n.Members {
			n.Listed += count(m.Listed)
		}
		if n.Word == "" {
			n.Name = Unfilled()
		}
	}
	slices.SortStableFunc(list, func(a, b Node) int {
		return cmp.Or(cmp.Compare(count(a.Word == ""), count(b.Word == "")), cmp.Compare(b.Year, a.Year), cmp.Compare(a.Word, b.Word))
	})
	return list
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Filter chooses items. Zero fields do not restrict.
type Filter struct {
	Text     string // code, name, pinyin, initials or barcode
	Brand    string
	Category string
	State    State
	Missing  Missing
	IdleDays int // not sold for so many days (never sold counts), though listed
}

// State is whether an item belongs to the range.
type State string

// States.
const (
	AnyState State = ""
	Listed   State = "listed"
	Delisted State = "delisted"
)

// Missing is what an item lacks.
type Missing string

// What may be missing.
const (
	NothingMissing Missing = ""
	MissingCost    Missing = "cost"
	MissingPrice   Missing = "price"
	MissingPack    Missing = "pack" // no units per case
)

// Filter gives the items that pass, in their order.
func (r *Range) Filter(f Filter) []*Item {
	var out []*Item
	for _, item := range r.Items {
		if r.passes(item, &f) {
			out = append(out, item)
		}
	}
	return out
}

func (r *Range) passes(item *Item, f *Filter) bool {
	switch {
	case f.Text != "" && !matches(item.Product, f.Text),
		f.Brand != "" && item.Brand != f.Brand,
		f.Category != "" && item.Category != f.Category,
		f.State == Listed && !item.Listed,
		f.State == Delisted && item.Listed,
		f.Missing == MissingCost && item.Costed,
		f.Missing == MissingPrice && item.Priced,
		f.Missing == MissingPack && item.UnitsPerCase > 0,
		f.IdleDays > 0 && !item.Idle(r.AsOf, f.IdleDays):
		return false
	}
	return true
}

func matches(p *model.Product, text string) bool {
	if model.MatchScore(text, p.Code, p.Name, p.Pinyin) > 0 {
		return true
	}
	text = strings.TrimSpace(text)
	return text != "" && strings.Contains(p.Barcode, text)
}

// Idle tells whether a listed item has not been sold for days; one that was never sold
// counts from its launch.
func (i *Item) Idle(asOf model.Date, days int) bool {
	return i.Listed && max(i.LastSold, i.Launched) <= asOf-model.Date(days)
}

// Words lists the different words of a level, or of another field, in the range.
func (r *Range) Words(of func(*model.Product) string) []string {
	seen := map[string]bool{}
	var words []string
	for _, item := range r.Items {
		if w := of(item.Product); w != "" && !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}
