package importing

import (
	"slices"
	"strings"

	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// skipped tells whether the row is no data, and notes it as left out.
func (r *reader) skipped() bool {
	why := ""
	switch {
	case r.isExample():
		why = i18n.T("模板里的示例")
	case r.isHeaderAgain():
		why = i18n.T("重复的表头")
	case r.isSubtotal(), r.isBareSum():
		why = i18n.T("小计或合计")
	case r.isRemark():
		if why = i18n.T("表外说明"); r.isUnfilled() {
			why = i18n.T("没有填任何目标")
		}
	default:
		return false
	}
	r.leftOut = append(r.leftOut, LeftOut{r.row + 1, r.rowText(), why, r.sheetNo})
	return true
}

func (r *reader) rowText() string {
	var parts []string
	for _, v := range r.cells {
		if t := r.words(v); t != "" && len(parts) < 8 {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}

func (r *reader) isHeaderAgain() bool {
	return slices.ContainsFunc(r.headKeys, r.repeats)
}

// repeats tells whether the row says the same as a row of the header.
func (r *reader) repeats(keys []string) bool {
	same := 0
	for c, v := range r.cells {
		if v == 0 {
			continue
		}
		if c >= len(keys) || keys[c] == "" || titleKey(r.book.Show(v)) != keys[c] {
			return false
		}
		same++
	}
	return same >= 2
}

//i18n:data
var totalWords = []string{"合计", "总计", "小计", "总和", "累计", "汇总", "本页小计", "本页合计", "本月合计", "本日合计", "本年累计",
	"合计金额", "总合计", "total", "subtotal", "grandtotal", "sum", "totals"}

//i18n:data
var totalEndings = []string{"合计", "总计", "小计", "汇总", "total", "subtotal"}

// How a cell sounds: like data, like the word 合计, or like "华东 合计".
const (
	soundsUnknown uint8 = iota
	soundsData
	soundsTotal
	endsTotal
)

// isSubtotal recognises sums among the data: a date, customer, product … that is nothing but
// such a word; or any cell that is or ends in it, in a row that could not be data anyway.
func (r *reader) isSubtotal() bool {
	ends := false
	for c, v := range r.cells {
		if r.sounds[v] == soundsUnknown {
			r.sounds[v] = r.listen(v)
		}
		switch r.sounds[v] {
		case soundsTotal:
			if c < len(r.names) && r.names[c] {
				return true
			}
			ends = true
		case endsTotal:
			ends = true
		}
	}
	return ends && !r.complete()
}

// isBareSum recognises a sum without a word: figures, and nothing in any column that says
// what they are of.
func (r *reader) isBareSum() bool {
	figures := false
	for c, v := range r.cells {
		if v == 0 {
			continue
		}
		if c >= len(r.names) || r.names[c] {
			return false
		}
		switch r.book.Kind(v) {
		case workbook.Number, workbook.Formula:
			figures = figures || numeric[r.s.header.fields[c]]
		case workbook.Text:
			if _, err := values.Plain(r.book.Text(v)); err != nil {
				return false
			}
			figures = figures || numeric[r.s.header.fields[c]]
		default:
			return false
		}
	}
	if !figures {
		return false
	}
	for c, is := range r.names {
		if is && r.at(c) != 0 { // from a merged block above
			return false
		}
	}
	return true
}

func (r *reader) listen(v workbook.Value) uint8 {
	if text := r.book.Text(v); r.book.Kind(v) == workbook.Text && len(text) <= 96 {
		key := titleKey(text)
		if slices.Contains(totalWords, key) {
			return soundsTotal
		}
		for _, e := range totalEndings {
			if strings.HasSuffix(key, e) {
				return endsTotal
			}
		}
	}
	return soundsData
}

// complete tells whether one cell of every required group is filled.
func (r *reader) complete() bool {
	for _, group := range required[r.s.kind] {
		if !slices.ContainsFunc(group, func(f Field) bool { v, _ := r.value(f); return v != 0 }) {
			return false
		}
	}
	return true
}

// isRemark recognises what people write below a table (制表人, 审核 …): a row with nothing in
// any column that is mapped to something required or a figure.
func (r *reader) isRemark() bool {
	for c, needed := range r.needed {
		if needed && r.at(c) != 0 {
			return r.s.kind == model.BatchSales && r.onlyWords(c)
		}
	}
	return true
}

// isUnfilled recognises a row of a form of targets that waits to be filled in.
func (r *reader) isUnfilled() bool {
	return r.s.kind == model.BatchTargets && (r.text(FieldLevel) != "" || r.text(FieldMetric) != "")
}

// onlyWords: the row has one filled cell, in the date column, and that is a sentence.
func (r *reader) onlyWords(date int) bool {
	if r.s.header.fields[date] != FieldDate {
		return false
	}
	n := 0
	for _, v := range r.cells {
		if v != 0 {
			n++
		}
	}
	v := r.at(date)
	if n != 1 || r.book.Kind(v) != workbook.Text {
		return false
	}
	_, isDate := values.Scan(r.book.Text(v))
	return !isDate
}
