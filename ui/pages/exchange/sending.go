package exchange

import (
	"context"
	"errors"
	"slices"

	"xunshi/app/exchange"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
)

// Whom a workbook is written for.
const (
	everyone   = "all"
	notYet     = "unsent"
	onlyChosen = "chosen"
)

// sendAsk is what sending asks for.
type sendAsk struct {
	Whom                           string
	From, To, Due                  model.Date
	Sales, Visits, Status, Planned bool
}

// open asks to write for everyone, or for those selected where several are.
func (t *sendTab) open() {
	if len(t.table.Selected(0)) > 1 {
		t.openFor(onlyChosen)
		return
	}
	t.openFor(everyone)
}

// openFor opens the sheet to write workbooks.
func (t *sendTab) openFor(whom string) {
	p := t.page
	if p.board == nil {
		return
	}
	chosen := t.chosen()
	options := []widgets.Option{{Value: everyone, Label: i18n.T("所有名下有客户的在职人员(%d 人)", len(t.people(everyone, nil)))},
		{Value: notYet, Label: i18n.T("这个期间还没发过的人(%d 人)", len(t.people(notYet, nil)))}}
	if len(chosen) > 0 {
		options = append(options, widgets.Option{Value: onlyChosen, Label: i18n.T("表中选中的人(%d 人)", len(t.people(onlyChosen, chosen)))})
	}
	f := form.New(form.Section[sendAsk]{Fields: []form.Field[sendAsk]{
		form.Choice(i18n.T("发给"), options, func(a *sendAsk) *string { return &a.Whom }).Width(320).Valid(func(a *sendAsk) error {
			if len(t.people(a.Whom, chosen)) == 0 {
				return errors.New(i18n.T("没有这样的人"))
			}
			return nil
		}),
		form.Date(i18n.T("期间从"), func(a *sendAsk) *model.Date { return &a.From }).Required().Half(),
		form.Date(i18n.T("到"), func(a *sendAsk) *model.Date { return &a.To }).Required().Half().Valid(validPeriod),
		form.Date(i18n.T("交回日期"), func(a *sendAsk) *model.Date { return &a.Due }).Hint(i18n.T("过了这天没收回,就算逾期。")),
		form.Check(exchange.Sales.Name(), func(a *sendAsk) *bool { return &a.Sales }).Hint(i18n.T("日期、客户、品项、数量、金额")),
		form.Check(exchange.Visits.Name(), func(a *sendAsk) *bool { return &a.Visits }).Hint(i18n.T("日期、客户、方式、内容、下一步")),
		form.Check(i18n.T("先列好客户"), func(a *sendAsk) *bool { return &a.Planned }).Hint(i18n.T("拜访表里先列好本人的客户,算计划内;去过的填上日期")).When(func(a *sendAsk) bool { return a.Visits }),
		form.Check(exchange.Status.Name(), func(a *sendAsk) *bool { return &a.Status }).Hint(i18n.T("价格、竞品、促销、库存、冲货……")),
	}}).Inline()
	period := p.picker.Period()
	f.Set(sendAsk{Whom: whom, From: period.From, To: period.To, Due: period.To + 2, Sales: true, Visits: true, Status: true})
	p.host.Sheet(shell.Sheet{Title: i18n.T("发表格"), Width: 560, Primary: i18n.T("选文件夹并写出"), OnClosed: f.Close, Dirty: f.Dirty,
		Content: widgets.Column(10, f, widgets.WrappedCaption(i18n.T("每人一个工作簿:下拉列表是本人的客户和在售的品项,标题锁定;改了文件名收回时也认得出。已发过、还没交的会按原来的那份重写。"))),
		OnPrimary: func(done func()) {
			if a, ok := f.Value(); ok {
				t.write(a, t.people(a.Whom, chosen), done)
			}
		}})
	f.Focus()
}

// people are the employees meant.
func (t *sendTab) people(whom string, chosen []exchange.Row) []model.ID {
	rows := chosen
	if whom != onlyChosen {
		rows = t.page.inRegion()
	}
	var out []model.ID
	for _, r := range rows {
		fits := whom == onlyChosen || !r.Left && r.Customers > 0 && (whom == everyone || r.Standing == exchange.Unsent)
		if fits && !slices.Contains(out, r.Employee) {
			out = append(out, r.Employee)
		}
	}
	return out
}

func (t *sendTab) write(a sendAsk, people []model.ID, done func()) {
	p := t.page
	ask := exchange.Ask{People: people, Period: model.Period{From: a.From, To: a.To}, Due: a.Due, Planned: a.Planned}
	for kind, wanted := range map[exchange.Kind]bool{exchange.Sales: a.Sales, exchange.Visits: a.Visits, exchange.Status: a.Status} {
		if wanted {
			ask.Kinds = append(ask.Kinds, kind)
		}
	}
	if err := ask.Check(); err != nil { // before a folder is looked for
		p.host.Fail(err)
		return
	}
	p.folder(outward, i18n.T("把表格写到哪个文件夹"), func(dir string) {
		ask.Dir = dir
		var sent *exchange.Sent
		p.host.Run(shell.Job{Title: i18n.T("正在写表格"),
			Work: func(ctx context.Context, report shell.Report) (err error) {
				sent, err = p.book.Send(ctx, ask, func(n, total int) { report(n, total, "") })
				return err
			},
			Done: func() {
				done()
				p.written(len(sent.Files), dir, sent.Operation, sent.Skipped)
			}})
	})
}
