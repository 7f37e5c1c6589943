package targets

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/grid"
)

// wizard is 分解: how a target is divided, with the outcome below as it changes.
type wizard struct {
	page    *Page
	ask     targeting.Split
	amount  *widgets.Entry
	over    *widgets.Segmented
	by      *widgets.Choice
	weights *grid.Grid
	preview *preview
	body    *fyne.Container // weights, if they are typed, over the preview
	content fyne.CanvasObject
	turn    int // of the latest calculation
}

var overs = []targeting.Over{targeting.OverChildren, targeting.OverMonths, targeting.OverBoth}

// split opens the wizard for the cell at the cursor.
func (p *Page) split() {
	row, span, ok := p.board.current()
	if p.tree == nil || len(p.tree.Rows) == 0 {
		return
	}
	r := &p.tree.Rows[row]
	if !ok {
		span = 0
	}
	if r.Kind == targeting.RowGroup || r.Children == 0 && len(monthsOf(span)) < 2 {
		p.notice(i18n.T("「%s」没有下级,也没有更短的期间可分", r.Name))
		return
	}
	w := newWizard(p, row, span)
	w.calculate()
	first := p.tree.Query.First()
	p.host.Sheet(shell.Sheet{
		Title:   i18n.T("分解目标:%s · %s · %s", r.Name, p.tree.Spans[span].Label(first), targeting.MetricLabel(p.query.Metric)),
		Content: w.content, Width: 760, Primary: i18n.T("写入"), OnPrimary: w.write,
	})
}

// monthsOf counts the months of a span by their places.
func monthsOf(span int) []int {
	switch {
	case span == 0:
		return make([]int, 12)
	case (span-1)%4 == 0:
		return make([]int, 3)
	}
	return make([]int, 1)
}

func newWizard(p *Page, row, span int) *wizard {
	r := &p.tree.Rows[row]
	u := p.unit()
	w := &wizard{page: p, preview: newPreview(p)}
	w.ask = targeting.Split{Row: row, Span: span, Amount: r.Value[span].N, Over: targeting.OverChildren, By: targeting.ByLastYear,
		Weights: map[string]int64{}, Newcomers: targeting.NewcomerAverage, Unit: targeting.Whole(p.query.Metric), Calendar: p.program.Calendar()}
	options := []string{i18n.T("分给下级"), i18n.T("分到各月"), i18n.T("下级 × 各月")}
	switch {
	case r.Children == 0:
		w.ask.Over = targeting.OverMonths
	case len(monthsOf(span)) < 2:
		options = options[:1]
	}
	w.amount = widgets.NewEntry(i18n.T("要分解的总额"))
	w.amount.SetText(u.text(w.ask.Amount))
	w.amount.OnChanged = func(text string) {
		if n, err := u.read(text); err == nil {
			w.ask.Amount = n
			w.calculate()
		}
	}
	at := 0
	if w.ask.Over == targeting.OverMonths {
		at = 1
	}
	w.over = widgets.NewSegmented(options, at, func(i int) { w.choose(func(s *targeting.Split) { s.Over = overs[i] }) })
	w.by = widgets.NewChoice(w.proportions(), string(w.ask.By), func(v string) { w.choose(func(s *targeting.Split) { s.By = targeting.By(v) }) })
	newcomers := widgets.NewSegmented([]string{i18n.T("按平均分"), i18n.T("不分")}, 0, func(i int) {
		w.choose(func(s *targeting.Split) {
			s.Newcomers = []targeting.NewcomerRule{targeting.NewcomerAverage, targeting.NewcomerNothing}[i]
		})
	})
	units, unitAt := w.units()
	rounding := widgets.NewChoice(units, unitAt, func(v string) {
		if n, err := strconv.ParseInt(v, 10, 64); err == nil {
			w.choose(func(s *targeting.Split) { s.Unit = n })
		}
	})
	w.body = container.NewStack(w.preview.content)
	head := widgets.Column(8,
		widgets.Labelled(i18n.T("总额(%s)", u.label()), widgets.Row(8, widgets.Fixed(170, 0, w.amount), w.over)),
		widgets.Labelled(i18n.T("比例"), widgets.Row(8, w.by, widgets.Caption(i18n.T("取整到")), rounding)),
		widgets.Labelled(i18n.T("去年没有数据的"), widgets.Row(8, newcomers)))
	w.content = container.NewBorder(widgets.Inset(widgets.Insets{Bottom: 10}, head), nil, nil, nil, w.body)
	return w
}

// proportions that make sense for what is divided.
func (w *wizard) proportions() []widgets.Option {
	out := []widgets.Option{{Value: string(targeting.ByLastYear), Label: i18n.T("按去年同期")}}
	if w.ask.Over != targeting.OverMonths {
		out = append(out, widgets.Option{Value: string(targeting.ByCustomers), Label: i18n.T("按客户数")},
			widgets.Option{Value: string(targeting.ByWeights), Label: i18n.T("按权重(手填)")})
	}
	if w.ask.Over != targeting.OverChildren {
		out = append(out, widgets.Option{Value: string(targeting.ByDays), Label: i18n.T("按工作日")})
	}
	return append(out, widgets.Option{Value: string(targeting.ByEqual), Label: i18n.T("平均")})
}

// units that parts can be rounded to.
func (w *wizard) units() (options []widgets.Option, selected string) {
	metric := w.page.query.Metric
	add := func(n int64, label string) {
		options = append(options, widgets.Option{Value: strconv.FormatInt(n, 10), Label: label})
	}
	whole := targeting.Whole(metric)
	if targeting.IsMoney(metric) {
		add(targeting.Smallest(metric), i18n.T("分"))
		add(whole, i18n.T("元"))
		add(100*whole, i18n.T("百元"))
		add(1000*whole, i18n.T("千元"))
		add(10_000*whole, i18n.T("万元"))
	} else {
		add(whole, "1")
		add(10*whole, "10")
		add(100*whole, "100")
	}
	return options, strconv.FormatInt(whole, 10)
}

// choose changes what is asked and works it out anew.
func (w *wizard) choose(change func(*targeting.Split)) {
	change(&w.ask)
	options := w.proportions()
	w.by.SetOptions(options)
	w.ask.By = targeting.By(w.by.Selected())
	w.calculate()
}

// calculate asks for the proposal; only the latest answer is shown.
func (w *wizard) calculate() {
	p := w.page
	w.turn++
	turn, ask, tree := w.turn, w.ask, p.tree
	weights := map[string]int64{}
	for k, v := range w.ask.Weights {
		weights[k] = v
	}
	ask.Weights = weights
	w.showWeights()
	p.host.Do(func(ctx context.Context) (func(), error) {
		if ask.Amount <= 0 { // nothing to divide yet: an empty proposal says so
			return func() {
				if turn == w.turn {
					w.preview.show(&targeting.Proposal{Query: tree.Query, Notes: []string{i18n.T("请先填要分解的总额。")}})
				}
			}, nil
		}
		proposal, err := p.planner.Split(ctx, tree, ask)
		if err != nil {
			return nil, err
		}
		return func() {
			if turn == w.turn {
				w.preview.show(proposal)
			}
		}, nil
	})
}

// showWeights shows the weights to fill in beside the preview, if they are asked for.
func (w *wizard) showWeights() {
	if w.ask.By != targeting.ByWeights {
		w.body.Objects = []fyne.CanvasObject{w.preview.content}
		w.body.Refresh()
		return
	}
	if w.weights == nil {
		w.weights = w.weightGrid()
	}
	w.body.Objects = []fyne.CanvasObject{widgets.Weighted(12, []float32{2, 5}, widgets.Fixed(0, 300, w.weights), w.preview.content)}
	w.body.Refresh()
}

func (w *wizard) weightGrid() *grid.Grid {
	g := grid.New([]grid.Column{{Key: "name", Title: i18n.T("下级"), Width: 90, Flex: true, ReadOnly: true},
		{Key: "weight", Title: i18n.T("权重"), Width: 70, Align: fyne.TextAlignTrailing, Read: readWeight}})
	g.FixedRows = true
	var keys []string
	var rows []grid.Row
	for _, child := range w.page.tree.Below(w.ask.Row) {
		r := &w.page.tree.Rows[child]
		if r.Team || r.Kind == targeting.RowGroup {
			continue
		}
		keys = append(keys, r.Key)
		rows = append(rows, grid.Row{r.Name, "1"})
		w.ask.Weights[r.Key] = 1
	}
	g.SetRows(rows)
	g.OnCommit = func(row, _ int) {
		if n, err := strconv.ParseInt(g.Rows()[row][1], 10, 64); err == nil && row < len(keys) {
			w.ask.Weights[keys[row]] = n
			w.calculate()
		}
	}
	return g
}

// maxWeight keeps products of weights and amounts within reach.
const maxWeight = 1_000_000

func readWeight(text string) (string, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > maxWeight {
		return "", wordsError(i18n.T("请填 0 到 1000000 的整数"))
	}
	return strconv.FormatInt(n, 10), nil
}

// write writes what the preview shows.
func (w *wizard) write(done func()) { w.preview.write(done) }
