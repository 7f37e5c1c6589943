// Package orgchart lays an organisation chart out: a tidy tree whose lowest level hangs in
// columns below its superior, so that two hundred people stay readable. Screen and paper
// are drawn from the same plan. Lengths are device-independent pixels.
package orgchart

import (
	"math"

	"xunshi/model"
)

// Box is one person, or a vacancy, with those below.
type Box struct {
	ID       model.ID
	Name     string
	Position string
	Region   string
	Photo    string // file, "" = none
	Below    int    // people on every level below
	Vacant   bool   // nobody holds the place now; Name is who did
	Folded   bool   // those below are not shown
	Children []*Box
}

// Sizes of the chart.
const (
	Width    = 150.0 // of a box
	Height   = 60.0
	gapX     = 14.0 // between neighbouring subtrees
	gapRoots = 34.0
	gapLevel = 34.0 // between a superior and those below
	gapStack = 8.0  // between boxes of a column
	indent   = 18.0 // of a column from its line
	stem     = 8.0  // from a column's left edge to its line
	bus      = 12.0 // below a superior, where the lines to several columns part
	maxStack = 8    // boxes in a column
	unit     = 2.0  // height of a step of the contours
)

// Node is a box in its place: X, Y is its top left corner.
type Node struct {
	*Box
	X, Y float64
}

// Line is a straight connection.
type Line struct{ X1, Y1, X2, Y2 float64 }

// Plan is a laid-out chart.
type Plan struct {
	Width, Height float64
	Nodes         []Node
	Lines         []Line
}

// Layout places a chart. The same boxes always come to stand in the same places.
func Layout(roots []*Box) Plan {
	var p Plan
	whole := &tree{}
	var offsets []float64
	for i, root := range roots {
		gap := gapRoots
		if i == 0 {
			gap = 0
		}
		offsets = append(offsets, whole.beside(build(root), gap))
	}
	left := 0.0
	for _, x := range whole.left {
		left = math.Min(left, x)
	}
	for i, child := range whole.children {
		child.place(&p, offsets[i]-left, 0)
	}
	for _, n := range p.Nodes {
		p.Width, p.Height = math.Max(p.Width, n.X+Width), math.Max(p.Height, n.Y+Height)
	}
	return p
}

// tree is a subtree with the box at x = 0, y = 0.
type tree struct {
	box         *Box
	children    []*tree
	xs          []float64 // of the children, beside each other
	stacked     bool      // the children hang in columns
	shift       float64   // of the columns' left edge
	left, right []float64 // contours: for every step down, how far the subtree reaches
}

func build(b *Box) *tree {
	t := &tree{box: b}
	if b.Folded || len(b.Children) == 0 {
		t.cover(0, Width, 0, Height)
		return t
	}
	if leaves(b.Children) && len(b.Children) > 1 {
		t.hang()
		return t
	}
	t.spread()
	return t
}

// leaves tells whether nobody is shown below any of the boxes.
func leaves(boxes []*Box) bool {
	for _, b := range boxes {
		if !b.Folded && len(b.Children) > 0 {
			return false
		}
	}
	return true
}

// columns is how many columns n boxes hang in, and how many boxes deep.
func columns(n int) (cols, rows int) {
	cols = (n + maxStack - 1) / maxStack
	return cols, (n + cols - 1) / cols
}

const columnWidth = indent + Width

// hang puts the children in columns below the box; one column hangs from the box's left,
// several are centred under it.
func (t *tree) hang() {
	t.stacked = true
	cols, rows := columns(len(t.box.Children))
	if cols > 1 {
		t.shift = (Width - (float64(cols)*columnWidth + float64(cols-1)*gapX)) / 2
	}
	t.cover(0, Width, 0, Height)
	right := t.shift + float64(cols)*columnWidth + float64(cols-1)*gapX
	t.cover(t.shift, right, Height, stackY(rows-1)+Height)
}

func stackY(row int) float64 { return Height + gapLevel/2 + float64(row)*(Height+gapStack) }

// spread puts the children beside each other, the box over their middle.
func (t *tree) spread() {
	below := &tree{}
	for i, b := range t.box.Children {
		gap := gapX
		if i == 0 {
			gap = 0
		}
		t.xs = append(t.xs, below.beside(build(b), gap))
	}
	t.children = below.children
	shift := -(t.xs[0] + t.xs[len(t.xs)-1]) / 2
	for i := range t.xs {
		t.xs[i] += shift
	}
	t.cover(0, Width, 0, Height)
	down := steps(Height + gapLevel)
	for len(t.left) < down {
		t.left, t.right = append(t.left, 0), append(t.right, Width)
	}
	for i := range below.left {
		t.left, t.right = append(t.left, below.left[i]+shift), append(t.right, below.right[i]+shift)
	}
	// the line that joins the children lies in the gap above them
	for i := steps(Height + gapLevel/2); i < down; i++ {
		t.left[i] = math.Min(t.left[i], t.xs[0]+Width/2)
		t.right[i] = math.Max(t.right[i], t.xs[len(t.xs)-1]+Width/2)
	}
}

// steps of the contours down to a height.
func steps(y float64) int { return int(y / unit) }

// cover says that the subtree takes a rectangle.
func (t *tree) cover(x1, x2, y1, y2 float64) {
	for i := steps(y1); i < int(math.Ceil(y2/unit)); i++ {
		if i < len(t.left) {
			t.left[i], t.right[i] = math.Min(t.left[i], x1), math.Max(t.right[i], x2)
			continue
		}
		t.left, t.right = append(t.left, x1), append(t.right, x2)
	}
}

// beside puts another subtree to the right of those there, as near as the contours let it,
// and gives its x.
func (t *tree) beside(next *tree, gap float64) (x float64) {
	for i := range next.left {
		if i < len(t.right) {
			x = math.Max(x, t.right[i]+gap-next.left[i])
		}
	}
	t.children = append(t.children, next)
	for i := range next.left {
		if i < len(t.left) {
			t.left[i], t.right[i] = math.Min(t.left[i], next.left[i]+x), math.Max(t.right[i], next.right[i]+x)
			continue
		}
		t.left, t.right = append(t.left, next.left[i]+x), append(t.right, next.right[i]+x)
	}
	return x
}

// place writes the subtree into a plan with its box at x, y.
func (t *tree) place(p *Plan, x, y float64) {
	p.Nodes = append(p.Nodes, Node{t.box, x, y})
	if t.stacked {
		t.placeColumns(p, x, y)
		return
	}
	if len(t.children) == 0 {
		return
	}
	middle, join := x+Width/2, y+Height+gapLevel/2
	p.line(middle, y+Height, middle, join)
	if n := len(t.xs); n > 1 {
		p.line(x+t.xs[0]+Width/2, join, x+t.xs[n-1]+Width/2, join)
	}
	for i, child := range t.children {
		p.line(x+t.xs[i]+Width/2, join, x+t.xs[i]+Width/2, y+Height+gapLevel)
		child.place(p, x+t.xs[i], y+Height+gapLevel)
	}
}

func (t *tree) placeColumns(p *Plan, x, y float64) {
	n := len(t.box.Children)
	cols, rows := columns(n)
	from := y + Height
	if cols > 1 {
		from += bus
		p.line(x+Width/2, y+Height, x+Width/2, from)
		p.line(math.Min(x+Width/2, x+t.shift+stem), from, math.Max(x+Width/2, x+t.shift+float64(cols-1)*(columnWidth+gapX)+stem), from)
	}
	for col := range cols {
		left := x + t.shift + float64(col)*(columnWidth+gapX)
		last := from
		for row := 0; row < rows && col*rows+row < n; row++ {
			top := y + stackY(row)
			p.Nodes = append(p.Nodes, Node{t.box.Children[col*rows+row], left + indent, top})
			last = top + Height/2
			p.line(left+stem, last, left+indent, last)
		}
		p.line(left+stem, from, left+stem, last)
	}
}

func (p *Plan) line(x1, y1, x2, y2 float64) { p.Lines = append(p.Lines, Line{x1, y1, x2, y2}) }

// Count is how many people the boxes hold, vacancies not counted, and how many vacancies.
func Count(roots []*Box) (people, vacant int) {
	for _, b := range roots {
		if b.Vacant {
			vacant++
		} else {
			people++
		}
		p, v := Count(b.Children)
		people, vacant = people+p, vacant+v
	}
	return people, vacant
}
