package customerfile

import (
	"slices"
	"strings"

	"xunshi/app/customers/file"
	"xunshi/app/customers/file/fields"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
)

// sections describes the form: few fields first, the rest folded. The fields follow the
// customer's kind. Those of a customer that is there are open as far as most have them.
func (p *Page) sections() []form.Section[typed] {
	b, anew := p.book, p.id == 0
	all := []form.Section[typed]{
		{Fields: p.basics(b)},
		{Title: i18n.T("地址与位置"), Folded: anew, Fields: placeFields()},
		{Title: i18n.T("结算与价格"), Folded: anew, Fields: termFields(b)},
		{Title: i18n.T("供货与覆盖"), Folded: true, Fields: supplyFields(p, b)},
		{Title: i18n.T("标签与备注"), Folded: true, Fields: []form.Field[typed]{
			form.Tags(i18n.T("标签"), b.suggestions.Tags, func(t *typed) *string { return &t.c.Tags }),
			form.Area(i18n.T("备注"), func(t *typed) *string { return &t.c.Note }),
		}},
	}
	if own := ownFields(b); len(own) > 0 {
		all = append(all, form.Section[typed]{Title: i18n.T("自定义字段"), Folded: true, Fields: own})
	}
	return all
}

func (p *Page) basics(b *book) []form.Field[typed] {
	return []form.Field[typed]{
		form.Text(i18n.T("名称"), func(t *typed) *string { return &t.c.Name }).Required().Key("name"),
		form.Text(i18n.T("编码"), func(t *typed) *string { return &t.c.Code }).Required().Half().Key("code").Valid(func(t *typed) error {
			if r := file.CheckCode(p.book.directory, &t.c); r != nil {
				p.clash = r.Other
				return r.Fault
			}
			p.clash = 0
			return nil
		}),
		form.Choice(i18n.T("类型"), options(model.CustomerKinds), func(t *typed) *string { return &t.c.Kind }).Half(),
		form.Pick(i18n.T("区域"), func() []pick.Item { return p.book.regions }, func(t *typed) *model.ID { return &t.c.RegionID }).Half(),
		form.Pick(i18n.T("负责人"), func() []pick.Item { return p.owners() }, func(t *typed) *model.ID { return &t.c.OwnerID }).Half(),
		form.Text(i18n.T("联系人"), func(t *typed) *string { return &t.c.Contact }).Half(),
		form.Text(i18n.T("电话"), func(t *typed) *string { return &t.c.Phone }).Half(),
		form.Choice(i18n.T("渠道"), options(b.suggestions.Channels), func(t *typed) *string { return &t.c.Channel }).Free().Half(),
		form.Choice(i18n.T("等级"), append([]widgets.Option{{Label: i18n.T("未定")}}, options([]string{"A", "B", "C"})...), func(t *typed) *string { return &t.c.Grade }).Half(),
		form.Choice(i18n.T("合作状态"), stages(), func(t *typed) *string { return &t.stage }).Half(),
		form.Check(i18n.T("重点客户"), func(t *typed) *bool { return &t.c.Key }).Half(),
	}
}

// owners are the people there are; the one in charge stands in the list even after leaving.
func (p *Page) owners() []pick.Item {
	id := p.base.Customer.OwnerID
	e := p.book.directory.Employees[id]
	if e == nil || slices.ContainsFunc(p.book.employees, func(it pick.Item) bool { return it.ID == id }) {
		return p.book.employees
	}
	return append(slices.Clone(p.book.employees), pick.Item{ID: id, Code: e.Code, Name: e.Name, Detail: i18n.T("已离职")})
}

func placeFields() []form.Field[typed] {
	return []form.Field[typed]{
		form.Place(i18n.T("省市区"), func(t *typed) (*string, *string, *string) { return &t.c.Province, &t.c.City, &t.c.District }),
		form.Text(i18n.T("地址"), func(t *typed) *string { return &t.c.Address }),
		form.Text(i18n.T("坐标"), func(t *typed) *string { return &t.coords }).Width(220).Key("coordinates").
			Hint(i18n.T("从地图复制,粘贴“31.38, 120.98”即可")).Valid(func(t *typed) error {
			_, _, err := readCoordinates(t.coords)
			return err
		}),
	}
}

func termFields(b *book) []form.Field[typed] {
	s := b.suggestions
	return []form.Field[typed]{
		form.Choice(i18n.T("结算方式"), options(s.Settlements), func(t *typed) *string { return &t.c.Settlement }).Free().Half(),
		form.Int(i18n.T("账期"), func(t *typed) *int { return &t.c.TermDays }).Unit(i18n.T("天")).Width(72).Half().Key("term_days").Valid(notNegative(func(t *typed) int64 { return int64(t.c.TermDays) })),
		form.Money(i18n.T("信用额度"), func(t *typed) *model.Money { return &t.c.CreditLimit }).Unit(i18n.T("元")).Width(112).Half().Valid(notNegative(func(t *typed) int64 { return int64(t.c.CreditLimit) })),
		form.Choice(i18n.T("价格体系"), options(s.Tiers), func(t *typed) *string { return &t.c.PriceTier }).Free().Half(),
		form.Text(i18n.T("执照号"), func(t *typed) *string { return &t.c.Licence }).Half(),
		form.Date(i18n.T("开户日期"), func(t *typed) *model.Date { return &t.c.Opened }).Width(130).Half(),
	}
}

func supplyFields(p *Page, b *book) []form.Field[typed] {
	dealer := func(t *typed) bool { return file.DealerLike(t.c.Kind) }
	return []form.Field[typed]{
		form.Pick(i18n.T("上级经销商"), func() []pick.Item { return p.book.customers }, func(t *typed) *model.ID { return &t.c.UpstreamID }).
			Key("upstream_id").Hint(i18n.T("货从哪家经销商来;直接向公司进货的留空")).Valid(func(t *typed) error {
			if r := file.CheckUpstream(p.book.directory, &t.c); r != nil {
				return r.Fault
			}
			return nil
		}),
		form.Tags(i18n.T("约定区域"), b.areaNames(), func(t *typed) *string { return &t.areas }).When(dealer).
			Hint(i18n.T("可以销售的区域,含下级;留空就是档案里的区域")).Valid(func(t *typed) error { return p.book.checkAreas(t) }),
		form.Text(i18n.T("仓库"), func(t *typed) *string { return &t.c.Warehouse }).When(dealer),
		form.Int(i18n.T("仓库面积"), func(t *typed) *int { return &t.c.WarehouseM2 }).Unit("m²").Width(72).Half().When(dealer).Valid(notNegative(func(t *typed) int64 { return int64(t.c.WarehouseM2) })),
		form.Int(i18n.T("车辆"), func(t *typed) *int { return &t.c.Vehicles }).Unit(i18n.T("辆")).Width(72).Half().When(dealer).Valid(notNegative(func(t *typed) int64 { return int64(t.c.Vehicles) })),
		form.Tags(i18n.T("经营竞品"), b.suggestions.Rivals, func(t *typed) *string { return &t.c.Rivals }),
	}
}

func notNegative(value func(*typed) int64) func(*typed) error {
	return func(t *typed) error {
		if value(t) < 0 {
			return model.NewFault(nil, i18n.T("不能是负数。"), "", "")
		}
		return nil
	}
}

// ownFields are the user's own, each by its kind.
func ownFields(b *book) []form.Field[typed] {
	var out []form.Field[typed]
	for i := range b.own {
		def := b.own[i]
		key := "own." + def.UUID.String()
		word := func(t *typed) *string { return &t.words[i] }
		switch def.Kind {
		case file.KindDate:
			out = append(out, form.Date(def.Name, func(t *typed) *model.Date { return &t.dates[i] }).Width(130).Half().Key(key))
		case file.KindYes:
			out = append(out, form.Check(def.Name, func(t *typed) *bool { return &t.ticks[i] }).Half().Key(key))
		case file.KindChoice:
			choices := append([]widgets.Option{{Label: "—"}}, options(strings.Split(def.Choices, ","))...)
			out = append(out, form.Choice(def.Name, choices, word).Half().Key(key))
		default:
			out = append(out, form.Text(def.Name, word).Half().Key(key).Valid(func(t *typed) error {
				if t.words[i] == "" {
					return nil
				}
				return file.CheckOwnValue(&def, t.words[i])
			}))
		}
	}
	return out
}

func options(words []string) []widgets.Option {
	out := make([]widgets.Option, len(words))
	for i, w := range words {
		out[i] = widgets.Option{Value: w, Label: w}
	}
	return out
}

func stages() []widgets.Option {
	var out []widgets.Option
	for _, s := range []model.CustomerStage{model.StageProspect, model.StageActive, model.StageStopped} {
		out = append(out, widgets.Option{Value: string(s), Label: fields.Stage(s)})
	}
	return out
}
