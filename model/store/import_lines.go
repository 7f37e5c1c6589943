package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"xunshi/model"
)

// lineColumns are the columns of sales_lines in the order of lineValues.
const lineColumns = "uuid,created_at,updated_at,batch_id,row_no,date,order_no,customer_id,product_id," +
	"employee_id,region_id,department_id,quantity,amount,kind,returned,note"

const (
	lineWidth     = 17
	linesPerWrite = 58 // 58 × 17 values stay under the 999 that every SQLite takes
)

// writeLines inserts the lines with prepared statements: GORM's own Create is several
// times slower, and this is the one place where that is felt.
func (w *importer) writeLines(tx *gorm.DB) error {
	total := len(w.in.Lines)
	if total == 0 {
		return nil
	}
	pool, ok := tx.Statement.ConnPool.(*sql.Tx)
	if !ok {
		return fmt.Errorf("write lines: not inside a transaction but %T", tx.Statement.ConnPool)
	}
	batch := lineWriter{ctx: tx.Statement.Context, tx: pool, postgres: tx.Dialector.Name() == "postgres"}
	defer batch.close()
	stamp := now()
	for i := range w.in.Lines {
		if w.skip != nil && w.skip[i] {
			continue
		}
		r := &w.in.Lines[i]
		if err := batch.add(w.lineValues(stamp, r)); err != nil {
			return fmt.Errorf("write line of row %d: %w", r.RowNo, err)
		}
		w.written++
		w.batch.Quantity += r.Quantity
		w.batch.Amount += r.Amount
		w.span(r.Date)
		if w.written%2048 == 0 {
			w.progress(i+1, total)
		}
	}
	if err := batch.flush(); err != nil {
		return fmt.Errorf("write the last lines: %w", err)
	}
	w.progress(total, total)
	return w.findLineIDs(tx)
}

// findLineIDs learns which row ids the lines got: one unbroken run, because there is one
// writer at a time. If it is broken after all, the columnar copy is simply built anew.
func (w *importer) findLineIDs(tx *gorm.DB) error {
	var run struct{ First, Last model.ID }
	err := tx.Model(&model.SalesLine{}).Select("MIN(id) AS first, MAX(id) AS last").
		Where("batch_id = ?", w.batch.ID).Scan(&run).Error
	if err != nil {
		return fmt.Errorf("find the lines written: %w", err)
	}
	if int(run.Last-run.First)+1 == w.written {
		w.firstLine = run.First
	}
	return nil
}

func (w *importer) lineValues(stamp int64, r *model.LineRow) []any {
	return []any{model.NewUUID().String(), stamp, stamp, int64(w.batch.ID), r.RowNo, int64(r.Date), r.OrderNo,
		int64(at(w.ids.customers, r.Customer)), int64(at(w.ids.products, r.Product)),
		int64(at(w.ids.employees, r.Employee)), int64(at(w.ids.regions, r.Region)), int64(at(w.ids.departments, r.Department)),
		int64(r.Quantity), int64(r.Amount), int64(r.Kind), r.Returned, r.Note}
}

// lineWriter gathers lines into statements of linesPerWrite.
type lineWriter struct {
	ctx      context.Context
	tx       *sql.Tx
	postgres bool
	full     *sql.Stmt
	values   []any
	rows     int
}

func (b *lineWriter) add(values []any) error {
	b.values = append(b.values, values...)
	b.rows++
	if b.rows < linesPerWrite {
		return nil
	}
	if b.full == nil {
		stmt, err := b.tx.PrepareContext(b.ctx, b.statement(linesPerWrite))
		if err != nil {
			return err
		}
		b.full = stmt
	}
	_, err := b.full.ExecContext(b.ctx, b.values...)
	b.values, b.rows = b.values[:0], 0
	return err
}

func (b *lineWriter) flush() error {
	if b.rows == 0 {
		return nil
	}
	_, err := b.tx.ExecContext(b.ctx, b.statement(b.rows), b.values...)
	b.values, b.rows = b.values[:0], 0
	return err
}

func (b *lineWriter) close() {
	if b.full != nil {
		_ = b.full.Close() // the transaction's end closes it anyway
	}
}

func (b *lineWriter) statement(rows int) string {
	var sb strings.Builder
	sb.WriteString("INSERT INTO sales_lines (" + lineColumns + ") VALUES ")
	n := 0
	for r := range rows {
		if r > 0 {
			sb.WriteByte(',')
		}
		sb.WriteByte('(')
		for c := range lineWidth {
			if c > 0 {
				sb.WriteByte(',')
			}
			n++
			if b.postgres {
				fmt.Fprintf(&sb, "$%d", n)
			} else {
				sb.WriteByte('?')
			}
		}
		sb.WriteByte(')')
	}
	return sb.String()
}
