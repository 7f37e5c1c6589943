package customers

import (
	"context"
	"slices"

	"xunshi/app/customers"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/assets/pinyin"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
)

// contacting is a ContactLog as the form shows it.
type contacting struct {
	model.ContactLog
	How string
}

// openContact opens the form that writes a contact with a customer down.
func (p *Page) openContact(id model.ID) {
	unit := p.unit
	p.host.Do(func(ctx context.Context) (func(), error) {
		card, err := p.backend.Card(ctx, id, unit)
		if err != nil {
			return nil, err
		}
		return func() { p.showContact(card) }, nil
	})
}

func (p *Page) showContact(c *customers.Card) {
	methods := make([]widgets.Option, len(customers.Methods))
	for i, m := range customers.Methods {
		methods[i] = widgets.Option{Value: string(m), Label: customers.MethodName(m)}
	}
	f := form.New(form.Section[contacting]{Fields: []form.Field[contacting]{
		form.Choice(i18n.T("方式"), methods, func(l *contacting) *string { return &l.How }).Required().Half(),
		form.Date(i18n.T("日期"), func(l *contacting) *model.Date { return &l.Date }).Required().Half(),
		form.Pick(i18n.T("联系人"), func() []pick.Item { return contactItems(c) }, func(l *contacting) *model.ID { return &l.ContactID }).Half(),
		form.Pick(i18n.T("谁联系的"), p.employees, func(l *contacting) *model.ID { return &l.EmployeeID }).Half(),
		form.Area(i18n.T("谈了什么"), func(l *contacting) *string { return &l.Text }),
		form.Check(i18n.T("带来订单"), func(l *contacting) *bool { return &l.Ordered }),
		form.Text(i18n.T("下一步"), func(l *contacting) *string { return &l.NextStep }).Half(),
		form.Date(i18n.T("哪天做"), func(l *contacting) *model.Date { return &l.NextOn }).Half(),
	}})
	start := contacting{How: string(model.ContactCall)}
	start.CustomerID, start.Date, start.EmployeeID = c.ID(), c.List.Today, c.Customer.OwnerID
	if len(c.Contacts) > 0 {
		start.ContactID = c.Contacts[0].ID
	}
	f.Set(start)
	p.sheet(shell.Sheet{Title: i18n.T("记录联系:%s", c.Customer.Name), Content: f, Width: 620, Primary: i18n.T("保存"), Dirty: f.Dirty, OnClosed: f.Close,
		OnPrimary: func(done func()) {
			l, ok := f.Value()
			if !ok {
				return
			}
			l.Method = model.ContactMethod(l.How)
			p.contacted(c, l.ContactLog, done)
		}})
}

func contactItems(c *customers.Card) []pick.Item {
	items := make([]pick.Item, len(c.Contacts))
	for i, k := range c.Contacts {
		items[i] = pick.Item{ID: k.ID, Name: k.Name, Pinyin: pinyin.Key(k.Name), Detail: k.Role}
	}
	return items
}

func (p *Page) contacted(c *customers.Card, l model.ContactLog, done func()) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.backend.Contacted(ctx, l)
		if err != nil {
			return nil, err
		}
		return func() {
			done()
			p.host.Toast(shell.Toast{Text: i18n.T("已记录与 %s 的联系", c.Customer.Name), Action: i18n.T("撤销"), OnTap: p.undone(operation, i18n.T("已撤销这条联系记录"))})
			p.host.Reload()
		}, nil
	})
}

// stepDone ticks a next step off.
func (p *Page) stepDone(id model.ID) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := p.backend.NextStepDone(ctx, id)
		if err != nil {
			return nil, err
		}
		return func() {
			p.host.Toast(shell.Toast{Text: i18n.T("已标为做完"), Action: i18n.T("撤销"), OnTap: p.undone(operation, i18n.T("已恢复为未做"))})
			p.host.Reload()
		}, nil
	})
}

// verdicts a person may come to, in the order offered.
var verdicts = []model.FlagVerdict{model.VerdictChurn, model.VerdictDiversion, model.VerdictNormal}

type judging struct{ Verdict, Note string }

// openVerdict lets a person close a flag with a verdict and a note.
func (p *Page) openVerdict(c *customers.Card, flag customers.Flag) {
	options := make([]widgets.Option, len(verdicts))
	for i, v := range verdicts {
		options[i] = widgets.Option{Value: string(v), Label: reporting.VerdictText(v)}
	}
	f := form.New(form.Section[judging]{Fields: []form.Field[judging]{
		form.Choice(i18n.T("核实结论"), options, func(j *judging) *string { return &j.Verdict }).Required(),
		form.Area(i18n.T("核实情况"), func(j *judging) *string { return &j.Note }),
	}}).Inline()
	start := judging{Verdict: string(model.VerdictChurn)}
	if flag.Rule == analysis.RuleVolume {
		start.Verdict = string(model.VerdictDiversion)
	}
	f.Set(start)
	about := widgets.WrappedCaption(i18n.T("%[1]s,应 %[2]s。规则:%[3]s。", flag.Actual(), flag.Expected(), flag.RuleText()))
	p.sheet(shell.Sheet{Title: i18n.T("%[1]s · %[2]s", c.Customer.Name, flag.Title()), Content: widgets.Column(10, about, f), Width: 520,
		Primary: i18n.T("确定"), OnClosed: f.Close, OnPrimary: func(done func()) {
			j, ok := f.Value()
			if !ok {
				return
			}
			p.judge(c, flag, model.FlagVerdict(j.Verdict), j.Note, done)
		}})
}

func (p *Page) judge(c *customers.Card, flag customers.Flag, verdict model.FlagVerdict, note string, done func()) {
	save := func(v model.FlagVerdict, note string, then func()) {
		p.host.Do(func(ctx context.Context) (func(), error) {
			if err := p.backend.Close(ctx, c.List, flag, v, note); err != nil {
				return nil, err
			}
			return func() {
				then()
				p.host.Reload()
			}, nil
		})
	}
	save(verdict, note, func() {
		done()
		p.host.Toast(shell.Toast{Text: i18n.T("%[1]s:已标为“%[2]s”", c.Customer.Name, reporting.VerdictText(verdict)), Action: i18n.T("撤销"),
			OnTap: func() { save("", "", func() {}) }})
	})
}

// openFlags are the flags of a card that nobody has closed.
func openFlags(c *customers.Card) []customers.Flag {
	return slices.DeleteFunc(slices.Clone(c.Flags), func(f customers.Flag) bool { return !f.Open() })
}
