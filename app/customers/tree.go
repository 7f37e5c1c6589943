package customers

import (
	"cmp"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Node is a region of the tree with what it and the regions below it add up to. Sales are
// those of the region's own customers, wherever the goods went.
type Node struct {
	RegionID  model.ID // 0 is the whole business, or (NoRegion) the customers without one
	NoRegion  bool
	Name      string
	Depth     int // 0 is the whole business
	Parent    model.ID
	Leaf      bool
	Customers int
	Year      model.Money    // net sales of the twelve months
	Share     analysis.Value // of the whole business; siblings and the rest below one parent need not round to its share
}

// Tree gives the regions depth first, each with its roll-up: the whole business first, the
// customers without a region last.
func (l *List) Tree() []Node {
	own := map[model.ID]Node{}
	var all, none Node
	for _, r := range l.Rows {
		id := r.Customer.RegionID
		if l.Directory.Regions[id] == nil {
			none.Customers++
			none.Year += r.Year
		} else {
			n := own[id]
			n.Customers++
			n.Year += r.Year
			own[id] = n
		}
		all.Customers++
		all.Year += r.Year
	}
	all.Name = i18n.T("全部客户")
	t := treeWalk{children: childRegions(l.Directory), own: own, seen: map[model.ID]bool{}}
	out := append([]Node{all}, t.walk(0, 1)...)
	if none.Customers > 0 {
		none.NoRegion, none.Name, none.Depth, none.Leaf = true, i18n.T("未分区"), 1, true
		out = append(out, none)
	}
	for i := range out {
		out[i].Share = analysis.Rate(int64(out[i].Year), int64(all.Year))
	}
	return out
}

func childRegions(d *model.Directory) map[model.ID][]*model.Region {
	children := map[model.ID][]*model.Region{}
	for _, r := range d.Regions {
		parent := r.ParentID
		if d.Regions[parent] == nil {
			parent = 0
		}
		children[parent] = append(children[parent], r)
	}
	for _, list := range children {
		slices.SortFunc(list, func(a, b *model.Region) int {
			return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		})
	}
	return children
}

type treeWalk struct {
	children map[model.ID][]*model.Region
	own      map[model.ID]Node
	seen     map[model.ID]bool // a cycle in damaged data is cut
}

func (t *treeWalk) walk(parent model.ID, depth int) []Node {
	var out []Node
	for _, r := range t.children[parent] {
		if t.seen[r.ID] {
			continue
		}
		t.seen[r.ID] = true
		n := t.own[r.ID]
		n.RegionID, n.Name, n.Depth, n.Parent = r.ID, r.Name, depth, parent
		below := t.walk(r.ID, depth+1)
		n.Leaf = len(below) == 0
		for i := range below {
			if below[i].Depth == depth+1 {
				n.Customers += below[i].Customers
				n.Year += below[i].Year
			}
		}
		out = append(append(out, n), below...)
	}
	return out
}
