package customers

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// View 视图 is a filter with columns and an order, under a name.
type View struct {
	ID         model.ID // 0 for those that come with the program
	Name       string
	Filter     Filter
	Sort       string // column key, "" = the list's order
	Descending bool
	Layout     json.RawMessage // columns, as the page's table understands them; nil = the usual
}

// viewBody is what SavedView.Body holds.
type viewBody struct {
	Filter     Filter          `json:"filter"`
	Sort       string          `json:"sort,omitempty"`
	Descending bool            `json:"descending,omitempty"`
	Layout     json.RawMessage `json:"layout,omitempty"`
}

// viewsPage is SavedView.Page of these views.
const viewsPage = "customers"

// UsualViews come with the program.
func UsualViews() []View {
	return []View{
		{Name: i18n.T("全部客户"), Sort: "year", Descending: true},
		{Name: i18n.T("重点客户"), Filter: Filter{Key: true}, Sort: "year", Descending: true},
		{Name: i18n.T("30 天未联系"), Filter: Filter{Silent: 30, Stages: []model.CustomerStage{model.StageActive}}, Sort: "year", Descending: true},
		{Name: i18n.T("流失嫌疑"), Filter: Filter{Suspicions: []analysis.Suspicion{analysis.Churn}}, Sort: "year", Descending: true},
		{Name: i18n.T("冲货嫌疑"), Filter: Filter{Suspicions: []analysis.Suspicion{analysis.Diversion, analysis.Surge}}, Sort: "year", Descending: true},
		{Name: i18n.T("资料不全"), Filter: Filter{CompleteBelow: 80}, Sort: "complete"},
		{Name: i18n.T("有逾期欠款"), Filter: Filter{Overdue: true}, Sort: "overdue", Descending: true},
		{Name: i18n.T("潜在客户"), Filter: Filter{Stages: []model.CustomerStage{model.StageProspect}}},
	}
}

// Views gives the user's own views in their order.
func (b *Book) Views(ctx context.Context) ([]View, error) {
	rows, err := store.Find(ctx, b.store, model.SavedView{Page: viewsPage})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b model.SavedView) int { return cmp.Compare(a.Sort, b.Sort) })
	out := make([]View, 0, len(rows))
	for i := range rows {
		var body viewBody
		if err := json.Unmarshal([]byte(rows[i].Body), &body); err != nil {
			return nil, fmt.Errorf("read the view %q: %w", rows[i].Name, err)
		}
		out = append(out, View{ID: rows[i].ID, Name: rows[i].Name, Filter: body.Filter, Sort: body.Sort, Descending: body.Descending, Layout: body.Layout})
	}
	return out, nil
}

// SaveView keeps a view: ID 0 makes a new one, another ID changes that one's name and
// content. Two views cannot have one name.
func (b *Book) SaveView(ctx context.Context, v View) (operation string, err error) {
	v.Name = strings.TrimSpace(v.Name)
	if v.Name == "" {
		return "", model.NewFault(nil, i18n.T("视图要有一个名字。"), i18n.T("数据没有改动。"), i18n.T("请填写名字。"))
	}
	views, err := b.Views(ctx)
	if err != nil {
		return "", err
	}
	for _, other := range append(UsualViews(), views...) {
		if other.Name == v.Name && (other.ID != v.ID || v.ID == 0) {
			return "", model.NewFault(nil, i18n.T("已经有名为“%s”的视图。", v.Name), i18n.T("数据没有改动。"), i18n.T("请换一个名字。"))
		}
	}
	body, err := json.Marshal(viewBody{v.Filter, v.Sort, v.Descending, v.Layout})
	if err != nil {
		return "", fmt.Errorf("keep the view %q: %w", v.Name, err)
	}
	return b.edit(ctx, func(e *store.Edit) error {
		row := model.SavedView{Page: viewsPage, Sort: len(views)}
		if v.ID != 0 {
			standing, err := store.GetIn[model.SavedView](e, v.ID)
			if err != nil {
				return err
			}
			if standing != nil {
				row = *standing
			}
		}
		row.Name, row.Body = v.Name, string(body)
		return store.Put(e, &row)
	})
}

// DeleteView removes one of the user's views.
func (b *Book) DeleteView(ctx context.Context, id model.ID) (operation string, err error) {
	return b.edit(ctx, func(e *store.Edit) error {
		return store.Remove(e, &model.SavedView{Record: model.Record{ID: id}})
	})
}
