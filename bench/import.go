package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"xunshi/app/demo"
	"xunshi/app/importing"
	"xunshi/model"
	"xunshi/model/store"
)

const importLines = 100_000

// measureImport times a whole import (read, check, write) of a large workbook against the
// rival merely reading its cells.
func measureImport(ctx context.Context, opt options) ([]result, error) {
	file := filepath.Join(opt.dir, "sales.xlsx")
	if err := writeWorkbook(file, demo.Generate(demo.Options{Lines: importLines})); err != nil {
		return nil, err
	}
	rival, err := median(opt.runs, timed(func() error { return readWithExcelize(file) }))
	if err != nil {
		return nil, err
	}
	n := 0
	ours, err := median(opt.runs, func() (time.Duration, error) {
		n++
		dir := filepath.Join(opt.dir, fmt.Sprintf("import-%d", n))
		took, err := importOnce(ctx, file, dir)
		return took, errors.Join(err, os.RemoveAll(dir))
	})
	if err != nil {
		return nil, err
	}
	return []result{{what: fmt.Sprintf("import of a %d-line, 20-column xlsx", importLines), ours: ours,
		rival: rival, name: "excelize read", goal: goal{times: 1.5}}}, nil
}

func importOnce(ctx context.Context, file, dir string) (took time.Duration, err error) {
	s, err := store.Open(dir)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	start := time.Now()
	session, err := importing.New(s).Open(ctx, file, model.BatchSales, nil)
	if err != nil {
		return 0, err
	}
	if _, err := session.Check(ctx, nil); err != nil {
		return 0, err
	}
	done, err := session.Import(ctx, importing.Choice{}, nil)
	if err != nil {
		return 0, err
	}
	took = time.Since(start)
	if done.Imported != importLines {
		return 0, fmt.Errorf("%d lines were imported, want %d", done.Imported, importLines)
	}
	return took, nil
}

// readWithExcelize reads every cell of the first sheet as excelize's streaming reader does.
func readWithExcelize(file string) (err error) {
	book, err := excelize.OpenFile(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	rows, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return err
		}
	}
	return rows.Error()
}

// writeWorkbook writes made-up sales as a company's export: 20 columns, one line a row.
func writeWorkbook(file string, in *model.Import) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	w, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	header := []any{"订单日期", "订单号", "客户编码", "客户名称", "渠道", "区域", "业务员编码", "业务员", "品项编码", "品项名称",
		"品牌", "品类", "口味", "规格", "数量", "单价", "金额", "类型", "仓库", "备注"}
	if err := w.SetRow("A1", header); err != nil {
		return err
	}
	for i := range in.Lines {
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), workbookRow(in, &in.Lines[i])); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return book.SaveAs(file)
}

func workbookRow(in *model.Import, line *model.LineRow) []any {
	customer, product := in.Customers[line.Customer], in.Products[line.Product]
	region, code, name := "", "", ""
	if line.Region != model.NoRef {
		region = in.Regions[line.Region].Name
	}
	if line.Employee != model.NoRef {
		code, name = in.Employees[line.Employee].Code, in.Employees[line.Employee].Name
	}
	quantity, amount := float64(line.Quantity)/float64(model.Unit), float64(line.Amount)/float64(model.Yuan)
	price := 0.0
	if quantity != 0 {
		price = amount / quantity
	}
	return []any{line.Date.String(), line.OrderNo, customer.Code, customer.Name, customer.Channel, region, code, name,
		product.Code, product.Name, product.Brand, product.Category, product.Flavour, product.Pack,
		quantity, price, amount, kindWords[line.Kind], "一号仓", line.Note}
}

var kindWords = map[model.LineKind]string{model.LineSale: "销售", model.LineReturn: "退货", model.LineGift: "赠品"}
