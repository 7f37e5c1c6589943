package avatar

import (
	"errors"
	"image"
	"image/color"
	_ "image/jpeg" // photos people have
	_ "image/png"
	"io"
	"log/slog"
	"math"
	"os"
	"sync"
	"time"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // phones save these too
)

// photoScale is how many pixels a photo has for each of the avatar's size, for sharp
// screens.
const photoScale = 2

// mostPixels is how large a photo may be: beyond that it is no portrait.
const mostPixels = 80_000_000

// photo is a picture made round.
type photo struct{ image *image.NRGBA }

type photoKey struct {
	path     string
	modified time.Time
	pixels   int
}

// photos keeps what was read; lists show the same people again and again.
var photos = struct {
	sync.Mutex
	read map[photoKey]*photo
}{read: map[photoKey]*photo{}}

const keepPhotos = 400

// readPhoto gives a file's picture, round and so many pixels wide; nil where it cannot be
// read, which is told in the log.
func readPhoto(path string, pixels int) *photo {
	info, err := os.Stat(path)
	if err != nil {
		slog.Warn("photo", "error", err)
		return nil
	}
	key := photoKey{path, info.ModTime(), pixels}
	photos.Lock()
	known := photos.read[key]
	photos.Unlock()
	if known != nil {
		return known
	}
	picture, err := decode(path)
	if err != nil {
		slog.Warn("photo", "path", path, "error", err)
		return nil
	}
	p := &photo{rounded(picture, pixels)}
	photos.Lock()
	defer photos.Unlock()
	if len(photos.read) >= keepPhotos {
		clear(photos.read)
	}
	photos.read[key] = p
	return p
}

func decode(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	config, _, err := image.DecodeConfig(f)
	if err != nil {
		return nil, err
	}
	if config.Width < 1 || config.Height < 1 || config.Width*config.Height > mostPixels {
		return nil, errors.New("not a portrait")
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	turned := orientation(f)
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	picture, _, err := image.Decode(f)
	if err != nil {
		return nil, err
	}
	return upright(shrunk(picture), turned), nil
}

// enough is how many pixels the shorter side of a portrait needs.
const enough = 640

// shrunk makes a large picture smaller, before more is done with it.
func shrunk(p image.Image) image.Image {
	b := p.Bounds()
	short := min(b.Dx(), b.Dy())
	if short <= enough {
		return p
	}
	out := image.NewNRGBA(image.Rect(0, 0, b.Dx()*enough/short, b.Dy()*enough/short))
	draw.ApproxBiLinear.Scale(out, out.Bounds(), p, b, draw.Src, nil)
	return out
}

// rounded cuts the middle out of a picture (the upper part of a tall one, where the face
// is), makes it so many pixels wide and round, with soft edges.
func rounded(picture image.Image, pixels int) *image.NRGBA {
	b := picture.Bounds()
	side := min(b.Dx(), b.Dy())
	left, top := b.Min.X+(b.Dx()-side)/2, b.Min.Y+(b.Dy()-side)/4
	out := image.NewNRGBA(image.Rect(0, 0, pixels, pixels))
	draw.CatmullRom.Scale(out, out.Bounds(), picture, image.Rect(left, top, left+side, top+side), draw.Src, nil)
	middle := float64(pixels) / 2
	for y := range pixels {
		for x := range pixels {
			away := math.Hypot(float64(x)+0.5-middle, float64(y)+0.5-middle)
			if inside := min(max(middle-away, 0), 1); inside < 1 {
				c := out.NRGBAAt(x, y)
				out.SetNRGBA(x, y, color.NRGBA{c.R, c.G, c.B, uint8(float64(c.A) * inside)})
			}
		}
	}
	return out
}
