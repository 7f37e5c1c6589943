package customers

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
)

// suzhou is a small business that never changes, for golden pictures.
func suzhou() *model.Import {
	in := &model.Import{Batch: model.ImportBatch{Kind: model.BatchSales, File: "a.xlsx"}}
	in.Regions = []model.Region{{Code: "JS", Name: "江苏大区"}, {Code: "KS", Name: "昆山"}, {Code: "TC", Name: "太仓"}, {Code: "CS", Name: "常熟"}}
	in.RegionParent, in.RegionManager = []model.Ref{model.NoRef, 0, 0, 0}, []model.Ref{0, 0, 0, 0}
	in.Employees = []model.Employee{{Code: "E1", Name: "洪光"}, {Code: "E2", Name: "张怡"}, {Code: "E3", Name: "范彩"}}
	shops := []struct {
		code, name, kind, grade string
		region, owner           model.Ref
		every, size             int // days between purchases, hundreds of yuan
		last                    int // days before the end
	}{
		{"K00017", "永盛商贸", "经销商", "A", 1, 0, 12, 120, 3}, {"K00102", "家家乐超市", "商超", "B", 1, 0, 9, 25, 16},
		{"K00044", "鼎丰批发", "批发", "A", 2, 0, 14, 60, 22}, {"K00311", "恒源商贸", "经销商", "A", 3, 1, 9, 90, 23},
		{"K00090", "顺达批发", "批发", "B", 3, 1, 11, 50, 1}, {"K00233", "金海食品", "经销商", "B", 3, 0, 8, 40, 2},
		{"K00671", "城南批发市场 26 号", "县乡批发", "C", 2, 0, 28, 20, 8}, {"K00820", "大润发太仓店", "商超", "A", 2, 2, 5, 30, 1},
		{"K00900", "新开的便利店", "终端", "", 1, 0, 0, 0, 0},
	}
	for p := range 8 {
		in.Products = append(in.Products, model.Product{Code: fmt.Sprintf("P%03d", p+1), Name: []string{"原味豆奶", "草莓酸奶", "核桃乳", "燕麦奶"}[p%4] + fmt.Sprintf(" %dml", 250*(1+p/4)), Price: model.MustMoney("3.5")})
	}
	end := model.MustDate("2026-09-11")
	for i, s := range shops {
		in.Customers = append(in.Customers, model.Customer{Code: s.code, Name: s.name, Kind: s.kind, Grade: s.grade, Contact: "陈老板", Phone: fmt.Sprintf("138000%05d", 12340+i), TermDays: 30})
		in.CustomerRegion, in.CustomerOwner = append(in.CustomerRegion, s.region), append(in.CustomerOwner, s.owner)
		for day, n := end-model.Date(s.last), 0; s.every > 0 && day > end-400; day, n = day-model.Date(s.every+n%3), n+1 {
			for p := range 2 + n%3 {
				amount := model.Money(s.size*(8+(n*7+p*3)%9)) * 10 * model.Yuan
				in.Lines = append(in.Lines, model.LineRow{RowNo: len(in.Lines) + 1, Date: day, Customer: model.Ref(i), Product: model.Ref((p*p + n) % 8), Employee: model.NoRef, Region: model.NoRef,
					Department: model.NoRef, Quantity: model.Quantity(int64(amount) / 35 * 10 / 1000 * 1000), Amount: amount})
			}
		}
	}
	return in
}

// known is suzhou with what is known of 恒源商贸.
func known(t *testing.T) *backend {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err = s.Import(ctx, suzhou(), nil)
	require.NoError(t, err)
	day := model.MustDate
	_, err = s.Edit(ctx, func(e *store.Edit) error {
		if err := store.Put(e, &model.Contract{CustomerID: 4, Title: "2026 年度合同", From: day("2026-01-01"), To: day("2026-12-31"), Commitment: model.MustMoney("1200000")}); err != nil {
			return err
		}
		if err := store.Put(e, &model.Contact{CustomerID: 4, Name: "陈老板", Role: "老板", Phone: "13800001234", Main: true}); err != nil {
			return err
		}
		if err := store.Put(e, &model.ContactLog{CustomerID: 4, EmployeeID: 1, Date: day("2026-08-15"), Method: model.ContactVisit, Text: "抱怨返利未到,竞品铺草莓味", NextStep: "带返利单上门", NextOn: day("2026-09-01")}); err != nil {
			return err
		}
		return store.Put(e, &model.Complaint{CustomerID: 4, Date: day("2026-08-02"), Cause: "质量", Text: "胀袋 12 箱", ClosedOn: day("2026-08-09"), Outcome: "已换货"})
	})
	require.NoError(t, err)
	b := customers.New(s)
	b.SetToday(until + 1)
	return &backend{Book: b, unit: document.Yuan}
}

func TestGoldenPictures(t *testing.T) {
	s := start(t, testkit.Setup{}, known(t), Show(4), wide, high)
	testkit.Golden(t, "customers", s.Capture())
}

func TestGoldenDarkEnglish(t *testing.T) {
	b := known(t)
	b.unit = document.TenThousand
	s := start(t, testkit.Setup{Mode: theme.Dark, Language: i18n.English}, b, nil, wide, high)
	s.page.setFilter(customers.Filter{Kinds: []string{"批发", "商超"}, Silent: 30})
	s.page.table.SelectRow(0)
	testkit.Golden(t, "customers-dark-en", s.Capture())
}
