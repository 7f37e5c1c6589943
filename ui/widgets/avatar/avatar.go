// Package avatar shows a person as a round photo, or as the end of the name on a tint.
package avatar

import (
	"hash/fnv"
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"xunshi/ui/widgets/job"
)

// Avatar is the widget; it has one size.
type Avatar struct {
	widget.BaseWidget
	name, path string
	size       float32
	photo      *photo // nil until it is read, and where there is none
	version    int    // rises with every change: late photos are dropped
}

// New shows the photo in a file; without one (path "" or unreadable) it shows initials of
// the name. The photo is read off the interface goroutine.
func New(name, path string, size float32) *Avatar {
	a := &Avatar{size: size}
	a.ExtendBaseWidget(a)
	a.Set(name, path)
	return a
}

// Set shows somebody else.
func (a *Avatar) Set(name, path string) {
	a.name, a.path, a.photo = name, path, nil
	a.version++
	a.Refresh()
	if path == "" {
		return
	}
	version, pixels := a.version, int(a.size*photoScale)
	var read *photo
	job.Run(func() { read = readPhoto(path, pixels) }, func() {
		if version == a.version && read != nil {
			a.photo = read
			a.Refresh()
		}
	})
}

// tints are the grounds behind initials; words on them are white in both themes.
var tints = []color.NRGBA{
	{0x4c, 0x7a, 0xa8, 0xff}, {0x5b, 0x8f, 0x6b, 0xff}, {0xa8, 0x79, 0x4c, 0xff}, {0x8a, 0x6a, 0xa8, 0xff},
	{0xa8, 0x5c, 0x6a, 0xff}, {0x3f, 0x86, 0x8c, 0xff}, {0x7a, 0x85, 0x45, 0xff}, {0x6b, 0x77, 0x87, 0xff},
}

// tint of a name: the same name always has the same.
func tint(name string) color.NRGBA {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // a hash never fails
	return tints[h.Sum32()%uint32(len(tints))]
}

// Initials are what stands for a name: the last two characters of a Chinese one (one where
// there is little room: the family name), the first letters of two words otherwise.
func Initials(name string, short bool) string {
	name = strings.TrimSpace(name)
	runes := []rune(name)
	if len(runes) == 0 {
		return "?"
	}
	if unicode.Is(unicode.Han, runes[0]) {
		switch {
		case short:
			return string(runes[:1])
		case len(runes) > 2:
			return string(runes[len(runes)-2:])
		}
		return name
	}
	var b strings.Builder
	for i, word := range strings.Fields(name) {
		if i == 2 || short && i == 1 {
			break
		}
		b.WriteRune(unicode.ToUpper([]rune(word)[0]))
	}
	return b.String()
}

// least is the size from which two characters fit.
const least float32 = 28

// CreateRenderer is for Fyne.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{a: a, ground: canvas.NewCircle(nil), words: canvas.NewText("", color.White), image: canvas.NewImageFromImage(nil)}
	r.words.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type renderer struct {
	a      *Avatar
	ground *canvas.Circle
	words  *canvas.Text
	image  *canvas.Image
}

func (r *renderer) Destroy()           {}
func (r *renderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.a.size) }

func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.words, r.image}
}

func (r *renderer) Layout(size fyne.Size) {
	side := fyne.NewSquareSize(r.a.size)
	at := fyne.NewPos((size.Width-r.a.size)/2, (size.Height-r.a.size)/2)
	for _, o := range []fyne.CanvasObject{r.ground, r.image} {
		o.Move(at)
		o.Resize(side)
	}
	m := r.words.MinSize()
	r.words.Resize(fyne.NewSize(r.a.size, m.Height))
	r.words.Move(at.AddXY(0, (r.a.size-m.Height)/2-r.a.size/40))
}

func (r *renderer) Refresh() {
	a := r.a
	r.ground.FillColor = tint(a.name)
	r.words.Text = Initials(a.name, a.size < least)
	r.words.TextSize = a.size * 0.36
	if a.size < least {
		r.words.TextSize = a.size * 0.52
	}
	shown := a.photo != nil
	r.ground.Hidden, r.words.Hidden, r.image.Hidden = shown, shown, !shown
	if shown {
		r.image.Image = a.photo.image
	}
	r.Layout(a.Size())
	r.ground.Refresh()
	r.words.Refresh()
	r.image.Refresh()
}
