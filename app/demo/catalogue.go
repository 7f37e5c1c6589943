package demo

import (
	"fmt"
	"math"

	"xunshi/model"
)

// goods is a line of products: what a brand makes, in which flavours and packs.
type goods struct {
	brand, category, sub string
	flavours             []string
	packs                []pack
	summer               float64 // demand of July against that of April
	weight               float64 // popularity
}

type pack struct {
	text  string
	unit  string
	units int // in a case
	price model.Money
}

var (
	brick  = pack{"250ml×24", "盒", 24, yuan(2, 60)}
	family = pack{"1L×12", "盒", 12, yuan(8, 90)}
	small  = pack{"200ml×16", "盒", 16, yuan(2, 20)}
	bottle = pack{"310ml×15", "瓶", 15, yuan(3, 80)}
	big    = pack{"1.25L×6", "瓶", 6, yuan(9, 80)}
	cup    = pack{"100ml×40", "瓶", 40, yuan(1, 50)}
	gift   = pack{"250ml×12 礼盒", "盒", 12, yuan(3, 40)}
)

func yuan(y, fen int) model.Money { return model.Money(y)*model.Yuan + model.Money(fen)*model.Fen }

var catalogue = []goods{
	{"巡禾", "豆奶", "原味豆奶", []string{"原味", "低糖", "无糖"}, []pack{brick, family, bottle, gift}, 0.85, 3.2},
	{"巡禾", "豆奶", "风味豆奶", []string{"黑豆", "红枣", "核桃", "巧克力"}, []pack{brick, family, gift}, 0.85, 1.5},
	{"巡禾", "燕麦奶", "燕麦奶", []string{"原味", "咖啡", "无糖"}, []pack{brick, family}, 1.0, 0.9},
	{"岚牧", "乳饮", "果味乳饮", []string{"草莓", "芒果", "蓝莓", "香蕉", "白桃"}, []pack{brick, bottle, big}, 1.5, 1.8},
	{"岚牧", "乳酸菌", "乳酸菌饮品", []string{"原味", "低糖", "白桃", "菠萝"}, []pack{cup, bottle, big}, 1.7, 1.3},
	{"岚牧", "儿童乳饮", "儿童成长", []string{"原味", "香草"}, []pack{small, cup}, 1.1, 0.8},
}

// productTrait is how a product sells.
type productTrait struct {
	weight float64
	summer float64
	gift   bool
}

// stockUp makes the range of products, best sellers first, the same for every seed but
// for the dates: one in ten was launched during the period, one in thirty left it.
func (w *world) stockUp() {
	r := w.rand(streamProducts, 0)
	w.imp.Products = make([]model.Product, 0, w.opt.Products)
	for generation := 1; len(w.imp.Products) < w.opt.Products; generation++ {
		w.stockGeneration(generation)
	}
	days := w.period.Days()
	for i := range w.imp.Products {
		p, t := &w.imp.Products[i], &w.products[i]
		t.weight *= lognormal(r, 0.35)
		p.Launched = w.period.From - model.Date(200+r.IntN(1500))
		switch {
		case i%10 == 7:
			p.Launched = w.period.From + model.Date(float64(days)*between(r, 0.25, 0.85))
			t.weight *= 1.6
		case i%30 == 23:
			p.Delisted = w.period.From + model.Date(float64(days)*between(r, 0.5, 0.9))
		}
	}
}

// stockGeneration adds the range once, interleaved so that a short list has some of each
// category. From the second time on the names carry the generation.
func (w *world) stockGeneration(generation int) {
	for step := 0; ; step++ {
		added := false
		for _, g := range catalogue {
			if step >= len(g.flavours)*len(g.packs) || len(w.imp.Products) == w.opt.Products {
				continue
			}
			added = true
			f := step % len(g.flavours)
			flavour, pk := g.flavours[f], g.packs[(step/len(g.flavours)+f)%len(g.packs)]
			name := fmt.Sprintf("%s %s%s %s", g.brand, flavour, g.category, pk.text)
			if generation > 1 {
				name += fmt.Sprintf(" 第%d代", generation)
			}
			w.imp.Products = append(w.imp.Products, model.Product{
				Code: fmt.Sprintf("P%04d", len(w.imp.Products)+1), Name: name,
				Brand: g.brand, Category: g.category, Subcategory: g.sub, Flavour: flavour,
				Pack: pk.text, BaseUnit: pk.unit, UnitsPerCase: model.Quantity(pk.units) * model.Unit,
				Price: pk.price + model.Money(generation-1)*10*model.Fen,
			})
			w.products = append(w.products, productTrait{
				weight: g.weight / math.Sqrt(float64(step+1)) / float64(generation),
				summer: g.summer, gift: pk.text == gift.text,
			})
		}
		if !added {
			return
		}
	}
}

// appeal is how much product i is asked for on date d, 0 if it is not in the range then.
func (w *world) appeal(i int, d model.Date) float64 {
	p, t := &w.imp.Products[i], &w.products[i]
	if !p.Listed(d) {
		return 0
	}
	a := t.weight * (1 + (t.summer-1)*summerness(d))
	if age := d - p.Launched; age < 120 && p.Launched > w.period.From {
		a *= 0.3 + 0.7*float64(age)/120
	}
	if t.gift {
		a *= 0.25 + 3*newYearRush(d)
	}
	return a
}
