package charts

import "image/color"

// Theme is the colours of a chart.
type Theme struct {
	Background color.RGBA   // A 0 leaves the ground as it is
	Ink        color.RGBA   // title, values
	Quiet      color.RGBA   // axis labels, unit, note
	Grid       color.RGBA   // grid lines
	Axis       color.RGBA   // zero line
	Brand      color.RGBA   // the actual series
	Target     color.RGBA   // dashed target
	Compare    color.RGBA   // last year
	Negative   color.RGBA   // bars below zero
	Band       color.RGBA   // the ground of a range
	Hues       []color.RGBA // further actual series, in order
}

func rgb(v uint32) color.RGBA {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

// Light is the theme of daylight and paper.
func Light() Theme {
	return Theme{
		Background: rgb(0xffffff), Ink: rgb(0x1f2733), Quiet: rgb(0x6b7787), Grid: rgb(0xe3e8ef), Axis: rgb(0xa9b4c2),
		Brand: rgb(0x0f4c81), Target: rgb(0x8a94a3), Compare: rgb(0xa3bad1), Negative: rgb(0xc92a2a), Band: rgb(0xdde8f3),
		Hues: []color.RGBA{rgb(0xd9480f), rgb(0x1a7f4b), rgb(0x7048a8), rgb(0x0b8a9a), rgb(0xa8740b)},
	}
}

// Dark is the theme of the dark window.
func Dark() Theme {
	return Theme{
		Background: rgb(0x1b222c), Ink: rgb(0xe8edf3), Quiet: rgb(0x9aa7b6), Grid: rgb(0x313b48), Axis: rgb(0x5a6777),
		Brand: rgb(0x6aaee6), Target: rgb(0x8b97a6), Compare: rgb(0x4a6783), Negative: rgb(0xf07f7f), Band: rgb(0x26364a),
		Hues: []color.RGBA{rgb(0xf2985f), rgb(0x63c08d), rgb(0xb396e0), rgb(0x5cc3d1), rgb(0xd9b45a)},
	}
}

// Clear is t on a transparent ground, for a card that has its own.
func (t Theme) Clear() Theme {
	t.Background = color.RGBA{}
	return t
}

// paint is the role of a thing drawn; the theme gives it its colour.
type paint int

const (
	paintInk paint = iota
	paintQuiet
	paintGrid
	paintAxis
	paintTarget
	paintCompare
	paintNegative
	paintGround
	paintBand
	paintBrand // paintBrand+n is the nth actual series
)

func (t Theme) color(p paint) color.RGBA {
	switch p {
	case paintInk:
		return t.Ink
	case paintQuiet:
		return t.Quiet
	case paintGrid:
		return t.Grid
	case paintAxis:
		return t.Axis
	case paintTarget:
		return t.Target
	case paintCompare:
		return t.Compare
	case paintNegative:
		return t.Negative
	case paintGround:
		return t.Background
	case paintBand:
		return t.Band
	}
	if n := int(p - paintBrand); n > 0 && len(t.Hues) > 0 {
		return t.Hues[(n-1)%len(t.Hues)]
	}
	return t.Brand
}
