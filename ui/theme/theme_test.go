package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
)

func TestBothPalettesNameTheSameColours(t *testing.T) {
	for name := range light {
		if _, ok := dark[name]; !ok {
			t.Errorf("dark palette lacks %s", name)
		}
	}
	for name := range dark {
		if _, ok := light[name]; !ok {
			t.Errorf("light palette lacks %s", name)
		}
	}
}

func TestFyneColoursAreDefined(t *testing.T) {
	test.NewTempApp(t)
	test.AssertAllColorNamesDefined(t, New(Light), "light")
	test.AssertAllColorNamesDefined(t, New(Dark), "dark")
}

// Words must be readable at arm's length: WCAG AA, 4.5 to 1.
func TestWordsStandOut(t *testing.T) {
	grounds := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		Surface:       {Ink, Quiet, Brand, Ahead, Behind},
		Ground:        {Ink, Brand},
		Selected:      {Ink, Brand},
		AheadTint:     {Ahead},
		BehindTint:    {Ink, Behind},
		Brand:         {OnBrand},
		ToastGround:   {OnToast, ToastAction},
		AttentionTint: {Ink},
	}
	for name, palette := range map[string]map[fyne.ThemeColorName]color.NRGBA{"light": light, "dark": dark} {
		for ground, words := range grounds {
			for _, word := range words {
				if c := contrast(palette[ground], palette[word]); c < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of only %.2f", name, word, ground, c)
				}
			}
		}
	}
}

func TestModes(t *testing.T) {
	for _, c := range []struct {
		mode    Mode
		desktop fyne.ThemeVariant
		dark    bool
	}{
		{Light, fynetheme.VariantDark, false}, {Dark, fynetheme.VariantLight, true},
		{System, fynetheme.VariantDark, true}, {System, fynetheme.VariantLight, false},
		{"nonsense", fynetheme.VariantDark, false},
	} {
		if got := New(c.mode).IsDark(c.desktop); got != c.dark {
			t.Errorf("%s on variant %d: dark %v", c.mode, c.desktop, got)
		}
	}
}

func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}
