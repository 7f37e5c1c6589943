package products

import (
	"strconv"

	"fyne.io/fyne/v2"

	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/ui/widgets/table"
)

const trailing = fyne.TextAlignTrailing

// figureColumns are the columns of figures, for the tree and for the list.
func figureColumns[T any](of func(T) *products.Figures) []table.Column[T] {
	number := func(key, title string, width float32, text func(*products.Figures) string, value func(*products.Figures) int64) table.Column[T] {
		return table.Column[T]{Key: key, Title: title, Width: width, Align: trailing, Sortable: true, Largest: true,
			Text: func(row T) string { return text(of(row)) }, Compare: compareBy(func(row T) int64 { return value(of(row)) })}
	}
	growth := number("growth", i18n.T("同比"), 86, func(f *products.Figures) string { return signed(f.Growth) }, func(f *products.Figures) int64 { return rank(f.Growth) })
	growth.Tone = func(row T) table.Tone { return signTone(of(row).Growth) }
	margin := number("margin", i18n.T("毛利率"), 60, func(f *products.Figures) string { return marginText(f.Margin) },
		func(f *products.Figures) int64 { return rank(f.Margin.Rate()) })
	margin.Tone = func(row T) table.Tone { return marginTone(of(row).Margin) }
	share := number("share", i18n.T("占比"), 58, func(f *products.Figures) string { return percent(f.Share, 1) }, func(f *products.Figures) int64 { return rank(f.Share) })
	share.Hidden = true
	return []table.Column[T]{
		number("year", i18n.T("近 12 月(万)"), 82, func(f *products.Figures) string { return wan(f.Year) }, func(f *products.Figures) int64 { return int64(f.Year) }),
		number("month", i18n.T("本月(万)"), 62, func(f *products.Figures) string { return wan(f.Month) }, func(f *products.Figures) int64 { return int64(f.Month) }),
		growth, share,
		number("buyers", i18n.T("铺货(家)"), 58, func(f *products.Figures) string { return strconv.Itoa(f.Buyers) }, func(f *products.Figures) int64 { return int64(f.Buyers) }),
		number("rate", i18n.T("铺货率"), 60, func(f *products.Figures) string { return percent(f.Rate, 1) }, func(f *products.Figures) int64 { return rank(f.Rate) }),
		margin,
	}
}

func nodeColumns() []table.Column[products.Node] {
	type node = products.Node
	name := table.Column[node]{Key: "name", Title: i18n.T("品牌 › 系列 › 口味 › 品项"), Width: 196, Flex: true, Fixed: true, Sortable: true,
		Text: func(n node) string {
			if n.Item == nil {
				return i18n.T("%s(%d)", n.Name, n.SKUs)
			}
			return n.Name
		},
		Bold: func(n node) bool { return n.Level == products.LevelBrand },
		Tone: func(n node) table.Tone {
			switch {
			case n.Word == "":
				return table.Attention
			case n.Item != nil && !n.Item.Listed:
				return table.Quiet
			}
			return table.Plain
		}}
	code := table.Column[node]{Key: "code", Title: i18n.T("编码"), Width: 64, Hidden: true, Text: func(n node) string {
		if n.Item == nil {
			return ""
		}
		return n.Item.Code
	}}
	return append([]table.Column[node]{name, code}, figureColumns(func(n node) *products.Figures { return &n.Figures })...)
}

func itemColumns() []table.Column[*products.Item] {
	type item = *products.Item
	text := func(key, title string, width float32, of func(item) string) table.Column[item] {
		return table.Column[item]{Key: key, Title: title, Width: width, Sortable: true, Filter: true, Text: of}
	}
	name := text("name", i18n.T("品项"), 150, func(i item) string { return i.Name })
	name.Flex, name.Fixed = true, true
	last := table.Column[item]{Key: "last", Title: i18n.T("最近销售"), Width: 84, Sortable: true, Largest: true, Hidden: true,
		Text: func(i item) string { return i.LastSold.String() }, Compare: compareBy(func(i item) int64 { return int64(i.LastSold) })}
	hidden := func(c table.Column[item]) table.Column[item] { c.Hidden = true; return c }
	columns := []table.Column[item]{
		text("code", i18n.T("编码"), 58, func(i item) string { return i.Code }), name,
		hidden(text("brand", i18n.T("品牌"), 60, func(i item) string { return i.Brand })),
		hidden(text("series", i18n.T("系列"), 80, func(i item) string { return i.Series })),
		hidden(text("flavour", i18n.T("口味"), 60, func(i item) string { return i.Flavour })),
		text("category", i18n.T("品类"), 62, func(i item) string { return i.Category }),
		hidden(text("barcode", i18n.T("条码"), 104, func(i item) string { return i.Barcode })),
	}
	return append(append(columns, figureColumns(func(i item) *products.Figures { return &i.Figures })...), last)
}
