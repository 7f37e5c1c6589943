package importing

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"xunshi/app/importing/values"
	"xunshi/model"
)

// title is a column's heading: both parts of a two-row header, and what stands in brackets.
type title struct {
	full    string // "2017年/销售额(万元)", as shown
	key     string // titleKey of full
	base    string // titleKey without what is in brackets
	bottom  string // titleKey of the lower row's part, "" in a one-row header
	bracket string // "万元"
}

func newTitle(top, bottom string) title {
	full := top
	t := title{}
	switch {
	case bottom != "" && isUnit(bottom) && top != "":
		full = top + "(" + bottom + ")"
	case bottom != "" && top != "" && top != bottom:
		full = top + "/" + bottom
		t.bottom = titleKey(withoutBrackets(bottom))
	case bottom != "":
		full = bottom
	default: // a two-row header that was joined before, as in our own rejects file
		if i := strings.LastIndexByte(top, '/'); i > 0 {
			t.bottom = titleKey(withoutBrackets(top[i+1:]))
		}
	}
	t.full, t.key = full, titleKey(full)
	t.base = titleKey(withoutBrackets(full))
	t.bracket = bracketOf(full)
	return t
}

// titleKey is what titles are compared by: letters, digits and Chinese only, folded.
func titleKey(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func foldBrackets(s string) string {
	return strings.NewReplacer("（", "(", "）", ")", "【", "(", "】", ")", "[", "(", "]", ")").Replace(s)
}

func withoutBrackets(s string) string {
	s = foldBrackets(s)
	if i := strings.IndexByte(s, '('); i > 0 {
		rest := ""
		if j := strings.IndexByte(s[i:], ')'); j >= 0 {
			rest = s[i+j+1:]
		}
		return s[:i] + rest
	}
	return s
}

func bracketOf(s string) string {
	s = foldBrackets(s)
	i := strings.IndexByte(s, '(')
	if i < 0 {
		return ""
	}
	inner, _, _ := strings.Cut(s[i+1:], ")")
	return titleKey(strings.TrimPrefix(strings.TrimSpace(inner), "单位")) //i18n:data
}

//i18n:data
var unitWords = []string{"元", "万元", "千元", "亿元", "件", "箱", "瓶", "盒", "包", "个", "袋", "支"}

func isUnit(s string) bool {
	return slices.Contains(unitWords, strings.TrimPrefix(titleKey(s), "单位")) //i18n:data
}

// moneyShift is how many powers of ten a title such as 销售额(万元) puts on its figures.
func (t title) moneyShift() int {
	switch t.bracket {
	case "万元", "万", "10k": //i18n:data
		return 4
	case "千元", "千", "k": //i18n:data
		return 3
	case "亿元", "亿": //i18n:data
		return 8
	}
	return 0
}

// inCases tells whether the title says that its figures count 箱.
func (t title) inCases() bool { return t.bracket == "箱" || t.bracket == "箱数" } //i18n:data

// match scores how well the title fits field f: 0 is not at all.
func (t title) match(kind model.BatchKind, f Field) int {
	if t.key == "" {
		return 0
	}
	if f == FieldMonthValue {
		if kind == model.BatchTargets && t.isSpan() {
			return 990
		}
		return 0
	}
	names := synonymsOf(kind, f)
	if t.inCases() && (f == FieldQuantity || f == FieldCases) {
		if f == FieldQuantity {
			return 0
		}
		names = append(slices.Clone(names), synonyms[FieldQuantity]...)
	}
	best := 0
	for i, name := range names {
		switch {
		case t.key == name:
			best = max(best, 1000-i)
		case t.base == name:
			best = max(best, 900-i)
		case t.bottom == name:
			best = max(best, 800-i)
		case t.endsLike(name):
			best = max(best, 400-i)
		}
	}
	return best
}

func (t title) endsLike(name string) bool {
	n := utf8.RuneCountInString(name)
	if n < 3 || (name[0] < 0x80 && n < 8) || !strings.HasSuffix(t.base, name) {
		return false
	}
	for _, w := range misleading {
		if strings.Contains(t.base, w) {
			return false
		}
	}
	return true
}

// month reads the month a title names; year serves titles without one.
func (t title) month(year int) (model.Month, bool) {
	s := withoutBrackets(t.full)
	for _, w := range monthTails {
		s = strings.TrimSuffix(s, w)
	}
	if len(s) <= 2 { // a bare number is no month
		return 0, false
	}
	if m, ok := values.Month(s, year); ok {
		return m, true
	}
	top, bottom, ok := strings.Cut(s, "/") // "2017年/3月"
	if !ok {
		return 0, false
	}
	if y, ok := yearOf(top); ok {
		year = y
	}
	return values.Month(bottom, year)
}

//i18n:data
var monthTails = []string{"销售目标", "目标", "任务", "target", " "}

// yearOf reads "2017", "2017年" or the year inside a longer text such as 2017年度目标.
func yearOf(s string) (int, bool) {
	for i := 0; i+4 <= len(s); i++ {
		y, digits := 0, 0
		for digits < 5 && i+digits < len(s) && s[i+digits] >= '0' && s[i+digits] <= '9' {
			y = y*10 + int(s[i+digits]-'0')
			digits++
		}
		if digits == 4 && y >= 1990 && y <= 2100 && (i == 0 || s[i-1] < '0' || s[i-1] > '9') {
			return y, true
		}
		if digits > 0 {
			i += digits - 1
		}
	}
	return 0, false
}

// fit is one way to give a field to a column.
type fit struct {
	column int
	field  Field
	score  int
}

// assign gives each field the column whose title fits best, each column one field.
func assign(kind model.BatchKind, titles []title) (fields []Field, score int) {
	var fits []fit
	for c := range titles {
		for _, f := range fieldsOf[kind] {
			if s := titles[c].match(kind, f); s > 0 {
				fits = append(fits, fit{c, f, s})
			}
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int { return cmp.Compare(b.score, a.score) })
	fields = make([]Field, len(titles))
	taken := map[Field]bool{}
	for _, f := range fits {
		if fields[f.column] != NoField || (taken[f.field] && f.field != FieldMonthValue) {
			continue
		}
		fields[f.column], taken[f.field] = f.field, true
		score += f.score
	}
	return fields, score
}

// missing gives the first field of every required group that no column has.
func missing(kind model.BatchKind, fields []Field) []Field {
	var out []Field
	for _, group := range required[kind] {
		if !slices.ContainsFunc(group, func(f Field) bool { return slices.Contains(fields, f) }) {
			out = append(out, group[0])
		}
	}
	return out
}
