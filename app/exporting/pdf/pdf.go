// Package pdf writes laid-out pages as a vector PDF with real, selectable text in the
// embedded typeface, of which only the characters used are put into the file.
package pdf

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"sync"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"xunshi/app/exporting/layout"
	"xunshi/assets/fonts"
)

// Info is what the file says about itself.
type Info struct {
	Title, Subject string
	Language       string // BCP 47, e.g. zh-CN
	Created        time.Time
}

// fpdf pads font tables in place; it gets copies so that other readers of the embedded
// fonts are never disturbed.
var fontCopies = sync.OnceValue(func() [2][]byte {
	return [2][]byte{bytes.Clone(fonts.Regular), bytes.Clone(fonts.Bold)}
})

// building guards the copies: fpdf writes into them while it makes the subset.
var building sync.Mutex

// Write draws the pages into w.
func Write(w io.Writer, info Info, pages []layout.Page) error {
	building.Lock()
	defer building.Unlock()
	p := fpdf.New("P", "mm", "A4", "")
	p.SetTitle(layout.Printable(info.Title), true)
	p.SetSubject(layout.Printable(info.Subject), true)
	p.SetCreator("巡市 Xunshi", true)
	p.SetLang(info.Language)
	p.SetCreationDate(info.Created)
	p.SetModificationDate(info.Created)
	p.SetCatalogSort(true)
	p.SetAutoPageBreak(false, 0)
	copies := fontCopies()
	p.AddUTF8FontFromBytes(Family, "", copies[0])
	p.AddUTF8FontFromBytes(Family, "B", copies[1])
	for i, page := range pages {
		if err := draw(p, page); err != nil {
			return fmt.Errorf("drawing page %d: %w", i+1, err)
		}
	}
	if err := p.Output(w); err != nil {
		return fmt.Errorf("writing PDF: %w", err)
	}
	return nil
}

func draw(p *fpdf.Fpdf, page layout.Page) error {
	p.AddPageFormat("P", fpdf.SizeType{Wd: page.Width, Ht: page.Height})
	p.SetFont(Family, "", 9)
	for _, m := range page.Marks {
		p.Bookmark(m.Title, 0, m.Y)
	}
	for _, item := range page.Items {
		switch it := item.(type) {
		case layout.Text:
			text(p, it)
		case layout.Box:
			box(p, it)
		case layout.Line:
			p.SetLineWidth(it.Width)
			stroke(p, it.Color)
			p.Line(it.X1, it.Y1, it.X2, it.Y2)
		case layout.Path:
			path(p, it)
		case layout.Chart:
			if err := chart(p, it); err != nil {
				return fmt.Errorf("chart %q: %w", it.Spec.Title, err)
			}
		}
	}
	return p.Error()
}

func text(p *fpdf.Fpdf, t layout.Text) {
	if t.Text == "" {
		return
	}
	style := ""
	if t.Bold {
		style = "B"
	}
	p.SetFont(Family, style, t.Size)
	p.SetTextColor(int(t.Color.R), int(t.Color.G), int(t.Color.B))
	p.Text(t.X, t.Y, t.Text)
}

func box(p *fpdf.Fpdf, b layout.Box) {
	mode := ""
	if b.Fill.A > 0 {
		p.SetFillColor(int(b.Fill.R), int(b.Fill.G), int(b.Fill.B))
		mode = "F"
	}
	if b.Stroke.A > 0 {
		stroke(p, b.Stroke)
		p.SetLineWidth(b.Width)
		mode += "D"
	}
	switch {
	case mode == "":
	case b.Radius > 0:
		p.RoundedRect(b.X, b.Y, b.W, b.H, b.Radius, "1234", mode)
	default:
		p.Rect(b.X, b.Y, b.W, b.H, mode)
	}
}

func path(p *fpdf.Fpdf, it layout.Path) {
	if len(it.Points) < 2 {
		return
	}
	stroke(p, it.Color)
	p.SetLineWidth(it.Width)
	p.MoveTo(it.Points[0].X, it.Points[0].Y)
	for _, q := range it.Points[1:] {
		p.LineTo(q.X, q.Y)
	}
	p.DrawPath("D")
}

func stroke(p *fpdf.Fpdf, c color.RGBA) { p.SetDrawColor(int(c.R), int(c.G), int(c.B)) }
