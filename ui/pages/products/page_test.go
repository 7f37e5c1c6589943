package products

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/app/demo/records"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/products"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets/job"
)

// program is the program beside the use cases, over a real store.
type program struct {
	*store.Store
	exported *document.Document
	path     string
}

func (p *program) Organisation() string { return "江苏大区" }

func (p *program) Export(_ context.Context, doc *document.Document, path string) error {
	p.exported, p.path = doc, path
	return nil
}

func (p *program) Print(context.Context, string) (exporting.Handed, error) {
	return exporting.ToViewer, nil
}

func (p *program) OpenFile(string) error { return nil }

func (p *program) CopyPicture(context.Context, []byte, string) error { return nil }

func (p *program) Draft(ctx context.Context, key string) (string, error) {
	text, _, err := p.Setting(ctx, "draft."+key)
	return text, err
}

func (p *program) SetDraft(ctx context.Context, key, text string) error {
	return p.SetSetting(ctx, "draft."+key, text)
}

var until = model.MustDate("2026-09-11")

func open(t *testing.T, filled bool) *program {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	if filled {
		in := demo.Generate(demo.Options{Customers: 60, Products: 36, Months: 24, Lines: 12_000, Until: until})
		_, err = s.Import(context.Background(), in, nil)
		require.NoError(t, err)
		require.NoError(t, records.Fill(context.Background(), s, 1))
	}
	return &program{Store: s}
}

type scene struct {
	*testkit.Scene
	page *Page
	host *testkit.Host
	app  *program
	book *products.Book
}

// Room for a page in windows of 1280×800 and 1024×700.
const (
	wide, high   = 1112, 722
	small, lower = 856, 622
)

func start(t *testing.T, set testkit.Setup, a *program, arg any, width, height float32) *scene {
	t.Helper()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	h := &testkit.Host{}
	book := products.New(a.Store)
	p := New(h, book, a, arg)
	t.Cleanup(p.Close)
	s := &scene{testkit.Show(t, p, width, height), p, h, a, book}
	h.Win = s.Window
	return s
}

// reloaded does what the shell does after Host.Reload.
func (s *scene) reloaded(t *testing.T) {
	t.Helper()
	require.NotZero(t, s.host.Reloads)
	s.host.Reloads = 0
	testkit.Load(t, s.page)
}

// picture keeps the window for a person to look at.
func picture(t *testing.T, s *scene, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), s.Capture())
	}
}

func TestLookAtEveryTab(t *testing.T) {
	if os.Getenv("XUNSHI_PICTURES") == "" {
		t.Skip("XUNSHI_PICTURES names no folder")
	}
	a := open(t, true)
	for _, tab := range tabs {
		s := start(t, testkit.Setup{}, a, tab, wide, high)
		picture(t, s, string(tab))
	}
	s := start(t, testkit.Setup{}, a, nil, wide, high)
	s.Press(t, "列表")
	picture(t, s, "list")
	s.page.catalogue.edit(s.page.catalogue.all.Items[0].Product)
	picture(t, s, "edit")
	s.host.Panel.Close()
	s.page.adjust(nil)
	picture(t, s, "adjust")
	s.host.Panel.Close()
	s.page.choose(TabPrices)
	s.reloaded(t)
	s.Press(t, "客户专价")
	s.reloaded(t)
	picture(t, s, "specials")
	s.page.choose(TabListing)
	s.reloaded(t)
	s.Press(t, "卖了没上架")
	s.reloaded(t)
	picture(t, s, "unlisted")
	s = start(t, testkit.Setup{}, a, nil, small, lower)
	picture(t, s, "range-small")
}

func TestTheCardOfAProductGivenOpens(t *testing.T) {
	a := counter(t)
	book := products.New(a.Store)
	r, err := book.Range(context.Background(), 0)
	require.NoError(t, err)
	wanted := r.Items[5]
	s := start(t, testkit.Setup{}, a, wanted.ID, wide, high)
	n, ok := s.page.catalogue.tree.Current()
	require.True(t, ok)
	require.NotNil(t, n.Item)
	require.Equal(t, wanted.ID, n.Item.ID)
}

func TestTypingFiltersTheTree(t *testing.T) {
	s := start(t, testkit.Setup{}, counter(t), nil, wide, high)
	c := s.page.catalogue
	c.text.SetText("cmrn") // initials of 草莓酸奶 in no order: nothing
	c.applyText()
	require.Empty(t, c.items)
	c.text.SetText("caomei")
	c.applyText()
	require.NotEmpty(t, c.items)
	for _, i := range c.items {
		require.Contains(t, i.Name, "草莓")
	}
	require.True(t, c.textKey(&fyne.KeyEvent{Name: fyne.KeyEscape}))
	c.applyText()
	require.Len(t, c.items, 8)
	s.Press(t, "列表")
	require.Equal(t, len(c.items), c.list.Len())
}

func TestAProductIsSavedAndTakenBack(t *testing.T) {
	s := start(t, testkit.Setup{}, counter(t), nil, wide, high)
	first := s.page.catalogue.all.Items[0]
	s.page.catalogue.openEditor(model.Product{Code: first.Code, Name: "白桃乳饮 330ml×6×4", Pack: "330ml×6×4", Brand: "岚牧"})
	testkit.Tap(t, s.Window, "按规格填入:1 箱 = 24 件,净含量 330ml")
	require.False(t, s.host.Accept(t), "the code is taken")
	require.Empty(t, s.host.Faults, "it is said beside the field")
	s.host.Panel.Close()

	s.page.catalogue.openEditor(model.Product{Code: "N001", Name: "白桃乳饮 330ml×6×4", Pack: "330ml×6×4", Brand: "岚牧"})
	testkit.Tap(t, s.Window, "按规格填入:1 箱 = 24 件,净含量 330ml")
	require.True(t, s.host.Accept(t))
	s.reloaded(t)
	n, ok := s.page.catalogue.tree.Current()
	require.True(t, ok)
	require.Equal(t, "N001", n.Item.Code)
	require.Equal(t, 24*model.Unit, n.Item.UnitsPerCase)
	require.Equal(t, 6*model.Unit, n.Item.UnitsPerInner)
	toast := s.host.Toasts[len(s.host.Toasts)-1]
	require.Equal(t, "撤销", toast.Action)
	toast.OnTap()
	s.reloaded(t)
	require.Nil(t, s.page.catalogue.all.Find(n.Item.ID))
}

func TestPricesTypedIntoTheMatrixAreSavedAsOneAct(t *testing.T) {
	s := start(t, testkit.Setup{}, counter(t), TabPrices, wide, high)
	prices := s.page.parts[TabPrices].(*pricesTab)
	g := prices.matrix.grid
	rows := g.Rows()
	require.Len(t, rows, len(prices.data.Rows))
	require.Equal(t, "标准价", prices.matrix.columns[5].Title)

	testkit.Find[fyne.Focusable](t, s.Root) // the grid is there
	setCell(s, prices, 0, 6, "9.9")
	setCell(s, prices, 1, 6, "")
	require.Len(t, prices.matrix.pending, 2)
	testkit.Load(t, s.page) // something else changed: what is typed stays
	require.Equal(t, "9.90", prices.matrix.grid.Rows()[0][6])
	require.Len(t, prices.matrix.pending, 2)

	prices.from.SetDate(model.MustDate("2026-10-01"))
	prices.write()
	require.Empty(t, s.host.Faults)
	s.reloaded(t)
	require.Empty(t, prices.matrix.pending)
	product := prices.data.Rows[0].Product.ID
	tier := prices.data.Columns[1].Tier
	steps, err := store.Find(context.Background(), s.app.Store, model.ProductPrice{ProductID: product, Kind: model.PriceTier, Tier: tier})
	require.NoError(t, err)
	require.Len(t, steps, 3)
	require.Equal(t, model.MustDate("2026-09-30"), steps[1].To)
	require.Equal(t, model.MustDate("2026-10-01"), steps[2].From)
	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	steps, err = store.Find(context.Background(), s.app.Store, model.ProductPrice{ProductID: product, Kind: model.PriceTier, Tier: tier})
	require.NoError(t, err)
	require.Len(t, steps, 2)
	require.True(t, steps[1].To.IsZero())
}

// setCell types into a cell of the price matrix, as a paste does.
func setCell(s *scene, prices *pricesTab, row, col int, text string) {
	rows := prices.matrix.grid.Rows()
	rows[row][col] = text
	if v, err := readPrice(text); err == nil {
		rows[row][col] = v
	}
	prices.matrix.grid.SetRows(rows)
	prices.matrix.collect()
	prices.matrix.keep()
}

func TestTypedPricesSurviveAKill(t *testing.T) {
	a := counter(t)
	s := start(t, testkit.Setup{}, a, TabPrices, wide, high)
	prices := s.page.parts[TabPrices].(*pricesTab)
	setCell(s, prices, 2, 6, "7.77")
	again := start(t, testkit.Setup{}, a, TabPrices, wide, high)
	prices = again.page.parts[TabPrices].(*pricesTab)
	require.Equal(t, "7.77", prices.matrix.grid.Rows()[2][6])
	require.Len(t, prices.matrix.pending, 1)
	prices.matrix.reset()
	require.Empty(t, prices.matrix.pending)
	draft, err := a.Draft(context.Background(), "products.prices")
	require.NoError(t, err)
	require.Empty(t, draft)
}

func TestManyPricesAreAdjustedWithAPreview(t *testing.T) {
	s := start(t, testkit.Setup{}, counter(t), TabPrices, wide, high)
	s.page.adjust(s.page.catalogue.chosen())
	require.NotEmpty(t, s.host.Sheets)
	require.False(t, s.host.Accept(t), "nothing would change")
	require.NotEmpty(t, s.host.Faults)
}

func TestAStrayLineLeadsToItsSales(t *testing.T) {
	s := start(t, testkit.Setup{}, counter(t), TabBelow, wide, high)
	below := s.page.parts[TabBelow].(*belowTab)
	require.NotEmpty(t, below.data.Lines)
	require.Equal(t, len(below.data.Lines), below.table.Len())
	line := below.data.Lines[0]
	below.drill(line)
	require.Equal(t, shell.Route{Page: shell.PageSales, Arg: model.LineFilter{Period: model.Period{From: line.Date, To: line.Date},
		ProductID: line.Product.ID, CustomerID: line.Customer.ID}}, s.host.Routes[0])
	for _, item := range s.page.outputs(below.document) {
		if item.Label == "Excel 工作簿" {
			item.Action()
		}
	}
	require.Len(t, s.host.Picks, 1)
	s.host.Picks[0].OnPicked("/tmp/below.xlsx")
	require.Equal(t, "below", s.app.exported.Kind)
}

func TestThePriceListIsSeenAsPaperAndPrinted(t *testing.T) {
	s := start(t, testkit.Setup{}, counter(t), TabPrices, wide, high)
	prices := s.page.parts[TabPrices].(*pricesTab)
	s.page.outputs(prices.priceList("经销价"))[0].Action()
	require.Equal(t, "江苏大区 经销价 价目表", s.host.Sheets[0].Title)
	picture(t, s, "pricelist")
	testkit.Tap(t, s.Window, "打印")
	require.Equal(t, "pricelist", s.app.exported.Kind)
	require.Equal(t, ".pdf", filepath.Ext(s.app.path))
	require.Empty(t, s.host.Faults)
}

func TestMarginsChangeTheirDimension(t *testing.T) {
	s := start(t, testkit.Setup{}, counter(t), TabMargin, wide, high)
	margin := s.page.parts[TabMargin].(*marginTab)
	total := margin.data.Total.Margin
	s.Press(t, "客户")
	s.reloaded(t)
	require.Equal(t, products.MarginByCustomer, margin.data.By)
	require.Equal(t, total, margin.data.Total.Margin)
	require.Equal(t, len(margin.data.Rows), margin.table.Len())
	margin.drill(margin.data.Rows[0])
	require.Equal(t, margin.data.Rows[0].ID, s.host.Routes[0].Arg.(model.LineFilter).CustomerID)
}

func TestListingsAreTypedAsDays(t *testing.T) {
	s := start(t, testkit.Setup{}, counter(t), TabListing, wide, high)
	listing := s.page.parts[TabListing].(*listingTab)
	for typed, want := range map[string]string{"": "", "✓": "✓", "是": "✓", "2026-3-1": "2026-03-01", "2026-03-01 至 2026-08-31": "2026-03-01~2026-08-31"} {
		got, err := listing.readListing(typed)
		require.NoError(t, err, typed)
		require.Equal(t, want, got, typed)
	}
	for _, typed := range []string{"也许", "2026-08-31~2026-03-01"} {
		_, err := listing.readListing(typed)
		require.Error(t, err, typed)
	}
	rows := listing.matrix.grid.Rows()
	rows[0][3] = "2026-08-01"
	listing.matrix.grid.SetRows(rows)
	listing.matrix.collect()
	listing.write()
	require.Empty(t, s.host.Faults)
	s.reloaded(t)
	require.Equal(t, "1 个渠道", listing.matrix.grid.Rows()[0][2])
}

func TestAnEmptyProgramSaysWhatBelongsHere(t *testing.T) {
	for _, tab := range tabs {
		s := start(t, testkit.Setup{}, open(t, false), tab, wide, high)
		require.NotNil(t, s.Capture())
		require.Empty(t, s.host.Faults)
	}
}
