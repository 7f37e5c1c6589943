package targeting

import (
	"cmp"
	"fmt"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

func (b *builder) products(all int) {
	year := b.t.Query.Period()
	groups := map[string][]*model.Product{}
	for _, p := range b.dir.Products {
		node := b.with(func(n *analysis.Node) { n.Product = p.ID }).Bare(b.dir)
		sold := (p.Launched.IsZero() || p.Launched <= year.To) && (p.Delisted.IsZero() || p.Delisted > year.From)
		if sold || b.active.products.has(p.ID) || b.own[node] != nil {
			groups[p.Category] = append(groups[p.Category], p)
		}
	}
	for n := range b.own { // a category may have a target before it has products
		if n == b.with(func(at *analysis.Node) { at.Category = n.Category }) && groups[n.Category] == nil && n.Category != "" {
			groups[n.Category] = []*model.Product{}
		}
	}
	names := make([]string, 0, len(groups))
	for name, list := range groups {
		slices.SortFunc(list, func(x, y *model.Product) int {
			return cmp.Or(cmp.Compare(x.Code, y.Code), cmp.Compare(x.ID, y.ID))
		})
		names = append(names, name)
	}
	code := func(name string) string {
		if list := groups[name]; len(list) > 0 {
			return list[0].Code
		}
		return "\U0010ffff" // without products, last
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(code(x), code(y)), cmp.Compare(x, y)) })
	for _, name := range names {
		row := Row{Key: "c" + name, Kind: RowCategory, Name: name, Node: b.with(func(n *analysis.Node) { n.Category = name })}
		if name == "" {
			row.Kind, row.Name = RowGroup, i18n.T("未分品类")
		}
		parent := b.add(all, row)
		for _, p := range groups[name] {
			b.add(parent, Row{Key: fmt.Sprint("p", p.ID), Kind: RowProduct, Name: p.Name, Detail: p.Code,
				Node: b.with(func(n *analysis.Node) { n.Product = p.ID })})
		}
	}
}

func (b *builder) customers(all int) {
	groups := map[model.ID][]*model.Customer{}
	for _, c := range b.dir.Customers {
		node := b.with(func(n *analysis.Node) { n.Customer = c.ID }).Bare(b.dir)
		if c.Stage == model.StageStopped && !b.active.customers.has(c.ID) && b.own[node] == nil {
			continue
		}
		owner := c.OwnerID
		if b.dir.Employees[owner] == nil {
			owner = 0
		}
		groups[owner] = append(groups[owner], c)
	}
	var owners []*model.Employee
	for id, list := range groups {
		slices.SortFunc(list, func(x, y *model.Customer) int {
			return cmp.Or(cmp.Compare(x.Grade, y.Grade), cmp.Compare(x.Code, y.Code), cmp.Compare(x.ID, y.ID))
		})
		if id != 0 {
			owners = append(owners, b.dir.Employees[id])
		}
	}
	b.sortPeople(owners)
	add := func(parent int, list []*model.Customer) {
		for _, c := range list {
			b.add(parent, Row{Key: fmt.Sprint("k", c.ID), Kind: RowCustomer, Name: c.Name, Detail: c.Code,
				Node: b.with(func(n *analysis.Node) { n.Customer = c.ID })})
		}
	}
	for _, e := range owners {
		add(b.add(all, b.personRow(e)), groups[e.ID])
	}
	if len(groups[0]) > 0 {
		add(b.add(all, Row{Key: "none", Kind: RowGroup, Name: i18n.T("没有负责人")}), groups[0])
	}
}
