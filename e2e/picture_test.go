//go:build e2e

package e2e

import (
	"image"
	"image/color"
	"slices"
)

// brand is the colour of main buttons and marks (look.md).
var brand = color.RGBA{R: 0x0f, G: 0x4c, B: 0x81, A: 0xff}

// colours counts the distinct colours of a picture, looking at every pixel.
func colours(img image.Image) int {
	seen := map[color.RGBA]bool{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			seen[rgba(img, x, y)] = true
		}
	}
	return len(seen)
}

func rgba(img image.Image, x, y int) color.RGBA {
	c, _ := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
	return c
}

// changed tells how many of a thousand pixels differ between two pictures of one size.
func changed(a, b image.Image) int {
	bounds, n := a.Bounds(), 0
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if rgba(a, x, y) != rgba(b, x, y) {
				n++
			}
		}
	}
	return n * 1000 / (bounds.Dx() * bounds.Dy())
}

// patches finds the connected areas of one colour that are at least w×h pixels, top to
// bottom, then left to right: buttons, marks, bars.
func patches(img image.Image, c color.RGBA, w, h int) []image.Rectangle {
	bounds := img.Bounds()
	seen := make(map[image.Point]bool)
	var found []image.Rectangle
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if p := image.Pt(x, y); !seen[p] && rgba(img, x, y) == c {
				if box := flood(img, c, p, seen); box.Dx() >= w && box.Dy() >= h {
					found = append(found, box)
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b image.Rectangle) int {
		if a.Min.Y != b.Min.Y {
			return a.Min.Y - b.Min.Y
		}
		return a.Min.X - b.Min.X
	})
	return found
}

// flood marks the area of one colour that holds p as seen and gives its box.
func flood(img image.Image, c color.RGBA, p image.Point, seen map[image.Point]bool) image.Rectangle {
	box := image.Rectangle{Min: p, Max: p.Add(image.Pt(1, 1))}
	todo := []image.Point{p}
	seen[p] = true
	for len(todo) > 0 {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		box = box.Union(image.Rectangle{Min: p, Max: p.Add(image.Pt(1, 1))})
		for _, q := range []image.Point{p.Add(image.Pt(1, 0)), p.Add(image.Pt(-1, 0)), p.Add(image.Pt(0, 1)), p.Add(image.Pt(0, -1))} {
			if q.In(img.Bounds()) && !seen[q] && rgba(img, q.X, q.Y) == c {
				seen[q] = true
				todo = append(todo, q)
			}
		}
	}
	return box
}

func centre(r image.Rectangle) (x, y int) { return (r.Min.X + r.Max.X) / 2, (r.Min.Y + r.Max.Y) / 2 }
