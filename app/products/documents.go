package products

import (
	"context"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// PriceListOptions shape a printed price list.
type PriceListOptions struct {
	Tier         string // "" is the list price
	On           model.Date
	Brand        string // "" is every brand
	Organisation string // stands before the title
}

// PriceList is the price list of a tier on a day, grouped by brand. SKUs without a price of
// the tier are left out and counted in a note.
func (b *Book) PriceList(ctx context.Context, o PriceListOptions) (*document.Document, error) {
	prices, err := b.Prices(ctx)
	if err != nil {
		return nil, err
	}
	name := o.Tier
	if name == "" {
		name = i18n.T("标准价")
	}
	doc := &document.Document{Kind: "pricelist", Title: titled(o.Organisation, i18n.T("%s 价目表", name)), Period: model.Period{From: o.On, To: o.On},
		PeriodText: i18n.T("%s 起执行", o.On), AsOf: o.On.String(), Money: document.Yuan, Quantity: document.Pieces}
	without := 0
	for _, p := range inOrder(prices.directory) {
		if !p.Listed(o.On) || o.Brand != "" && p.Brand != o.Brand {
			continue
		}
		price, from := p.Price, model.Date(0)
		if o.Tier != "" {
			price = 0
			if s := prices.On(analysis.PriceKey{Product: p.ID, Kind: model.PriceTier, Tier: o.Tier}, o.On); s != nil {
				price, from = s.Price, s.From
			}
		}
		if price <= 0 {
			without++
			continue
		}
		s := brandSection(doc, p.Brand)
		s.Rows = append(s.Rows, document.Row{Cells: priceListCells(p, price, from)})
	}
	if len(doc.Sections) == 0 {
		doc.Sections = []document.Section{{ID: "none", Empty: i18n.T("这一天没有品项有「%s」的价格。", name)}}
	}
	doc.Notes = []string{i18n.T("价格按最小销售单位,箱价 = 单价 × 每箱数量;截至 %s 在架的品项。", o.On)}
	if without > 0 {
		doc.Notes = append(doc.Notes, i18n.T("另有 %d 个在架品项没有这一价格,未列出。", without))
	}
	for i := range doc.Sections {
		doc.CardSections = append(doc.CardSections, doc.Sections[i].ID)
	}
	return doc, nil
}

func titled(organisation, title string) string {
	if organisation == "" {
		return title
	}
	return organisation + " " + title
}

// brandSection finds or adds the section of a brand; products come sorted by it.
func brandSection(doc *document.Document, brand string) *document.Section {
	title := brand
	if title == "" {
		title = i18n.T("未填品牌")
	}
	if n := len(doc.Sections); n == 0 || doc.Sections[n-1].Title != title {
		doc.Sections = append(doc.Sections, document.Section{ID: "brand " + brand, Title: title, Columns: []document.Column{
			{Key: "code", Title: i18n.T("编码"), Kind: document.Text},
			{Key: "name", Title: i18n.T("品项"), Kind: document.Text, Wide: true},
			{Key: "pack", Title: i18n.T("规格"), Kind: document.Text},
			{Key: "unit", Title: i18n.T("单位"), Kind: document.Text},
			{Key: "price", Title: i18n.T("单价"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
			{Key: "case", Title: i18n.T("箱价"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
			{Key: "hundred", Title: i18n.T("每 100 ml/g"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
			{Key: "from", Title: i18n.T("生效"), Kind: document.DateColumn},
			{Key: "barcode", Title: i18n.T("条码"), Kind: document.Text, DataOnly: true},
		}})
	}
	return &doc.Sections[len(doc.Sections)-1]
}

func priceListCells(p *model.Product, price model.Money, from model.Date) []document.Cell {
	none := document.Cell{None: true}
	cells := []document.Cell{{Text: p.Code}, {Text: p.Name}, {Text: p.Pack}, {Text: BaseWord(p)}, {Number: int64(price)}, none, none, none, {Text: p.Barcode}}
	if p.UnitsPerCase > 0 {
		cells[5] = document.Cell{Number: int64(p.UnitsPerCase.Times(price))}
	}
	if per, _, ok := PerHundred(price, p); ok {
		cells[6] = document.Cell{Number: int64(per)}
	}
	if !from.IsZero() {
		cells[7] = document.Cell{Number: int64(from)}
	}
	return cells
}

// ProductList is a list of SKUs with their figures, as the page shows it.
func (r *Range) ProductList(items []*Item, organisation string) *document.Document {
	s := document.Section{ID: "products", Title: i18n.T("品项"), Caption: i18n.T("%d 个", len(items)), Columns: []document.Column{
		{Key: "code", Title: i18n.T("编码"), Kind: document.Text},
		{Key: "name", Title: i18n.T("品项"), Kind: document.Text, Wide: true},
		{Key: "brand", Title: i18n.T("品牌"), Kind: document.Text},
		{Key: "series", Title: i18n.T("系列"), Kind: document.Text, DataOnly: true},
		{Key: "flavour", Title: i18n.T("口味"), Kind: document.Text, DataOnly: true},
		{Key: "category", Title: i18n.T("品类"), Kind: document.Text},
		{Key: "pack", Title: i18n.T("规格"), Kind: document.Text},
		{Key: "barcode", Title: i18n.T("条码"), Kind: document.Text, DataOnly: true},
		{Key: "state", Title: i18n.T("状态"), Kind: document.Text},
		{Key: "year", Title: i18n.T("近 12 个月"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "month", Title: i18n.T("本月"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "growth", Title: i18n.T("同比"), Unit: "%", Kind: document.Percent, Decimals: 1, Signed: true},
		{Key: "share", Title: i18n.T("占比"), Unit: "%", Kind: document.Percent, Decimals: 1},
		{Key: "buyers", Title: i18n.T("铺货家数"), Unit: i18n.T("家"), Kind: document.Count},
		{Key: "rate", Title: i18n.T("铺货率"), Unit: "%", Kind: document.Percent, Decimals: 1},
		{Key: "margin", Title: i18n.T("毛利率"), Unit: "%", Kind: document.Percent, Decimals: 1},
	}}
	for _, item := range items {
		state := i18n.T("在架")
		if !item.Listed {
			state = i18n.T("不在架")
		}
		s.Rows = append(s.Rows, document.Row{Drill: &document.Drill{Period: r.Year, ProductID: item.ID}, Cells: append([]document.Cell{
			{Text: item.Code}, {Text: item.Name}, {Text: item.Brand}, {Text: item.Series}, {Text: item.Flavour}, {Text: item.Category},
			{Text: item.Pack}, {Text: item.Barcode}, {Text: state}}, figureCells(&item.Figures)...)})
	}
	sum := r.Sum(items)
	total := []document.Cell{{}, {Text: i18n.T("合计")}, {}, {}, {}, {}, {}, {}, {}}
	s.Total = &document.Row{Strong: true, Cells: append(total, figureCells(&sum)...)}
	return &document.Document{Kind: "products", Title: titled(organisation, i18n.T("品项表")), Period: r.Year, PeriodText: i18n.T("截至 %s", r.AsOf),
		AsOf: r.AsOf.String(), Sections: []document.Section{s}, Notes: r.Notes(), Money: document.Yuan, Quantity: document.Pieces, Landscape: true,
		CardSections: []string{"products"}}
}

func figureCells(f *Figures) []document.Cell {
	return []document.Cell{{Number: int64(f.Year)}, {Number: int64(f.Month)}, valueCell(f.Growth), valueCell(f.Share), {Number: int64(f.Buyers)},
		valueCell(f.Rate), marginCell(f.Margin)}
}

func valueCell(v analysis.Value) document.Cell { return document.Cell{Number: v.N, None: !v.Known} }

// marginCell is the margin rate; without a cost it says so in place of the number.
func marginCell(m analysis.Margin) document.Cell {
	if m.Known() || m.Uncosted == 0 {
		return valueCell(m.Rate())
	}
	return document.Cell{None: true}
}

// Notes are the 口径 of the range's figures.
func (r *Range) Notes() []string {
	return []string{
		i18n.T("近 12 个月 = %s 至 %s 净销售额(销售 − 退货);同比与 %s 至 %s 相比,去年同期没有数据时为“—”。", r.Year.From, r.Year.To, r.Before.From, r.Before.To),
		i18n.T("铺货率 = 近 90 天(%s 至 %s)进过该品项的客户 ÷ 同期有进货的客户(%d 家);退货、赠品不算进货。", r.Reach.From, r.Reach.To, r.Active),
		i18n.T("毛利率 = (有成本的净销售额 − 成本,含赠品成本) ÷ 有成本的净销售额;没有成本的销售额不计入,也不当作 0 成本。"),
	}
}

// Document is the margin table on paper.
func (t *MarginTable) Document(organisation, region string) *document.Document {
	s := document.Section{ID: "margin", Title: i18n.T("毛利 按%s", t.By.Word()), Columns: []document.Column{
		{Key: "code", Title: i18n.T("编码"), Kind: document.Text},
		{Key: "name", Title: t.By.Word(), Kind: document.Text, Wide: true},
		{Key: "sales", Title: i18n.T("净销售额"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "cost", Title: i18n.T("成本"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "gift", Title: i18n.T("其中赠品"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "profit", Title: i18n.T("毛利额"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "rate", Title: i18n.T("毛利率"), Unit: "%", Kind: document.Percent, Decimals: 1},
		{Key: "change", Title: i18n.T("比上期"), Unit: i18n.T("百分点"), Kind: document.Points, Decimals: 1},
		{Key: "missing", Title: i18n.T("无成本销售额"), Unit: i18n.T("元"), Kind: document.Money, Decimals: 2},
		{Key: "missing_share", Title: i18n.T("无成本占比"), Unit: "%", Kind: document.Percent, Decimals: 1},
		{Key: "remark", Title: i18n.T("说明"), Kind: document.Text},
	}}
	for i := range t.Rows {
		r := &t.Rows[i]
		s.Rows = append(s.Rows, document.Row{Cells: r.cells(), Drill: t.Drill(r)})
	}
	if len(t.Rows) == 0 {
		s = document.Section{ID: "margin", Title: s.Title, Empty: i18n.T("这段时间没有销售。")}
	} else {
		total := document.Row{Strong: true, Cells: t.Total.cells()}
		s.Total = &total
	}
	doc := &document.Document{Kind: "margin", Title: titled(organisation, i18n.T("毛利表")), Subtitle: region, Period: t.Period,
		PeriodText: i18n.T("%s 至 %s", t.Period.From, t.Period.To), AsOf: t.Period.To.String(), Sections: []document.Section{s}, Notes: t.Notes(),
		Money: document.Yuan, Quantity: document.Pieces, Landscape: true, CardSections: []string{"margin"}}
	if words := t.Coverage(); words != "" {
		doc.Header = []string{words}
	}
	return doc
}

// Change is the margin rate against the period before, in percentage points.
func (r *MarginRow) Change() analysis.Value {
	return r.Margin.Rate().Less(r.Before.Rate())
}

// Remark says in words that all or part of the sales has no cost; "" if all has one.
func (r *MarginRow) Remark() string {
	switch {
	case r.Margin.Uncosted == 0:
		return ""
	case !r.Margin.Known():
		return NoCost()
	}
	return i18n.T("部分无成本")
}

func (r *MarginRow) cells() []document.Cell {
	none := document.Cell{None: true}
	cells := []document.Cell{{Text: r.Code}, {Text: r.Name}, {Number: int64(r.Margin.Sales)}, none, none, none, none, none,
		{Number: int64(r.Margin.Missing())}, valueCell(r.Margin.MissingShare()), {Text: r.Remark(), Tone: document.Attention}}
	if !r.Margin.Known() {
		return cells
	}
	cells[3], cells[4] = document.Cell{Number: int64(r.Margin.Cost)}, document.Cell{Number: int64(r.Margin.GiftCost)}
	cells[5], cells[6], cells[7] = valueCell(r.Margin.Profit()), valueCell(r.Margin.Rate()), valueCell(r.Change())
	return cells
}

// Drill names the ledger lines of a row; nil where the ledger cannot be filtered so.
func (t *MarginTable) Drill(r *MarginRow) *document.Drill {
	d := &document.Drill{Period: t.Period, RegionID: t.Region}
	switch {
	case t.By == MarginBySKU && r.ID != 0:
		d.ProductID = r.ID
	case t.By == MarginByCustomer && r.ID != 0:
		d.CustomerID = r.ID
	case t.By == MarginByRegion && r.ID != 0:
		d.RegionID = r.ID
	case t.By == MarginByCategory && r.Word != "":
		d.Category = r.Word
	case t.By == MarginByChannel && r.Word != "":
		d.Channel = r.Word
	default:
		return nil
	}
	return d
}

// Coverage says how much of the sales has no cost; "" if all has one or nothing was sold.
func (t *MarginTable) Coverage() string {
	share := t.Total.Margin.MissingShare()
	if t.NoCost == 0 || !share.Known {
		return ""
	}
	return i18n.T("%s%% 的销售额没有成本(%d 个品项),未计入毛利", document.FormatScaled(share.N, analysis.Hundred/100, 1), t.NoCost)
}

// Notes are the 口径 of the table.
func (t *MarginTable) Notes() []string {
	return []string{
		i18n.T("毛利额 = 有成本的净销售额 − 成本(按销售当日的成本,含赠品成本);毛利率 = 毛利额 ÷ 有成本的净销售额。"),
		i18n.T("当日没有成本的销售不当作 0 成本,单列为无成本销售额;全部没有成本的行毛利为“—”(无成本)。"),
		i18n.T("比上期 = 毛利率 − %s 至 %s 的毛利率,单位为百分点。", t.Before.From, t.Before.To),
	}
}
