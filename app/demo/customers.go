package demo

import (
	"fmt"
	"math/rand/v2"
	"sort"

	"xunshi/model"
)

// trade is a type of customer (客户类型) and how it buys.
type trade struct {
	kind, channel string
	department    int
	share         float64 // of the customers
	cases         float64 // bought a month
	gap           float64 // days between orders
	breadth       int     // SKUs it keeps
	discount      float64 // its price against the list price
	terms         []int   // 账期 in days
}

var trades = []trade{
	{"经销商", "流通", deptTrade, 0.06, 2600, 10, 45, 0.80, []int{15, 30, 30}},
	{"商超", "现代渠道", deptModern, 0.18, 420, 8, 26, 0.94, []int{30, 45, 60}},
	{"批发", "流通", deptTrade, 0.14, 500, 14, 22, 0.84, []int{0, 7, 15}},
	{"终端", "传统终端", deptOutlet, 0.34, 42, 21, 10, 0.98, []int{0}},
	{"餐饮", "特通餐饮", deptOutlet, 0.12, 60, 14, 7, 0.95, []int{0, 15, 30}},
	{"电商", "电商", deptModern, 0.04, 700, 5, 30, 0.88, []int{15, 30}},
	{"县乡批发", "县乡流通", deptTrade, 0.12, 165, 28, 16, 0.83, []int{0, 0, 7}},
}

// fate is what becomes of a customer, so that the warnings have something to find.
type fate uint8

const (
	steady   fate = iota
	newcomer      // began during the period
	churned       // stopped for good
	fading        // silent for two to four times its own rhythm
	spiking       // a month of three times the volume at a low price (冲货嫌疑)
)

// client is a customer's behaviour.
type client struct {
	trade    *trade
	rep      *rep
	cases    float64 // a month
	gap      float64 // days
	discount float64
	keeps    []int // products, by index
	fate     fate
	from, to model.Date // first and last possible order
	spike    model.Period
	cut      float64 // price factor while spiking
}

// signCustomers makes the customers, K00001 onwards, spread over districts and trades.
func (w *world) signCustomers() {
	n := w.opt.Customers
	r := w.rand(streamCustomers, 0)
	kinds := spread(r, n, len(trades), func(i int) float64 { return trades[i].share })
	areas := spread(r, n, len(districts), func(i int) float64 { return districts[i].share })
	w.clients = make([]client, n)
	w.imp.Customers = make([]model.Customer, n)
	w.imp.CustomerRegion = make([]model.Ref, n)
	w.imp.CustomerOwner = make([]model.Ref, n)
	names := newNamer()
	for i := range w.clients {
		r := w.rand(streamCustomers, i+1)
		t, area := &trades[kinds[i]], areas[i]
		w.clients[i] = w.behave(r, t, w.repFor(area, t.department))
		places := districts[area].places
		if t.kind == "县乡批发" {
			places = places[len(places)-3:] // the outer ones
		}
		place := pick(r, places)
		w.imp.Customers[i] = model.Customer{
			Code: fmt.Sprintf("K%05d", i+1), Name: names.name(r, t.kind, place),
			Kind: t.kind, Channel: t.channel, Province: "江苏", City: districts[area].city,
			Address: fmt.Sprintf("%s%s%d号", place, pick(r, roads), 1+r.IntN(398)),
			Contact: names.person(r), Phone: phone(20_000_000 + i), TermDays: pick(r, t.terms),
		}
		w.imp.CustomerRegion[i] = model.Ref(area + 1)
		w.imp.CustomerOwner[i] = w.clients[i].rep.employee
	}
	w.grade()
}

// spread deals n customers to groups in proportion to share, shuffled.
func spread(r *rand.Rand, n, groups int, share func(int) float64) []int {
	out := make([]int, n)
	total, g := share(0), 0
	for i := range out {
		for g < groups-1 && float64(i)+0.5 > total*float64(n) {
			g++
			total += share(g)
		}
		out[i] = g
	}
	r.Shuffle(n, func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// repFor is who looks after a department's customers in a district.
func (w *world) repFor(area, department int) *rep {
	var fallback *rep
	for i := range w.reps {
		p := &w.reps[i]
		if p.district != area {
			continue
		}
		if p.department == department {
			return p
		}
		if fallback == nil {
			fallback = p
		}
	}
	return fallback
}

func (w *world) behave(r *rand.Rand, t *trade, owner *rep) client {
	c := client{
		trade: t, rep: owner, discount: t.discount * between(r, 0.98, 1.02),
		cases: t.cases * lognormal(r, 0.55), gap: t.gap * lognormal(r, 0.25),
		from: w.period.From, to: w.period.To + 31,
	}
	breadth := max(1, min(len(w.products), int(float64(t.breadth)*between(r, 0.7, 1.3))))
	c.keeps = w.assortment(r, breadth)
	days := w.period.Days()
	switch x := r.Float64(); {
	case x < 0.06 && days > 240:
		c.fate, c.to = churned, w.period.To-model.Date(50+r.IntN(days/3))
	case x < 0.10:
		c.fate, c.to = fading, w.period.To-model.Date(c.gap*between(r, 1.8, 3.5))-2
	case x < 0.13:
		c.fate, c.cut = spiking, between(r, 0.86, 0.91)
		first := w.period.To.Month().First()
		if r.IntN(3) == 0 && days > 120 {
			first -= model.Date(r.IntN(days - 90))
		}
		c.spike = model.Period{From: first, To: first + model.Date(28+r.IntN(12))}
	case x < 0.28 && days > 120:
		c.fate, c.from = newcomer, w.period.From+model.Date(r.IntN(days-60))
	}
	return c
}

// assortment chooses the n products a customer keeps, popular ones first, and adds the
// products launched later so that it can take them up.
func (w *world) assortment(r *rand.Rand, n int) []int {
	chosen := weightedSample(r, len(w.products), n, func(i int) float64 { return w.products[i].weight })
	sort.Ints(chosen)
	return chosen
}

// grade gives A to the largest 15%, B to the next 35%, C to the rest, and marks the
// largest in each district as 重点客户.
func (w *world) grade() {
	order := make([]int, len(w.clients))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return w.clients[order[a]].cases > w.clients[order[b]].cases })
	keys := map[int]int{}
	for rank, i := range order {
		c := &w.imp.Customers[i]
		switch share := float64(rank) / float64(len(order)); {
		case share < 0.15:
			c.Grade = "A"
		case share < 0.50:
			c.Grade = "B"
		default:
			c.Grade = "C"
		}
		area := w.clients[i].rep.district
		if keys[area] < max(1, len(order)/80) {
			keys[area]++
			c.Key = true
		}
	}
}
