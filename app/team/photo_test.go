package team

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func drawn(w, h int) *image.RGBA {
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0, 0, 200, 255} // blue, the left half of the middle red
			if x < w/2 {
				c = color.RGBA{200, 0, 0, 255}
			}
			p.SetRGBA(x, y, c)
		}
	}
	return p
}

func TestKeepPhoto(t *testing.T) {
	o := newOffice(t)
	from := filepath.Join(t.TempDir(), "photo.png")
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, drawn(1600, 1000)))
	require.NoError(t, os.WriteFile(from, b.Bytes(), 0o600))
	name, err := o.book.KeepPhoto(from)
	require.NoError(t, err)
	f, err := os.Open(o.book.PhotoPath(name))
	require.NoError(t, err)
	defer func() { _ = f.Close() }()
	kept, kind, err := image.Decode(f)
	require.NoError(t, err)
	require.Equal(t, "jpeg", kind)
	require.Equal(t, image.Rect(0, 0, photoSide, photoSide), kept.Bounds())
	r, _, blue, _ := kept.At(10, 240).RGBA()
	require.Greater(t, r, blue)
	r, _, blue, _ = kept.At(470, 240).RGBA()
	require.Greater(t, blue, r)
	require.FileExists(t, from)

	require.Empty(t, o.book.PhotoPath("../secret.jpg"))
	require.Empty(t, o.book.PhotoPath(".."))
	require.Empty(t, o.book.PhotoPath(""))
}

func TestBadPhotosAreRefused(t *testing.T) {
	o, dir := newOffice(t), t.TempDir()
	for name, content := range map[string]string{"empty.jpg": "", "text.png": "no picture", "cut.jpg": "\xff\xd8\xff\xe1\x00"} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		_, err := o.book.KeepPhoto(path)
		require.Contains(t, fault(t, err).What, name)
	}
	_, err := o.book.KeepPhoto(filepath.Join(dir, "none.jpg"))
	fault(t, err)
	_, err = o.book.KeepPhoto(dir)
	fault(t, err)
}

// withOrientation puts an Exif note into a JPEG.
func withOrientation(t *testing.T, p image.Image, how uint16, order binary.ByteOrder) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, p, nil))
	mark := "II*\x00"
	if order == binary.BigEndian {
		mark = "MM\x00*"
	}
	tiff := append([]byte(mark), make([]byte, 4+2+12+4)...)
	order.PutUint32(tiff[4:], 8)
	order.PutUint16(tiff[8:], 1)
	order.PutUint16(tiff[10:], 0x0112)
	order.PutUint16(tiff[12:], 3)
	order.PutUint32(tiff[14:], 1)
	order.PutUint16(tiff[18:], how)
	note := append([]byte("Exif\x00\x00"), tiff...)
	head := []byte{0xff, 0xd8, 0xff, 0xe1, 0, 0}
	binary.BigEndian.PutUint16(head[4:], uint16(len(note)+2))
	return append(append(head, note...), b.Bytes()[2:]...)
}

func TestPhotosStandUpright(t *testing.T) {
	corners := func(how uint16) (left, top, right, bottom bool) { // where it is red
		data := withOrientation(t, drawn(600, 600), how, binary.LittleEndian)
		path := filepath.Join(t.TempDir(), "p.jpg")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		p, err := readPhoto(path)
		require.NoError(t, err)
		red := func(x, y int) bool { r, _, b, _ := p.At(x, y).RGBA(); return r > b }
		return red(20, 240), red(240, 20), red(460, 240), red(240, 460)
	}
	for how, want := range map[uint16][4]bool{1: {true, false, false, false}, 3: {false, false, true, false}, 6: {false, true, false, false}, 8: {false, false, false, true}} {
		l, top, r, b := corners(how)
		if how == 1 || how == 3 {
			require.Equal(t, [2]bool{want[0], want[2]}, [2]bool{l, r}, how)
		} else {
			require.Equal(t, [2]bool{want[1], want[3]}, [2]bool{top, b}, how)
		}
	}
	require.Equal(t, 6, orientation(withOrientation(t, drawn(8, 8), 6, binary.BigEndian)))
	data := withOrientation(t, drawn(8, 8), 6, binary.LittleEndian)
	for n := range len(data) { // cut anywhere
		orientation(data[:n])
	}
}
