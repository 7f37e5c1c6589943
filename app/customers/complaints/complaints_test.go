package complaints

import (
	"context"
	"errors"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/exporting"
	"xunshi/model"
	"xunshi/model/store"
)

var (
	ctx   = context.Background()
	today = model.MustDate("2026-09-11")
)

func open(t *testing.T) (*Desk, *store.Store) {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err = s.Edit(ctx, func(e *store.Edit) error {
		require.NoError(t, store.Put(e, &model.Employee{Name: "洪光"}))
		require.NoError(t, store.Put(e, &model.Employee{Name: "张怡", SuperiorID: 1}))
		require.NoError(t, store.Put(e, &model.Region{Name: "江苏", ManagerID: 1}))
		require.NoError(t, store.Put(e, &model.Region{Name: "昆山", ParentID: 1}))
		require.NoError(t, store.Put(e, &model.Region{Name: "太仓", ParentID: 1}))
		require.NoError(t, store.Put(e, &model.Customer{Code: "K1", Name: "永盛商贸", RegionID: 2, OwnerID: 2}))
		require.NoError(t, store.Put(e, &model.Customer{Code: "K2", Name: "鼎丰批发", RegionID: 3, OwnerID: 2}))
		return store.Put(e, &model.Product{Code: "P1", Name: "草莓酸奶"})
	})
	require.NoError(t, err)
	return New(s), s
}

func complaint(date, due, closed string) model.Complaint {
	c := model.Complaint{CustomerID: 1, Date: model.MustDate(date), Due: model.MustDate(due), Cause: "包装", Text: "胀袋", ProductID: 1, Lot: "L1",
		Cost: 100 * model.Yuan, Quantity: 12 * model.Unit}
	if closed != "" {
		c.ClosedOn, c.Outcome = model.MustDate(closed), "换货"
	}
	return c
}

func save(t *testing.T, d *Desk, c model.Complaint) model.Complaint {
	t.Helper()
	_, err := d.Save(ctx, &c, nil, today)
	require.NoError(t, err)
	return c
}

func TestOverdueFirstAndFigures(t *testing.T) {
	d, _ := open(t)
	save(t, d, complaint("2026-08-01", "2026-08-08", "2026-08-05"))
	save(t, d, complaint("2026-09-05", "2026-09-12", ""))
	save(t, d, complaint("2026-08-20", "2026-09-01", ""))
	old := complaint("2025-12-01", "2025-12-08", "2025-12-08")
	old.Cause, old.CustomerID, old.ProductID, old.Lot, old.Satisfaction = "质量", 2, 0, "", 4
	save(t, d, old)
	save(t, d, complaint("2026-08-10", "2026-08-31", ""))
	r, err := d.Register(ctx, today)
	require.NoError(t, err)
	var late []int
	for i := range r.Rows {
		late = append(late, r.Rows[i].Late)
	}
	require.Equal(t, []int{11, 10, 0, 0, 0}, late)
	require.Equal(t, "未结案", r.Rows[2].StateWords())
	require.Equal(t, model.MustDate("2026-08-05"), r.Rows[3].ClosedOn, "closed ones newest first")

	f := Sum(r.Rows, today)
	require.Equal(t, Figures{All: 5, Open: 3, Overdue: 2, Closed: 2, CloseDays: 55, Cost: 400 * model.Yuan, CostYear: 2026, Score: 40, Scored: 1}, f)
	require.Equal(t, "5.5", Tenths(f.CloseDays, f.Closed))
	require.Equal(t, "—", Tenths(0, 0))

	require.Len(t, r.Filter(Filter{State: OverdueState}), 2)
	require.Len(t, r.Filter(Filter{State: OpenState}), 3)
	require.Len(t, r.Filter(Filter{State: ClosedState}), 2)
	require.Len(t, r.Filter(Filter{RegionID: 1}), 5, "a parent includes its children")
	require.Len(t, r.Filter(Filter{RegionID: 3}), 1)
	require.Len(t, r.Filter(Filter{Text: "yssm"}), 4, "by initials of the customer")
	require.Len(t, r.Filter(Filter{Text: "l1"}), 4, "by lot")
	require.Len(t, r.Filter(Filter{Cause: "质量"}), 1)
	require.Len(t, r.Filter(Filter{Period: model.MustMonth("2026-08").Period()}), 3)

	groups := GroupBy(r.Rows, ByProduct)
	require.Equal(t, []Group{{"草莓酸奶", 4, 400 * model.Yuan}, {"未注明", 1, 100 * model.Yuan}}, groups)
	require.Equal(t, []float64{4, 1}, Chart(r.Rows, ByLot, false).Series[0].Values)
}

func TestWhatIsRefused(t *testing.T) {
	d, _ := open(t)
	for _, c := range []struct {
		name   string
		change func(*model.Complaint)
		key    string
	}{
		{"no customer", func(c *model.Complaint) { c.CustomerID = 0 }, "customer"},
		{"from the future", func(c *model.Complaint) { c.Date = today + 1 }, "date"},
		{"no cause", func(c *model.Complaint) { c.Cause = "" }, "cause"},
		{"no words", func(c *model.Complaint) { c.Text = " " }, "text"},
		{"due before it came", func(c *model.Complaint) { c.Due = c.Date - 1 }, "due"},
		{"closed before it came", func(c *model.Complaint) { c.ClosedOn, c.Outcome = c.Date-1, "x" }, "closed_on"},
		{"closed without an outcome", func(c *model.Complaint) { c.ClosedOn = today }, "outcome"},
		{"skip-level closed without an opinion", func(c *model.Complaint) { c.ClosedOn, c.Outcome, c.SkipLevel = today, "x", true }, "opinion"},
		{"score before closing", func(c *model.Complaint) { c.Satisfaction = 5 }, "satisfaction"},
		{"six stars", func(c *model.Complaint) { c.Satisfaction = 6 }, "satisfaction"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := complaint("2026-09-01", "2026-09-08", "")
			c.change(&x)
			_, err := d.Save(ctx, &x, nil, today)
			var refusal *Refusal
			require.True(t, errors.As(err, &refusal), "%v", err)
			require.Equal(t, c.key, refusal.Key)
		})
	}
	x := complaint("2026-09-01", "2026-09-08", "2026-09-02")
	x.SkipLevel, x.Opinion = true, "已当面说明"
	save(t, d, x)
}

func TestDueAndOwnerAreProposed(t *testing.T) {
	_, s := open(t)
	dir, err := s.Directory(ctx)
	require.NoError(t, err)
	c := Fresh(dir, 1, today)
	require.Equal(t, today+7, c.Due)
	require.Equal(t, model.ID(2), c.OwnerID)
	require.Equal(t, "洪光", ManagerOf(dir, 1).Name, "who runs the nearest region above")
	require.Nil(t, ManagerOf(dir, 99))
}

func picture(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	require.NoError(t, err)
	require.NoError(t, png.Encode(f, image.NewGray(image.Rect(0, 0, 4, 4))))
	require.NoError(t, f.Close())
	return path
}

func TestPhotosAreCopied(t *testing.T) {
	d, s := open(t)
	c := complaint("2026-09-01", "2026-09-08", "")
	_, err := d.Save(ctx, &c, []string{picture(t, "a.PNG"), picture(t, "b.png")}, today)
	require.NoError(t, err)
	names := PhotoNames(&c)
	require.Len(t, names, 2)
	for _, n := range names {
		require.FileExists(t, d.PhotoPath(n))
	}
	text := filepath.Join(t.TempDir(), "x.jpg")
	require.NoError(t, os.WriteFile(text, []byte("no picture"), 0o600))
	_, err = d.Save(ctx, &c, []string{picture(t, "c.png"), text}, today)
	require.ErrorContains(t, err, "x.jpg 不是照片文件")
	kept, err := os.ReadDir(filepath.Join(s.Dir(), "photos"))
	require.NoError(t, err)
	require.Len(t, kept, 2, "of a refused save nothing stays")
}

func TestUndoAndRemove(t *testing.T) {
	d, _ := open(t)
	c := complaint("2026-09-01", "2026-09-08", "")
	operation, err := d.Save(ctx, &c, nil, today)
	require.NoError(t, err)
	require.NoError(t, d.Undo(ctx, operation))
	r, err := d.Register(ctx, today)
	require.NoError(t, err)
	require.Empty(t, r.Rows)
	c = save(t, d, complaint("2026-09-01", "2026-09-08", ""))
	operation, err = d.Remove(ctx, &c)
	require.NoError(t, err)
	require.NoError(t, d.Undo(ctx, operation))
	n, err := d.Overdue(ctx, today)
	require.NoError(t, err)
	require.Equal(t, 1, n)
}

func TestTrendByRegion(t *testing.T) {
	d, _ := open(t)
	for _, n := range []model.Satisfaction{{CustomerID: 1, Date: model.MustDate("2026-09-01"), Score: 5}, {CustomerID: 1, Date: model.MustDate("2026-09-03"), Score: 4},
		{CustomerID: 2, Date: model.MustDate("2026-08-03"), Score: 2}, {CustomerID: 2, Date: model.MustDate("2024-08-03"), Score: 1}} {
		_, err := d.SaveNote(ctx, &n, today)
		require.NoError(t, err)
	}
	_, err := d.SaveNote(ctx, &model.Satisfaction{CustomerID: 1, Date: today, Score: 6}, today)
	require.ErrorContains(t, err, "1 到 5 分")
	closed := complaint("2026-08-01", "2026-08-08", "2026-08-09")
	closed.Satisfaction = 3
	save(t, d, closed)
	r, err := d.Register(ctx, today)
	require.NoError(t, err)
	trend := r.Trend()
	require.Len(t, trend.Months, 12)
	require.Len(t, trend.Regions, 3)
	require.Equal(t, "昆山", trend.Regions[1].Name)
	require.Equal(t, []float64{3, 4.5}, trend.Regions[1].Average[10:])
	require.Equal(t, 2.5, trend.Regions[0].Average[10])
	require.True(t, math.IsNaN(trend.Regions[2].Average[11]))
	require.Equal(t, 4, trend.Regions[0].Count, "what lies further back does not count")
	require.Len(t, trend.Chart().Series, 3)
	require.Empty(t, (&Register{Today: today, Directory: r.Directory}).Trend().Chart().Series)
}

func TestPrintedList(t *testing.T) {
	d, _ := open(t)
	for range 30 {
		save(t, d, complaint("2026-08-20", "2026-09-01", ""))
	}
	r, err := d.Register(ctx, today)
	require.NoError(t, err)
	doc := r.Document(r.Rows, Filter{State: OpenState})
	require.Len(t, doc.Section("urgent").Exceptions.Items, 8)
	require.Equal(t, 22, doc.Section("urgent").Exceptions.More)
	list := doc.Section("list")
	require.Equal(t, int64(3000*model.Yuan), list.Total.Cells[9].Number)
	for _, row := range list.Rows {
		require.Len(t, row.Cells, len(list.Columns))
	}
	for _, ending := range []string{".pdf", ".xlsx", ".csv"} {
		path := filepath.Join(t.TempDir(), "投诉"+ending)
		require.NoError(t, exporting.Write(ctx, doc, path))
		if keep := os.Getenv("XUNSHI_PICTURES"); keep != "" {
			require.NoError(t, exporting.Write(ctx, doc, filepath.Join(keep, "complaints"+ending)))
		}
	}
}
