package records

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"xunshi/model"
	"xunshi/model/store"
)

// sight is something a rep of the demo saw in the market.
type sight struct {
	topic, brand, product, text string
	price                       model.Money
}

var sights = []sight{
	{"价格", "清源", "清源鲜牛奶 250ml", "对面超市把零售价调低五毛,要求我们跟价", model.MustMoney("3.9")},
	{"竞品", "牧野", "牧野酸奶 180g×8", "新进两组端架,买赠力度大,导购两人", model.MustMoney("19.8")},
	{"竞品", "晨露", "晨露燕麦奶 1L", "开始铺社区团购,开团价低于批发价", model.MustMoney("11.5")},
	{"促销", "牧野", "牧野纯牛奶 250ml×16", "第二件半价做到月底,堆头在主通道", model.MustMoney("45")},
	{"促销", "", "", "店里下周做店庆,希望我们给买十送一的支持", 0},
	{"库存", "", "", "仓库还有二十天的量,临期的有十几件,要求调换", 0},
	{"库存", "", "", "断货三天,司机说下一车周五才到", 0},
	{"冲货", "", "", "发现外地编码的货,箱码已拍照,价格低两块", model.MustMoney("38")},
	{"新品", "晨露", "晨露椰子水 350ml", "冰柜第二层全部换成这款,反映卖得不错", model.MustMoney("6")},
	{"其他", "", "", "店主准备转让,接手的人下月初来对账", 0},
}

// Exchange fills this area alone, for the tests of its pages.
func Exchange(ctx context.Context, s *store.Store, seed uint64) error {
	directory, err := s.Directory(ctx)
	if err != nil {
		return err
	}
	facts, err := s.Facts(ctx)
	if err != nil {
		return err
	}
	span, ok := facts.Span()
	if !ok {
		return nil
	}
	return fillExchange(ctx, &Book{Store: s, Directory: directory, Facts: facts, Today: span.To, Rand: rand.New(rand.NewPCG(seed, 1))})
}

// fillExchange tells of the workbooks of the last two months: those of the month before came
// back, but for one; of this month's some are still missing. Reps report what they saw.
func fillExchange(ctx context.Context, b *Book) error {
	_, err := b.Store.Edit(ctx, func(e *store.Edit) error {
		last := b.Today.Month() - 1
		for i, p := range sellers(b.Directory, b.Today) {
			for _, m := range []model.Month{last, last + 1} {
				w := model.RepWorkbook{EmployeeID: p.ID, Kind: "sales,visits,status", From: m.First(), To: m.Last(), Due: m.Last() + 2,
					File: "巡市-" + p.Code + "-" + p.Name + "-" + m.String() + ".xlsx", WrittenAt: m.First().Time().Add(9 * time.Hour)}
				back := m == last && i != 3
				if m > last { // asked for week by week by now
					w.To, w.Due = b.Today, b.Today-model.Date(i%3)+1
					back = i%5 < 2
				}
				if back {
					at := min(w.Due, b.Today).Time().Add(10*time.Hour + time.Duration(i)*time.Minute)
					w.ReturnedAt, w.Rows, w.ReturnHash = &at, 12+b.Rand.IntN(60), "demo"
				}
				if err := store.Put(e, &w); err != nil {
					return err
				}
				if !back {
					continue
				}
				if err := b.report(e, p, &w); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return err
}

// report writes what a rep saw in the period of a workbook.
func (b *Book) report(e *store.Edit, p *model.Employee, w *model.RepWorkbook) error {
	var own []*model.Customer
	for _, c := range b.Directory.Customers {
		if c.OwnerID == p.ID {
			own = append(own, c)
		}
	}
	slices.SortFunc(own, func(x, y *model.Customer) int { return cmp.Compare(x.ID, y.ID) })
	for range 1 + b.Rand.IntN(3) {
		c, s := own[b.Rand.IntN(len(own))], sights[b.Rand.IntN(len(sights))]
		on := w.From + model.Date(b.Rand.IntN(max(1, int(min(w.To, b.Today)-w.From)+1)))
		status := model.MarketStatus{EmployeeID: p.ID, Date: on, RegionID: c.RegionID, CustomerID: c.ID, Channel: c.Channel,
			Topic: s.topic, Brand: s.brand, Product: s.product, Price: s.price, Text: s.text, WorkbookID: w.ID}
		if err := store.Put(e, &status); err != nil {
			return err
		}
	}
	return nil
}

// sellers are the active people with customers, by code.
func sellers(dir *model.Directory, on model.Date) []*model.Employee {
	owners := map[model.ID]bool{}
	for _, c := range dir.Customers {
		owners[c.OwnerID] = true
	}
	var out []*model.Employee
	for _, p := range dir.Employees {
		if owners[p.ID] && p.Active(on) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(x, y *model.Employee) int { return cmp.Compare(x.Code, y.Code) })
	return out
}
