// Package exporting turns documents into files, pages on screen, pictures and print jobs.
// Every format is made from the same cells: paper, preview and card show Document.Show,
// data formats hold the exact values behind it.
package exporting

import (
	"fmt"
	"image"

	"xunshi/app/document"
	"xunshi/app/exporting/layout"
	"xunshi/app/exporting/raster"
)

// Pages lays the document out for paper and for the preview on screen. The zero Setup
// means A4 in the document's own orientation. A setup that leaves no room is a Fault.
func Pages(doc *document.Document, setup layout.Setup) ([]layout.Page, error) {
	return layout.Pages(doc, setup)
}

// RenderPage draws one page as a picture, at dpi dots per inch. It may be called from
// several goroutines at once.
func RenderPage(page layout.Page, dpi float64) (*image.RGBA, error) {
	return raster.Page(page, dpi)
}

// Card draws the picture for a phone, 1080 pixels wide: title, key figures, exceptions
// and short tables of the sections the document chose for it.
func Card(doc *document.Document) (*image.RGBA, error) {
	img, err := raster.Page(layout.Card(doc), layout.CardDPI)
	if err != nil {
		return nil, fmt.Errorf("drawing card: %w", err)
	}
	return img, nil
}
