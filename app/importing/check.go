package importing

import (
	"context"
	"fmt"
	"strings"

	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// checked is a file read to the end with the choices of the moment.
type checked struct {
	in       model.Import
	reader   *reader
	masters  *masters
	problems []problem
	leftOut  []LeftOut
	notes    []string
	rows     int // data rows
	bad      int // of them rejected

	quantity   model.Quantity
	amount     model.Money // of what would be imported
	fileAmount model.Money // of all lines with a readable amount, as the file signs them
	span       model.Period

	managers, returnedOrders, returnedLines int

	list []records.Incoming // the rows of a list
	plan *records.Plan      // what they would do
}

func (c *checked) add(row *model.LineRow) {
	c.in.Lines = append(c.in.Lines, *row)
	c.quantity += row.Quantity
	c.amount += row.Amount
	c.dated(row.Date)
}

func (c *checked) addEntry(e model.EntryRow) {
	c.in.Entries = append(c.in.Entries, e)
	entry := model.ReceivableEntry{Kind: e.Kind, Amount: e.Amount}
	c.amount += entry.Effect()
	c.dated(e.Date)
}

func (c *checked) dated(d model.Date) {
	if c.span.From == 0 || d < c.span.From {
		c.span.From = d
	}
	c.span.To = max(c.span.To, d)
}

// good is how many rows can be imported.
func (c *checked) good() int { return c.rows - c.bad }

// check reads the sheet to the end, once for each set of choices.
func (s *Session) check(ctx context.Context, progress Progress) (*checked, error) {
	if s.checked != nil {
		return s.checked, nil
	}
	if err := s.needHeader(); err != nil {
		return nil, err
	}
	r, err := s.newReader()
	if err != nil {
		return nil, err
	}
	out := &checked{reader: r, masters: newMasters(s.directory)}
	out.in.Batch = model.ImportBatch{Kind: s.kind, File: s.file, Sheet: s.Sheet(), FileHash: s.hash}
	checks := map[model.BatchKind]func(context.Context, *reader, *checked, Progress) error{
		model.BatchSales: s.checkSales, model.BatchTargets: s.checkTargets, model.BatchPayments: s.checkPayments,
	}
	do := checks[s.kind]
	switch {
	case s.IsList():
		do = s.checkList
	case s.kind == model.BatchEmployees:
		do = s.checkRoster
	}
	if err := do(ctx, r, out, progress); err != nil {
		return nil, err
	}
	out.problems, out.leftOut, out.rows, out.bad = r.problems, r.leftOut, r.rows, r.bad
	out.masters.fill(&out.in)
	out.notes = append(append(s.otherSheets(), s.openingNotes(r, out)...), append(out.notes, out.masters.notes()...)...)
	b := &out.in.Batch
	b.Rows, b.Rejected, b.Notes = out.rows, out.bad, strings.Join(out.notes, "\n")
	s.checked = out
	return out, nil
}

// openingNotes says what was left out, filled, scaled and rounded.
func (s *Session) openingNotes(r *reader, out *checked) []string {
	var notes []string
	byReason := map[string]int{}
	var order []string
	for _, l := range out.leftOut {
		if byReason[l.Reason]++; byReason[l.Reason] == 1 {
			order = append(order, l.Reason)
		}
	}
	for _, why := range order {
		notes = append(notes, i18n.T("略过 %d 行:%s。", byReason[why], why))
	}
	notes = append(notes, s.compareTotal(r, out)...)
	if n := len(r.filled); n > 0 {
		notes = append(notes, i18n.T("%d 个合并单元格的内容用到了它覆盖的每一行。", n))
	}
	if r.rounded > 0 {
		notes = append(notes, i18n.T("%d 个金额超过四位小数,已四舍五入到四位。", r.rounded))
	}
	if r.trimmed > 0 {
		notes = append(notes, i18n.T("%d 个数量超过三位小数,已四舍五入到三位。", r.trimmed))
	}
	for c, f := range s.header.fields {
		if shift := s.header.titles[c].moneyShift(); shift > 0 && numeric[f] && f != FieldQuantity && f != FieldCases {
			notes = append(notes, i18n.T("“%s”列的数字已换算成元。", s.columnName(c)))
		}
	}
	return notes
}

// compareTotal holds the file's own 合计 against the sum of its lines.
func (s *Session) compareTotal(r *reader, out *checked) []string {
	c := s.column(FieldAmount)
	if c < 0 || s.kind != model.BatchSales {
		return nil
	}
	for i := len(out.leftOut) - 1; i >= 0; i-- {
		row := out.leftOut[i].RowNo - 1
		v := s.current().At(row, c)
		if v == 0 || s.book.Kind(v) == workbook.Error || !r.isGrandTotal(row) {
			continue
		}
		said, _, err := values.Money(s.book.Text(v), s.header.titles[c].moneyShift())
		if err != nil {
			continue
		}
		if said == out.fileAmount {
			return []string{i18n.T("文件的合计 %s 与明细之和一致。", said)}
		}
		return []string{i18n.T("文件的合计 %s 与明细之和 %s 不一致,请核对。", said, out.fileAmount)}
	}
	return nil
}

//i18n:data
var grandWords = []string{"合计", "总计", "总合计", "合计金额", "total", "grandtotal"}

// isGrandTotal tells whether a row that was left out claims to sum everything.
func (r *reader) isGrandTotal(row int) bool {
	r.row, r.cells = row, r.sheet.Row(row)
	if r.isBareSum() {
		return true
	}
	for _, v := range r.cells {
		key := titleKey(r.book.Text(v))
		for _, w := range grandWords {
			if key == w {
				return true
			}
		}
	}
	return false
}

// Preview is what an import would do, and what is wrong with the file.
type Preview struct {
	Kind      model.BatchKind
	File      string
	Sheet     string
	Rows      int // data rows
	Good      int // rows that can be imported
	Bad       int // rows with problems
	Quantity  model.Quantity
	Amount    model.Money // of the good rows
	Span      model.Period
	Customers int // different ones among the good rows
	Products  int
	Regions   int
	Employees int
	Managers  int // regions whose manager the file names
	Targets   int
	Entries   int

	ReturnedOrders int // orders that came back, found among the lines
	ReturnedLines  int

	Problems   []ProblemGroup
	LeftOut    []LeftOut
	Notes      []string
	Duplicates int                // good lines that the ledger holds already
	NewReturns int                // of these, lines whose order the file now says came back
	New        Figures            // of the good lines that the ledger does not hold yet
	Already    *model.ImportBatch // this very sheet was imported, nil if not

	List *records.Plan // of a list: what would be new, what changed and how; nil for other kinds

	Columns []string // headings of Sample
	Sample  []PreviewRow
}

// Figures of some lines of a file.
type Figures struct {
	Quantity            model.Quantity
	Amount              model.Money
	Customers, Products int // different ones
}

// countNew adds up the lines that an import would write; skip marks the others.
func (p *Preview) countNew(in *model.Import, skip []bool) {
	p.New = Figures{p.Quantity, p.Amount, p.Customers, p.Products}
	if skip == nil {
		return
	}
	p.New, p.Duplicates = Figures{}, in.RowsSkipped(skip)
	customers, products := map[model.Ref]bool{}, map[model.Ref]bool{}
	for i := range in.Entries {
		if e := &in.Entries[i]; len(in.Lines) == 0 && !skip[i] {
			entry := model.ReceivableEntry{Kind: e.Kind, Amount: e.Amount}
			p.New.Amount += entry.Effect()
			customers[e.Customer] = true
		}
	}
	for i := range in.Lines {
		if skip[i] {
			continue
		}
		l := &in.Lines[i]
		p.New.Quantity += l.Quantity
		p.New.Amount += l.Amount
		customers[l.Customer], products[l.Product] = true, true
	}
	p.New.Customers, p.New.Products = len(customers), len(products)
}

// PreviewRow is one row as the file shows it, in the mapped columns only.
type PreviewRow struct {
	RowNo   int
	Cells   []string
	Problem string // "" if the row is good
}

// Check reads the whole sheet and says what an import would do. It writes nothing.
func (s *Session) Check(ctx context.Context, progress Progress) (*Preview, error) {
	c, err := s.check(ctx, progress)
	if err != nil {
		return nil, err
	}
	p := &Preview{Kind: s.kind, File: s.file, Sheet: s.Sheet(), Rows: c.rows, Good: c.good(), Bad: c.bad,
		Quantity: c.quantity, Amount: c.amount, Span: c.span, Customers: len(c.in.Customers), Products: len(c.in.Products),
		Regions: len(c.in.Regions), Employees: len(c.in.Employees), Managers: c.managers, Targets: len(c.in.Targets),
		Entries: len(c.in.Entries), ReturnedOrders: c.returnedOrders, ReturnedLines: c.returnedLines,
		Problems: s.groupProblems(c.problems), LeftOut: c.leftOut, Notes: c.notes}
	p.Columns, p.Sample = s.sample(c)
	if p.Already, err = s.already(ctx); err != nil {
		return nil, err
	}
	skip, returns, err := s.store.Duplicates(ctx, &c.in)
	if err != nil {
		return nil, fmt.Errorf("look for lines already there: %w", err)
	}
	p.countNew(&c.in, skip)
	p.countList(c)
	if p.NewReturns = returns; returns > 0 {
		p.Notes = append(p.Notes[:len(p.Notes):len(p.Notes)], i18n.T("已有明细中 %d 行的订单现已退回,导入后计入退货。", returns))
	}
	return p, nil
}

// already finds the batch that this very sheet made, nil if none is active. A list that would
// change something, by another mode or because the records changed since, is not done with.
func (s *Session) already(ctx context.Context) (*model.ImportBatch, error) {
	b, err := s.store.FindBatch(ctx, s.kind, s.hash, s.Sheet())
	if err != nil {
		return nil, fmt.Errorf("look for an earlier import: %w", err)
	}
	if b != nil && s.checked != nil && s.checked.plan != nil && s.checked.plan.Written() > 0 {
		return nil, nil
	}
	return b, nil
}

const previewRows = 50

func (s *Session) sample(c *checked) (columns []string, rows []PreviewRow) {
	var shown []int
	for i, f := range s.header.fields {
		if f != NoField {
			shown = append(shown, i)
			columns = append(columns, s.label(f))
		}
	}
	wrong := map[int]string{}
	for i := range c.problems {
		p := &c.problems[i]
		if p.sheet != s.sheet {
			continue
		}
		if len(wrong) < previewRows*2 && wrong[p.row] == "" {
			wrong[p.row] = i18n.T("%s:%s", s.problemColumn(p), p.words())
		}
	}
	left := map[int]bool{}
	for _, l := range c.leftOut {
		left[l.RowNo-1] = left[l.RowNo-1] || l.sheet == s.sheet
	}
	sheet := s.current()
	for r := s.firstRow(); r < sheet.Rows() && len(rows) < previewRows; r++ {
		if left[r] || len(sheet.Row(r)) == 0 {
			continue
		}
		row := PreviewRow{RowNo: r + 1, Problem: wrong[r]}
		for _, col := range shown {
			row.Cells = append(row.Cells, clean(s.book.Show(sheet.At(r, col))))
		}
		rows = append(rows, row)
	}
	return columns, rows
}
