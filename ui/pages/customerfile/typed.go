package customerfile

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"xunshi/app/customers/file"
	"xunshi/app/customers/file/fields"
	"xunshi/assets/i18n"
	"xunshi/assets/pinyin"
	"xunshi/model"
	"xunshi/ui/widgets/pick"
)

// typed is what the form fills in: the customer, and what it keeps in other forms than the
// form's fields.
type typed struct {
	c      model.Customer
	coords string // "31.38, 120.98"
	areas  string // names of regions, comma separated
	stage  string
	words  [file.MostOwn]string // own fields in the order of the definitions
	dates  [file.MostOwn]model.Date
	ticks  [file.MostOwn]bool
}

// book is what the form's fields choose from; replaced whole when the page is loaded.
type book struct {
	directory   *model.Directory
	suggestions file.Suggestions
	own         []model.FieldDefinition
	areas       map[string]model.ID // by label
	areaLabels  map[model.ID]string
	customers   []pick.Item
	employees   []pick.Item
	regions     []pick.Item
}

func newBook(d *model.Directory, s file.Suggestions, own []model.FieldDefinition) *book {
	b := &book{directory: d, suggestions: s, own: own[:min(len(own), file.MostOwn)], areas: map[string]model.ID{}, areaLabels: map[model.ID]string{}}
	for _, id := range slices.Sorted(maps.Keys(d.Regions)) {
		r := d.Regions[id]
		label := strings.ReplaceAll(r.Name, ",", " ")
		if _, taken := b.areas[label]; taken { // namesakes are told apart by what they lie in
			label = strings.ReplaceAll(fields.RegionName(d, r.ParentID), ",", " ") + "/" + label
		}
		b.areas[label], b.areaLabels[id] = id, label
		b.regions = append(b.regions, pick.Item{ID: id, Code: r.Code, Name: r.Name, Pinyin: pinyin.Key(r.Name), Detail: fields.RegionName(d, r.ParentID)})
	}
	for _, id := range slices.Sorted(maps.Keys(d.Employees)) {
		if e := d.Employees[id]; e.Active(model.Today()) {
			b.employees = append(b.employees, pick.Item{ID: id, Code: e.Code, Name: e.Name, Pinyin: cmp.Or(e.Pinyin, pinyin.Key(e.Name)), Detail: e.Position})
		}
	}
	for id, c := range d.Customers {
		b.customers = append(b.customers, pick.Item{ID: id, Code: c.Code, Name: c.Name, Pinyin: c.Pinyin, Detail: fields.RegionName(d, c.RegionID)})
	}
	slices.SortFunc(b.customers, func(x, y pick.Item) int { return cmp.Or(cmp.Compare(x.Code, y.Code), cmp.Compare(x.ID, y.ID)) })
	return b
}

func (b *book) areaNames() []string { return slices.Sorted(maps.Keys(b.areas)) }

// show puts a file into the form's shape.
func (b *book) show(f *file.File) typed {
	t := typed{c: f.Customer, coords: fields.Coordinates(f.Customer.Latitude, f.Customer.Longitude), stage: string(cmp.Or(f.Customer.Stage, model.StageActive))}
	t.c.Own = maps.Clone(f.Customer.Own)
	var areas []string
	for i := range f.Areas {
		if label := b.areaLabels[f.Areas[i].RegionID]; label != "" {
			areas = append(areas, label)
		}
	}
	t.areas = strings.Join(areas, ",")
	for i := range b.own {
		value := f.Customer.Own[b.own[i].UUID.String()]
		switch b.own[i].Kind {
		case file.KindDate:
			t.dates[i], _ = model.ParseDate(value) // kept only when it is a date: 0 shows an empty field
		case file.KindYes:
			t.ticks[i] = value == file.Yes
		default:
			t.words[i] = value
		}
	}
	return t
}

// read takes what the form holds into a file.
func (b *book) read(t *typed, f *file.File) {
	own := maps.Clone(f.Customer.Own)
	f.Customer = t.c
	f.Customer.Stage = model.CustomerStage(t.stage)
	if latitude, longitude, err := readCoordinates(t.coords); err == nil {
		f.Customer.Latitude, f.Customer.Longitude = latitude, longitude
	}
	if own == nil {
		own = map[string]string{}
	}
	for i := range b.own {
		value := t.words[i]
		switch b.own[i].Kind {
		case file.KindDate:
			value = t.dates[i].String()
		case file.KindYes:
			value = ""
			if t.ticks[i] {
				value = file.Yes
			}
		}
		key := b.own[i].UUID.String()
		if own[key] = value; value == "" {
			delete(own, key)
		}
	}
	if len(own) == 0 && f.Customer.Own == nil {
		own = nil
	}
	f.Customer.Own = own
	f.Areas = b.readAreas(t.areas, f.Areas)
}

// readAreas makes the list of areas be those named, keeping the records that stay.
func (b *book) readAreas(names string, before []model.CustomerArea) []model.CustomerArea {
	var out []model.CustomerArea
	for _, name := range strings.Split(names, ",") {
		id := b.areas[strings.TrimSpace(name)]
		if id == 0 {
			continue
		}
		area := model.CustomerArea{RegionID: id}
		if i := slices.IndexFunc(before, func(a model.CustomerArea) bool { return a.RegionID == id }); i >= 0 {
			area = before[i]
		}
		out = append(out, area)
	}
	return out
}

// checkAreas refuses names that are no regions.
func (b *book) checkAreas(t *typed) error {
	for _, name := range strings.Split(t.areas, ",") {
		if name = strings.TrimSpace(name); name != "" && b.areas[name] == 0 {
			return model.NewFault(nil, i18n.T("没有区域「%s」。", name), "", i18n.T("请从列表里选。"))
		}
	}
	return nil
}

// coordinateMarks are what maps write beside the numbers.
var coordinateMarks = strings.NewReplacer("，", ",", "；", ",", ";", ",", "°", "", "N", "", "E", "", "n", "", "e", "",
	"北纬", "", "东经", "", "纬度", "", "经度", "", ":", "", "：", "", "(", "", ")", "") //i18n:data

// readCoordinates reads "31.38, 120.98" as maps copy it. In China the longitude is beyond
// 90, so a pair the other way round (高德 and 百度 write it so) is understood too. "" is no
// place: 0, 0.
func readCoordinates(text string) (latitude, longitude float64, err error) {
	text = strings.TrimSpace(coordinateMarks.Replace(text))
	if text == "" {
		return 0, 0, nil
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '　' })
	wrong := model.NewFault(nil, i18n.T("坐标写成“纬度, 经度”,例如 31.38, 120.98。"), "", "")
	if len(parts) != 2 {
		return 0, 0, wrong
	}
	if latitude, err = strconv.ParseFloat(parts[0], 64); err != nil {
		return 0, 0, wrong
	}
	if longitude, err = strconv.ParseFloat(parts[1], 64); err != nil {
		return 0, 0, wrong
	}
	if (latitude > 90 || latitude < -90) && longitude >= -90 && longitude <= 90 {
		latitude, longitude = longitude, latitude
	}
	if latitude < -90 || latitude > 90 || longitude < -180 || longitude > 180 {
		return 0, 0, model.NewFault(nil, i18n.T("坐标超出范围。"), "", "")
	}
	return latitude, longitude, nil
}
