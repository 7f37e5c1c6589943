package records

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// contactSlots is how many contacts a row of a customer list holds; further ones are kept
// and left alone.
const contactSlots = 3

// customerRow is a customer with what a row of a list says of it.
type customerRow struct {
	model.Customer
	contacts []model.Contact // first to call first
	policies []model.CustomerPolicy
	policy   int // the policy the texts speak of, −1 none yet
	areas    []model.CustomerArea

	touched   map[int]bool // places of the contacts whose texts were set
	agreed    bool         // a text of a policy was set
	goneAreas []model.CustomerArea
}

func customerSheet(l *lookup) *kindSheet[customerRow] {
	s := newSheet(customerFields(l))
	s.idOf = func(r *customerRow) model.ID { return r.ID }
	s.pinyin = func(r *customerRow) string { return r.Pinyin }
	s.all = func(ctx context.Context, st *store.Store) ([]*customerRow, error) { return allCustomers(ctx, st, l) }
	s.one = func(e *store.Edit, id model.ID) (*customerRow, error) { return oneCustomer(e, id, l) }
	s.settle = func(r *customerRow, texts map[string]string) {
		r.alignContacts(texts)
		r.alignPolicy(texts)
	}
	s.rules = customerRules
	s.kind, s.codeOf, s.nameOf, s.create = Customers, "customer_code", "customer_name", createCustomers
	s.write = func(e *store.Edit, r *customerRow) error { return r.write(e, l) }
	s.rewrite = func(e *store.Edit, list []*customerRow) error { return rewriteCustomers(e, list, l) }
	s.delete = func(e *store.Edit, r *customerRow) error { return store.Remove(e, &r.Customer) }
	return s
}

// stages of a customer, by the words of the interface.
//
//i18n:key
var stages = []struct {
	stage model.CustomerStage
	word  string
}{{model.StageProspect, "潜在"}, {model.StageActive, "合作"}, {model.StageStopped, "停止合作"}}

func stageWords() []string {
	out := make([]string, len(stages))
	for i, s := range stages {
		out[i] = i18n.T(s.word)
	}
	return out
}

func customerFields(l *lookup) []field[customerRow] {
	type r = customerRow
	all := l.directory.Customers
	fields := []field[r]{
		textField(named("customer_code", "客户编码", Text, 14).hint(i18n.T("客户的唯一编号,导入时按它认客户。")), func(c *r) *string { return &c.Code }),
		textField(named("customer_name", "客户名称", Text, 26).with(required), func(c *r) *string { return &c.Name }),
		textField(named("customer_kind", "客户类型", Text, 12).options(inUse(model.CustomerKinds, all, func(c *model.Customer) *string { return &c.Kind })),
			func(c *r) *string { return &c.Kind }),
		textField(named("channel", "渠道", Text, 12).options(inUse(nil, all, func(c *model.Customer) *string { return &c.Channel })), func(c *r) *string { return &c.Channel }),
		textField(named("grade", "等级", Text, 8).options(inUse(grades, all, func(c *model.Customer) *string { return &c.Grade })), func(c *r) *string { return &c.Grade }),
		stageField(),
		refField(l, named("region", "区域", Ref, 20).hint(i18n.T("区域的名称,或从上到下的路径,如 江苏/苏州。")), Regions, func(c *r) *model.ID { return &c.RegionID }),
		{named("employee_code", "业务员编码", Text, 12).with(func(c *Column) { c.Silent = true }),
			func(c *r) string { return l.names[Employees].codes[c.OwnerID] }, nil},
		refField(l, named("employee", "业务员", Ref, 12), Employees, func(c *r) *model.ID { return &c.OwnerID }),
		textField(named("province", "省份", Text, 10), func(c *r) *string { return &c.Province }),
		textField(named("city", "城市", Text, 10), func(c *r) *string { return &c.City }),
		textField(named("district", "区县", Text, 10), func(c *r) *string { return &c.District }),
		textField(named("address", "地址", Text, 30), func(c *r) *string { return &c.Address }),
		textField(named("contact", "联系人", Text, 10), func(c *r) *string { return &c.Contact }),
		textField(named("phone", "电话", Text, 14), func(c *r) *string { return &c.Phone }),
		yesField(named("key", "重点客户", Yes, 9), func(c *r) *bool { return &c.Key }),
		textField(named("settlement", "结算方式", Text, 10).with(extra).options(inUse(settlements, all, func(c *model.Customer) *string { return &c.Settlement })),
			func(c *r) *string { return &c.Settlement }),
		wholeField(named("term_days", "账期天数", Whole, 9).with(extra), func(c *r) *int { return &c.TermDays }),
		moneyField(named("credit_limit", "信用额度", Money, 12).with(extra).hint(i18n.T("单位:元。")), func(c *r) *model.Money { return &c.CreditLimit }),
		textField(named("price_tier", "价格体系", Text, 10).with(extra).options(l.tiers), func(c *r) *string { return &c.PriceTier }),
		wordsField(named("tags", "标签", Words, 16).with(extra), func(c *r) *string { return &c.Tags }),
		refField(l, named("upstream", "上游客户", Ref, 20).with(extra).hint(i18n.T("从哪家客户进货:客户编码或名称。空着是直接向公司进货。")), Customers,
			func(c *r) *model.ID { return &c.UpstreamID }),
	}
	fields = append(fields, customerMore(l)...)
	for n := range contactSlots {
		fields = append(fields, contactFields(n)...)
	}
	for i := range l.fields {
		fields = append(fields, ownField(&l.fields[i]))
	}
	return fields
}

//i18n:data
var (
	grades      = []string{"A", "B", "C"}
	settlements = []string{"现款", "账期", "月结"}
)

// customerMore are the fields that are filled in more rarely.
func customerMore(l *lookup) []field[customerRow] {
	type r = customerRow
	fields := []field[r]{
		areasField(l),
		{named("policy_tier", "政策价格体系", Text, 12).with(extra).options(l.tiers), func(c *r) string { return c.terms().PriceTier },
			func(c *r, t string) error { return c.agree(t, func(p *model.CustomerPolicy) { p.PriceTier = t }) }},
		{named("policy_rebate", "政策返利(%)", Percent, 10).with(extra).hint(i18n.T("占净销售额的百分比,如 2.5。")),
			func(c *r) string { return percentText(c.terms().Rebate) }, (*customerRow).setRebate},
		{named("policy_from", "政策开始", Date, 12).with(extra), func(c *r) string { return dateText(c.terms().From) }, (*customerRow).setPolicyFrom},
		{named("policy_to", "政策结束", Date, 12).with(extra), func(c *r) string { return dateText(c.terms().To) }, (*customerRow).setPolicyTo},
		textField(named("warehouse", "仓库", Text, 18).with(extra), func(c *r) *string { return &c.Warehouse }),
		wholeField(named("warehouse_m2", "仓库面积(㎡)", Whole, 10).with(extra), func(c *r) *int { return &c.WarehouseM2 }),
		wholeField(named("vehicles", "车辆数", Whole, 8).with(extra), func(c *r) *int { return &c.Vehicles }),
		wordsField(named("rivals", "经营竞品", Words, 16).with(extra), func(c *r) *string { return &c.Rivals }),
		textField(named("licence", "营业执照号", Text, 20).with(extra), func(c *r) *string { return &c.Licence }),
		dateField(named("opened", "开户日期", Date, 12).with(extra), func(c *r) *model.Date { return &c.Opened }),
		degreesField(named("latitude", "纬度", Degrees, 11).with(extra), 90, func(c *r) *float64 { return &c.Latitude }),
		degreesField(named("longitude", "经度", Degrees, 11).with(extra), 180, func(c *r) *float64 { return &c.Longitude }),
		textField(named("note", "备注", Text, 24).with(extra), func(c *r) *string { return &c.Note }),
	}
	return fields
}

func stageField() field[customerRow] {
	c := named("stage", "阶段", Text, 9).with(func(c *Column) { c.Extra, c.Closed = true, true }).options(stageWords())
	return field[customerRow]{c, func(r *customerRow) string {
		for _, s := range stages {
			if s.stage == r.Stage {
				return i18n.T(s.word)
			}
		}
		return ""
	}, func(r *customerRow, text string) error {
		r.Stage = ""
		for _, s := range stages {
			if i18n.T(s.word) == text {
				r.Stage = s.stage
			}
		}
		return nil
	}}
}

// ownField is a field the user added.
func ownField(d *model.FieldDefinition) field[customerRow] {
	key := d.UUID.String()
	c := Column{Key: "own:" + key, Title: d.Name, Chinese: d.Name, Width: 14, Extra: true}
	switch d.Kind {
	case "number":
		c.Type = Quantity
	case "date":
		c.Type = Date
	case "yes":
		c.Type = Yes
	case "choice":
		c.Options, c.Closed = words(d.Choices), true
	}
	return field[customerRow]{c, func(r *customerRow) string {
		v := r.Own[key]
		if c.Type != Text {
			if read, err := c.Read(v); err == nil {
				return read
			}
		}
		return v
	}, func(r *customerRow, text string) error {
		r.Own = maps.Clone(r.Own) // the directory's is shared
		if r.Own == nil {
			r.Own = map[string]string{}
		}
		if text == "" {
			delete(r.Own, key)
		} else {
			r.Own[key] = text
		}
		return nil
	}}
}

func areasField(l *lookup) field[customerRow] {
	c := named("areas", "约定区域", Ref, 20).with(func(c *Column) { c.Extra, c.Many, c.Refers, c.lookup = true, true, Regions, l }).
		hint(i18n.T("客户可以卖到哪些区域,用逗号分开。"))
	return field[customerRow]{c, func(r *customerRow) string {
		var out []string
		for _, a := range r.areas {
			out = append(out, l.text(Regions, a.RegionID))
		}
		slices.Sort(out)
		return strings.Join(out, ",")
	}, func(r *customerRow, text string) error {
		var kept []model.CustomerArea
		want := map[model.ID]bool{}
		for _, w := range words(text) {
			id, err := l.find(Regions, w)
			if err != nil {
				return err
			}
			want[id] = true
		}
		for _, a := range r.areas {
			if want[a.RegionID] {
				kept = append(kept, a)
				delete(want, a.RegionID)
			} else if a.ID != 0 {
				r.goneAreas = append(r.goneAreas, a)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(want)) {
			kept = append(kept, model.CustomerArea{CustomerID: r.ID, RegionID: id})
		}
		r.areas = kept
		return nil
	}}
}

func customerRules(texts map[string]string) map[string]string {
	out := map[string]string{}
	for n := 1; n <= contactSlots; n++ {
		key := "contact" + strconv.Itoa(n)
		for _, more := range []string{"_role", "_phone", "_wechat", "_birthday"} {
			if texts[key] == "" && texts[key+more] != "" {
				out[key] = i18n.T("请填联系人的姓名")
			}
		}
	}
	if from, to := texts["policy_from"], texts["policy_to"]; from != "" && to != "" && to < from {
		out["policy_to"] = i18n.T("早于开始日期")
	}
	return out
}

func allCustomers(ctx context.Context, st *store.Store, l *lookup) ([]*customerRow, error) {
	contacts, err := store.Find(ctx, st, model.Contact{})
	if err != nil {
		return nil, err
	}
	policies, err := store.Find(ctx, st, model.CustomerPolicy{})
	if err != nil {
		return nil, err
	}
	areas, err := store.Find(ctx, st, model.CustomerArea{})
	if err != nil {
		return nil, err
	}
	rows := make([]customerRow, 0, len(l.directory.Customers))
	for _, c := range l.directory.Customers {
		rows = append(rows, customerRow{Customer: *c, policy: -1})
	}
	out := make([]*customerRow, len(rows))
	at := make(map[model.ID]*customerRow, len(rows))
	for i := range rows {
		out[i] = &rows[i]
		at[rows[i].ID] = &rows[i]
	}
	for _, c := range contacts {
		if r := at[c.CustomerID]; r != nil {
			r.contacts = append(r.contacts, c)
		}
	}
	for _, p := range policies {
		if r := at[p.CustomerID]; r != nil {
			r.policies = append(r.policies, p)
		}
	}
	for _, a := range areas {
		if r := at[a.CustomerID]; r != nil {
			r.areas = append(r.areas, a)
		}
	}
	for _, r := range out {
		r.arrange(l.today)
	}
	slices.SortFunc(out, func(a, b *customerRow) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

func oneCustomer(e *store.Edit, id model.ID, l *lookup) (*customerRow, error) {
	c, err := store.GetIn[model.Customer](e, id)
	if err != nil || c == nil {
		return nil, err
	}
	r := &customerRow{Customer: *c, policy: -1}
	if r.contacts, err = store.FindIn(e, model.Contact{CustomerID: id}); err != nil {
		return nil, err
	}
	if r.policies, err = store.FindIn(e, model.CustomerPolicy{CustomerID: id}); err != nil {
		return nil, err
	}
	if r.areas, err = store.FindIn(e, model.CustomerArea{CustomerID: id}); err != nil {
		return nil, err
	}
	r.arrange(l.today)
	return r, nil
}

// arrange puts the main contact first and chooses the policy that the texts speak of: the
// one in force, else the latest.
func (r *customerRow) arrange(today model.Date) {
	slices.SortStableFunc(r.contacts, func(a, b model.Contact) int {
		if a.Main != b.Main {
			return map[bool]int{true: -1, false: 1}[a.Main]
		}
		return cmp.Compare(a.ID, b.ID)
	})
	r.policy = -1
	for i := range r.policies {
		p, best := &r.policies[i], r.policy
		if best < 0 || (p.InForce(today) && !r.policies[best].InForce(today)) ||
			(p.InForce(today) == r.policies[best].InForce(today) && p.From > r.policies[best].From) {
			r.policy = i
		}
	}
}
