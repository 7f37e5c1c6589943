package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Search finds customers, products and people by Chinese, pinyin, initials, code, phone, main
// contact or barcode,
// the best hits first, at most limit of each kind.
func (a *App) Search(ctx context.Context, text string, limit int) ([]model.SearchHit, error) {
	d, err := a.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	text = strings.TrimSpace(text)
	query := model.NewQuery(text)
	if query.Blank() {
		return nil, nil
	}
	var hits []scoredHit
	for id, c := range d.Customers {
		score := query.Score(c.Code, c.Name, c.Pinyin)
		if score == 0 && len(text) >= 4 && c.Phone != "" && strings.Contains(c.Phone, text) {
			score = 40
		}
		if score == 0 && c.Contact != "" && query.Score("", c.Contact, "") > 0 {
			score = 35
		}
		if score > 0 {
			hits = append(hits, scoredHit{score, model.SearchHit{Kind: "customer", ID: id, Code: c.Code, Title: c.Name,
				Detail: joinNonEmpty(regionName(d, c.RegionID), c.Channel, c.Phone)}})
		}
	}
	customers := best(hits, limit)
	hits = nil
	for id, p := range d.Products {
		score := query.Score(p.Code, p.Name, p.Pinyin)
		if score == 0 && p.Barcode == text {
			score = 100
		}
		if score > 0 {
			hits = append(hits, scoredHit{score, model.SearchHit{Kind: "product", ID: id, Code: p.Code, Title: p.Name,
				Detail: joinNonEmpty(p.Category, p.Pack)}})
		}
	}
	products := best(hits, limit)
	hits = nil
	for id, e := range d.Employees {
		score := query.Score(e.Code, e.Name, e.Pinyin)
		if score > 0 {
			hits = append(hits, scoredHit{score, model.SearchHit{Kind: "employee", ID: id, Code: e.Code, Title: e.Name,
				Detail: joinNonEmpty(e.Position, regionName(d, e.RegionID), e.Phone)}})
		}
	}
	return slices.Concat(customers, products, best(hits, limit)), nil
}

type scoredHit struct {
	score int
	hit   model.SearchHit
}

func best(hits []scoredHit, limit int) []model.SearchHit {
	slices.SortFunc(hits, func(a, b scoredHit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.hit.Title, b.hit.Title), cmp.Compare(a.hit.Code, b.hit.Code))
	})
	var out []model.SearchHit
	for _, h := range hits[:min(limit, len(hits))] {
		out = append(out, h.hit)
	}
	return out
}

func regionName(d *model.Directory, id model.ID) string {
	if r := d.Regions[id]; r != nil {
		return r.Name
	}
	return ""
}

func joinNonEmpty(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " · ")
}

// ReportTitle is the organisation's name as the reports print it.
func (a *App) ReportTitle() string {
	if name := a.Settings().Organisation; name != "" {
		return name
	}
	return i18n.T("本区")
}
