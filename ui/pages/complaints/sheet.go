package complaints

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"

	"xunshi/app/customers/complaints"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
)

// entry is what the form of a complaint fills in.
type entry struct {
	c model.Complaint
}

// sheet is the form of one complaint in a panel.
type sheet struct {
	page   *Page
	form   *form.Form[entry]
	photos *photos
	before string // what the form held when it opened
	owner  model.ID
}

// edit opens a complaint, or the form for a new one.
func (p *Page) edit(c model.Complaint) { p.present(p.newSheet(c), c) }

// closeCase opens a complaint to be closed today.
func (p *Page) closeCase(c model.Complaint) {
	s := p.newSheet(c)
	c.ClosedOn = p.today()
	s.form.Set(entry{c})
	p.present(s, c)
}

func (p *Page) newSheet(c model.Complaint) *sheet {
	s := &sheet{page: p, owner: c.OwnerID}
	s.photos = newPhotos(p, &c)
	s.form = form.New(s.sections(&c)...)
	s.form.Set(entry{c})
	s.form.OnChange = s.changed
	s.before = s.state()
	return s
}

func (p *Page) present(s *sheet, c model.Complaint) {
	title, danger := i18n.T("登记投诉"), ""
	if c.ID != 0 {
		title, danger = i18n.T("投诉 %s", c.Date), i18n.T("删除")
	}
	p.host.Sheet(shell.Sheet{
		Title: title, Content: s.form, Width: 720,
		Primary: i18n.T("保存"), OnPrimary: s.save, Danger: danger, OnDanger: func(done func()) { p.remove(c, done) },
		Dirty: func() bool { return s.state() != s.before }, OnClosed: s.close,
	})
}

func (s *sheet) close() {
	s.photos.close()
	s.form.Close()
}

func (s *sheet) sections(c *model.Complaint) []form.Section[entry] {
	p := s.page
	type E = entry
	closing := form.Section[E]{Title: i18n.T("结案"), Folded: c.ID == 0, Fields: []form.Field[E]{
		form.Date(i18n.T("结案日期"), func(e *E) *model.Date { return &e.c.ClosedOn }).Half().Key("closed_on"),
		form.Stars(i18n.T("客户满意度"), func(e *E) *int { return &e.c.Satisfaction }).Half().Key("satisfaction"),
		form.Area(i18n.T("处理结果"), func(e *E) *string { return &e.c.Outcome }).Key("outcome"),
	}}
	return []form.Section[E]{{Fields: []form.Field[E]{
		form.Pick(i18n.T("客户"), func() []pick.Item { return p.items.customers }, func(e *E) *model.ID { return &e.c.CustomerID }).Required().Key("customer"),
		form.Date(i18n.T("投诉日期"), func(e *E) *model.Date { return &e.c.Date }).Required().Half().Key("date"),
		form.Choice(i18n.T("原因"), s.causes(c), func(e *E) *string { return &e.c.Cause }).Free().Required().Half().Key("cause"),
		form.Pick(i18n.T("品项"), func() []pick.Item { return p.items.products }, func(e *E) *model.ID { return &e.c.ProductID }).Half(),
		form.Text(i18n.T("批号/喷码"), func(e *E) *string { return &e.c.Lot }).Half(),
		form.Quantity(i18n.T("数量"), func(e *E) *model.Quantity { return &e.c.Quantity }).Unit(i18n.T("件")).Width(110).Half().Key("quantity"),
		form.Money(i18n.T("费用"), func(e *E) *model.Money { return &e.c.Cost }).Unit(i18n.T("元")).Width(110).Half().Key("cost"),
		form.Area(i18n.T("客户说了什么"), func(e *E) *string { return &e.c.Text }).Required().Key("text"),
		form.Pick(i18n.T("负责人"), func() []pick.Item { return p.items.employees }, func(e *E) *model.ID { return &e.c.OwnerID }).Half(),
		form.Date(i18n.T("办结期限"), func(e *E) *model.Date { return &e.c.Due }).Half().Key("due"),
		form.Check(i18n.T("越级投诉"), func(e *E) *bool { return &e.c.SkipLevel }).Hint(i18n.T("客户越过主管经理直接找上来的")),
		form.Area(i18n.T("主管意见"), func(e *E) *string { return &e.c.Opinion }).When(func(e *E) bool { return e.c.SkipLevel }).
			Hint(s.managerHint(c)).Key("opinion"),
		form.Custom(i18n.T("照片"), s.photos, func(*E) {}, func(*E) error { return nil }),
	}}, closing}
}

// causes are the usual ones and that of the complaint.
func (s *sheet) causes(c *model.Complaint) []widgets.Option {
	var out []widgets.Option
	known := false
	for _, cause := range complaints.Causes {
		out = append(out, widgets.Option{Value: cause, Label: cause})
		known = known || cause == c.Cause
	}
	if !known && c.Cause != "" {
		out = append(out, widgets.Option{Value: c.Cause, Label: c.Cause})
	}
	return out
}

func (s *sheet) managerHint(c *model.Complaint) string {
	if m := complaints.ManagerOf(s.page.register.Directory, c.CustomerID); m != nil {
		return i18n.T("主管经理 %s 到场或知情后的意见;没有意见不能结案", m.Name)
	}
	return i18n.T("主管经理到场或知情后的意见;没有意见不能结案")
}

// changed proposes who sees to it once the customer is known.
func (s *sheet) changed() {
	e := s.form.Current()
	customer := s.page.register.Directory.Customers[e.c.CustomerID]
	if customer == nil || e.c.ID != 0 || e.c.OwnerID != s.owner || customer.OwnerID == s.owner {
		return
	}
	s.owner = customer.OwnerID
	e.c.OwnerID = customer.OwnerID
	s.form.Set(e)
}

func (s *sheet) state() string {
	b, err := json.Marshal(s.form.Current().c)
	if err != nil {
		s.page.host.Fail(err)
	}
	return string(b) + s.photos.Filled()
}

func (s *sheet) save(done func()) {
	p := s.page
	e, ok := s.form.Value()
	if !ok {
		return
	}
	c := e.c
	c.Photos = s.photos.kept()
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.desk.Save(ctx, &c, s.photos.added(), p.today())
		var r *complaints.Refusal
		if errors.As(err, &r) {
			return func() { s.form.Refuse(r.Key, r.Fault) }, nil
		}
		if err != nil {
			return nil, err
		}
		return func() { s.saved(operation, &c, done) }, nil
	})
}

func (s *sheet) saved(operation string, c *model.Complaint, done func()) {
	p := s.page
	s.before = s.state()
	done()
	if operation != "" {
		text := i18n.T("已保存投诉")
		if !c.ClosedOn.IsZero() {
			text = i18n.T("已结案")
		}
		p.host.Toast(shell.Toast{Text: text, Action: i18n.T("撤销"), OnTap: func() { p.undo(operation) }})
	}
	p.host.Reload()
}

// remove deletes a complaint; it can be undone.
func (p *Page) remove(c model.Complaint, done func()) {
	name := ""
	if customer := p.register.Directory.Customers[c.CustomerID]; customer != nil {
		name = customer.Name
	}
	p.act(func(ctx context.Context) (string, error) { return p.desk.Remove(ctx, &c) },
		i18n.T("已删除「%s」%s 的投诉", cmp.Or(name, "—"), c.Date), done)
}
