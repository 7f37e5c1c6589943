package targets

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/job"
)

// Columns of a preview.
const (
	colName = iota
	colSpan
	colBefore
	colAfter
)

// preview shows a proposal before it is written; the new values can still be changed.
type preview struct {
	page     *Page
	proposal *targeting.Proposal
	grid     *grid.Grid
	sum      *widgets.Text
	notes    *widgets.Text
	content  *fyne.Container
}

func newPreview(p *Page) *preview {
	v := &preview{page: p, sum: widgets.Strong(""), notes: widgets.WrappedCaption("")}
	u := p.unit()
	read := func(text string) (string, error) {
		n, err := u.read(text)
		if err != nil {
			return "", errorWords(err)
		}
		return u.text(n), nil
	}
	v.grid = grid.New([]grid.Column{
		{Key: "name", Title: i18n.T("节点"), Width: 180, Flex: true, ReadOnly: true},
		{Key: "span", Title: i18n.T("期间"), Width: 80, ReadOnly: true},
		{Key: "before", Title: i18n.T("现在"), Width: 120, Align: fyne.TextAlignTrailing, ReadOnly: true},
		{Key: "after", Title: i18n.T("改为"), Width: 130, Align: fyne.TextAlignTrailing, Read: read},
	})
	v.grid.FixedRows = true
	v.grid.OnCommit = v.typed
	v.grid.Bold = func(row, col int) bool {
		return col == colAfter && v.proposal != nil && row < len(v.proposal.Lines) && v.proposal.Lines[row].Before.N != v.proposal.Lines[row].After
	}
	foot := widgets.Column(4, v.sum, v.notes)
	v.content = container.NewBorder(nil, widgets.Inset(widgets.Insets{Top: 8}, foot), nil, nil, widgets.Fixed(0, 300, v.grid))
	return v
}

// show puts a proposal into the grid.
func (v *preview) show(p *targeting.Proposal) {
	v.proposal = p
	u := v.page.unit()
	first := p.Query.First()
	rows := make([]grid.Row, 0, len(p.Lines))
	for i := range p.Lines {
		l := &p.Lines[i]
		rows = append(rows, grid.Row{l.Name, l.Span.Label(first), u.shown(l.Before), u.text(l.After)})
	}
	v.grid.SetRows(rows[:min(len(rows), grid.MaxRows)])
	v.tell()
}

// typed takes a value over that the user changed by hand.
func (v *preview) typed(row, col int) {
	if col != colAfter || row >= len(v.proposal.Lines) {
		return
	}
	if n, err := v.page.unit().read(v.grid.Rows()[row][colAfter]); err == nil {
		v.proposal.Lines[row].After = n
	}
	v.tell()
}

func (v *preview) tell() {
	u := v.page.unit()
	text := i18n.T("%d 个目标会改变 · 合计 %s %s", v.proposal.Changes(), u.text(v.proposal.Sum()), u.label())
	color := theme.Ink
	if left := v.proposal.Left(); left.Known {
		switch {
		case left.N > 0:
			text += i18n.T(" · 还差 %s", u.text(left.N))
			color = theme.Attention
		case left.N < 0:
			text += i18n.T(" · 多出 %s", u.text(-left.N))
			color = theme.Attention
		default:
			text += i18n.T(" · 与总额相等")
		}
	}
	v.sum.SetText(text)
	v.sum.SetColor(color)
	v.notes.SetText(strings.Join(v.proposal.Notes, "\n"))
}

// longWriting is how many targets take over a second to write.
const longWriting = 5000

// write writes the proposal as one act and closes the sheet.
func (v *preview) write(done func()) {
	p := v.page
	v.grid.Commit()
	if v.grid.Faults() > 0 {
		v.grid.ShowFault()
		return
	}
	if v.proposal == nil || v.proposal.Changes() == 0 {
		p.notice(i18n.T("没有要改的目标"))
		return
	}
	n := v.proposal.Changes()
	var operation string
	p.stale = false
	work := func(ctx context.Context) (err error) {
		operation, err = p.planner.Apply(ctx, v.proposal)
		return err
	}
	finished := func(err error) {
		if err == nil {
			done()
		}
		p.written(operation, err, i18n.T("已写入 %d 个目标", n))
	}
	if n > longWriting {
		p.host.Run(shell.Job{Title: i18n.T("正在写入 %d 个目标", n),
			Work: func(ctx context.Context, _ shell.Report) error { return work(ctx) },
			Done: func() { finished(nil) }, Failed: finished})
		return
	}
	var err error
	job.Run(func() { err = work(context.Background()) }, func() { finished(err) })
}

// review shows a proposal in a sheet.
func (p *Page) review(title string, proposal *targeting.Proposal) {
	if len(proposal.Lines) == 0 {
		why := i18n.T("没有要改的目标")
		if len(proposal.Notes) > 0 {
			why = proposal.Notes[0]
		}
		p.notice(why)
		return
	}
	v := newPreview(p)
	v.show(proposal)
	p.host.Sheet(shell.Sheet{Title: title, Content: v.content, Width: 640, Primary: i18n.T("写入"), OnPrimary: v.write})
}

// errorWords is an error as one line beside a cell.
func errorWords(err error) error { return wordsError(widgets.FaultOf(err).What) }

type wordsError string

func (e wordsError) Error() string { return string(e) }
