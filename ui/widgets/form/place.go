package form

import (
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/assets/places"
	"xunshi/model"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// Place is a province, city and district of China: found by characters, pinyin or initials
// on any level, or gone down to level by level.
func Place[T any](label string, at func(*T) (province, city, district *string)) Field[T] {
	return Field[T]{label: label, build: func(Field[T]) binding[T] {
		c := newPlaceControl()
		load := func(v *T) {
			p, ci, d := at(v)
			c.set(places.Place{Province: *p, City: *ci, District: *d})
		}
		return binding[T]{c, load, func(v *T) error {
			p, ci, d := at(v)
			*p, *ci, *d = c.place.Province, c.place.City, c.place.District
			return nil
		}}
	}}
}

// placeControl is a picker over places. With nothing typed its list shows one level: what
// lies in branch, and branch itself to stay with.
type placeControl struct {
	picker *pick.Picker
	place  places.Place
	branch places.Place
	listed []places.Place // what the ids of the items stand for, counted from 1
	ev     events
}

func newPlaceControl() *placeControl {
	c := &placeControl{}
	c.picker = pick.NewPicker(i18n.T("省 市 区,可打拼音"), nil, c.picked)
	c.picker.Find, c.picker.Start = c.find, c.start
	return c
}

func (c *placeControl) set(p places.Place) {
	c.place, c.branch = p, places.Place{Province: p.Province, City: p.City}
	if p.District == "" {
		c.branch.City = ""
	}
	c.picker.SetShown(p.String())
}

// find lists the places a query names, or one level of the cascade.
func (c *placeControl) find(query string, limit int) []pick.Item {
	if query != "" {
		c.listed = places.Search(query, limit)
		return c.items("")
	}
	b := c.branch
	c.listed = nil
	switch {
	case b.Province == "":
		for _, p := range places.Provinces() {
			c.listed = append(c.listed, places.Place{Province: p})
		}
	case b.City == "":
		c.listed = append(c.listed, places.Place{}, b)
		for _, city := range places.Cities(b.Province) {
			c.listed = append(c.listed, places.Place{Province: b.Province, City: city})
		}
	default:
		c.listed = append(c.listed, places.Place{Province: b.Province}, b)
		for _, d := range places.Districts(b.Province, b.City) {
			c.listed = append(c.listed, places.Place{Province: b.Province, City: b.City, District: d})
		}
	}
	return c.items(b.Province)
}

// start is the place listed that is chosen now, or the first below the two heads.
func (c *placeControl) start() int {
	for i, p := range c.listed {
		if p == c.place && p != c.branch && p != (places.Place{}) {
			return i
		}
	}
	if c.branch.Province == "" {
		return 0
	}
	return 2
}

// items shows the places listed; within a province the first two lead up and stay.
func (c *placeControl) items(within string) []pick.Item {
	out := make([]pick.Item, len(c.listed))
	for i, p := range c.listed {
		it := pick.Item{ID: model.ID(i + 1), Name: p.String()}
		switch {
		case within == "":
			it.Detail = below(p)
		case i == 0:
			it.Name = i18n.T("← 上一级")
		case i == 1:
			it.Name, it.Detail = p.String(), i18n.T("就到这一级")
		default:
			it.Name, it.Detail = last(p), below(p)
		}
		out[i] = it
	}
	return out
}

// last is the name of the lowest level of a place.
func last(p places.Place) string {
	switch {
	case p.District != "":
		return p.District
	case p.City != "":
		return p.City
	}
	return p.Province
}

// below says what lies in a place.
func below(p places.Place) string {
	switch {
	case p.District != "":
		return ""
	case p.City != "":
		return some(places.Districts(p.Province, p.City))
	}
	return some(places.Cities(p.Province))
}

// some names the first few.
func some(names []string) string {
	if len(names) > 2 {
		return strings.Join(names[:2], "、") + "…"
	}
	return strings.Join(names, "、")
}

// picked goes down a level while a list is walked through, else takes the place.
func (c *placeControl) picked(it pick.Item) {
	if it.ID == 0 {
		c.take(places.Place{})
		return
	}
	p := c.listed[it.ID-1]
	up, stay := c.walking(it)
	c.picker.SetShown(c.place.String())
	switch {
	case up || (!stay && p.District == ""):
		c.branch = p
		c.picker.Open()
	default:
		c.take(p)
		c.ev.next()
	}
}

// walking tells whether an item is one of the two above a level.
func (c *placeControl) walking(it pick.Item) (up, stay bool) {
	heads := len(c.listed) > 1 && c.branch.Province != "" && c.listed[1] == c.branch
	return heads && it.ID == 1, heads && it.ID == 2
}

func (c *placeControl) take(p places.Place) {
	c.set(p)
	c.ev.changed()
	c.ev.left()
}

func (c *placeControl) listen(ev events)          { c.ev = ev; c.picker.OnFocused = ev.entered }
func (c *placeControl) object() fyne.CanvasObject { return c.picker }
func (c *placeControl) text() string              { return c.place.String() }
func (c *placeControl) words() string             { return c.place.String() }
func (c *placeControl) focus()                    { widgets.Focus(c.picker) }
func (c *placeControl) mark(faulty bool)          { c.picker.SetFaulty(faulty) }
