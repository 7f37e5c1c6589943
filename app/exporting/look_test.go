package exporting

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/app/exporting/internal/sample"
	"xunshi/app/exporting/layout"
)

// TestLook writes every format of the samples to the folder named by XUNSHI_LOOK, for a
// person to look at.
func TestLook(t *testing.T) {
	dir := os.Getenv("XUNSHI_LOOK")
	if dir == "" {
		t.Skip("XUNSHI_LOOK names no folder")
	}
	for name, doc := range map[string]*document.Document{"daily": sample.Daily(), "monthly": sample.Monthly(60), "long": sample.TwoHundred()} {
		for _, ending := range Endings() {
			require.NoError(t, Write(context.Background(), doc, filepath.Join(dir, name+ending)))
		}
		pages, err := Pages(doc, layout.Setup{})
		require.NoError(t, err)
		for i, p := range pages {
			img, err := RenderPage(p, 110)
			require.NoError(t, err)
			file, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s-%d.png", name, i+1)))
			require.NoError(t, err)
			require.NoError(t, png.Encode(file, img))
			require.NoError(t, file.Close())
		}
	}
}
