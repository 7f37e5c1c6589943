package records

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// lookup knows what the records are called, and which words are in use.
type lookup struct {
	directory *model.Directory
	names     map[Kind]*names
	fields    []model.FieldDefinition // the user's own, of customers
	prices    []model.ProductPrice
	listings  []model.ProductListing
	tiers     []string
	under     map[Kind]map[model.ID]model.ID // see parents
	today     model.Date
}

// names finds the records of one kind by what they are called, and says what they are.
type names struct {
	byCode map[string]model.ID   // of several with one code the first
	twice  map[string][]model.ID // codes that several bear, with all of them
	byName map[string][]model.ID
	codes  map[model.ID]string
	texts  map[model.ID]string
}

// errUnknown is the cause when nothing bears a name or code.
var errUnknown = errors.New("no such record")

// unknownError says that nothing of a kind is called so.
type unknownError struct {
	kind Kind
	text string
}

func (e *unknownError) Error() string { return i18n.T("没有这个%s", e.kind.Name()) }
func (e *unknownError) Unwrap() error { return errUnknown }

func (b *Book) lookup(ctx context.Context) (*lookup, error) {
	d, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	l := newLookup(d, b.today())
	if l.fields, err = store.Find(ctx, b.store, model.FieldDefinition{Entity: "customer"}); err != nil {
		return nil, err
	}
	slices.SortStableFunc(l.fields, func(a, b model.FieldDefinition) int { return cmp.Compare(a.Sort, b.Sort) })
	if l.prices, err = store.Find(ctx, b.store, model.ProductPrice{}); err != nil {
		return nil, err
	}
	if l.listings, err = store.Find(ctx, b.store, model.ProductListing{}); err != nil {
		return nil, err
	}
	l.tiers = l.knownTiers()
	return l, nil
}

func newLookup(d *model.Directory, today model.Date) *lookup {
	l := &lookup{directory: d, today: today, names: map[Kind]*names{}}
	for _, k := range []Kind{Customers, Employees, Products, Regions, Departments} {
		l.names[k] = l.listNames(k)
	}
	return l
}

// listNames reads the names of one kind out of the directory.
func (l *lookup) listNames(k Kind) *names {
	n := &names{byCode: map[string]model.ID{}, twice: map[string][]model.ID{}, byName: map[string][]model.ID{}, codes: map[model.ID]string{}, texts: map[model.ID]string{}}
	d := l.directory
	switch k {
	case Customers:
		for _, id := range slices.Sorted(maps.Keys(d.Customers)) {
			r := d.Customers[id]
			n.add(id, r.Code, r.Name)
		}
		n.sayWithCodes(true)
	case Products:
		for _, id := range slices.Sorted(maps.Keys(d.Products)) {
			r := d.Products[id]
			n.add(id, r.Code, r.Name)
		}
		n.sayWithCodes(true)
	case Employees:
		for _, id := range slices.Sorted(maps.Keys(d.Employees)) {
			r := d.Employees[id]
			n.add(id, r.Code, r.Name)
		}
		n.sayWithCodes(false)
	case Regions:
		for _, id := range slices.Sorted(maps.Keys(d.Regions)) {
			r := d.Regions[id]
			n.addPath(id, r.Code, r.Name, pathOf(id, func(id model.ID) (string, model.ID) {
				if r := d.Regions[id]; r != nil {
					return r.Name, r.ParentID
				}
				return "", 0
			}))
		}
	case Departments:
		for _, id := range slices.Sorted(maps.Keys(d.Departments)) {
			r := d.Departments[id]
			n.addPath(id, r.Code, r.Name, pathOf(id, func(id model.ID) (string, model.ID) {
				if r := d.Departments[id]; r != nil {
					return r.Name, r.ParentID
				}
				return "", 0
			}))
		}
	}
	return n
}

func (n *names) add(id model.ID, code, name string) {
	if code != "" {
		if first := n.byCode[code]; first == 0 {
			n.byCode[code] = id
		} else {
			if len(n.twice[code]) == 0 {
				n.twice[code] = []model.ID{first}
			}
			n.twice[code] = append(n.twice[code], id)
		}
		n.codes[id] = code
	}
	n.byName[name] = append(n.byName[name], id)
	n.texts[id] = name
}

// addPath adds a node of a tree: it goes by its name and by the path from the top.
func (n *names) addPath(id model.ID, code, name, path string) {
	n.add(id, code, name)
	n.texts[id] = path
	if path != name {
		n.byName[path] = append(n.byName[path], id)
	}
}

// sayWithCodes puts the code behind the name: always, or only where the name is not enough.
func (n *names) sayWithCodes(always bool) {
	for id, name := range n.texts {
		if code := n.codes[id]; code != "" && (always || len(n.byName[name]) > 1) {
			n.texts[id] = name + "(" + code + ")"
		}
	}
}

// pathStep stands between the names of a path.
const pathStep = "/"

// deepest tree: beyond it a damaged one ends.
const deepest = 30

// pathOf writes the names from the top of a tree down to a node.
func pathOf(id model.ID, up func(model.ID) (name string, parent model.ID)) string {
	var parts []string
	for range deepest {
		name, parent := up(id)
		if name == "" {
			break
		}
		parts = append(parts, name)
		if parent == 0 || parent == id {
			break
		}
		id = parent
	}
	slices.Reverse(parts)
	return strings.Join(parts, pathStep)
}

// text is what a record is called, "" for none.
func (l *lookup) text(k Kind, id model.ID) string { return l.names[k].texts[id] }

// find gives the record that bears a code, a name, a path or "name(code)"; 0 for the empty
// text.
func (l *lookup) find(k Kind, text string) (model.ID, error) {
	if text == "" {
		return 0, nil
	}
	n := l.names[k]
	name, code := splitName(text)
	if code != "" {
		if id := n.byCode[code]; id != 0 {
			return id, nil
		}
	}
	if ids := n.byName[text]; len(ids) == 1 {
		return ids[0], nil
	} else if len(ids) > 1 {
		if k == Regions || k == Departments {
			return 0, wrong("有 %d 个%s叫这个名字,请写上级,如 江苏/苏州", len(ids), k.Name())
		}
		return 0, wrong("有 %d 个%s叫这个名字,请写编码", len(ids), k.Name())
	}
	if id := n.byCode[text]; id != 0 {
		return id, nil
	}
	if ids := n.byName[name]; code != "" && len(ids) == 1 && n.codes[ids[0]] == "" {
		return ids[0], nil // known by name, its code not yet
	}
	return 0, &unknownError{k, text}
}

// splitName cuts "name(code)", with brackets of either width.
func splitName(text string) (name, code string) {
	folded := strings.NewReplacer("（", "(", "）", ")").Replace(text)
	open := strings.LastIndexByte(folded, '(')
	if open <= 0 || !strings.HasSuffix(folded, ")") {
		return text, ""
	}
	return strings.TrimSpace(folded[:open]), strings.TrimSpace(folded[open+1 : len(folded)-1])
}

// Names are what the records of a kind that others point at are called, in order.
func (l *lookup) list(k Kind) []string {
	n := l.names[k]
	if n == nil {
		return nil
	}
	return slices.Sorted(maps.Values(n.texts))
}

// inUse gathers the different words of a field over all customers, products or people, the
// usual ones first in their order.
func inUse[T any](usual []string, all map[model.ID]*T, of func(*T) *string) []string {
	seen, out := map[string]bool{}, slices.Clone(usual)
	for _, u := range usual {
		seen[u] = true
	}
	var more []string
	for _, r := range all {
		for _, w := range words(*of(r)) {
			if !seen[w] {
				seen[w] = true
				more = append(more, w)
			}
		}
	}
	slices.Sort(more)
	return append(out, more...)
}

// knownTiers are the tiers of the price lists, of products and of customers.
func (l *lookup) knownTiers() []string {
	tiers := map[string]bool{}
	for i := range l.prices {
		if p := &l.prices[i]; p.Kind == model.PriceTier && p.Tier != "" {
			tiers[p.Tier] = true
		}
	}
	for _, c := range l.directory.Customers {
		if c.PriceTier != "" {
			tiers[c.PriceTier] = true
		}
	}
	return slices.Sorted(maps.Keys(tiers))
}
