//go:build e2e

package e2e

import (
	"image"
	"image/color"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// tint is the quiet blue behind the icons of the first page's three ways in.
var tint = color.RGBA{R: 0xe7, G: 0xf0, B: 0xfa, A: 0xff}

// From the first start of a new laptop to a report on paper, with the mouse and the keys.
func TestTheWholePathInTheWindow(t *testing.T) {
	h := newHome(t)
	w := h.openWindow(newScreen(t))

	first := w.settled("1-first-run")
	w.click(demoButton(t, first))
	within(t, time.Minute, "the demo data", func() bool {
		batches, _ := h.run(exitOK, "batches") // beside the window
		return strings.Contains(batches, "示例数据")
	})
	within(t, time.Minute, "the demo's records", func() bool {
		return white(w.settled("2-filled")) // no progress lies over the window any more
	})
	today := w.stepped(first, "2-today")

	w.key("ctrl+2")
	customers := w.stepped(today, "3-customers")
	w.key("ctrl+3")
	team := w.stepped(customers, "3-team")
	w.key("ctrl+6")
	targets := w.stepped(team, "3-targets")
	w.key("ctrl+4")
	sales := w.stepped(targets, "3-sales")
	w.key("ctrl+8")
	reports := w.stepped(sales, "4-reports")

	w.key("ctrl+s")
	w.stepped(reports, "5-save")
	w.key("Return")
	exported := w.exportedPDF()
	w.settled("6-exported")
	checkSameAsCommandLine(t, h, exported)

	w.key("ctrl+k")
	w.write("sz") // initials of 苏州
	w.stepped(reports, "7-search")
	w.key("Escape")
	w.key("ctrl+9")
	w.stepped(reports, "8-records")

	stop(w.cmd)
	if said := w.log.String(); strings.Contains(said, "panic") || strings.Contains(said, "Error in Fyne call thread") {
		t.Errorf("the program complained: %s", said)
	}
	h.run(exitOK, "check")
}

// A file named at the start is looked over in the window and imported with one click.
func TestImportInTheWindow(t *testing.T) {
	h, s := newHome(t), makeSales(200)
	w := h.openWindow(newScreen(t), s.xlsx(t))
	found := w.settled("import-1-found")
	buttons := patches(found, brand, 60, 24)
	if len(buttons) == 0 {
		t.Fatal("the import page shows no main button")
	}
	w.click(centre(buttons[len(buttons)-1]))
	w.stepped(found, "import-2-done")
	within(t, 30*time.Second, "the batch", func() bool {
		batches, _ := h.run(exitOK, "batches")
		return strings.Contains(batches, decimal(s.amount, 4))
	})
	w.key("ctrl+1")
	w.settled("import-3-today")
}

// white tells whether the navigation has its own colour: what waits lies grey over it.
func white(img image.Image) bool {
	r, g, b, _ := img.At(img.Bounds().Min.X+60, img.Bounds().Max.Y-140).RGBA()
	return r>>8 > 250 && g>>8 > 250 && b>>8 > 250
}

// demoButton finds the third way in: below the third icon, in line with the main button.
func demoButton(t *testing.T, img image.Image) (x, y int) {
	t.Helper()
	icons, buttons := patches(img, tint, 36, 36), patches(img, brand, 60, 24)
	if len(icons) < 3 || len(buttons) == 0 {
		t.Fatalf("the first page shows %d ways in and %d main buttons", len(icons), len(buttons))
	}
	third := icons[0]
	for _, icon := range icons {
		if icon.Min.X > third.Min.X {
			third = icon
		}
	}
	_, y = centre(buttons[len(buttons)-1])
	return third.Min.X + 40, y
}

// stepped waits for a picture that stays and differs from the one before.
func (w *window) stepped(before image.Image, name string) image.Image {
	w.t.Helper()
	var now image.Image
	within(w.t, 30*time.Second, name+" (another picture than before)", func() bool {
		now = w.settled(name)
		return changed(before, now) > 10
	})
	return now
}

// exportedPDF waits for the PDF in the home folder of the program.
func (w *window) exportedPDF() string {
	w.t.Helper()
	var found string
	within(w.t, 30*time.Second, "the exported PDF", func() bool {
		err := filepath.WalkDir(w.home, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".pdf") && !strings.HasPrefix(d.Name(), ".") {
				found = path
			}
			return nil // a folder that came and went is looked at again
		})
		return err == nil && found != ""
	})
	return found
}

// checkSameAsCommandLine makes the report of the exported day from the command line: both
// must say the same, word for word.
func checkSameAsCommandLine(t *testing.T, h home, exported string) {
	t.Helper()
	text := tool(t, "pdftotext", "-layout", exported, "-")
	if !strings.Contains(text, "销售日报") {
		t.Fatalf("the exported PDF is no daily report:\n%s", text)
	}
	day := regexp.MustCompile(`(\d{4})年(\d{1,2})月(\d{1,2})日`).FindStringSubmatch(text)
	if day == nil {
		t.Fatalf("the exported PDF tells no date:\n%s", text)
	}
	file := filepath.Join(t.TempDir(), "again.pdf")
	h.run(exitOK, "report", "daily", "--date", day[1]+"-"+twoDigits(day[2])+"-"+twoDigits(day[3]), "-o", file)
	if again := tool(t, "pdftotext", "-layout", file, "-"); again != text {
		t.Errorf("window and command line made different reports\n--- window\n%s\n--- command line\n%s", text, again)
	}
}

func twoDigits(s string) string { return ("0" + s)[len(s)-1:] }
