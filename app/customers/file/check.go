package file

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"xunshi/app/customers/file/fields"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Refusal is why a file is not saved: which field or line it is about, and where a field
// clashes with another customer, which one.
type Refusal struct {
	*model.Fault
	Key   string   // field: code, name, upstream_id …; or list: contacts, policies, shares, contracts
	Row   int      // line of the list, from 0
	Other model.ID // customer it clashes with, 0 if none
}

// Unwrap lets the refusal be read as a Fault.
func (r *Refusal) Unwrap() error { return r.Fault }

func refuse(key, what, do string) *Refusal {
	return &Refusal{Fault: model.NewFault(nil, what, i18n.T("还没有保存,填写的内容都在。"), do), Key: key}
}

func refuseRow(key string, row int, what, do string) *Refusal {
	r := refuse(key, what, do)
	r.Row = row
	return r
}

// Check tells the first thing that is wrong with a file, as a *Refusal; nil if nothing is.
func Check(d *model.Directory, own []model.FieldDefinition, f *File) error {
	for _, check := range []func() *Refusal{
		func() *Refusal { return checkCustomer(d, &f.Customer) },
		func() *Refusal { return checkOwn(own, &f.Customer) },
		func() *Refusal { return checkContacts(f.Contacts) },
		func() *Refusal { return checkPolicies(f.Policies) },
		func() *Refusal { return checkShares(d, f.Shares) },
		func() *Refusal { return checkContracts(f.Contracts) },
	} {
		if r := check(); r != nil {
			return r
		}
	}
	return nil
}

func checkCustomer(d *model.Directory, c *model.Customer) *Refusal {
	if strings.TrimSpace(c.Name) == "" {
		return refuse("name", i18n.T("请填写客户名称。"), "")
	}
	if r := CheckCode(d, c); r != nil {
		return r
	}
	if r := CheckUpstream(d, c); r != nil {
		return r
	}
	if c.Latitude < -90 || c.Latitude > 90 || c.Longitude < -180 || c.Longitude > 180 {
		return refuse("coordinates", i18n.T("坐标超出范围。"), i18n.T("纬度在 −90 到 90 之间,经度在 −180 到 180 之间。"))
	}
	if c.TermDays < 0 || c.CreditLimit < 0 || c.WarehouseM2 < 0 || c.Vehicles < 0 {
		return refuse("term_days", i18n.T("账期、额度、面积和车辆不能是负数。"), "")
	}
	return nil
}

// CheckCode refuses a code that another customer has, naming it.
func CheckCode(d *model.Directory, c *model.Customer) *Refusal {
	if c.Code == "" {
		return nil
	}
	for id, other := range d.Customers {
		if id != c.ID && strings.EqualFold(other.Code, c.Code) {
			r := refuse("code", i18n.T("编码 %s 已经是「%s」的。", c.Code, other.Name), i18n.T("请换一个编码,或打开那个客户。"))
			r.Other = id
			return r
		}
	}
	return nil
}

// CheckUpstream refuses an upstream dealer whose goods come from this customer itself,
// directly or through others.
func CheckUpstream(d *model.Directory, c *model.Customer) *Refusal {
	if c.UpstreamID == 0 {
		return nil
	}
	if c.UpstreamID == c.ID {
		return refuse("upstream_id", i18n.T("上级经销商不能是自己。"), "")
	}
	chain := []string{c.Name}
	seen := map[model.ID]bool{}
	for id := c.UpstreamID; id != 0 && !seen[id]; {
		seen[id] = true
		up := d.Customers[id]
		if up == nil {
			break
		}
		chain = append(chain, up.Name)
		if up.UpstreamID == c.ID && c.ID != 0 {
			return refuse("upstream_id", i18n.T("供货关系绕成了圈:%s。", strings.Join(append(chain, c.Name), " ← ")), i18n.T("请换一个上级经销商。"))
		}
		id = up.UpstreamID
	}
	return nil
}

func checkOwn(own []model.FieldDefinition, c *model.Customer) *Refusal {
	for i := range own {
		def := &own[i]
		value := c.Own[def.UUID.String()]
		if value == "" {
			continue
		}
		if err := CheckOwnValue(def, value); err != nil {
			return refuse("own."+def.UUID.String(), i18n.T("「%s」:%s", def.Name, err.Error()), "")
		}
	}
	return nil
}

// CheckOwnValue tells in words why a value does not fit a field of the user's own.
func CheckOwnValue(def *model.FieldDefinition, value string) error {
	switch def.Kind {
	case KindNumber:
		if _, err := strconv.ParseFloat(strings.ReplaceAll(value, ",", ""), 64); err != nil {
			return model.NewFault(err, i18n.T("请填数字"), "", "")
		}
	case KindDate:
		if _, err := model.ParseDate(value); err != nil {
			return model.NewFault(err, i18n.T("请填日期"), "", "")
		}
	}
	return nil // a choice that is no longer offered is kept: the value was right when it was chosen
}

func checkContacts(contacts []model.Contact) *Refusal {
	mains := 0
	for i := range contacts {
		c := &contacts[i]
		if strings.TrimSpace(c.Name) == "" {
			return refuseRow("contacts", i, i18n.T("第 %d 位联系人没有姓名。", i+1), i18n.T("请填姓名,或删掉这一行。"))
		}
		if c.Main {
			mains++
		}
		if mains > 1 {
			return refuseRow("contacts", i, i18n.T("主要联系人只能有一位。"), i18n.T("请只留一个“是”。"))
		}
	}
	return nil
}

func checkPolicies(policies []model.CustomerPolicy) *Refusal {
	for i := range policies {
		p := &policies[i]
		if wrongWay(p.From, p.To) {
			return refuseRow("policies", i, i18n.T("第 %d 条销售政策的截止日早于开始日。", i+1), "")
		}
		if p.Rebate < 0 || p.Rebate > fullShare {
			return refuseRow("policies", i, i18n.T("第 %d 条销售政策的返利应在 0%% 到 100%% 之间。", i+1), "")
		}
		for k := range policies[:i] {
			if q := &policies[k]; overlap(p.From, p.To, q.From, q.To) {
				return refuseRow("policies", i, i18n.T("销售政策的有效期重叠:%s 与 %s。", span(q.From, q.To), span(p.From, p.To)),
					i18n.T("同一天只能有一条政策,请改开始或截止日期。"))
			}
		}
	}
	return nil
}

func checkContracts(contracts []model.Contract) *Refusal {
	for i := range contracts {
		c := &contracts[i]
		if wrongWay(c.From, c.To) {
			return refuseRow("contracts", i, i18n.T("第 %d 份合同的截止日早于开始日。", i+1), "")
		}
		for k := range contracts[:i] {
			if c.Number != "" && c.Number == contracts[k].Number {
				return refuseRow("contracts", i, i18n.T("合同号 %s 出现了两次。", c.Number), "")
			}
		}
	}
	return nil
}

const fullShare = 10_000 // basis points

// checkShares refuses shares that add up to more than 100% on any day.
func checkShares(d *model.Directory, shares []model.CustomerShare) *Refusal {
	for i := range shares {
		s := &shares[i]
		switch {
		case d.Employees[s.EmployeeID] == nil:
			return refuseRow("shares", i, i18n.T("第 %d 行没有选共同负责的人员。", i+1), "")
		case s.Share < 1 || s.Share > fullShare:
			return refuseRow("shares", i, i18n.T("%s 的比例应大于 0%%、不超过 100%%。", fields.EmployeeName(d, s.EmployeeID)), "")
		case wrongWay(s.From, s.To):
			return refuseRow("shares", i, i18n.T("%s 的截止日早于开始日。", fields.EmployeeName(d, s.EmployeeID)), "")
		}
	}
	for i := range shares { // the sum is highest on a day some share begins
		day, sum := shares[i].From, 0
		for k := range shares {
			s := &shares[k]
			if s.From <= day && (s.To.IsZero() || day <= s.To) {
				sum += s.Share
			}
		}
		if sum > fullShare {
			return refuseRow("shares", i, i18n.T("共同负责的比例合计 %s,超过 100%%。", percent(sum)), i18n.T("请把合计改到百分之百以内,剩下的归负责人。"))
		}
	}
	return nil
}

func percent(basisPoints int) string {
	return strconv.FormatFloat(float64(basisPoints)/100, 'f', -1, 64) + "%"
}

func wrongWay(from, to model.Date) bool { return !to.IsZero() && to < from }

// overlap tells whether two spans share a day; 0 is open.
func overlap(from, to, from2, to2 model.Date) bool {
	return (to2.IsZero() || from <= to2) && (to.IsZero() || from2 <= to)
}

func span(from, to model.Date) string {
	return i18n.T("%s 至 %s", cmp.Or(from.String(), i18n.T("最初")), cmp.Or(to.String(), i18n.T("长期")))
}

// InForce is the policy in force on a day, nil if none.
func (f *File) InForce(day model.Date) *model.CustomerPolicy {
	i := slices.IndexFunc(f.Policies, func(p model.CustomerPolicy) bool { return p.InForce(day) })
	if i < 0 {
		return nil
	}
	return &f.Policies[i]
}
