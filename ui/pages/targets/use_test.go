package targets

import (
	"context"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/app/targeting"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets/table/sheet"
)

// own is a node's own target by name.
func (c *scene) own(name string, span int) analysis.Value {
	c.t.Helper()
	tree, err := c.planner.Tree(context.Background(), c.page.inForce())
	require.NoError(c.t, err)
	return tree.Rows[rowOf(c.t, tree, name)].Own[span]
}

func yuan(n int64) analysis.Value { return analysis.Some(n * int64(model.Yuan)) }

func TestCellsAreTypedIntoAndSavedAtOnce(t *testing.T) {
	s := start(t, testkit.Setup{}, nil, wide, high)
	b := s.page.board
	require.True(t, b.goTo(s.key("无锡"), 0))
	b.typed('1')
	require.NotNil(t, b.entry)
	b.entry.SetText("12.5万")
	b.entryKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Nil(t, b.entry)
	require.Equal(t, yuan(125_000), s.own("无锡", 0))
	s.reloaded()
	require.Empty(t, s.host.Toasts, "one cell is saved without a word")

	require.True(t, b.goTo(s.key("无锡"), 0))
	b.edit("", false)
	require.Equal(t, "125000", b.entry.Text, "its own target is taken over")
	b.entry.SetText("许多")
	b.entryKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Len(t, s.host.Faults, 1)
	require.Equal(t, yuan(125_000), s.own("无锡", 0))

	s.page.Shortcut(&fyne.ShortcutUndo{})
	s.reloaded()
	require.False(t, s.own("无锡", 0).Known)
	s.page.Shortcut(&fyne.ShortcutRedo{})
	s.reloaded()
	require.Equal(t, yuan(125_000), s.own("无锡", 0))
}

func TestReadingAgainLeavesWhatIsBeingTyped(t *testing.T) {
	s := start(t, testkit.Setup{}, nil, wide, high)
	b := s.page.board
	b.goTo(s.key("无锡"), 0)
	b.typed('7')
	b.entry.SetText("77")
	testkit.Load(t, s.page)
	require.NotNil(t, b.entry)
	require.Equal(t, "77", b.entry.Text)
	require.True(t, s.page.Escape())
	require.Nil(t, b.entry)
	require.False(t, s.own("无锡", 0).Known)
}

func TestPasteFillAndErase(t *testing.T) {
	s := start(t, testkit.Setup{}, nil, wide, high)
	b := s.page.board
	b.goTo(s.key("无锡"), 1) // its first quarter
	b.toggle(s.page.tree.Find(s.key("无锡")))
	b.goTo(s.key("南京"), 1)
	b.toggle(s.page.tree.Find(s.key("南京")))
	b.goTo(s.key("无锡"), 1)
	b.toggle(s.page.tree.Find(s.key("无锡"))) // closed again: 南京 is the next line
	b.paste("100\t200\n300\t4,000\n")
	s.reloaded()
	require.Equal(t, yuan(100), s.own("无锡", 1))
	require.Equal(t, yuan(4000), s.own("南京", 5))
	require.Equal(t, "已写入 4 个目标", s.host.Toasts[0].Text)

	row := b.find(place{s.key("无锡"), ownLine, 2})
	b.moveTo(sheet.Point{Row: row, Col: 2}, false)
	b.moveTo(sheet.Point{Row: row, Col: 4}, true)
	b.fill(0, 1)
	s.reloaded()
	require.Equal(t, yuan(100), s.own("无锡", 9))
	b.copySelection()
	require.Equal(t, "100\t100\t100\n", fyne.CurrentApp().Clipboard().Content())

	b.erase()
	s.reloaded()
	require.False(t, s.own("无锡", 1).Known)
	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	s.reloaded()
	require.Equal(t, yuan(100), s.own("无锡", 1), "undone")

	b.showWhat(showActual)
	b.paste("5")
	require.True(t, s.host.Toasts[len(s.host.Toasts)-1].Refused, "computed figures cannot be typed into")
}

func TestDifferencesStandUnderTheirNode(t *testing.T) {
	s := start(t, testkit.Setup{}, nil, wide, high)
	b := s.page.board
	row := b.find(place{s.key("苏州"), childLine, 0})
	require.Positive(t, row)
	require.Equal(t, sheet.Behind, b.Cell(row, 1).Tone)
	require.Contains(t, b.Cell(row, 1).Text, "−")
	require.Positive(t, b.find(place{s.key("苏州"), partLine, 0}))
	b.moveTo(sheet.Point{Row: row, Col: 1}, false)
	b.typed('1')
	require.Nil(t, b.entry, "a difference is not typed into")
}

func TestTheListOfDifferencesLeadsToTheCell(t *testing.T) {
	s := start(t, testkit.Setup{}, ViewGaps, wide, high)
	var august targeting.Gap
	gaps, err := s.planner.Gaps(context.Background(), s.page.inForce())
	require.NoError(t, err)
	for _, g := range gaps {
		if g.Span == 11 {
			august = g
		}
	}
	s.page.openGap(august)
	s.reloaded()
	row, span, ok := s.page.board.current()
	require.True(t, ok)
	require.Equal(t, 11, span)
	require.Equal(t, "苏州", s.page.tree.Rows[row].Name)
}

func TestSplitWritesWhatItShows(t *testing.T) {
	s := start(t, testkit.Setup{}, nil, wide, high)
	s.page.board.goTo(s.key("苏州"), 0)
	s.page.split()
	require.Equal(t, "分解目标:苏州 · 全年 · 销售额", s.host.Sheets[0].Title)
	w := newWizard(s.page, s.page.tree.Find(s.key("苏州")), 0)
	w.calculate()
	require.Equal(t, analysis.Some(0), w.preview.proposal.Left())
	w.amount.OnChanged("1000")
	w.choose(func(a *targeting.Split) { a.By = targeting.ByEqual })
	require.EqualValues(t, 1000*model.Yuan, w.preview.proposal.Sum())
	w.preview.grid.SetCell(0, colAfter, "1")
	w.preview.typed(0, colAfter)
	require.NotZero(t, w.preview.proposal.Left().N, "by hand it may differ, and says so")
	closed := false
	w.write(func() { closed = true })
	require.True(t, closed)
	s.reloaded()
	require.Equal(t, yuan(1), s.own(w.preview.proposal.Lines[0].Name, 0))
}

func TestLevelsAndGrowth(t *testing.T) {
	s := start(t, testkit.Setup{}, nil, wide, high)
	s.page.fromLevel()
	require.True(t, s.host.Toasts[0].Refused, "目标 is not made from itself")
	s.page.copyLastYear()
	require.True(t, s.host.Accept(t))
	require.Len(t, s.host.Sheets, 2, "what would be written is shown first")
	require.Equal(t, "按去年增长 5%", s.host.Sheets[1].Title)
	require.True(t, s.host.Accept(t))
	s.reloaded()
	require.Contains(t, s.host.Toasts[len(s.host.Toasts)-1].Text, "已写入")
}

func TestWorkbookAndPaper(t *testing.T) {
	s := start(t, testkit.Setup{}, nil, wide, high)
	path := filepath.Join(t.TempDir(), "目标.xlsx")
	s.page.exportWorkbook()
	s.host.Picks[0].OnPicked(path)
	require.Equal(t, "2026年目标.xlsx", s.host.Picks[0].Name)
	s.page.importWorkbook()
	s.host.Picks[1].OnPicked(path)
	require.True(t, s.host.Accept(t))
	require.Equal(t, 1, s.program.imported)
	s.reloaded()
	require.Equal(t, yuan(4_000_000), s.own("苏州", 0))
	s.host.Toasts[len(s.host.Toasts)-1].OnTap()
	require.Empty(t, s.host.Faults)
	require.Equal(t, yuan(4_000_000), s.own("苏州", 0))

	s.page.switched(2)
	s.reloaded()
	s.page.score.print()
	require.NotNil(t, s.paper)
	require.Len(t, s.paper.Sections[0].Rows, len(s.page.score.score.Lines))
}

func TestUnits(t *testing.T) {
	wan := unit{model.MetricAmount, true}
	for text, want := range map[string]int64{"12": 120_000, "12.3456": 123_456, "12万": 120_000, "": 0, "—": 0} {
		n, err := wan.read(text)
		require.NoError(t, err, text)
		require.Equal(t, want*int64(model.Yuan), n, text)
	}
	require.Equal(t, "12.35", wan.text(int64(123_456*model.Yuan)))
	require.Equal(t, "12.3456", wan.plain(int64(123_456*model.Yuan)))
	require.Equal(t, "▼ −3", unit{model.MetricVisits, true}.signed(-3))
	visits := unit{model.MetricVisits, false}
	n, err := visits.read("48")
	require.NoError(t, err)
	require.EqualValues(t, 48, n)
	for _, bad := range []string{"-5", "abc"} {
		_, err = visits.read(bad)
		var fault *model.Fault
		require.ErrorAs(t, err, &fault, bad)
	}
	require.Equal(t, document.Dash, rate(analysis.Value{}))
}
