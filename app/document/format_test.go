package document

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func TestShow(t *testing.T) {
	yuan, wan := &Document{Money: Yuan}, &Document{Money: TenThousand}
	for _, c := range []struct {
		doc    *Document
		column Column
		cell   Cell
		want   string
	}{
		{yuan, Column{Kind: Money, Decimals: 2}, Cell{Number: int64(model.MustMoney("16117548.237"))}, "16,117,548.24"},
		{yuan, Column{Kind: Money, Decimals: 2}, Cell{Number: int64(model.MustMoney("-0.005"))}, "−0.01"},
		{yuan, Column{Kind: Money, Decimals: 2}, Cell{Number: int64(model.MustMoney("-0.004"))}, "0.00"},
		{wan, Column{Kind: Money, Decimals: 1}, Cell{Number: int64(model.MustMoney("3520000"))}, "352.0"},
		{wan, Column{Kind: Money, Decimals: 2}, Cell{Number: int64(model.MustMoney("49"))}, "0.00"},
		{yuan, Column{Kind: Quantity}, Cell{Number: 1_234_500}, "1,235"},
		{yuan, Column{Kind: Quantity, Decimals: 1}, Cell{Number: 1_234_500}, "1,234.5"},
		{yuan, Column{Kind: Count}, Cell{Number: 1000}, "1,000"},
		{yuan, Column{Kind: Percent, Decimals: 2}, Cell{Number: 291_667}, "29.17%"},
		{yuan, Column{Kind: Percent, Decimals: 1, Signed: true}, Cell{Number: -300}, "0.0%"},
		{yuan, Column{Kind: Percent, Decimals: 1, Signed: true}, Cell{Number: 83_000}, "▲ +8.3%"},
		{yuan, Column{Kind: Points, Decimals: 2}, Cell{Number: -75_000}, "▼ −7.50"},
		{yuan, Column{Kind: DateColumn}, Cell{Number: int64(model.MustDate("2017-12-30"))}, "2017-12-30"},
		{yuan, Column{Kind: Money}, Cell{None: true, Number: 5}, Dash},
	} {
		require.Equal(t, c.want, c.doc.Show(c.column, c.cell), "%+v %+v", c.column, c.cell)
	}
}
