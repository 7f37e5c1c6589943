package records

import (
	"strings"

	"xunshi/model"
	"xunshi/model/store"
)

// make creates the regions, departments and people that rows of a list name and nobody
// knows yet.
func (l *lookup) make(b *store.RecordBatch, missing map[Kind][]string) error {
	for _, path := range missing[Regions] {
		err := l.makePath(Regions, path, func(name string, parent model.ID) (model.ID, error) {
			one := []model.Region{{Name: name, ParentID: parent}}
			err := store.CreateAll(b, one)
			return one[0].ID, err
		})
		if err != nil {
			return err
		}
	}
	for _, path := range missing[Departments] {
		err := l.makePath(Departments, path, func(name string, parent model.ID) (model.ID, error) {
			one := []model.Department{{Name: name, ParentID: parent}}
			err := store.CreateAll(b, one)
			return one[0].ID, err
		})
		if err != nil {
			return err
		}
	}
	for _, text := range missing[Employees] {
		if _, err := l.find(Employees, text); err == nil {
			continue // the same person under another writing
		}
		name, code := splitName(text)
		one := []model.Employee{{Name: name, Code: code}}
		if err := store.CreateAll(b, one); err != nil {
			return err
		}
		l.renamed(Employees, one[0].ID, code, name, 0)
	}
	return nil
}

// makePath creates what is lacking of the path from the top of a tree down to a node.
func (l *lookup) makePath(k Kind, path string, create func(name string, parent model.ID) (model.ID, error)) error {
	var at model.ID
	for part := range strings.SplitSeq(path, pathStep) {
		name := strings.TrimSpace(part)
		if name == "" {
			continue
		}
		found := l.child(k, at, name)
		if found == 0 && at == 0 {
			if ids := l.names[k].byName[name]; len(ids) == 1 {
				found = ids[0] // the path begins further down
			}
		}
		if found == 0 {
			id, err := create(name, at)
			if err != nil {
				return err
			}
			l.renamed(k, id, "", name, at)
			found = id
		}
		at = found
	}
	return nil
}

// child is the node of that name below another, 0 if there is none.
func (l *lookup) child(k Kind, parent model.ID, name string) model.ID {
	up := l.parents(k)
	for _, id := range l.names[k].byName[name] {
		if up[id] == parent {
			return id
		}
	}
	return 0
}
