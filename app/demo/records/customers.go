package records

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"xunshi/model"
	"xunshi/model/store"
)

// fillCustomers completes the customers' files and adds the people, agreements, contacts
// and complaints around them, as one act.
func fillCustomers(ctx context.Context, b *Book) error {
	w := newRegulars(b)
	_, err := b.Store.Edit(ctx, func(e *store.Edit) error {
		for _, c := range w.customers {
			if err := ctx.Err(); err != nil {
				return err
			}
			for _, write := range []func(*store.Edit, *model.Customer) error{w.file, w.people, w.agree, w.talk, w.complain} {
				if err := write(e, c); err != nil {
					return err
				}
			}
		}
		return w.prospects(e)
	})
	return err
}

// regulars makes up what is known of customers.
type regulars struct {
	*Book
	customers []*model.Customer // by code; copies
	products  []*model.Product
	year      map[model.ID]model.Money
	last      map[model.ID]model.Date
	dealers   map[model.ID]model.ID // a dealer of each region
}

func newRegulars(b *Book) *regulars {
	w := &regulars{Book: b, year: map[model.ID]model.Money{}, last: map[model.ID]model.Date{}, dealers: map[model.ID]model.ID{}}
	for _, c := range b.Directory.Customers {
		if !c.WalkIn {
			own := *c
			w.customers = append(w.customers, &own)
		}
	}
	slices.SortFunc(w.customers, func(a, b *model.Customer) int { return cmp.Compare(a.ID, b.ID) })
	for _, p := range b.Directory.Products {
		w.products = append(w.products, p)
	}
	slices.SortFunc(w.products, func(a, b *model.Product) int { return cmp.Compare(a.ID, b.ID) })
	for _, c := range w.customers {
		if c.Kind == "经销商" && w.dealers[c.RegionID] == 0 {
			w.dealers[c.RegionID] = c.ID
		}
	}
	f := b.Facts
	lo, hi := f.Range(model.Period{From: b.Today - 364, To: b.Today})
	for i := lo; i < hi; i++ {
		if f.Flags[i].Counts() {
			w.year[f.Customers[i]] += f.Amounts[i]
		}
		if f.Flags[i].Purchase() {
			w.last[f.Customers[i]] = f.Dates[i]
		}
	}
	return w
}

func one[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// some takes each word with a chance, in their order.
func some(r *rand.Rand, chance float64, words ...string) string {
	var out []string
	for _, word := range words {
		if r.Float64() < chance {
			out = append(out, word)
		}
	}
	return strings.Join(out, ",")
}

// tiers of the price list by type of customer.
var tiers = map[string]string{"经销商": "经销价", "代理": "经销价", "批发": "批发价", "县乡批发": "批发价", "商超": "商超价", "电商": "电商价", "终端": "终端价", "餐饮": "终端价"}

// centres of the cities, degrees north and east.
var centres = map[string][2]float64{
	"苏州市": {31.30, 120.62}, "无锡市": {31.57, 120.30}, "南京市": {32.06, 118.80},
	"常州市": {31.81, 119.97}, "徐州市": {34.26, 117.19}, "南通市": {31.98, 120.89},
}

// isTrade tells whether a customer sells on to other shops.
func isTrade(kind string) bool {
	return kind == "经销商" || kind == "代理" || kind == "批发" || kind == "县乡批发"
}

// file fills in what a well kept file has; about one in five is kept badly.
func (w *regulars) file(e *store.Edit, c *model.Customer) error {
	r := w.Rand
	careless := r.Float64() < 0.2
	c.Province = "江苏省"
	c.District, _, _ = strings.Cut(c.Address, "市")
	if i := strings.IndexAny(c.Address, "区市县"); i > 0 {
		c.District = c.Address[:i+len("区")]
	}
	c.PriceTier = tiers[c.Kind]
	c.Opened = w.Today - model.Date(200+r.IntN(2400))
	if careless {
		c.Address = ""
		return store.Put(e, c)
	}
	if at, ok := centres[c.City]; ok {
		c.Latitude = at[0] + float64(r.IntN(2000)-1000)/10_000
		c.Longitude = at[1] + float64(r.IntN(2000)-1000)/10_000
	}
	c.Settlement = "现款"
	if c.TermDays > 0 {
		c.Settlement = "账期"
		c.CreditLimit = max(model.MustMoney("5000"), model.Money(model.RoundTo(int64(w.year[c.ID])/8, int64(model.MustMoney("10000")))))
	}
	if r.Float64() < 0.8 {
		c.Licence = fmt.Sprintf("91320500MA1%06dXX", c.ID)
	}
	if isTrade(c.Kind) {
		c.Warehouse = one(r, []string{"自有仓,常温", "租用仓,常温", "租用仓,常温+冷藏", "门店后仓"})
		c.WarehouseM2 = 80 + 20*r.IntN(40)
		c.Vehicles = 1 + r.IntN(5)
		c.Rivals = some(r, 0.35, "甘露源", "晨牧", "豆香坊", "百谷乳业")
	}
	if c.Kind == "县乡批发" || (c.Kind == "终端" && r.IntN(2) == 0) {
		c.UpstreamID = w.dealers[c.RegionID]
	}
	c.Tags = w.tags(c)
	return store.Put(e, c)
}

func (w *regulars) tags(c *model.Customer) string {
	var out []string
	add := func(chance float64, tag string) {
		if w.Rand.Float64() < chance {
			out = append(out, tag)
		}
	}
	if isTrade(c.Kind) {
		add(0.4, "有冷链")
		add(0.25, "可做堆头")
	}
	if c.Kind == "商超" {
		add(0.3, "连锁")
		add(0.3, "有促销员")
	}
	if c.Kind == "餐饮" {
		add(0.5, "早餐渠道")
	}
	add(0.08, "新客户")
	return strings.Join(out, ",")
}

var (
	roles   = []string{"采购", "财务", "仓管", "店长"}
	callees = []string{"陈", "李", "王", "周", "徐", "吴", "孙", "朱", "蒋", "沈"}
	given   = []string{"国强", "建明", "晓琳", "文娟", "志航", "雨欣", "海峰", "敏", "思佳", "永康"}
)

// people adds the contacts: the one the file names first.
func (w *regulars) people(e *store.Edit, c *model.Customer) error {
	r := w.Rand
	more := r.IntN(2)
	if c.Grade == "A" || c.Kind == "经销商" {
		more = 1 + r.IntN(2)
	}
	role := "老板"
	if c.Kind == "商超" || c.Kind == "电商" {
		role = "采购"
	}
	main := model.Contact{CustomerID: c.ID, Name: c.Contact, Role: role, Phone: c.Phone, Main: true, WeChat: fmt.Sprintf("wx%06d", 100_000+c.ID),
		Birthday: model.DateOf(1965+r.IntN(35), 1, 1) + model.Date(r.IntN(365))}
	if main.Name == "" {
		return nil
	}
	if err := store.Put(e, &main); err != nil {
		return err
	}
	for i := range more {
		p := model.Contact{CustomerID: c.ID, Name: one(r, callees) + one(r, given), Role: roles[(int(c.ID)+i)%len(roles)],
			Phone: fmt.Sprintf("100%08d", 30_000_000+int(c.ID)*4+i)}
		if err := store.Put(e, &p); err != nil {
			return err
		}
	}
	return nil
}

// agree adds areas, policies and contracts of those who sell on and of the big ones.
func (w *regulars) agree(e *store.Edit, c *model.Customer) error {
	r := w.Rand
	first := model.MonthOf(w.Today.Time().Year(), 1).First()
	if c.Kind == "经销商" && c.RegionID != 0 {
		if err := store.Put(e, &model.CustomerArea{CustomerID: c.ID, RegionID: c.RegionID}); err != nil {
			return err
		}
	}
	if isTrade(c.Kind) && r.Float64() < 0.85 {
		earlier := model.CustomerPolicy{CustomerID: c.ID, From: (first.Month() - 12).First(), To: first - 1, PriceTier: c.PriceTier, Rebate: 100 + 50*r.IntN(4), Terms: "年度返利,次年 1 月兑现"}
		now := model.CustomerPolicy{CustomerID: c.ID, From: first, To: (first.Month() + 11).Last(), PriceTier: c.PriceTier, Rebate: earlier.Rebate + 50*r.IntN(2),
			Terms: one(r, []string{"季度返利,完成 90% 起兑现", "年度返利,次年 1 月兑现", "月返,随货抵扣"}), Exclusive: c.Kind == "经销商" && r.IntN(3) == 0}
		for _, p := range []*model.CustomerPolicy{&earlier, &now} {
			if err := store.Put(e, p); err != nil {
				return err
			}
		}
	}
	if c.Kind != "经销商" && !c.Key && (c.Kind != "商超" || c.Grade != "A") {
		return nil
	}
	goal := model.Money(model.RoundTo(int64(float64(w.year[c.ID])*(0.95+0.3*r.Float64())), int64(model.MustMoney("10000"))))
	return store.Put(e, &model.Contract{CustomerID: c.ID, Number: fmt.Sprintf("HT%d-%04d", w.Today.Time().Year(), c.ID), Title: fmt.Sprintf("%d 年度购销合同", w.Today.Time().Year()),
		From: first, To: (first.Month() + 11).Last(), Commitment: max(goal, model.MustMoney("10000")), Deposit: model.MustMoney("5000"), Rebate: "完成任务返 2%"})
}

// Words of contacts, and the next steps that came of them.
var (
	visitTexts = []string{"盘了库存,草莓味缺货", "谈中秋堆头,同意做 2 周", "陈列被竞品挤占,已调回", "试吃新品,反映偏甜", "核对上月返利,已签字", "新店开业,谈首批进货"}
	callTexts  = []string{"催上月货款,答应周五打款", "提醒补货,报了单", "抱怨返利未到", "问新品到货时间", "反映隔壁市有低价货", "约下周见面"}
	chatTexts  = []string{"发了新价格表", "发了活动海报", "发来临期照片,答应处理", "确认送货时间"}
	nextTexts  = []string{"带新品样品上门", "确认货款到账", "送陈列协议", "回访返利到账情况", "补送 2 箱试用装"}
)

// talk adds how the last half year was kept in touch: the bigger, the more often.
func (w *regulars) talk(e *store.Edit, c *model.Customer) error {
	r := w.Rand
	gap := map[string]int{"A": 12, "B": 24}[c.Grade]
	if gap == 0 {
		gap = 48
	}
	if c.OwnerID == 0 {
		return nil
	}
	first := w.Today - 170
	if last := w.last[c.ID]; last == 0 || last < w.Today-60 {
		gap *= 2 // who does not buy is seldom seen
	}
	latest := w.Today - model.Date(r.IntN(gap))
	for day := latest; day > first; day -= model.Date(gap/2 + r.IntN(gap)) {
		l := model.ContactLog{CustomerID: c.ID, EmployeeID: c.OwnerID, Date: day}
		switch r.IntN(5) {
		case 0, 1:
			l.Method, l.Text, l.Planned, l.Ordered = model.ContactVisit, one(r, visitTexts), r.IntN(3) > 0, r.IntN(2) == 0
		case 2:
			l.Method, l.Text = model.ContactWeChat, one(r, chatTexts)
		default:
			l.Method, l.Text, l.Ordered = model.ContactCall, one(r, callTexts), r.IntN(4) == 0
		}
		if r.IntN(4) == 0 {
			l.NextStep, l.NextOn = one(r, nextTexts), day+model.Date(3+r.IntN(9))
			l.NextDone = day != latest || l.NextOn < w.Today-5
		}
		if err := store.Put(e, &l); err != nil {
			return err
		}
	}
	return nil
}

// trouble is a complaint as it may come.
type trouble struct{ cause, text, outcome string }

var troubles = []trouble{
	{"质量", "胀袋", "已换货,批次送检合格"}, {"质量", "沉淀明显", "解释为正常蛋白沉淀,客户认可"},
	{"包装", "外箱破损", "补发并扣物流费"}, {"物流", "晚到两天", "改由本市仓发货"},
	{"服务", "返利迟迟未到", "已补发返利"}, {"价格", "邻市有低价货", "查明窜货,已处罚"},
	{"临期", "到货剩余保质期不足一半", "换新日期产品"},
}

// complain adds complaints and how content customers said to be.
func (w *regulars) complain(e *store.Edit, c *model.Customer) error {
	r := w.Rand
	if r.Float64() < 0.14 && len(w.products) > 0 {
		t, p := one(r, troubles), one(r, w.products)
		day := w.Today - model.Date(r.IntN(240))
		k := model.Complaint{CustomerID: c.ID, Date: day, ProductID: p.ID, Lot: "LOT" + strings.ReplaceAll((day-30).String(), "-", ""), Quantity: model.Quantity(1+r.IntN(20)) * model.Unit,
			Cause: t.cause, Text: t.text, Cost: model.Money(50+r.IntN(1200)) * model.Yuan, OwnerID: c.OwnerID, Due: day + 7}
		if day < w.Today-20 || r.IntN(2) == 0 {
			k.ClosedOn, k.Outcome, k.Satisfaction = min(w.Today, day+model.Date(1+r.IntN(12))), t.outcome, 2+r.IntN(4)
		}
		if r.IntN(12) == 0 {
			k.SkipLevel, k.Opinion = true, "已与客户当面沟通"
		}
		if err := store.Put(e, &k); err != nil {
			return err
		}
	}
	if r.Float64() > 0.3 {
		return nil
	}
	return store.Put(e, &model.Satisfaction{CustomerID: c.ID, EmployeeID: c.OwnerID, Date: w.Today - model.Date(r.IntN(200)), Score: min(5, 2+r.IntN(4)),
		Note: one(r, []string{"", "送货及时", "希望加快返利", "新品支持不够", "陈列支持好"})})
}

// prospects are shops that do not buy yet: one for about forty customers.
func (w *regulars) prospects(e *store.Edit) error {
	for i := range len(w.customers) / 40 {
		like := w.customers[(i*37)%len(w.customers)]
		c := model.Customer{Code: fmt.Sprintf("Q%04d", i+1), Name: one(w.Rand, []string{"青禾", "望潮", "朝露", "半亩", "南枝"}) + one(w.Rand, []string{"便利店", "生活超市", "食品商行", "早餐铺"}) + fmt.Sprintf("(%d 号铺)", 11+i),
			Kind: "终端", Channel: like.Channel, RegionID: like.RegionID, OwnerID: like.OwnerID, Province: "江苏省", City: like.City, Stage: model.StageProspect,
			Contact: one(w.Rand, callees) + one(w.Rand, given), Phone: fmt.Sprintf("100%08d", 40_000_000+i), Note: "扫街登记,还没有进货"}
		if err := store.Put(e, &c); err != nil {
			return err
		}
		l := model.ContactLog{CustomerID: c.ID, EmployeeID: c.OwnerID, Date: w.Today - model.Date(w.Rand.IntN(40)), Method: model.ContactVisit, Text: "扫街拜访,留了样品和报价", NextStep: "回访试销情况", NextOn: w.Today + model.Date(w.Rand.IntN(10)-3)}
		if err := store.Put(e, &l); err != nil {
			return err
		}
	}
	return nil
}
