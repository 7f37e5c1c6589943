package bars

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

func year(values ...int64) []Bar {
	var out []Bar
	for i, v := range values {
		b := Bar{Label: fmt.Sprintf("%d月", (i+9)%12+1), Value: v, Text: fmt.Sprintf("%.1f 万", float64(v)/10)}
		if v < 0 || i == len(values)-1 {
			b.Tone = widgets.Behind
		}
		out = append(out, b)
	}
	return out
}

func TestPictures(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		testkit.Start(t, testkit.Setup{Mode: mode})
		plain := New(78, year(38, 44, 41, 52, 60, 35, 30, 48, 55, 51, 33, 8)...)
		minus := New(78, year(38, 44, -12, 52, 60, 0, 30, 1, 55, 51, 33, 8)...)
		minus.bars[6].None = true
		pointed := New(78, year(38, 44, 41, 52, 60, 35, 30, 48, 55, 51, 33, 8)...)
		column := widgets.Column(14, plain, minus, pointed, New(40, year(0, 0, 0)...), New(40))
		ground := widgets.NewPanel(column, widgets.PanelStyle{Fill: theme.Surface, Pad: widgets.Pad(12)})
		w := testkit.Window(t, ground, 360, 420)
		pointed.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(8, 20)}})
		testkit.Golden(t, "bars-"+string(mode), w.Canvas().Capture())
	}
}

func TestPressing(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	var pressed []int
	b := New(78, year(1, 2, 3, 4)...)
	b.OnTap = func(i int) { pressed = append(pressed, i) }
	w := testkit.Window(t, b, 200, 78)
	for _, x := range []float32{0, 99, 150, 199.9, 201} {
		b.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 20)})
	}
	require.Equal(t, []int{0, 1, 3, 3}, pressed)
	w.Canvas().Focus(b)
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft, fyne.KeyReturn} {
		b.TypedKey(&fyne.KeyEvent{Name: k})
	}
	require.Equal(t, 2, pressed[4])
	b.Set()
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 5)})
	require.Len(t, pressed, 5)
}
