package workbook

import (
	"strconv"
	"time"
)

// appendNumber appends the decimal that Excel shows for the stored number text: at most
// 15 significant digits, no exponent. ok is false if text is not a number.
func appendNumber(dst, text []byte) (out []byte, ok bool) {
	if plainDecimal(text) {
		return append(dst, text...), true
	}
	f, err := strconv.ParseFloat(string(text), 64)
	if err != nil || f != f {
		return dst, false
	}
	return appendFloat(dst, f), true
}

// plainDecimal tells whether text is already as appendNumber would write it.
func plainDecimal(text []byte) bool {
	i := 0
	if len(text) > 0 && text[0] == '-' {
		i = 1
	}
	if i == len(text) || len(text)-i > 16 {
		return false
	}
	if text[i] == '0' && i+1 < len(text) && text[i+1] != '.' {
		return false
	}
	digits, point := 0, false
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && !point && digits > 0:
			point = true
		default:
			return false
		}
	}
	last := text[len(text)-1]
	return digits <= 15 && last != '.' && !(point && last == '0') && string(text) != "-0"
}

// appendFloat rounds f to 15 significant digits and writes it plainly. Numbers beyond any
// business figure keep an exponent, which no amount parser takes.
func appendFloat(dst []byte, f float64) []byte {
	if f == 0 {
		return append(dst, '0')
	}
	var tmp [32]byte
	rounded, err := strconv.ParseFloat(string(strconv.AppendFloat(tmp[:0], f, 'e', 14, 64)), 64)
	if err != nil {
		rounded = f
	}
	if a := max(rounded, -rounded); a >= 1e30 || a < 1e-30 {
		return strconv.AppendFloat(dst, rounded, 'e', -1, 64)
	}
	return strconv.AppendFloat(dst, rounded, 'f', -1, 64)
}

// showSerial writes an Excel date serial as a date, and time if it has one.
func showSerial(text string, from1904 bool) (string, bool) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f < 0 || f > 2_958_466 {
		return "", false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	days := int(f)
	seconds := int((f-float64(days))*86400 + 0.5)
	t := epoch.AddDate(0, 0, days).Add(time.Duration(seconds) * time.Second)
	switch {
	case seconds == 0:
		return t.Format("2006-01-02"), true
	case days == 0:
		return t.Format("15:04:05"), true
	}
	return t.Format("2006-01-02 15:04:05"), true
}

// kindOfFormat is what a number is in number format id (with its code, for custom ones).
func kindOfFormat(id int, code string) Kind {
	switch {
	case isDateFormat(id, code):
		return Date
	case id == 9, id == 10, isPercentCode(code):
		return percent
	}
	return Number
}

// isPercentCode looks for a percent sign outside quotes, escapes and brackets.
func isPercentCode(code string) bool {
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
			}
		case '[':
			for i++; i < len(code) && code[i] != ']'; i++ {
			}
		case '\\', '_', '*':
			i++
		case ';':
			return false // the first section decides
		case '%':
			return true
		}
	}
	return false
}

// isDateFormat tells whether number format id (with its code, for custom ones) shows dates.
func isDateFormat(id int, code string) bool {
	switch {
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return true
	case id < 100 && code == "":
		return false
	}
	return isDateCode(code)
}

// isDateCode looks for y, m, d, h or s outside quotes, escapes and brackets.
func isDateCode(code string) bool {
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
			}
		case '\\', '_', '*':
			i++
		case '[':
			from := i + 1
			for i++; i < len(code) && code[i] != ']'; i++ {
			}
			if from < i && elapsed(code[from:min(i, len(code))]) {
				return true
			}
		case ';':
			return false // the first section decides
		case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S', 'e':
			if c == 'e' && i > 0 && (code[i-1] == '0' || code[i-1] == '#' || code[i-1] == '.') {
				continue // scientific notation
			}
			if hasPrefixFold(code[i:], "standard") {
				return false
			}
			return true
		case 'G', 'g':
			if hasPrefixFold(code[i:], "general") {
				i += len("general") - 1
			}
		}
	}
	return false
}

func elapsed(bracket string) bool {
	for _, c := range bracket {
		switch c {
		case 'h', 'H', 'm', 'M', 's', 'S':
		default:
			return false
		}
	}
	return bracket != ""
}

func hasPrefixFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}
