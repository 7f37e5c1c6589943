package forecasting

import (
	"context"
	"runtime"
	"time"

	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/analysis/forecast"
	"xunshi/model/store"
)

func processors() int { return runtime.GOMAXPROCS(0) }

// Track is how forecasts did: WAPE = Σ|A−F| ÷ ΣA, bias = Σ(F−A) ÷ ΣA, both as rates.
type Track struct {
	Tested   Score // by the back-test: what would have been forecast earlier
	Kept     Score // by the forecasts that were kept, once their months were in
	Override Score // by the manager's figures for the same months, where there were any
	Machine  Score // by the forecasts those figures replaced, to compare
}

// Score is one judgement over so many months of nodes.
type Score struct {
	WAPE, Bias analysis.Value
	Months     int
}

// sums adds up pairs of forecast and actual.
type sums struct{ actual, forecast []int64 }

func (s *sums) add(forecast, actual int64) {
	s.actual = append(s.actual, actual)
	s.forecast = append(s.forecast, forecast)
}

func (s *sums) score() Score {
	wape, bias := analysis.Accuracy(s.actual, s.forecast)
	return Score{WAPE: wape, Bias: bias, Months: len(s.actual)}
}

// tested scores the back-test of one series.
func tested(past []forecast.Past) Track {
	var s sums
	for _, p := range past {
		for i := range p.Forecast {
			s.add(whole(p.Forecast[i]), whole(p.Actual[i]))
		}
	}
	return Track{Tested: s.score()}
}

// Keep writes an outlook down, so that it can be judged when its months have come. The
// forecast of the same kind made earlier from the same month is replaced. It gives the act
// to undo.
func (f *Forecaster) Keep(ctx context.Context, o *Outlook) (operation string, err error) {
	return f.store.Edit(ctx, func(e *store.Edit) error {
		earlier, err := store.FindIn(e, model.ForecastRun{Origin: o.Origin, By: string(o.By), Metric: o.Metric})
		if err != nil {
			return err
		}
		for i := range earlier {
			if err := store.Remove(e, &earlier[i]); err != nil {
				return err
			}
		}
		run := model.ForecastRun{Made: time.Now().UTC(), Origin: o.Origin, By: string(o.By), Metric: o.Metric, Months: o.Months}
		if err := store.Put(e, &run); err != nil {
			return err
		}
		return store.AddRows(e, o.values(run.ID))
	})
}

func (o *Outlook) values(run model.ID) []model.ForecastValue {
	var out []model.ForecastValue
	for _, n := range o.all() {
		for _, p := range n.Points {
			out = append(out, model.ForecastValue{RunID: run, NodeID: n.ID, Month: p.Month, Value: p.Value,
				Lower: p.Lower, Upper: p.Upper, Method: n.Method})
		}
	}
	return out
}

// all nodes; the total only where it is what was asked for.
func (o *Outlook) all() []*Node {
	if o.By == ByTotal {
		return []*Node{&o.Total}
	}
	out := make([]*Node, len(o.Nodes))
	for i := range o.Nodes {
		out[i] = &o.Nodes[i]
	}
	return out
}

// Kept tells whether a forecast of this kind from this month is kept.
func (f *Forecaster) Kept(ctx context.Context, q Request) (bool, error) {
	runs, err := store.Find(ctx, f.store, model.ForecastRun{Origin: q.Origin, By: string(q.By), Metric: q.Metric})
	return len(runs) > 0, err
}

// nodeMonth is one figure of the ledger.
type nodeMonth struct {
	node  model.ID
	month model.Month
}

// judge scores the kept forecasts of earlier months against what came, node by node and
// together. Only months that were whole when the outlook was made count.
func (f *Forecaster) judge(ctx context.Context, o *Outlook) error {
	runs, err := store.Find(ctx, f.store, model.ForecastRun{By: string(o.By), Metric: o.Metric})
	if err != nil {
		return err
	}
	var all, machine, manager sums
	perNode, perNodeMachine, perNodeManager := map[model.ID]*sums{}, map[model.ID]*sums{}, map[model.ID]*sums{}
	actual := o.actuals()
	overrides, err := f.overridesOf(ctx, o.Request)
	if err != nil {
		return err
	}
	for _, run := range runs {
		if run.Origin >= o.Origin {
			continue
		}
		values, err := store.Find(ctx, f.store, model.ForecastValue{RunID: run.ID})
		if err != nil {
			return err
		}
		for _, v := range values {
			if v.Month > o.Origin || v.Month <= run.Origin {
				continue
			}
			came := actual[nodeMonth{v.NodeID, v.Month}]
			all.add(v.Value, came)
			into(perNode, v.NodeID).add(v.Value, came)
			if said, ok := overrides[overrideKey{v.NodeID, v.Month, run.Origin}]; ok {
				machine.add(v.Value, came)
				manager.add(said.Value, came)
				into(perNodeMachine, v.NodeID).add(v.Value, came)
				into(perNodeManager, v.NodeID).add(said.Value, came)
			}
		}
	}
	o.Judged = Track{Tested: o.testedAll(), Kept: all.score(), Machine: machine.score(), Override: manager.score()}
	for _, n := range o.all() {
		n.Track.Kept = into(perNode, n.ID).score()
		n.Track.Machine, n.Track.Override = into(perNodeMachine, n.ID).score(), into(perNodeManager, n.ID).score()
	}
	return nil
}

func into(m map[model.ID]*sums, id model.ID) *sums {
	if m[id] == nil {
		m[id] = &sums{}
	}
	return m[id]
}

// actuals are the histories by node and month.
func (o *Outlook) actuals() map[nodeMonth]int64 {
	out := map[nodeMonth]int64{}
	for _, n := range o.all() {
		for i, v := range n.History {
			if v != 0 {
				out[nodeMonth{n.ID, o.Start + model.Month(i)}] = v
			}
		}
	}
	return out
}

// testedAll is the back-test over all nodes, each weighing by its sales.
func (o *Outlook) testedAll() Score {
	if o.By == ByTotal {
		return o.Total.Track.Tested
	}
	var off, bias, weight float64
	months := 0
	for i := range o.Nodes {
		t := o.Nodes[i].Track.Tested
		w := float64(max(0, lastYear(o.Nodes[i].History)))
		if !t.WAPE.Known || w == 0 {
			continue
		}
		off, bias, weight = off+w*float64(t.WAPE.N), bias+w*float64(t.Bias.N), weight+w
		months += t.Months
	}
	if weight == 0 {
		return Score{}
	}
	return Score{WAPE: analysis.Some(whole(off / weight)), Bias: analysis.Some(whole(bias / weight)), Months: months}
}
