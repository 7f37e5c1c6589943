package importing

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
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

// listed imports a csv of a list into a real store and gives its records.
func listed(t testing.TB, st *store.Store, kind model.BatchKind, content string) *model.Directory {
	t.Helper()
	s := open(t, st, write(t, "a.csv", content), kind)
	require.Empty(t, check(t, s).Problems)
	_, err := s.Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	d, err := st.Directory(context.Background())
	require.NoError(t, err)
	return d
}

func TestCustomerProductAndEmployeeLists(t *testing.T) {
	st := openStore(t)
	listed(t, st, model.BatchEmployees, "工号,姓名,岗位,上级,区域,部门,电话,入职日期\n1,李雷,业务员,韩梅,华东,直销部,13800001111,2017-01-01\n2,韩梅,主管,,华东,直销部,,\n")
	d := listed(t, st, model.BatchCustomers, "编码,名称,类型,渠道,等级,区域,业务员,联系人,电话,地址,账期,重点客户,老板的爱好\n"+
		"C1,甲店,终端,便利,A,华东,李雷,王五,138,某路,30天,是,象棋\nC2,甲店,经销商,,,华北,,,,,,,\n")
	require.Len(t, d.Customers, 2)
	c := byCode(d.Customers, "C1", func(c *model.Customer) string { return c.Code })
	require.Equal(t, []any{"甲店", "终端", "便利", "A", 30, true, "138", "王五"}, []any{c.Name, c.Kind, c.Channel, c.Grade, c.TermDays, c.Key, c.Phone, c.Contact})
	require.Equal(t, "李雷", d.Employees[c.OwnerID].Name)
	require.Equal(t, "华北", d.Regions[byCode(d.Customers, "C2", func(c *model.Customer) string { return c.Code }).RegionID].Name)
	boss := byCode(d.Employees, "2", func(e *model.Employee) string { return e.Code })
	rep := byCode(d.Employees, "1", func(e *model.Employee) string { return e.Code })
	require.Equal(t, boss.ID, rep.SuperiorID)
	require.Equal(t, "2017-01-01", rep.Hired.String())
	require.Equal(t, "13800001111", rep.Phone)

	d = listed(t, st, model.BatchProducts, "产品编码,产品名称,品牌,类别,规格,单位,箱规,单价,上市日期,条码,价格-一级,价格-批发价\n"+
		"P1,绿茶,清泉,饮料,500ml×15,瓶,,3.5,2017-01-01,6901,3,2.9\nP2,红茶,清泉,饮料,,瓶,12,3,,,,\n")
	p := byCode(d.Products, "P1", func(p *model.Product) string { return p.Code })
	require.Equal(t, 15*model.Unit, p.UnitsPerCase)
	require.Equal(t, "3.5", p.Price.String())
	require.Equal(t, "6901", p.Barcode)
	require.Equal(t, "2017-01-01", p.Launched.String())
	require.Equal(t, 12*model.Unit, byCode(d.Products, "P2", func(p *model.Product) string { return p.Code }).UnitsPerCase)
	prices, err := store.Find(context.Background(), st, model.ProductPrice{ProductID: p.ID})
	require.NoError(t, err)
	require.Len(t, prices, 2)
	require.Equal(t, "批发价", prices[1].Tier)
}

func byCode[T any](all map[model.ID]*T, code string, of func(*T) string) *T {
	for _, r := range all {
		if of(r) == code {
			return r
		}
	}
	return new(T)
}

func TestAListSaysWhatItWouldDo(t *testing.T) {
	st := openStore(t)
	listed(t, st, model.BatchCustomers, "客户编码,客户名称,等级,信用额度\nK1,甲店,A,50000\nK2,乙店,B,\n")
	content := "客户编码,客户名称,等级,信用额度,业务员编码,业务员,上游客户,开户日期\nK1,甲店,B,5万,E1,张怡,,\nK2,乙店,,,,,,\nK3,丙店,C,-5,,,,\nK4,丁店,C,,,,K9,\nK5,戊店,C,,,,K1,去年\nK6,己店,C,,E1,张怡,甲店,2020-01-05\n,合计,,,,,,\n"
	s := open(t, st, write(t, "客户.csv", content), model.BatchCustomers)
	p := check(t, s)
	require.Equal(t, []int{6, 3, 3, 1}, []int{p.Rows, p.Good, p.Bad, p.Duplicates})
	require.Equal(t, []int{1, 1, 1}, []int{p.List.New, p.List.Changed, p.List.Unchanged})
	var said []string
	for _, g := range p.Problems {
		said = append(said, fmt.Sprint(g.Column, g.Reason, g.Rows, g.Sample))
	}
	require.Equal(t, []string{"信用额度不能是负数[4]-5", "上游客户没有这个客户[5]K9", "开户日期不是日期[6]去年"}, said)
	require.Contains(t, p.Notes, "将新建 1 个人员:张怡(E1)。")
	require.Equal(t, "等级", p.List.Changes[0].Fields[0].Title)

	s.SetRejectUnknown(true)
	require.Equal(t, 5, check(t, s).Bad)
	s.SetRejectUnknown(false)
	require.NoError(t, s.SetMode(records.Append))
	p = check(t, s)
	require.Equal(t, []int{1, 0, 2}, []int{p.List.New, p.List.Changed, p.List.Skipped})
	require.Error(t, s.SetMode("overwrite"))
	require.NoError(t, s.SetMode(records.UpdateOnly))
	s.SetClearEmpty(true)
	p = check(t, s)
	require.Equal(t, []int{0, 2, 0}, []int{p.List.New, p.List.Changed, p.List.Unchanged})
	require.Equal(t, "没有这个编码", p.Problems[1].Reason)

	require.NoError(t, s.SetMode(records.Update))
	s.SetClearEmpty(false)
	res, err := s.Import(context.Background(), Choice{SkipBad: true}, nil)
	require.NoError(t, err)
	require.Equal(t, []int{6, 2, 3, 1, 2}, []int{res.Rows, res.Imported, res.Rejected, res.Skipped, res.Customers})
	batches, err := st.Batches(context.Background())
	require.NoError(t, err)
	require.Equal(t, []int{6, 2, 3, 1}, []int{batches[0].Rows, batches[0].Imported, batches[0].Rejected, batches[0].Skipped})

	path := filepath.Join(t.TempDir(), "退回.xlsx")
	require.NoError(t, s.WriteRejects(path))
	again := check(t, open(t, st, path, model.BatchCustomers))
	require.Equal(t, []int{3, 3}, []int{again.Rows, again.Bad})
	require.NoError(t, st.UndoBatch(context.Background(), batches[0].ID))
	d, err := st.Directory(context.Background())
	require.NoError(t, err)
	require.Len(t, d.Customers, 2)
	require.Empty(t, d.Employees)
	require.Equal(t, "A", byCode(d.Customers, "K1", func(c *model.Customer) string { return c.Code }).Grade)
}

// Every column finds itself by the title it is exported under, in either language.
func TestEveryColumnIsKnownByItsTitle(t *testing.T) {
	for kind := range columnsOf {
		for _, language := range []i18n.Language{i18n.Chinese, i18n.English} {
			i18n.SetLanguage(language)
			columns := records.Basic(records.Kind(kind))
			i18n.SetLanguage(i18n.Chinese)
			if language == i18n.English && !english(columns) {
				t.Fatal("no English titles")
			}
			var titles []title
			for _, c := range columns {
				titles = append(titles, newTitle(c.Title, ""))
			}
			fields, _ := assign(kind, uniqueTitles(titles))
			for i, c := range columns {
				assert.Equal(t, Field(c.Key), fields[i], "%s %s", kind, c.Title)
			}
		}
	}
}

func english(columns []records.Column) bool { return columns[0].Title != columns[0].Chinese }

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

// A cell that Excel shows as 2.5% is stored as 0.025: a column of percents means 2.5, one
// typed as text or as a bare 2.5 too.
func TestPercentCells(t *testing.T) {
	x := excelize.NewFile()
	defer x.Close()
	head := []any{"客户编码", "客户名称", "政策返利(%)", "政策开始"}
	require.NoError(t, x.SetSheetRow("Sheet1", "A1", &head))
	percent, err := x.NewStyle(&excelize.Style{NumFmt: 10})
	require.NoError(t, err)
	for i, v := range []any{0.025, 0.29, "2.5%", 2.5} {
		row := []any{fmt.Sprint("K", i), fmt.Sprint("店", i), v, "2026-01-01"}
		require.NoError(t, x.SetSheetRow("Sheet1", fmt.Sprint("A", i+2), &row))
	}
	require.NoError(t, x.SetCellStyle("Sheet1", "C2", "C3", percent))
	path := filepath.Join(t.TempDir(), "客户.xlsx")
	require.NoError(t, x.SaveAs(path))
	st := openStore(t)
	s := open(t, st, path, model.BatchCustomers)
	p := check(t, s)
	require.Empty(t, p.Problems)
	require.Equal(t, "2.5%", p.Sample[0].Cells[2])
	_, err = s.Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	policies, err := store.Find(context.Background(), st, model.CustomerPolicy{})
	require.NoError(t, err)
	rebates := []int{}
	for _, policy := range policies {
		rebates = append(rebates, policy.Rebate)
	}
	require.Equal(t, []int{250, 2900, 250, 250}, rebates)
}

// A file that came in by one mode can come in by another; once it says nothing new it is
// known again.
func TestAListComesInAgainByAnotherMode(t *testing.T) {
	st, ctx := openStore(t), context.Background()
	listed(t, st, model.BatchCustomers, "客户编码,客户名称,等级\nK1,甲店,A\n")
	path := write(t, "客户.csv", "客户编码,客户名称,等级\nK1,甲店,B\nK2,乙店,B\n")
	for _, step := range []struct {
		mode     records.Mode
		imported int
		known    bool
	}{{records.Append, 1, false}, {records.Update, 1, false}, {records.Update, 0, true}} {
		s := open(t, st, path, model.BatchCustomers)
		require.NoError(t, s.SetMode(step.mode))
		require.Equal(t, step.known, check(t, s).Already != nil)
		r, err := s.Import(ctx, Choice{}, nil)
		require.NoError(t, err)
		require.Equal(t, step.imported, r.Imported)
	}
	batches, err := st.Batches(ctx)
	require.NoError(t, err)
	require.Len(t, batches, 3)
}

// A price list that names products by their barcodes alone finds them.
func TestBarcodeAloneTellsAProduct(t *testing.T) {
	st := openStore(t)
	listed(t, st, model.BatchProducts, "品项编码,品项名称,条码,单价\nP1,绿茶,6901,3\nP2,红茶,6902,3\nP3,红茶赠品,6902,3\n")
	s := open(t, st, write(t, "调价.csv", "条码,单价\n6901,3.5\n6902,4\n6903,5\n"), model.BatchProducts)
	p := check(t, s)
	require.Equal(t, []int{0, 1, 2}, []int{p.List.New, p.List.Changed, p.Bad})
	require.Equal(t, "P1 绿茶", p.List.Changes[0].Name)
	require.Equal(t, "不止一个用这个条码,没有编码分不清", p.Problems[0].Reason)
}
