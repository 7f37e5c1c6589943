package exchange

import (
	"strings"

	"xunshi/model"
)

// finder knows customers or products by what may stand in a cell: code and name, code, or
// a name that only one has.
type finder struct {
	byCode map[string]model.ID
	byName map[string][]model.ID
	whole  map[string]model.ID
	prices map[model.ID]model.Money // list prices of products
}

func newFinder() *finder {
	return &finder{map[string]model.ID{}, map[string][]model.ID{}, map[string]model.ID{}, map[model.ID]model.Money{}}
}

func (f *finder) add(id model.ID, code, name string) {
	if code != "" {
		f.byCode[fold(code)] = id
		f.whole[fold(label(code, name))] = id
	}
	f.byName[fold(name)] = append(f.byName[fold(name)], id)
}

// find gives the one meant by a text, 0 if there is none; several tells that more than one
// may be meant.
func (f *finder) find(text string) (id model.ID, several bool) {
	key := fold(text)
	if id = f.whole[key]; id != 0 {
		return id, false
	}
	if id = f.byCode[key]; id != 0 {
		return id, false
	}
	switch ids := f.byName[key]; {
	case len(ids) == 1:
		return ids[0], false
	case len(ids) > 1:
		return 0, true
	}
	if code, _, ok := strings.Cut(strings.TrimSpace(text), " "); ok { // the name was changed since
		return f.byCode[fold(code)], false
	}
	return 0, false
}

// finders for the customers (also the codes of merged files) and products of a directory.
func finders(dir *model.Directory, merged map[string]model.ID) (customers, products *finder) {
	customers, products = newFinder(), newFinder()
	for code, id := range merged {
		if dir.Customers[id] != nil {
			customers.byCode[fold(code)] = id
		}
	}
	for id, c := range dir.Customers {
		customers.add(id, c.Code, c.Name)
	}
	for id, p := range dir.Products {
		products.add(id, p.Code, p.Name)
		products.prices[id] = p.Price
	}
	return customers, products
}
