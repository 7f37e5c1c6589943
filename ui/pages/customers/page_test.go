package customers

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers"
	"xunshi/app/customers/vcard"
	"xunshi/app/demo"
	"xunshi/app/demo/records"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/pages/customerfile"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

// backend is the program as the page needs it, over a real store.
type backend struct {
	*customers.Book
	unit     document.MoneyUnit
	exported *document.Document
	printed  string
	picture  []byte
	cards    customerfile.Cards
}

func (b *backend) Money() document.MoneyUnit { return b.unit }

func (b *backend) Export(_ context.Context, doc *document.Document, path string) error {
	b.exported = doc
	return os.WriteFile(path, []byte("x"), 0o600)
}

func (b *backend) Print(_ context.Context, path string) (exporting.Handed, error) {
	b.printed = path
	return exporting.ToViewer, nil
}

func (b *backend) OpenFile(string) error { return nil }

func (b *backend) CopyPicture(_ context.Context, picture []byte, _ string) error {
	b.picture = picture
	return nil
}

func (b *backend) OnChange(func()) (stop func()) { return func() {} }

var until = model.MustDate("2026-09-11")

// open makes a store, with demo data if wanted.
func open(t *testing.T, filled bool) *backend {
	t.Helper()
	dir := t.TempDir()
	if filled {
		require.NoError(t, os.CopyFS(dir, os.DirFS(demoFolder(t))))
	}
	s, err := store.Open(dir)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	b := customers.New(s)
	b.SetToday(until + 1)
	return &backend{Book: b, unit: document.Yuan, cards: vcard.New(s)}
}

var demoMade string

// demoFolder is a data folder with a demo region; it is made once.
func demoFolder(t *testing.T) string {
	t.Helper()
	if demoMade != "" {
		return demoMade
	}
	dir, err := os.MkdirTemp("", "xunshi-customers-*")
	require.NoError(t, err)
	s, err := store.Open(dir)
	require.NoError(t, err)
	_, err = s.Import(context.Background(), demo.Generate(demo.Options{Customers: 80, Products: 24, Months: 14, Lines: 9000, Until: until}), nil)
	require.NoError(t, err)
	require.NoError(t, records.Fill(context.Background(), s, 1))
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

type scene struct {
	*testkit.Scene
	page *Page
	host *testkit.Host
	app  *backend
}

// Room for a page in windows of 1280×800 and 1024×700.
const (
	wide, high   = 1112, 722
	small, lower = 856, 622
)

func start(t *testing.T, set testkit.Setup, b *backend, arg any, width, height float32) *scene {
	t.Helper()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	h := &testkit.Host{}
	p := New(h, b, arg)
	t.Cleanup(p.Close)
	s := &scene{testkit.Show(t, p, width, height), p, h, b}
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

func picture(t *testing.T, s *scene, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), s.Capture())
	}
}

func TestLooks(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, nil, wide, high)
	picture(t, s, "customers")
	s.page.table.SelectRow(4)
	picture(t, s, "customers-card")
	s.page.openView(customers.UsualViews()[3])
	s.page.table.SelectRow(0)
	picture(t, s, "customers-churn")
	for name, open := range map[string]func(){
		"filter": s.page.openFilter, "grades": s.page.openGrades,
		"contact": func() { s.page.showContact(s.page.card.card) },
		"verdict": func() { s.page.openVerdict(s.page.card.card, openFlags(s.page.card.card)[0]) },
		"view":    func() { s.page.nameView(s.page.current(0, "")) },
	} {
		open()
		picture(t, s, "customers-"+name)
		s.host.Panel.Close()
	}
	s.page.table.SelectAll()
	picture(t, s, "customers-selected")
	s.page.openBatch()
	picture(t, s, "customers-batch")
	s.host.Panel.Close()
	s.page.deleteSelected()
	s.host.Confirms[0].OnYes()
	picture(t, s, "customers-refused")
	require.Empty(t, s.host.Faults)
}

func TestLooksSmall(t *testing.T) {
	b := open(t, true)
	b.unit = document.TenThousand
	s := start(t, testkit.Setup{Mode: theme.Dark, Language: i18n.English}, b, nil, small, lower)
	picture(t, s, "customers-small-dark-en")
	s.page.table.SelectRow(4)
	picture(t, s, "customers-small-dark-en-card")
	require.False(t, s.page.tree.panel.Visible(), "where there is little room the tree keeps out of the way")
	require.True(t, s.page.Escape())
	require.False(t, s.page.card.panel.Visible())
	require.False(t, s.page.Escape(), "nothing left to close")
	s.page.toggleTree()
	require.True(t, s.page.tree.panel.Visible())
	require.False(t, s.page.desk.Tree, "for now, not for good")
	for _, o := range testkit.Objects(s.Root) {
		require.LessOrEqual(t, o.MinSize().Width, float32(small), "%T", o)
	}
}

func TestEmptyBookOffersTheNextStep(t *testing.T) {
	s := start(t, testkit.Setup{}, open(t, false), nil, wide, high)
	picture(t, s, "customers-empty")
	s.Press(t, "导入客户名单")
	s.Press(t, "新建客户")
	require.Equal(t, []shell.Route{{Page: shell.PageImport, Arg: model.BatchCustomers}, {Page: shell.PageCustomer, Arg: model.ID(0)}}, s.host.Routes)
}

func TestSearchAsYouType(t *testing.T) {
	s := start(t, testkit.Setup{}, open(t, true), nil, wide, high)
	p := s.page
	all := p.table.Len()
	require.Equal(t, "year", p.table.Arrangement().Key)
	name := p.list.Rows[7].Customer.Name
	p.search.SetText(name)
	require.GreaterOrEqual(t, p.table.Len(), 1)
	p.table.SelectRow(0)
	one, _ := p.table.Current()
	require.Equal(t, name, one.Customer.Name)
	require.Empty(t, p.table.Arrangement().Key, "the best hit first")
	p.search.SetText("没有这样的客户")
	require.Zero(t, p.table.Len())
	s.Press(t, "清除全部条件")
	require.Equal(t, all, p.table.Len())
	require.Equal(t, "year", p.table.Arrangement().Key, "the order from before")
}

func TestShowOpensTheCard(t *testing.T) {
	b := open(t, true)
	list, err := b.List(context.Background())
	require.NoError(t, err)
	id := list.Rows[11].ID()
	s := start(t, testkit.Setup{}, b, Show(id), wide, high)
	one, ok := s.page.table.Current()
	require.True(t, ok)
	require.Equal(t, id, one.ID())
	require.True(t, s.page.card.panel.Visible())
	require.Equal(t, id, s.page.card.card.ID())
	s.page.table.OnOpen(one)
	require.Equal(t, shell.Route{Page: shell.PageCustomer, Arg: id}, s.host.Routes[0])
	s.Press(t, "档案")
	require.Equal(t, shell.Route{Page: shell.PageCustomer, Arg: id}, s.host.Routes[1])
}

func TestViewIsSavedAndOpened(t *testing.T) {
	s := start(t, testkit.Setup{}, open(t, true), nil, wide, high)
	p := s.page
	p.setFilter(customers.Filter{Kinds: []string{"商超"}, Grades: []string{"A", "B"}})
	require.Contains(t, p.viewBtn.Text(), "已改")
	n := p.table.Len()
	p.table.SetSort("name", false)
	p.saveView(p.current(0, "大商超"), nil)
	require.Empty(t, s.host.Faults)
	require.Equal(t, "大商超", p.viewBtn.Text())
	p.openView(customers.UsualViews()[0])
	require.Greater(t, p.table.Len(), n)
	p.openView(p.views[0])
	require.Equal(t, n, p.table.Len())
	require.Equal(t, "name", p.table.Arrangement().Key)
	p.deleteView(p.view)
	s.reloaded(t)
	require.Empty(t, p.views)
	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	testkit.Load(t, p)
	require.Len(t, p.views, 1)
}

func TestFilterFormGivesTheFilterBack(t *testing.T) {
	fields := []model.FieldDefinition{{Name: "冰柜"}}
	fields[0].UUID = model.NewUUID()
	own := fields[0].UUID.String()
	for _, f := range []customers.Filter{
		{},
		{RegionID: 3, Kinds: []string{"商超", "终端"}, Owners: []model.ID{4}, Stages: []model.CustomerStage{model.StageStopped}, Silent: 30, Idle: 60, CompleteBelow: 80, Key: true, Overdue: true},
		{Flagged: true, NoOwner: true, Own: map[string]string{own: "双门"}, Tags: []string{"夜场"}},
	} {
		require.Equal(t, f, asForm(f, fields).filter(f, fields))
	}
}

func TestBatchChangeAndUndo(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, customers.Filter{Kinds: []string{"电商"}}, wide, high)
	p := s.page
	p.table.SelectAll()
	n := p.table.Count()
	require.Greater(t, n, 1)
	ids := p.selectedIDs()
	s.Press(t, "批量修改")
	require.Len(t, s.host.Sheets, 1)
	s.host.Panel.Close()
	p.change(ids, changing{Kind: unchanged, Grade: "C", Channel: unchanged, Tier: emptied, Stage: unchanged, Star: "no", Add: "试点"}.edits(), func() {})
	require.Contains(t, s.host.Toasts[0].Text, "已修改")
	s.reloaded(t)
	for _, r := range p.rows {
		require.Equal(t, "C", r.Customer.Grade)
		require.Empty(t, r.Customer.PriceTier)
		require.Contains(t, r.Tags(), "试点")
	}
	s.host.Toasts[0].OnTap()
	testkit.Load(t, p)
	for _, r := range p.rows {
		require.NotContains(t, r.Tags(), "试点")
	}
	p.change(ids, customers.Edits{}, func() {})
	require.True(t, s.host.Toasts[len(s.host.Toasts)-1].Refused)
}

func TestContactAndVerdictFromTheCard(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, customers.UsualViews()[3].Filter, wide, high)
	p := s.page
	p.table.SelectRow(0)
	c := p.card.card
	require.NotEmpty(t, openFlags(c))
	before := len(c.Events)
	p.contacted(c, model.ContactLog{CustomerID: c.ID(), Date: c.List.Today, Method: model.ContactCall, Text: "问为什么没进货"}, func() {})
	s.reloaded(t)
	require.Len(t, p.card.card.Events, before+1)
	require.Equal(t, 0, p.card.card.Silent)
	s.host.Toasts[0].OnTap()
	testkit.Load(t, p)
	require.Len(t, p.card.card.Events, before)

	n := p.table.Len()
	p.judge(c, openFlags(c)[0], model.VerdictNormal, "装修", func() {})
	s.reloaded(t)
	require.Equal(t, n-1, p.table.Len())
	require.Equal(t, c.ID(), p.shown, "the card stays though the list no longer holds the customer")
	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	s.reloaded(t)
	require.Equal(t, n, p.table.Len())
}

func TestGradesFromTheSheet(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, nil, wide, high)
	s.page.openGrades()
	require.Len(t, s.host.Sheets, 1)
	require.True(t, s.host.Accept(t))
	require.Contains(t, s.host.Toasts[0].Text, "的等级")
	s.reloaded(t)
	for _, r := range s.page.list.Rows {
		if r.Stage() != model.StageProspect {
			require.Equal(t, customers.ClassName(r.Class), r.Customer.Grade)
		}
	}
	s.host.Toasts[0].OnTap()
	require.Empty(t, s.host.Faults)
}

func TestTakeAlong(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, nil, wide, high)
	p := s.page
	p.table.SetSort("name", false)
	for _, item := range p.listOutputs() {
		if item.Label == "Excel 工作簿" {
			item.Action()
		}
	}
	require.Len(t, s.host.Picks, 1)
	s.host.Picks[0].OnPicked(filepath.Join(t.TempDir(), "x.xlsx"))
	doc := b.exported
	require.Len(t, doc.Sections[0].Rows, p.table.Len())
	p.table.SelectRow(0)
	first, _ := p.table.Current()
	require.Equal(t, first.Customer.Name, doc.Sections[0].Rows[0].Cells[0].Text, "in the order shown")
	p.print(p.cardDocument(first.ID()))
	require.FileExists(t, b.printed)
	require.Equal(t, first.Customer.Name, b.exported.Title)
	require.Contains(t, s.host.Toasts[len(s.host.Toasts)-1].Text, "PDF 阅读器")
	for _, item := range p.cardOutputs(first.ID()) {
		if item.Label == "复制图片" || item.Label == "预览…" {
			item.Action()
		}
	}
	require.NotEmpty(t, b.picture)
	picture(t, s, "customers-preview")
	require.Len(t, s.host.Sheets, 1)
	require.Empty(t, s.host.Faults)
}
