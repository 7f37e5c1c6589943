package complaints

import (
	"context"
	"image"
	_ "image/jpeg" // what phones write
	_ "image/png"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/draw"

	"xunshi/app/customers/complaints"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/job"
	"xunshi/ui/widgets/pressrow"
)

// photos shows the pictures of a complaint, lets one open them, add and take away. It is a
// form.Filler.
type photos struct {
	widget.BaseWidget
	page    *Page
	names   []string // kept in the data folder
	paths   []string // to be copied on saving
	small   map[string]image.Image
	row     *fyne.Container
	changed func()
	gone    bool
}

const (
	thumbWidth  = 84
	thumbHeight = 64
)

func newPhotos(p *Page, c *model.Complaint) *photos {
	x := &photos{page: p, names: complaints.PhotoNames(c), small: map[string]image.Image{}, row: widgets.Flow(8)}
	x.ExtendBaseWidget(x)
	x.build()
	for _, name := range x.names {
		x.draw(p.desk.PhotoPath(name))
	}
	return x
}

// kept is the complaint's list of photos that stay.
func (x *photos) kept() string { return strings.Join(x.names, ",") }

// added are the files to copy.
func (x *photos) added() []string { return slices.Clone(x.paths) }

// Filled implements form.Filler.
func (x *photos) Filled() string { return x.kept() + "|" + strings.Join(x.paths, "|") }

// OnFilled implements form.Filler.
func (x *photos) OnFilled(changed func()) { x.changed = changed }

func (x *photos) close() { x.gone = true }

func (x *photos) build() {
	var out []fyne.CanvasObject
	for i, name := range x.names {
		out = append(out, x.thumb(x.page.desk.PhotoPath(name), func() { x.names = slices.Delete(slices.Clone(x.names), i, i+1) }))
	}
	for i, path := range x.paths {
		out = append(out, x.thumb(path, func() { x.paths = slices.Delete(slices.Clone(x.paths), i, i+1) }))
	}
	if len(x.names)+len(x.paths) < complaints.MostPhotos {
		out = append(out, widgets.NewIconButton(icons.Picture, i18n.T("添加照片"), x.pick))
	}
	x.row.Objects = out
	x.row.Refresh()
	x.Refresh()
	if x.changed != nil {
		x.changed()
	}
}

// thumb is one picture: pressed, it opens; × takes it away.
func (x *photos) thumb(path string, drop func()) fyne.CanvasObject {
	var view fyne.CanvasObject = widgets.IconView(icons.Picture, 20, theme.Faint)
	if small := x.small[path]; small != nil {
		picture := canvas.NewImageFromImage(small)
		picture.FillMode = canvas.ImageFillContain
		view = picture
	}
	open := pressrow.New(widgets.Fixed(thumbWidth, thumbHeight, container.NewStack(view)), func() {
		x.page.host.Do(func(context.Context) (func(), error) { return nil, x.page.outlet.OpenFile(path) })
	}).Flush()
	away := widgets.NewFlatButton(icons.Close, "", func() {
		drop()
		x.build()
	})
	away.SetHeight(20)
	frame := widgets.NewPanel(widgets.Beside(open, 0, away), widgets.PanelStyle{Fill: theme.Ground, Line: theme.Rule, Radius: theme.FieldRadius, Pad: widgets.Pad(2)})
	return widgets.Fixed(thumbWidth+32, thumbHeight+6, frame)
}

func (x *photos) pick() {
	x.page.host.OpenFile(shell.FilePick{Title: i18n.T("选择照片"), Extensions: complaints.PhotoEndings, OnPicked: func(path string) {
		if slices.Contains(x.paths, path) {
			return
		}
		x.paths = append(x.paths, path)
		x.build()
		x.draw(path)
	}})
}

// draw makes a small picture off the interface goroutine and shows it.
func (x *photos) draw(path string) {
	var small image.Image
	var err error
	job.Run(func() { small, err = thumbnail(path) }, func() {
		if x.gone {
			return
		}
		if err != nil {
			slog.Warn("a photo cannot be shown", "file", filepath.Base(path), "error", err)
			return
		}
		x.small[path] = small
		x.build()
	})
}

// thumbnail reads a picture and makes it small, twice as large as shown for sharp screens.
func thumbnail(path string) (image.Image, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	full, _, err := image.Decode(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	b := full.Bounds()
	scale := min(2*thumbWidth/float64(b.Dx()), 2*thumbHeight/float64(b.Dy()), 1)
	small := image.NewRGBA(image.Rect(0, 0, max(int(float64(b.Dx())*scale), 1), max(int(float64(b.Dy())*scale), 1)))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), full, b, draw.Src, nil)
	return small, nil
}

// HeightFor is the height at a width: pictures go on in a new line.
func (x *photos) HeightFor(width float32) float32 { return widgets.HeightFor(x.row, width) }

// CreateRenderer is for Fyne.
func (x *photos) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(x.row) }
