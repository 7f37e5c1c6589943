package importing

import (
	"slices"

	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// dateColumn reads the dates of one column, each different cell once.
type dateColumn struct {
	book  *workbook.Book
	order values.Order
	known map[workbook.Value]dateResult
}

type dateResult struct {
	date model.Date
	why  reason
}

// readDates settles, from the whole column, in which order its dates are written. If the
// column leaves it open, the user is asked: day and month are never guessed.
func (r *reader) readDates(c int, f Field) (*dateColumn, error) {
	d := &dateColumn{book: r.book, order: r.s.order, known: map[workbook.Value]dateResult{}}
	if d.order != "" {
		return d, nil
	}
	open := map[workbook.Value]values.Parts{}
	for row := r.s.firstRow(); row < r.sheet.Rows(); row++ {
		v := r.sheet.At(row, c)
		if v == 0 || r.book.Kind(v) != workbook.Text {
			continue
		}
		if _, seen := open[v]; seen {
			continue
		}
		if p, ok := values.Scan(r.book.Text(v)); ok && !p.Fixed {
			open[v] = p
		}
	}
	if len(open) == 0 {
		return d, nil
	}
	fits, example := r.fittingOrders(open, f)
	switch {
	case len(fits) == 1:
		d.order = fits[0]
	case len(fits) > 1 && sameDates(open, fits):
		d.order = fits[0]
	default:
		return nil, r.askOrder(c, example, fits)
	}
	return d, nil
}

// fittingOrders are the orders in which every date of the column is one (those that no
// order makes a date are rejected later and have no say).
func (r *reader) fittingOrders(open map[workbook.Value]values.Parts, f Field) (fits []values.Order, example string) {
	votes := map[values.Order]int{}
	voters := 0
	for v, p := range open {
		any := false
		for _, o := range values.Orders {
			if day, ok := p.Date(o); ok && (f != FieldDate || r.window.Contains(day)) {
				votes[o]++
				any = true
			}
		}
		if any {
			voters++
			if text := r.book.Text(v); example == "" || text < example {
				example = text
			}
		}
	}
	for _, o := range values.Orders {
		if voters > 0 && votes[o] == voters {
			fits = append(fits, o)
		}
	}
	if voters == 0 {
		fits = []values.Order{values.YMD} // none is a date: each is rejected with its reason
	}
	return fits, example
}

func sameDates(open map[workbook.Value]values.Parts, fits []values.Order) bool {
	for _, p := range open {
		first, ok := p.Date(fits[0])
		for _, o := range fits[1:] {
			if d, valid := p.Date(o); valid != ok || d != first {
				return false
			}
		}
	}
	return true
}

func (r *reader) askOrder(c int, example string, fits []values.Order) error {
	what := i18n.T("“%s”列的日期(如 %s)分不清先日后月还是先月后日。", r.s.columnName(c), example)
	do := i18n.T("请选择日期顺序,或用 --date-order dmy(日/月/年)、mdy(月/日/年)指明。")
	switch {
	case slices.Contains(fits, values.YMD):
		what = i18n.T("“%s”列的日期(如 %s)分不清年、月、日的先后。", r.s.columnName(c), example)
		do = i18n.T("请选择日期顺序,或用 --date-order ymd(年/月/日)、dmy(日/月/年)、mdy(月/日/年)指明。")
	case len(fits) == 0:
		what = i18n.T("“%s”列里混有先日后月和先月后日两种日期(如 %s)。", r.s.columnName(c), example)
	}
	return model.NewFault(ErrDateOrder, what, i18n.T("程序里的数据没有改动。"), do)
}

// read gives the date of a cell, or why it has none.
func (d *dateColumn) read(v workbook.Value) (model.Date, reason) {
	if known, ok := d.known[v]; ok {
		return known.date, known.why
	}
	res := d.parse(v)
	d.known[v] = res
	return res.date, res.why
}

func (d *dateColumn) parse(v workbook.Value) dateResult {
	text := d.book.Text(v)
	switch d.book.Kind(v) {
	case workbook.Date, workbook.Number:
		if date, ok := values.Serial(text, d.book.Date1904); ok {
			return dateResult{date, ""}
		}
		return dateResult{0, badDate}
	case workbook.Text:
	default:
		return dateResult{0, badDate}
	}
	if p, ok := values.Scan(text); ok {
		if date, ok := p.Date(d.order); ok {
			return dateResult{date, ""}
		}
		return dateResult{0, badDay}
	}
	if date, ok := values.Serial(clean(text), d.book.Date1904); ok && date > 0 {
		return dateResult{date, ""}
	}
	return dateResult{0, badDate}
}
