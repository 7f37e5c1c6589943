package exchange

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Outcome is what taking returns in did.
type Outcome struct {
	Workbooks []model.ID // taken in: what UndoReturns takes back
	Sales     int
	Visits    int
	Statuses  int
	Left      int // rows left out: unreadable, or by decision
}

// Merge takes in returns that are ready, each as one: its sales as an import batch, its
// visits and market status beside it. A return that fails leaves nothing of itself; those
// before it stay and are named in the outcome, which is never nil. When the data changed
// since the rows were looked over, and the change raises new doubts, nothing is written.
func (in *Intake) Merge(ctx context.Context, chosen []*Return, progress func(done, total int, file string)) (*Outcome, error) {
	out := &Outcome{}
	if err := in.refresh(ctx); err != nil {
		return out, err
	}
	left := dropped(chosen)
	for i, r := range chosen {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		if r.State != Ready {
			continue
		}
		if progress != nil {
			progress(i, len(chosen), r.File)
		}
		if err := in.mergeOne(ctx, r, left, out); err != nil {
			return out, wrap(err, "take in "+r.File)
		}
	}
	if len(out.Workbooks) == 0 {
		return out, nothing(i18n.T("没有可以收的表格。"), i18n.T("请先处理有问题的文件。"))
	}
	return out, nil
}

// dropped are the rows that a later row of the returns takes the place of.
func dropped(chosen []*Return) map[*Line]bool {
	out := map[*Line]bool{}
	for _, r := range chosen {
		for _, l := range r.Lines {
			for _, c := range l.Conflicts {
				if c.other != nil && c.Decision == Use && l.Taken() {
					out[c.other] = true
				}
			}
		}
	}
	return out
}

// place names a conflict across two readings.
type place struct {
	path string
	form Kind
	row  int
	kind ConflictKind
	old  string
}

func (in *Intake) places() map[place]Decision {
	out := map[place]Decision{}
	for _, r := range in.ReadyOnes() {
		for _, l := range r.Lines {
			for _, c := range l.Conflicts {
				out[place{r.Path, l.Kind, l.Row, c.Kind, c.Old}] = c.Decision
			}
		}
	}
	return out
}

// refresh looks the rows over anew when the data changed since.
func (in *Intake) refresh(ctx context.Context) error {
	facts, err := in.desk.store.Facts(ctx)
	if err != nil {
		return err
	}
	dir, err := in.desk.store.Directory(ctx)
	if err != nil {
		return err
	}
	if in.revision == [2]uint64{facts.Revision, dir.Revision} {
		return nil
	}
	before := in.places()
	if err := in.plan(ctx); err != nil {
		return err
	}
	fresh := 0
	for _, r := range in.ReadyOnes() {
		for _, l := range r.Lines {
			for _, c := range l.Conflicts {
				decision, known := before[place{r.Path, l.Kind, l.Row, c.Kind, c.Old}]
				if c.Decision = decision; !known {
					fresh++
				}
			}
		}
	}
	if fresh > 0 {
		return nothing(i18n.T("数据刚有变化,多出 %d 处冲突。", fresh), i18n.T("请看过冲突后再收。"))
	}
	return nil
}

// mergeOne takes one return in. Its sales come first, as an import of their own; should the
// rest fail they are taken back, and should the program die in between, the next reading
// finds them in the ledger and writes only the rest.
func (in *Intake) mergeOne(ctx context.Context, r *Return, left map[*Line]bool, out *Outcome) error {
	s := in.desk.store
	w, err := in.desk.workbook(ctx, r.Workbook.ID)
	if err != nil {
		return err
	}
	if w.ReturnedAt != nil {
		return nothing(i18n.T("%s 刚刚已经收过。", r.File), i18n.T("请重新读取文件夹。"))
	}
	dir, err := s.Directory(ctx)
	if err != nil {
		return err
	}
	var batch model.ID
	lines := r.saleRows(left)
	if len(lines) > 0 {
		b, err := s.Import(ctx, r.importOf(dir, lines), nil)
		if err != nil {
			return err
		}
		batch = b.ID
	}
	visits, statuses := 0, 0
	_, err = s.Edit(ctx, func(e *store.Edit) error {
		for _, l := range r.Lines {
			if !l.Taken() || left[l] {
				continue
			}
			switch l.Kind {
			case Visits:
				visits++
				if err := putVisit(e, l, batch); err != nil {
					return err
				}
			case Status:
				statuses++
				if err := putStatus(e, l, dir); err != nil {
					return err
				}
			case Sales:
			}
		}
		return r.settle(e, w, batch)
	})
	if err != nil {
		if batch != 0 {
			err = errors.Join(err, s.UndoBatch(context.WithoutCancel(ctx), batch))
		}
		return err
	}
	n := r.Count()
	out.Workbooks = append(out.Workbooks, w.ID)
	out.Sales, out.Visits, out.Statuses, out.Left = out.Sales+len(lines), out.Visits+visits, out.Statuses+statuses, out.Left+n.Bad+n.Left
	r.Workbook, r.State, r.Why = *w, Already, i18n.T("刚刚收进来了。")
	in.desk.changed()
	return nil
}

// settle notes in the workbook that it came back.
func (r *Return) settle(e *store.Edit, w *model.RepWorkbook, batch model.ID) error {
	now, n := time.Now().UTC(), r.Count()
	w.ReturnedAt, w.ReturnHash, w.Rows = &now, r.Hash, n.Taken+n.Known
	w.BatchID, w.Operation = batch, e.Operation()
	return store.Put(e, w)
}

func putVisit(e *store.Edit, l *Line, batch model.ID) error {
	visit := l.visit
	visit.BatchID = batch
	for _, c := range l.Conflicts {
		if c.Kind != TwiceSeen || c.Decision != Use || c.visit == 0 {
			continue
		}
		known, err := store.GetIn[model.ContactLog](e, c.visit)
		if err != nil {
			return err
		}
		if known != nil {
			known.Planned, known.Ordered, known.Text = visit.Planned || known.Planned, visit.Ordered, visit.Text
			known.NextStep, known.NextOn = visit.NextStep, visit.NextOn
			return store.Put(e, known)
		}
	}
	return store.Put(e, &visit)
}

func putStatus(e *store.Edit, l *Line, dir *model.Directory) error {
	status := l.status
	if p := dir.Employees[status.EmployeeID]; p != nil {
		status.RegionID = p.RegionID
	}
	if c := dir.Customers[status.CustomerID]; c != nil {
		status.RegionID, status.Channel = cmp.Or(c.RegionID, status.RegionID), cmp.Or(status.Channel, c.Channel)
	}
	return store.Put(e, &status)
}

// saleRow is one line for the ledger.
type saleRow struct {
	row      int
	sold     sold
	quantity model.Quantity
	amount   model.Money
	note     string
}

// saleRows are the lines for the ledger. Where a row takes the place of what stands there,
// the ledger gets the difference: its lines are never edited, and the file they came from
// is still known when it comes again.
func (r *Return) saleRows(left map[*Line]bool) []saleRow {
	var out []saleRow
	instead := map[sold]int{} // corrections, by their place in out
	for _, l := range r.Lines {
		if l.Kind != Sales || !l.Taken() || left[l] {
			continue
		}
		stands := l.replaces()
		if stands == nil {
			out = append(out, saleRow{l.Row, l.sold(), l.quantity, l.amount, l.note()})
			continue
		}
		at, ok := instead[l.sold()]
		if !ok {
			at = len(out)
			instead[l.sold()] = at
			out = append(out, saleRow{l.Row, l.sold(), -stands.quantity, -stands.amount,
				i18n.T("按业代表格更正,原为 %[1]s、%[2]s 元", stands.quantity, stands.amount)})
		}
		out[at].quantity += l.quantity
		out[at].amount += l.amount
	}
	kept := out[:0]
	for _, row := range out {
		if row.quantity != 0 || row.amount != 0 {
			kept = append(kept, row)
		}
	}
	return kept
}

// replaces is what of the ledger the row takes the place of, nil if nothing.
func (l *Line) replaces() *standing {
	for _, c := range l.Conflicts {
		if c.ledger != nil && c.Decision == Use {
			return c.ledger
		}
	}
	return nil
}

func (l *Line) note() string { return l.Texts[len(l.Texts)-1] }

// importOf puts lines into an import of their own.
func (r *Return) importOf(dir *model.Directory, lines []saleRow) *model.Import {
	in := &model.Import{AllowDuplicates: true, Batch: model.ImportBatch{Kind: model.BatchSales, File: r.File, Sheet: sheetNames[Sales], FileHash: r.Hash,
		Notes: i18n.T("业代表格:%[1]s,%[2]s", r.Person, PeriodText(model.Period{From: r.Workbook.From, To: r.Workbook.To}))}}
	for _, l := range r.Lines {
		if l.Kind == Sales {
			in.Batch.Rows++
			if l.Bad() {
				in.Batch.Rejected++
			}
		}
	}
	d := drafts{dir: dir, in: in, customers: map[model.ID]model.Ref{}, products: map[model.ID]model.Ref{}}
	employee, region, department := d.who(r.Workbook.EmployeeID)
	for _, l := range lines {
		row := model.LineRow{RowNo: l.row, Date: l.sold.date, Customer: d.customer(l.sold.customer), Product: d.product(l.sold.product),
			Employee: employee, Region: region, Department: department, Quantity: l.quantity, Amount: l.amount, Kind: l.sold.kind, Note: l.note}
		in.Lines = append(in.Lines, row)
	}
	return in
}

// drafts name known masters in an import.
type drafts struct {
	dir                 *model.Directory
	in                  *model.Import
	customers, products map[model.ID]model.Ref
}

func (d *drafts) customer(id model.ID) model.Ref {
	ref, ok := d.customers[id]
	if !ok {
		ref = model.Ref(len(d.in.Customers))
		d.customers[id] = ref
		c := d.dir.Customers[id]
		d.in.Customers = append(d.in.Customers, model.Customer{Code: c.Code, Name: c.Name})
	}
	return ref
}

func (d *drafts) product(id model.ID) model.Ref {
	ref, ok := d.products[id]
	if !ok {
		ref = model.Ref(len(d.in.Products))
		d.products[id] = ref
		p := d.dir.Products[id]
		d.in.Products = append(d.in.Products, model.Product{Code: p.Code, Name: p.Name})
	}
	return ref
}

// who names the rep with region and department, as far as they are on file.
func (d *drafts) who(id model.ID) (employee, region, department model.Ref) {
	employee, region, department = model.NoRef, model.NoRef, model.NoRef
	e := d.dir.Employees[id]
	if e == nil {
		return employee, region, department
	}
	d.in.Employees, employee = []model.Employee{{Code: e.Code, Name: e.Name}}, 0
	if r := d.dir.Regions[e.RegionID]; r != nil {
		d.in.Regions, region = []model.Region{{Code: r.Code, Name: r.Name}}, 0
	}
	if p := d.dir.Departments[e.DepartmentID]; p != nil {
		d.in.Departments, department = []model.Department{{Code: p.Code, Name: p.Name}}, 0
	}
	return employee, region, department
}

// UndoReturns takes returns back: their sales, visits and market status go, and their
// workbooks are missing again.
func (d *Desk) UndoReturns(ctx context.Context, workbooks []model.ID) error {
	for _, id := range workbooks {
		if err := d.undoReturn(ctx, id); err != nil {
			return fmt.Errorf("take back the return of workbook %d: %w", id, err)
		}
	}
	return nil
}

func (d *Desk) undoReturn(ctx context.Context, id model.ID) error {
	w, err := d.workbook(ctx, id)
	if err != nil {
		return err
	}
	if w.ReturnedAt == nil || w.Operation == "" {
		return nothing(i18n.T("%s 还没有收,没有可以撤回的。", w.File), i18n.T("请刷新后再看。"))
	}
	flipped, err := d.undoBatch(ctx, w.BatchID)
	if err != nil {
		return err
	}
	if err := d.store.Undo(ctx, w.Operation); err != nil {
		if flipped {
			err = errors.Join(err, d.store.RedoBatch(context.WithoutCancel(ctx), w.BatchID))
		}
		return err
	}
	d.changed()
	return nil
}

// undoBatch takes the sales of a return out, unless the user did so already.
func (d *Desk) undoBatch(ctx context.Context, id model.ID) (flipped bool, err error) {
	if id == 0 {
		return false, nil
	}
	batches, err := d.store.Batches(ctx)
	if err != nil {
		return false, err
	}
	for i := range batches {
		if batches[i].ID == id && batches[i].UndoneAt == nil {
			return true, d.store.UndoBatch(ctx, id)
		}
	}
	return false, nil
}
