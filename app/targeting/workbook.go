package targeting

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// The workbook keeps Chinese headings whatever the language: they are how the import knows
// the columns.
//
//i18n:data
var (
	nodeHeadings = []string{"节点", "区域", "部门", "业务员编码", "业务员", "客户编码", "客户名称", "品项编码", "品项名称", "品类", "渠道", "目标级别", "指标"}
	metricNames  = map[model.Metric]string{model.MetricAmount: "销售额", model.MetricQuantity: "销量", model.MetricReceipts: "回款",
		model.MetricNewCustomers: "新客户", model.MetricVisits: "拜访", model.MetricDistribution: "铺货"}
	levelNames = map[model.TargetLevel]string{model.LevelTarget: "目标", model.LevelStretch: "冲刺", model.LevelChallenge: "挑战"}
	unitNames  = map[model.Metric]string{model.MetricAmount: "元", model.MetricQuantity: "件", model.MetricReceipts: "元",
		model.MetricNewCustomers: "家", model.MetricVisits: "次", model.MetricDistribution: "家"}
)

const (
	sumHeading = "各月合计"    //i18n:data
	gapHeading = "各月合计减全年" //i18n:data
	wholeName  = "全部"      //i18n:data
)

// Rows above the data: title, 口径, headings.
const headingRow = 3

// ExportWorkbook writes the targets of a year as a workbook: one sheet for each metric, one
// row for each node and level, with every node of the query's dimension and all others that
// have a target. It can be filled in and imported again; headings and formulas are locked.
func (p *Planner) ExportWorkbook(ctx context.Context, q Query, path string) (err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	b := &workbookWriter{p: p, file: file, q: q}
	if err := b.styles(); err != nil {
		return fmt.Errorf("write the workbook of targets: %w", err)
	}
	for _, metric := range model.Metrics {
		if err := b.sheet(ctx, metric); err != nil {
			return err
		}
	}
	if err := file.DeleteSheet("Sheet1"); err != nil {
		return fmt.Errorf("write the workbook of targets: %w", err)
	}
	if at, err := file.GetSheetIndex(metricNames[q.Metric]); err == nil && at >= 0 {
		file.SetActiveSheet(at)
	}
	return save(file, path)
}

// save writes the file beside its place first: an older one stays until the new is whole.
func save(file *excelize.File, path string) error {
	temp := filepath.Join(filepath.Dir(path), ".xunshi-"+filepath.Base(path))
	err := file.SaveAs(temp)
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err == nil {
		return nil
	}
	if gone := os.Remove(temp); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return model.NewFault(err, i18n.T("无法写入 %s。", path), i18n.T("目标没有改动。"), i18n.T("请确认文件没有在 Excel 中打开,或换一个文件夹。"))
}

// workbookWriter writes the sheets of one workbook.
type workbookWriter struct {
	p    *Planner
	file *excelize.File
	q    Query

	head, locked, open, total int // styles
}

func (b *workbookWriter) styles() error {
	line := []excelize.Border{{Type: "bottom", Color: "E3E8EF", Style: 1}, {Type: "right", Color: "E3E8EF", Style: 1}}
	number := "#,##0.####"
	var err [4]error
	b.head, err[0] = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "1F2733"}, Border: line,
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7F0FA"}},
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}})
	b.locked, err[1] = b.file.NewStyle(&excelize.Style{Border: line, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F4F6F9"}}})
	b.open, err[2] = b.file.NewStyle(&excelize.Style{Border: line, CustomNumFmt: &number, Protection: &excelize.Protection{Locked: false}})
	b.total, err[3] = b.file.NewStyle(&excelize.Style{Border: line, CustomNumFmt: &number, Font: &excelize.Font{Color: "6B7787"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F4F6F9"}}})
	return errors.Join(err[:]...)
}

// exportRow is one row of a sheet: a node at one level.
type exportRow struct {
	path  string
	node  analysis.Node
	level model.TargetLevel
	own   [SpanCount]analysis.Value
}

// rows are the nodes of the tree, then the others with a target, level by level.
func (b *workbookWriter) rows(ctx context.Context, metric model.Metric) ([]exportRow, *model.Directory, error) {
	q := b.q
	q.Metric, q.Scope = metric, analysis.Node{}
	var out []exportRow
	known := map[analysis.Node]bool{}
	targets, err := b.p.store.AllTargets(ctx, q.First(), q.First()+11)
	if err != nil {
		return nil, nil, err
	}
	q.Level = model.LevelTarget
	tree, err := b.p.Tree(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	levels := map[model.TargetLevel]own{}
	for _, level := range Levels {
		q.Level = level
		levels[level] = ownTargets(q, tree.dir, targets)
	}
	add := func(path string, node analysis.Node, must bool) {
		known[node] = true
		for _, level := range Levels {
			values := levels[level][node]
			if values == nil {
				if !must || level != model.LevelTarget {
					continue
				}
				values = &[SpanCount]analysis.Value{}
			}
			out = append(out, exportRow{path, node, level, *values})
		}
	}
	for i := range tree.Rows {
		if r := &tree.Rows[i]; r.Kind != RowGroup {
			add(strings.Repeat("  ", r.Depth)+r.Name, r.Node, true)
		}
	}
	for i := range targets { // in the order they were made, so that two exports agree
		if node := analysis.NodeOf(&targets[i]).Bare(tree.dir); !known[node] && targets[i].Metric == metric {
			add(NodeName(tree.dir, node), node, false)
		}
	}
	return out, tree.dir, nil
}

func (b *workbookWriter) sheet(ctx context.Context, metric model.Metric) error {
	rows, dir, err := b.rows(ctx, metric)
	if err != nil {
		return err
	}
	name := metricNames[metric]
	if _, err := b.file.NewSheet(name); err != nil {
		return fmt.Errorf("write the workbook of targets: %w", err)
	}
	w, err := b.file.NewStreamWriter(name)
	if err != nil {
		return fmt.Errorf("write the workbook of targets: %w", err)
	}
	if err := b.fill(ctx, w, metric, rows, dir); err != nil {
		return fmt.Errorf("write the targets of %s: %w", metric, err)
	}
	return b.protect(name)
}

func (b *workbookWriter) fill(ctx context.Context, w *excelize.StreamWriter, metric model.Metric, rows []exportRow, dir *model.Directory) error {
	nodes := len(nodeHeadings)
	widths := []float64{26, 12, 12, 12, 10, 11, 20, 11, 20, 10, 10, 9, 9}
	for i, width := range widths {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := w.SetColWidth(nodes+1, nodes+SpanCount+2, 14); err != nil {
		return err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: headingRow, TopLeftCell: "B" + strconv.Itoa(headingRow+1), ActivePane: "bottomRight"}); err != nil {
		return err
	}
	title := fmt.Sprintf("%d年 %s目标(%s)", b.q.Year, metricNames[metric], unitNames[metric]) //i18n:data
	basis := i18n.T("%s 没有填的格子导入时不变,填 0 表示没有目标。灰色格子是说明和公式,不必填。", Basis(metric))
	if err := errors.Join(w.SetRow("A1", []any{title}), w.SetRow("A2", []any{basis}),
		w.SetRow(cellName(1, headingRow), b.headings(), excelize.RowOpts{Height: 34})); err != nil {
		return err
	}
	for i := range rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.SetRow(cellName(1, headingRow+1+i), b.cells(&rows[i], metric, headingRow+1+i, dir)); err != nil {
			return err
		}
	}
	return w.Flush()
}

func cellName(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return "A1" // columns and rows of ours are always within the limits
	}
	return name
}

// headings of the columns; every span says its months, so that a business year that does
// not begin in January comes back right.
func (b *workbookWriter) headings() []any {
	var out []any
	add := func(s string) { out = append(out, excelize.Cell{StyleID: b.head, Value: s}) }
	for _, h := range nodeHeadings {
		add(h)
	}
	for _, s := range b.q.Spans() {
		add(spanHeading(s, b.q.First()))
	}
	add(sumHeading)
	add(gapHeading)
	return out
}

//i18n:data
func spanHeading(s Span, first model.Month) string {
	year, month := s.Month.YM()
	lastYear, last := (s.Month + model.Month(s.Months()-1)).YM()
	until := fmt.Sprintf("%d月", int(last))
	if lastYear != year {
		until = fmt.Sprintf("%d年%s", lastYear, until)
	}
	switch s.Kind {
	case model.SpanYear:
		return fmt.Sprintf("全年(%d年%d月-%s)", year, int(month), until)
	case model.SpanQuarter:
		return fmt.Sprintf("第%d季度(%d年%d月-%s)", int(s.Month-first)/3+1, year, int(month), until)
	case model.SpanMonth:
	}
	return fmt.Sprintf("%d年%d月", year, int(month))
}

func (b *workbookWriter) cells(r *exportRow, metric model.Metric, row int, dir *model.Directory) []any {
	nodes := len(nodeHeadings)
	out := make([]any, 0, nodes+SpanCount+2)
	for _, s := range append([]string{r.path}, nodeCells(r.node, dir)...) {
		out = append(out, excelize.Cell{StyleID: b.locked, Value: s})
	}
	out = append(out, excelize.Cell{StyleID: b.locked, Value: levelNames[r.level]}, excelize.Cell{StyleID: b.locked, Value: metricNames[metric]})
	for _, v := range r.own {
		cell := excelize.Cell{StyleID: b.open}
		if v.Known {
			cell.Value = plainNumber(v.N, metric)
		}
		out = append(out, cell)
	}
	var months []string
	for m := range 12 {
		months = append(months, cellName(nodes+1+spanMonth(m), row))
	}
	sum, whole := "SUM("+strings.Join(months, ",")+")", cellName(nodes+1+spanYear, row)
	return append(out, excelize.Cell{StyleID: b.total, Formula: sum},
		excelize.Cell{StyleID: b.total, Formula: fmt.Sprintf(`IF(%s="","",%s-%s)`, whole, sum, whole)})
}

// nodeCells name a node column by column, as the import reads them back.
func nodeCells(n analysis.Node, dir *model.Directory) []string {
	out := make([]string, 10)
	if r := dir.Regions[n.Region]; r != nil {
		out[0] = r.Name
	}
	if d := dir.Departments[n.Department]; d != nil {
		out[1] = d.Name
	}
	if e := dir.Employees[n.Employee]; e != nil {
		out[2], out[3] = e.Code, e.Name
	}
	if c := dir.Customers[n.Customer]; c != nil {
		out[4], out[5] = c.Code, c.Name
	}
	if p := dir.Products[n.Product]; p != nil {
		out[6], out[7] = p.Code, p.Name
	}
	out[8], out[9] = n.Category, n.Channel
	if n == (analysis.Node{}) {
		out[0] = wholeName
	}
	return out
}

// plainNumber is a value as a number of yuan, pieces or ones.
func plainNumber(v int64, m model.Metric) float64 {
	switch {
	case IsMoney(m):
		return model.Money(v).Float()
	case m == model.MetricQuantity:
		return model.Quantity(v).Float()
	}
	return float64(v)
}

// protect locks headings, names and formulas; the cells for targets stay open.
func (b *workbookWriter) protect(sheet string) error {
	err := b.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, AutoFilter: true, Sort: true})
	if err != nil {
		return fmt.Errorf("protect the headings of %s: %w", sheet, err)
	}
	return nil
}
