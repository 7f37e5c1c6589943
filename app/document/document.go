// Package document says what a report is: tables, text, charts and notes as data, exact
// and without a format. Screen, paper, picture and spreadsheet are drawn from it, so they
// cannot disagree.
package document

import (
	"xunshi/charts"
	"xunshi/model"
)

// Document is one report.
type Document struct {
	Kind         string       `json:"kind"`  // "daily", "monthly"
	Title        string       `json:"title"` // 江苏大区 销售日报
	Subtitle     string       `json:"subtitle"`
	Period       model.Period `json:"period"`
	PeriodText   string       `json:"period_text"` // 2026年9月11日(周五), 2026年9月
	AsOf         string       `json:"as_of"`       // the data are as of: YYYY-MM-DD
	Header       []string     `json:"header"`      // facts under the title: 单位, 时间进度, 数据截至 …
	Sections     []Section    `json:"sections"`
	Notes        []string     `json:"notes"`  // 口径, printed at the end
	Closed       bool         `json:"closed"` // reprinted from a snapshot
	Money        MoneyUnit    `json:"money_unit"`
	Quantity     QuantityUnit `json:"quantity_unit"`
	Landscape    bool         `json:"landscape"`
	CardSections []string     `json:"card_sections"` // ids of the sections the picture card shows, in order; the others are left to the full report
}

// MoneyUnit is how money is shown on screen and paper; data formats stay in yuan.
type MoneyUnit string

// Money units.
const (
	Yuan        MoneyUnit = "yuan"
	TenThousand MoneyUnit = "wan" // 万元
)

// QuantityUnit is how quantities are shown: 箱 or 件.
type QuantityUnit string

// Quantity units.
const (
	Pieces QuantityUnit = "piece" // 件 (base unit)
	Cases  QuantityUnit = "case"  // 箱
)

// Section is one block of a report. It has a table, or text, or exceptions, or a chart;
// if it has nothing, Empty says why and what to do.
type Section struct {
	ID         string       `json:"id"`
	Title      string       `json:"title"`
	Caption    string       `json:"caption,omitempty"` // quiet text beside the title
	Columns    []Column     `json:"columns"`
	Rows       []Row        `json:"rows"`
	Total      *Row         `json:"total,omitempty"`
	Exceptions *Exceptions  `json:"exceptions,omitempty"`
	Paragraphs []Paragraph  `json:"paragraphs,omitempty"`
	Chart      *charts.Spec `json:"chart,omitempty"`
	Notes      []string     `json:"notes,omitempty"`
	Empty      string       `json:"empty,omitempty"`
}

// Exceptions is the box on top of a report. Without items it says 无异常 and the rules
// that ran. The section's table carries the same exceptions row by row for data formats.
type Exceptions struct {
	Items []string `json:"items"` // in words, most urgent first
	Rules []string `json:"rules"` // the rules that ran
	More  int      `json:"more"`  // exceptions beyond Items that only the table lists
}

// Paragraph is a line of running text; State marks items to be ticked off.
type Paragraph struct {
	Style ParagraphStyle  `json:"style"`
	Text  string          `json:"text"`
	State model.PlanState `json:"state,omitempty"`
	Note  string          `json:"note,omitempty"`
}

// ParagraphStyle says how a paragraph looks.
type ParagraphStyle string

// Paragraph styles.
const (
	Heading ParagraphStyle = "heading"
	Body    ParagraphStyle = "body"
	Item    ParagraphStyle = "item" // with a tick box
)

// ColumnKind says what a column holds and so how it is aligned, formatted and exported.
type ColumnKind string

// Column kinds. Cell.Number is in the unit named here.
const (
	Text        ColumnKind = "text"
	Money       ColumnKind = "money"    // 1/10,000 yuan
	Quantity    ColumnKind = "quantity" // 1/1,000 of a unit: base units, or cases where Document.Quantity says so
	Count       ColumnKind = "count"    // whole number
	Percent     ColumnKind = "percent"  // 1/10,000 of a percent: 29.17% is 291700
	Points      ColumnKind = "points"   // percentage points, likewise; shown with sign and arrow
	DateColumn  ColumnKind = "date"     // model.Date
	TrendColumn ColumnKind = "trend"    // Cell.Trend, a sparkline; data formats write the values
)

// Column of a table.
type Column struct {
	Key      string     `json:"key"`
	Title    string     `json:"title"`
	Group    string     `json:"group,omitempty"` // shared heading above neighbouring columns
	Unit     string     `json:"unit,omitempty"`  // as in the data formats: 元, 件, %, 百分点
	Kind     ColumnKind `json:"kind"`
	Decimals int        `json:"decimals"`            // shown decimals of money, quantity, percent and points
	Wide     bool       `json:"wide,omitempty"`      // takes the room that is left (names, remarks)
	Signed   bool       `json:"signed,omitempty"`    // percent shown with + and arrow (同比 …)
	DataOnly bool       `json:"data_only,omitempty"` // in data formats, left out on screen and paper
}

// Row of a table; Cells are in the order of the columns.
type Row struct {
	Cells  []Cell `json:"cells"`
	Level  int    `json:"level,omitempty"`  // indent of a tree row
	Strong bool   `json:"strong,omitempty"` // subtotal
	Drill  *Drill `json:"drill,omitempty"`  // what the figures are made of
}

// Cell holds one value. None is "—" (null in JSON).
type Cell struct {
	None   bool    `json:"none,omitempty"`
	Text   string  `json:"text,omitempty"`
	Number int64   `json:"number,omitempty"`
	Trend  []int64 `json:"trend,omitempty"` // in the unit of money
	Tone   Tone    `json:"tone,omitempty"`
}

// Tone colours a cell; a sign, arrow or word must say the same.
type Tone string

// Tones.
const (
	Plain     Tone = ""
	Ahead     Tone = "ahead"
	Behind    Tone = "behind"
	Attention Tone = "attention"
	Quiet     Tone = "quiet"
)

// Drill names the ledger lines behind a row: the filter that gives them.
type Drill struct {
	Period       model.Period `json:"period"`
	RegionID     model.ID     `json:"region_id,omitempty"`
	DepartmentID model.ID     `json:"department_id,omitempty"`
	EmployeeID   model.ID     `json:"employee_id,omitempty"`
	CustomerID   model.ID     `json:"customer_id,omitempty"`
	ProductID    model.ID     `json:"product_id,omitempty"`
	Channel      string       `json:"channel,omitempty"`
	Category     string       `json:"category,omitempty"`
}

// Section finds a section by id; nil if there is none.
func (d *Document) Section(id string) *Section {
	for i := range d.Sections {
		if d.Sections[i].ID == id {
			return &d.Sections[i]
		}
	}
	return nil
}
