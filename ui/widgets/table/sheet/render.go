package sheet

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"xunshi/ui/theme"
)

// pane is a clipped part of the sheet with objects at free positions.
type pane struct {
	clip *container.Clip
	box  *fyne.Container
	pos  fyne.Position
}

func newPane() *pane {
	box := container.NewWithoutLayout()
	clip := container.NewClip(box)
	clip.ExtendBaseWidget(clip) // else fyne does not find what is in it before the first frame
	return &pane{clip: clip, box: box}
}

func (p *pane) place(x, y, w, h float32) {
	p.pos = fyne.NewPos(x, y)
	p.clip.Move(p.pos)
	p.clip.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// slot holds the objects of one visible row. A row keeps its slot while it is in view, so
// scrolling changes only the texts of rows that come in.
type slot struct {
	row    int
	ground *canvas.Rectangle
	line   *canvas.Rectangle
	cells  []cellView
}

type cellView struct {
	text  *canvas.Text
	mark  *canvas.Image     // made when first needed
	under *canvas.Rectangle // fill or pill, made when first needed
	shown Cell
	width float32
	fit   string
	known bool
}

type renderer struct {
	s       *Sheet
	ground  *pane    // row grounds and lines, all columns
	body    [2]*pane // cells: frozen, scrolling
	head    [2]*pane
	titles  []*canvas.Text
	slots   []*slot
	rule    *canvas.Rectangle // under the header
	edge    *canvas.Rectangle // right of the frozen columns while scrolled sideways
	grip    *canvas.Rectangle // column edge under the pointer
	frame   *canvas.Rectangle
	bars    [2]*canvas.Rectangle
	objects []fyne.CanvasObject
	colours palette
}

func newRenderer(s *Sheet) *renderer {
	r := &renderer{s: s, ground: newPane()}
	r.rule, r.edge, r.grip = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	r.grip.Hidden = true
	r.frame = canvas.NewRectangle(color.Transparent)
	r.frame.StrokeWidth = 1.5
	r.objects = append(r.objects, r.ground.clip)
	for i := range 2 {
		r.body[i], r.head[i] = newPane(), newPane()
	}
	r.objects = append(r.objects, r.body[1].clip, r.body[0].clip, r.head[1].clip, r.head[0].clip, r.rule, r.edge, r.grip)
	for i := range r.bars {
		r.bars[i] = canvas.NewRectangle(color.Transparent)
		r.bars[i].CornerRadius = barWidth / 2
		r.objects = append(r.objects, r.bars[i])
	}
	r.colours = currentPalette()
	r.setStrip()
	return r
}

func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *renderer) Destroy()                     {}
func (r *renderer) MinSize() fyne.Size           { return r.s.MinSize() }

func (r *renderer) Layout(fyne.Size) {
	r.s.measure()
	r.draw()
}

// Refresh reads the theme again and redraws everything.
func (r *renderer) Refresh() {
	r.colours = currentPalette()
	for _, sl := range r.slots {
		for i := range sl.cells {
			sl.cells[i].known = false
		}
	}
	r.s.measure()
	r.draw()
	canvas.Refresh(r.s)
}

// reset forgets all objects after the columns changed.
func (r *renderer) reset() {
	r.slots, r.titles = nil, nil
	r.ground.box.Objects = nil
	for i := range 2 {
		r.body[i].box.Objects, r.head[i].box.Objects = nil, nil
	}
	r.setStrip()
	r.setEditor()
}

func (r *renderer) paneOf(panes [2]*pane, col int) *pane {
	if col < r.s.geo.frozen {
		return panes[0]
	}
	return panes[1]
}

// draw brings every object to where the offsets and the source say.
func (r *renderer) draw() {
	s := r.s
	if len(s.geo.left) != len(s.columns)+1 {
		s.measure()
	}
	size, top := s.geo.size, s.bodyTop()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	fw := s.geo.frozenW
	r.ground.place(0, top, size.Width, size.Height-top)
	r.body[0].place(0, top, fw, size.Height-top)
	r.body[1].place(fw, top, size.Width-fw, size.Height-top)
	r.head[0].place(0, 0, fw, top)
	r.head[1].place(fw, 0, size.Width-fw, top)
	r.rule.Hidden = s.Headless
	hairline(r.rule, r.colours.line, 0, top-1, size.Width, 1)
	r.edge.Hidden = fw == 0 || s.offX == 0
	hairline(r.edge, r.colours.line, fw, 0, 1, size.Height)
	r.drawHead()
	r.drawRows()
	r.drawFrame()
	r.drawEditor()
	r.drawBars()
	if s.OnDrawn != nil {
		s.OnDrawn()
	}
}

// hairline draws a thin line as a filled rectangle, which falls on whole pixels.
func hairline(l *canvas.Rectangle, c color.Color, x, y, w, h float32) {
	l.FillColor = c
	l.Resize(fyne.NewSize(w, h))
	l.Move(fyne.NewPos(x, y))
}

func (r *renderer) drawHead() {
	s := r.s
	if len(r.titles) != len(s.columns) {
		r.titles = nil
		for i := range s.columns {
			t := canvas.NewText("", r.colours.quiet)
			r.titles = append(r.titles, t)
			p := r.paneOf(r.head, i)
			p.box.Objects = append(p.box.Objects, t)
		}
	}
	for i, c := range s.columns {
		if s.Headless {
			r.titles[i].Hidden = true
			continue
		}
		p, t, w := r.paneOf(r.head, i), r.titles[i], s.geo.width(i)
		title := c.Title
		if c.Arrow != "" {
			title += " " + c.Arrow
		}
		size := r.colours.textSize - 1
		title = fitText(title, w-2*cellPadding+4, size, fyne.TextStyle{}, false)
		col := r.colours.quiet
		if c.Arrow != "" {
			col = r.colours.brand
		}
		if t.Text != title || t.Color != col || t.Alignment != c.Align || t.TextSize != size {
			t.Text, t.Color, t.Alignment, t.TextSize = title, col, c.Align, size
			t.Refresh()
		}
		x := s.colLeft(i) - p.pos.X
		t.Resize(fyne.NewSize(w-2*cellPadding, r.s.head()))
		t.Move(fyne.NewPos(x+cellPadding, 0))
		if i < len(s.strip) && s.strip[i] != nil {
			s.strip[i].Resize(fyne.NewSize(w-4, s.stripH-4))
			s.strip[i].Move(fyne.NewPos(x+2, r.s.head()))
		}
	}
}

func (r *renderer) setStrip() {
	for _, p := range r.head {
		p.box.Objects = nil
	}
	r.titles = nil
	for i, o := range r.s.strip {
		if o != nil {
			p := r.paneOf(r.head, i)
			p.box.Objects = append(p.box.Objects, o)
		}
	}
}

func (r *renderer) drawFrame() {
	s := r.s
	at := s.Current
	hide := at.Row < 0 || at.Col < 0 || at.Col >= len(s.columns) || s.editor != nil
	r.frame.Hidden = hide
	if hide {
		return
	}
	p := r.paneOf(r.body, at.Col)
	moveInto(p, r.body, r.frame)
	r.frame.StrokeColor = r.colours.brand
	if !s.focused {
		r.frame.StrokeColor = r.colours.quiet
	}
	pos, size := s.CellRect(at)
	r.frame.Resize(fyne.NewSize(size.Width-1, size.Height-1))
	r.frame.Move(pos.Subtract(p.pos))
	r.frame.Refresh()
}

func (r *renderer) setEditor() {
	for _, p := range r.body {
		objects := p.box.Objects
		for i, o := range objects {
			if _, ok := o.(fyne.Widget); ok && o != r.s.editor {
				p.box.Objects = append(objects[:i:i], objects[i+1:]...)
				break
			}
		}
	}
}

func (r *renderer) drawEditor() {
	s := r.s
	if s.editor == nil {
		return
	}
	p := r.paneOf(r.body, s.editorAt.Col)
	moveInto(p, r.body, s.editor)
	pos, size := s.CellRect(s.editorAt)
	size.Width = max(size.Width, min(s.editorWide, s.geo.size.Width-pos.X))
	size.Height = max(size.Height, s.editor.MinSize().Height)
	s.editor.Resize(size)
	s.editor.Move(pos.Subtract(p.pos))
}

// moveInto makes o the topmost object of pane p and of no other pane.
func moveInto(p *pane, panes [2]*pane, o fyne.CanvasObject) {
	n := len(p.box.Objects)
	if n > 0 && p.box.Objects[n-1] == o {
		return
	}
	for _, q := range panes {
		for i, x := range q.box.Objects {
			if x == o {
				q.box.Objects = append(q.box.Objects[:i:i], q.box.Objects[i+1:]...)
				break
			}
		}
	}
	p.box.Objects = append(p.box.Objects, o)
}

func (r *renderer) drawBars() {
	s := r.s
	body := s.bodyHeight()
	v, h := r.bars[0], r.bars[1]
	v.FillColor, h.FillColor = r.colours.bar, r.colours.bar
	from, length, ok := s.barV()
	v.Hidden = !ok
	if ok {
		v.Resize(fyne.NewSize(barWidth-2, length))
		v.Move(fyne.NewPos(s.geo.size.Width-barWidth, s.bodyTop()+from))
	}
	from, length, ok = s.barH()
	h.Hidden = !ok || body < barWidth
	if !h.Hidden {
		h.Resize(fyne.NewSize(length, barWidth-2))
		h.Move(fyne.NewPos(from, s.geo.size.Height-barWidth))
	}
	v.Refresh()
}

// palette is the theme's colours and sizes as the sheet uses them.
type palette struct {
	ink, quiet, line, hover, brand, bar color.Color
	tones, soft                         [Brand + 1]color.Color
	textSize                            float32
}

func currentPalette() palette {
	p := palette{
		ink:      theme.Color(theme.Ink),
		quiet:    theme.Color(theme.Quiet),
		line:     theme.Color(theme.Rule),
		hover:    theme.Color(theme.Hover),
		brand:    theme.Color(theme.Brand),
		bar:      theme.Color(fynetheme.ColorNameScrollBar),
		textSize: fynetheme.TextSize(),
	}
	p.tones = [...]color.Color{
		Plain: p.ink, Ahead: theme.Color(theme.Ahead), Behind: theme.Color(theme.Behind),
		Attention: theme.Color(theme.Attention), Quiet: p.quiet, Brand: p.brand,
	}
	p.soft = [...]color.Color{
		Plain: theme.Color(theme.NeutralTint), Ahead: theme.Color(theme.AheadTint), Behind: theme.Color(theme.BehindTint),
		Attention: theme.Color(theme.AttentionTint), Quiet: theme.Color(theme.NeutralTint), Brand: theme.Color(theme.Selected),
	}
	return p
}
