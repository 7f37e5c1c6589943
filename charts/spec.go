// Package charts draws ChartSpecs through go-chart: to the screen, a picture, SVG or a
// page of a PDF. It knows neither model nor store.
package charts

// Kind of chart.
type Kind string

// Kinds of chart.
const (
	Line      Kind = "line"      // points joined; NaN is a gap
	Bar       Kind = "bar"       // grouped vertical bars from zero
	HBar      Kind = "hbar"      // horizontal bars from zero, one per category
	Sparkline Kind = "sparkline" // a bare line without axes
)

// Spec says what a chart shows; how it is drawn is decided later.
type Spec struct {
	Kind       Kind     `json:"kind"`
	Title      string   `json:"title"`          // the message
	Unit       string   `json:"unit"`           // unit of the value axis, e.g. 万元
	Note       string   `json:"note,omitempty"` // 口径, below the chart
	Categories []string `json:"categories"`     // x axis, one label a point
	Series     []Series `json:"series"`
	Band       *Band    `json:"band,omitempty"`  // ground of a line chart between two runs of values
	Empty      string   `json:"empty,omitempty"` // what to say when there is nothing to draw
	Bare       bool     `json:"bare,omitempty"`  // leave out title, unit and note: the card around the chart has them
}

// Series is one run of values, one per category. NaN is "no value".
type Series struct {
	Name   string    `json:"name"`
	Values []float64 `json:"values"`
	Style  Style     `json:"style"`
	Label  string    `json:"label,omitempty"` // direct label at the last value
}

// Band is the range a line should lie in, one pair of values per category; NaN is none.
type Band struct {
	Name         string    `json:"name"`
	Lower, Upper []float64 `json:"-"`
}

// Style says which role a series plays; the theme gives it colour.
type Style string

// Styles of a series.
const (
	StyleActual  Style = "actual"  // brand colour, solid
	StyleTarget  Style = "target"  // grey, dashed
	StyleCompare Style = "compare" // quiet, solid (last year)
)
