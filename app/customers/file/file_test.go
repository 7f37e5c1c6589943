package file

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

var ctx = context.Background()

func open(t *testing.T) (*Book, *store.Store) {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return New(s), s
}

// seeded has two regions, two people and a chain of dealers K001 ← K002 ← K003.
func seeded(t *testing.T) (*Book, *store.Store) {
	b, s := open(t)
	_, err := s.Edit(ctx, func(e *store.Edit) error {
		for _, r := range []string{"昆山", "太仓"} {
			require.NoError(t, store.Put(e, &model.Region{Name: r}))
		}
		for _, p := range []string{"洪光", "张怡"} {
			require.NoError(t, store.Put(e, &model.Employee{Name: p}))
		}
		require.NoError(t, store.Put(e, &model.Customer{Code: "K001", Name: "永盛商贸", Kind: "经销商", RegionID: 1, OwnerID: 1}))
		require.NoError(t, store.Put(e, &model.Customer{Code: "K002", Name: "鼎丰批发", UpstreamID: 1}))
		return store.Put(e, &model.Customer{Code: "K003", Name: "家家乐超市", UpstreamID: 2})
	})
	require.NoError(t, err)
	return b, s
}

func full(f *File) {
	f.Customer.Name, f.Customer.Kind, f.Customer.RegionID, f.Customer.OwnerID = "恒源商贸", "经销商", 1, 1
	f.Contacts = []model.Contact{{Name: "陈老板", Phone: "13800001234"}, {Name: "陈会计"}}
	f.Policies = []model.CustomerPolicy{{From: model.MustDate("2026-01-01"), To: model.MustDate("2026-12-31"), Rebate: 250}}
	f.Areas = []model.CustomerArea{{RegionID: 2}}
	f.Shares = []model.CustomerShare{{EmployeeID: 2, Share: 4000}}
	f.Contracts = []model.Contract{{Number: "HT-1", Commitment: 1_200_000 * model.Yuan}}
}

func TestSaveIsOneActAndComesBack(t *testing.T) {
	b, s := seeded(t)
	f, err := b.Open(ctx, 0)
	require.NoError(t, err)
	require.Equal(t, "K004", f.Customer.Code)
	full(f)
	saved, err := b.Save(ctx, f)
	require.NoError(t, err)
	require.True(t, saved.Created)
	got, err := b.Open(ctx, saved.ID)
	require.NoError(t, err)
	require.Equal(t, "陈老板", got.Customer.Contact, "the first contact stands for the customer")
	require.True(t, got.Contacts[0].Main)
	require.Len(t, got.Policies, 1)
	require.Len(t, got.Areas, 1)
	require.Len(t, got.Shares, 1)
	require.Equal(t, 1_200_000*model.Yuan, got.Contracts[0].Commitment)

	again, err := b.Save(ctx, got)
	require.NoError(t, err)
	require.Empty(t, again.Operation, "nothing changed, nothing is written")

	got.Customer.RegionID, got.Contacts = 2, got.Contacts[:1]
	got.Areas = nil
	second, err := b.Save(ctx, got)
	require.NoError(t, err)
	got, err = b.Open(ctx, saved.ID)
	require.NoError(t, err)
	require.Len(t, got.Contacts, 1)
	require.Empty(t, got.Areas)
	require.NoError(t, b.Undo(ctx, second.Operation))
	got, err = b.Open(ctx, saved.ID)
	require.NoError(t, err)
	require.Len(t, got.Contacts, 2)
	require.Len(t, got.Areas, 1)
	require.Equal(t, model.ID(1), got.Customer.RegionID)

	require.NoError(t, b.Undo(ctx, saved.Operation))
	_, err = b.Open(ctx, saved.ID)
	require.ErrorContains(t, err, "不在了")
	left, err := store.Find(ctx, s, model.Contact{})
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestWhatIsRefused(t *testing.T) {
	b, _ := seeded(t)
	day := model.MustDate
	for _, c := range []struct {
		name   string
		change func(*File)
		key    string
		words  string
	}{
		{"no name", func(f *File) { f.Customer.Name = " " }, "name", "请填写客户名称"},
		{"code taken", func(f *File) { f.Customer.Code = "k001" }, "code", "编码 k001 已经是「永盛商贸」的"},
		{"upstream of itself", func(f *File) {
			*f = File{Customer: model.Customer{Record: model.Record{ID: 1}, Code: "K001", Name: "永盛商贸", UpstreamID: 3}}
		},
			"upstream_id", "永盛商贸 ← 家家乐超市 ← 鼎丰批发 ← 永盛商贸"},
		{"coordinates", func(f *File) { f.Customer.Latitude = 131 }, "coordinates", "超出范围"},
		{"nameless contact", func(f *File) { f.Contacts = []model.Contact{{Phone: "1"}} }, "contacts", "没有姓名"},
		{"two main contacts", func(f *File) { f.Contacts = []model.Contact{{Name: "a", Main: true}, {Name: "b", Main: true}} }, "contacts", "只能有一位"},
		{"policies overlap", func(f *File) {
			f.Policies = []model.CustomerPolicy{{From: day("2026-01-01")}, {From: day("2026-06-01"), To: day("2026-12-31")}}
		}, "policies", "有效期重叠:2026-01-01 至 长期 与 2026-06-01 至 2026-12-31"},
		{"policy ends before it starts", func(f *File) {
			f.Policies = []model.CustomerPolicy{{From: day("2026-02-01"), To: day("2026-01-01")}}
		}, "policies", "早于开始日"},
		{"shares over the whole", func(f *File) {
			f.Shares = []model.CustomerShare{{EmployeeID: 1, Share: 6000}, {EmployeeID: 2, Share: 5000, From: day("2026-03-01")}}
		}, "shares", "合计 110%"},
		{"share without a person", func(f *File) { f.Shares = []model.CustomerShare{{Share: 100}} }, "shares", "没有选共同负责的人员"},
		{"contract twice", func(f *File) { f.Contracts = []model.Contract{{Number: "A"}, {Number: "A"}} }, "contracts", "出现了两次"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := b.Open(ctx, 0)
			require.NoError(t, err)
			full(f)
			c.change(f)
			_, err = b.Save(ctx, f)
			var refusal *Refusal
			require.True(t, errors.As(err, &refusal), "%v", err)
			require.Equal(t, c.key, refusal.Key)
			require.ErrorContains(t, err, c.words)
			_, isFault := model.AsFault(err)
			require.True(t, isFault)
			d, err := b.Directory(ctx)
			require.NoError(t, err)
			require.Len(t, d.Customers, 3)
		})
	}
}

func TestSharesOneAfterTheOtherAreFine(t *testing.T) {
	b, _ := seeded(t)
	f, err := b.Open(ctx, 1)
	require.NoError(t, err)
	f.Shares = []model.CustomerShare{{EmployeeID: 1, Share: 10_000, To: model.MustDate("2026-05-31")},
		{EmployeeID: 2, Share: 10_000, From: model.MustDate("2026-06-01")}}
	_, err = b.Save(ctx, f)
	require.NoError(t, err)
}

func TestHistoryInWords(t *testing.T) {
	b, _ := seeded(t)
	f, err := b.Open(ctx, 1)
	require.NoError(t, err)
	f.Customer.RegionID, f.Customer.CreditLimit, f.Customer.Tags = 2, 200_000*model.Yuan, "冷链"
	f.Customer.Province, f.Customer.City = "江苏省", "苏州市"
	f.Contacts = []model.Contact{{Name: "陈老板", Phone: "1380"}}
	_, err = b.Save(ctx, f)
	require.NoError(t, err)
	f, err = b.Open(ctx, 1)
	require.NoError(t, err)
	f.Contacts[0].Phone, f.Customer.District = "1390", "昆山市"
	saved, err := b.Save(ctx, f)
	require.NoError(t, err)
	require.NoError(t, b.Undo(ctx, saved.Operation))
	history, err := b.History(ctx, 1)
	require.NoError(t, err)
	told := map[string]Happening{}
	for _, h := range history {
		told[h.What] = h
	}
	require.Equal(t, "昆山", told["区域"].Before)
	require.Equal(t, "江苏省 苏州市", told["省市区"].After, "told whole; the oldest change stands last")
	undone := history[slices.IndexFunc(history, func(h Happening) bool { return h.What == "省市区" })]
	require.Equal(t, "江苏省 苏州市", undone.Before)
	require.Equal(t, "江苏省 苏州市 昆山市", undone.After, "though undone")
	require.Equal(t, "太仓", told["区域"].After)
	require.Equal(t, "200,000.00 元", told["信用额度"].After)
	require.Equal(t, "冷链", told["标签"].After)
	require.Contains(t, told, "新建")
	require.Contains(t, told, "新建 联系人 陈老板")
	require.True(t, told["联系人 陈老板"].Undone)
	require.Contains(t, told["联系人 陈老板"].After, "电话 1390")
}

func TestOwnFieldsKeepTheirValuesWhenRenamed(t *testing.T) {
	b, _ := seeded(t)
	_, err := b.SaveDefinitions(ctx, []model.FieldDefinition{{Name: "冰柜数", Kind: KindNumber}, {Name: "合作意向", Kind: KindChoice, Choices: "高、中，低"}})
	require.NoError(t, err)
	defs, err := b.Definitions(ctx)
	require.NoError(t, err)
	require.Equal(t, "高,中,低", defs[1].Choices)
	f, err := b.Open(ctx, 1)
	require.NoError(t, err)
	f.Customer.Own = map[string]string{defs[0].UUID.String(): "很多"}
	_, err = b.Save(ctx, f)
	require.ErrorContains(t, err, "「冰柜数」")
	f.Customer.Own[defs[0].UUID.String()] = "12"
	_, err = b.Save(ctx, f)
	require.NoError(t, err)

	defs[0].Name = "冰柜台数"
	defs[0], defs[1] = defs[1], defs[0]
	_, err = b.SaveDefinitions(ctx, defs)
	require.NoError(t, err)
	defs, err = b.Definitions(ctx)
	require.NoError(t, err)
	require.Equal(t, "合作意向", defs[0].Name)
	f, err = b.Open(ctx, 1)
	require.NoError(t, err)
	require.Equal(t, "12", f.Customer.Own[defs[1].UUID.String()])

	operation, err := b.SaveDefinitions(ctx, defs[:1])
	require.NoError(t, err)
	f, err = b.Open(ctx, 1)
	require.NoError(t, err)
	require.Equal(t, "12", f.Customer.Own[defs[1].UUID.String()], "values outlive the definition")
	require.NoError(t, b.Undo(ctx, operation))
	_, err = b.SaveDefinitions(ctx, append(defs, model.FieldDefinition{Name: "合作意向", Kind: KindText}))
	require.ErrorContains(t, err, "有两个字段都叫「合作意向」")
	_, err = b.SaveDefinitions(ctx, append(defs, model.FieldDefinition{Name: "档次", Kind: KindChoice}))
	require.ErrorContains(t, err, "没有写可选的项")
}

func TestTypedOverAnOlderState(t *testing.T) {
	b, _ := seeded(t)
	base, err := b.Open(ctx, 1)
	require.NoError(t, err)
	typed := *base
	typed.Customer.Phone = "13800000000"
	typed.Contacts = []model.Contact{{Name: "新联系人"}}
	elsewhere, err := b.Open(ctx, 1)
	require.NoError(t, err)
	elsewhere.Customer.Grade = "A"
	_, err = b.Save(ctx, elsewhere)
	require.NoError(t, err)
	_, err = b.Save(ctx, &typed)
	require.ErrorContains(t, err, "刚被别处修改过")
	now, err := b.Open(ctx, 1)
	require.NoError(t, err)
	merged, err := Rebase(base, &typed, now)
	require.NoError(t, err)
	require.Equal(t, "A", merged.Customer.Grade)
	require.Equal(t, "13800000000", merged.Customer.Phone)
	_, err = b.Save(ctx, merged)
	require.NoError(t, err)
}

func TestBirthdaysComingSoon(t *testing.T) {
	contacts := []model.Contact{{Name: "a", Birthday: model.MustDate("1980-12-20")}, {Name: "b", Birthday: model.MustDate("1975-01-05")},
		{Name: "c", Birthday: model.MustDate("1990-03-01")}, {Name: "d"}, {Name: "e", Birthday: model.MustDate("1988-12-10")}}
	got := Birthdays(contacts, model.MustDate("2026-12-10"), 30)
	require.Len(t, got, 3)
	require.Equal(t, "e", got[0].Contact.Name)
	require.Zero(t, got[0].Days)
	require.Equal(t, 51, Birthdays(contacts[1:2], model.MustDate("2026-01-04"), 30)[0].Turns)
	require.Equal(t, model.MustDate("2027-01-05"), got[2].On)
	leap := Birthdays([]model.Contact{{Birthday: model.MustDate("2000-02-29")}}, model.MustDate("2026-02-20"), 30)
	require.Equal(t, model.MustDate("2026-03-01"), leap[0].On)
}

func TestFloorOfTheTierGoesFirst(t *testing.T) {
	b, s := seeded(t)
	_, err := s.Edit(ctx, func(e *store.Edit) error {
		require.NoError(t, store.Put(e, &model.Product{Code: "P1", Name: "酸奶"}))
		for _, p := range []model.ProductPrice{
			{ProductID: 1, Kind: model.PriceFloor, Price: 30 * model.Yuan},
			{ProductID: 1, Kind: model.PriceFloor, Tier: "一级", Price: 28 * model.Yuan},
			{ProductID: 1, Kind: model.PriceTier, Tier: "一级", Price: 35 * model.Yuan},
			{ProductID: 1, Kind: model.PriceTier, Tier: "二级", Price: 40 * model.Yuan},
			{ProductID: 1, Kind: model.PriceFloor, Tier: "一级", Price: 20 * model.Yuan, To: model.MustDate("2025-12-31")},
		} {
			require.NoError(t, store.Put(e, &p))
		}
		return nil
	})
	require.NoError(t, err)
	first, err := b.Prices(ctx, "一级", model.MustDate("2026-09-11"))
	require.NoError(t, err)
	require.Len(t, first, 1)
	require.Equal(t, 35*model.Yuan, first[0].Tier)
	require.Equal(t, 28*model.Yuan, first[0].Floor)
	second, err := b.Prices(ctx, "二级", model.MustDate("2026-09-11"))
	require.NoError(t, err)
	require.Equal(t, 30*model.Yuan, second[0].Floor)
}

func TestRemoveOnlyWhatNobodySpeaksOf(t *testing.T) {
	b, _ := seeded(t)
	_, err := b.Remove(ctx, 1)
	require.ErrorContains(t, err, "不能删除")
	f, err := b.Open(ctx, 3)
	require.NoError(t, err)
	f.Contacts = []model.Contact{{Name: "店长"}}
	_, err = b.Save(ctx, f)
	require.NoError(t, err)
	operation, err := b.Remove(ctx, 3)
	require.NoError(t, err)
	_, err = b.Open(ctx, 3)
	require.Error(t, err)
	require.NoError(t, b.Undo(ctx, operation))
	f, err = b.Open(ctx, 3)
	require.NoError(t, err)
	require.Len(t, f.Contacts, 1)
}
