package table

import (
	"testing"

	"fyne.io/fyne/v2"

	"xunshi/ui/theme"
)

// BenchmarkFilter is one keystroke in the filter row over 12,000 rows, until the new rows
// are drawn on the software canvas.
func BenchmarkFilter(b *testing.B) {
	tab, w := show(b, theme.Light, fyne.NewSize(1280, 800))
	tab.SetItems(sales(12000))
	tab.ToggleFilter()
	words := []string{"批", "批发", "永", "永盛"}
	i := 0
	b.Run("rows", func(b *testing.B) {
		for b.Loop() {
			tab.filter.entries[1].SetText(words[i%len(words)])
			i++
		}
	})
	b.Run("frame", func(b *testing.B) {
		for b.Loop() {
			tab.filter.entries[1].SetText(words[i%len(words)])
			w.Canvas().Capture()
			i++
		}
	})
}

// BenchmarkSort is one click on a header over 12,000 rows.
func BenchmarkSort(b *testing.B) {
	tab, _ := show(b, theme.Light, fyne.NewSize(1280, 800))
	tab.SetItems(sales(12000))
	i := 0
	for b.Loop() {
		tab.SetSort([]string{"customer", "amount"}[i%2], i%4 > 1)
		i++
	}
}
