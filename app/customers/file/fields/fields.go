// Package fields says what the fields of a customer's file are called, how their values
// read, and how one is taken over from another file.
package fields

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Field is one field of a customer as people read it.
type Field struct {
	Key   string // its name in the journal; several of a group are listed in Also
	Also  []string
	Label string
	Text  func(c *model.Customer) string // "" = not filled in
	Copy  func(to, from *model.Customer)
	Words bool // comma-separated words or running text: two values can be joined
}

// Fields are all fields of a customer, in the order of the file.
func Fields(d *model.Directory, own []model.FieldDefinition) []Field {
	out := basic(d)
	out = append(out, terms(d)...)
	for i := range own {
		out = append(out, ownField(&own[i]))
	}
	return out
}

func text(key, label string, at func(*model.Customer) *string) Field {
	return Field{Key: key, Label: label, Text: func(c *model.Customer) string { return *at(c) },
		Copy: func(to, from *model.Customer) { *at(to) = *at(from) }}
}

func words(key, label string, at func(*model.Customer) *string) Field {
	f := text(key, label, at)
	f.Words = true
	return f
}

func number(key, label, format string, at func(*model.Customer) *int) Field {
	return Field{Key: key, Label: label, Copy: func(to, from *model.Customer) { *at(to) = *at(from) },
		Text: func(c *model.Customer) string {
			if *at(c) == 0 {
				return ""
			}
			return fmt.Sprintf(format, *at(c))
		}}
}

func record(key, label string, name func(model.ID) string, at func(*model.Customer) *model.ID) Field {
	return Field{Key: key, Label: label, Text: func(c *model.Customer) string { return name(*at(c)) },
		Copy: func(to, from *model.Customer) { *at(to) = *at(from) }}
}

func basic(d *model.Directory) []Field {
	type C = model.Customer
	return []Field{
		text("code", i18n.T("编码"), func(c *C) *string { return &c.Code }),
		text("name", i18n.T("名称"), func(c *C) *string { return &c.Name }),
		text("kind", i18n.T("类型"), func(c *C) *string { return &c.Kind }),
		text("channel", i18n.T("渠道"), func(c *C) *string { return &c.Channel }),
		text("grade", i18n.T("等级"), func(c *C) *string { return &c.Grade }),
		{Key: "stage", Label: i18n.T("合作状态"), Text: func(c *C) string { return Stage(c.Stage) },
			Copy: func(to, from *C) { to.Stage = from.Stage }},
		{Key: "key", Label: i18n.T("重点客户"), Text: func(c *C) string { return yes(c.Key) }, Copy: func(to, from *C) { to.Key = from.Key }},
		record("region_id", i18n.T("区域"), func(id model.ID) string { return RegionName(d, id) }, func(c *C) *model.ID { return &c.RegionID }),
		record("owner_id", i18n.T("负责人"), func(id model.ID) string { return EmployeeName(d, id) }, func(c *C) *model.ID { return &c.OwnerID }),
		text("contact", i18n.T("联系人"), func(c *C) *string { return &c.Contact }),
		text("phone", i18n.T("电话"), func(c *C) *string { return &c.Phone }),
		{Key: "province", Also: []string{"city", "district"}, Label: i18n.T("省市区"),
			Text: func(c *C) string { return strings.Join(filled(c.Province, c.City, c.District), " ") },
			Copy: func(to, from *C) { to.Province, to.City, to.District = from.Province, from.City, from.District }},
		text("address", i18n.T("地址"), func(c *C) *string { return &c.Address }),
		{Key: "latitude", Also: []string{"longitude"}, Label: i18n.T("坐标"),
			Text: func(c *C) string { return Coordinates(c.Latitude, c.Longitude) },
			Copy: func(to, from *C) { to.Latitude, to.Longitude = from.Latitude, from.Longitude }},
	}
}

func terms(d *model.Directory) []Field {
	type C = model.Customer
	return []Field{
		text("licence", i18n.T("执照号"), func(c *C) *string { return &c.Licence }),
		text("settlement", i18n.T("结算方式"), func(c *C) *string { return &c.Settlement }),
		number("term_days", i18n.T("账期"), i18n.T("%d 天"), func(c *C) *int { return &c.TermDays }),
		{Key: "credit_limit", Label: i18n.T("信用额度"), Text: func(c *C) string { return money(c.CreditLimit) },
			Copy: func(to, from *C) { to.CreditLimit = from.CreditLimit }},
		text("price_tier", i18n.T("价格体系"), func(c *C) *string { return &c.PriceTier }),
		record("upstream_id", i18n.T("上级经销商"), func(id model.ID) string { return CustomerName(d, id) }, func(c *C) *model.ID { return &c.UpstreamID }),
		text("warehouse", i18n.T("仓库"), func(c *C) *string { return &c.Warehouse }),
		number("warehouse_m2", i18n.T("仓库面积"), "%d m²", func(c *C) *int { return &c.WarehouseM2 }),
		number("vehicles", i18n.T("车辆"), i18n.T("%d 辆"), func(c *C) *int { return &c.Vehicles }),
		words("rivals", i18n.T("经营竞品"), func(c *C) *string { return &c.Rivals }),
		words("tags", i18n.T("标签"), func(c *C) *string { return &c.Tags }),
		{Key: "opened", Label: i18n.T("开户日期"), Text: func(c *C) string { return c.Opened.String() },
			Copy: func(to, from *C) { to.Opened = from.Opened }},
		words("note", i18n.T("备注"), func(c *C) *string { return &c.Note }),
	}
}

func ownField(def *model.FieldDefinition) Field {
	key := def.UUID.String()
	return Field{Key: "own." + key, Label: def.Name,
		Text: func(c *model.Customer) string { return c.Own[key] },
		Copy: func(to, from *model.Customer) {
			own := make(map[string]string, len(to.Own)+1)
			for k, v := range to.Own {
				own[k] = v
			}
			if own[key] = from.Own[key]; own[key] == "" {
				delete(own, key)
			}
			to.Own = own
		}}
}

// Stage is a customer's stage in words.
func Stage(s model.CustomerStage) string {
	switch s {
	case model.StageProspect:
		return i18n.T("潜在")
	case model.StageStopped:
		return i18n.T("停止合作")
	}
	return i18n.T("合作")
}

// Coordinates writes a place as "31.38, 120.98", to a hand's breadth (six decimals), ""
// when it is not known.
func Coordinates(latitude, longitude float64) string {
	if latitude == 0 && longitude == 0 {
		return ""
	}
	f := func(v float64) string { return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64) }
	return f(latitude) + ", " + f(longitude)
}

// RegionName is a region's name, "" for none.
func RegionName(d *model.Directory, id model.ID) string {
	if r := d.Regions[id]; r != nil {
		return r.Name
	}
	return ""
}

// EmployeeName is an employee's name, "" for none.
func EmployeeName(d *model.Directory, id model.ID) string {
	if e := d.Employees[id]; e != nil {
		return e.Name
	}
	return ""
}

// CustomerName is a customer's code and name, "" for none.
func CustomerName(d *model.Directory, id model.ID) string {
	if c := d.Customers[id]; c != nil {
		return strings.Join(filled(c.Code, c.Name), " ")
	}
	return ""
}

func money(m model.Money) string {
	if m == 0 {
		return ""
	}
	return i18n.T("%s 元", document.FormatMoney(m, document.Yuan, 2))
}

func yes(b bool) string {
	if b {
		return i18n.T("是")
	}
	return ""
}

func filled(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}
