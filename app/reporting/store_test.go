package reporting

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/model"
	"xunshi/model/store"
)

var _ Source = (*store.Store)(nil)

// Through the real store: import, report, close, import more, reprint, reopen.
func TestClosingThroughTheStore(t *testing.T) {
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	ctx := context.Background()
	bring := func(n int, file string) {
		in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: file, FileHash: file, Rows: n},
			Regions:   []model.Region{{Name: "华东"}, {Name: "华北"}},
			Customers: []model.Customer{{Code: "K1", Name: "甲"}, {Code: "K2", Name: "乙"}},
			Products:  []model.Product{{Code: "P1", Name: "原味", Category: "奶"}, {Code: "P2", Name: "红茶", Category: "茶"}}}
		for i := range n {
			in.Lines = append(in.Lines, model.LineRow{RowNo: i + 2, Date: model.MustDate("2026-08-01") + model.Date(i%31), OrderNo: fmt.Sprint(file, i),
				Customer: model.Ref(i % 2), Product: model.Ref(i % 2), Employee: model.NoRef, Region: model.Ref(i % 2), Department: model.NoRef,
				Quantity: model.Unit, Amount: 100 * model.Yuan})
		}
		_, err := s.Import(ctx, in, nil)
		require.NoError(t, err)
	}
	bring(62, "一.xlsx")
	r := New(s)
	month := model.MustMonth("2026-08")
	amount := func(opt Options) (model.Money, bool) {
		doc, err := r.Monthly(ctx, month, opt)
		require.NoError(t, err)
		sum := doc.Section("summary")
		return model.Money(cell(t, sum, sum.Total, "amount").Number), doc.Closed
	}
	check := func(want model.Money, closed bool) {
		t.Helper()
		for _, o := range []Options{{}, {By: ByChannel}, {Quantity: document.Cases}, {Measure: Quantity, Money: document.TenThousand}} {
			got, is := amount(o)
			require.Equal(t, want, got)
			require.Equal(t, closed, is)
		}
	}
	check(6200*model.Yuan, false)
	require.NoError(t, r.CloseMonth(ctx, month, Options{}))
	bring(10, "补.xlsx")
	check(6200*model.Yuan, true)
	require.NoError(t, r.Reopen(ctx, month))
	check(7200*model.Yuan, false)
	require.NoError(t, r.CloseMonth(ctx, month, Options{}))
	check(7200*model.Yuan, true)
}
