package importing

import (
	"context"
	"fmt"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Choice is what the user decided after the preview.
type Choice struct {
	SkipBad         bool // import the good rows although others are rejected
	AllowDuplicates bool // take lines that equal lines already in the ledger
	Again           bool // import although this very sheet was imported before
}

// Result is what an import did; its JSON is what the command line prints.
type Result struct {
	Rows      int      `json:"rows"`      // data rows in the file
	Imported  int      `json:"imported"`  // rows written
	Rejected  int      `json:"rejected"`  // rows with problems
	Skipped   int      `json:"skipped"`   // good rows that were there already
	Quantity  string   `json:"quantity"`  // of the rows written, in base units
	Amount    string   `json:"amount"`    // of the rows written, in yuan
	Customers int      `json:"customers"` // different ones in the rows written
	Products  int      `json:"products"`
	Batch     model.ID `json:"batch"` // 0 if nothing was written
}

// Result is the outcome that importing with the choice would have, bad rows skipped: what a
// dry run prints.
func (p *Preview) Result(choice Choice) *Result {
	if choice.AllowDuplicates && (choice.Again || p.Already == nil) {
		return &Result{Rows: p.Rows, Rejected: p.Bad, Imported: p.Good, Quantity: p.Quantity.String(), Amount: p.Amount.String(),
			Customers: p.Customers, Products: p.Products}
	}
	before := p.Already
	if choice.Again {
		before = nil
	}
	r := &Result{Rows: p.Rows, Rejected: p.Bad, Imported: p.Good - p.Duplicates, Skipped: p.Duplicates,
		Quantity: p.New.Quantity.String(), Amount: p.New.Amount.String(), Customers: p.New.Customers, Products: p.New.Products}
	if before != nil || (p.Duplicates > 0 && p.Duplicates == p.Good) {
		return nothingNew(p.Rows, p.Bad, p.Good, before)
	}
	return r
}

// nothingNew is the result when every good row is there already.
func nothingNew(rows, bad, good int, batch *model.ImportBatch) *Result {
	r := &Result{Rows: rows, Rejected: bad, Skipped: good, Quantity: "0", Amount: "0"}
	if batch != nil {
		r.Batch = batch.ID
	}
	return r
}

// Import writes the checked rows in one transaction, or nothing: nothing if there are bad
// rows and the choice is not to skip them, and nothing if this sheet was imported before.
func (s *Session) Import(ctx context.Context, choice Choice, progress Progress) (*Result, error) {
	c, err := s.check(ctx, progress)
	if err != nil {
		return nil, err
	}
	if !choice.Again {
		before, err := s.already(ctx)
		if err != nil {
			return nil, err
		}
		if before != nil {
			return nothingNew(c.rows, c.bad, c.good(), before), nil
		}
	}
	switch {
	case c.bad > 0 && !choice.SkipBad:
		return nil, s.faultBad(c)
	case c.good() == 0 && c.bad > 0:
		first := s.groupProblems(c.problems)[0]
		return nil, model.NewFault(nil, i18n.T("没有一行能导入:%d 行都有问题,例如第 %d 行“%s”:%s。", c.bad, first.Rows[0], first.Column, first.Reason),
			i18n.T("程序里的数据没有改动。"), i18n.T("请看退回的行和原因,改好后再导入。"))
	case c.good() == 0:
		return nil, model.NewFault(nil, i18n.T("表头下面没有数据行。"), i18n.T("程序里的数据没有改动。"),
			i18n.T("请检查选的工作表和表头所在的行。"))
	}
	if err := s.remember(ctx); err != nil {
		return nil, fmt.Errorf("remember the columns: %w", err)
	}
	if c.plan != nil {
		return s.importList(ctx, c, progress)
	}
	in := c.in // drafts are written to by the store: give it its own
	in.Customers = append([]model.Customer(nil), c.in.Customers...)
	in.Products = append([]model.Product(nil), c.in.Products...)
	in.Regions = append([]model.Region(nil), c.in.Regions...)
	in.Employees = append([]model.Employee(nil), c.in.Employees...)
	in.Departments = append([]model.Department(nil), c.in.Departments...)
	in.AllowDuplicates = choice.AllowDuplicates
	batch, err := s.store.Import(ctx, &in, func(done, total int) { progress.at(Writing, done, total) })
	if err != nil {
		return nil, s.faultStore(ctx, err)
	}
	return s.result(c, batch), nil
}

func (s *Session) result(c *checked, b *model.ImportBatch) *Result {
	if c.good() > 0 && b.Skipped == c.good() && b.Marked == 0 {
		return nothingNew(c.rows, c.bad, c.good(), b)
	}
	return &Result{Rows: c.rows, Imported: c.good() - b.Skipped, Rejected: c.bad, Skipped: b.Skipped,
		Quantity: b.Quantity.String(), Amount: b.Amount.String(),
		Customers: b.Customers, Products: b.Products, Batch: b.ID}
}

func (s *Session) faultBad(c *checked) error {
	groups := s.groupProblems(c.problems)
	first := groups[0]
	return model.NewFault(nil,
		i18n.T("%d 行有问题,例如第 %d 行“%s”:%s。", c.bad, first.Rows[0], first.Column, first.Reason),
		i18n.T("一行也没有导入,程序里的数据没有改动。"),
		i18n.T("请改好后再导入,或选择只导入没有问题的 %d 行(--skip-bad)。", c.good()))
}

func (s *Session) faultStore(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, ok := model.AsFault(err); ok {
		return err
	}
	return model.NewFault(err, i18n.T("写入时出错,已全部撤回。"), i18n.T("程序里的数据没有改动。"),
		i18n.T("请检查磁盘空间后再试；仍不行请查看日志。"))
}
