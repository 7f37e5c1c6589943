package values

import (
	"strings"
	"time"
	"unicode"

	"xunshi/model"
)

// Order is the order of day, month and year in dates written with numbers only.
type Order string

// The orders there are. The zero Order means "not known".
const (
	YMD Order = "ymd"
	DMY Order = "dmy"
	MDY Order = "mdy"
)

// Orders lists every order.
var Orders = [3]Order{YMD, DMY, MDY}

// Parts is a written date taken apart. If Fixed, it is year, month, day; otherwise only
// the order of the column tells which is which.
type Parts struct {
	A, B, C int
	Fixed   bool
	long    bool // C was written with four digits: the year comes last
}

// Scan takes a written date apart: 2017-03-05, 2017/3/5, 2017.3.5, 2017年3月5日, 20170305,
// 5/3/2017, 5/3/17, 5-Mar-2017, Mar 5, 2017; each with or without a time behind it.
func Scan(s string) (Parts, bool) {
	s = strings.TrimSpace(strings.Map(foldDate, s))
	if p, ok := compact(s); ok {
		return p, true
	}
	nums, lens, monthAt, rest := numbers(s)
	if !isTime(rest) {
		return Parts{}, false
	}
	switch {
	case len(nums) != 3:
		return Parts{}, false
	case monthAt >= 0:
		return named(nums, lens, monthAt)
	case lens[0] == 4:
		return Parts{A: nums[0], B: nums[1], C: nums[2], Fixed: true}, true
	case strings.Contains(s, "年"):
		return Parts{A: fullYear(nums[0]), B: nums[1], C: nums[2], Fixed: true}, true
	case lens[0] <= 2 && lens[1] <= 2 && (lens[2] == 4 || lens[2] <= 2):
		return Parts{A: nums[0], B: nums[1], C: nums[2], long: lens[2] == 4}, true
	}
	return Parts{}, false
}

func foldDate(r rune) rune {
	switch r {
	case '－', '−', '–', '—':
		return '-'
	case '／', '\\':
		return '/'
	case '．', '。':
		return '.'
	case '　', '\u00a0':
		return ' '
	case '：':
		return ':'
	case '\u200b', '\ufeff', '\u200e', '\u200f':
		return -1
	}
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}

// compact reads 20170305, with a time of digits behind it or not.
func compact(s string) (Parts, bool) {
	head, rest, _ := strings.Cut(s, " ")
	if len(head) == 14 && isTime(rest) {
		head = head[:8] // 20170305123000
	}
	if len(head) != 8 || !isTime(rest) {
		return Parts{}, false
	}
	n := 0
	for i := range len(head) {
		if head[i] < '0' || head[i] > '9' {
			return Parts{}, false
		}
		n = n*10 + int(head[i]-'0')
	}
	return Parts{A: n / 10000, B: n / 100 % 100, C: n % 100, Fixed: true}, true
}

// numbers reads up to three numbers cut by - / . 年 月 日 or a space, or with one month by
// its English name; rest is what follows.
func numbers(s string) (nums, lens []int, monthAt int, rest string) {
	monthAt = -1
	for len(nums) < 3 {
		s = strings.TrimLeft(s, " ")
		if month, n := monthName(s); n > 0 && monthAt < 0 {
			monthAt, nums, lens = len(nums), append(nums, month), append(lens, 0)
			s = s[n:]
		} else {
			n, v := 0, 0
			for n < len(s) && n < 5 && s[n] >= '0' && s[n] <= '9' {
				v = v*10 + int(s[n]-'0')
				n++
			}
			if n == 0 {
				break
			}
			nums, lens, s = append(nums, v), append(lens, n), s[n:]
		}
		if len(nums) == 3 {
			break
		}
		cut := false
		for _, sep := range []string{"-", "/", ".", "年", "月", ", ", ",", " "} {
			if rest, ok := strings.CutPrefix(s, sep); ok {
				s, cut = rest, true
				break
			}
		}
		if !cut {
			break
		}
	}
	for _, tail := range []string{"日", "号"} {
		s = strings.TrimPrefix(s, tail)
	}
	return nums, lens, monthAt, s
}

var monthNames = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// monthName reads an English month at the start of s; n is its length, 0 if there is none.
func monthName(s string) (month, n int) {
	for n < len(s) && (s[n]|0x20) >= 'a' && (s[n]|0x20) <= 'z' {
		n++
	}
	if n < 3 {
		return 0, 0
	}
	word := strings.ToLower(s[:n])
	for i, name := range monthNames {
		if strings.HasPrefix(word, name) && strings.HasPrefix(strings.ToLower(time.Month(i+1).String())+"t", word) || word == name {
			return i + 1, n
		}
	}
	return 0, 0
}

func named(nums, lens []int, at int) (Parts, bool) {
	switch {
	case at == 1 && lens[0] == 4: // 2017-Mar-05
		return Parts{A: nums[0], B: nums[1], C: nums[2], Fixed: true}, true
	case at == 1: // 5-Mar-2017
		return Parts{A: fullYear(nums[2]), B: nums[1], C: nums[0], Fixed: true}, true
	case at == 0: // Mar 5, 2017
		return Parts{A: fullYear(nums[2]), B: nums[0], C: nums[1], Fixed: true}, true
	}
	return Parts{}, false
}

func fullYear(y int) int {
	if y < 100 {
		return y + 2000
	}
	return y
}

// isTime tells whether what follows a date is a time, a weekday or nothing.
func isTime(s string) bool {
	s = strings.TrimSpace(s)
	for _, word := range []string{"上午", "下午", "星期", "周", "礼拜", "AM", "PM", "am", "pm", "时", "分", "秒", "T", "Z"} {
		s = strings.ReplaceAll(s, word, "")
	}
	for _, r := range s {
		if !unicode.IsDigit(r) && !strings.ContainsRune(" :.+-()（）一二三四五六日天", r) {
			return false
		}
	}
	return true
}

// Date puts the parts in order; ok is false if that is no day of the calendar.
func (p Parts) Date(o Order) (model.Date, bool) {
	y, m, d := p.A, p.B, p.C
	if !p.Fixed {
		switch o {
		case DMY:
			y, m, d = fullYear(p.C), p.B, p.A
		case MDY:
			y, m, d = fullYear(p.C), p.A, p.B
		case YMD:
			if p.long {
				return 0, false
			}
			y = fullYear(p.A)
		default:
			return 0, false
		}
	}
	if m < 1 || m > 12 || d < 1 || d > 31 || y < 1 || y > 9999 {
		return 0, false
	}
	date := model.DateOf(y, time.Month(m), d)
	if _, month, _ := date.YMD(); int(month) != m {
		return 0, false
	}
	return date, true
}

// Window is the span of dates that can be true of a sale: from 1990 to a year from now.
func Window() model.Period {
	return model.Period{From: model.DateOf(1990, time.January, 1), To: model.Today() + 366}
}

// Serial reads an Excel serial (with or without a time of day). Numbers that are no serial
// of the window but are written as yyyymmdd are that date.
func Serial(text string, from1904 bool) (model.Date, bool) {
	whole, _, _ := strings.Cut(text, ".")
	n := 0
	for i := range len(whole) {
		if whole[i] < '0' || whole[i] > '9' || i >= 9 {
			return 0, false
		}
		n = n*10 + int(whole[i]-'0')
	}
	if len(whole) == 8 {
		return Parts{A: n / 10000, B: n / 100 % 100, C: n % 100, Fixed: true}.Date("")
	}
	if from1904 {
		n += 1462
	}
	const unixEpoch = 25569
	return model.Date(n - unixEpoch), whole != "" && n > 60 && n < 2_958_466
}

// Month reads a written month: 2017-03, 2017/3, 2017年3月, 201703, 17年3月, or a date in it. A
// bare "3月" (or "Mar") needs year; 0 means none is known.
func Month(s string, year int) (model.Month, bool) {
	s = strings.TrimSpace(strings.Map(foldDate, s))
	if p, ok := Scan(s); ok && p.Fixed {
		d, ok := p.Date(YMD)
		return d.Month(), ok
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "份"), "月")
	if m, n := monthName(s); n > 0 && n == len(s) {
		return monthOf(year, m)
	}
	if len(s) == 6 && strings.Trim(s, "0123456789") == "" {
		y := int(s[0]-'0')*1000 + int(s[1]-'0')*100 + int(s[2]-'0')*10 + int(s[3]-'0')
		return monthOf(y, int(s[4]-'0')*10+int(s[5]-'0'))
	}
	nums, lens, at, rest := numbers(s)
	if rest != "" || at >= 0 {
		return 0, false
	}
	switch {
	case len(nums) == 2 && (lens[0] == 4 || strings.Contains(s, "年")):
		return monthOf(fullYear(nums[0]), nums[1])
	case len(nums) == 1 && lens[0] <= 2:
		return monthOf(year, nums[0])
	}
	return 0, false
}

func monthOf(year, month int) (model.Month, bool) {
	if year < 1990 || year > 2200 || month < 1 || month > 12 {
		return 0, false
	}
	return model.MonthOf(year, time.Month(month)), true
}
