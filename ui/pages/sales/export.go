package sales

import (
	"context"

	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/ledger"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
)

// export writes the filtered lines, all of them, as a workbook or CSV.
func (t *linesTab) export() {
	set, filter := t.set, t.filter
	if set == nil || set.Count() == 0 {
		t.page.host.Toast(shell.Toast{Text: i18n.T("没有可导出的明细"), Refused: true})
		return
	}
	p := t.page
	p.host.SaveFile(shell.FilePick{
		Title: i18n.T("导出销售明细"), Extensions: []string{".xlsx", ".csv"}, Name: i18n.T("销售明细 %s.xlsx", periodText(filter.Period)),
		OnPicked: func(path string) {
			p.host.Run(shell.Job{
				Title: i18n.T("导出 %s 行销售明细", widgets.Grouped(set.Count())),
				Work: func(ctx context.Context, report shell.Report) error {
					doc, err := linesDocument(ctx, set, filter, report)
					if err != nil {
						return err
					}
					report(set.Count(), set.Count(), i18n.T("正在写文件"))
					return p.app.Export(ctx, doc, path)
				},
				Done: func() {
					p.host.Toast(shell.Toast{Text: i18n.T("已导出 %s 行到 %s", widgets.Grouped(set.Count()), path),
						Action: i18n.T("打开"), OnTap: func() { p.openFile(path) }})
				},
			})
		},
	})
}

// openFile opens an exported file with the program of the system for it.
func (p *Page) openFile(path string) {
	p.host.Do(func(context.Context) (func(), error) { return nil, exporting.Open(path) })
}

const exportChunk = 5000

// linesDocument puts ledger lines into a document with one table. Sums are net.
func linesDocument(ctx context.Context, set *ledger.Lines, f model.LineFilter, report shell.Report) (*document.Document, error) {
	section := document.Section{ID: "lines", Title: i18n.T("销售明细"), Columns: exportColumns(), Rows: make([]document.Row, 0, set.Count())}
	for from := 0; from < set.Count(); from += exportChunk {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page, err := set.Page(ctx, from, from+exportChunk)
		if err != nil {
			return nil, err
		}
		for i := range page {
			section.Rows = append(section.Rows, document.Row{Cells: exportCells(&page[i])})
		}
		report(from+len(page), set.Count(), i18n.T("正在读取明细"))
	}
	total := document.Row{Strong: true, Cells: make([]document.Cell, len(section.Columns))}
	for i, c := range section.Columns {
		switch c.Key {
		case "date":
			total.Cells[i].None = true
		case "order_no":
			total.Cells[i].Text = i18n.T("合计(净额)")
		case "quantity":
			total.Cells[i].Number = int64(set.Quantity())
		case "amount":
			total.Cells[i].Number = int64(set.Amount())
		}
	}
	section.Total = &total
	section.Notes = []string{i18n.T("净额 = 销售 − 退货,已退回订单的行不计入合计。")}
	return &document.Document{
		Kind: "lines", Title: i18n.T("销售明细"), Period: f.Period, PeriodText: periodText(f.Period), AsOf: model.Today().String(),
		Sections: []document.Section{section}, Money: document.Yuan, Quantity: document.Pieces, Landscape: true,
	}, nil
}

func exportColumns() []document.Column {
	return []document.Column{
		{Key: "date", Title: i18n.T("日期"), Kind: document.DateColumn},
		{Key: "order_no", Title: i18n.T("单号"), Kind: document.Text},
		{Key: "customer_code", Title: i18n.T("客户编码"), Kind: document.Text},
		{Key: "customer", Title: i18n.T("客户名称"), Kind: document.Text, Wide: true},
		{Key: "product_code", Title: i18n.T("品项编码"), Kind: document.Text},
		{Key: "product", Title: i18n.T("品项名称"), Kind: document.Text, Wide: true},
		{Key: "employee", Title: i18n.T("业务员"), Kind: document.Text},
		{Key: "region", Title: i18n.T("区域"), Kind: document.Text},
		{Key: "department", Title: i18n.T("部门"), Kind: document.Text},
		{Key: "kind", Title: i18n.T("类型"), Kind: document.Text},
		{Key: "returned", Title: i18n.T("退回"), Kind: document.Text},
		{Key: "quantity", Title: i18n.T("数量"), Unit: i18n.T("件"), Kind: document.Quantity, Decimals: 3},
		{Key: "amount", Title: i18n.T("金额"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 4},
		{Key: "note", Title: i18n.T("备注"), Kind: document.Text},
	}
}

func exportCells(l *model.LineView) []document.Cell {
	text := func(s string) document.Cell { return document.Cell{Text: s} }
	returned := ""
	if l.Returned {
		returned = i18n.T("是")
	}
	return []document.Cell{
		{Number: int64(l.Date)}, text(l.OrderNo), text(l.CustomerCode), text(l.Customer), text(l.ProductCode), text(l.Product),
		text(l.Employee), text(l.Region), text(l.Department), text(kindLabel(l.Kind)), text(returned),
		{Number: int64(l.Quantity)}, {Number: int64(l.Amount)}, text(l.Note),
	}
}
