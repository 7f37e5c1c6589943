package team

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// HandoverDocument is the 交接清单 of a hand-over, to be signed: what went to whom, with
// what each customer owed at that moment.
func (b *Book) HandoverDocument(ctx context.Context, id model.ID) (*document.Document, error) {
	h, err := store.Get[model.Handover](ctx, b.store, id)
	if err != nil {
		return nil, err
	}
	if h == nil {
		return nil, model.NewFault(nil, i18n.T("这份交接已经撤销。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再试。"))
	}
	detail, err := detailOf(h)
	if err != nil {
		return nil, err
	}
	l, err := b.Line(ctx)
	if err != nil {
		return nil, err
	}
	w := &handoverPaper{ctx: ctx, book: b, line: l, h: h, detail: detail}
	return w.document()
}

type handoverPaper struct {
	ctx    context.Context
	book   *Book
	line   *Line
	h      *model.Handover
	detail analysis.HandoverDetail
}

func (w *handoverPaper) document() (*document.Document, error) {
	l, h := w.line, w.h
	post := nearestPost(l.ReportingLine, h.Date-1, h.FromID)
	giver := l.Directory.Employees[h.FromID]
	code := ""
	if giver != nil {
		code = giver.Code
	}
	doc := &document.Document{Kind: "handover", Title: i18n.T("交接清单"), Subtitle: i18n.T("%s 的工作交接", l.Name(h.FromID)),
		Period: model.Period{From: h.Date, To: h.Date}, PeriodText: h.Date.String(), AsOf: h.Date.String(),
		Money: document.Yuan, Quantity: document.Pieces, CardSections: []string{"takers", "customers"},
		Header: facts(labelled(i18n.T("交出人"), l.Name(h.FromID)), labelled(i18n.T("工号"), code), labelled(i18n.T("岗位"), post.Position),
			labelled(i18n.T("区域"), l.Region(post.RegionID)), labelled(i18n.T("交接日期"), h.Date.String()),
			labelled(i18n.T("最后工作日"), w.detail.LastDay.String())),
		Notes: []string{
			i18n.T("应收余额与逾期截至 %s(交接前一天)。交接日之前的余额、销售、回款和拜访仍记在交出人名下;从交接日起的余额归接手人。", h.Date-1),
			i18n.T("未完跟进随客户交给接手人,原联系记录保留当事人姓名。交接当月的目标不转移;以后月份的目标并入接手人同一目标。"),
		},
	}
	items, err := w.items()
	if err != nil {
		return nil, err
	}
	doc.Sections = append(doc.Sections, w.takers(), w.customers())
	if len(items.Rows) > 0 {
		doc.Sections = append(doc.Sections, items)
	}
	if h.Note != "" {
		doc.Sections = append(doc.Sections, document.Section{ID: "note", Title: i18n.T("备注"), Paragraphs: []document.Paragraph{{Style: document.Body, Text: h.Note}}})
	}
	doc.Sections = append(doc.Sections, w.signatures())
	return doc, nil
}

// takers sums up what each successor got.
func (w *handoverPaper) takers() document.Section {
	type sum struct {
		customers, items int64
		balance, late    model.Money
	}
	sums := map[model.ID]*sum{}
	of := func(id model.ID) *sum {
		if sums[id] == nil {
			sums[id] = &sum{}
		}
		return sums[id]
	}
	for _, c := range w.detail.Customers {
		s := of(c.To)
		s.customers++
		s.balance += c.Money
		s.late += c.Late
	}
	d := &w.detail
	for _, list := range [][]analysis.HandoverItem{d.Steps, d.Complaints, d.Shares, d.Targets, d.Coaching, d.Reports, d.Regions, d.Candidates} {
		for _, item := range list {
			of(item.To).items++
		}
	}
	s := document.Section{ID: "takers", Title: i18n.T("接手汇总"), Columns: []document.Column{wideColumn("taker", i18n.T("接手人")), textColumn("position", i18n.T("岗位")),
		countColumn("customers", i18n.T("客户"), i18n.T("家")), moneyColumn("balance", i18n.T("应收余额")), moneyColumn("late", i18n.T("其中逾期")),
		countColumn("items", i18n.T("其他事项"), i18n.T("项"))}}
	var total sum
	for _, id := range w.line.People() {
		x := sums[id]
		if x == nil {
			continue
		}
		post := nearestPost(w.line.ReportingLine, w.h.Date, id)
		s.Rows = append(s.Rows, row(text(w.line.Name(id)), text(post.Position), count(x.customers), money(x.balance), late(x.late), count(x.items)))
		total = sum{total.customers + x.customers, total.items + x.items, total.balance + x.balance, total.late + x.late}
	}
	whole := row(text(i18n.T("合计")), text(""), count(total.customers), money(total.balance), money(total.late), count(total.items))
	s.Total = &whole
	if len(s.Rows) == 0 {
		s.Total, s.Empty = nil, i18n.T("没有需要交接的内容。")
	}
	return s
}

func (w *handoverPaper) customers() document.Section {
	s := document.Section{ID: "customers", Title: i18n.T("客户"), Columns: []document.Column{textColumn("code", i18n.T("编码")), wideColumn("name", i18n.T("客户名称")),
		textColumn("region", i18n.T("区域")), textColumn("phone", i18n.T("电话")), moneyColumn("balance", i18n.T("应收余额")), moneyColumn("late", i18n.T("其中逾期")), textColumn("to", i18n.T("接手人"))}}
	for _, item := range w.detail.Customers {
		c := w.line.Directory.Customers[item.ID]
		if c == nil {
			c = &model.Customer{Name: i18n.T("(已删除的客户)")}
		}
		s.Rows = append(s.Rows, row(text(c.Code), text(c.Name), text(w.line.Region(c.RegionID)), text(c.Phone), money(item.Money), late(item.Late), text(w.line.Name(item.To))))
	}
	if len(s.Rows) == 0 {
		s.Empty = i18n.T("没有交接客户。")
	}
	return s
}

// items lists everything that is no customer.
func (w *handoverPaper) items() (document.Section, error) {
	s := document.Section{ID: "items", Title: i18n.T("其他事项"), Columns: []document.Column{textColumn("kind", i18n.T("类别")), wideColumn("what", i18n.T("内容")),
		dateColumn("due", i18n.T("期限")), textColumn("to", i18n.T("接手人"))}}
	add := func(kind, what string, due model.Date, to model.ID) {
		s.Rows = append(s.Rows, row(text(kind), text(what), date(due), text(w.line.Name(to))))
	}
	for _, item := range w.detail.Reports {
		add(i18n.T("下属"), w.line.Name(item.ID), 0, item.To)
	}
	for _, item := range w.detail.Regions {
		add(i18n.T("负责区域"), w.line.Region(item.ID), 0, item.To)
	}
	for _, item := range w.detail.Shares {
		add(i18n.T("共同负责"), w.customer(item.ID), 0, item.To)
	}
	err := w.readItems(add)
	w.addTargets(add)
	return s, err
}

// readItems adds what stands in records of its own.
func (w *handoverPaper) readItems(add func(kind, what string, due model.Date, to model.ID)) error {
	for _, item := range w.detail.Steps {
		c, err := store.Get[model.ContactLog](w.ctx, w.book.store, item.ID)
		if err != nil {
			return err
		}
		if c != nil {
			add(i18n.T("未完跟进"), w.customer(c.CustomerID)+":"+c.NextStep, c.NextOn, item.To)
		}
	}
	for _, item := range w.detail.Complaints {
		c, err := store.Get[model.Complaint](w.ctx, w.book.store, item.ID)
		if err != nil {
			return err
		}
		if c != nil {
			add(i18n.T("未结投诉"), w.customer(c.CustomerID)+":"+cmp.Or(c.Text, c.Cause), c.Due, item.To)
		}
	}
	for _, item := range w.detail.Coaching {
		n, err := store.Get[model.CoachingNote](w.ctx, w.book.store, item.ID)
		if err != nil {
			return err
		}
		if n != nil {
			add(i18n.T("辅导要点"), w.line.Name(n.EmployeeID)+":"+n.NextPoint, 0, item.To)
		}
	}
	for _, item := range w.detail.Candidates {
		c, err := store.Get[model.Candidate](w.ctx, w.book.store, item.ID)
		if err != nil {
			return err
		}
		if c != nil {
			add(i18n.T("应聘者"), strings.Join(facts(c.Name, c.Position), " "), c.NextOn, item.To)
		}
	}
	return nil
}

// addTargets adds the targets, a line for each successor.
func (w *handoverPaper) addTargets(add func(kind, what string, due model.Date, to model.ID)) {
	counts := map[model.ID]int{}
	for _, item := range w.detail.Targets {
		counts[item.To]++
	}
	takers := make([]model.ID, 0, len(counts))
	for id := range counts {
		takers = append(takers, id)
	}
	slices.Sort(takers)
	for _, id := range takers {
		add(i18n.T("以后月份目标"), i18n.T("%d 项目标", counts[id]), 0, id)
	}
}

func (w *handoverPaper) customer(id model.ID) string {
	if c := w.line.Directory.Customers[id]; c != nil {
		return c.Name
	}
	return i18n.T("(已删除的客户)")
}

// signatures leaves room for the giver, each successor and the giver's superior.
func (w *handoverPaper) signatures() document.Section {
	s := document.Section{ID: "signatures", Title: i18n.T("签字"), Columns: []document.Column{textColumn("role", i18n.T("身份")), textColumn("name", i18n.T("姓名")),
		wideColumn("signature", i18n.T("签字")), textColumn("date", i18n.T("日期"))}}
	line, day := "________________________", "______ - ____ - ____"
	sign := func(role, name string) { s.Rows = append(s.Rows, row(text(role), text(name), text(line), text(day))) }
	sign(i18n.T("交出人"), w.line.Name(w.h.FromID))
	seen := map[model.ID]bool{}
	d := &w.detail
	for _, list := range [][]analysis.HandoverItem{d.Customers, d.Reports, d.Steps, d.Complaints, d.Targets, d.Regions, d.Shares, d.Candidates} {
		for _, item := range list {
			if !seen[item.To] {
				seen[item.To] = true
				sign(i18n.T("接手人"), w.line.Name(item.To))
			}
		}
	}
	above := w.line.Superior(w.h.Date-1, w.h.FromID)
	sign(i18n.T("监交人"), cmp.Or(w.line.Name(above), "____________"))
	return s
}
