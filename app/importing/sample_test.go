package importing

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func TestSampleThroughTheRealStore(t *testing.T) {
	ctx := context.Background()
	for _, name := range []string{"chaoshi.xls", "chaoshi.xlsx", "chaoshi-orders-gb18030.csv"} {
		t.Run(name, func(t *testing.T) {
			path, st := shared(t, name), openStore(t)
			s := open(t, st, path, model.BatchSales)
			fields := map[string]Field{}
			for _, c := range s.Columns() {
				fields[c.Title] = c.Field
			}
			for title, want := range map[string]Field{"地区": FieldRegion, "订单日期": FieldDate, "发货日期": NoField,
				"产品 ID": FieldProdCode, "客户 ID": FieldCustCode, "细分": FieldChannel, "销售额": FieldAmount,
				"利润": NoField, "折扣": NoField, "数量": FieldQuantity, "订单 ID": FieldOrderNo, "产品名称": FieldProdName,
				"类别": FieldCategory, "子类别": FieldSubcat, "城市": FieldCity, "省/自治区": FieldProvince, "行 ID": NoField,
				"邮寄方式": NoField, "国家": NoField, "客户名称": FieldCustName} {
				require.Equal(t, want, fields[title], title)
			}
			p := check(t, s)
			require.Equal(t, 10_000, p.Rows)
			require.Empty(t, p.Problems)
			require.Equal(t, "16117548.237", p.Amount.String())
			require.Equal(t, 790, p.Customers)
			require.Equal(t, 6, p.Regions)
			if name != "chaoshi-orders-gb18030.csv" {
				require.Equal(t, 6, p.Managers)
				require.Equal(t, 296, p.ReturnedOrders)
			}
			t.Log(p.Products, p.ReturnedLines, p.Notes)
			dry := p.Result(Choice{})
			res, err := s.Import(ctx, Choice{}, nil)
			require.NoError(t, err)
			require.NotZero(t, res.Batch)
			dry.Batch = res.Batch
			require.Equal(t, dry, res)
			require.Equal(t, "16117548.237", res.Amount)
			require.Equal(t, 790, res.Customers)

			dir, err := st.Directory(ctx)
			require.NoError(t, err)
			require.Len(t, dir.Customers, 790)
			require.Len(t, dir.Regions, 6)
			facts, err := st.Facts(ctx)
			require.NoError(t, err)
			require.Equal(t, 10_000, facts.Len())

			again := open(t, st, path, model.BatchSales)
			require.True(t, again.Remembered())
			res2, err := again.Import(ctx, Choice{}, nil)
			require.NoError(t, err)
			require.Equal(t, 10_000, res2.Skipped)
			require.Zero(t, res2.Imported)
			res3, err := again.Import(ctx, Choice{Again: true}, nil)
			require.NoError(t, err)
			require.Equal(t, 10_000, res3.Skipped)
			dir2, err := st.Directory(ctx)
			require.NoError(t, err)
			require.Equal(t, len(dir.Products), len(dir2.Products))
			for id, c := range dir.Customers {
				require.Equal(t, c.UUID, dir2.Customers[id].UUID)
			}
		})
	}
}
