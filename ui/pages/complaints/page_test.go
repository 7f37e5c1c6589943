package complaints

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers/complaints"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

var (
	ctx   = context.Background()
	today = model.MustDate("2026-09-11")
)

// program remembers what was exported and printed.
type program struct {
	docs    []*document.Document
	printed []string
	opened  []string
}

func (p *program) Export(_ context.Context, doc *document.Document, _ string) error {
	p.docs = append(p.docs, doc)
	return nil
}

func (p *program) Print(_ context.Context, path string) (exporting.Handed, error) {
	p.printed = append(p.printed, path)
	return exporting.ToViewer, nil
}

func (p *program) CopyPicture(context.Context, []byte, string) error { return nil }

func (p *program) OpenFile(path string) error {
	p.opened = append(p.opened, path)
	return nil
}

func office(t *testing.T, filled bool) (*complaints.Desk, *store.Store) {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err = s.Edit(ctx, func(e *store.Edit) error {
		require.NoError(t, store.Put(e, &model.Employee{Name: "周国强", Position: "总监"}))
		for _, n := range []string{"洪光", "张怡", "范彩"} {
			require.NoError(t, store.Put(e, &model.Employee{Name: n, Position: "业务员", SuperiorID: 1}))
		}
		require.NoError(t, store.Put(e, &model.Region{Name: "苏州", ManagerID: 1}))
		for _, n := range []string{"昆山", "太仓", "常熟"} {
			require.NoError(t, store.Put(e, &model.Region{Name: n, ParentID: 1}))
		}
		for i, n := range []string{"永盛商贸", "家家乐超市", "鼎丰批发", "恒源商贸", "好又多新区店"} {
			require.NoError(t, store.Put(e, &model.Customer{Code: "K0000" + string(rune('1'+i)), Name: n, RegionID: model.ID(2 + i%3), OwnerID: model.ID(2 + i%3)}))
		}
		for _, n := range []string{"草莓酸奶 250ml×12", "原味酸奶 1L×6", "核桃乳 240ml×20"} {
			require.NoError(t, store.Put(e, &model.Product{Name: n, Code: n[:3]}))
		}
		return nil
	})
	require.NoError(t, err)
	d := complaints.New(s)
	if filled {
		fill(t, d)
	}
	return d, s
}

func fill(t *testing.T, d *complaints.Desk) {
	words := []string{"胀袋 12 箱,要求退换", "外箱破损,客户拒收", "到货只剩三个月效期", "送货晚两天,断货", "奶味发酸,消费者退货", "返利没有到账"}
	causes := []string{"包装", "物流", "临期", "物流", "质量", "促销兑现"}
	for i := range 14 {
		c := model.Complaint{CustomerID: model.ID(1 + i%5), Date: today - model.Date(4+i*9), ProductID: model.ID(1 + i%3), Lot: []string{"2608A", "2607C", "2608B"}[i%3],
			Cause: causes[i%6], Text: words[i%6], Quantity: model.Quantity(6+i) * model.Unit, Cost: model.Money(i%5) * 320 * model.Yuan, OwnerID: model.ID(2 + i%3)}
		c.Due = c.Date + 7
		switch {
		case i == 2:
			c.SkipLevel = true
			c.Due = today + 3
		case i > 4:
			c.ClosedOn, c.Outcome, c.Satisfaction = c.Date+model.Date(2+i%6), "换货并道歉", 2+i%4
		}
		_, err := d.Save(ctx, &c, nil, today)
		require.NoError(t, err)
	}
	for i := range 18 {
		n := model.Satisfaction{CustomerID: model.ID(1 + i%5), EmployeeID: model.ID(2 + i%3), Date: today - model.Date(i*17), Score: 2 + (i*7)%4, Note: []string{"送货准时", "价格偏高", "", "活动支持到位"}[i%4]}
		_, err := d.SaveNote(ctx, &n, today)
		require.NoError(t, err)
	}
}

type scene struct {
	*testkit.Scene
	page    *Page
	host    *testkit.Host
	program *program
}

func start(t *testing.T, d *complaints.Desk, arg any, set testkit.Setup, width, height float32) *scene {
	t.Helper()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	h, prog := &testkit.Host{}, &program{}
	p := New(h, d, prog, arg)
	p.today = func() model.Date { return today }
	t.Cleanup(p.Close)
	win := testkit.Window(t, p.Content(), width, height)
	h.Win = win
	testkit.Load(t, p)
	return &scene{&testkit.Scene{Window: win, Root: p.Content()}, p, h, prog}
}

func (s *scene) reload(t *testing.T) {
	t.Helper()
	testkit.Load(t, s.page)
}

const (
	wide, high   = 1112, 722
	small, lower = 856, 622
)

func picture(t *testing.T, s *scene, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), s.Capture())
	}
}

func TestListFiltersAndFigures(t *testing.T) {
	d, _ := office(t, true)
	s := start(t, d, nil, testkit.Setup{}, wide, high)
	l := s.page.list
	require.Equal(t, 14, l.table.Len())
	picture(t, s, "comp-list")
	testkit.Golden(t, "list", s.Capture())
	s.Press(t, "已逾期")
	require.Equal(t, 3, l.table.Len())
	s.Press(t, "待主管意见")
	require.Equal(t, 1, l.table.Len())
	s.Press(t, "全部")
	l.text.SetText("yssm")
	l.applyText()
	require.Equal(t, 3, l.table.Len())
	l.clear()
	s.Press(t, "按批号")
	require.Equal(t, complaints.ByLot, l.by)
	l.pressed([]charts.Point{{Category: "2608A"}})
	require.Equal(t, 5, l.table.Len())
	for _, o := range testkit.Objects(s.Root) {
		require.LessOrEqual(t, o.MinSize().Width, float32(wide), "%T", o)
	}
}

func TestEnterCloseAndTakeBack(t *testing.T) {
	d, _ := office(t, false)
	s := start(t, d, Fresh{Customer: 1}, testkit.Setup{}, wide, high)
	require.Len(t, s.host.Sheets, 1, "the route asked for it")
	sheetOf := s.page.newSheet(complaints.Fresh(s.page.register.Directory, 1, today))
	e := sheetOf.form.Current()
	require.Equal(t, today+7, e.c.Due)
	require.Equal(t, model.ID(2), e.c.OwnerID)
	s.page.present(sheetOf, e.c)
	require.False(t, s.host.Accept(t), "cause and words are missing")
	picture(t, s, "comp-new-faults")
	e.c.Cause, e.c.Text, e.c.SkipLevel = "质量", "有异物", true
	sheetOf.form.Set(e)
	require.True(t, s.host.Accept(t))
	require.Equal(t, "已保存投诉", s.host.Toasts[0].Text)
	s.reload(t)
	require.Equal(t, 1, s.page.list.table.Len())

	c := s.page.register.Rows[0].Complaint
	sheetOf = s.page.newSheet(c)
	e = sheetOf.form.Current()
	e.c.ClosedOn, e.c.Outcome = today, "退货"
	sheetOf.form.Set(e)
	s.page.present(sheetOf, c)
	require.False(t, s.host.Accept(t), "the manager in charge has not said anything")
	picture(t, s, "comp-opinion")
	e.c.Opinion = "已当面沟通"
	sheetOf.form.Set(e)
	require.True(t, s.host.Accept(t))
	require.Equal(t, "已结案", s.host.Toasts[1].Text)
	s.host.Toasts[1].OnTap()
	s.reload(t)
	require.True(t, s.page.register.Rows[0].Open())
	s.page.remove(s.page.register.Rows[0].Complaint, nil)
	s.reload(t)
	require.Zero(t, s.page.list.table.Len())
	s.host.Toasts[2].OnTap()
	s.reload(t)
	require.Equal(t, 1, s.page.list.table.Len())
	require.Empty(t, s.host.Faults)
}

func photo(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "袋子.png")
	f, err := os.Create(path)
	require.NoError(t, err)
	img := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for i := range img.Pix {
		img.Pix[i] = uint8(i % 251)
	}
	img.Set(1, 1, color.White)
	require.NoError(t, png.Encode(f, img))
	require.NoError(t, f.Close())
	return path
}

func TestPhotosAreAddedShownAndTakenAway(t *testing.T) {
	d, _ := office(t, true)
	s := start(t, d, nil, testkit.Setup{}, wide, high)
	c := s.page.register.Rows[0].Complaint
	sheetOf := s.page.newSheet(c)
	s.page.present(sheetOf, c)
	sheetOf.photos.pick()
	s.host.Picks[0].OnPicked(photo(t))
	require.True(t, s.host.Sheets[0].Dirty())
	picture(t, s, "comp-photo")
	require.True(t, s.host.Accept(t))
	s.reload(t)
	names := complaints.PhotoNames(&s.page.register.Rows[0].Complaint)
	require.Len(t, names, 1)
	again := s.page.newSheet(s.page.register.Rows[0].Complaint)
	require.NotNil(t, again.photos.small[d.PhotoPath(names[0])])
}

func TestSatisfactionQuickly(t *testing.T) {
	d, _ := office(t, true)
	s := start(t, d, Notes{}, testkit.Setup{}, wide, high)
	picture(t, s, "comp-notes")
	testkit.Golden(t, "notes", s.Capture())
	n := s.page.notes
	n.save()
	require.Equal(t, "请选择客户。", n.fault.Text())
	n.customer.SetItems(s.page.items.customers)
	n.customer.SetSelected(1)
	n.score.SetScore(5)
	n.words.SetText("很好")
	before := n.table.Len()
	n.save()
	s.reload(t)
	require.Equal(t, before+1, n.table.Len())
	require.Zero(t, n.score.Score())
	s.host.Toasts[0].OnTap()
	s.reload(t)
	require.Equal(t, before, n.table.Len())
}

func TestTakenAlong(t *testing.T) {
	d, _ := office(t, true)
	s := start(t, d, complaints.Filter{State: complaints.OpenState}, testkit.Setup{}, wide, high)
	s.page.print()
	require.Len(t, s.host.Sheets, 1)
	picture(t, s, "comp-paper")
	testkit.Tap(t, s.Window, "打印")
	require.Len(t, s.program.printed, 1)
	require.Len(t, s.program.docs[0].Section("list").Rows, 5, "as it is filtered")
}

func TestNothingYet(t *testing.T) {
	d, _ := office(t, false)
	s := start(t, d, nil, testkit.Setup{Mode: theme.Dark}, small, lower)
	picture(t, s, "comp-empty")
	for _, o := range testkit.Objects(s.Root) {
		require.LessOrEqual(t, o.MinSize().Width, float32(small), "%T %v", o, o.Size())
	}
	s.page.enter(0)
	require.Len(t, s.host.Sheets, 1)
	require.Equal(t, shell.PageComplaints, Entry(d, s.program).ID)
}

func TestEnglishInTheSmallWindow(t *testing.T) {
	d, _ := office(t, true)
	s := start(t, d, nil, testkit.Setup{Language: i18n.English}, small, lower)
	picture(t, s, "comp-small-english")
	for _, o := range testkit.Objects(s.Root) {
		require.LessOrEqual(t, o.MinSize().Width, float32(small), "%T %v", o, o.Size())
	}
	s.page.edit(s.page.register.Rows[0].Complaint)
	picture(t, s, "comp-sheet-small-english")
}
