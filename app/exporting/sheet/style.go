package sheet

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"xunshi/app/document"
)

// styleKey names a cell style; equal keys share one style in the workbook.
type styleKey struct {
	format string
	tone   document.Tone
	size   float64
	indent int
	bold   bool
	right  bool
	wrap   bool
	head   bool
	total  bool
	link   bool
}

// fontName is a typeface every Chinese office computer has.
const fontName = "微软雅黑"

var toneColors = map[document.Tone]string{
	document.Plain: "1F2733", document.Ahead: "1A7F4B", document.Behind: "C92A2A",
	document.Attention: "D9480F", document.Quiet: "6B7787",
}

// style gives the id of a style, made on first use.
func (b *book) style(key styleKey) (int, error) {
	if id, ok := b.styles[key]; ok {
		return id, nil
	}
	id, err := b.file.NewStyle(key.excel())
	if err != nil {
		return 0, fmt.Errorf("cell style: %w", err)
	}
	b.styles[key] = id
	return id, nil
}

func (k styleKey) excel() *excelize.Style {
	size := k.size
	if size == 0 {
		size = 10
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: size, Bold: k.bold || k.total, Color: toneColors[k.tone]},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: k.wrap || k.head, Indent: k.indent},
	}
	if k.right {
		s.Alignment.Horizontal = "right"
	}
	if k.indent > 0 {
		s.Alignment.Horizontal = "left"
	}
	if k.format != "" {
		s.CustomNumFmt = &k.format
	}
	line := excelize.Border{Type: "bottom", Color: "E3E8EF", Style: 1}
	switch {
	case k.head:
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F4F6F9"}}
		s.Font.Bold = true
		line.Color = "B4BFCC"
		s.Border = []excelize.Border{line}
	case k.total:
		s.Border = []excelize.Border{{Type: "top", Color: "6B7787", Style: 1}, {Type: "bottom", Color: "6B7787", Style: 1}}
	case k.format != "":
		s.Border = []excelize.Border{line}
	}
	if k.link {
		s.Font.Color, s.Font.Underline = "0F4C81", "single"
	}
	return s
}

// textFormat keeps codes like 00123 as text when they are edited.
const textFormat = "@"

// format is the number format of a column's cells. Cells hold exact values; the format
// only says how many decimals are seen.
func format(doc *document.Document, c document.Column) string {
	decimals := ""
	if c.Decimals > 0 {
		decimals = "." + strings.Repeat("0", c.Decimals)
	}
	switch c.Kind {
	case document.Money, document.TrendColumn:
		if doc.Money == document.TenThousand || c.Kind == document.TrendColumn {
			decimals = ".00" // shown in 万元 on paper, in 元 here
		}
		return "#,##0" + decimals + ";[Red]-#,##0" + decimals
	case document.Quantity:
		return "#,##0" + decimals + ";[Red]-#,##0" + decimals
	case document.Count:
		return "#,##0;[Red]-#,##0"
	case document.Percent:
		if c.Signed {
			return signedFormat(decimals + "%")
		}
		return "0" + decimals + "%;[Red]-0" + decimals + "%"
	case document.Points:
		return signedFormat(decimals)
	case document.DateColumn:
		return "yyyy-mm-dd"
	default:
		return textFormat
	}
}

func signedFormat(tail string) string {
	return `"▲ +"0` + tail + `;"▼ -"0` + tail + `;0` + tail
}

// displayWidth counts columns on screen: a Chinese character takes two.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		n++
		if unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3100 || r >= 0xff00 && r < 0xff61 {
			n++
		}
	}
	return n
}
