package complaints

import (
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // what phones write
	_ "image/png"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// PhotoEndings are the picture files that can be kept.
var PhotoEndings = []string{".jpg", ".jpeg", ".png"}

// MostPhotos is how many photos one complaint may have, and how large each may be.
const (
	MostPhotos   = 12
	largestPhoto = 30 << 20
)

// PhotoNames gives the names of a complaint's photos.
func PhotoNames(c *model.Complaint) []string {
	return slices.DeleteFunc(strings.Split(c.Photos, ","), func(s string) bool { return s == "" })
}

// PhotoPath is where the photo of a name lies.
func (d *Desk) PhotoPath(name string) string {
	return filepath.Join(d.store.Dir(), "photos", filepath.Base(name))
}

// keepPhotos copies picture files into the data folder and gives their names there. When
// one cannot be kept, none is.
func (d *Desk) keepPhotos(paths []string) (names []string, err error) {
	if len(paths) == 0 {
		return nil, nil
	}
	if err := os.MkdirAll(filepath.Join(d.store.Dir(), "photos"), 0o700); err != nil {
		return nil, model.NewFault(err, i18n.T("无法建立照片文件夹。"), i18n.T("还没有保存,填写的内容都在。"), i18n.T("请检查磁盘空间和权限。"))
	}
	for _, path := range paths {
		name, err := d.keepPhoto(path)
		if err != nil {
			d.dropPhotos(names)
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

func (d *Desk) keepPhoto(path string) (name string, err error) {
	if err := checkPhoto(path); err != nil {
		return "", err
	}
	name = "complaint-" + model.NewUUID().String() + strings.ToLower(filepath.Ext(path))
	if err := copyFile(path, d.PhotoPath(name)); err != nil {
		return "", model.NewFault(err, i18n.T("照片 %s 没有存下来。", filepath.Base(path)), i18n.T("还没有保存,填写的内容都在。"),
			i18n.T("请检查磁盘空间后再试。"))
	}
	return name, nil
}

// checkPhoto refuses what is no picture, or far too large for one.
func checkPhoto(path string) (err error) {
	refused := func(cause error, what string) error {
		return model.NewFault(cause, what, i18n.T("还没有保存,填写的内容都在。"), i18n.T("请选 JPG 或 PNG 照片。"))
	}
	file, err := os.Open(path)
	if err != nil {
		return refused(err, i18n.T("打不开照片 %s。", filepath.Base(path)))
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil || info.Size() > largestPhoto {
		return refused(err, i18n.T("照片 %s 太大(超过 30 MB)。", filepath.Base(path)))
	}
	if _, _, err := image.DecodeConfig(file); err != nil {
		return refused(err, i18n.T("%s 不是照片文件。", filepath.Base(path)))
	}
	return nil
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("open the photo: %w", err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("create the copy: %w", err)
	}
	if _, err = io.Copy(out, in); err != nil {
		return errors.Join(fmt.Errorf("copy the photo: %w", err), out.Close(), os.Remove(to))
	}
	return out.Close()
}

// dropPhotos takes copies away that nothing speaks of.
func (d *Desk) dropPhotos(names []string) {
	for _, name := range names {
		if err := os.Remove(d.PhotoPath(name)); err != nil {
			slog.Warn("a photo that was not needed stays", "name", name, "error", err)
		}
	}
}
