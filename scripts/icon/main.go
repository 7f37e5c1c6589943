// Command icon draws the program's icon: a white map pin with a rising line of three
// points in it, on the brand's blue. Usage: icon FILE.png
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"

	"golang.org/x/image/vector"
)

const size = 512

var (
	brand = color.NRGBA{R: 0x0f, G: 0x4c, B: 0x81, A: 0xff}
	deep  = color.NRGBA{R: 0x0a, G: 0x36, B: 0x5e, A: 0xff}
	ahead = color.NRGBA{R: 0x2f, G: 0xb3, B: 0x73, A: 0xff}
	white = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
)

type point struct{ x, y float64 }

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: icon FILE.png")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "icon:", err)
		os.Exit(1)
	}
}

func write(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, icon()); err != nil {
		_ = f.Close() // the first error is the one to tell
		return err
	}
	return f.Close()
}

func icon() image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	fill(img, brand, roundedSquare(16, 16, size-32, 104))
	fill(img, deep, ellipse(256, 428, 92, 20))
	fill(img, white, pin(256, 212, 132, 424))
	fill(img, brand, ellipse(256, 212, 98, 98))
	route := []point{{196, 252}, {240, 212}, {270, 232}, {316, 176}}
	for i := 1; i < len(route); i++ {
		fill(img, white, stroke(route[i-1], route[i], 15))
	}
	for _, p := range route[:len(route)-1] {
		fill(img, white, ellipse(p.x, p.y, 14, 14))
	}
	end := route[len(route)-1]
	fill(img, white, ellipse(end.x, end.y, 25, 25))
	fill(img, ahead, ellipse(end.x, end.y, 17, 17))
	return img
}

// fill paints a closed shape.
func fill(img draw.Image, c color.Color, shape []point) {
	r := vector.NewRasterizer(size, size)
	r.MoveTo(float32(shape[0].x), float32(shape[0].y))
	for _, p := range shape[1:] {
		r.LineTo(float32(p.x), float32(p.y))
	}
	r.ClosePath()
	r.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
}

// arc gives points of an ellipse from angle a to b (radians, clockwise on screen).
func arc(cx, cy, rx, ry, a, b float64) []point {
	const steps = 96
	points := make([]point, 0, steps+1)
	for i := range steps + 1 {
		t := a + (b-a)*float64(i)/steps
		points = append(points, point{cx + rx*math.Cos(t), cy + ry*math.Sin(t)})
	}
	return points
}

func ellipse(cx, cy, rx, ry float64) []point { return arc(cx, cy, rx, ry, 0, 2*math.Pi) }

func roundedSquare(x, y, side, r float64) []point {
	right, bottom := x+side-r, y+side-r
	shape := arc(right, y+r, r, r, -math.Pi/2, 0)
	shape = append(shape, arc(right, bottom, r, r, 0, math.Pi/2)...)
	shape = append(shape, arc(x+r, bottom, r, r, math.Pi/2, math.Pi)...)
	return append(shape, arc(x+r, y+r, r, r, math.Pi, 1.5*math.Pi)...)
}

// pin is a map pin: a circle round (cx, cy) whose tangents meet at (cx, tip).
func pin(cx, cy, r, tip float64) []point {
	open := math.Acos(r / (tip - cy)) // between the axis and the points of tangency
	shape := arc(cx, cy, r, r, math.Pi/2+open, 2.5*math.Pi-open)
	return append(shape, point{cx, tip})
}

// stroke is a thick line from a to b.
func stroke(a, b point, width float64) []point {
	length := math.Hypot(b.x-a.x, b.y-a.y)
	nx, ny := -(b.y-a.y)/length*width/2, (b.x-a.x)/length*width/2
	return []point{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}}
}
