package testkit

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// UpdateEnv, when set to 1, makes Golden write pictures instead of comparing them.
const UpdateEnv = "XUNSHI_UPDATE_GOLDEN"

// A pixel may differ by channelTolerance, and this share of pixels by more, before a
// picture counts as changed: rounding of curves differs between processors.
const (
	channelTolerance = 24
	pixelTolerance   = 0.002
)

// Golden compares a picture with testdata/<name>.png. On a difference the new picture is
// kept beside it as <name>.got.png.
func Golden(t testing.TB, name string, got image.Image) {
	t.Helper()
	if raceDetector {
		return
	}
	path := filepath.Join("testdata", name+".png")
	if os.Getenv(UpdateEnv) == "1" {
		Save(t, path, got)
		return
	}
	want, err := load(path)
	if err != nil {
		t.Errorf("golden picture: %v (run once with %s=1)", err, UpdateEnv)
		return
	}
	if why := differs(want, got); why != "" {
		failed := filepath.Join("testdata", name+".got.png")
		Save(t, failed, got)
		t.Errorf("%s differs from its golden picture: %s; see %s", name, why, failed)
	}
}

// Save writes a picture as PNG.
func Save(t testing.TB, path string, picture image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func load(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	return png.Decode(f)
}

func differs(want, got image.Image) string {
	if want.Bounds() != got.Bounds() {
		return "size " + got.Bounds().String() + ", was " + want.Bounds().String()
	}
	b, off := want.Bounds(), 0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if far(want.At(x, y), got.At(x, y)) {
				off++
			}
		}
	}
	if float64(off) > pixelTolerance*float64(b.Dx()*b.Dy()) {
		return "too many pixels changed"
	}
	return ""
}

func far(a, b color.Color) bool {
	p, q := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	return apart(p.R, q.R) || apart(p.G, q.G) || apart(p.B, q.B) || apart(p.A, q.A)
}

func apart(a, b uint8) bool {
	d := int(a) - int(b)
	return d > channelTolerance || d < -channelTolerance
}
