package records

import (
	"cmp"
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

func regionSheet(l *lookup) *kindSheet[model.Region] {
	type r = model.Region
	s := newSheet([]field[r]{
		textField(named("name", "名称", Text, 18).with(required), func(n *r) *string { return &n.Name }),
		refField(l, named("parent", "上级区域", Ref, 22), Regions, func(n *r) *model.ID { return &n.ParentID }),
		refField(l, named("manager", "负责人", Ref, 12), Employees, func(n *r) *model.ID { return &n.ManagerID }),
		textField(named("code", "编码", Text, 12), func(n *r) *string { return &n.Code }),
		wholeField(named("sort", "排序", Whole, 8), func(n *r) *int { return &n.Sort }),
	})
	s.idOf = func(n *r) model.ID { return n.ID }
	s.pinyin = func(n *r) string { return store.SearchKey(n.Name) }
	s.all = func(context.Context, *store.Store) ([]*r, error) {
		return inTree(l, Regions, l.directory.Regions, func(n *r) (int, model.ID) { return n.Sort, n.ID }), nil
	}
	s.one = store.GetIn[r]
	s.write = func(e *store.Edit, n *r) error {
		if err := l.node(Regions, n.ID, n.Code, n.Name, n.ParentID); err != nil {
			return err
		}
		if err := store.Put(e, n); err != nil {
			return err
		}
		l.renamed(Regions, n.ID, n.Code, n.Name, n.ParentID)
		return nil
	}
	s.delete = func(e *store.Edit, n *r) error { return store.Remove(e, n) }
	return s
}

func departmentSheet(l *lookup) *kindSheet[model.Department] {
	type r = model.Department
	s := newSheet([]field[r]{
		textField(named("name", "名称", Text, 18).with(required), func(n *r) *string { return &n.Name }),
		refField(l, named("parent", "上级部门", Ref, 22), Departments, func(n *r) *model.ID { return &n.ParentID }),
		textField(named("code", "编码", Text, 12), func(n *r) *string { return &n.Code }),
		wholeField(named("sort", "排序", Whole, 8), func(n *r) *int { return &n.Sort }),
	})
	s.idOf = func(n *r) model.ID { return n.ID }
	s.pinyin = func(n *r) string { return store.SearchKey(n.Name) }
	s.all = func(context.Context, *store.Store) ([]*r, error) {
		return inTree(l, Departments, l.directory.Departments, func(n *r) (int, model.ID) { return n.Sort, n.ID }), nil
	}
	s.one = store.GetIn[r]
	s.write = func(e *store.Edit, n *r) error {
		if err := l.node(Departments, n.ID, n.Code, n.Name, n.ParentID); err != nil {
			return err
		}
		if err := store.Put(e, n); err != nil {
			return err
		}
		l.renamed(Departments, n.ID, n.Code, n.Name, n.ParentID)
		return nil
	}
	s.delete = func(e *store.Edit, n *r) error { return store.Remove(e, n) }
	return s
}

// inTree copies the nodes of a tree, each after its parent.
func inTree[T any](l *lookup, k Kind, nodes map[model.ID]*T, order func(*T) (sort int, id model.ID)) []*T {
	parents := l.parents(k)
	children := map[model.ID][]*T{}
	seen := map[model.ID]bool{}
	for id, n := range nodes {
		copied := *n
		parent := parents[id]
		if nodes[parent] == nil {
			parent = 0
		}
		children[parent] = append(children[parent], &copied)
	}
	for _, list := range children {
		slices.SortFunc(list, func(a, b *T) int {
			sortA, idA := order(a)
			sortB, idB := order(b)
			return cmp.Or(cmp.Compare(sortA, sortB), cmp.Compare(l.text(k, idA), l.text(k, idB)), cmp.Compare(idA, idB))
		})
	}
	var out []*T
	var walk func(parent model.ID)
	walk = func(parent model.ID) {
		for _, n := range children[parent] {
			if _, id := order(n); !seen[id] {
				seen[id] = true
				out = append(out, n)
				walk(id)
			}
		}
	}
	walk(0)
	for _, list := range children { // in a circle of damaged data: shown all the same, to be mended
		for _, n := range list {
			if _, id := order(n); !seen[id] {
				seen[id] = true
				out = append(out, n)
			}
		}
	}
	return out
}

// parents gives what each record of a kind hangs under: the region, department, superior
// or upstream customer.
func (l *lookup) parents(k Kind) map[model.ID]model.ID {
	if l.under == nil {
		l.under = map[Kind]map[model.ID]model.ID{}
	}
	if l.under[k] == nil {
		m := map[model.ID]model.ID{}
		switch k {
		case Regions:
			for id, r := range l.directory.Regions {
				m[id] = r.ParentID
			}
		case Departments:
			for id, r := range l.directory.Departments {
				m[id] = r.ParentID
			}
		case Employees:
			for id, r := range l.directory.Employees {
				m[id] = r.SuperiorID
			}
		case Customers:
			for id, r := range l.directory.Customers {
				m[id] = r.UpstreamID
			}
		}
		l.under[k] = m
	}
	return l.under[k]
}

// cellError is what is wrong with one cell of a row.
type cellError struct{ key, words string }

func (e *cellError) Error() string { return e.words }

// noCycle refuses a record that would hang under itself.
func (l *lookup) noCycle(k Kind, id, parent model.ID, key string) error {
	if parent == 0 || id == 0 {
		return nil
	}
	up := l.parents(k)
	at := parent
	for range len(up) + 2 {
		if at == 0 {
			return nil
		}
		if at == id {
			if parent == id {
				return &cellError{key, i18n.T("不能挂在自己下面")}
			}
			return &cellError{key, i18n.T("会成环:%s 已经在它下面", l.text(k, parent))}
		}
		at = up[at]
	}
	return nil
}

// verify refuses a code that another record bears.
func (l *lookup) verify(k Kind, id model.ID, code, key string) error {
	if code == "" {
		return nil
	}
	if other := l.names[k].byCode[code]; other != 0 && other != id {
		return &cellError{key, i18n.T("编码已是“%s”的", l.text(k, other))}
	}
	return nil
}

// node refuses what a tree cannot take: a code twice, a circle, one name twice at one place.
func (l *lookup) node(k Kind, id model.ID, code, name string, parent model.ID) error {
	if err := l.verify(k, id, code, "code"); err != nil {
		return err
	}
	if err := l.noCycle(k, id, parent, "parent"); err != nil {
		return err
	}
	up := l.parents(k)
	for _, other := range l.names[k].byName[name] {
		if other != id && up[other] == parent {
			return &cellError{"name", i18n.T("同一层已有这个名称")}
		}
	}
	return nil
}

// renamed tells the lookup of a record that was just written.
func (l *lookup) renamed(k Kind, id model.ID, code, name string, parent model.ID) {
	up := l.parents(k)
	up[id] = parent
	n := l.names[k]
	if old := n.codes[id]; old != code && n.byCode[old] == id {
		delete(n.byCode, old)
	}
	if n.codes[id] = code; code != "" {
		n.byCode[code] = id
	}
	if !slices.Contains(n.byName[name], id) {
		n.byName[name] = append(n.byName[name], id)
	}
	text := name
	switch k {
	case Regions, Departments:
		if above := n.texts[parent]; parent != 0 && above != "" {
			text = above + pathStep + name
		}
		if text != name && !slices.Contains(n.byName[text], id) {
			n.byName[text] = append(n.byName[text], id)
		}
	case Customers, Products:
		if code != "" {
			text = name + "(" + code + ")"
		}
	}
	n.texts[id] = text
}
