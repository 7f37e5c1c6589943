package table

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

const footHeight = 30

// footer is the quiet line under a table: how many, how much, and what the keys do.
type footer struct {
	widget.BaseWidget
	left, right *canvas.Text
}

func newFooter() *footer {
	f := &footer{left: canvas.NewText("", theme.Color(theme.Quiet)), right: canvas.NewText("", theme.Color(theme.Faint))}
	f.right.Alignment = fyne.TextAlignTrailing
	f.ExtendBaseWidget(f)
	return f
}

func (f *footer) set(left, right string) {
	if f.left.Text != left || f.right.Text != right {
		f.left.Text, f.right.Text = left, right
		f.Refresh()
	}
}

// CreateRenderer is for Fyne.
func (f *footer) CreateRenderer() fyne.WidgetRenderer { return &footRenderer{f} }

type footRenderer struct{ f *footer }

func (r *footRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.f.left, r.f.right}
}
func (r *footRenderer) Destroy()           {}
func (r *footRenderer) MinSize() fyne.Size { return fyne.NewSize(80, footHeight) }

func (r *footRenderer) Layout(size fyne.Size) {
	const pad = 10
	for _, t := range []*canvas.Text{r.f.left, r.f.right} {
		t.TextSize = theme.TextCaption
		t.Resize(fyne.NewSize(size.Width-2*pad, size.Height))
		t.Move(fyne.NewPos(pad, 0))
	}
	r.f.right.Hidden = r.f.left.MinSize().Width+r.f.right.MinSize().Width+3*pad > size.Width
}

func (r *footRenderer) Refresh() {
	r.f.left.Color, r.f.right.Color = theme.Color(theme.Quiet), theme.Color(theme.Faint)
	r.Layout(r.f.Size())
	r.f.left.Refresh()
	r.f.right.Refresh()
}

// sumState holds the sums the footer shows: of the selection, or of all rows.
type sumState struct {
	sums  map[string]int64
	wait  bool // rows are still being read
	count counter
}

// sumUp adds up what is selected (or everything when nothing is), reading rows that are
// not in memory off the interface goroutine.
func (t *Table[T]) sumUp() {
	k := t.sums.count.next()
	t.sums.wait, t.sums.sums = false, nil
	if !t.numeric() || t.rows.length == 0 {
		return
	}
	set := t.selection
	if all := len(set) == 0 || set.count() == t.rows.length; all {
		if t.sums.sums = t.totals(); t.sums.sums != nil {
			return
		}
		if len(set) == 0 && t.rows.source != nil {
			return
		}
		set = spans{{0, t.rows.length}}
	}
	if t.rows.inMemory(set) {
		sums := map[string]int64{}
		t.rows.each(set, func(row T) { t.addTo(sums, row) })
		t.sums.sums = sums
		return
	}
	t.sumLater(set, k)
}

func (t *Table[T]) sumLater(set spans, k ticket) {
	t.sums.wait = true
	source := t.rows.source
	sums := map[string]int64{}
	var err error
	job.Run(func() {
		err = stream(source, set, k.stale, func(row T) { t.addTo(sums, row) })
	}, func() {
		if k.stale() {
			return
		}
		t.sums.wait = false
		if err != nil {
			t.fault(err)
		} else {
			t.sums.sums = sums
		}
		t.foot.set(t.footText(), t.hint())
	})
}

// addTo reads only the columns, which never change, so any goroutine may call it.
func (t *Table[T]) addTo(sums map[string]int64, row T) {
	for i := range t.columns {
		if c := &t.columns[i]; c.Sum != nil {
			sums[c.Key] += c.Sum(row)
		}
	}
}

func (t *Table[T]) totals() map[string]int64 {
	known, ok := t.rows.source.(Totaler)
	if !ok {
		return nil
	}
	sums := map[string]int64{}
	for i := range t.columns {
		if c := &t.columns[i]; c.Sum != nil {
			sum, ok := known.Total(c.Key)
			if !ok {
				return nil
			}
			sums[c.Key] = sum
		}
	}
	return sums
}

func (t *Table[T]) numeric() bool {
	for i := range t.columns {
		if t.columns[i].Sum != nil {
			return true
		}
	}
	return false
}

func (t *Table[T]) footText() string {
	noun := t.Noun
	if noun == "" {
		noun = i18n.T("行")
	}
	parts := []string{document.FormatScaled(int64(t.rows.length), 1, 0) + " " + noun}
	if n := t.selection.count(); n > 0 {
		parts = append(parts, i18n.T("选中 %s", document.FormatScaled(int64(n), 1, 0)))
	}
	switch {
	case t.busy:
		return i18n.T("正在读取…")
	case t.sums.wait:
		parts = append(parts, i18n.T("正在合计…"))
	case t.sums.sums != nil:
		for _, i := range t.show {
			if c := &t.columns[i]; c.Sum != nil && c.SumText != nil {
				parts = append(parts, cmp.Or(c.SumTitle, c.Title)+" "+c.SumText(t.sums.sums[c.Key]))
			}
		}
	}
	return strings.Join(parts, " · ")
}

func (t *Table[T]) hint() string {
	if t.rows.length == 0 {
		return ""
	}
	hint := i18n.T("Ctrl+C 复制到 Excel")
	if t.filter.offered() {
		hint += "　" + i18n.T("Ctrl+F 筛选")
	}
	if t.OnMark != nil {
		hint += "　" + i18n.T("← → 收起、展开")
	}
	if t.OnOpen != nil {
		hint += "　" + i18n.T("回车 打开")
	}
	return hint
}
