package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func openTemp(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// sampleImport makes n lines over 30 customers, 7 products, 3 regions from 2026-01-01 on.
func sampleImport(n int) *model.Import {
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: "样本.xlsx", FileHash: fmt.Sprint("h", n), Rows: n}}
	for i := range 3 {
		in.Regions = append(in.Regions, model.Region{Name: fmt.Sprintf("区域%d", i)})
	}
	for i := range 30 {
		in.Customers = append(in.Customers, model.Customer{Code: fmt.Sprintf("K%03d", i), Name: fmt.Sprintf("客户%d", i%20)})
		in.CustomerRegion = append(in.CustomerRegion, model.Ref(i%3))
	}
	for i := range 7 {
		in.Products = append(in.Products, model.Product{Code: fmt.Sprintf("P%d", i), Name: fmt.Sprintf("品%d", i)})
	}
	for i := range n {
		in.Lines = append(in.Lines, model.LineRow{RowNo: i + 2, Date: model.MustDate("2026-01-01") + model.Date(i*7%300),
			OrderNo: fmt.Sprintf("SO%06d", i/3), Customer: model.Ref(i % 30), Product: model.Ref(i % 7),
			Employee: model.NoRef, Region: model.Ref(i % 3), Department: model.NoRef,
			Quantity: model.Quantity(1000 * (i%9 + 1)), Amount: model.Money(12345*(i%50) + i)})
	}
	return in
}

func TestImportThenSameFileChangesNothing(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	in := sampleImport(500)
	b, err := s.Import(ctx, in, nil)
	require.NoError(t, err)
	require.Equal(t, 500, b.Imported)
	var want model.Money
	for i := range in.Lines {
		want += in.Lines[i].Amount
	}
	require.Equal(t, want, b.Amount)
	before, err := s.Directory(ctx)
	require.NoError(t, err)
	require.Len(t, before.Customers, 30, "two codes that share a name stay two")

	again, err := s.Import(ctx, sampleImport(500), nil)
	require.NoError(t, err)
	require.Equal(t, 500, again.Skipped)
	require.Zero(t, again.ID)
	after, err := s.Directory(ctx)
	require.NoError(t, err)
	require.Equal(t, before.Revision, after.Revision)
	f, err := s.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, 500, f.Len())

	more, err := s.Import(ctx, sampleImport(520), nil)
	require.NoError(t, err)
	require.Equal(t, 20, more.Imported, "only the new lines of a longer file come in")
	require.Equal(t, 500, more.Skipped)
}

func TestUndoAndRedoWholeBatch(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	first, err := s.Import(ctx, sampleImport(100), nil)
	require.NoError(t, err)
	second := sampleImport(50)
	for i := range second.Lines {
		second.Lines[i].OrderNo = "B" + second.Lines[i].OrderNo
	}
	second.Customers = append(second.Customers, model.Customer{Code: "NEW", Name: "新客户"})
	second.CustomerRegion = append(second.CustomerRegion, 0)
	second.Lines[0].Customer = 30
	second.Customers[0].Phone = "13800001234" // fills a blank of a known customer
	b, err := s.Import(ctx, second, nil)
	require.NoError(t, err)

	phone := func() (string, int, int) {
		d, err := s.Directory(ctx)
		require.NoError(t, err)
		f, err := s.Facts(ctx)
		require.NoError(t, err)
		for _, c := range d.Customers {
			if c.Code == "K000" {
				return c.Phone, len(d.Customers), f.Len()
			}
		}
		return "", 0, 0
	}
	p, customers, lines := phone()
	require.Equal(t, []any{"13800001234", 31, 150}, []any{p, customers, lines})
	require.NoError(t, s.UndoBatch(ctx, b.ID))
	p, customers, lines = phone()
	require.Equal(t, []any{"", 30, 100}, []any{p, customers, lines})
	require.Error(t, s.UndoBatch(ctx, b.ID), "twice is refused")
	require.NoError(t, s.RedoBatch(ctx, b.ID))
	p, customers, lines = phone()
	require.Equal(t, []any{"13800001234", 31, 150}, []any{p, customers, lines})
	require.NoError(t, s.UndoBatch(ctx, first.ID))
	_, customers, lines = phone()
	require.Equal(t, []any{31, 50}, []any{customers, lines}, "masters still in use stay")
	require.Error(t, s.UndoBatch(ctx, 99))
}

func TestTargetsReplaceAndComeBack(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	target := func(v int64) *model.Import {
		return &model.Import{Batch: model.ImportBatch{Kind: model.BatchTargets},
			Regions: []model.Region{{Name: "苏州"}},
			Targets: []model.TargetRow{{Month: model.MustMonth("2026-09"), Level: model.LevelTarget, Metric: model.MetricAmount,
				Region: 0, Department: model.NoRef, Employee: model.NoRef, Customer: model.NoRef, Product: model.NoRef, Value: v}}}
	}
	values := func() (out []int64) {
		rows, err := s.Targets(ctx, model.MustMonth("2026-09"), model.MustMonth("2026-09"))
		require.NoError(t, err)
		for _, r := range rows {
			out = append(out, r.Value)
		}
		return out
	}
	_, err := s.Import(ctx, target(100), nil)
	require.NoError(t, err)
	b, err := s.Import(ctx, target(200), nil)
	require.NoError(t, err)
	require.Equal(t, []int64{200}, values())
	require.NoError(t, s.UndoBatch(ctx, b.ID))
	require.Equal(t, []int64{100}, values())
	require.NoError(t, s.RedoBatch(ctx, b.ID))
	require.Equal(t, []int64{200}, values())
}

func TestFactsSurviveInEveryWay(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	s, err := Open(dir)
	require.NoError(t, err)
	_, err = s.Import(ctx, sampleImport(300), nil)
	require.NoError(t, err)
	appended, err := s.Facts(ctx)
	require.NoError(t, err)
	fresh, err := readFacts(s.read)
	require.NoError(t, err)
	require.Equal(t, fresh, appended, "brought forward equals built anew")
	require.NoError(t, s.Close())

	s, err = Open(dir)
	require.NoError(t, err)
	cached, err := s.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, fresh, cached, "from the cache file")
	require.NoError(t, s.Close())

	path := filepath.Join(dir, "facts.cache")
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	b[len(b)/2] ^= 1
	require.NoError(t, os.WriteFile(path, b, 0o600))
	s, err = Open(dir)
	require.NoError(t, err)
	rebuilt, err := s.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, fresh, rebuilt, "a damaged cache is thrown away")
	findings, err := s.Check(ctx)
	require.NoError(t, err)
	for _, f := range findings {
		require.Empty(t, f.Faults, f.Name)
	}
	require.NoError(t, s.Close())
}

func TestDamagedDatabaseIsAFault(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, DatabaseFile)
	junk := []byte("this is no database at all, but it is long enough to look at")
	require.NoError(t, os.WriteFile(path, junk, 0o600))
	_, err := Open(dir)
	fault, ok := model.AsFault(err)
	require.True(t, ok, "%v", err)
	require.NotEmpty(t, fault.Do)
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, junk, after, "nothing is changed")
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir)
	require.NoError(t, err)
	require.NoError(t, s.write.Exec("INSERT INTO migrations (id) VALUES ('9999')").Error)
	require.NoError(t, s.Close())
	_, err = Open(dir)
	_, ok := model.AsFault(err)
	require.True(t, ok, "%v", err)
	require.False(t, Damaged(err), "a restore must not take its place")
}

func TestSearchKey(t *testing.T) {
	require.Equal(t, "hengyuanshangmao hysm", SearchKey("恒源商贸"))
	require.Equal(t, "kfcnanjingdian kfcnjd", SearchKey("KFC 南京店"))
}

func BenchmarkImport100k(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s, in := openTemp(b), sampleImport(100_000)
		b.StartTimer()
		if _, err := s.Import(context.Background(), in, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func TestBackupAndRestoreBringBackEverything(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	b, err := s.Import(ctx, sampleImport(200), nil)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "b.xsbackup")
	require.NoError(t, s.BackupTo(ctx, path))
	require.NoError(t, Verify(path))
	want, err := s.Facts(ctx)
	require.NoError(t, err)

	require.NoError(t, s.UndoBatch(ctx, b.ID))
	require.NoError(t, s.SaveMonthText(ctx, model.MustMonth("2026-01"), "写在备份之后"))
	require.NoError(t, s.RestoreFrom(ctx, path))
	got, err := s.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, want.Amounts, got.Amounts)
	text, err := s.MonthText(ctx, model.MustMonth("2026-01"))
	require.NoError(t, err)
	require.Nil(t, text)
	more, err := s.Import(ctx, sampleImport(210), nil)
	require.NoError(t, err, "foreign keys and row ids go on working")
	require.Equal(t, 10, more.Imported)

	junk := filepath.Join(t.TempDir(), "junk.xsbackup")
	require.NoError(t, os.WriteFile(junk, []byte("no backup"), 0o600))
	require.Error(t, s.RestoreFrom(ctx, junk))
	after, err := s.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, 210, after.Len(), "a bad backup changes nothing")
}

func TestAFailedImportLeavesNothing(t *testing.T) {
	s := openTemp(t)
	in := sampleImport(300)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := s.Import(ctx, in, nil)
	require.NoError(t, err)
	more := sampleImport(4000)
	for i := range more.Lines {
		more.Lines[i].OrderNo += "x"
	}
	_, err = s.Import(ctx, more, func(done, _ int) { cancel() })
	require.ErrorIs(t, err, context.Canceled)
	batches, err := s.Batches(context.Background())
	require.NoError(t, err)
	require.Len(t, batches, 1)
	f, err := s.Facts(context.Background())
	require.NoError(t, err)
	require.Equal(t, 300, f.Len())
}

func TestReadersDoNotWaitForAnImport(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	_, err := s.Import(ctx, sampleImport(100), nil)
	require.NoError(t, err)
	more := sampleImport(5000)
	for i := range more.Lines {
		more.Lines[i].OrderNo += "y"
	}
	seen := 0
	_, err = s.Import(ctx, more, func(done, total int) {
		f, err := s.Facts(ctx) // from inside the writing: a waiting reader would never return
		require.NoError(t, err)
		require.Equal(t, 100, f.Len(), "readers see the last commit")
		seen++
	})
	require.NoError(t, err)
	require.NotZero(t, seen)
}

func TestManualLinesTakeTheirPlace(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	_, err := s.Import(ctx, sampleImport(60), nil)
	require.NoError(t, err)
	d, err := s.Directory(ctx)
	require.NoError(t, err)
	var customer *model.Customer
	for _, c := range d.Customers {
		if c.Code == "K004" {
			customer = c
		}
	}
	b, err := s.SaveManual(ctx, []model.ManualLine{{Date: model.MustDate("2026-05-05"), CustomerID: customer.ID,
		ProductID: 1, Quantity: 3000, Amount: model.MustMoney("99.5")}}, "")
	require.NoError(t, err)
	require.Equal(t, 1, b.Imported)
	f, err := s.Facts(ctx)
	require.NoError(t, err)
	lo, hi := f.Range(model.Period{From: model.MustDate("2026-05-05"), To: model.MustDate("2026-05-05")})
	found := false
	for i := lo; i < hi; i++ {
		if f.Batches[i] == b.ID {
			found = true
			require.Equal(t, customer.RegionID, f.Regions[i], "a line without an employee belongs to the customer's region")
		}
	}
	require.True(t, found)
	line := model.ManualLine{Date: model.MustDate("2026-05-06"), CustomerID: customer.ID, ProductID: 1, Quantity: 1000, Amount: 10000}
	b, err = s.SaveManual(ctx, []model.ManualLine{line, line}, "")
	require.NoError(t, err)
	require.Equal(t, []int{2, 1, 1}, []int{b.Imported, b.Customers, b.Products})
	_, err = s.SaveManual(ctx, nil, "")
	require.Error(t, err, "an empty sitting leaves no batch")
}

func TestPlanKeepsOrderAndTicks(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	m := model.MustMonth("2026-10")
	require.NoError(t, s.SavePlan(ctx, m, []model.PlanItem{{Text: "甲"}, {Text: "乙"}, {Text: "丙"}}))
	items, err := s.PlanItems(ctx, m)
	require.NoError(t, err)
	items[0], items[2] = items[2], items[0]
	items[1].State = model.PlanDone
	require.NoError(t, s.SavePlan(ctx, m, items[:2]))
	items, err = s.PlanItems(ctx, m)
	require.NoError(t, err)
	require.Len(t, items, 2)
	require.Equal(t, []string{"丙", "乙"}, []string{items[0].Text, items[1].Text})
	require.Equal(t, model.PlanDone, items[1].State)
}

func TestReceivablesFollowTheirBatch(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	entry := func(date string, kind model.EntryKind, amount string) model.EntryRow {
		return model.EntryRow{Kind: kind, Date: model.MustDate(date), Customer: 0, Amount: model.MustMoney(amount)}
	}
	b, err := s.Import(ctx, &model.Import{Batch: model.ImportBatch{Kind: model.BatchPayments},
		Customers: []model.Customer{{Code: "K1", Name: "甲"}},
		Entries:   []model.EntryRow{entry("2026-03-02", model.EntryReceipt, "40"), entry("2026-03-01", model.EntryInvoice, "100.5")}}, nil)
	require.NoError(t, err)
	require.Equal(t, model.MustMoney("60.5"), b.Amount)
	balance := func(until string) (sum model.Money) {
		rows, err := s.ReceivableEntries(ctx, model.MustDate(until))
		require.NoError(t, err)
		for i := range rows {
			sum += rows[i].Effect()
		}
		return sum
	}
	require.Equal(t, model.MustMoney("100.5"), balance("2026-03-01"))
	require.Equal(t, model.MustMoney("60.5"), balance("2026-12-31"))
	require.NoError(t, s.UndoBatch(ctx, b.ID))
	require.Zero(t, balance("2026-12-31"))
	require.NoError(t, s.RedoBatch(ctx, b.ID))
	require.Equal(t, model.MustMoney("60.5"), balance("2026-12-31"))
}
