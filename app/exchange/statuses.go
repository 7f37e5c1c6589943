package exchange

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// StatusFilter chooses lines of market status. Zero fields do not restrict.
type StatusFilter struct {
	Period   model.Period
	RegionID model.ID // with the regions below it
	Employee model.ID
	Topic    string
	Brand    string
}

// StatusRow is a line of market status with the names it is shown with.
type StatusRow struct {
	model.MarketStatus
	Person   string
	Region   string
	Customer string
}

// Statuses is a list of market status.
type Statuses struct {
	Filter    StatusFilter
	Rows      []StatusRow // newest first
	Topics    []string    // of the period, the most frequent first
	Brands    []string    // likewise
	People    []model.ID  // likewise
	Counts    map[string]int
	Directory *model.Directory
	On        model.Date
}

// Statuses lists what reps saw in the market.
func (d *Desk) Statuses(ctx context.Context, f StatusFilter) (*Statuses, error) {
	all, err := store.Find(ctx, d.store, model.MarketStatus{})
	if err != nil {
		return nil, err
	}
	dir, err := d.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	s := &Statuses{Filter: f, Directory: dir, On: d.today(), Counts: map[string]int{}}
	topics, brands, people := map[string]int{}, map[string]int{}, map[model.ID]int{}
	for i := range all {
		row := &all[i]
		if !f.Period.From.IsZero() && !f.Period.Contains(row.Date) {
			continue
		}
		topics[row.Topic]++
		brands[row.Brand]++
		people[row.EmployeeID]++
		if f.passes(dir, row) {
			s.Counts[row.Topic]++
			s.Rows = append(s.Rows, nameStatus(dir, row))
		}
	}
	s.Topics, s.Brands, s.People = frequent(topics), frequent(brands), frequent(people)
	slices.SortFunc(s.Rows, func(a, b StatusRow) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(a.Region, b.Region), cmp.Compare(b.ID, a.ID))
	})
	return s, nil
}

func (f *StatusFilter) passes(dir *model.Directory, s *model.MarketStatus) bool {
	return (f.Topic == "" || s.Topic == f.Topic) && (f.Brand == "" || s.Brand == f.Brand) &&
		(f.Employee == 0 || s.EmployeeID == f.Employee) && dir.RegionWithin(s.RegionID, f.RegionID)
}

func nameStatus(dir *model.Directory, s *model.MarketStatus) StatusRow {
	row := StatusRow{MarketStatus: *s}
	if e := dir.Employees[s.EmployeeID]; e != nil {
		row.Person = e.Name
	}
	if r := dir.Regions[s.RegionID]; r != nil {
		row.Region = r.Name
	}
	if c := dir.Customers[s.CustomerID]; c != nil {
		row.Customer = c.Name
	}
	return row
}

// frequent lists the keys of a count, the most frequent first, without the empty one.
func frequent[K cmp.Ordered](count map[K]int) []K {
	var zero K
	out := make([]K, 0, len(count))
	for k := range count {
		if k != zero {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(a, b K) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	return out
}

// RemoveStatuses takes lines of market status away.
func (d *Desk) RemoveStatuses(ctx context.Context, ids []model.ID) (operation string, err error) {
	return d.store.Edit(ctx, func(e *store.Edit) error {
		for _, id := range ids {
			s, err := store.GetIn[model.MarketStatus](e, id)
			if err != nil {
				return err
			}
			if s == nil {
				continue
			}
			if err := store.Remove(e, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// Document is the list on paper.
func (s *Statuses) Document() *document.Document {
	doc := &document.Document{Kind: "market-status", Title: i18n.T("市态反映"), Period: s.Filter.Period, PeriodText: PeriodText(s.Filter.Period),
		AsOf: s.On.String(), Landscape: true, CardSections: []string{"statuses"}, Header: s.header(),
		Notes: []string{i18n.T("业代在表格里填报、已收进来的市态反映;价格是业代所见的价格。")}}
	if r := s.Directory.Regions[s.Filter.RegionID]; r != nil {
		doc.Subtitle = r.Name
	}
	section := document.Section{ID: "statuses", Title: i18n.T("市态反映"), Columns: []document.Column{
		{Key: "date", Title: i18n.T("日期"), Kind: document.DateColumn}, {Key: "person", Title: i18n.T("业代"), Kind: document.Text},
		{Key: "region", Title: i18n.T("区域"), Kind: document.Text}, {Key: "customer", Title: i18n.T("客户"), Kind: document.Text},
		{Key: "channel", Title: i18n.T("渠道"), Kind: document.Text}, {Key: "topic", Title: i18n.T("主题"), Kind: document.Text},
		{Key: "brand", Title: i18n.T("品牌"), Kind: document.Text}, {Key: "product", Title: i18n.T("产品"), Kind: document.Text},
		{Key: "price", Title: i18n.T("价格"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "text", Title: i18n.T("反映内容"), Kind: document.Text, Wide: true}}}
	for i := range s.Rows {
		r := &s.Rows[i]
		price := document.Cell{None: true}
		if r.Price != 0 {
			price = document.Cell{Number: int64(r.Price)}
		}
		section.Rows = append(section.Rows, document.Row{Cells: []document.Cell{{Number: int64(r.Date)}, {Text: r.Person}, {Text: r.Region}, {Text: r.Customer},
			{Text: r.Channel}, {Text: r.Topic}, {Text: r.Brand}, {Text: r.Product}, price, {Text: r.Text}}})
	}
	if len(section.Rows) == 0 {
		section.Empty = i18n.T("这个期间没有收到市态反映。")
	}
	doc.Sections = []document.Section{section}
	return doc
}

// Summary says how many lines there are, and how many of each topic.
func (s *Statuses) Summary() string {
	out := []string{i18n.T("%d 条", len(s.Rows))}
	for _, topic := range s.Topics {
		if n := s.Counts[topic]; n > 0 {
			out = append(out, i18n.T("%[1]s %[2]d", topic, n))
		}
	}
	return strings.Join(out, " · ")
}

// header says what the list holds and what it was narrowed to.
func (s *Statuses) header() []string {
	out := []string{s.Summary()}
	if s.Filter.Brand != "" {
		out = append(out, i18n.T("品牌:%s", s.Filter.Brand))
	}
	if e := s.Directory.Employees[s.Filter.Employee]; e != nil {
		out = append(out, i18n.T("业代:%s", e.Name))
	}
	return out
}
