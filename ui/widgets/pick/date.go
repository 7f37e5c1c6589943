package pick

import (
	"strconv"
	"strings"
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// ParseDate reads a date as people type it, seen from today: 2026-09-11, 2026/9/11,
// 20260911, 2026年9月11日; without the year 9-11, 9/11, 9.11, 0911, 911, 9月11日; a day of
// this month 11 or 11日; 今天, 昨天, 前天, 明天 (today, yesterday, tomorrow); −1, +7 days.
// A date without a year is the nearest one not more than a month ahead. The error is in
// the user's words.
func ParseDate(text string, today model.Date) (model.Date, error) {
	s := normalDate(text)
	if s == "" {
		return 0, nil
	}
	if d, ok := wordDate(s, today); ok {
		return d, nil
	}
	parts := dateParts(s)
	y, m, _ := today.YMD()
	switch len(parts) {
	case 1:
		if d, ok := checked(y, int(m), parts[0]); ok {
			return d, nil
		}
	case 2:
		return nearest(parts[0], parts[1], today, text)
	case 3:
		year := parts[0]
		if year < 100 {
			year += 2000
		}
		if d, ok := checked(year, parts[1], parts[2]); ok {
			return d, nil
		}
	}
	return 0, notADate(text)
}

func notADate(text string) error {
	return model.NewFault(nil, i18n.T("「%s」不是日期。", strings.TrimSpace(text)), "", i18n.T("可写 9-11、0911、2026-09-11 或 昨天。"))
}

// normalDate takes away blanks and folds full-width digits and signs.
func normalDate(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(text)) {
		if r >= '！' && r <= '～' { // full-width forms
			r -= 0xFEE0
		}
		switch r {
		case ' ', '　':
		case '−', '–', '—':
			b.WriteByte('-')
		case '。':
			b.WriteByte('.')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func wordDate(s string, today model.Date) (model.Date, bool) {
	switch s {
	case "今天", "今日", "today":
		return today, true
	case "昨天", "昨日", "yesterday":
		return today - 1, true
	case "前天", "前日":
		return today - 2, true
	case "明天", "明日", "tomorrow":
		return today + 1, true
	case "后天":
		return today + 2, true
	}
	if (s[0] == '-' || s[0] == '+') && len(s) <= 4 {
		if n, err := strconv.Atoi(s); err == nil {
			return today + model.Date(n), true
		}
	}
	return 0, false
}

// dateParts splits into year, month and day as far as they are there; nil if it is no date.
func dateParts(s string) []int {
	digits := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
	if digits {
		switch len(s) {
		case 8:
			return numbers(s[:4], s[4:6], s[6:])
		case 6:
			return numbers(s[:2], s[2:4], s[4:])
		case 3, 4:
			return numbers(s[:len(s)-2], s[len(s)-2:])
		case 1, 2:
			return numbers(s)
		}
		return nil
	}
	s = strings.NewReplacer("年", "-", "月", "-", "/", "-", ".", "-").Replace(s)
	s = strings.TrimSuffix(strings.TrimSuffix(s, "日"), "号")
	fields := strings.Split(s, "-")
	if len(fields) > 3 {
		return nil
	}
	return numbers(fields...)
}

func numbers(fields ...string) []int {
	out := make([]int, 0, len(fields))
	for _, f := range fields {
		n, err := strconv.Atoi(f)
		if err != nil || n < 0 || f[0] == '+' {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// checked makes a date that exists: no 31 February.
func checked(y, m, d int) (model.Date, bool) {
	if y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	date := model.DateOf(y, time.Month(m), d)
	_, _, day := date.YMD()
	return date, day == d
}

// nearest gives month and day the year that puts them at most a month ahead of today.
func nearest(m, d int, today model.Date, text string) (model.Date, error) {
	year, _, _ := today.YMD()
	for _, y := range []int{year + 1, year, year - 1} {
		if date, ok := checked(y, m, d); ok && date <= today+31 {
			return date, nil
		}
	}
	return 0, notADate(text)
}
