package exporting

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/app/document"
	"xunshi/app/exporting/internal/sample"
	"xunshi/app/exporting/plain"
	"xunshi/assets/i18n"
	"xunshi/model"
)

func written(t *testing.T, doc *document.Document, ending string) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, encode(&b, doc, ending))
	return b.Bytes()
}

// jsonReport is the documented shape, read by someone who knows only the documentation.
type jsonReport struct {
	Title    string `json:"title"`
	Period   string `json:"period"`
	AsOf     string `json:"as_of"`
	Sections []struct {
		ID      string                                      `json:"id"`
		Title   string                                      `json:"title"`
		Columns []struct{ Key, Title, Unit string }         `json:"columns"`
		Rows    []map[string]any                            `json:"rows"`
		Subs    []map[string]any                            `json:"subtotals"`
		Total   map[string]any                              `json:"total"`
		Notes   []string                                    `json:"notes"`
		Items   []string                                    `json:"items"`
		Rules   []string                                    `json:"rules"`
		Text    []struct{ Style, Text, State, Note string } `json:"paragraphs"`
		Empty   string                                      `json:"empty"`
	} `json:"sections"`
}

func readJSON(t *testing.T, doc *document.Document) jsonReport {
	t.Helper()
	var out jsonReport
	dec := json.NewDecoder(bytes.NewReader(written(t, doc, ".json")))
	dec.UseNumber()
	require.NoError(t, dec.Decode(&out))
	return out
}

func TestJSONShape(t *testing.T) {
	raw := map[string]json.RawMessage{}
	require.NoError(t, json.Unmarshal(written(t, sample.Daily(), ".json"), &raw))
	require.Len(t, raw, 4)
	got := readJSON(t, sample.Daily())
	require.Equal(t, "江苏大区 销售日报", got.Title)
	require.Equal(t, "2026-09-11", got.Period)
	require.Equal(t, "2026-09-11", got.AsOf)
	require.Len(t, got.Sections[0].Items, 3)
	require.Len(t, got.Sections[0].Rules, 4)
	row := got.Sections[1].Rows[0]
	require.Equal(t, map[string]any{"code": "SKU001", "name": "原味 250ml", "today": "426000", "amount": "1183000.005", "gross": "1183000.005",
		"share": "33.60", "attainment": "46.10", "gap": "9.40"}, row)
	require.Equal(t, "%", got.Sections[1].Columns[5].Unit)
	require.Equal(t, "百分点", got.Sections[1].Columns[7].Unit)
	require.Equal(t, []any{"50", "62", "48", "0", "71", "90"}, got.Sections[2].Rows[0]["trend"])
	require.Nil(t, got.Sections[2].Total["yoy"])
	require.Contains(t, got.Sections[2].Total, "yoy")

	month := readJSON(t, sample.Monthly(3))
	require.Equal(t, "2017-12", month.Period)
	require.Equal(t, json.Number("1"), month.Sections[3].Rows[1]["purchases"])
	require.Equal(t, "2017-12-02", month.Sections[3].Rows[1]["last"])
	require.Nil(t, month.Sections[3].Rows[0]["last"])
	require.Equal(t, "done", month.Sections[6].Text[3].State)
	require.Contains(t, month.Sections[5].Empty, "还没有导入回款")
	require.Empty(t, month.Sections[5].Rows)
}

func TestPeriodText(t *testing.T) {
	for want, p := range map[string]model.Period{
		"2017-12-30":            {From: model.MustDate("2017-12-30"), To: model.MustDate("2017-12-30")},
		"2017-12":               model.MustMonth("2017-12").Period(),
		"2017-01-01/2017-02-28": {From: model.MustDate("2017-01-01"), To: model.MustDate("2017-02-28")},
		"2017-12-01/2017-12-30": {From: model.MustDate("2017-12-01"), To: model.MustDate("2017-12-30")},
	} {
		require.Equal(t, want, plain.Period(p))
	}
}

func TestValuesAreExact(t *testing.T) {
	for _, c := range []struct {
		kind document.ColumnKind
		n    int64
		want string
	}{
		{document.Money, 161175482370, "16117548.237"}, {document.Money, -1, "-0.0001"}, {document.Money, 0, "0"},
		{document.Quantity, -1500, "-1.5"}, {document.Count, -7, "-7"},
		{document.Percent, 291667, "29.17"}, {document.Percent, -49, "0.00"}, {document.Percent, -50, "-0.01"},
		{document.Points, -75000, "-7.50"}, {document.Percent, 1_000_000, "100.00"},
		{document.DateColumn, int64(model.MustDate("2017-03-05")), "2017-03-05"},
	} {
		require.Equal(t, c.want, plain.Value(document.Column{Kind: c.kind}, document.Cell{Number: c.n}), "%s %d", c.kind, c.n)
	}
}

// csvRows finds a section's table in the CSV by its heading.
func csvRows(t *testing.T, data []byte, s *document.Section) [][]string {
	t.Helper()
	require.True(t, bytes.HasPrefix(data, []byte("\xef\xbb\xbf")))
	require.Equal(t, bytes.Count(data, []byte("\n")), bytes.Count(data, []byte("\r\n")))
	r := csv.NewReader(bytes.NewReader(data[3:]))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	require.NoError(t, err)
	for i, record := range all {
		if record[0] == s.Title && len(record) == 1 {
			n := len(s.Rows)
			if s.Total != nil {
				n++
			}
			return all[i+2 : i+2+n]
		}
	}
	require.Fail(t, "no section "+s.Title)
	return nil
}

// jsonRows puts subtotals, which JSON keeps apart, back among the rows they stand with.
func jsonRows(s *document.Section, rows, subtotals []map[string]any) []map[string]any {
	var out []map[string]any
	for i := range s.Rows {
		from := &rows
		if s.Rows[i].Strong {
			from = &subtotals
		}
		out = append(out, (*from)[0])
		*from = (*from)[1:]
	}
	return out
}

// TestAllFormatsAgree compares every cell of every table, digit for digit, in CSV, JSON
// and XLSX, and XLSX and paper where both show the same unit.
func TestAllFormatsAgree(t *testing.T) {
	for name, doc := range map[string]*document.Document{"daily": sample.Daily(), "monthly": sample.Monthly(211)} {
		t.Run(name, func(t *testing.T) {
			book, err := excelize.OpenReader(bytes.NewReader(written(t, doc, ".xlsx")), excelize.Options{RawCellValue: true})
			require.NoError(t, err)
			defer func() { require.NoError(t, book.Close()) }()
			asJSON, asCSV := readJSON(t, doc), written(t, doc, ".csv")
			compared := 0
			for i := range doc.Sections {
				s := &doc.Sections[i]
				if len(s.Rows) == 0 || s.Exceptions != nil {
					continue
				}
				inSheet, err := book.GetRows(plainName(s.Title))
				require.NoError(t, err)
				inCSV := csvRows(t, asCSV, s)
				head := 1
				if s.Columns[len(s.Columns)/2].Group != "" || s.Columns[1].Group != "" {
					head = 2
				}
				rows := append([]document.Row{}, s.Rows...)
				objects := jsonRows(s, asJSON.Sections[i].Rows, asJSON.Sections[i].Subs)
				if s.Total != nil {
					rows, objects = append(rows, *s.Total), append(objects, asJSON.Sections[i].Total)
				}
				for r := range rows {
					for k, c := range s.Columns {
						cell := plain.CellAt(&rows[r], k)
						want := plain.Value(c, cell)
						require.Equal(t, want, inCSV[r][k], "CSV %s row %d", c.Key, r)
						require.Equal(t, want, jsonText(objects[r][c.Key]), "JSON %s row %d", c.Key, r)
						if c.Kind == document.TrendColumn {
							continue
						}
						got, place := "", slices.Index(inSheet[head-1], sheetHeading(c))
						require.GreaterOrEqual(t, place, 0, c.Title)
						if place < len(inSheet[r+head]) {
							got = inSheet[r+head][place]
						}
						require.Equal(t, want, fromSheet(t, c, cell, got), "XLSX %s row %d", c.Key, r)
						compared++
					}
				}
			}
			require.Greater(t, compared, 80)
		})
	}
}

// sheetHeading is a heading below its group's.
func sheetHeading(c document.Column) string {
	c.Group = ""
	return plain.Heading(c)
}

func plainName(title string) string { return strings.NewReplacer("/", " ", "*", " ").Replace(title) }

func jsonText(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case []any:
		parts := make([]string, len(x))
		for i := range x {
			parts[i] = fmt.Sprint(x[i])
		}
		return strings.Join(parts, ";")
	}
	return fmt.Sprint(v)
}

// fromSheet turns a raw workbook value into the decimal of the data formats.
func fromSheet(t *testing.T, c document.Column, cell document.Cell, raw string) string {
	t.Helper()
	if cell.None || c.Kind == document.Text || raw == "" {
		return raw
	}
	switch c.Kind {
	case document.Percent:
		v, err := strconv.ParseFloat(raw+"e2", 64)
		require.NoError(t, err)
		return strconv.FormatFloat(v, 'f', 2, 64)
	case document.Points:
		v, err := strconv.ParseFloat(raw, 64)
		require.NoError(t, err)
		return strconv.FormatFloat(v, 'f', 2, 64)
	case document.DateColumn:
		n, err := strconv.Atoi(raw)
		require.NoError(t, err)
		when, err := excelize.ExcelDateToTime(float64(n), false)
		require.NoError(t, err)
		return when.Format("2006-01-02")
	}
	return raw
}

func TestWorkbookIsReadyToUse(t *testing.T) {
	doc := sample.Monthly(60)
	doc.Sections[3].Title = "客户/进货*[2017]:" + strings.Repeat("很长", 20)
	doc.Sections[4].Title = doc.Sections[3].Title
	book, err := excelize.OpenReader(bytes.NewReader(written(t, doc, ".xlsx")))
	require.NoError(t, err)
	defer func() { require.NoError(t, book.Close()) }()
	sheets := book.GetSheetList()
	require.Len(t, sheets, 4)
	require.Equal(t, "摘要", sheets[0])
	title, err := book.GetCellValue("摘要", "A1")
	require.NoError(t, err)
	require.Equal(t, doc.Title, title)

	sheet := sheets[2]
	kind, err := book.GetCellType(sheet, "C3")
	require.NoError(t, err)
	require.Contains(t, []excelize.CellType{excelize.CellTypeNumber, excelize.CellTypeUnset}, kind, "money is a number")
	shown, err := book.GetCellValue(sheet, "C3")
	require.NoError(t, err)
	require.Equal(t, "-2,469.13", shown)
	date, err := book.GetCellValue(sheet, "F3")
	require.NoError(t, err)
	require.Equal(t, "2017-12-02", date)
	panes, err := book.GetPanes(sheet)
	require.NoError(t, err)
	require.True(t, panes.Freeze)
	require.Equal(t, 1, panes.YSplit)
	require.Equal(t, 2, panes.XSplit)
	names := map[string]string{}
	for _, n := range book.GetDefinedName() {
		if n.Scope == sheet {
			names[n.Name] = n.RefersTo
		}
	}
	require.Contains(t, names["_xlnm.Print_Titles"], "!$1:$1")
	require.Contains(t, names["_xlnm.Print_Area"], "!$A$1:$G$62")
	layout, err := book.GetPageLayout(sheet)
	require.NoError(t, err)
	require.Equal(t, 9, *layout.Size)
	require.Equal(t, 1, *layout.FitToWidth)
	id, err := book.GetCellStyle(sheet, "C62")
	require.NoError(t, err)
	style, err := book.GetStyle(id)
	require.NoError(t, err)
	require.True(t, style.Font.Bold, "the total is bold")
	foot, err := book.GetHeaderFooter(sheet)
	require.NoError(t, err)
	require.Contains(t, foot.OddFooter, "第 &P 页 / 共 &N 页")
}

func TestHostileTextStaysText(t *testing.T) {
	doc := sample.Daily()
	doc.Sections[1].Rows[0].Cells[1].Text = `=HYPERLINK("http://x","y")`
	doc.Sections[1].Rows[1].Cells[1].Text = "-2+3"
	rows := csvRows(t, written(t, doc, ".csv"), &doc.Sections[1])
	require.Equal(t, `'=HYPERLINK("http://x","y")`, rows[0][1])
	require.Equal(t, "'-2+3", rows[1][1])
	require.Equal(t, "-22000", rows[5][2], "numbers are left alone")
	book, err := excelize.OpenReader(bytes.NewReader(written(t, doc, ".xlsx")))
	require.NoError(t, err)
	defer func() { require.NoError(t, book.Close()) }()
	formula, err := book.GetCellFormula("品项进度", "B2")
	require.NoError(t, err)
	require.Empty(t, formula)
	require.Equal(t, `=HYPERLINK("http://x","y")`, readJSON(t, doc).Sections[1].Rows[0]["name"])
}

func TestTextForChats(t *testing.T) {
	text, err := Text(sample.Daily())
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(text, "【江苏大区 销售日报】\n2026年9月11日(周五)\n"))
	require.Contains(t, text, "南通 张怡:今日 9.0万元,本月累计 32.7万元,达成率 21.1%,进度差 ▼ −16.1百分点,同比 ▼ −4.9%,全品项 6/6\n")
	long, err := Text(sample.TwoHundred())
	require.NoError(t, err)
	require.Contains(t, long, "另有 170 行,见完整报表\n合计:")
}

func TestEnglishPaper(t *testing.T) {
	i18n.SetLanguage(i18n.English)
	defer i18n.SetLanguage(i18n.Chinese)
	text, err := Text(sample.Daily())
	require.NoError(t, err)
	require.Contains(t, text, "4 rules checked: ")
	require.NotContains(t, text, "见完整报表")
}

func TestTheSameReportIsTheSameFile(t *testing.T) {
	first := written(t, sample.Monthly(40), ".pdf")
	require.True(t, bytes.Equal(first, written(t, sample.Monthly(40), ".pdf")))
}
