package forecasting

import (
	"context"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// overrideKey is what an override replaces: the figure of a node and month as forecast from
// a month.
type overrideKey struct {
	node          model.ID
	month, origin model.Month
}

// overridesOf reads the manager's figures of a dimension and metric.
func (f *Forecaster) overridesOf(ctx context.Context, q Request) (map[overrideKey]model.ForecastOverride, error) {
	rows, err := store.Find(ctx, f.store, model.ForecastOverride{By: string(q.By), Metric: q.Metric})
	if err != nil {
		return nil, err
	}
	out := make(map[overrideKey]model.ForecastOverride, len(rows))
	for _, r := range rows {
		out[overrideKey{r.NodeID, r.Month, r.Origin}] = r
	}
	return out, nil
}

// override puts the manager's figures into an outlook: for each month the one said last
// stands until it is taken back, also in later forecasts.
func (f *Forecaster) override(ctx context.Context, o *Outlook) error {
	rows, err := f.overridesOf(ctx, o.Request)
	if err != nil {
		return err
	}
	latest := map[nodeMonth]model.ForecastOverride{}
	for _, r := range rows {
		at := nodeMonth{r.NodeID, r.Month}
		if old, ok := latest[at]; r.Origin <= o.Origin && (!ok || r.Origin > old.Origin) {
			latest[at] = r
		}
	}
	for _, n := range o.all() {
		for i := range n.Points {
			if r, ok := latest[nodeMonth{n.ID, n.Points[i].Month}]; ok {
				n.Points[i].Override = &r
			}
		}
	}
	return nil
}

// SetOverride keeps what the manager expects of a node in a month, in the metric's unit,
// and why. A reason is required. It gives the act to undo.
func (f *Forecaster) SetOverride(ctx context.Context, q Request, node model.ID, month model.Month, value int64, reason string) (operation string, err error) {
	if strings.TrimSpace(reason) == "" {
		return "", model.NewFault(nil, i18n.T("人工调整要写明理由。"), i18n.T("预测没有改动。"), i18n.T("请写一句为什么,以后好对照。"))
	}
	return f.store.Edit(ctx, func(e *store.Edit) error {
		r := model.ForecastOverride{By: string(q.By), NodeID: node, Metric: q.Metric, Month: month, Origin: q.Origin}
		known, err := sameOverride(e, r)
		if err != nil {
			return err
		}
		if known != nil {
			r = *known
		}
		r.Value, r.Reason = value, strings.TrimSpace(reason)
		return store.Put(e, &r)
	})
}

// DropOverride takes the manager's figure for a node and month back, of every earlier
// forecast too.
func (f *Forecaster) DropOverride(ctx context.Context, q Request, node model.ID, month model.Month) (operation string, err error) {
	return f.store.Edit(ctx, func(e *store.Edit) error {
		rows, err := store.FindIn(e, model.ForecastOverride{By: string(q.By), Metric: q.Metric, Month: month})
		if err != nil {
			return err
		}
		for i := range rows {
			if rows[i].NodeID != node {
				continue
			}
			if err := store.Remove(e, &rows[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Undo takes one act back.
func (f *Forecaster) Undo(ctx context.Context, operation string) error {
	return f.store.Undo(ctx, operation)
}

func sameOverride(e *store.Edit, like model.ForecastOverride) (*model.ForecastOverride, error) {
	rows, err := store.FindIn(e, model.ForecastOverride{By: like.By, Metric: like.Metric, Month: like.Month, Origin: like.Origin})
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if rows[i].NodeID == like.NodeID {
			return &rows[i], nil
		}
	}
	return nil, nil
}
