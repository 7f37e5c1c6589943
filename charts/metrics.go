package charts

import (
	"sync"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/math/fixed"

	"xunshi/assets/fonts"
)

// face is a typeface with the advance widths looked up so far.
type face struct {
	font   *truetype.Font
	upem   fixed.Int26_6
	mu     sync.RWMutex
	widths map[rune]float64 // in em
}

func loadFace(ttf []byte) *face {
	f, err := truetype.Parse(ttf)
	if err != nil {
		panic(err) // the fonts are part of the program
	}
	return &face{font: f, upem: fixed.Int26_6(f.FUnitsPerEm()), widths: map[rune]float64{}}
}

var (
	regularFace = sync.OnceValue(func() *face { return loadFace(fonts.Regular) })
	boldFace    = sync.OnceValue(func() *face { return loadFace(fonts.Bold) })
)

func faceOf(bold bool) *face {
	if bold {
		return boldFace()
	}
	return regularFace()
}

func (f *face) advance(r rune) float64 {
	f.mu.RLock()
	w, ok := f.widths[r]
	f.mu.RUnlock()
	if !ok {
		w = float64(f.font.HMetric(f.upem, f.font.Index(r)).AdvanceWidth) / float64(f.upem)
		f.mu.Lock()
		f.widths[r] = w
		f.mu.Unlock()
	}
	return w
}

// width of s at size, in the unit of size.
func width(s string, size float64, bold bool) float64 {
	f, sum := faceOf(bold), 0.0
	for _, r := range s {
		sum += f.advance(r)
	}
	return sum * size
}

// How far letters reach above and below the base line, in em.
const (
	ascent  = 0.88
	descent = 0.16
)

// shorten cuts s to a width with "…" at its end; "" when not even one letter fits.
func shorten(s string, size float64, bold bool, room float64) string {
	if width(s, size, bold) <= room {
		return s
	}
	runes := []rune(s)
	left := room - width("…", size, bold)
	f := faceOf(bold)
	for i, r := range runes {
		left -= f.advance(r) * size
		if left < 0 {
			if i == 0 {
				return ""
			}
			return string(runes[:i]) + "…"
		}
	}
	return s
}

// wrap breaks s into at most n lines of a width; what is left over ends in "…".
func wrap(s string, size float64, room float64, n int) []string {
	var lines []string
	f := faceOf(false)
	rest := []rune(s)
	for len(rest) > 0 {
		if len(lines) == n-1 {
			return append(lines, shorten(string(rest), size, false, room))
		}
		w, end, space := 0.0, 0, -1
		for end < len(rest) {
			w += f.advance(rest[end]) * size
			if w > room {
				break
			}
			if rest[end] == ' ' {
				space = end
			}
			end++
		}
		if end == 0 {
			return lines
		}
		next := end
		if end < len(rest) && space > 0 && rest[end] < 0x2e80 {
			end, next = space, space+1
		}
		lines = append(lines, string(rest[:end]))
		rest = rest[next:]
	}
	return lines
}
