package avatar

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
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

// exif puts a JPEG's orientation before its other parts, as cameras do.
func exif(jpg []byte, orientation byte) []byte {
	tiff := []byte{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0}
	part := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(part) + 2)}, part...)
	return append(out, jpg[2:]...)
}

func TestPhotosStandUpright(t *testing.T) {
	p := image.NewGray(image.Rect(0, 0, 32, 16)) // left half white
	for y := range 16 {
		for x := range 16 {
			p.SetGray(x, y, color.Gray{255})
		}
	}
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, p, nil))
	for turned, white := range map[byte][2]int{1: {8, 8}, 3: {24, 8}, 6: {8, 8}, 8: {8, 24}, 99: {8, 8}} {
		path := filepath.Join(t.TempDir(), "p.jpg")
		require.NoError(t, os.WriteFile(path, exif(b.Bytes(), turned), 0o600))
		got, err := decode(path)
		require.NoError(t, err)
		tall := turned == 6 || turned == 8
		require.Equal(t, tall, got.Bounds().Dy() > got.Bounds().Dx(), turned)
		light, _, _, _ := got.At(white[0], white[1]).RGBA()
		require.Greater(t, light, uint32(0xe000), "turned %d", turned)
	}
	require.Equal(t, 1, orientation(bytes.NewReader(nil)))
	for cut := range 40 { // files that end early
		orientation(bytes.NewReader(exif(b.Bytes(), 6)[:cut]))
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
