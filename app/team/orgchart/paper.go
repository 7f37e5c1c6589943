package orgchart

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"xunshi/app/exporting/layout"
	"xunshi/assets/i18n"
)

// Sheet says what stands around a chart on paper.
type Sheet struct {
	Title string
	Date  string // the chart is of that day
	A3    bool
	Notes string // 口径
}

// Paper in mm, landscape, and the sizes of type.
const (
	margin    = 11.0
	head      = 15.0 // room for the title
	foot      = 9.0
	natural   = 25.4 / 96 // mm of a pixel at its real size
	smallest  = 0.165     // mm of a pixel below which names are too small to read
	titleSize = 14.0
	smallSize = 8.0
	nameSize  = 9.6 // points at real size
	lineSize  = 7.8
)

func (s Sheet) size() (w, h float64) {
	if s.A3 {
		return 420, 297
	}
	return 297, 210
}

// room on a page in mm.
func (s Sheet) room() (w, h float64) {
	w, h = s.size()
	return w - 2*margin, h - 2*margin - head - foot
}

// Pages draws a chart on as many landscape pages as it needs to be readable: what does not
// fit on one is shown in outline first, each branch following on a page of its own or with
// its neighbours.
func Pages(roots []*Box, s Sheet) []layout.Page {
	pages := s.split(roots)
	out := make([]layout.Page, len(pages))
	for i, forest := range pages {
		out[i] = s.draw(roots, forest, i+1, pages)
	}
	return out
}

// Picture draws the whole chart on one page as large as it needs, for a picture file.
func Picture(roots []*Box, s Sheet) layout.Page {
	plan := Layout(roots)
	w := math.Max(plan.Width*natural, 120) + 2*margin
	d := drawing{scale: natural, page: layout.Page{Width: w, Height: plan.Height*natural + 2*margin + head + foot}}
	d.page.Items = append(d.page.Items, layout.Box{W: d.page.Width, H: d.page.Height, Fill: layout.White})
	d.frame(roots, s, "")
	d.chart(plan, margin+(d.page.Width-2*margin-plan.Width*natural)/2, nil)
	return d.page
}

// fits tells whether boxes stay readable on one page.
func (s Sheet) fits(roots []*Box) bool {
	plan := Layout(roots)
	w, h := s.room()
	return plan.Width*smallest <= w && plan.Height*smallest <= h
}

// split cuts a chart into what goes on each page.
func (s Sheet) split(roots []*Box) [][]*Box {
	if len(roots) == 0 || s.fits(roots) {
		return [][]*Box{roots}
	}
	depth := deepest(roots)
	for depth > 1 && !s.fits(fold(roots, depth)) {
		depth--
	}
	pages := [][]*Box{fold(roots, depth)}
	var group []*Box
	flush := func() {
		if len(group) > 0 {
			pages = append(pages, group)
			group = nil
		}
	}
	for _, branch := range cut(roots, depth) {
		if s.fits(append(group[:len(group):len(group)], branch)) {
			group = append(group, branch)
			continue
		}
		flush()
		if s.fits([]*Box{branch}) || depth <= 1 && len(roots) == 1 && branch == roots[0] || !splits(branch) {
			group = []*Box{branch}
			continue
		}
		pages = append(pages, s.split([]*Box{branch})...)
	}
	flush()
	return pages
}

// splits tells whether a branch has something below its first level to put on pages of
// its own.
func splits(b *Box) bool { return !leaves(b.Children) }

func deepest(boxes []*Box) int {
	d := 0
	for _, b := range boxes {
		below := 0
		if !b.Folded {
			below = deepest(b.Children)
		}
		d = max(d, below+1)
	}
	return d
}

// fold is a copy of the boxes whose levels below depth are not shown.
func fold(boxes []*Box, depth int) []*Box {
	out := make([]*Box, len(boxes))
	for i, b := range boxes {
		copied := *b
		copied.Folded = b.Folded || depth <= 1
		if !copied.Folded {
			copied.Children = fold(b.Children, depth-1)
		}
		out[i] = &copied
	}
	return out
}

// cut lists the branches that fold leaves out, with the box they hang from.
func cut(boxes []*Box, depth int) []*Box {
	var out []*Box
	for _, b := range boxes {
		switch {
		case b.Folded || len(b.Children) == 0:
		case depth <= 1:
			out = append(out, b)
		default:
			out = append(out, cut(b.Children, depth-1)...)
		}
	}
	return out
}

// draw makes one page.
func (s Sheet) draw(whole, roots []*Box, number int, pages [][]*Box) layout.Page {
	w, h := s.size()
	roomW, roomH := s.room()
	plan := Layout(roots)
	scale := natural
	if plan.Width > 0 {
		scale = math.Min(scale, math.Min(roomW/plan.Width, roomH/plan.Height))
	}
	d := drawing{scale: scale, page: layout.Page{Width: w, Height: h}}
	d.frame(whole, s, i18n.T("第 %d 页 / 共 %d 页", number, len(pages)))
	d.chart(plan, margin+(roomW-plan.Width*scale)/2, func(b *Box) int { return pageOf(b, number, pages) })
	return d.page
}

// pageOf is the page that shows those below a folded box, 0 if none does.
func pageOf(b *Box, but int, pages [][]*Box) int {
	for i, forest := range pages {
		if i+1 == but {
			continue
		}
		for _, root := range forest {
			if root.ID == b.ID && !root.Folded {
				return i + 1
			}
		}
	}
	return 0
}

// drawing draws on one page.
type drawing struct {
	page  layout.Page
	scale float64 // mm of a pixel
}

func (d *drawing) put(items ...layout.Item) { d.page.Items = append(d.page.Items, items...) }

func (d *drawing) text(x, y, size float64, bold bool, c color.RGBA, text string, room float64) {
	text = layout.Shorten(layout.Printable(text), room, size, bold)
	d.put(layout.Text{X: x, Y: y, Size: size, Bold: bold, Color: c, Text: text})
}

// frame writes title, date and notes.
func (d *drawing) frame(whole []*Box, s Sheet, number string) {
	room := d.page.Width - 2*margin
	d.text(margin, margin+5, titleSize, true, layout.Ink, s.Title, room*0.65)
	people, vacant := Count(whole)
	facts := []string{s.Date, i18n.T("共 %d 人", people)}
	if vacant > 0 {
		facts = append(facts, i18n.T("空缺 %d 处", vacant))
	}
	right := strings.Join(facts, " · ")
	d.text(d.page.Width-margin-layout.Width(right, smallSize, false), margin+5, smallSize, false, layout.Quiet, right, room)
	d.put(layout.Line{X1: margin, Y1: margin + 8, X2: d.page.Width - margin, Y2: margin + 8, Width: 0.25, Color: layout.Rule})
	bottom := d.page.Height - margin
	d.text(margin, bottom, smallSize, false, layout.Quiet, s.Notes, room*0.82)
	d.text(d.page.Width-margin-layout.Width(number, smallSize, false), bottom, smallSize, false, layout.Quiet, number, room)
}

// chart draws a plan with its left edge at x; page tells where a folded branch goes on.
func (d *drawing) chart(p Plan, x float64, page func(*Box) int) {
	y := margin + head
	for _, l := range p.Lines {
		d.put(layout.Line{X1: x + l.X1*d.scale, Y1: y + l.Y1*d.scale, X2: x + l.X2*d.scale, Y2: y + l.Y2*d.scale, Width: 0.25, Color: layout.StrongRul})
	}
	for _, n := range p.Nodes {
		d.box(n, x+n.X*d.scale, y+n.Y*d.scale, page)
	}
}

func (d *drawing) box(n Node, x, y float64, page func(*Box) int) {
	k := d.scale / natural // types grow and shrink with the boxes
	b := layout.Box{X: x, Y: y, W: Width * d.scale, H: Height * d.scale, Radius: 1.4 * k, Fill: layout.White, Stroke: layout.StrongRul, Width: 0.25}
	name, nameColor := n.Name, layout.Ink
	if n.Vacant {
		b.Fill, b.Stroke = layout.AlertFill, layout.AlertLine
		name, nameColor = i18n.T("空缺"), layout.Behind
	}
	d.put(b, layout.Box{X: x, Y: y + 1.6*k, W: 0.9 * k, H: b.H - 3.2*k, Fill: stripe(n)})
	left, room := x+2.6*k, b.W-4.2*k
	d.text(left, y+5.6*k, nameSize*k, true, nameColor, name, room*0.62)
	if n.Below > 0 {
		count := fmt.Sprint(n.Below)
		w := layout.Width(count, lineSize*k, false)
		d.text(x+b.W-1.8*k-w, y+5.6*k, lineSize*k, false, layout.Quiet, count, room)
	}
	d.text(left, y+9.7*k, lineSize*k, false, layout.Ink, n.Position, room)
	last := n.Region
	if n.Vacant {
		last = i18n.T("原任 %s", n.Name)
	}
	if n.Folded && len(n.Children) > 0 && page != nil {
		if at := page(n.Box); at > 0 {
			last = strings.TrimPrefix(last+" · "+i18n.T("见第 %d 页", at), " · ")
		}
	}
	d.text(left, y+13.6*k, lineSize*k, false, layout.Quiet, last, room)
}

// stripe marks those who lead.
func stripe(n Node) color.RGBA {
	switch {
	case n.Vacant:
		return layout.Behind
	case n.Below > 0:
		return layout.Brand
	}
	return layout.StrongRul
}
