package icons_test

import (
	"bytes"
	"image"
	"io/fs"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"xunshi/ui/icons"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
)

func names(t *testing.T) []icons.Name {
	t.Helper()
	entries, err := fs.ReadDir(os.DirFS("svg"), ".")
	if err != nil {
		t.Fatal(err)
	}
	var out []icons.Name
	for _, e := range entries {
		out = append(out, icons.Name(strings.TrimSuffix(e.Name(), ".svg")))
	}
	return out
}

func TestEveryIconDrawsSomething(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	for _, name := range names(t) {
		img := canvas.NewImageFromResource(icons.Get(name))
		img.SetMinSize(fyne.NewSquareSize(20))
		picture := testkit.Render(t, img, 20, 20)
		if dark := inked(picture); dark < 4 {
			t.Errorf("icon %s draws only %d dark pixels", name, dark)
		}
	}
}

func inked(picture image.Image) int {
	n, b := 0, picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, _, _, _ := picture.At(x, y).RGBA(); r < 0xb000 {
				n++
			}
		}
	}
	return n
}

func TestColourFollowsTheme(t *testing.T) {
	a := testkit.Start(t, testkit.Setup{Mode: theme.Light})
	r := icons.Colored(icons.Today, theme.Brand)
	inLight, name := r.Content(), r.Name()
	a.Settings().SetTheme(theme.New(theme.Dark))
	if bytes.Equal(inLight, r.Content()) || name == r.Name() {
		t.Error("the icon keeps its light colour in the dark theme")
	}
}

func TestIconSheet(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	grid := container.NewGridWrap(fyne.NewSize(40, 40))
	for _, name := range names(t) {
		img := canvas.NewImageFromResource(icons.Get(name))
		img.SetMinSize(fyne.NewSquareSize(28))
		grid.Add(container.NewCenter(img))
	}
	testkit.Golden(t, "sheet", testkit.Render(t, grid, 460, 300))
}
