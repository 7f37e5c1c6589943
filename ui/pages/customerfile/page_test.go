package customerfile

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers/file"
	"xunshi/app/customers/vcard"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/job"
)

var ctx = context.Background()

type drafts struct{ *store.Store }

func (d drafts) Draft(ctx context.Context, key string) (string, error) {
	text, _, err := d.Setting(ctx, "draft."+key)
	return text, err
}

func (d drafts) SetDraft(ctx context.Context, key, text string) error {
	return d.SetSetting(ctx, "draft."+key, text)
}

// office is a real store with a few regions, people and customers.
type office struct {
	store *store.Store
	files *file.Book
	cards *vcard.Cards
}

func newOffice(t *testing.T) *office {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	o := &office{s, file.New(s), vcard.New(s)}
	_, err = s.Edit(ctx, func(e *store.Edit) error {
		require.NoError(t, store.Put(e, &model.Region{Name: "苏州"}))
		for _, r := range []string{"昆山", "太仓", "常熟"} {
			require.NoError(t, store.Put(e, &model.Region{Name: r, ParentID: 1}))
		}
		for _, p := range []string{"洪光", "张怡", "范彩"} {
			require.NoError(t, store.Put(e, &model.Employee{Name: p, Position: "业务员"}))
		}
		require.NoError(t, store.Put(e, &model.Product{Code: "P1", Name: "草莓酸奶 250ml"}))
		require.NoError(t, store.Put(e, &model.ProductPrice{ProductID: 1, Kind: model.PriceTier, Tier: "一级", Price: 35 * model.Yuan}))
		require.NoError(t, store.Put(e, &model.ProductPrice{ProductID: 1, Kind: model.PriceFloor, Price: 30 * model.Yuan}))
		require.NoError(t, store.Put(e, &model.Customer{Code: "K00001", Name: "永盛商贸", Kind: "经销商", RegionID: 2, OwnerID: 1, Phone: "0512-57001234"}))
		return store.Put(e, &model.Customer{Code: "K00002", Name: "恒源商贸有限公司", Kind: "经销商", Channel: "传统批发", Grade: "A", RegionID: 2, OwnerID: 2,
			Contact: "陈大明", Phone: "13800001234", Province: "江苏省", City: "苏州市", District: "昆山市", Address: "前进中路 168 号", PriceTier: "一级",
			CreditLimit: 200_000 * model.Yuan, TermDays: 30, Settlement: "月结", Key: true, UpstreamID: 1})
	})
	require.NoError(t, err)
	return o
}

type scene struct {
	*testkit.Scene
	page *Page
	host *testkit.Host
}

func (o *office) open(t *testing.T, set testkit.Setup, arg any, width, height float32) *scene {
	t.Helper()
	testkit.Start(t, set)
	t.Cleanup(job.Inline())
	h := &testkit.Host{}
	p := New(h, o.files, o.cards, drafts{o.store}, arg)
	t.Cleanup(p.Close)
	s := &scene{testkit.Show(t, p, width, height), p, h}
	h.Win = s.Window
	return s
}

// changed does at once what happens a moment after typing.
func (s *scene) settle(t *testing.T) {
	t.Helper()
	if s.page.timer != nil {
		s.page.timer.Stop()
	}
	s.page.settled()
}

func (s *scene) reload(t *testing.T) {
	t.Helper()
	s.host.Reloads = 0
	testkit.Load(t, s.page)
}

// type_ changes what the form holds, as its fields do.
func (s *scene) change(t *testing.T, f func(*typed)) {
	t.Helper()
	v := s.page.form.Current()
	f(&v)
	s.page.form.Set(v)
	s.settle(t)
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

func TestNewCustomerIsMadeOnceAndCanBeTakenBack(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(0), wide, high)
	require.Equal(t, "新建客户", s.page.Title())
	require.Equal(t, "K00003", s.page.form.Current().c.Code)
	s.change(t, func(v *typed) { v.c.Name, v.c.Phone = "恒源商贸", "138-0000-1234" })
	require.Len(t, s.page.side.similar, 1)
	require.Equal(t, "K00002", s.page.side.similar[0].A.Code)
	picture(t, s, "file-new-similar")
	testkit.Golden(t, "new", s.Capture())

	s.change(t, func(v *typed) {
		v.c.Name, v.c.Phone, v.c.Kind, v.areas, v.coords = "金海食品", "13911112222", "经销商", "昆山,太仓", "120.98, 31.38"
	})
	s.page.contacts.grid.Paste("周老板\t老板\t13911112222\t\t\t1980-05-06\t是\n")
	s.page.save()
	require.Empty(t, s.host.Faults)
	require.Equal(t, "已建立客户「金海食品」", s.host.Toasts[len(s.host.Toasts)-1].Text)
	s.reload(t)
	require.Equal(t, "金海食品", s.page.Title())
	require.False(t, s.page.dirty())
	f, err := o.files.Open(ctx, s.page.id)
	require.NoError(t, err)
	require.Equal(t, 31.38, f.Customer.Latitude)
	require.Equal(t, 120.98, f.Customer.Longitude)
	require.Len(t, f.Areas, 2)
	require.Equal(t, model.MustDate("1980-05-06"), f.Contacts[0].Birthday)
	require.True(t, s.page.Finished())

	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	s.reload(t)
	require.Zero(t, s.page.id)
	require.Equal(t, "金海食品", s.page.form.Current().c.Name, "what was typed is there to go on with")
	require.Equal(t, "周老板", s.page.contacts.grid.Rows()[0][0])
	d, err := o.files.Directory(ctx)
	require.NoError(t, err)
	require.Len(t, d.Customers, 2)
}

func TestRefusalsStandWhereTheyBelong(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(2), wide, high)
	s.change(t, func(v *typed) { v.c.Code = "K00001" })
	s.page.save()
	require.Equal(t, model.ID(1), s.page.clash)
	picture(t, s, "file-code-taken")
	s.change(t, func(v *typed) { v.c.Code = "K00002" })
	s.page.policies.grid.Paste("2026-01-01\t\t一级\t2.5\t是\t年返 2.5%\n2026-06-01\t2026-12-31\t\t1\n")
	s.page.save()
	require.Equal(t, PartAgreements, s.page.part)
	require.ErrorContains(t, s.host.Faults[0], "有效期重叠")
	s.page.contacts.grid.Paste("\t老板\t138\n")
	s.page.save()
	require.Equal(t, PartContacts, s.page.part)
	require.Contains(t, s.host.Toasts[len(s.host.Toasts)-1].Text, "还有 1 处要改")
}

func TestDraftOutlivesTheProgram(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(2), wide, high)
	s.change(t, func(v *typed) { v.c.Note, v.c.Grade = "老板换了", "B" })
	s.page.contacts.grid.Paste("新人\t老板\t\t\t\t不是日期\n")
	s.settle(t)
	// meanwhile somebody else changes another field
	f, err := o.files.Open(ctx, 2)
	require.NoError(t, err)
	f.Customer.TermDays = 45
	_, err = o.files.Save(ctx, f)
	require.NoError(t, err)

	again := o.open(t, testkit.Setup{}, model.ID(2), wide, high)
	require.Contains(t, again.host.Toasts[0].Text, "已恢复")
	v := again.page.form.Current()
	require.Equal(t, "老板换了", v.c.Note)
	require.Equal(t, 45, v.c.TermDays, "what others changed is not undone")
	require.Equal(t, "不是日期", again.page.contacts.grid.Rows()[0][5], "as it was typed, readable or not")
	again.host.Toasts[0].OnTap()
	require.False(t, again.page.dirty())
	require.Equal(t, "A", again.page.form.Current().c.Grade)
}

func TestTypingSurvivesALoad(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(2), wide, high)
	s.change(t, func(v *typed) { v.c.Note = "写到一半" })
	f, err := o.files.Open(ctx, 2)
	require.NoError(t, err)
	f.Customer.Grade = "C"
	_, err = o.files.Save(ctx, f)
	require.NoError(t, err)
	s.reload(t)
	v := s.page.form.Current()
	require.Equal(t, "写到一半", v.c.Note)
	require.Equal(t, "C", v.c.Grade)
	s.page.save()
	require.Empty(t, s.host.Faults)
	f, err = o.files.Open(ctx, 2)
	require.NoError(t, err)
	require.Equal(t, "写到一半", f.Customer.Note)
	require.Equal(t, "C", f.Customer.Grade)
}

func TestHistoryAndParts(t *testing.T) {
	o := newOffice(t)
	f, err := o.files.Open(ctx, 2)
	require.NoError(t, err)
	f.Customer.Grade, f.Customer.RegionID = "B", 3
	soon := model.Today() + 6
	_, month, dayOf := soon.YMD()
	f.Contacts = []model.Contact{{Name: "陈大明", Role: "老板", Phone: "13800001234", Birthday: model.DateOf(1978, month, dayOf), Main: true}, {Name: "李会计", Role: "财务", Phone: "13900005678"}}
	f.Policies = []model.CustomerPolicy{{From: model.MustDate("2026-01-01"), PriceTier: "一级", Rebate: 250, Terms: "月返,按净额", Exclusive: true}}
	f.Shares = []model.CustomerShare{{EmployeeID: 3, Share: 3000}}
	f.Contracts = []model.Contract{{Number: "HT-2026-018", Title: "年度经销合同", From: model.MustDate("2026-01-01"), To: model.MustDate("2026-12-31"), Commitment: 1_200_000 * model.Yuan, Deposit: 20_000 * model.Yuan}}
	_, err = o.files.Save(ctx, f)
	require.NoError(t, err)
	s := o.open(t, testkit.Setup{}, Arg{ID: 2, Part: PartHistory}, wide, high)
	require.Positive(t, s.page.history.Len())
	picture(t, s, "file-history")
	for _, part := range parts[:3] {
		s.page.show(part)
		picture(t, s, "file-"+[]string{"form", "contacts", "agreements"}[part])
	}
	testkit.Golden(t, "agreements", s.Capture())
	require.False(t, s.page.dirty(), "showing changes nothing")
}

func TestRemoveGoesBackAndCanBeUndone(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(2), wide, high)
	s.page.remove()
	s.host.Confirms[0].OnYes()
	require.Equal(t, 1, s.host.Backs)
	d, err := o.files.Directory(ctx)
	require.NoError(t, err)
	require.Len(t, d.Customers, 1)
	s.host.Toasts[0].OnTap()
	d, err = o.files.Directory(ctx)
	require.NoError(t, err)
	require.Len(t, d.Customers, 2)
}

func TestOwnFieldsInTheForm(t *testing.T) {
	o := newOffice(t)
	_, err := o.files.SaveDefinitions(ctx, []model.FieldDefinition{{Name: "冰柜数", Kind: file.KindNumber}, {Name: "签约日期", Kind: file.KindDate},
		{Name: "合作意向", Kind: file.KindChoice, Choices: "高,中,低"}, {Name: "有会员", Kind: file.KindYes}})
	require.NoError(t, err)
	s := o.open(t, testkit.Setup{}, model.ID(2), wide, high)
	s.change(t, func(v *typed) {
		v.words[0], v.dates[1], v.words[2], v.ticks[3] = "12", model.MustDate("2026-03-01"), "中", true
	})
	s.page.save()
	require.Empty(t, s.host.Faults)
	f, err := o.files.Open(ctx, 2)
	require.NoError(t, err)
	require.Len(t, f.Customer.Own, 4)
	s.reload(t)
	require.False(t, s.page.dirty())
	s.page.defineFields()
	picture(t, s, "file-own-fields")
	require.Len(t, s.host.Sheets, 1)
}

func TestCardsThroughTheSheet(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(2), wide, high)
	path := filepath.Join(t.TempDir(), "a.vcf")
	require.NoError(t, os.WriteFile(path, []byte("BEGIN:VCARD\nVERSION:3.0\nFN:陈小明\nORG:恒源商贸\nTEL:13700000001\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:路人\nTEL:13700000002\nEND:VCARD\n"), 0o600))
	ImportCards(s.host, o.cards)
	s.host.Picks[0].OnPicked(path)
	require.Empty(t, s.host.Faults)
	picture(t, s, "file-cards")
	require.True(t, s.host.Accept(t))
	require.Contains(t, s.host.Toasts[0].Text, "新增联系人 1")
	f, err := o.files.Open(ctx, 2)
	require.NoError(t, err)
	require.Equal(t, "陈小明", f.Contacts[0].Name)
	out := filepath.Join(t.TempDir(), "out")
	ExportCards(s.host, o.cards, []model.ID{2}, "恒源")
	s.host.Picks[1].OnPicked(out)
	require.FileExists(t, out+".vcf")
}

func TestCoordinates(t *testing.T) {
	for text, want := range map[string][2]float64{"31.38, 120.98": {31.38, 120.98}, "120.98,31.38": {31.38, 120.98}, "31.38，120.98": {31.38, 120.98},
		"北纬31.38° 东经120.98°": {31.38, 120.98}, "": {0, 0}, "31.38 120.98": {31.38, 120.98}} {
		latitude, longitude, err := readCoordinates(text)
		require.NoError(t, err, text)
		require.Equal(t, want, [2]float64{latitude, longitude}, text)
	}
	for _, text := range []string{"31.38", "a, b", "200, 300", "1,2,3"} {
		_, _, err := readCoordinates(text)
		require.Error(t, err, text)
	}
}

func TestRowsKeepTheirRecords(t *testing.T) {
	row := func(cells ...string) []string { return cells }
	before := [][]string{row("陈", "1"), row("李", "2"), row("王", "3")}
	rows := func(r [][]string) (out []grid.Row) {
		for _, x := range r {
			out = append(out, x)
		}
		return out
	}
	require.Equal(t, []int{0, 2}, matchRows(rows(before), rows([][]string{row("陈", "1"), row("王", "9")}), 0), "one deleted, one changed")
	require.Equal(t, []int{-1, 0, 1, 2}, matchRows(rows(before), rows([][]string{row("新", ""), row("陈", "1"), row("李", "2"), row("王", "3")}), 0))
	require.Equal(t, []int{0, 1, 2}, matchRows(rows(before), rows([][]string{row("陈", "1"), row("李四", "2"), row("王", "3")}), 0), "renamed in place")
}

func TestLeavingTheSideAlone(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(2), small, lower)
	picture(t, s, "file-small")
	for _, x := range testkit.Objects(s.Root) {
		require.LessOrEqual(t, x.MinSize().Width, float32(small), "%T %v", x, x.Size())
	}
	require.True(t, s.page.saveBtn.Disabled())
	require.Equal(t, shell.PageID("customer"), shell.PageCustomer)
}

func TestEnglishInTheSmallWindow(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{Language: i18n.English, Mode: theme.Dark}, model.ID(2), small, lower)
	picture(t, s, "file-small-english-dark")
	s.page.show(PartAgreements)
	picture(t, s, "file-agreements-small-english-dark")
	for _, x := range testkit.Objects(s.Root) {
		require.LessOrEqual(t, x.MinSize().Width, float32(small), "%T %v", x, x.Size())
	}
}
