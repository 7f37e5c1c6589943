package records

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// templateRows is how many rows of a template have its drop-downs.
const templateRows = 5000

// examples are what a cell of the example row holds, by column.
//
//i18n:data
var examples = map[string]string{
	"customer_name": "永盛商贸有限公司", "customer_kind": "经销商", "channel": "流通", "grade": "A", "province": "江苏省", "city": "苏州市", "district": "昆山市",
	"address": "前进中路 18 号", "contact": "王建国", "phone": "13800001234", "settlement": "月结", "price_tier": "一级", "tags": "重点,县城",
	"policy_tier": "一级", "warehouse": "自有,常温", "rivals": "甲牌,乙牌", "licence": "91320500MA1XXXXXXX", "note": "旺季提前备货",
	"contact1": "王建国", "contact1_role": "老板", "contact1_phone": "13800001234", "contact1_wechat": "wangjg",
	"contact2": "李敏", "contact2_role": "采购", "contact2_phone": "13900005678",
	"employee": "张怡", "position": "业务员", "wechat": "zhangyi", "email": "zhangyi@example.com",
	"product_name": "草莓酸奶 250ml", "brand": "清泉", "series": "鲜果", "category": "酸奶", "subcategory": "风味酸奶", "flavour": "草莓", "pack": "250ml×12",
	"unit": "瓶", "case_unit": "箱", "net_unit": "ml", "barcode": "6901234567892", "channels": "商超,流通",
	"name": "苏州", "role": "老板",
}

// exampleOf is the example of a column.
func exampleOf(c *Column, l *lookup) string {
	if text := examples[c.Key]; text != "" && (!c.Closed) && c.Type != Ref {
		return text
	}
	if len(c.Options) > 0 {
		return c.Options[0]
	}
	switch c.Type {
	case Money:
		return "3.50"
	case Quantity:
		return "12"
	case Whole:
		return "30"
	case Percent:
		return "2.5"
	case Degrees:
		return "31.3"
	case Date:
		return "2026-01-01"
	case Yes:
		return i18n.T("是")
	case Ref:
		if list := l.list(c.Refers); len(list) > 0 && c.Refers != Customers && c.Refers != Products {
			return list[0]
		}
	}
	return ""
}

// Template writes an empty workbook to fill in and import: protected headings, an example
// row that imports leave out, drop-downs of what there is, and a sheet that explains every
// column.
func (b *Book) Template(ctx context.Context, k Kind, path string) error {
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return model.NewFault(nil, i18n.T("模板是工作簿,文件名要以 .xlsx 结尾。"), "", i18n.T("请换一个文件名。"))
	}
	if _, ok := k.Imported(); !ok {
		return model.NewFault(nil, i18n.T("“%s”不能成批导入。", k.Name()), "", i18n.T("请在表格编辑里粘贴。"))
	}
	l, err := b.lookup(ctx)
	if err != nil {
		return err
	}
	s, err := b.sheetOf(k, l)
	if err != nil {
		return err
	}
	t := &template{kind: k, lookup: l, columns: s.columns()}
	if k == Products && len(l.tiers) == 0 { // a column to begin with
		l.tiers = []string{firstTier}
		t.columns = productSheet(l).columns()
	}
	return writeWhole(ctx, path, t.write)
}

const firstTier = "一级" //i18n:data

// template is a workbook to be filled in, under work.
type template struct {
	kind    Kind
	lookup  *lookup
	columns []Column
	file    *excelize.File
	styles  styles
	lists   int            // columns of the sheet of lists so far
	listAt  map[string]int // lists already there, by their content
}

func (t *template) write(w io.Writer) (err error) {
	t.file, t.listAt = excelize.NewFile(), map[string]int{}
	defer func() { err = errors.Join(err, t.file.Close()) }()
	if t.styles, err = newStyles(t.file, true); err != nil {
		return err
	}
	for _, step := range []func() error{t.fill, t.choices, t.explain, t.protect} {
		if err := step(); err != nil {
			return err
		}
	}
	return t.file.Write(w)
}

func (t *template) sheet() string { return t.kind.Name() }

// fill writes headings, column styles and the example row.
func (t *template) fill() error {
	if err := t.file.SetSheetName("Sheet1", t.sheet()); err != nil {
		return err
	}
	for i := range t.columns {
		c := &t.columns[i]
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		example := exampleOf(c, t.lookup)
		if i == 0 {
			example = ExampleMark
		}
		err = errors.Join(t.file.SetColWidth(t.sheet(), letter, letter, float64(max(c.Width, 8)+2)),
			t.file.SetColStyle(t.sheet(), letter, t.styles.of(c)),
			t.file.SetCellStr(t.sheet(), letter+"1", c.Title), t.file.SetCellStyle(t.sheet(), letter+"1", letter+"1", t.styles.heading(c)),
			t.file.SetCellStr(t.sheet(), letter+"2", example), t.file.SetCellStyle(t.sheet(), letter+"2", letter+"2", t.styles.quiet))
		if err != nil {
			return err
		}
	}
	return errors.Join(t.file.SetRowHeight(t.sheet(), 1, 22),
		t.file.SetPanes(t.sheet(), &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}))
}

// choices gives the columns their drop-downs; what they offer stands on a hidden sheet.
func (t *template) choices() error {
	name := i18n.T("选项")
	if _, err := t.file.NewSheet(name); err != nil {
		return err
	}
	for i := range t.columns {
		c := &t.columns[i]
		list := t.offered(c)
		if len(list) == 0 {
			continue
		}
		source, err := t.list(name, list)
		if err != nil {
			return err
		}
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(letter + "3:" + letter + strconv.Itoa(templateRows))
		v.SetSqrefDropList(source)
		if c.Closed || c.Type == Yes {
			v.SetError(excelize.DataValidationErrorStyleStop, c.Title, i18n.T("请从列表里选。"))
		} else {
			v.ShowErrorMessage = false // the list offers, it does not forbid
		}
		if err := t.file.AddDataValidation(t.sheet(), v); err != nil {
			return err
		}
	}
	if t.lists == 0 {
		return t.file.DeleteSheet(name)
	}
	return t.file.SetSheetVisible(name, false)
}

// offered is what the drop-down of a column holds.
func (t *template) offered(c *Column) []string {
	switch {
	case c.Type == Yes:
		return []string{i18n.T("是"), i18n.T("否")}
	case c.Type == Ref && !c.Many:
		return t.lookup.list(c.Refers)
	case c.Type == Text:
		return c.Options
	}
	return nil
}

// list writes a list onto the sheet of lists, once, and gives where it stands.
func (t *template) list(sheet string, list []string) (source string, err error) {
	key := strings.Join(list, "\n")
	at, ok := t.listAt[key]
	if !ok {
		t.lists++
		at = t.lists
		t.listAt[key] = at
	}
	letter, err := excelize.ColumnNumberToName(at)
	if err != nil {
		return "", err
	}
	if !ok {
		if err := t.file.SetSheetCol(sheet, letter+"1", &list); err != nil {
			return "", err
		}
	}
	return "'" + sheet + "'!$" + letter + "$1:$" + letter + "$" + strconv.Itoa(len(list)), nil
}

// explain writes the sheet that says how each column is filled in.
func (t *template) explain() error {
	name := i18n.T("填写说明")
	if _, err := t.file.NewSheet(name); err != nil {
		return err
	}
	wrap, err := t.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return err
	}
	lines := [][]any{
		{i18n.T("%s:填写说明", t.kind.Name())},
		{i18n.T("第 2 行是示例,导入时自动略过,可以留着。表头请不要改。从第 3 行起,一行填一条。")},
		{},
		{i18n.T("栏目"), i18n.T("必填"), i18n.T("怎么填"), i18n.T("例子")},
	}
	for i := range t.columns {
		c := &t.columns[i]
		must := ""
		if c.Required {
			must = i18n.T("必填")
		}
		lines = append(lines, []any{c.Title, must, howTo(c), exampleOf(c, t.lookup)})
	}
	for i, line := range lines {
		if err := t.file.SetSheetRow(name, "A"+strconv.Itoa(i+1), &line); err != nil {
			return err
		}
	}
	last := strconv.Itoa(len(lines))
	return errors.Join(t.file.SetCellStyle(name, "A5", "D"+last, wrap), t.file.SetCellStyle(name, "A1", "A1", t.styles.must),
		t.file.SetCellStyle(name, "A4", "D4", t.styles.head), t.file.SetColWidth(name, "A", "A", 18), t.file.SetColWidth(name, "B", "B", 8),
		t.file.SetColWidth(name, "C", "C", 60), t.file.SetColWidth(name, "D", "D", 24))
}

// howTo says in words how a column is filled in.
func howTo(c *Column) string {
	say := ""
	switch c.Type {
	case Money, Quantity:
		say = i18n.T("数字。")
	case Whole:
		say = i18n.T("整数。")
	case Percent:
		say = i18n.T("百分数,不写百分号。")
	case Degrees:
		say = i18n.T("度,小数。")
	case Date:
		say = i18n.T("日期,如 2026-01-01。")
	case Yes:
		say = i18n.T("是 或 否。")
	case Words:
		say = i18n.T("可以几个,用逗号分开。")
	case Ref:
		if !c.Many {
			say = i18n.T("从列表选,或填编码、名称。")
		}
	case Text:
		switch {
		case c.Closed:
			say = i18n.T("只能是:%s。", strings.Join(c.Options, i18n.T("、")))
		case len(c.Options) > 0:
			say = i18n.T("从列表选,也可以写新的。")
		}
	}
	return say + c.Hint
}

// protect locks the headings: cells can be filled in, columns made wider, rows sorted and
// filtered; the headings stay.
func (t *template) protect() error {
	return t.file.ProtectSheet(t.sheet(), &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true,
		FormatCells: true, FormatColumns: true, FormatRows: true, InsertRows: true, DeleteRows: true, Sort: true, AutoFilter: true})
}
