package records

import (
	"cmp"
	"maps"
	"slices"

	"xunshi/model/store"
)

// Choice is something to pick in a column.
type Choice struct {
	Text   string // what the cell then holds
	Name   string
	Code   string
	Pinyin string // "quanpin initials"
	Detail string
}

// Choices are what can be picked in a column now, by name; none where a text is free.
func (c *Column) Choices() []Choice {
	switch {
	case c.Type == Ref && !c.Many:
		return c.lookup.choices(c.Refers)
	case c.Type != Text || len(c.Options) == 0:
		return nil
	}
	out := make([]Choice, len(c.Options))
	for i, o := range c.Options {
		out[i] = Choice{Text: o, Name: o, Pinyin: store.SearchKey(o)}
	}
	return out
}

func (l *lookup) choices(k Kind) []Choice {
	n := l.names[k]
	out := make([]Choice, 0, len(n.texts))
	for _, id := range slices.Sorted(maps.Keys(n.texts)) {
		c := Choice{Text: n.texts[id], Name: n.texts[id], Code: n.codes[id]}
		d := l.directory
		switch k {
		case Customers:
			if r := d.Customers[id]; r != nil {
				c.Name, c.Pinyin, c.Detail = r.Name, r.Pinyin, l.text(Regions, r.RegionID)
			}
		case Employees:
			if r := d.Employees[id]; r != nil {
				c.Name, c.Pinyin, c.Detail = r.Name, r.Pinyin, r.Position
			}
		case Products:
			if r := d.Products[id]; r != nil {
				c.Name, c.Pinyin, c.Detail = r.Name, r.Pinyin, r.Pack
			}
		default:
			c.Pinyin = store.SearchKey(c.Name)
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b Choice) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code)) })
	return out
}
