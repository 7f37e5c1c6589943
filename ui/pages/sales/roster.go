package sales

import (
	"cmp"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets/pick"
)

// roster finds the records of one kind by what is typed for them.
type roster struct {
	say    rosterWords
	items  []pick.Item
	labels map[model.ID]string
	byText map[string][]model.ID // lower-cased code, name and label
}

// rosterWords are what a roster says when a text does not mean one record.
type rosterWords struct{ none, several, namesakes string }

// newRoster makes a roster; items without a name are left out.
func newRoster(say rosterWords, items []pick.Item) *roster {
	r := &roster{say: say, labels: map[model.ID]string{}, byText: map[string][]model.ID{}}
	names := map[string]int{}
	for _, it := range items {
		names[it.Name]++
	}
	for _, it := range items {
		if it.Name == "" {
			continue
		}
		label := it.Name
		if names[it.Name] > 1 && it.Code != "" {
			label = it.Code + " " + it.Name // two of one name are told apart by their codes
		}
		r.items = append(r.items, it)
		r.labels[it.ID] = label
		for _, key := range slices.Compact([]string{strings.ToLower(it.Code), strings.ToLower(it.Name), strings.ToLower(label)}) {
			if ids := r.byText[key]; key != "" && !slices.Contains(ids, it.ID) {
				r.byText[key] = append(ids, it.ID)
			}
		}
	}
	slices.SortFunc(r.items, func(a, b pick.Item) int {
		return cmp.Or(cmp.Compare(a.Pinyin, b.Pinyin), cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID))
	})
	return r
}

// label is the text a picked item leaves in a cell.
func (r *roster) label(it pick.Item) string { return r.labels[it.ID] }

// find gives the record a text means: by code, by name where only one has it, or by what
// only one of them matches. The error says why not, in words.
func (r *roster) find(text string) (model.ID, error) {
	ids := r.byText[strings.ToLower(strings.TrimSpace(text))]
	switch {
	case len(ids) == 1:
		return ids[0], nil
	case len(ids) > 1:
		return 0, model.NewFault(nil, r.say.namesakes, "", "")
	}
	if hits := pick.Find(r.items, text, 2); len(hits) == 1 {
		return hits[0].ID, nil
	} else if len(hits) > 1 {
		return 0, model.NewFault(nil, r.say.several, "", "")
	}
	return 0, model.NewFault(nil, r.say.none, "", "")
}

// read is find for a grid column: it leaves the label in the cell.
func (r *roster) read(text string) (string, error) {
	id, err := r.find(text)
	if err != nil {
		return "", err
	}
	return r.labels[id], nil
}

func regionName(d *model.Directory, id model.ID) string {
	if r := d.Regions[id]; r != nil {
		return r.Name
	}
	return ""
}

func customerRoster(d *model.Directory) *roster {
	items := make([]pick.Item, 0, len(d.Customers))
	for id, c := range d.Customers {
		items = append(items, pick.Item{ID: id, Code: c.Code, Name: c.Name, Pinyin: c.Pinyin,
			Detail: regionName(d, c.RegionID)})
	}
	return newRoster(rosterWords{i18n.T("没有这个客户"), i18n.T("不止一个客户符合,请选一个"), i18n.T("有同名客户,请按编码选")}, items)
}

func productRoster(d *model.Directory) *roster {
	items := make([]pick.Item, 0, len(d.Products))
	for id, p := range d.Products {
		items = append(items, pick.Item{ID: id, Code: p.Code, Name: p.Name, Pinyin: p.Pinyin, Detail: cmp.Or(p.Pack, p.Category)})
	}
	return newRoster(rosterWords{i18n.T("没有这个品项"), i18n.T("不止一个品项符合,请选一个"), i18n.T("有同名品项,请按编码选")}, items)
}

func employeeRoster(d *model.Directory) *roster {
	items := make([]pick.Item, 0, len(d.Employees))
	for id, e := range d.Employees {
		items = append(items, pick.Item{ID: id, Code: e.Code, Name: e.Name, Detail: e.Position})
	}
	return newRoster(rosterWords{i18n.T("没有这个业务员"), i18n.T("不止一个业务员符合,请选一个"), i18n.T("有同名业务员,请按编码选")}, items)
}
