package exporting

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"xunshi/app/document"
	"xunshi/app/exporting/internal/sample"
	"xunshi/app/exporting/layout"
	"xunshi/app/exporting/pdf"
	"xunshi/app/exporting/raster"
)

func TestLook(t *testing.T) {
	dir := os.Getenv("XUNSHI_LOOK")
	if dir == "" {
		t.Skip()
	}
	for name, doc := range map[string]*document.Document{"daily": sample.Daily(), "monthly": sample.Monthly(60), "long": sample.TwoHundred()} {
		start := time.Now()
		pages, err := layout.Pages(doc, layout.Setup{})
		fmt.Println(name, "layout", time.Since(start), len(pages), err)
		for i, p := range pages {
			start = time.Now()
			img, err := raster.Page(p, 110)
			fmt.Println("  raster", time.Since(start), err)
			var b bytes.Buffer
			png.Encode(&b, img)
			os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.png", name, i+1)), b.Bytes(), 0o644)
		}
		start = time.Now()
		img, err := raster.Page(layout.Card(doc), layout.CardDPI)
		fmt.Println("  card", time.Since(start), err)
		var c bytes.Buffer
		png.Encode(&c, img)
		os.WriteFile(filepath.Join(dir, name+"-card.png"), c.Bytes(), 0o644)
		start = time.Now()
		var b bytes.Buffer
		err = pdf.Write(&b, pdf.Info{Title: doc.Title, Created: time.Now()}, pages)
		fmt.Println("  pdf", time.Since(start), err, b.Len())
		os.WriteFile(filepath.Join(dir, name+".pdf"), b.Bytes(), 0o644)
	}
}
