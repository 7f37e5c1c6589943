package customers

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/app/demo/records"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/exporting/layout"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// dealers is a demo region with the records around its customers; it is made once.
func dealers(t *testing.T) *Book {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(demoFolder(t))))
	s, err := store.Open(dir)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	b := New(s)
	b.SetToday(model.MustDate("2026-09-12"))
	return b
}

var demoMade string

func demoFolder(t *testing.T) string {
	t.Helper()
	if demoMade != "" {
		return demoMade
	}
	dir, err := os.MkdirTemp("", "xunshi-customers-*")
	require.NoError(t, err)
	s, err := store.Open(dir)
	require.NoError(t, err)
	_, err = s.Import(ctx, demo.Generate(demo.Options{Customers: 80, Products: 24, Months: 14, Lines: 9000, Until: model.MustDate("2026-09-11")}), nil)
	require.NoError(t, err)
	require.NoError(t, records.Fill(ctx, s, 1))
	require.NoError(t, s.Close())
	demoMade = dir
	return dir
}

func TestMain(m *testing.M) {
	code := m.Run()
	if err := os.RemoveAll(demoMade); demoMade != "" && err != nil {
		panic(err)
	}
	os.Exit(code)
}

func TestCardOfAKnownCustomer(t *testing.T) {
	b, _ := open(t, shop())
	day, yuan := model.MustDate, model.MustMoney
	id := rowOf(t, b, "K1").ID()
	put(t, b, model.CustomerPolicy{CustomerID: id, From: day("2025-01-01"), To: day("2025-12-31"), Rebate: 100},
		model.CustomerPolicy{CustomerID: id, From: day("2026-01-01"), Rebate: 250, Exclusive: true})
	put(t, b, model.Contract{CustomerID: id, Number: "H1", Title: "年度合同", From: day("2026-08-01"), To: day("2026-10-19"), Commitment: yuan("4900")})
	put(t, b, model.Complaint{CustomerID: id, Date: day("2026-09-01"), Cause: "质量", Text: "胀袋", Due: day("2026-09-08")},
		model.Complaint{CustomerID: id, Date: day("2026-07-01"), Cause: "物流", Text: "晚到", ClosedOn: day("2026-07-03")})
	put(t, b, model.CustomerArea{CustomerID: id, RegionID: 2})
	put(t, b, model.Satisfaction{CustomerID: id, Date: day("2026-08-30"), Score: 2})
	c, err := b.Card(ctx, id, document.Yuan)
	require.NoError(t, err)

	require.Len(t, c.Months, 12)
	require.Equal(t, MonthSales{model.MustMonth("2026-08"), yuan("2000")}, c.Months[10])
	require.Equal(t, []string{"昆山"}, c.Areas)
	require.Equal(t, "返利 2.5% · 独家", c.PolicyWords())
	require.Len(t, c.Contracts, 1)
	require.Equal(t, yuan("2450"), c.Contracts[0].Actual)
	require.Equal(t, analysis.Some(500_000), c.Contracts[0].Done)
	require.Equal(t, analysis.Rate(42, 80), c.Contracts[0].Time, "1 August to 11 September of eighty days")

	require.Equal(t, yuan("2450"), c.Mix.Net)
	require.Equal(t, 2, c.Mix.Sold)
	require.Equal(t, 2, c.Mix.Listed, "the delisted product is not asked for")
	require.Equal(t, []string{"原味", "草莓"}, []string{c.Mix.Items[0].Name, c.Mix.Items[1].Name})
	require.Equal(t, int64(1_000_000), c.Mix.Items[0].Share.N+c.Mix.Items[1].Share.N)

	require.Equal(t, OpenComplaint, c.Open[0].Kind)
	require.True(t, c.Open[0].Late)
	require.Equal(t, "投诉未结:质量 · 胀袋(应在 2026-09-08 前)", c.Open[0].Words())
	require.Equal(t, OpenContract, c.Open[len(c.Open)-1].Kind)

	var kinds []EventKind
	for i, e := range c.Events {
		kinds = append(kinds, e.Kind)
		require.True(t, i == 0 || c.Events[i-1].Date >= e.Date, "newest first")
	}
	require.Equal(t, []EventKind{EventReturn, EventSale, EventComplaint, EventSatisfaction, EventSale, EventSale, EventContract, EventComplaint, EventSale, EventSale}, kinds)
	require.Equal(t, "进货 500 元 · 2 个品项", c.Events[1].Text)
	_, err = b.Card(ctx, 999, document.Yuan)
	require.ErrorContains(t, err, "没有这个客户")
}

func TestTimelineTellsOfChangesAndFurtherSources(t *testing.T) {
	b, s := open(t, shop())
	b.AddSource(func(_ context.Context, c *Card) ([]Event, error) {
		return []Event{{Date: c.List.Today, Kind: "visit", Text: "走访 " + c.Customer.Name}}, nil
	})
	d, err := s.Directory(ctx)
	require.NoError(t, err)
	c := *d.Customers[1]
	c.OwnerID, c.Grade = 2, "B"
	operation := put(t, b, c)
	card, err := b.Card(ctx, 1, document.Yuan)
	require.NoError(t, err)
	var texts []string
	for _, e := range card.Events {
		if e.Kind == EventChange || e.Kind == "visit" {
			texts = append(texts, e.Text)
		}
	}
	require.ElementsMatch(t, []string{"走访 永盛商贸", "等级由 A 改为 B", "负责人由 洪光 改为 张怡"}, texts)
	require.NoError(t, b.Undo(ctx, operation))
	card, err = b.Card(ctx, 1, document.Yuan)
	require.NoError(t, err)
	require.False(t, slices.ContainsFunc(card.Events, func(e Event) bool { return e.Kind == EventChange }), "undone is as if it never was")
}

func TestCardIsPrintedOnTwoPagesAtMost(t *testing.T) {
	b := dealers(t)
	list, err := b.List(ctx)
	require.NoError(t, err)
	for i, r := range list.Rows {
		if r.Customer.Kind != "经销商" && i%8 > 0 {
			continue // every dealer, and some of the others
		}
		c, err := b.Card(ctx, r.ID(), document.TenThousand)
		require.NoError(t, err)
		doc := c.Document()
		if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
			require.NoError(t, exporting.Write(ctx, doc, filepath.Join(dir, "card-"+r.Customer.Code+".pdf")))
			require.NoError(t, exporting.Write(ctx, c.Picture(), filepath.Join(dir, "card-"+r.Customer.Code+".png")))
		}
		pages, err := exporting.Pages(doc, layout.Setup{})
		require.NoError(t, err)
		require.LessOrEqual(t, len(pages), 2, r.Customer.Name)
		for _, s := range doc.Sections {
			for _, row := range s.Rows {
				require.Len(t, row.Cells, len(s.Columns), s.ID)
			}
		}
	}
}

func TestListDocumentIsAsShown(t *testing.T) {
	b := dealers(t)
	list, rows, err := b.Find(ctx, Filter{Grades: []string{"A"}}, "")
	require.NoError(t, err)
	doc := ListDocument(list, rows, []string{"name", "year", "since", "gone"}, "等级:A", document.Yuan)
	s := doc.Sections[0]
	require.Len(t, s.Columns, 3, "a column that is gone is left out")
	require.Len(t, s.Rows, len(rows))
	var sum int64
	for _, r := range rows {
		sum += int64(r.Year)
	}
	require.Equal(t, sum, s.Total.Cells[1].Number)
	require.True(t, s.Total.Cells[2].None, "days are not added up")
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		all := ListDocument(list, list.Rows, nil, "全部客户", document.Yuan)
		require.NoError(t, exporting.Write(ctx, all, filepath.Join(dir, "list.pdf")))
	}
	require.NotEmpty(t, ListDocument(list, nil, nil, "", document.Yuan).Sections[0].Empty)
}
