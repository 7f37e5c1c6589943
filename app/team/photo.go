package team

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // photos may be PNG
	"os"
	"path/filepath"

	"golang.org/x/image/draw"

	"xunshi/assets/i18n"
	"xunshi/model"
)

const (
	photoFolder  = "photos"
	photoSide    = 480              // pixels of the square that is kept
	photoQuality = 85               // of the JPEG
	photoFile    = 40 << 20         // largest file that is read
	photoPixels  = 80 * 1000 * 1000 // largest picture that is read
)

// PhotoPath is the file of a photo by the name a record keeps, "" for no photo and for
// names that lead out of the folder.
func (b *Book) PhotoPath(name string) string {
	if name == "" || filepath.Base(name) != name || name == ".." {
		return ""
	}
	return filepath.Join(b.store.Dir(), photoFolder, name)
}

// KeepPhoto copies the middle square of a picture, upright and shrunk, into the data folder
// and gives the name a record keeps it by. The file at path stays as it is.
func (b *Book) KeepPhoto(path string) (name string, err error) {
	picture, err := readPhoto(path)
	if err != nil {
		return "", err
	}
	folder := filepath.Join(b.store.Dir(), photoFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", photoUnwritten(err)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, &jpeg.Options{Quality: photoQuality}); err != nil {
		return "", photoUnwritten(err)
	}
	name = model.NewUUID().String() + ".jpg"
	if err := os.WriteFile(filepath.Join(folder, name), out.Bytes(), 0o600); err != nil {
		return "", photoUnwritten(err)
	}
	return name, nil
}

func photoUnwritten(err error) error {
	return model.NewFault(fmt.Errorf("keep a photo: %w", err), i18n.T("照片没能存进数据文件夹。"), i18n.T("原来的照片没有改动。"),
		i18n.T("请检查磁盘空间。"))
}

var errPhotoSize = errors.New("picture too large")

// readPhoto reads a picture file as the square that is kept.
func readPhoto(path string) (image.Image, error) {
	unread := func(err error) error {
		return model.NewFault(fmt.Errorf("read photo %s: %w", path, err), i18n.T("“%s”不是能用的照片。", filepath.Base(path)),
			i18n.T("数据没有改动。"), i18n.T("请选 JPG 或 PNG 图片,不超过 40 MB。"))
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, unread(err)
	}
	if info.Size() > photoFile {
		return nil, unread(errPhotoSize)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unread(err)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, unread(err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > photoPixels/config.Height {
		return nil, unread(errPhotoSize)
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, unread(err)
	}
	return upright(square(picture), orientation(data)), nil
}

// square shrinks the middle square of a picture to the side that is kept; clear places
// become white.
func square(p image.Image) *image.RGBA {
	r := p.Bounds()
	side := min(r.Dx(), r.Dy())
	at := image.Pt(r.Min.X+(r.Dx()-side)/2, r.Min.Y+(r.Dy()-side)/2)
	kept := min(side, photoSide)
	out := image.NewRGBA(image.Rect(0, 0, kept, kept))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, out.Bounds(), p, image.Rectangle{Min: at, Max: at.Add(image.Pt(side, side))}, draw.Over, nil)
	return out
}

// upright turns a square picture as the camera's note on how it was held asks for (the
// orientations 1–8 of Exif).
func upright(p *image.RGBA, how int) image.Image {
	if how < 2 || how > 8 {
		return p
	}
	n := p.Bounds().Dx()
	out := image.NewRGBA(p.Bounds())
	for y := range n {
		for x := range n {
			mx, my := n-1-x, n-1-y
			from := [9]image.Point{2: {mx, y}, 3: {mx, my}, 4: {x, my}, 5: {y, x}, 6: {y, mx}, 7: {my, mx}, 8: {my, x}}[how]
			out.SetRGBA(x, y, p.RGBAAt(from.X, from.Y))
		}
	}
	return out
}
