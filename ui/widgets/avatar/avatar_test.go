package avatar

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/job"
)

func TestInitials(t *testing.T) {
	for name, want := range map[string][2]string{
		"张怡": {"张怡", "张"}, "欧阳娜娜": {"娜娜", "欧"}, "洪 光": {" 光", "洪"}, "Anna Maria Lee": {"AM", "A"}, "bob": {"B", "B"}, "": {"?", "?"}, "  ": {"?", "?"},
	} {
		require.Equal(t, want, [2]string{Initials(name, false), Initials(name, true)}, name)
	}
}

// portrait writes a tall picture: a light face above, dark below.
func portrait(t *testing.T) string {
	t.Helper()
	p := image.NewNRGBA(image.Rect(0, 0, 60, 100))
	for y := range 100 {
		for x := range 60 {
			p.Set(x, y, color.NRGBA{uint8(200 - y*2), 150, uint8(x * 4), 255})
		}
	}
	path := filepath.Join(t.TempDir(), "p.png")
	f, err := os.Create(path)
	require.NoError(t, err)
	require.NoError(t, png.Encode(f, p))
	require.NoError(t, f.Close())
	return path
}

func TestPictures(t *testing.T) {
	t.Cleanup(job.Inline())
	photo := portrait(t)
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		testkit.Start(t, testkit.Setup{Mode: mode})
		var row []fyne.CanvasObject
		for _, name := range []string{"张怡", "洪光", "欧阳娜娜", "范彩", "Anna Lee"} {
			row = append(row, New(name, "", 40))
		}
		row = append(row, New("张怡", "", 24), New("张怡", photo, 72), New("坏图", filepath.Join(t.TempDir(), "none.png"), 40))
		ground := widgets.NewPanel(widgets.Row(10, row...), widgets.PanelStyle{Fill: theme.Surface, Pad: widgets.Pad(12)})
		testkit.Golden(t, "avatars-"+string(mode), testkit.Render(t, ground, 500, 100))
	}
}

func TestAFileThatIsNoPictureShowsInitials(t *testing.T) {
	t.Cleanup(job.Inline())
	testkit.Start(t, testkit.Setup{})
	path := filepath.Join(t.TempDir(), "x.jpg")
	require.NoError(t, os.WriteFile(path, []byte("no picture"), 0o600))
	a := New("张怡", path, 40)
	require.Nil(t, a.photo)
	a.Set("洪光", portrait(t))
	require.NotNil(t, a.photo)
	corner, middle := a.photo.image.NRGBAAt(0, 0), a.photo.image.NRGBAAt(40, 40)
	require.Zero(t, corner.A)
	require.Equal(t, uint8(255), middle.A)
	again := readPhoto(a.path, 80)
	require.Same(t, a.photo, again, "read once")
}
