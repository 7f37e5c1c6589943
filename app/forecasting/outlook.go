package forecasting

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/analysis/forecast"
	"xunshi/model/store"
)

// By is what the nodes of an outlook are.
type By string

// Dimensions of an outlook.
const (
	ByTotal    By = "total"
	ByRegion   By = "region"
	ByProduct  By = "product"
	ByCustomer By = "customer"
)

// Dimensions in the order they are offered.
var Dimensions = []By{ByTotal, ByRegion, ByProduct, ByCustomer}

// Request asks for an outlook.
type Request struct {
	By     By
	Metric model.Metric // model.MetricAmount or model.MetricQuantity
	Months int          // 1 to forecast.MaxMonths
	Origin model.Month  // last month taken as known; 0 = the last whole month of the ledger
	Today  model.Date   // 0 = the computer's
}

// Outlook is a forecast of every node, from the ledger.
type Outlook struct {
	Request
	Start  model.Month // first month of the histories
	Nodes  []Node      // the largest of the last twelve months first
	Total  Node        // the whole business
	Notes  []string
	Empty  string // why there is no forecast and what to do; "" if there is one
	Judged Track  // past forecasts of all nodes together
}

// Node is one region, product or customer with its history and forecast, in the metric's
// unit (1/10,000 yuan or 1/1,000 base unit).
type Node struct {
	ID       model.ID // 0: the total, or lines without this dimension
	Code     string
	Name     string
	Group    string  // category or region, for the list
	History  []int64 // from Outlook.Start to Origin; a month before the first sale is 0
	Points   []Point
	Method   string           // as MethodText, for files
	Mix      []forecast.Share // the methods and their weights, the heaviest first
	Borrowed bool             // the season comes from a longer series
	Track    Track            // how forecasts of this node did
}

// Point is the forecast of one month. Lower to Upper should hold 80% of the outcomes.
type Point struct {
	Month               model.Month
	Value, Lower, Upper int64
	Override            *model.ForecastOverride // what the manager expects instead, nil = nothing
}

// Expected is the manager's figure where there is one, else the forecast.
func (p *Point) Expected() int64 {
	if p.Override != nil {
		return p.Override.Value
	}
	return p.Value
}

// LastYear is the actual of the same month a year before; ok is false where the history
// does not reach.
func (o *Outlook) LastYear(n *Node, m model.Month) (value int64, ok bool) {
	i := int(m-o.Start) - 12
	if i < 0 || i >= len(n.History) {
		return 0, false
	}
	return n.History[i], true
}

// Forecaster forecasts from the ledger of one data folder.
type Forecaster struct {
	store *store.Store
	memo  memo
}

// New makes a Forecaster.
func New(s *store.Store) *Forecaster { return &Forecaster{store: s} }

// Outlook forecasts every node with sales in the ledger. progress may be nil; it is called
// from several goroutines.
func (f *Forecaster) Outlook(ctx context.Context, q Request, progress Progress) (*Outlook, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	facts, err := f.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	dir, err := f.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	o := &Outlook{Request: q}
	if !o.place(facts) {
		return o, nil
	}
	key := memoKey{o.Request, facts.Revision, dir.Revision, i18n.Current()}
	if made := f.memo.of(key); made != nil {
		o = made
	} else {
		o.gather(facts, dir)
		if err := o.forecast(ctx, progress); err != nil {
			return nil, err
		}
		f.memo.keep(key, o)
	}
	if err := f.judge(ctx, o); err != nil {
		return nil, err
	}
	return o, f.override(ctx, o)
}

func (q *Request) check() error {
	if q.Metric == "" {
		q.Metric = model.MetricAmount
	}
	if q.Today.IsZero() {
		q.Today = model.Today()
	}
	known := slices.Contains(Dimensions, q.By) && (q.Metric == model.MetricAmount || q.Metric == model.MetricQuantity)
	if !known || q.Months < 1 || q.Months > forecast.MaxMonths {
		return model.NewFault(nil, i18n.T("不能这样预测:维度、指标或月数不对。"), i18n.T("数据没有改动。"),
			i18n.T("维度用 region、product 或 customer,月数在 1 到 %d 之间。", forecast.MaxMonths))
	}
	return nil
}

// place finds the months of the histories; false when there are none, Empty then says why.
func (o *Outlook) place(facts *model.Facts) bool {
	span, ok := facts.Span()
	if !ok {
		o.Empty = i18n.T("还没有销售明细,无从预测。请先导入销售明细。")
		return false
	}
	o.Start = span.From.Month()
	last := span.To.Month()
	if o.Origin == 0 {
		o.Origin = last
		if span.To < last.Last() && o.Today <= last.Last() { // the month is still running
			o.Origin--
			o.Notes = append(o.Notes, i18n.T("%s 还没有过完,不作为历史。", last))
		}
	}
	if o.Origin < o.Start {
		o.Empty = i18n.T("销售明细还不满一个整月,无从预测。请在 %s 过完之后再来。", o.Start)
		return false
	}
	return true
}

// months in the histories.
func (o *Outlook) months() int { return int(o.Origin-o.Start) + 1 }

// gather adds the ledger up by node and month: net of returns, as the reports count.
func (o *Outlook) gather(facts *model.Facts, dir *model.Directory) {
	byNode := map[model.ID][]int64{}
	total := make([]int64, o.months())
	_, end := facts.Range(model.Period{To: o.Origin.Last()})
	month, next := 0, model.Date(math.MinInt32)
	for i := range end {
		if d := facts.Dates[i]; d >= next {
			m := d.Month()
			month, next = int(m-o.Start), (m + 1).First()
		}
		if !facts.Flags[i].Counts() {
			continue
		}
		v := int64(facts.Amounts[i])
		if o.Metric == model.MetricQuantity {
			v = int64(facts.Quantities[i])
		}
		total[month] += v
		id := o.nodeOf(facts, dir, i)
		row := byNode[id]
		if row == nil {
			row = make([]int64, o.months())
			byNode[id] = row
		}
		row[month] += v
	}
	o.Total = Node{Name: i18n.T("合计"), History: total}
	if o.By == ByTotal {
		return
	}
	o.Nodes = make([]Node, 0, len(byNode))
	for id, history := range byNode {
		n := Node{ID: id, History: history}
		o.name(&n, dir)
		o.Nodes = append(o.Nodes, n)
	}
	slices.SortFunc(o.Nodes, func(a, b Node) int {
		return cmp.Or(cmp.Compare(lastYear(b.History), lastYear(a.History)), cmp.Compare(a.ID, b.ID))
	})
}

// nodeOf is the region, product or customer of a line. A line without a region counts where
// its customer is.
func (o *Outlook) nodeOf(facts *model.Facts, dir *model.Directory, i int) model.ID {
	switch o.By {
	case ByRegion:
		if id := facts.Regions[i]; id != 0 {
			return id
		}
		if c := dir.Customers[facts.Customers[i]]; c != nil {
			return c.RegionID
		}
	case ByProduct:
		return facts.Products[i]
	case ByCustomer:
		return facts.Customers[i]
	}
	return 0
}

func (o *Outlook) name(n *Node, dir *model.Directory) {
	n.Name = i18n.T("未填")
	switch o.By {
	case ByRegion:
		if r := dir.Regions[n.ID]; r != nil {
			n.Code, n.Name = r.Code, r.Name
			if parent := dir.Regions[r.ParentID]; parent != nil {
				n.Group = parent.Name
			}
		}
	case ByProduct:
		if p := dir.Products[n.ID]; p != nil {
			n.Code, n.Name, n.Group = p.Code, p.Name, p.Category
		}
	case ByCustomer:
		if c := dir.Customers[n.ID]; c != nil {
			n.Code, n.Name = c.Code, c.Name
			if r := dir.Regions[c.RegionID]; r != nil {
				n.Group = r.Name
			}
		}
	}
}

func lastYear(history []int64) (sum int64) {
	for _, v := range history[max(0, len(history)-12):] {
		sum += v
	}
	return sum
}

// forecast makes the total, then every node on all processors; young nodes borrow the
// season of their group, or of the total where the group has none to lend.
func (o *Outlook) forecast(ctx context.Context, progress Progress) error {
	o.Total.run(o, nil)
	shapes := o.shapes()
	var next, done atomic.Int64
	var group sync.WaitGroup
	for range min(processors(), len(o.Nodes)) {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(o.Nodes) {
					return
				}
				n := &o.Nodes[i]
				shape := shapes[n.Group]
				if shape == nil {
					shape = shapes[""]
				}
				n.run(o, shape)
				if d := done.Add(1); progress != nil {
					progress(int(d), len(o.Nodes))
				}
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	o.agree()
	o.explain()
	return nil
}

// shapes are the seasons there are to borrow, by group; "" is that of the total.
func (o *Outlook) shapes() map[string]*forecast.Shape {
	sums := map[string][]int64{}
	if o.By != ByRegion { // a region's group is its parent; the total stands for it
		for i := range o.Nodes {
			n := &o.Nodes[i]
			if n.Group == "" {
				continue
			}
			if sums[n.Group] == nil {
				sums[n.Group] = make([]int64, o.months())
			}
			for m, v := range n.History {
				sums[n.Group][m] += v
			}
		}
	}
	out := map[string]*forecast.Shape{}
	for name, sum := range sums {
		if shape, ok := forecast.ShapeOf(o.series(sum)); ok {
			out[name] = &shape
		}
	}
	if shape, ok := forecast.ShapeOf(o.series(o.Total.History)); ok {
		out[""] = &shape
	}
	return out
}

func (o *Outlook) series(history []int64) forecast.Series {
	s := forecast.Series{Start: o.Start, Values: make([]float64, len(history))}
	for i, v := range history {
		s.Values[i] = float64(v)
	}
	return s
}

func (n *Node) run(o *Outlook, shape *forecast.Shape) {
	r, borrowed := forecast.MakeLike(o.series(n.History), o.Months, shape)
	n.Method, n.Mix, n.Borrowed = MethodText(r), r.Shares, borrowed
	n.Points = make([]Point, len(r.Points))
	for i, p := range r.Points {
		n.Points[i] = Point{Month: p.Month, Value: whole(p.Value), Lower: whole(p.Lower), Upper: whole(p.Upper)}
	}
	n.Track = tested(r.Past)
}

func whole(v float64) int64 {
	const most = 1 << 62
	return int64(math.Round(max(-most, min(v, most))))
}

// agree scales the regions' forecasts so that they add up to that of the whole business:
// few, large nodes are forecast better together than one by one.
func (o *Outlook) agree() {
	if o.By != ByRegion {
		return
	}
	for m := range o.Total.Points {
		weights := make([]int64, len(o.Nodes))
		usable := len(o.Nodes) > 0
		var sum int64
		for i := range o.Nodes {
			if usable = usable && m < len(o.Nodes[i].Points); !usable {
				break
			}
			weights[i] = max(0, o.Nodes[i].Points[m].Value)
			sum += weights[i]
		}
		if !usable || sum == 0 || o.Total.Points[m].Value <= 0 {
			continue
		}
		for i, part := range analysis.Split(o.Total.Points[m].Value, weights) {
			p := &o.Nodes[i].Points[m]
			if p.Value > 0 {
				p.Lower = whole(float64(p.Lower) * float64(part) / float64(p.Value))
				p.Upper = whole(float64(p.Upper) * float64(part) / float64(p.Value))
			}
			p.Value = part
		}
	}
}

func (o *Outlook) explain() {
	borrowed := 0
	for i := range o.Nodes {
		if o.Nodes[i].Borrowed {
			borrowed++
		}
	}
	if borrowed > 0 {
		o.Notes = append(o.Notes, i18n.T("%d 个节点的历史不满两年,季节形状借自所属的品类、区域或整体。", borrowed))
	}
	if o.By == ByRegion && len(o.Nodes) > 0 {
		o.Notes = append(o.Notes, i18n.T("各区域的预测按比例调整,相加等于整体的预测。"))
	}
}
