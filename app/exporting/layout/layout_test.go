package layout

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/app/exporting/internal/sample"
	"xunshi/model"
)

// texts are the texts of a page in drawing order.
func texts(p Page) []Text {
	var out []Text
	for _, it := range p.Items {
		if t, ok := it.(Text); ok {
			out = append(out, t)
		}
	}
	return out
}

func pagesOf(t *testing.T, doc *document.Document, setup Setup) []Page {
	t.Helper()
	pages, err := Pages(doc, setup)
	require.NoError(t, err)
	require.NotEmpty(t, pages)
	return pages
}

// checkPage fails on anything outside the margins and on texts that run into each other.
func checkPage(t *testing.T, p Page, left, right, bottom float64) {
	t.Helper()
	byLine := map[int][]Text{}
	for _, it := range p.Items {
		switch x := it.(type) {
		case Text:
			end := x.X + Width(x.Text, x.Size, x.Bold)
			require.GreaterOrEqual(t, x.X, left-0.05, "text %q starts left of the margin", x.Text)
			require.LessOrEqual(t, end, right+0.05, "text %q runs over the right margin", x.Text)
			require.LessOrEqual(t, x.Y, bottom, "text %q is below the page", x.Text)
			require.Equal(t, Printable(x.Text), x.Text)
			key := int(math.Round(x.Y * 20))
			byLine[key] = append(byLine[key], x)
		case Box:
			require.GreaterOrEqual(t, x.H, 0.0)
			require.LessOrEqual(t, x.X+x.W, p.Width+0.01)
			require.LessOrEqual(t, x.Y+x.H, bottom+0.01)
		}
	}
	for _, line := range byLine {
		slices.SortFunc(line, func(a, b Text) int { return int(math.Copysign(1, a.X-b.X)) })
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			require.LessOrEqual(t, a.X+Width(a.Text, a.Size, a.Bold), b.X+0.05, "%q runs into %q", a.Text, b.Text)
		}
	}
}

func samples() map[string]*document.Document {
	odd := sample.Monthly(7)
	odd.Title = strings.Repeat("江苏大区第三营业所销售月报", 6)
	odd.Header = append(odd.Header, strings.Repeat("很长的说明", 40))
	odd.Sections[0].Exceptions.Items = slices.Repeat([]string{strings.Repeat("徐州落后时间进度，请跟进。", 9)}, 40)
	odd.Sections = append(odd.Sections, document.Section{ID: "bare"}, document.Section{ID: "title", Title: "只有标题"},
		document.Section{ID: "short", Columns: sample.Customers(1).Columns, Rows: []document.Row{{Cells: []document.Cell{sample.Text("只有一格")}}}})
	odd.Sections[3].Rows[2].Cells[1].Text = "表情😀与生僻字𠮷\n换行\t制表\x00\u200b"
	return map[string]*document.Document{"daily": sample.Daily(), "monthly": sample.Monthly(60), "long": sample.TwoHundred(), "odd": odd,
		"empty": {}, "none": sample.Monthly(0)}
}

func TestEverythingStandsInsideTheMargins(t *testing.T) {
	setups := map[string]Setup{"default": {}, "landscape": {Landscape: true}, "A5": {Paper: A5}, "A3": {Paper: A3, Landscape: true},
		"narrow": {Paper: B5, Margins: Margins{Top: 5, Right: 5, Bottom: 8, Left: 5}}}
	for name, doc := range samples() {
		for paper, setup := range setups {
			t.Run(name+"/"+paper, func(t *testing.T) {
				s, w, h, err := setup.resolve(doc)
				require.NoError(t, err)
				pages := pagesOf(t, doc, setup)
				for i, p := range pages {
					require.Equal(t, w, p.Width)
					checkPage(t, p, s.Margins.Left, w-s.Margins.Right, h)
					foot := texts(p)[len(texts(p))-1].Text
					require.Equal(t, fmt.Sprintf("第 %d 页 / 共 %d 页", i+1, len(pages)), foot)
				}
			})
		}
	}
}

// Golden case 13: a 200-row table with a total prints as one table with repeated header
// and no near-empty page.
func TestTwoHundredRowsAreOneTable(t *testing.T) {
	for rows := 180; rows <= 220; rows++ {
		doc := sample.TwoHundred()
		doc.Sections = []document.Section{sample.Customers(rows)}
		pages := pagesOf(t, doc, Setup{})
		seen := map[string]int{}
		for i, p := range pages {
			count, total, lowest := 0, 0, 0.0
			for _, x := range texts(p) {
				switch {
				case x.Text == "客户编码":
					count++
				case x.Text == "合计":
					total++
				case strings.HasPrefix(x.Text, "C0"):
					seen[x.Text]++
				}
				if x.Size != footSize {
					lowest = math.Max(lowest, x.Y)
				}
			}
			require.Equal(t, 1, count, "%d rows: page %d has one heading", rows, i+1)
			last := i == len(pages)-1
			require.Equal(t, last, total == 1, "%d rows: the total stands on the last page only", rows)
			if last {
				require.Greater(t, lowest, p.Height*0.15, "%d rows: the last page is nearly empty", rows)
			}
		}
		require.Len(t, seen, rows)
		for code, n := range seen {
			require.Equal(t, 1, n, code)
		}
		require.LessOrEqual(t, len(pages), 7)
	}
}

func TestWideTablesSplitAndRepeatTheName(t *testing.T) {
	doc := &document.Document{Title: "宽表", Sections: []document.Section{sample.Columns(30)}}
	pages := pagesOf(t, doc, Setup{})
	titles, names := map[string]bool{}, 0
	for _, p := range pages {
		once := map[string]int{}
		for _, x := range texts(p) {
			if strings.HasPrefix(x.Text, "品项") {
				title := strings.Fields(x.Text)[0]
				titles[title] = true
				once[title]++
				require.Equal(t, 1, once[title], "%s stands once on a page", title)
			}
			if x.Text == "客户" {
				names++
			}
		}
	}
	require.Len(t, titles, 29, "every column is printed")
	require.GreaterOrEqual(t, names, 3, "every part names its rows")
}

func TestShownTextReachesThePaperWhole(t *testing.T) {
	doc := sample.Daily()
	all := ""
	for _, p := range pagesOf(t, doc, Setup{}) {
		for _, x := range texts(p) {
			all += x.Text + "\n"
		}
	}
	for _, id := range []string{"today", "cumulative"} {
		s := doc.Section(id)
		for _, row := range append(slices.Clone(s.Rows), *s.Total) {
			for i, c := range s.Columns {
				if c.DataOnly {
					require.NotContains(t, all, "SKU0")
					require.NotContains(t, all, "毛销售额")
					continue
				}
				require.Contains(t, all, doc.Show(c, row.Cells[i])+"\n")
			}
		}
	}
	for _, words := range []string{"需要关注", "另有 4 条,见导出的表格。", "已检查 4 条规则", "口径", "数据截至 2026-09-11"} {
		require.Contains(t, all, words)
	}
}

func TestClosedReportsSaySo(t *testing.T) {
	doc := sample.Monthly(3)
	say := func() bool {
		return slices.ContainsFunc(texts(pagesOf(t, doc, Setup{})[0]), func(x Text) bool { return x.Text == "已月结(快照)" })
	}
	require.True(t, say())
	doc.Closed = false
	require.False(t, say())
}

func TestWrapKeepsChineseRules(t *testing.T) {
	const size = 10.0
	em := size * PointMM
	for _, c := range []struct {
		text  string
		width float64 // in em
		want  []string
	}{
		{"", 5, []string{""}},
		{"销售日报", 10, []string{"销售日报"}},
		{"销售日报表格", 4.1, []string{"销售日报", "表格"}},
		{"本月完成。下月", 4.1, []string{"本月完", "成。下月"}},
		{"本月（完成）", 3.1, []string{"本月", "（完", "成）"}},
		{"共 12,345.67 元", 5, []string{"共", "12,345.67", "元"}},
		{"RT-Mart International", 7, []string{"RT-Mart", "International"}},
		{"abcdefghijklmnop", 3, []string{"abcde", "fghijkl", "mnop"}},
	} {
		got := Wrap(c.text, c.width*em, size, false)
		require.Equal(t, c.want, got, c.text)
		for _, line := range got {
			require.LessOrEqual(t, Width(line, size, false), c.width*em+0.01)
		}
	}
	require.Equal(t, []string{"恒源商", "贸有…"}, WrapMax("恒源商贸有限公司", 3.1*em, size, false, 2))
	require.Equal(t, []string{"RT-Mart", "International T…"}, WrapMax("RT-Mart International Trading & Logistics", 8.3*em, size, false, 2))
	require.Equal(t, "恒源…", Shorten("恒源商贸", 3.1*em, size, false))
}

func TestPrintableReplacesWhatTheTypefaceLacks(t *testing.T) {
	require.Equal(t, "江苏 ▲ +9.4 ▼ −1,234.5 — …", Printable("江苏 ▲ +9.4 ▼ −1,234.5 — …"))
	require.Equal(t, "□ a b□", Printable("😀\na\tb𠮷\u200b\x00\ufe0f"))
}

func TestImpossibleSetupsAreFaults(t *testing.T) {
	for _, setup := range []Setup{{Paper: "A7"}, {Margins: Margins{Left: 100, Right: 100}}, {Margins: Margins{Left: -1}}} {
		_, err := Pages(sample.Daily(), setup)
		fault, ok := model.AsFault(err)
		require.True(t, ok)
		require.NotEmpty(t, fault.Do)
	}
}

func TestCardFitsAPhone(t *testing.T) {
	for name, doc := range samples() {
		t.Run(name, func(t *testing.T) {
			p := Card(doc)
			require.Equal(t, 108.0, p.Width)
			checkPage(t, p, px(cardEdge), p.Width-px(cardEdge), p.Height)
			for _, x := range texts(p) {
				require.GreaterOrEqual(t, x.Size, pt(26)-0.001, "%q is too small to read", x.Text)
			}
		})
	}
}

func TestCardShowsItsSectionsAndLeavesTheRest(t *testing.T) {
	doc := sample.Monthly(60)
	all := ""
	for _, x := range texts(Card(doc)) {
		all += x.Text + "\n"
	}
	require.Contains(t, all, "各区域\n")
	require.Contains(t, all, "另有 48 行,见完整报表\n")
	require.Contains(t, all, "其余见完整报表\n")
	require.Contains(t, all, "3,520,000.0\n")
	require.NotContains(t, all, "总结与计划")
	require.NotContains(t, all, "C00001", "codes give way to names")
}

func TestDrillAreasLieOnTheirRows(t *testing.T) {
	doc := sample.Daily()
	s := doc.Section("today")
	for i := range s.Rows {
		s.Rows[i].Drill = &document.Drill{ProductID: model.ID(i + 1)}
	}
	p := pagesOf(t, doc, Setup{})[0]
	require.Len(t, p.Links, len(s.Rows))
	for i, row := range s.Rows {
		at := slices.IndexFunc(texts(p), func(x Text) bool { return x.Text == row.Cells[1].Text })
		x := texts(p)[at]
		require.True(t, p.Links[i].Contains(x.X, x.Y))
		require.Equal(t, model.ID(i+1), p.Links[i].Drill.ProductID)
	}
}

func BenchmarkPages(b *testing.B) {
	doc := sample.Monthly(2000)
	for b.Loop() {
		if _, err := Pages(doc, Setup{}); err != nil {
			b.Fatal(err)
		}
	}
}
