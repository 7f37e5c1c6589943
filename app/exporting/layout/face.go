package layout

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"xunshi/assets/fonts"
)

// missing marks a character that the typeface cannot draw.
const missing = 0xffff

// substitute stands on paper where the typeface has no glyph (emoji, rare surnames).
const substitute = '□'

// face is one embedded font with the advance of every character of the basic plane,
// in thousandths of the type size.
type face struct {
	font     *sfnt.Font
	advances [1 << 16]uint16
}

var (
	regular = sync.OnceValue(func() *face { return loadFace(fonts.Regular) })
	bold    = sync.OnceValue(func() *face { return loadFace(fonts.Bold) })
)

// Font is the parsed embedded font, for backends that draw outlines.
func Font(isBold bool) *sfnt.Font { return pick(isBold).font }

func pick(isBold bool) *face {
	if isBold {
		return bold()
	}
	return regular()
}

// loadFace parses an embedded font. The bytes are part of the program, so a failure is
// a broken build and panics.
func loadFace(data []byte) *face {
	parsed, err := sfnt.Parse(data)
	if err != nil {
		panic(fmt.Sprintf("layout: embedded font: %v", err))
	}
	f := &face{font: parsed}
	var buf sfnt.Buffer
	for r := range f.advances {
		f.advances[r] = missing
		glyph, err := parsed.GlyphIndex(&buf, rune(r))
		if err != nil || glyph == 0 {
			continue
		}
		if adv, err := parsed.GlyphAdvance(&buf, glyph, fixed.I(1000), font.HintingNone); err == nil {
			f.advances[r] = uint16(adv.Round())
		}
	}
	return f
}

// Width is the length in mm of text set in one line at size points.
func Width(text string, size float64, isBold bool) float64 {
	return float64(units(pick(isBold), text)) * size * PointMM / 1000
}

func units(f *face, text string) int {
	sum := 0
	for _, r := range text {
		sum += f.advance(r)
	}
	return sum
}

func (f *face) advance(r rune) int {
	if r < 0 || r >= 1<<16 || f.advances[r] == missing {
		r = substitute
	}
	return int(f.advances[r])
}

// Printable makes text safe to draw: line breaks and tabs become spaces, invisible
// characters vanish, and characters the typeface lacks become □.
func Printable(text string) string {
	if drawable(text) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u00a0':
			b.WriteByte(' ')
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Mn, unicode.Variation_Selector):
		case r >= 1<<16 || regular().advances[r] == missing:
			b.WriteRune(substitute)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func drawable(text string) bool {
	f := regular()
	for _, r := range text {
		if r < ' ' || r == 0x7f || r == '\u00a0' || r >= 1<<16 || f.advances[r] == missing {
			return false
		}
		if r > 0x2000 && r < 0x2070 || r >= 0xfe00 && r < 0xfe10 || r == 0xfeff {
			if unicode.In(r, unicode.Cf, unicode.Mn, unicode.Variation_Selector) {
				return false
			}
		}
	}
	return true
}
