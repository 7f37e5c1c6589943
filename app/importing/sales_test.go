package importing

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

const plainHead = "日期,客户名称,产品名称,数量,金额\n"

func TestTwoRowHeaderTitlesAndTotalsAreLeftOut(t *testing.T) {
	in, res := csvImport(t, "华东区2017年销售明细,,,,,\n"+
		"制表：销售部,,,,,\n"+
		"日期,客户,品项,2017年,,\n"+
		",,,数量,销售额,备注\n"+
		"2017-03-05,甲店,绿茶,2,10.5,\n"+
		"2017-03-06,乙店,绿茶,3,15.75,急\n"+
		"小计,,,5,26.25,\n"+
		",,,,,\n"+
		"日期,客户,品项,2017年,,\n"+
		",,,数量,销售额,备注\n"+
		"2017-03-07,甲店,红茶,1,5,\n"+
		"华东 合计,,,1,5,\n"+
		"合计,,,6,31.25,\n"+
		"制表人：张三,,,,,\n", Choice{})
	require.Equal(t, 3, res.Rows)
	require.Equal(t, "31.25", res.Amount)
	require.Equal(t, "6", res.Quantity)
	require.Equal(t, 2, res.Customers)
	require.Equal(t, "急", in.Lines[1].Note)
	require.Equal(t, 5, in.Lines[0].RowNo)
	require.Contains(t, in.Batch.Notes, "文件的合计 31.25 与明细之和一致")
}

func TestTotalThatDoesNotAddUpIsSaid(t *testing.T) {
	in, _ := csvImport(t, plainHead+"2017-03-05,甲,绿茶,2,10\n合计,,,2,11\n", Choice{})
	require.Contains(t, in.Batch.Notes, "文件的合计 11 与明细之和 10 不一致")
}

func TestSumWithoutAWord(t *testing.T) {
	in, res := csvImport(t, plainHead+"2017-03-05,甲,绿茶,2,10\n2017-03-05,乙,绿茶,2,10.5\n,,,4,20.5\n", Choice{})
	require.Equal(t, 2, res.Rows)
	require.Contains(t, in.Batch.Notes, "文件的合计 20.5 与明细之和一致")
}

func TestTotalWordInANoteIsNoTotal(t *testing.T) {
	_, res := csvImport(t, "日期,客户,品项,数量,金额,备注\n2017-03-05,甲,绿茶,2,10,累计\n,,,2,10,合计\n", Choice{})
	require.Equal(t, 1, res.Rows)
}

func TestReturnsAloneSayWhatToDo(t *testing.T) {
	s := open(t, &fake{}, write(t, "退货.csv", "订单 ID,退回\nD1,是\n"), model.BatchSales)
	_, err := s.Check(context.Background(), nil)
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.Contains(t, fault.What, "退货订单清单")
}

func TestNamesThatLookLikeTotalsStay(t *testing.T) {
	_, res := csvImport(t, plainHead+"2017-03-05,百年合计,绿茶,2,10\n2017-03-05,甲,总汇饮品汇总,2,10\n", Choice{})
	require.Equal(t, 2, res.Imported)
}

func TestDateOrderFromTheWholeColumn(t *testing.T) {
	in, _ := csvImport(t, plainHead+"5/3/2017,甲,绿茶,1,1\n13/3/2017,甲,绿茶,1,1\n", Choice{})
	require.Equal(t, "2017-03-05", in.Lines[0].Date.String())
	in, _ = csvImport(t, plainHead+"5/3/2017,甲,绿茶,1,1\n5/13/2017 9:30 PM,甲,绿茶,1,1\n", Choice{})
	require.Equal(t, "2017-05-03", in.Lines[0].Date.String())
	in, _ = csvImport(t, plainHead+"5/5/2017,甲,绿茶,1,1\n", Choice{})
	require.Equal(t, "2017-05-05", in.Lines[0].Date.String())
}

func TestUndecidableDateOrderIsAsked(t *testing.T) {
	s := open(t, &fake{}, write(t, "a.csv", plainHead+"5/3/2017,甲,绿茶,1,1\n6/4/2017,甲,绿茶,1,1\n"), model.BatchSales)
	_, err := s.Check(context.Background(), nil)
	require.ErrorIs(t, err, ErrDateOrder)
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.Contains(t, fault.Do, "--date-order")
	require.NoError(t, s.SetDateOrder("dmy"))
	require.Equal(t, "2017-03-05", check(t, s).Span.From.String())
	require.NoError(t, s.SetDateOrder("mdy"))
	require.Equal(t, "2017-05-03", check(t, s).Span.From.String())
	require.Error(t, s.SetDateOrder("x"))
	s = open(t, &fake{}, write(t, "b.csv", plainHead+"25/3/2017,甲,绿茶,1,1\n3/25/2017,甲,绿茶,1,1\n"), model.BatchSales)
	_, err = s.Check(context.Background(), nil)
	require.ErrorIs(t, err, ErrDateOrder)
}

func TestAmountsAsWritten(t *testing.T) {
	in, res := csvImport(t, "日期,客户,品项,数量,销售额(万元)\n"+
		"2017年3月5日,甲,绿茶,１０,￥1.5\n20170306,甲,绿茶,2,\"1,000\"\n2017.3.7,甲,绿茶,-1,(0.5)\n", Choice{})
	require.Equal(t, "10010000", res.Amount)
	require.Equal(t, model.LineReturn, in.Lines[2].Kind)
	require.Equal(t, "-5000", in.Lines[2].Amount.String())
	require.Contains(t, in.Batch.Notes, "换算成元")
}

func TestPriceTimesQuantityIsComputedAndSaid(t *testing.T) {
	in, res := csvImport(t, "日期,客户,品项,数量,单价\n2017-03-05,甲,绿茶,3,2.335\n2017-03-05,甲,绿茶,2,1\n", Choice{})
	require.Equal(t, "9.005", res.Amount)
	require.Contains(t, in.Batch.Notes, "2 行没有金额,按单价 × 数量算出")
}

func TestCasesBecomeUnits(t *testing.T) {
	in, res := csvImport(t, "日期,客户,品项,规格,销量(箱),金额\n2017-03-05,甲,绿茶,250ml×24,1.5,90\n2017-03-05,甲,红茶,1*12瓶,2,50\n", Choice{})
	require.Equal(t, "60", res.Quantity)
	require.Equal(t, 24*model.Unit, in.Products[0].UnitsPerCase)
	require.Contains(t, in.Batch.Notes, "2 行只有箱数")
	f := &fake{known: model.Directory{Products: map[model.ID]*model.Product{1: {Code: "P1", UnitsPerCase: 6 * model.Unit}}}}
	s := open(t, f, write(t, "a.csv", "日期,客户,商品编码,箱数,金额\n2017-03-05,甲,P1,2,90\n2017-03-05,甲,P2,2,90\n"), model.BatchSales)
	p := check(t, s)
	require.Equal(t, "12", p.Quantity.String())
	require.Equal(t, 1, p.Bad)
	require.Contains(t, p.Problems[0].Reason, "不知道每箱几件")
}

func TestReturnsGiftsAndCancelledLines(t *testing.T) {
	in, res := csvImport(t, "日期,客户,品项,数量,金额,单据类型,状态\n"+
		"2017-03-05,甲,绿茶,3,30,销售,已完成\n2017-03-05,甲,绿茶,1,10,退货,已完成\n"+
		"2017-03-05,甲,绿茶,1,0,赠品,\n2017-03-05,甲,绿茶,2,20,销售,已作废\n2017-03-05,甲,绿茶,-1,-9,销售,未退货\n", Choice{})
	kinds := []model.LineKind{model.LineSale, model.LineReturn, model.LineGift, model.LineReturn, model.LineReturn}
	for i, k := range kinds {
		require.Equal(t, k, in.Lines[i].Kind, i)
	}
	require.Equal(t, "-10", in.Lines[1].Amount.String())
	require.Equal(t, "-20", in.Lines[3].Amount.String())
	require.Equal(t, "-9", res.Amount)
	require.Equal(t, "0", res.Quantity)
	require.Contains(t, in.Batch.Notes, "1 行已作废或取消")
}

func TestLinesWithoutCustomer(t *testing.T) {
	in, _ := csvImport(t, "日期,品项,数量,金额\n2017-03-05,绿茶,1,5\n", Choice{})
	require.Equal(t, "散客", in.Customers[0].Name)
	require.True(t, in.Customers[0].WalkIn)

	path := write(t, "a.csv", plainHead+"2017-03-05,甲,绿茶,1,5\n2017-03-05,,绿茶,1,6\n")
	s := open(t, &fake{}, path, model.BatchSales)
	require.False(t, s.WalkIn())
	p := check(t, s)
	require.Equal(t, 1, p.Bad)
	require.Equal(t, "没有客户", p.Problems[0].Reason)
	s.SetWalkIn(true)
	p = check(t, s)
	require.Equal(t, 0, p.Bad)
	require.Equal(t, "11", p.Amount.String())
}

func TestCodesAreTheIdentity(t *testing.T) {
	in, res := csvImport(t, "日期,客户编码,客户名称,产品编码,产品名称,数量,金额\n"+
		"2017-03-05,C1,王记,P1,绿茶,1,1\n2017-03-05,C2,王记,P1,绿茶新包装,1,1\n2017-03-05,C1,王记,P1,绿茶,1,1\n"+
		"2017-03-05,,李记,P2,红茶,1,1\n2017-03-05,C3,李记,,红茶,1,1\n", Choice{})
	require.Equal(t, 3, res.Customers) // C1, C2, and 李记 once: by name it is C3
	require.Equal(t, 2, res.Products)
	require.Equal(t, "绿茶", in.Products[0].Name)
	require.Equal(t, in.Lines[3].Customer, in.Lines[4].Customer)
	require.Equal(t, in.Lines[3].Product, in.Lines[4].Product)
	require.NotEqual(t, in.Lines[0].Customer, in.Lines[1].Customer)
	require.Contains(t, in.Batch.Notes, "1 个品项编码有不止一个名称")
}

func TestBadRowsAreNamedAndNothingIsWritten(t *testing.T) {
	f := &fake{}
	s := open(t, f, write(t, "a.csv", plainHead+"2017-03-05,甲,绿茶,1,5\n2017-02-30,甲,绿茶,1,5\n1899-01-01,甲,绿茶,1,5\n"+
		"2099-01-01,甲,绿茶,1,5\n2017-03-05,甲,绿茶,abc,5\n2017-03-05,甲,,1,5\n2017-03-05,甲,绿茶,1,\n,甲,绿茶,1,5\n"+
		"2017-03-05,甲,绿茶,-1,5\n2017-03-05,甲,绿茶,1,\"1,23\"\n"), model.BatchSales)
	p := check(t, s)
	require.Equal(t, 10, p.Rows)
	require.Equal(t, 9, p.Bad)
	reasons := []string{}
	for _, g := range p.Problems {
		reasons = append(reasons, g.Column+":"+g.Reason)
	}
	require.ElementsMatch(t, []string{"日期:日历上没有这一天", "日期:日期不在 1990 年至一年以后之间", "数量:不是数字", "产品名称:没有品项",
		"金额:没有金额,也没有单价和数量", "日期:没有填写", "数量:数量为负而金额为正,分不清是销售还是退货", "金额:不是数字"}, reasons)
	_, err := s.Import(context.Background(), Choice{}, nil)
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.Contains(t, fault.What, "9 行有问题")
	require.Empty(t, f.imports)
	res, err := s.Import(context.Background(), Choice{SkipBad: true}, nil)
	require.NoError(t, err)
	require.Equal(t, &Result{Rows: 10, Imported: 1, Rejected: 9, Quantity: "1", Amount: "5", Customers: 1, Products: 1, Batch: 1}, res)
}

func TestSameFileTwiceChangesNothing(t *testing.T) {
	st := openStore(t)
	path := write(t, "a.csv", plainHead+"2017-03-05,甲,绿茶,1,5\n2017-03-05,甲,绿茶,1,5\n")
	first, err := open(t, st, path, model.BatchSales).Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	require.Equal(t, 2, first.Imported)
	before, err := st.Directory(context.Background())
	require.NoError(t, err)
	s := open(t, st, path, model.BatchSales)
	p := check(t, s)
	require.Equal(t, first.Batch, p.Already.ID)
	require.Equal(t, 2, p.Duplicates)
	second, err := s.Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	require.Equal(t, &Result{Rows: 2, Skipped: 2, Quantity: "0", Amount: "0", Batch: first.Batch}, second)
	after, err := st.Directory(context.Background())
	require.NoError(t, err)
	require.Len(t, after.Customers, 1)
	for id, c := range before.Customers {
		require.Equal(t, c.UUID, after.Customers[id].UUID)
	}
	third, err := s.Import(context.Background(), Choice{Again: true, AllowDuplicates: true}, nil)
	require.NoError(t, err)
	require.Equal(t, 2, third.Imported)
	longer := write(t, "b.csv", plainHead+"2017-03-05,甲,绿茶,1,5\n2017-03-06,乙,绿茶,1,7\n")
	fourth, err := open(t, st, longer, model.BatchSales).Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	require.Equal(t, 1, fourth.Imported)
	require.Equal(t, 1, fourth.Skipped)
	require.Equal(t, "7", fourth.Amount)
}

func TestMappingCanBeEditedAndIsRemembered(t *testing.T) {
	f := &fake{}
	path := write(t, "a.csv", "甲,乙,丙,丁,戊\n2017-03-05,店,绿茶,1,5\n")
	s := open(t, f, path, model.BatchSales)
	_, err := s.Check(context.Background(), nil)
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.Contains(t, fault.What, "日期(date)")
	require.NoError(t, s.ApplyMap([]byte(`{"date":"甲","customer_name":"乙","product_name":"丙","quantity":"丁","amount":"戊"}`)))
	require.Equal(t, "5", check(t, s).Amount.String())
	require.Error(t, s.ApplyMap([]byte(`{"nonsense":"甲"}`)))
	require.Error(t, s.ApplyMap([]byte(`{"amount":"没有"}`)))
	require.Error(t, s.ApplyMap([]byte(`[]`)))
	_, err = s.Import(context.Background(), Choice{}, nil)
	require.NoError(t, err)
	again := open(t, f, path, model.BatchSales)
	require.True(t, again.Remembered())
	require.Equal(t, FieldAmount, again.Columns()[4].Field)
	require.Equal(t, []string{"5"}, again.Columns()[4].Samples)
	require.NoError(t, again.SetField(4, NoField))
	require.Equal(t, []Field{FieldAmount}, again.Missing())
}

func TestHeaderRowCanBeSet(t *testing.T) {
	s := open(t, &fake{}, write(t, "a.csv", "说明,x\n"+plainHead+"2017-03-05,甲,绿茶,1,5\n"), model.BatchSales)
	row, rows := s.HeaderRow()
	require.Equal(t, []int{2, 1}, []int{row, rows})
	require.NoError(t, s.SetHeaderRow(context.Background(), 3))
	require.NotEmpty(t, s.Missing())
	require.NoError(t, s.SetHeaderRow(context.Background(), 2))
	require.Empty(t, s.Missing())
	require.Error(t, s.SetHeaderRow(context.Background(), 99))
	require.Error(t, s.SetSheet(context.Background(), "没有"))
}

func TestCancelAndStoreFailure(t *testing.T) {
	path := write(t, "a.csv", plainHead+"2017-03-05,甲,绿茶,1,5\n")
	ctx, cancel := context.WithCancel(context.Background())
	s := open(t, &fake{}, path, model.BatchSales)
	cancel()
	_, err := s.Check(ctx, nil)
	require.ErrorIs(t, err, context.Canceled)
	_, err = over(&fake{}).Open(ctx, path, model.BatchSales, nil)
	require.ErrorIs(t, err, context.Canceled)
	broken := errors.New("disk full")
	s = open(t, &fake{fail: broken}, path, model.BatchSales)
	_, err = s.Import(context.Background(), Choice{}, nil)
	require.ErrorIs(t, err, broken)
	_, ok := model.AsFault(err)
	require.True(t, ok)
}

func TestExportsOfOtherCountries(t *testing.T) {
	in, _ := csvImport(t, strings.ReplaceAll("Order Date;Customer ID;Customer Name;Product ID;Product Name;Qty;Sales;Region;Sales Rep\n"+
		"2017-03-05;C1;Wang;P1;Tea;2;10.50;East;Li\n", ";", "\t"), Choice{})
	require.Equal(t, "C1", in.Customers[0].Code)
	require.Equal(t, "East", in.Regions[in.Lines[0].Region].Name)
	require.Equal(t, "Li", in.Employees[in.Lines[0].Employee].Name)
	require.Equal(t, in.Lines[0].Employee, in.CustomerOwner[0])
}
