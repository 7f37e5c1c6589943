package widgets

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

type runeKey struct {
	r    rune
	size float32
	bold bool
}

// runeWidths remembers advances; the faces do not change while the program runs.
var runeWidths = map[runeKey]float32{}

func runeWidth(r rune, size float32, bold bool) float32 {
	if isWide(r) {
		r = '国' // every Han character is one em wide
	}
	key := runeKey{r, size, bold}
	if w, ok := runeWidths[key]; ok {
		return w
	}
	w := fyne.MeasureText(string(r), size, fyne.TextStyle{Bold: bold}).Width
	runeWidths[key] = w
	return w
}

func isWide(r rune) bool { return unicode.Is(unicode.Han, r) }

// noStart may not begin a line, by the rules of Chinese typesetting.
const noStart = ",。、;:!?)】》」』”’…%·,.;:!?)]}" + "\uff0c\uff1b\uff1a\uff01\uff1f\uff09"

// wrapText breaks text into lines no wider than width: between Han characters, at
// spaces, and inside a word only where it alone is too wide. Newlines are kept.
func wrapText(text string, width float32, measure func(rune) float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, wrapParagraph([]rune(paragraph), width, measure)...)
	}
	return lines
}

func wrapParagraph(text []rune, width float32, measure func(rune) float32) []string {
	var lines []string
	start, lastBreak := 0, 0
	used := float32(0)
	for i := 0; i < len(text); i++ {
		if i > start && canBreak(text, i) {
			lastBreak = i
		}
		used += measure(text[i])
		if used <= width+0.5 || i == start || text[i] == ' ' {
			continue
		}
		end := i
		if lastBreak > start {
			end = lastBreak
		}
		lines = append(lines, strings.TrimRight(string(text[start:end]), " "))
		start, lastBreak, used = end, end, 0
		for start < len(text) && text[start] == ' ' {
			start++
		}
		i = start - 1
	}
	return append(lines, strings.TrimRight(string(text[start:]), " "))
}

// canBreak tells whether a line may end before text[i].
func canBreak(text []rune, i int) bool {
	if strings.ContainsRune(noStart, text[i]) {
		return false
	}
	before := text[i-1]
	return before == ' ' || isWide(text[i]) || isWide(before) || unicode.Is(unicode.Po, before) && before > 0x2000
}

// shorten cuts text to width with an ellipsis.
func shorten(text string, width float32, measure func(rune) float32) string {
	total := float32(0)
	for _, r := range text {
		total += measure(r)
	}
	if total <= width+0.5 {
		return text
	}
	room := width - measure('…')
	used := float32(0)
	for i, r := range text {
		used += measure(r)
		if used > room {
			return strings.TrimRight(text[:i], " ") + "…"
		}
	}
	return text
}
