package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Characters that may not start a line, and that may not end one.
const (
	closers = "，。、；：！？）】」』》〉”’…·%‰℃,.;:!?)]}〕"
	openers = "（【「『《〈“‘([{〔¥$"
)

// Wrap breaks text into lines no wider than width mm: between Chinese characters, at
// spaces between words, never inside a number, never before 。or after （. A single word
// wider than the line is cut. It gives at least one line.
func Wrap(text string, width, size float64, isBold bool) []string {
	lines := wrapRaw(text, width, size, isBold)
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

// wrapRaw is Wrap with the spaces at the ends of lines kept: joined, they are the text.
func wrapRaw(text string, width, size float64, isBold bool) []string {
	f := pick(isBold)
	limit := int(width * 1000 / (size * PointMM))
	var lines []string
	line, used := "", 0
	flush := func() {
		lines = append(lines, line)
		line, used = "", 0
	}
	for _, piece := range pieces(text) {
		w := units(f, strings.TrimRight(piece, " "))
		if used > 0 && used+w > limit {
			flush()
		}
		if w > limit {
			for _, r := range piece {
				a := f.advance(r)
				if used > 0 && used+a > limit {
					flush()
				}
				line, used = line+string(r), used+a
			}
			continue
		}
		line, used = line+piece, used+units(f, piece)
	}
	if line != "" || len(lines) == 0 {
		flush()
	}
	return lines
}

// WrapMax is Wrap with at most n lines; the last one ends in … if text was cut.
func WrapMax(text string, width, size float64, isBold bool, n int) []string {
	lines := wrapRaw(text, width, size, isBold)
	if len(lines) > n {
		lines = append(lines[:n-1:n-1], Shorten(strings.Join(lines[n-1:], ""), width, size, isBold))
	}
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

// Shorten cuts text to width mm, ending in … if anything was cut.
func Shorten(text string, width, size float64, isBold bool) string {
	f := pick(isBold)
	limit := int(width * 1000 / (size * PointMM))
	if units(f, text) <= limit {
		return text
	}
	used := f.advance('…')
	for i, r := range text {
		used += f.advance(r)
		if used > limit {
			return strings.TrimRight(text[:i], " ") + "…"
		}
	}
	return text
}

// pieces cuts text into parts that must not be broken; spaces stay at the end of the
// part before them.
func pieces(text string) []string {
	var out []string
	start := 0
	var prev rune
	for i, r := range text {
		if i > 0 && mayBreak(prev, r) {
			out = append(out, text[start:i])
			start = i
		}
		prev = r
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

func mayBreak(a, b rune) bool {
	if b == ' ' || strings.ContainsRune(closers, b) || strings.ContainsRune(openers, a) {
		return false
	}
	if a == ' ' {
		return true
	}
	return isHan(a) || isHan(b) || strings.ContainsRune("，。、；：！？）】」』》〉/", a)
}

func isHan(r rune) bool {
	return r >= 0x2e80 && r < utf8.MaxRune && (unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3400 || r >= 0xff00 && r < 0xffef)
}
