package customers

import (
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// LastWords says when the customer bought last: "2026-09-08(3 天前)".
func (r *Row) LastWords() string {
	if r.Since < 0 {
		return i18n.T("从未进货")
	}
	return i18n.T("%[1]s(%[2]s)", r.Last, SinceText(r.Since))
}

// SinceText is 今天 or 3 天前.
func SinceText(days int) string {
	if days == 0 {
		return i18n.T("今天")
	}
	return i18n.T("%d 天前", days)
}

// RhythmWords is the usual gap between purchases.
func (r *Row) RhythmWords() string {
	if !r.Rhythm.Known {
		return document.Dash
	}
	return i18n.T("平常 %d 天一次", r.Rhythm.N)
}

// SpokenWords says when somebody was last in touch.
func (r *Row) SpokenWords() string {
	if r.Silent < 0 {
		return i18n.T("没有联系记录")
	}
	return i18n.T("%[1]s(%[2]s)", r.Spoken, SinceText(r.Silent))
}

// CreditWords is the credit limit beside what is owed.
func (c *Card) CreditWords() string {
	limit := i18n.T("未约定")
	if c.Customer.CreditLimit > 0 {
		limit = MoneyWords(c.Customer.CreditLimit, c.Unit)
	}
	return limit + " / " + MoneyWords(c.Balance, c.Unit)
}

// AgeingWords says what is overdue, by age; the oldest first.
func (c *Card) AgeingWords() string {
	if c.Overdue <= 0 {
		return i18n.T("无逾期")
	}
	var parts []string
	for _, p := range []struct {
		name   string
		amount model.Money
	}{
		{i18n.T("91 天以上"), c.Ageing.Older}, {i18n.T("61–90 天"), c.Ageing.Days90}, {i18n.T("31–60 天"), c.Ageing.Days60}, {i18n.T("1–30 天"), c.Ageing.Days30},
	} {
		if p.amount > 0 {
			parts = append(parts, p.name+" "+MoneyText(p.amount, c.Unit))
		}
	}
	return i18n.T("逾期 %[1]s(%[2]s)", MoneyWords(c.Overdue, c.Unit), strings.Join(parts, i18n.T("、")))
}

// OverLimit tells whether more is owed than was agreed.
func (c *Card) OverLimit() bool {
	return c.Customer.CreditLimit > 0 && c.Balance > c.Customer.CreditLimit
}

// AreaWords are the areas agreed; without any it is the region of the file.
func (c *Card) AreaWords() string {
	if len(c.Areas) > 0 {
		return strings.Join(c.Areas, i18n.T("、"))
	}
	if c.Region != "" {
		return i18n.T("%s(按档案区域)", c.Region)
	}
	return document.Dash
}

// PolicyWords are the terms in force today.
func (c *Card) PolicyWords() string {
	p := c.Policy
	if p == nil {
		return document.Dash
	}
	rebate, exclusive, until := "", "", ""
	if p.Rebate > 0 {
		rebate = i18n.T("返利 %s%%", document.FormatScaled(int64(p.Rebate), 100, 1))
	}
	if p.Exclusive {
		exclusive = i18n.T("独家")
	}
	if !p.To.IsZero() {
		until = i18n.T("到 %s", p.To)
	}
	return joined(p.PriceTier, rebate, exclusive, p.Terms, until)
}

// TermsWords are settlement, days and price tier.
func (c *Card) TermsWords() string {
	days := ""
	if c.Customer.TermDays > 0 {
		days = i18n.T("账期 %d 天", c.Customer.TermDays)
	}
	settlement := c.Customer.Settlement
	if days != "" && strings.HasPrefix(days, settlement) {
		settlement = "" // 账期 · 账期 30 天 says it twice
	}
	return joined(settlement, days, c.Customer.PriceTier)
}

// AddressWords is the whole address; what the street repeats of city and district stands
// once.
func (c *Card) AddressWords() string {
	k := c.Customer
	words := k.Address
	for _, part := range []string{k.District, k.City, k.Province} {
		if !strings.HasPrefix(words, part) {
			words = part + words
		}
	}
	return words
}

// mobileDigits is the length of a mobile number: shown as 138 0000 1234.
const mobileDigits = 11

// PhoneText groups the digits of a mobile number; other numbers stay as they were written.
func PhoneText(phone string) string {
	if len(phone) != mobileDigits || digits(phone) != phone {
		return phone
	}
	return phone[:3] + " " + phone[3:7] + " " + phone[7:]
}

// Words of a contract: how far it is against how far the time is.
func (p *ContractProgress) Words(unit document.MoneyUnit) string {
	if !p.Done.Known {
		return i18n.T("已完成 %s", MoneyWords(p.Actual, unit))
	}
	if !p.Time.Known {
		return i18n.T("任务 %[1]s,完成 %[2]s", MoneyWords(p.Commitment, unit), percentText(p.Done.N))
	}
	return i18n.T("任务 %[1]s,完成 %[2]s(时间进度 %[3]s)", MoneyWords(p.Commitment, unit), percentText(p.Done.N), percentText(p.Time.N))
}

// People are the contacts; a file that only names one person and a phone counts as one.
func (c *Card) People() []model.Contact {
	if len(c.Contacts) == 0 && (c.Customer.Contact != "" || c.Customer.Phone != "") {
		return []model.Contact{{Name: c.Customer.Contact, Phone: c.Customer.Phone, Main: true}}
	}
	return c.Contacts
}

func percentText(rate int64) string { return document.FormatScaled(rate, percent, 1) + "%" }
