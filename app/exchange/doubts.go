package exchange

import (
	"cmp"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// doubt says what speaks against writing a row just like that.
func (p *planner) doubt(r *Return, l *Line, own []*model.Customer) {
	c := p.dir.Customers[l.customer]
	if period := (model.Period{From: r.Workbook.From, To: r.Workbook.To}); !period.Contains(l.date) {
		p.raise(l, OutOfTime, i18n.T("表格的期间是 %s", PeriodText(period)), l.date.String())
	}
	if c != nil && !slices.Contains(own, c) && l.Kind != Status {
		p.raise(l, NotTheirs, p.ownerOf(c), c.Name)
	}
	switch l.Kind {
	case Sales:
		p.doubtSale(r, l)
	case Visits:
		p.doubtVisit(l)
	case Status:
		l.Known = p.statuses[statusKey(&l.status)]
		p.statuses[statusKey(&l.status)] = true
	}
}

func (p *planner) ownerOf(c *model.Customer) string {
	if e := p.dir.Employees[c.OwnerID]; e != nil {
		return i18n.T("客户归 %s 负责", e.Name)
	}
	return i18n.T("客户还没有负责人")
}

func (p *planner) raise(l *Line, k ConflictKind, was, is string) *Conflict {
	c := &Conflict{Kind: k, About: p.about(l), Old: was, New: is}
	l.Conflicts = append(l.Conflicts, c)
	return c
}

func (p *planner) about(l *Line) string {
	words := []string{l.date.String()}
	if c := p.dir.Customers[l.customer]; c != nil {
		words = append(words, c.Name)
	}
	if g := p.dir.Products[l.product]; g != nil {
		words = append(words, g.Name)
	}
	return strings.Join(words, " · ")
}

func (p *planner) doubtSale(r *Return, l *Line) {
	if g := p.dir.Products[l.product]; g != nil {
		switch {
		case !g.Delisted.IsZero() && l.date > g.Delisted:
			p.raise(l, NotOnOffer, i18n.T("%s 已停售", g.Delisted), l.date.String())
		case !g.Launched.IsZero() && l.date < g.Launched:
			p.raise(l, NotOnOffer, i18n.T("%s 才上市", g.Launched), l.date.String())
		}
	}
	l.file = r.File
	earlier := p.sales[l.sold()]
	p.sales[l.sold()] = append(earlier, l)
	if s := p.ledger[l.sold()]; s != nil {
		if s.quantity == l.quantity && (s.amount == l.amount || l.computed) && len(earlier) == 0 {
			l.Known = true
			return
		}
		var files []string
		for _, b := range s.batches {
			files = append(files, p.files[b])
		}
		c := p.raise(l, InLedger, i18n.T("%[1]s(来自 %[2]s)", p.amounts(l, s.quantity, s.amount), strings.Join(files, i18n.T("、"))), p.amounts(l, l.quantity, l.amount))
		c.ledger = s
		return
	}
	if len(earlier) > 0 {
		first := earlier[0]
		c := p.raise(l, TwiceSold, i18n.T("%[1]s(“%[2]s”第 %[3]d 行)", p.amounts(first, first.quantity, first.amount), first.file, first.Row), p.amounts(l, l.quantity, l.amount))
		c.other = first
	}
}

func (p *planner) amounts(l *Line, q model.Quantity, m model.Money) string {
	unit := i18n.T("件")
	if g := p.dir.Products[l.product]; g != nil && g.BaseUnit != "" {
		unit = g.BaseUnit
	}
	return i18n.T("%[1]s %[2]s,%[3]s 元", q, unit, m)
}

func (p *planner) doubtVisit(l *Line) {
	key := visitKey(&l.visit)
	for _, v := range p.visits[key] {
		if sameVisit(&v, &l.visit) {
			l.Known = true
			return
		}
	}
	short := func(text string) string { return cmp.Or(text, i18n.T("没有写内容")) }
	if known := p.visits[key]; len(known) > 0 {
		p.raise(l, TwiceSeen, short(known[0].Text), short(l.visit.Text)).visit = known[0].ID
	} else if first := p.trips[key]; first != nil {
		p.raise(l, TwiceSeen, i18n.T("第 %[1]d 行:%[2]s", first.Row, short(first.visit.Text)), short(l.visit.Text)).other = first
	} else {
		p.trips[key] = l
	}
}

func sameVisit(a, b *model.ContactLog) bool {
	return a.Text == b.Text && a.Ordered == b.Ordered && a.Planned == b.Planned && a.NextStep == b.NextStep && a.NextOn == b.NextOn
}
