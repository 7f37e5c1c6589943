package paper

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"xunshi/app/exporting/layout"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/pixels"
)

// sheet is one page on the desk.
type sheet struct {
	widget.BaseWidget
	view    *View
	index   int
	picture *image.RGBA
	width   int  // of the picture in device pixels, 0 = none
	unseen  bool // in sight by its place, but not painted yet: how sharp it must be is not known
	over    *layout.Link
	raster  *canvas.Raster
}

func newSheet(v *View, index int) *sheet {
	s := &sheet{view: v, index: index}
	s.raster = canvas.NewRaster(s.draw)
	s.ExtendBaseWidget(s)
	return s
}

// pixels is the sheet's width in device pixels; 0 while it is not on a canvas.
func (s *sheet) pixels() int { return pixels.Count(s.Size().Width, pixels.Scale(s.view)) }

// snap puts the picture on whole device pixels. It must follow each scroll.
func (s *sheet) snap() {
	scale := pixels.Scale(s.view)
	if scale == 0 {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
	s.raster.Move(fyne.NewPos(pixels.Snap(at.X, scale)-at.X, pixels.Snap(at.Y, scale)-at.Y))
	s.raster.Resize(fyne.NewSize(pixels.Snap(s.Size().Width, scale), pixels.Snap(s.Size().Height, scale)))
}

// await has the sheet say when it is painted for the first time.
func (s *sheet) await(unseen bool) {
	if s.unseen != unseen {
		s.unseen = unseen
		s.Refresh()
	}
}

func (s *sheet) show(picture *image.RGBA, width int) {
	s.picture, s.width = picture, width
	s.snap()
	s.Refresh()
}

func (s *sheet) drop() {
	if s.picture != nil {
		s.show(nil, 0)
	}
}

// perMM is how many of fyne's units a millimetre of the sheet takes.
func (s *sheet) perMM() float64 {
	return float64(s.Size().Width) / s.view.pages[s.index].Width
}

// linkAt finds the table row at a place.
func (s *sheet) linkAt(pos fyne.Position) *layout.Link {
	k := s.perMM()
	if s.view.OnDrill == nil || k == 0 {
		return nil
	}
	links := s.view.pages[s.index].Links
	for i := range links {
		if links[i].Contains(float64(pos.X)/k, float64(pos.Y)/k) {
			return &links[i]
		}
	}
	return nil
}

// Tapped opens the row pressed and gives the desk the keyboard.
func (s *sheet) Tapped(e *fyne.PointEvent) {
	s.view.Focus()
	if link := s.linkAt(e.Position); link != nil {
		s.view.OnDrill(link.Drill)
	}
}

// MouseIn starts the hover.
func (s *sheet) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved marks the row under the pointer.
func (s *sheet) MouseMoved(e *desktop.MouseEvent) { s.hover(s.linkAt(e.Position)) }

// MouseOut ends the hover.
func (s *sheet) MouseOut() { s.hover(nil) }

func (s *sheet) hover(link *layout.Link) {
	if s.over != link {
		s.over = link
		s.Refresh()
	}
}

// Cursor is a hand over rows that can be opened.
func (s *sheet) Cursor() desktop.Cursor {
	if s.over != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer draws the sheet.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{sheet: s, ground: canvas.NewRectangle(color.White), mark: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type sheetRenderer struct {
	sheet        *sheet
	ground, mark *canvas.Rectangle
}

func (r *sheetRenderer) Destroy() {}

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.sheet.raster, r.mark}
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	if r.sheet.raster.Size().IsZero() {
		r.sheet.raster.Resize(size)
	}
	link := r.sheet.over
	r.mark.Hidden = link == nil
	if link != nil {
		k := float32(r.sheet.perMM())
		r.mark.Move(fyne.NewPos(float32(link.X)*k, float32(link.Y)*k))
		r.mark.Resize(fyne.NewSize(float32(link.W)*k, float32(link.H)*k))
	}
}

// Refresh redraws; paper is white in every theme, so is the mark's colour.
func (r *sheetRenderer) Refresh() {
	r.mark.FillColor = color.NRGBA{R: 0x0f, G: 0x4c, B: 0x81, A: 0x1a}
	r.ground.Shadow = canvas.Shadow{Color: theme.Color("shadow"), BlurRadius: 10, Offset: fyne.NewPos(0, 2)}
	r.sheet.raster.Hidden = r.sheet.picture == nil && !r.sheet.unseen
	r.Layout(r.sheet.Size())
	canvas.Refresh(r.sheet)
}

// draw gives the picture at the size asked for; while a sharper one is on its way the one
// there is gets stretched.
func (s *sheet) draw(w, h int) image.Image {
	p := s.picture
	if p == nil {
		if s.unseen { // the first paint: now there is a canvas
			s.unseen = false
			fyne.Do(s.view.look)
		}
		return image.NewUniform(color.White)
	}
	if p.Bounds().Dx() == w && p.Bounds().Dy() == h {
		return p
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	if p.Bounds().Dx() == w { // heights differ by rounding only
		draw.Draw(out, out.Bounds(), p, image.Point{}, draw.Src)
		return out
	}
	stretch(out, p)
	return out
}

// stretch fills dst with src by the nearest pixels.
func stretch(dst, src *image.RGBA) {
	dw, dh := dst.Bounds().Dx(), dst.Bounds().Dy()
	sw, sh := src.Bounds().Dx(), src.Bounds().Dy()
	for y := range dh {
		from := src.Pix[src.PixOffset(0, y*sh/dh):]
		to := dst.Pix[dst.PixOffset(0, y):]
		for x := range dw {
			copy(to[x*4:x*4+4], from[x*sw/dw*4:])
		}
	}
}
