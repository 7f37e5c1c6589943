package importing

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/model"
)

// importOf runs a csv of any kind through the fake.
func importOf(t testing.TB, kind model.BatchKind, name, content string) *model.Import {
	t.Helper()
	f := &fake{}
	s := open(t, f, write(t, name, content), kind)
	p := check(t, s)
	require.Empty(t, p.Problems)
	_, err := s.Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	return f.imports[0]
}

func TestTargetsLongForm(t *testing.T) {
	in := importOf(t, model.BatchTargets, "目标.csv", "月份,区域,业务员,指标,目标,冲刺,挑战\n"+
		"2017-03,华东,李雷,销售额,\"12,000\",1.5万,20000\n2017年4月,华北,,销量,300,,\n")
	require.Len(t, in.Targets, 4)
	require.Equal(t, model.TargetRow{RowNo: 2, Month: model.MustMonth("2017-03"), Level: model.LevelStretch, Metric: model.MetricAmount,
		Region: 0, Department: -1, Employee: 0, Customer: -1, Product: -1, Value: int64(15_000 * model.Yuan)}, in.Targets[1])
	last := in.Targets[3]
	require.Equal(t, model.MetricQuantity, last.Metric)
	require.Equal(t, int64(300*model.Unit), last.Value)
	require.Equal(t, "华北", in.Regions[last.Region].Name)
	require.Equal(t, model.NoRef, last.Employee)
}

func TestTargetsWideForm(t *testing.T) {
	in := importOf(t, model.BatchTargets, "2026年目标.csv", "2026年区域销售目标（万元）,,,\n区域,1月(万元),2月(万元),12月(万元)\n华东,1.5,2,\n华北,3,4,5\n合计,4.5,6,5\n")
	require.Len(t, in.Targets, 5)
	require.Equal(t, "2026-01", in.Targets[0].Month.String())
	require.Equal(t, int64(15_000*model.Yuan), in.Targets[0].Value)
	require.Equal(t, "2026-12", in.Targets[4].Month.String())
	in = importOf(t, model.BatchTargets, "x.csv", "品类,级别,2026-01,2026-02\n饮料,挑战,100,200\n")
	require.Equal(t, model.LevelChallenge, in.Targets[1].Level)
	require.Equal(t, "饮料", in.Targets[1].Category)
	require.Equal(t, "2026-02", in.Targets[1].Month.String())
	in = importOf(t, model.BatchTargets, "x.csv", "区域,年份,1月,2月\n华东,2025,100,200\n")
	require.Equal(t, "2025-02", in.Targets[1].Month.String())
}

func TestBadTargets(t *testing.T) {
	s := open(t, &fake{}, write(t, "x.csv", "月份,区域,目标\n3月,华东,5\n2017-13,华东,5\n2017-03,华东,-5\n2017-03,华东,\n2017-03,华东,abc\n"), model.BatchTargets)
	p := check(t, s)
	require.Equal(t, 5, p.Bad)
	require.Equal(t, "月份没有年份", p.Problems[0].Reason)
}

func TestCustomerProductAndEmployeeLists(t *testing.T) {
	in := importOf(t, model.BatchCustomers, "a.csv", "编码,名称,类型,渠道,等级,区域,业务员,联系人,电话,地址,账期,重点客户\n"+
		"C1,甲店,终端,便利,A,华东,李雷,王五,138,某路,30天,是\nC2,甲店,经销商,,,华北,,,,,,\n")
	require.True(t, in.UpdateMasters)
	require.Len(t, in.Customers, 2)
	c := in.Customers[0]
	require.Equal(t, []any{"C1", "甲店", "终端", "便利", "A", 30, true}, []any{c.Code, c.Name, c.Kind, c.Channel, c.Grade, c.TermDays, c.Key})
	require.Equal(t, "李雷", in.Employees[in.CustomerOwner[0]].Name)
	require.Equal(t, "华北", in.Regions[in.CustomerRegion[1]].Name)

	in = importOf(t, model.BatchProducts, "a.csv", "产品编码,产品名称,品牌,类别,规格,单位,箱规,单价,上市日期\nP1,绿茶,清泉,饮料,500ml×15,瓶,,3.5,2017-01-01\nP2,红茶,清泉,饮料,,瓶,12,3,\n")
	p := in.Products[0]
	require.Equal(t, 15*model.Unit, p.UnitsPerCase)
	require.Equal(t, "3.5", p.Price.String())
	require.Equal(t, "2017-01-01", p.Launched.String())
	require.Equal(t, 12*model.Unit, in.Products[1].UnitsPerCase)

	in = importOf(t, model.BatchEmployees, "a.csv", "工号,姓名,岗位,上级,区域,部门,电话,入职日期\n1,李雷,业务员,韩梅,华东,直销部,138,2017-01-01\n2,韩梅,主管,,华东,直销部,,\n")
	require.Len(t, in.Employees, 2)
	require.Equal(t, "韩梅", in.Employees[in.EmployeeSuperior[0]].Name)
	require.Equal(t, "2", in.Employees[in.EmployeeSuperior[0]].Code)
	require.Equal(t, "2017-01-01", in.Employees[0].Hired.String())
}

func TestRosterAloneIsAnImportOfEmployees(t *testing.T) {
	f := &fake{}
	s := open(t, f, write(t, "a.csv", "地区,地区经理\n华东,张三\n华北,李四\n"), model.BatchSales)
	require.Equal(t, model.BatchEmployees, s.Kind())
	require.Equal(t, 2, check(t, s).Managers)
	_, err := s.Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	in := f.imports[0]
	require.Equal(t, model.BatchEmployees, in.Batch.Kind)
	require.Equal(t, "李四", in.Employees[in.RegionManager[1]].Name)
	require.Equal(t, "区域经理", in.Employees[1].Position)
	require.Equal(t, model.Ref(1), in.EmployeeRegion[1])
}

func TestPayments(t *testing.T) {
	in := importOf(t, model.BatchPayments, "a.csv", "日期,客户名称,单号,金额,类型,到期日\n2017-03-05,甲,F1,100,应收,2017-04-05\n2017-03-06,甲,S1,60.5,回款,\n2017-03-07,甲,T1,-5,回款,\n")
	require.Equal(t, model.EntryRow{RowNo: 2, Kind: model.EntryInvoice, Date: model.MustDate("2017-03-05"), DocNo: "F1",
		Amount: 100 * model.Yuan, Due: model.MustDate("2017-04-05")}, in.Entries[0])
	require.Equal(t, model.EntryReceipt, in.Entries[1].Kind)
	require.Equal(t, model.EntryAdjust, in.Entries[2].Kind)
	require.Equal(t, 5*model.Yuan, in.Entries[2].Amount)
	in = importOf(t, model.BatchPayments, "a.csv", "日期,客户,应收金额,回款金额\n2017-03-05,甲,100,40\n")
	require.Len(t, in.Entries, 2)
}

// A look-alike of the sample workbook: lines, returned orders and roster in one file, with
// merged cells, an error cell and a title above.
func lookAlike(t testing.TB) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	set := func(sheet, at string, row ...any) { require.NoError(t, f.SetSheetRow(sheet, at, &row)) }
	require.NoError(t, f.SetSheetName("Sheet1", "订单"))
	for _, name := range []string{"退货", "销售人员"} {
		_, err := f.NewSheet(name)
		require.NoError(t, err)
	}
	set("订单", "A1", "2017年销售明细")
	require.NoError(t, f.MergeCell("订单", "A1", "G1"))
	set("订单", "A2", "订单 ID", "订单日期", "客户", "", "地区", "产品名称", "2017年", "")
	set("订单", "A3", "", "", "编码", "名称", "", "", "数量", "销售额")
	require.NoError(t, f.MergeCell("订单", "C2", "D2"))
	require.NoError(t, f.MergeCell("订单", "G2", "H2"))
	set("订单", "A4", "D1", 42852, "C1", "甲店", "华东", "绿茶", 2, 129.696)
	set("订单", "A5", nil, 42852, "C1", "甲店", "华东", "红茶", 1, 10.004)
	require.NoError(t, f.MergeCell("订单", "A4", "A5"))
	set("订单", "A6", "D2", 42853, "C2", "甲店", "华北", "绿茶", 3, 20)
	set("订单", "A7", "D3", 42853, "C2", "甲店", "华北", "绿茶", "#N/A", 20)
	require.NoError(t, f.SetCellFormula("订单", "H8", "[1]other!A1"))
	set("订单", "A8", "D4", 42853, "C2", "甲店", "华北", "绿茶", 1)
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	require.NoError(t, err)
	require.NoError(t, f.SetCellStyle("订单", "B4", "B8", date))
	set("退货", "A1", "订单 ID", "退回")
	set("退货", "A2", "D1", "是")
	set("退货", "A3", "D9", "是")
	set("退货", "A4", "D2", "否")
	set("销售人员", "A1", "地区", "地区经理")
	set("销售人员", "A2", "华东", "张三")
	set("销售人员", "A3", "华北", "李四")
	path := filepath.Join(t.TempDir(), "look.xlsx")
	require.NoError(t, f.SaveAs(path))
	return path
}

func TestLookAlikeWorkbook(t *testing.T) {
	f := &fake{}
	s := open(t, f, lookAlike(t), model.BatchSales)
	row, n := s.HeaderRow()
	require.Equal(t, []int{2, 2}, []int{row, n})
	titles := []string{}
	for _, c := range s.Columns() {
		titles = append(titles, c.Title)
	}
	require.Equal(t, []string{"订单 ID", "订单日期", "客户/编码", "客户/名称", "地区", "产品名称", "2017年/数量", "2017年/销售额"}, titles)
	p := check(t, s)
	require.Equal(t, []int{5, 3, 2}, []int{p.Rows, p.Good, p.Bad})
	require.Equal(t, "159.7", p.Amount.String())
	require.Equal(t, 2, p.Managers)
	require.Equal(t, 1, p.ReturnedOrders)
	require.Equal(t, 2, p.ReturnedLines) // the merged order number counts for both rows
	require.Equal(t, []string{"单号", "日期", "客户编码", "客户名称", "区域", "品项名称", "数量", "金额"}, p.Columns)
	require.Equal(t, "2017-04-27", p.Sample[0].Cells[1])
	require.NotEmpty(t, p.Sample[3].Problem)
	_, err := s.Import(context.Background(), Choice{SkipBad: true}, nil)
	require.NoError(t, err)
	in := f.imports[0]
	require.Equal(t, "张三", in.Employees[in.Lines[0].Employee].Name)
	require.True(t, in.Lines[1].Returned)
	require.Equal(t, model.LineSale, in.Lines[1].Kind)
	require.False(t, in.Lines[2].Returned)

	// The rejects hold the rows as they were, say why, and can be opened as sales again.
	path := filepath.Join(t.TempDir(), "退回.xlsx")
	require.NoError(t, s.WriteRejects(path))
	x, err := excelize.OpenFile(path)
	require.NoError(t, err)
	defer x.Close()
	got, err := x.GetRows("退回的行")
	require.NoError(t, err)
	require.Len(t, got, 3)
	require.Equal(t, []string{"行号", "列", "原因"}, got[0][8:])
	require.Equal(t, []string{"D3", "2017-04-28", "C2", "甲店", "华北", "绿茶", "#N/A", "20", "7", "2017年/数量", "不是数字:“#N/A”"}, got[1])
	require.Equal(t, "公式没有保存结果,请用 Excel 打开后保存", got[2][10])
	again := open(t, &fake{}, path, model.BatchSales)
	require.Empty(t, again.Missing())
	p = check(t, again)
	require.Equal(t, 2, p.Bad)
}
