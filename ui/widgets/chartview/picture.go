package chartview

import (
	"image"
	"image/draw"
	"log/slog"
	"reflect"

	"fyne.io/fyne/v2"

	"xunshi/charts"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/pixels"
)

// drawn is the last picture and what it was drawn for, so that moving the pointer does not
// draw the chart again.
type drawn struct {
	picture image.Image
	w, h    int
	version int
	theme   charts.Theme
}

// draw gives the picture at w × h device pixels.
func (r *renderer) draw(w, h int) image.Image {
	w, h = r.onGrid(w, h)
	colours := chartTheme()
	d := &r.drawn
	if d.picture == nil || d.w != w || d.h != h || d.version != r.view.version || !reflect.DeepEqual(d.theme, colours) {
		*d = drawn{r.paint(w, h, colours), w, h, r.view.version, colours}
	}
	return d.picture
}

// onGrid is the size in device pixels that fyne's painter gives the picture: it rounds both
// ends, not the size. A picture of another size would be stretched and blurred.
func (r *renderer) onGrid(w, h int) (int, int) {
	scale := pixels.Scale(r.view)
	if scale == 0 {
		return w, h
	}
	start := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.picture)
	end := start.Add(r.picture.Size())
	return pixels.Count(end.X, scale) - pixels.Count(start.X, scale), pixels.Count(end.Y, scale) - pixels.Count(start.Y, scale)
}

func (r *renderer) paint(w, h int, colours charts.Theme) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	size := whole(r.picture.Size())
	if size.Width < 1 || size.Height < 1 {
		return out
	}
	scale := float64(w) / float64(size.Width)
	picture, err := charts.Raster(r.view.spec, int(size.Width), int(size.Height), scale, colours)
	if err != nil {
		// Only a fault of the embedded typeface can end here; the place stays blank.
		slog.Error("draw a chart", "title", r.view.spec.Title, "error", err)
		return out
	}
	draw.Draw(out, out.Bounds(), picture, picture.Bounds().Min, draw.Src)
	return out
}

// chartTheme is the chart's colours in the window's theme, on the card's own ground.
func chartTheme() charts.Theme {
	t, ok := fyne.CurrentApp().Settings().Theme().(*theme.Theme)
	if ok && t.IsDark(fyne.CurrentApp().Settings().ThemeVariant()) {
		return charts.Dark().Clear()
	}
	return charts.Light().Clear()
}
