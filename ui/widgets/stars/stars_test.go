package stars

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

func TestScoring(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	var given []int
	s := New(2, func(n int) { given = append(given, n) })
	testkit.Window(t, s, 120, 30)
	tap := func(star int) {
		s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(star-1)*starWidth+5, 10)})
	}
	tap(4)
	tap(4)
	s.TypedRune('3')
	s.TypedRune('9')
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	require.Equal(t, []int{4, 0, 3, 4, 3}, given)
	s.SetScore(77)
	require.Equal(t, Most, s.Score())
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	require.Len(t, given, 5)

	fixed := New(-1, nil)
	require.Zero(t, fixed.Score())
	fixed.TypedRune('3')
	require.Zero(t, fixed.Score(), "a score that is only shown stays")
	require.True(t, fixed.Disabled())
}

func TestPictures(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		testkit.Start(t, testkit.Setup{Mode: mode})
		given, pointed := New(3, func(int) {}), New(1, func(int) {})
		column := widgets.Column(0, New(0, nil), given, New(5, nil), pointed)
		w := testkit.Window(t, widgets.NewPanel(column, widgets.PanelStyle{Fill: theme.Surface, Pad: widgets.Pad(10)}), 130, 140)
		w.Canvas().Focus(given)
		pointed.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(70, 10)}})
		testkit.Golden(t, "stars-"+string(mode), w.Canvas().Capture())
	}
}
