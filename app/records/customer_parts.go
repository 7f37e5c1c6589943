package records

import (
	"slices"
	"strconv"

	"xunshi/model"
)

// contactFields are the columns of contact n (from 0) in a row of a customer list.
func contactFields(n int) []field[customerRow] {
	key, num := "contact"+strconv.Itoa(n+1), n+1
	column := func(more string, t Type, chinese, title string) Column {
		return Column{Key: key + more, Title: title, Chinese: chinese, Type: t, Width: 12, Extra: true}
	}
	name, nameTitle := titled("联系人%d姓名", num)
	role, roleTitle := titled("联系人%d职务", num)
	phone, phoneTitle := titled("联系人%d电话", num)
	wechat, wechatTitle := titled("联系人%d微信", num)
	born, bornTitle := titled("联系人%d生日", num)
	part := func(c Column, at func(*model.Contact) *string) field[customerRow] {
		return field[customerRow]{c, func(r *customerRow) string {
			if n < len(r.contacts) {
				return *at(&r.contacts[n])
			}
			return ""
		}, func(r *customerRow, text string) error {
			if n < len(r.contacts) || text != "" {
				*at(r.touch(n)) = text
			}
			return nil
		}}
	}
	birthday := field[customerRow]{column("_birthday", Date, born, bornTitle),
		func(r *customerRow) string {
			if n < len(r.contacts) {
				return dateText(r.contacts[n].Birthday)
			}
			return ""
		}, func(r *customerRow, text string) (err error) {
			if n < len(r.contacts) || text != "" {
				r.touch(n).Birthday, err = parseDate(text)
			}
			return err
		}}
	return []field[customerRow]{
		part(column("", Text, name, nameTitle), func(c *model.Contact) *string { return &c.Name }),
		part(column("_role", Text, role, roleTitle), func(c *model.Contact) *string { return &c.Role }),
		part(column("_phone", Text, phone, phoneTitle), func(c *model.Contact) *string { return &c.Phone }),
		part(column("_wechat", Text, wechat, wechatTitle), func(c *model.Contact) *string { return &c.WeChat }),
		birthday,
	}
}

// slot gives contact n, making room for it.
func (r *customerRow) slot(n int) *model.Contact {
	for len(r.contacts) <= n {
		r.contacts = append(r.contacts, model.Contact{CustomerID: r.ID, Main: len(r.contacts) == 0})
	}
	return &r.contacts[n]
}

// touch gives contact n to be changed.
func (r *customerRow) touch(n int) *model.Contact {
	if r.touched == nil {
		r.touched = map[int]bool{}
	}
	r.touched[n] = true
	return r.slot(n)
}

// alignContacts arranges the known contacts as a list names them: by name, else by phone.
// One that is named and unknown gets a place of its own and replaces nobody.
func (r *customerRow) alignContacts(texts map[string]string) {
	for n := range contactSlots {
		key := "contact" + strconv.Itoa(n+1)
		name, phone := texts[key], texts[key+"_phone"]
		if name == "" {
			continue
		}
		at := slices.IndexFunc(r.contacts, func(c model.Contact) bool { return c.Name == name })
		if at < 0 && phone != "" {
			at = slices.IndexFunc(r.contacts, func(c model.Contact) bool { return c.Phone == phone })
		}
		for len(r.contacts) < n {
			r.slot(len(r.contacts))
		}
		switch {
		case at == n:
		case at >= 0 && n < len(r.contacts):
			r.contacts[at], r.contacts[n] = r.contacts[n], r.contacts[at]
		case at < 0 && n < len(r.contacts):
			r.contacts = slices.Insert(r.contacts, n, model.Contact{CustomerID: r.ID})
		}
	}
}

// terms is the policy the texts speak of; an empty one if there is none.
func (r *customerRow) terms() model.CustomerPolicy {
	if r.policy >= 0 && r.policy < len(r.policies) {
		return r.policies[r.policy]
	}
	return model.CustomerPolicy{}
}

// agree changes the policy the texts speak of, making one unless there is nothing to say.
func (r *customerRow) agree(text string, change func(*model.CustomerPolicy)) error {
	if r.policy < 0 || r.policy >= len(r.policies) {
		if text == "" {
			return nil
		}
		r.policy = len(r.policies)
		r.policies = append(r.policies, model.CustomerPolicy{CustomerID: r.ID})
	}
	r.agreed = true
	change(&r.policies[r.policy])
	return nil
}

func (r *customerRow) setRebate(text string) error {
	rebate := 0
	if text != "" {
		q, err := model.ParseQuantity(text)
		if err != nil {
			return err
		}
		rebate = int(q / 10)
	}
	return r.agree(text, func(p *model.CustomerPolicy) { p.Rebate = rebate })
}

func (r *customerRow) setPolicyFrom(text string) error {
	d, err := parseDate(text)
	if err != nil {
		return err
	}
	return r.agree(text, func(p *model.CustomerPolicy) { p.From = d })
}

func (r *customerRow) setPolicyTo(text string) error {
	d, err := parseDate(text)
	if err != nil {
		return err
	}
	return r.agree(text, func(p *model.CustomerPolicy) { p.To = d })
}

// alignPolicy lets the texts speak of the policy that begins on their day. A day no policy
// begins on is a new policy; the open one before it ends the day before.
func (r *customerRow) alignPolicy(texts map[string]string) {
	from, err := parseDate(texts["policy_from"])
	if err != nil || from.IsZero() || r.terms().From == from {
		return
	}
	at := slices.IndexFunc(r.policies, func(p model.CustomerPolicy) bool { return p.From == from })
	if at >= 0 {
		r.policy = at
		return
	}
	for i := range r.policies {
		if p := &r.policies[i]; p.To.IsZero() && p.From < from {
			p.To = from - 1
		}
	}
	r.policy = len(r.policies)
	r.policies = append(r.policies, model.CustomerPolicy{CustomerID: r.ID})
}
