package table

import (
	"slices"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"xunshi/ui/widgets/job"
)

// ticket tells a running job whether what it works for has been replaced.
type ticket struct {
	now   *atomic.Int64
	drawn int64
}

func (k ticket) stale() bool { return k.now.Load() != k.drawn }

// Copy puts the selected rows (all rows when none is selected) on the clipboard as
// tab-separated text with the column titles, as Excel takes it.
func (t *Table[T]) Copy() {
	set := t.selection
	if len(set) == 0 {
		set = spans{}.add(0, t.rows.length)
	}
	if len(set) == 0 {
		return
	}
	var b strings.Builder
	t.writeTitles(&b)
	if t.rows.inMemory(set) {
		t.rows.each(set, func(row T) { t.writeRow(&b, t.show, row) })
		t.toClipboard(b.String(), set.count())
		return
	}
	source, show, k := t.rows.source, slices.Clone(t.show), t.copies.next()
	var err error
	job.Run(func() {
		err = stream(source, set, k.stale, func(row T) { t.writeRow(&b, show, row) })
	}, func() {
		switch {
		case k.stale():
		case err != nil:
			t.fault(err)
		default:
			t.toClipboard(b.String(), set.count())
		}
	})
}

func (t *Table[T]) writeTitles(b *strings.Builder) {
	for i, c := range t.show {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(cleanField(t.columns[c].Title))
	}
	b.WriteString("\r\n")
}

func (t *Table[T]) writeRow(b *strings.Builder, show []int, row T) {
	for i, c := range show {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(t.columns[c].Clip(row))
	}
	b.WriteString("\r\n")
}

func (t *Table[T]) toClipboard(text string, n int) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	if t.OnCopied != nil {
		t.OnCopied(n)
	}
}

// counter hands out tickets; a new one makes the earlier ones stale.
type counter struct{ now atomic.Int64 }

func (c *counter) next() ticket {
	return ticket{now: &c.now, drawn: c.now.Add(1)}
}

// Close ends the table's running jobs; call it when the page goes.
func (t *Table[T]) Close() {
	t.copies.next()
	t.sums.count.next()
	t.rows.version++
	if t.filter.timer != nil {
		t.filter.timer.Stop()
	}
}
