// Package values reads what people write into cells: dates in the ways they are written
// in China and abroad, and amounts with currency signs, separators and units. Everything
// is exact; nothing goes through a float.
package values

import (
	"errors"
	"strings"

	"xunshi/model"
)

// Errors of the parsers. The caller puts them into words with the place.
var (
	ErrNotANumber = errors.New("not a number")
	ErrNotADate   = errors.New("not a date")
	ErrTooLarge   = errors.New("number out of range")
)

// fold brings one rune of a number to its plain form; 0 drops it.
func fold(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == ' ' || r == '\u00a0' || r == '\u3000' || r == '\u2009' || r == '\u202f' || r == '\t' || r == '\u200b' || r == '\ufeff':
		return 0
	}
	switch r {
	case '−', '－', '–', '﹣':
		return '-'
	case '＋':
		return '+'
	case '．', '。':
		return '.'
	case '，', '＇', '\'', '’':
		return ','
	case '（':
		return '('
	case '）':
		return ')'
	case '￥':
		return '¥'
	case '％':
		return '%'
	case 'Ｅ':
		return 'E'
	}
	return r
}

// Blank tells whether a number cell says "nothing": empty, or the dash of accountants.
func Blank(s string) bool {
	s = strings.TrimSpace(s)
	switch s {
	case "", "-", "--", "—", "——", "–", "－", "/", "／":
		return true
	}
	return strings.Trim(s, "\u200b\ufeff") == ""
}

// Plain brings a written number to a plain decimal ("-1234.5"). It takes ¥ ￥ $ 元 and the
// unit words given, thousands separators, full-width digits, (123), a trailing minus,
// U+2212, and the multipliers 千 万 亿.
func Plain(s string, units ...string) (string, error) {
	if isPlain(s) {
		return s, nil
	}
	t := strings.Map(func(r rune) rune {
		if r = fold(r); r == 0 {
			return -1
		}
		return r
	}, s)
	t, minuses := cutMinus(t)
	if bare := trimWords(t, []string{"¥", "$", "RMB", "CNY", "人民币", "rmb"}, nil); bare != t {
		n := 0
		t, n = cutMinus(bare)
		minuses += n
	}
	t = trimWords(t, nil, append([]string{"整", "元", "圆", "块", "RMB", "CNY", "¥"}, units...))
	if rest, ok := strings.CutSuffix(t, "-"); ok {
		t = rest
		minuses++
	}
	if minuses > 1 { // (-5) and -5- leave open what is meant
		return "", ErrNotANumber
	}
	t, shift := cutMultiplier(t)
	t, err := ungroup(t)
	if err != nil {
		return "", err
	}
	if !isPlain(t) || strings.HasPrefix(t, "-") {
		return "", ErrNotANumber
	}
	t = Shift(t, shift)
	if minuses == 1 && strings.Trim(t, "0.") != "" {
		t = "-" + t
	}
	return t, nil
}

func cutBoth(s, open, end string) (string, bool) {
	if strings.HasPrefix(s, open) && strings.HasSuffix(s, end) && len(s) > len(open)+len(end) {
		return s[len(open) : len(s)-len(end)], true
	}
	return s, false
}

// cutMinus takes brackets and a sign off s and counts how often they say minus.
func cutMinus(s string) (rest string, n int) {
	if inner, ok := cutBoth(s, "(", ")"); ok {
		s = inner
		n++
	}
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return rest, n + 1
	}
	return strings.TrimPrefix(s, "+"), n
}

func trimWords(s string, before, after []string) string {
	for _, w := range before {
		s = strings.TrimPrefix(s, w)
	}
	for _, w := range after {
		s = strings.TrimSuffix(s, w)
	}
	return s
}

func cutMultiplier(s string) (string, int) {
	for _, m := range []struct {
		word  string
		shift int
	}{{"亿", 8}, {"万", 4}, {"千", 3}} {
		if rest, ok := strings.CutSuffix(s, m.word); ok {
			return rest, m.shift
		}
	}
	return s, 0
}

// ungroup removes thousands separators, but only where they stand: every group behind one
// has three digits (or all have four, as 万 groups). "1,23" might be a decimal comma and
// is no number.
func ungroup(s string) (string, error) {
	if !strings.Contains(s, ",") {
		return s, nil
	}
	whole, frac, point := strings.Cut(s, ".")
	if strings.Contains(frac, ",") {
		return "", ErrNotANumber
	}
	groups := strings.Split(whole, ",")
	size := len(groups[len(groups)-1])
	if size != 3 && size != 4 {
		return "", ErrNotANumber
	}
	for i, g := range groups {
		if (i == 0 && (len(g) == 0 || len(g) > size)) || (i > 0 && len(g) != size) {
			return "", ErrNotANumber
		}
	}
	whole = strings.Join(groups, "")
	if point {
		return whole + "." + frac, nil
	}
	return whole, nil
}

// isPlain tells whether s is digits with at most one point and a leading minus.
func isPlain(s string) bool {
	digits, point := 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && !point:
			point = true
		case c == '-' && i == 0:
		default:
			return false
		}
	}
	return digits > 0
}

// Shift multiplies a plain decimal by 10^places (places ≥ 0) by moving its point.
func Shift(s string, places int) string {
	if places == 0 {
		return s
	}
	whole, frac, _ := strings.Cut(s, ".")
	if len(frac) < places {
		frac += strings.Repeat("0", places-len(frac))
	}
	if rest := frac[places:]; rest != "" {
		return whole + frac[:places] + "." + rest
	}
	return whole + frac
}

// Decimals is how many decimals a plain decimal has, trailing zeros aside.
func Decimals(plain string) int {
	_, frac, _ := strings.Cut(plain, ".")
	return len(strings.TrimRight(frac, "0"))
}

// FinerThan tells whether a written number has more decimals than places.
func FinerThan(s string, places int) bool {
	if isPlain(s) {
		return Decimals(s) > places
	}
	plain, err := Plain(s, append([]string{"箱"}, countWords...)...)
	return err == nil && Decimals(plain) > places
}

// Money reads a written amount in yuan × 10^shift (4 for a column in 万元) exactly, to
// 1/10,000 yuan; rounded tells that the cell had more decimals than that.
func Money(s string, shift int) (m model.Money, rounded bool, err error) {
	plain, err := Plain(s)
	if err != nil {
		return 0, false, err
	}
	plain = Shift(plain, shift)
	m, err = model.ParseMoney(plain)
	if err != nil {
		return 0, false, kindOf(err)
	}
	if m > maxMoney || m < -maxMoney {
		return 0, false, ErrTooLarge
	}
	return m, Decimals(plain) > 4, nil
}

// Sums of a million lines must stay inside an int64: no line above 100 million 万 yuan.
const (
	maxMoney    = model.Money(9_000_000_000_000)    // 900 million yuan on one line
	maxQuantity = model.Quantity(9_000_000_000_000) // 9 thousand million units on one line
)

var countWords = []string{"件", "瓶", "个", "盒", "包", "袋", "支", "罐", "桶", "提", "听", "条", "只", "台", "套"}

// Quantity reads a written number of base units; "12件" and the like are taken.
func Quantity(s string) (model.Quantity, error) { return quantity(s, countWords) }

// Cases reads a written number of 箱 in 1/1,000 case.
func Cases(s string) (model.Quantity, error) { return quantity(s, []string{"箱"}) }

func quantity(s string, units []string) (model.Quantity, error) {
	plain, err := Plain(s, units...)
	if err != nil {
		return 0, err
	}
	q, err := model.ParseQuantity(plain)
	if err != nil {
		return 0, kindOf(err)
	}
	if q > maxQuantity || q < -maxQuantity {
		return 0, ErrTooLarge
	}
	return q, nil
}

func kindOf(err error) error {
	if errors.Is(err, model.ErrTooManyDigits) {
		return ErrTooLarge
	}
	return ErrNotANumber
}

// UnitsPerCase reads how many base units a case holds: 24, 24瓶, 24瓶/箱 or a pack text.
func UnitsPerCase(s string) (model.Quantity, error) {
	q, err := Quantity(strings.TrimSuffix(strings.TrimSpace(s), "/箱"))
	if err != nil {
		if u := PackUnits(s); u > 0 {
			return u, nil
		}
	}
	return q, err
}

// PackUnits reads how many base units a case holds from a pack text such as 250ml×24 or
// 1*24瓶; 0 if it does not say.
func PackUnits(pack string) model.Quantity {
	t := []rune(strings.ToLower(strings.Map(func(r rune) rune {
		if r = fold(r); r == 0 {
			return -1
		}
		return r
	}, pack)))
	for i := len(t) - 1; i > 0; i-- {
		if t[i] != '×' && t[i] != '*' && t[i] != 'x' && t[i] != '＊' && t[i] != '✕' {
			continue
		}
		n, j := 0, i+1
		for ; j < len(t) && t[j] >= '0' && t[j] <= '9' && n < 100_000; j++ {
			n = n*10 + int(t[j]-'0')
		}
		tail := strings.TrimSuffix(strings.TrimSuffix(string(t[j:]), "箱"), "/")
		for _, w := range countWords {
			tail = strings.TrimPrefix(tail, w)
		}
		if n > 0 && n < 100_000 && (tail == "" || tail == "装") {
			return model.Quantity(n) * model.Unit
		}
	}
	return 0
}
