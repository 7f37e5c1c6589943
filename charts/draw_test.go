package charts

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"xunshi/assets/fonts"
)

// The pictures in testdata are what the charts look like; XUNSHI_UPDATE_GOLDEN=1 makes
// them anew, to be looked at before they are committed.
func TestGoldenPictures(t *testing.T) {
	for _, c := range cases() {
		file := filepath.Join("testdata", strings.ReplaceAll(c.name, " ", "-")+".png")
		switch c.name {
		case "today framed", "line 12", "bar 6", "bar negative and not", "hbar 6", "hbar long names", "line six":
		default:
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			img, err := Raster(c.spec, c.w, c.h, 1, Light())
			require.NoError(t, err)
			if os.Getenv("XUNSHI_UPDATE_GOLDEN") != "" {
				var b bytes.Buffer
				require.NoError(t, png.Encode(&b, img))
				require.NoError(t, os.WriteFile(file, b.Bytes(), 0o644))
			}
			b, err := os.ReadFile(file)
			require.NoError(t, err)
			want, err := png.Decode(bytes.NewReader(b))
			require.NoError(t, err)
			require.Equal(t, want.Bounds(), img.Bounds())
			require.Less(t, differing(want, img), 20, "pixels differ: look at the picture")
		})
	}
}

// differing counts pixels that differ to the eye.
func differing(a, b image.Image) int {
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			if apart(r1, r2) || apart(g1, g2) || apart(b1, b2) {
				n++
			}
		}
	}
	return n
}

func apart(a, b uint32) bool { return max(a, b)-min(a, b) > 0x1800 }

// Overlapping strokes of glyphs are filled, not cut out: the ink equals that of another
// rasterizer. Go-chart's own renderer fails this.
func TestGlyphsHaveNoSeams(t *testing.T) {
	const body, size = "累计销售额目标达成率", 60
	img := image.NewRGBA(image.Rect(0, 0, 700, 100))
	r, err := newRaster(img)
	require.NoError(t, err)
	r.SetFont(regularFace().font)
	r.SetFontSize(size * fine)
	r.SetFontColor(ink(color.RGBA{0, 0, 0, 255}))
	r.Text(body, 10*fine, 70*fine)

	f, err := opentype.Parse(fonts.Regular)
	require.NoError(t, err)
	fc, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	require.NoError(t, err)
	other := image.NewRGBA(img.Rect)
	d := font.Drawer{Dst: other, Src: image.Black, Face: fc, Dot: fixed.P(10, 70)}
	d.DrawString(body)
	require.InEpsilon(t, inkOf(other), inkOf(img), 0.01)
	require.InDelta(t, width(body, size, false), float64(d.Dot.X-fixed.I(10))/64, 1, "measured as drawn")
}

func inkOf(img *image.RGBA) float64 {
	sum := 0.0
	for i := 3; i < len(img.Pix); i += 4 {
		sum += float64(img.Pix[i])
	}
	return sum
}

func TestRasterScales(t *testing.T) {
	img, err := Raster(monthToDate(true), 300, 150, 1.5, Dark())
	require.NoError(t, err)
	require.Equal(t, image.Rect(0, 0, 450, 225), img.Rect)
	require.Equal(t, Dark().Background, img.RGBAAt(0, 0))
	clear, err := Raster(monthToDate(true), 300, 150, 1, Light().Clear())
	require.NoError(t, err)
	require.Zero(t, clear.RGBAAt(0, 0).A)
	for _, bad := range [][2]int{{0, 10}, {10, -1}, {100_000, 100_000}} {
		_, err := Raster(monthToDate(true), bad[0], bad[1], 1, Light())
		require.Error(t, err)
	}
	_, err = Raster(monthToDate(true), 10, 10, nan, Light())
	require.Error(t, err)
	for _, c := range cases() { // any size, however small
		for _, size := range [][2]int{{1, 1}, {7, 300}, {300, 7}, {40, 40}} {
			_, err := Raster(c.spec, size[0], size[1], 1, Light())
			require.NoError(t, err, "%s %v", c.name, size)
		}
	}
}

// A bar stands in the picture where Layout says.
func TestPictureAgreesWithLayout(t *testing.T) {
	spec := one(Bar, []string{"苏州", "无锡"}, 80, 40)
	img, err := Raster(spec, 300, 200, 2, Light())
	require.NoError(t, err)
	for _, pt := range Layout(spec, 300, 200).Points {
		x, y := int(2*(pt.Bar.X+pt.Bar.W/2)), int(2*pt.Bar.Y)
		require.Equal(t, Light().Brand, img.RGBAAt(x, y+3))
		require.NotEqual(t, Light().Brand, img.RGBAAt(x, y-3))
	}
}

func TestManyAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c := cases()[i]
			_, err := Raster(c.spec, c.w, c.h, 1, Light())
			if err != nil {
				t.Error(err)
			}
		}()
	}
	wg.Wait()
}

func TestSVGIsWellFormedAndEscaped(t *testing.T) {
	spec := monthToDate(false)
	spec.Title = `A&B <超市> "销售" ` + "\x01"
	out, err := SVG(spec, 600, 280)
	require.NoError(t, err)
	var texts []string
	dec := xml.NewDecoder(bytes.NewReader(out))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		if c, ok := tok.(xml.CharData); ok {
			texts = append(texts, string(c))
		}
	}
	require.Contains(t, texts, `A&B <超市> "销售" `)
	require.Contains(t, texts, "352.0 实际")
	require.Contains(t, string(out), "font-weight:bold")
	require.Contains(t, string(out), "stroke-dasharray")
	require.NotContains(t, string(out), "rgba(")
	require.NotContains(t, string(out), boldMark)
	require.Contains(t, string(out), `width="600" height="280"`)
	_, err = SVG(spec, 0, 10)
	require.Error(t, err)
}

func TestPDFHoldsTextAndKeepsThePens(t *testing.T) {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCompression(false)
	pdf.AddPage()
	pdf.SetFont("Helvetica", "I", 11)
	pdf.SetDrawColor(1, 2, 3)
	pdf.SetFillColor(4, 5, 6)
	pdf.SetTextColor(7, 8, 9)
	pdf.SetLineWidth(0.7)
	require.NoError(t, PDF(pdf, monthToDate(false), 20, 30, 160, 70))
	require.NoError(t, PDF(pdf, both(HBar, 6), 20, 120, 160, 70))
	size, _ := pdf.GetFontSize()
	require.Equal(t, "helvetica", pdf.GetFontFamily())
	require.Equal(t, "I", pdf.GetFontStyle())
	require.Equal(t, 11.0, size)
	r, g, b := pdf.GetDrawColor()
	require.Equal(t, [3]int{1, 2, 3}, [3]int{r, g, b})
	r, g, b = pdf.GetFillColor()
	require.Equal(t, [3]int{4, 5, 6}, [3]int{r, g, b})
	r, g, b = pdf.GetTextColor()
	require.Equal(t, [3]int{7, 8, 9}, [3]int{r, g, b})
	require.Equal(t, 0.7, pdf.GetLineWidth())
	var out bytes.Buffer
	require.NoError(t, pdf.Output(&out))
	for _, s := range []string{"实际", "本月累计销售额", "目标"} {
		require.True(t, bytes.Contains(out.Bytes(), utf16be(s)), s)
	}
	require.NotContains(t, out.String(), "/Subtype /Image")
	require.Equal(t, 2, strings.Count(out.String(), "/FontFile2"), "regular and bold, each once")
	require.Less(t, out.Len(), 400_000, "subset of the font only")
	require.Error(t, PDF(pdf, monthToDate(false), 0, 0, -1, 10))
}

func utf16be(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return b
}

func BenchmarkLine1200x600(b *testing.B) { bench(b, both(Line, 24)) }
func BenchmarkBar1200x600(b *testing.B)  { bench(b, both(Bar, 24)) }
func BenchmarkDays1200x600(b *testing.B) { bench(b, monthToDate(false)) }

func bench(b *testing.B, s Spec) {
	for b.Loop() {
		if _, err := Raster(s, 1200, 600, 1, Light()); err != nil {
			b.Fatal(err)
		}
	}
}
