package widgets

import (
	"slices"
	"strings"
	"testing"
	"testing/quick"
)

// em measures Han characters as 2 and everything else as 1.
func em(r rune) float32 {
	if isWide(r) {
		return 2
	}
	return 1
}

func TestWrapText(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float32
		want  []string
	}{
		{"", 10, []string{""}},
		{"一二三四五", 4, []string{"一二", "三四", "五"}},
		{"一二,三四", 4, []string{"一", "二,", "三四"}}, // no comma at the start of a line
		{"net of returns", 8, []string{"net of", "returns"}},
		{"incomprehensible", 6, []string{"incomp", "rehens", "ible"}},
		{"一行\n二行", 20, []string{"一行", "二行"}},
		{"用 Excel 打开", 8, []string{"用 Excel", "打开"}},
		{"a  b", 2, []string{"a", "b"}},
	} {
		if got := wrapText(c.text, c.width, em); !slices.Equal(got, c.want) {
			t.Errorf("%q at %v: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestWrapTextLosesNothing(t *testing.T) {
	property := func(text string, width uint8) bool {
		text = strings.Map(func(r rune) rune {
			if r == '\n' {
				return -1
			}
			return r
		}, strings.ToValidUTF8(text, "?"))
		joined := strings.Join(wrapText(text, float32(width), em), "")
		return strings.ReplaceAll(joined, " ", "") == strings.ReplaceAll(text, " ", "")
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

func TestShorten(t *testing.T) {
	for text, want := range map[string]string{
		"一二三":      "一二三",
		"一二三四":     "一二…",
		"abcdefgh": "abcde…",
	} {
		if got := shorten(text, 6, em); got != want {
			t.Errorf("%q shortened to %q, want %q", text, got, want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1028416: "1,028,416", -1234: "−1,234", 1000007: "1,000,007"} {
		if got := Grouped(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
