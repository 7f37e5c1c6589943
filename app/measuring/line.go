package measuring

import (
	"cmp"
	"slices"

	"xunshi/model"
)

// line is the reporting line on one day.
type line struct {
	superior map[model.ID]model.ID
	below    map[model.ID][]model.ID
}

// newLine reads the reporting line of a day: of each person the last post begun by then,
// even if it has ended (the sales of one who left stay with the team); who has no posts
// reports to the superior in the file.
func newLine(dir *model.Directory, posts map[model.ID][]model.EmployeePost, day model.Date) *line {
	l := &line{superior: map[model.ID]model.ID{}, below: map[model.ID][]model.ID{}}
	for id, e := range dir.Employees {
		superior := e.SuperiorID
		var since model.Date
		found := false
		for _, p := range posts[id] {
			if p.From <= day && (!found || p.From >= since) {
				superior, since, found = p.SuperiorID, p.From, true
			}
		}
		if superior != id && dir.Employees[superior] != nil {
			l.superior[id] = superior
			l.below[superior] = append(l.below[superior], id)
		}
	}
	for _, ids := range l.below {
		slices.SortFunc(ids, func(a, b model.ID) int { return cmp.Compare(a, b) })
	}
	return l
}

// up is a person and everyone above, nearest first. A cycle in damaged data ends it.
func (l *line) up(id model.ID) []model.ID {
	var out []model.ID
	for id != 0 && !slices.Contains(out, id) {
		out = append(out, id)
		id = l.superior[id]
	}
	return out
}

// ancestors gives a node of a tree and those above it, nearest first; none for id 0.
func ancestors(id model.ID, parent func(model.ID) model.ID) []model.ID {
	var out []model.ID
	for id != 0 && !slices.Contains(out, id) {
		out = append(out, id)
		id = parent(id)
	}
	return out
}
