package complaints

import (
	"cmp"
	"math"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/charts"
	"xunshi/model"
)

// Figures are the key figures of a set of complaints.
type Figures struct {
	All, Open, Overdue, Closed int
	Waiting                    int         // for the opinion of the manager in charge
	CloseDays                  int         // days to close on average, tenths; meaningless without Closed
	Cost                       model.Money // of those that came this year
	CostYear                   int
	Score                      int // satisfaction with the outcome, tenths; meaningless without Scored
	Scored                     int
}

// Sum adds up complaints as of today.
func Sum(rows []Row, today model.Date) Figures {
	var f Figures
	f.CostYear, _, _ = today.YMD()
	days, score := 0, 0
	for i := range rows {
		r := &rows[i]
		f.All++
		if year, _, _ := r.Date.YMD(); year == f.CostYear {
			f.Cost += r.Cost
		}
		if r.WaitsForOpinion() {
			f.Waiting++
		}
		if r.Satisfaction > 0 {
			f.Scored++
			score += r.Satisfaction
		}
		switch {
		case !r.Open():
			f.Closed++
			days += r.Days
		case r.Late > 0:
			f.Overdue++
			f.Open++
		default:
			f.Open++
		}
	}
	if f.Closed > 0 {
		f.CloseDays = int(model.RoundTo(int64(days)*100/int64(f.Closed), 10) / 10)
	}
	if f.Scored > 0 {
		f.Score = int(model.RoundTo(int64(score)*100/int64(f.Scored), 10) / 10)
	}
	return f
}

// By is what complaints are counted by.
type By string

// Ways to count complaints.
const (
	ByProduct By = "product"
	ByLot     By = "lot"
	ByCause   By = "cause"
)

// Group is the complaints about one product, lot or cause.
type Group struct {
	Name  string
	Count int
	Cost  model.Money
}

// GroupBy counts complaints, the most frequent first; those without a product or lot
// stand under "未注明".
func GroupBy(rows []Row, by By) []Group {
	at := map[string]int{}
	var out []Group
	for i := range rows {
		name := rows[i].Cause
		switch by {
		case ByProduct:
			name = rows[i].Product
		case ByLot:
			name = rows[i].Lot
		}
		name = cmp.Or(name, i18n.T("未注明"))
		k, ok := at[name]
		if !ok {
			k = len(out)
			at[name] = k
			out = append(out, Group{Name: name})
		}
		out[k].Count++
		out[k].Cost += rows[i].Cost
	}
	slices.SortFunc(out, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(b.Cost, a.Cost), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// mostBars of a chart; the rest is summed up.
const mostBars = 8

// Chart shows how many complaints (or what they cost) there are by product, lot or cause.
func Chart(rows []Row, by By, cost bool) charts.Spec {
	groups := GroupBy(rows, by)
	if cost {
		slices.SortStableFunc(groups, func(a, b Group) int { return cmp.Compare(b.Cost, a.Cost) })
	}
	if len(groups) > mostBars {
		rest := Group{Name: i18n.T("其余 %d 项", len(groups)-mostBars+1)}
		for _, g := range groups[mostBars-1:] {
			rest.Count += g.Count
			rest.Cost += g.Cost
		}
		groups = append(groups[:mostBars-1:mostBars-1], rest)
	}
	spec := charts.Spec{Kind: charts.HBar, Unit: i18n.T("件"), Title: chartTitle(groups, by, cost),
		Note: i18n.T("口径:所列投诉,按投诉日期"), Empty: i18n.T("还没有投诉")}
	values := make([]float64, len(groups))
	for i, g := range groups {
		spec.Categories = append(spec.Categories, g.Name)
		values[i] = float64(g.Count)
		if cost {
			values[i] = g.Cost.Float()
		}
	}
	if cost {
		spec.Unit = i18n.T("元")
	}
	spec.Series = []charts.Series{{Name: spec.Unit, Values: values, Style: charts.StyleActual}}
	return spec
}

// chartTitle says what the chart shows: the largest group.
func chartTitle(groups []Group, by By, cost bool) string {
	if len(groups) == 0 {
		return ByName(by)
	}
	if cost {
		return i18n.T("%s:费用最高的是「%s」", ByName(by), groups[0].Name)
	}
	return i18n.T("%s:「%s」最多,%d 件", ByName(by), groups[0].Name, groups[0].Count)
}

// ByName is a way to count in words.
func ByName(by By) string {
	switch by {
	case ByProduct:
		return i18n.T("按品项")
	case ByLot:
		return i18n.T("按批号")
	}
	return i18n.T("按原因")
}

// Months of the satisfaction trend.
const trendMonths = 12

// Trend is the average satisfaction by region, month by month: one row per region with
// scores, all of them first.
type Trend struct {
	Months  []model.Month
	Regions []RegionTrend
}

// RegionTrend is one line of the trend.
type RegionTrend struct {
	RegionID model.ID // 0 = all
	Name     string
	Average  []float64 // by month, NaN without a score
	Count    int
	Score    float64 // over all months, NaN without a score
}

// Trend averages notes of satisfaction and the scores customers gave to closed complaints
// over the last twelve months, by the regions right below the top.
func (r *Register) Trend() Trend {
	last := r.Today.Month()
	t := Trend{}
	for i := trendMonths - 1; i >= 0; i-- {
		t.Months = append(t.Months, last-model.Month(i))
	}
	sums := map[model.ID]*tally{0: newTally()}
	tops := topRegions(r.Directory)
	add := func(customer model.ID, on model.Date, score int) {
		month := int(on.Month() - t.Months[0])
		if score < 1 || score > 5 || month < 0 || month >= trendMonths {
			return
		}
		sums[0].add(month, score)
		c := r.Directory.Customers[customer]
		if c == nil {
			return
		}
		for _, top := range tops {
			if r.Directory.RegionWithin(c.RegionID, top.ID) {
				if sums[top.ID] == nil {
					sums[top.ID] = newTally()
				}
				sums[top.ID].add(month, score)
			}
		}
	}
	for i := range r.Notes {
		add(r.Notes[i].CustomerID, r.Notes[i].Date, r.Notes[i].Score)
	}
	for i := range r.Rows {
		if !r.Rows[i].Open() {
			add(r.Rows[i].CustomerID, r.Rows[i].ClosedOn, r.Rows[i].Satisfaction)
		}
	}
	t.Regions = append(t.Regions, sums[0].row(0, i18n.T("全部")))
	for _, top := range tops {
		if sums[top.ID] != nil {
			t.Regions = append(t.Regions, sums[top.ID].row(top.ID, top.Name))
		}
	}
	return t
}

type tally struct{ sum, count []int }

func newTally() *tally { return &tally{make([]int, trendMonths), make([]int, trendMonths)} }

func (t *tally) add(month, score int) {
	t.sum[month] += score
	t.count[month]++
}

func (t *tally) row(id model.ID, name string) RegionTrend {
	r := RegionTrend{RegionID: id, Name: name, Score: math.NaN()}
	sum := 0
	for i := range t.sum {
		value := math.NaN()
		if t.count[i] > 0 {
			value = float64(t.sum[i]) / float64(t.count[i])
		}
		r.Average = append(r.Average, value)
		r.Count += t.count[i]
		sum += t.sum[i]
	}
	if r.Count > 0 {
		r.Score = float64(sum) / float64(r.Count)
	}
	return r
}

// topRegions are the regions right below the top: the roots, or what is below a single one.
func topRegions(d *model.Directory) []*model.Region {
	below := func(parent model.ID) []*model.Region {
		var out []*model.Region
		for _, r := range d.Regions {
			if r.ParentID == parent {
				out = append(out, r)
			}
		}
		slices.SortFunc(out, func(a, b *model.Region) int { return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.ID, b.ID)) })
		return out
	}
	roots := below(0)
	if len(roots) == 1 {
		if children := below(roots[0].ID); len(children) > 0 {
			return children
		}
	}
	return roots
}

// mostLines of the trend chart; more could not be told apart.
const mostLines = 5

// Chart draws the trend; regions beyond the few with the most scores are left out.
func (t Trend) Chart() charts.Spec {
	regions := slices.Clone(t.Regions[1:])
	slices.SortStableFunc(regions, func(a, b RegionTrend) int { return cmp.Compare(b.Count, a.Count) })
	spec := charts.Spec{Kind: charts.Line, Title: i18n.T("满意度趋势"), Unit: i18n.T("星"), Empty: i18n.T("还没有满意度记录"),
		Note: i18n.T("口径:回访与结案评分的月平均,1–5 分;没有评分的月份留空")}
	for _, m := range t.Months {
		spec.Categories = append(spec.Categories, m.String()[2:])
	}
	if t.Regions[0].Count == 0 {
		return spec
	}
	lines := append([]RegionTrend{t.Regions[0]}, regions[:min(mostLines, len(regions))]...)
	for i, r := range lines {
		style := charts.StyleActual
		if i == 0 {
			style = charts.StyleCompare
		}
		spec.Series = append(spec.Series, charts.Series{Name: r.Name, Values: r.Average, Style: style})
	}
	return spec
}
