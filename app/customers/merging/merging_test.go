package merging

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/app/importing"
	"xunshi/model"
	"xunshi/model/store"
)

var ctx = context.Background()

func open(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// salesFile is a file with two customers that are one, and a third of the second's name.
func salesFile() *model.Import {
	day := model.MustDate("2026-09-01")
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: "九月.xlsx", Rows: 4},
		Regions: []model.Region{{Name: "昆山"}, {Name: "太仓"}},
		Customers: []model.Customer{
			{Code: "K1", Name: "恒源商贸有限公司", Phone: "0512-5700 1234"}, {Code: "K2", Name: "恒源商贸", Phone: "051257001234"},
			{Code: "K3", Name: "恒源商贸"},
		},
		CustomerRegion: []model.Ref{0, 0, 1},
		Products:       []model.Product{{Code: "P1", Name: "酸奶"}},
	}
	for i, c := range []model.Ref{0, 1, 1, 2} {
		in.Lines = append(in.Lines, model.LineRow{RowNo: i + 2, Date: day + model.Date(i), OrderNo: "X", Customer: c, Product: 0,
			Employee: model.NoRef, Region: model.NoRef, Department: model.NoRef, Quantity: model.Unit, Amount: model.Money(i+1) * 100 * model.Yuan})
	}
	return in
}

func entriesFile() *model.Import {
	return &model.Import{Batch: model.ImportBatch{Kind: model.BatchPayments, File: "账款.xlsx", Rows: 2},
		Customers: []model.Customer{{Code: "K1"}, {Code: "K2"}},
		Entries: []model.EntryRow{
			{RowNo: 2, Kind: model.EntryInvoice, Date: model.MustDate("2026-09-01"), Customer: 0, DocNo: "A", Amount: 500 * model.Yuan},
			{RowNo: 3, Kind: model.EntryInvoice, Date: model.MustDate("2026-09-02"), Customer: 1, DocNo: "B", Amount: 700 * model.Yuan},
		}}
}

func byCode(t *testing.T, s *store.Store, code string) *model.Customer {
	t.Helper()
	d, err := s.Directory(ctx)
	require.NoError(t, err)
	for _, c := range d.Customers {
		if c.Code == code {
			return c
		}
	}
	return nil
}

func load(t *testing.T, s *store.Store, in *model.Import) {
	t.Helper()
	_, err := s.Import(ctx, in, nil)
	require.NoError(t, err)
}

// Golden case 11: merging B into A keeps every contract, visit and balance under A, the
// old file finds A afterwards, and all of it can be taken back.
func TestMergeKeepsEveryReference(t *testing.T) {
	s := open(t)
	load(t, s, salesFile())
	load(t, s, entriesFile())
	a, b, other := byCode(t, s, "K1"), byCode(t, s, "K2"), byCode(t, s, "K3")
	_, err := s.Edit(ctx, func(e *store.Edit) error {
		require.NoError(t, store.Put(e, &model.Contract{CustomerID: b.ID, Number: "HT-1", Commitment: 1_000_000 * model.Yuan}))
		require.NoError(t, store.Put(e, &model.Contract{CustomerID: a.ID, Number: "HT-0"}))
		require.NoError(t, store.Put(e, &model.ContactLog{CustomerID: b.ID, Date: model.MustDate("2026-09-03"), Method: model.ContactVisit}))
		require.NoError(t, store.Put(e, &model.Contact{CustomerID: a.ID, Name: "陈老板", Main: true}))
		require.NoError(t, store.Put(e, &model.Contact{CustomerID: b.ID, Name: "陈会计", Main: true}))
		return store.Put(e, &model.Complaint{CustomerID: b.ID, Date: model.MustDate("2026-09-04"), Cause: "包装"})
	})
	require.NoError(t, err)

	m := New(s)
	c, err := m.Compare(ctx, a.ID, b.ID)
	require.NoError(t, err)
	require.Equal(t, 2, c.FromMoves.Lines)
	require.Equal(t, 500*model.Yuan, c.FromMoves.Amount)
	require.Equal(t, 700*model.Yuan, c.FromMoves.Balance)
	done, err := m.Merge(ctx, c)
	require.NoError(t, err)
	require.Equal(t, 5, done.Records) // invoice, contact, visit, contract, complaint

	requireUnder := func(want model.ID, contracts, visits, lines int, balance model.Money) {
		t.Helper()
		has, err := m.belongings(ctx, want)
		require.NoError(t, err)
		require.Equal(t, lines, has.Lines)
		require.Equal(t, balance, has.Balance)
		for _, x := range []struct {
			find func() (int, error)
			n    int
		}{{counter(ctx, s, model.Contract{CustomerID: want}), contracts}, {counter(ctx, s, model.ContactLog{CustomerID: want}), visits}} {
			n, err := x.find()
			require.NoError(t, err)
			require.Equal(t, x.n, n)
		}
	}
	requireUnder(a.ID, 2, 1, 3, 1200*model.Yuan)
	require.Nil(t, byCode(t, s, "K2"))
	require.NotNil(t, byCode(t, s, "K3"), "the namesake keeps its own file")
	requireUnder(other.ID, 0, 0, 1, 0)
	mains, err := store.Find(ctx, s, model.Contact{CustomerID: a.ID, Main: true})
	require.NoError(t, err)
	require.Len(t, mains, 1)
	require.Equal(t, "陈老板", mains[0].Name)

	// the old file again: nothing is new, K2 is known as A
	before, err := s.Facts(ctx)
	require.NoError(t, err)
	again, err := s.Import(ctx, salesFile(), nil)
	require.NoError(t, err)
	require.Zero(t, again.Imported)
	require.Equal(t, 4, again.Skipped)
	after, err := s.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, before.Len(), after.Len())
	require.Nil(t, byCode(t, s, "K2"))
	require.Equal(t, "恒源商贸有限公司", byCode(t, s, "K1").Name)

	merges, err := m.Merges(ctx)
	require.NoError(t, err)
	require.Len(t, merges, 1)
	require.Equal(t, "K2", merges[0].FromCode)
	require.NoError(t, m.Undo(ctx, merges[0].Operation))
	requireUnder(a.ID, 1, 0, 1, 500*model.Yuan)
	requireUnder(b.ID, 1, 1, 2, 700*model.Yuan)
	require.NotNil(t, byCode(t, s, "K2"))
	merges, err = m.Merges(ctx)
	require.NoError(t, err)
	require.Empty(t, merges)
	require.NoError(t, m.Redo(ctx, done.Operation))
	requireUnder(a.ID, 2, 1, 3, 1200*model.Yuan)
}

func TestChosenValuesStay(t *testing.T) {
	s := open(t)
	load(t, s, salesFile())
	a, b := *byCode(t, s, "K1"), *byCode(t, s, "K2")
	a.Tags, b.Tags, a.Note, b.Note, b.Address, a.Grade, b.Grade = "重点,冷链", "冷链,月结", "老客户", "换过老板", "人民路 1 号", "B", "A"
	_, err := s.Edit(ctx, func(e *store.Edit) error {
		require.NoError(t, store.Put(e, &a))
		return store.Put(e, &b)
	})
	require.NoError(t, err)
	m := New(s)
	c, err := m.Compare(ctx, a.ID, b.ID)
	require.NoError(t, err)
	sides := map[string]*Row{}
	for i := range c.Rows {
		sides[c.Rows[i].Key] = &c.Rows[i]
	}
	require.Equal(t, Merged, sides["address"].Side, "a value where the other has none")
	require.Equal(t, Both, sides["tags"].Side)
	require.NotEmpty(t, sides["code"].Fixed)
	sides["grade"].Side = Merged
	_, err = m.Merge(ctx, c)
	require.NoError(t, err)
	got := byCode(t, s, "K1")
	require.Equal(t, "重点,冷链,月结", got.Tags)
	require.Equal(t, "老客户\n换过老板", got.Note)
	require.Equal(t, "人民路 1 号", got.Address)
	require.Equal(t, "A", got.Grade)
	require.Equal(t, "恒源商贸有限公司", got.Name)
	require.Equal(t, a.UUID, got.UUID)
}

func TestNotTheSameIsRemembered(t *testing.T) {
	s := open(t)
	load(t, s, salesFile())
	m := New(s)
	pairs, err := m.Pairs(ctx)
	require.NoError(t, err)
	require.Len(t, pairs, 2) // K1 K2 surely; K2 and its namesake elsewhere, to be looked at
	require.Equal(t, "K1", pairs[0].A.Code)
	require.Equal(t, "K2", pairs[0].B.Code)
	require.Equal(t, 100, pairs[0].Score)
	require.Contains(t, pairs[0].Words(), "电话相同 051257001234")
	operation, err := m.Dismiss(ctx, pairs[1:]...)
	require.NoError(t, err)
	pairs, err = m.Pairs(ctx)
	require.NoError(t, err)
	require.Len(t, pairs, 1)
	require.NoError(t, m.Undo(ctx, operation))
	pairs, err = m.Pairs(ctx)
	require.NoError(t, err)
	require.Len(t, pairs, 2)
}

func TestWhoLooksLikeWhom(t *testing.T) {
	type C = model.Customer
	for _, c := range []struct {
		name  string
		a, b  C
		least int // 0 = must not be shown
	}{
		{"width, case and blanks", C{Name: "Ｊｏｙ 超市(东店)"}, C{Name: "joy超市 （东店）"}, 60},
		{"legal form", C{Name: "恒源商贸有限公司"}, C{Name: "恒源商贸"}, 55},
		{"own place in front", C{Name: "昆山市恒源商贸", City: "昆山市"}, C{Name: "恒源商贸"}, 55},
		{"place known of one only", C{Name: "浦口萧涛烟酒商店", District: "浦口区", Phone: "13800001234"}, C{Name: "浦口萧涛", Phone: "138 0000 1234"}, 85},
		{"same sound", C{Name: "永盛商贸"}, C{Name: "勇胜商贸"}, 45},
		{"one slip in a long name", C{Name: "家家乐生活馆", Phone: "13800001234"}, C{Name: "家佳乐生活馆", Phone: "138 0000 1234"}, 75},
		{"address and trade", C{Name: "鼎丰批发部", Address: "人民南路 128 号"}, C{Name: "鼎丰商行", Address: "人民南路128号"}, 75},
		{"shops of a chain", C{Name: "好又多超市(新区店)", RegionID: 1}, C{Name: "好又多超市(园区店)", RegionID: 2}, 0},
		{"two counties of one region", C{Name: "宜兴潘宁小卖部", City: "无锡市", District: "宜兴市", RegionID: 1}, C{Name: "惠山潘宁小卖部", City: "无锡市", District: "惠山区", RegionID: 1}, 0},
		{"numbered shops", C{Name: "城南批发市场26号"}, C{Name: "城南批发市场31号"}, 0},
		{"strangers", C{Name: "金海食品"}, C{Name: "顺达批发"}, 0},
		{"licence says no", C{Name: "永盛商贸", Licence: "91A"}, C{Name: "永盛商行", Licence: "91B"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.a.ID, c.b.ID, c.a.UUID, c.b.UUID = 1, 2, model.NewUUID(), model.NewUUID()
			c.a.Pinyin, c.b.Pinyin = store.SearchKey(c.a.Name), store.SearchKey(c.b.Name)
			d := &model.Directory{Customers: map[model.ID]*C{1: &c.a, 2: &c.b}}
			pairs := Find(d, nil, nil)
			like := Resembling(d, nil, &C{Name: c.b.Name, Phone: c.b.Phone, Address: c.b.Address, City: c.b.City,
				RegionID: c.b.RegionID, Licence: c.b.Licence, Record: model.Record{ID: 2}}, nil, 5)
			if c.least == 0 {
				require.Empty(t, pairs)
				require.Empty(t, like)
				return
			}
			require.Len(t, pairs, 1)
			require.GreaterOrEqual(t, pairs[0].Score, c.least, pairs[0].Words())
			require.Len(t, like, 1, "typing it finds it too")
			require.Equal(t, model.ID(1), like[0].A.ID)
		})
	}
}

// The sample of 790 customers has 771 names: namesakes are shown to be looked at, and each
// keeps its own file.
func TestNamesakesOfTheSample(t *testing.T) {
	path := filepath.Join("..", "..", "..", "..", "shared", "data", "chaoshi.xlsx")
	if _, err := os.Stat(path); err != nil {
		t.Skip("no sample here")
	}
	s := open(t)
	session, err := importing.New(s).Open(ctx, path, model.BatchSales, nil)
	require.NoError(t, err)
	_, err = session.Check(ctx, nil)
	require.NoError(t, err)
	_, err = session.Import(ctx, importing.Choice{}, nil)
	require.NoError(t, err)
	pairs, err := New(s).Pairs(ctx)
	require.NoError(t, err)
	d, err := s.Directory(ctx)
	require.NoError(t, err)
	require.Len(t, d.Customers, 790)
	same := 0
	for i := range pairs {
		if pairs[i].A.Name == pairs[i].B.Name {
			same++
		}
	}
	names := map[string]bool{}
	for _, c := range d.Customers {
		names[c.Name] = true
	}
	require.Len(t, names, 771)
	require.GreaterOrEqual(t, same, 19)
	t.Logf("%d pairs, %d of them of one name", len(pairs), same)
}

// twelveThousand are as many customers as the largest office has.
func twelveThousand() *model.Directory {
	in := demo.Generate(demo.Options{Customers: 12_000, Products: 10, Months: 1, Lines: 12_000, Until: model.MustDate("2026-09-11")})
	d := &model.Directory{Customers: map[model.ID]*model.Customer{}}
	for i := range in.Customers {
		c := in.Customers[i]
		c.ID, c.UUID = model.ID(i+1), model.NewUUID()
		if in.CustomerRegion[i] != model.NoRef {
			c.RegionID = model.ID(in.CustomerRegion[i] + 1)
		}
		d.Customers[c.ID] = &c
	}
	return d
}

// Only what shares a key is compared: the work grows with the customers, not their square.
func TestTwelveThousandAreNotAllCompared(t *testing.T) {
	d := twelveThousand()
	s := newScan(d, nil)
	require.Less(t, len(s.candidates()), 5*len(d.Customers))
	pairs := Find(d, nil, nil)
	require.NotEmpty(t, pairs)
	require.Less(t, len(pairs), 1000, "a list somebody can go through")
	for i := 1; i < len(pairs); i++ {
		require.GreaterOrEqual(t, pairs[i-1].Score, pairs[i].Score)
	}
}

func BenchmarkFind12000(b *testing.B) {
	d := twelveThousand()
	for b.Loop() {
		Find(d, nil, nil)
	}
}

func BenchmarkResembling12000(b *testing.B) {
	d := twelveThousand()
	for b.Loop() {
		Resembling(d, nil, &model.Customer{Name: "永盛商贸", Phone: "13800000000"}, nil, 5)
	}
}
