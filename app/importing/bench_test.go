package importing

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/model"
)

// writeSales writes an xlsx of sales lines with 20 columns, as a sales system exports it.
func writeSales(t testing.TB, lines int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sales.xlsx")
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	require.NoError(t, err)
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	require.NoError(t, err)
	header := []any{"行号", "订单编号", "订单日期", "发货日期", "配送方式", "客户编码", "客户名称", "渠道", "城市", "省份",
		"国家", "区域", "产品编码", "类别", "子类别", "产品名称", "销售额", "数量", "折扣", "利润"}
	require.NoError(t, w.SetRow("A1", header))
	for i := range lines {
		row := []any{i, fmt.Sprintf("CN-%d", i/3), excelize.Cell{StyleID: date, Value: 42000 + i%700},
			excelize.Cell{StyleID: date, Value: 42004 + i%700}, "标准级", fmt.Sprintf("C%05d", i/3%4000),
			fmt.Sprintf("客户%d", i/3%4000), "终端", "杭州", "浙江", "中国", "华东", fmt.Sprintf("P%03d", i%60),
			"饮料", "茶", fmt.Sprintf("绿茶 %dml", i%60), float64(i%9973) * 1.237, 1 + i%24, 0.2, float64(i%777) * 0.31}
		require.NoError(t, w.SetRow(fmt.Sprintf("A%d", i+2), row))
	}
	require.NoError(t, w.Flush())
	require.NoError(t, f.SaveAs(path))
	return path
}

// BenchmarkImport100k is the whole job: read, check and write 100,000 lines of 20 columns.
// Its rival below only reads.
func BenchmarkImport100k(b *testing.B) {
	path := writeSales(b, 100_000)
	for b.Loop() {
		s := open(b, openStore(b), path, model.BatchSales)
		res, err := s.Import(context.Background(), Choice{}, nil)
		if err != nil || res.Imported != 100_000 {
			b.Fatal(res, err)
		}
	}
}

func BenchmarkCheck100k(b *testing.B) {
	path := writeSales(b, 100_000)
	s := open(b, &fake{}, path, model.BatchSales)
	for b.Loop() {
		s.checked = nil
		if _, err := s.check(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExcelizeRows100k(b *testing.B) {
	path := writeSales(b, 100_000)
	for b.Loop() {
		f, err := excelize.OpenFile(path)
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.Rows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 100_001 || rows.Close() != nil || f.Close() != nil {
			b.Fatal(n)
		}
	}
}
