package exchange

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Standing is how far a person is with a period's forms.
type Standing int

// Standings, the most pressing first.
const (
	Overdue  Standing = iota // 逾期未交
	Missing                  // 未交
	Unsent                   // 未发
	Returned                 // 已交
)

// Name of the standing for the user.
func (s Standing) Name() string {
	switch s {
	case Overdue:
		return i18n.T("逾期未交")
	case Missing:
		return i18n.T("未交")
	case Unsent:
		return i18n.T("未发")
	case Returned:
		return i18n.T("已交")
	}
	return ""
}

// Row is one person with one workbook of the period, or without any.
type Row struct {
	Workbook  model.RepWorkbook // ID 0: none was sent
	Employee  model.ID
	Code      string
	Name      string
	Region    string
	RegionID  model.ID
	Customers int // of this person now
	Standing  Standing
	Late      int  // days past due
	Left      bool // does not work here any more
}

// Board is a period's forms, person by person.
type Board struct {
	On        model.Date
	Period    model.Period
	Rows      []Row // the most pressing first
	Directory *model.Directory
	Earlier   []Row // overdue since before the period, the latest first
}

// Board gives everyone's standing in a period: the workbooks whose period touches it, and
// the active people with customers who have none.
func (d *Desk) Board(ctx context.Context, p model.Period) (*Board, error) {
	src, err := d.source(ctx, p)
	if err != nil {
		return nil, err
	}
	books, err := store.Find(ctx, d.store, model.RepWorkbook{})
	if err != nil {
		return nil, err
	}
	b := &Board{On: d.today(), Period: p, Directory: src.dir}
	asked := map[model.ID]bool{}
	for i := range books {
		w := &books[i]
		switch r := b.row(src, w.EmployeeID, *w); {
		case overlaps(w.From, w.To, p):
			asked[w.EmployeeID] = true
			b.Rows = append(b.Rows, r)
		case w.To < p.From && r.Standing == Overdue:
			b.Earlier = append(b.Earlier, r)
		}
	}
	slices.SortFunc(b.Earlier, func(x, y Row) int {
		return cmp.Or(cmp.Compare(y.Workbook.From, x.Workbook.From), cmp.Compare(x.Code, y.Code))
	})
	for id, e := range src.dir.Employees {
		if !asked[id] && e.Active(b.On) && len(src.customers[id]) > 0 {
			b.Rows = append(b.Rows, b.row(src, id, model.RepWorkbook{}))
		}
	}
	slices.SortFunc(b.Rows, func(x, y Row) int {
		return cmp.Or(cmp.Compare(x.Standing, y.Standing), cmp.Compare(y.Late, x.Late), cmp.Compare(x.Code, y.Code),
			cmp.Compare(x.Employee, y.Employee), cmp.Compare(x.Workbook.From, y.Workbook.From), cmp.Compare(x.Workbook.ID, y.Workbook.ID))
	})
	return b, nil
}

func (b *Board) row(src *source, id model.ID, w model.RepWorkbook) Row {
	r := Row{Workbook: w, Employee: id, Customers: len(src.customers[id])}
	if e := src.dir.Employees[id]; e != nil {
		r.Code, r.Name, r.RegionID, r.Left = e.Code, e.Name, e.RegionID, !e.Active(b.On)
		if region := src.dir.Regions[e.RegionID]; region != nil {
			r.Region = region.Name
		}
	}
	switch {
	case w.ID == 0:
		r.Standing = Unsent
	case w.ReturnedAt != nil:
		r.Standing = Returned
	case !w.Due.IsZero() && w.Due < b.On:
		r.Standing, r.Late = Overdue, int(b.On-w.Due)
	default:
		r.Standing = Missing
	}
	return r
}

// Forms says what the person is asked for: 日报销量、拜访, or 日报销量(更正).
func (r *Row) Forms() string {
	names := KindNames(r.Workbook.Kind)
	if names != "" && Correction(&r.Workbook) {
		return i18n.T("%s(更正)", names)
	}
	return names
}

// Count is how many rows have a standing.
func (b *Board) Count(s Standing) int {
	n := 0
	for i := range b.Rows {
		if b.Rows[i].Standing == s {
			n++
		}
	}
	return n
}

// Sent is how many workbooks are or were out.
func (b *Board) Sent() int { return len(b.Rows) - b.Count(Unsent) }

// Waiting are the rows that have not come back, the latest first.
func (b *Board) Waiting() []Row {
	var out []Row
	for _, r := range b.Rows {
		if r.Standing == Overdue || r.Standing == Missing {
			out = append(out, r)
		}
	}
	return out
}

// Reminder is the list of who is missing, as text for a group chat; "" if nobody is.
func (b *Board) Reminder() string {
	waiting := b.Waiting()
	if len(waiting) == 0 {
		return ""
	}
	lines := []string{i18n.T("【催交】%[1]s的表格,还有 %[2]d 人没交:", PeriodText(b.Period), len(waiting))}
	for _, r := range waiting {
		line := "@" + r.Name + " " + r.Forms()
		switch {
		case r.Late > 0:
			line += " " + i18n.T("(应于 %[1]s 交,逾期 %[2]d 天)", r.Workbook.Due, r.Late)
		case !r.Workbook.Due.IsZero():
			line += " " + i18n.T("(请于 %s 前交)", r.Workbook.Due)
		}
		lines = append(lines, line)
	}
	return strings.Join(append(lines, i18n.T("填好后把原来的表格文件发回即可。")), "\n")
}

// Rule is the 口径 of the board in words.
func Rule() string {
	return i18n.T("交回率 = 已交 ÷ 已发;逾期 = 过了交回日期还没有收回合并。未发 = 在职、名下有客户、期间内没有发过表格的人。")
}

// Document is the board on paper.
func (b *Board) Document(region model.ID) *document.Document {
	doc := &document.Document{Kind: "exchange", Title: i18n.T("收发表格"), Period: b.Period, PeriodText: PeriodText(b.Period),
		AsOf: b.On.String(), Notes: []string{Rule()}, CardSections: []string{"people"}}
	if r := b.Directory.Regions[region]; r != nil {
		doc.Subtitle = r.Name
	}
	s := document.Section{ID: "people", Title: i18n.T("交表情况"), Columns: []document.Column{
		{Key: "state", Title: i18n.T("状态"), Kind: document.Text}, {Key: "code", Title: i18n.T("编码"), Kind: document.Text},
		{Key: "name", Title: i18n.T("姓名"), Kind: document.Text}, {Key: "region", Title: i18n.T("区域"), Kind: document.Text},
		{Key: "forms", Title: i18n.T("内容"), Kind: document.Text, Wide: true}, {Key: "due", Title: i18n.T("交回日期"), Kind: document.DateColumn},
		{Key: "late", Title: i18n.T("逾期"), Unit: i18n.T("天"), Kind: document.Count}, {Key: "back", Title: i18n.T("收回日期"), Kind: document.DateColumn},
		{Key: "rows", Title: i18n.T("行数"), Unit: i18n.T("行"), Kind: document.Count}}}
	for i := range b.Rows {
		r := &b.Rows[i]
		if !b.Directory.RegionWithin(r.RegionID, region) {
			continue
		}
		s.Rows = append(s.Rows, document.Row{Cells: r.cells()})
	}
	if len(s.Rows) == 0 {
		s.Empty = i18n.T("这个期间没有发过表格。")
	}
	doc.Sections = []document.Section{s}
	return doc
}

func (r *Row) cells() []document.Cell {
	day := func(d model.Date) document.Cell {
		if d.IsZero() {
			return document.Cell{None: true}
		}
		return document.Cell{Number: int64(d)}
	}
	tone := document.Plain
	if r.Standing == Overdue {
		tone = document.Behind
	}
	late, rows, back := document.Cell{None: true}, document.Cell{None: true}, document.Cell{None: true}
	if r.Late > 0 {
		late = document.Cell{Number: int64(r.Late), Tone: tone}
	}
	if r.Standing == Returned {
		back, rows = day(model.DateFromTime(r.Workbook.ReturnedAt.Local())), document.Cell{Number: int64(r.Workbook.Rows)}
	}
	return []document.Cell{{Text: r.Standing.Name(), Tone: tone}, {Text: r.Code}, {Text: r.Name}, {Text: r.Region},
		{Text: r.Forms()}, day(r.Workbook.Due), late, back, rows}
}

// Find gives the people named by codes or names, with commas between; all active people
// with customers for "".
func (b *Board) Find(text string) ([]model.ID, error) {
	var out []model.ID
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",,、 ", r) })
	for i := range b.Rows {
		r := &b.Rows[i]
		if len(words) == 0 && !r.Left && r.Customers > 0 && !slices.Contains(out, r.Employee) {
			out = append(out, r.Employee)
		}
	}
	for _, w := range words {
		var hits []model.ID
		for id, e := range b.Directory.Employees {
			if strings.EqualFold(e.Code, w) || e.Name == w {
				hits = append(hits, id)
			}
		}
		switch {
		case len(hits) == 0:
			return nil, nothing(i18n.T("没有编码或姓名是“%s”的人。", w), i18n.T("请检查写法。"))
		case len(hits) > 1:
			return nil, nothing(i18n.T("叫“%s”的不止一个人。", w), i18n.T("请写编码。"))
		}
		if !slices.Contains(out, hits[0]) {
			out = append(out, hits[0])
		}
	}
	return out, nil
}
