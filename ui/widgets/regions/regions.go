// Package regions lists the tree of sales areas for a filter: a parent means itself and
// everything below it.
package regions

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets"
)

// New makes a choice of the whole business, to which Show adds the tree; changed is called
// with the region picked, 0 for the whole.
func New(changed func(id model.ID)) *widgets.Choice {
	return widgets.NewChoice([]widgets.Option{whole()}, Value(0), func(v string) { changed(ID(v)) })
}

func whole() widgets.Option { return widgets.Option{Value: Value(0), Label: i18n.T("全部区域")} }

// Options are the whole business first, then the tree, children indented under parents.
// A cycle in damaged data is cut.
func Options(d *model.Directory) []widgets.Option {
	out := []widgets.Option{whole()}
	children := map[model.ID][]*model.Region{}
	for _, r := range d.Regions {
		parent := r.ParentID
		if d.Regions[parent] == nil {
			parent = 0
		}
		children[parent] = append(children[parent], r)
	}
	seen := map[model.ID]bool{}
	var walk func(parent model.ID, level int)
	walk = func(parent model.ID, level int) {
		list := children[parent]
		slices.SortFunc(list, func(a, b *model.Region) int {
			return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name))
		})
		for _, r := range list {
			if seen[r.ID] {
				continue
			}
			seen[r.ID] = true
			out = append(out, widgets.Option{Value: Value(r.ID), Label: strings.Repeat("　", level) + r.Name})
			walk(r.ID, level+1)
		}
	}
	walk(0, 0)
	return out
}

// Show puts the tree into a choice with a region chosen; the button says its name without
// the indent.
func Show(c *widgets.Choice, d *model.Directory, id model.ID) {
	c.SetOptions(Options(d))
	c.SetSelected(Value(id))
	if r := d.Regions[id]; r != nil {
		c.SetText(r.Name)
	}
}

// Value is the option's value for a region.
func Value(id model.ID) string { return strconv.FormatInt(int64(id), 10) }

// ID is the region of an option's value; anything else is the whole business.
func ID(value string) model.ID {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return 0
	}
	return model.ID(n)
}
