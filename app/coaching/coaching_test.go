package coaching

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

var (
	ctx   = context.Background()
	today = model.MustDate("2026-09-11")
)

const (
	rep, other, boss = 1, 2, 3
)

func open(t *testing.T) *Book {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	b := New(s)
	b.SetClock(func() model.Date { return today })
	return b
}

func write(t *testing.T, b *Book, days model.Date, next string, verdicts map[model.ID]Verdict) (model.ID, string) {
	t.Helper()
	n := model.CoachingNote{EmployeeID: rep, CoachID: boss, Date: today - days, Good: "开场好", NextPoint: next}
	op, err := b.Write(ctx, &n, verdicts)
	require.NoError(t, err)
	return n.ID, op
}

func diary(t *testing.T, b *Book) *Diary {
	t.Helper()
	d, err := b.Diary(ctx)
	require.NoError(t, err)
	return d
}

func points(notes []Note) (out []string) {
	for _, n := range notes {
		out = append(out, n.NextPoint)
	}
	return out
}

func TestTheOpenPointIsCarriedUntilItWorks(t *testing.T) {
	b := open(t)
	first, _ := write(t, b, 30, "先查库存再谈单", nil)
	require.Equal(t, []string{"先查库存再谈单"}, points(diary(t, b).OpenPoints(rep)))
	second, _ := write(t, b, 20, "带样品", map[model.ID]Verdict{first: Carried})
	d := diary(t, b)
	open := d.OpenPoints(rep)
	require.Equal(t, []string{"先查库存再谈单;带样品"}, points(open))
	require.Equal(t, today-30, open[0].Since)
	require.Equal(t, 2, open[0].Times)
	require.Equal(t, "跟进第 2 次", open[0].StateName())
	require.Equal(t, "已接续", d.Find(first).StateName())

	_, op := write(t, b, 5, "", map[model.ID]Verdict{second: Worked})
	require.Empty(t, diary(t, b).OpenPoints(rep))
	require.NoError(t, b.Undo(ctx, op))
	require.Len(t, diary(t, b).OpenPoints(rep), 1, "note and verdict are one act")
}

func TestAPointLeftStaysOpen(t *testing.T) {
	b := open(t)
	first, _ := write(t, b, 30, "甲", nil)
	write(t, b, 20, "乙", map[model.ID]Verdict{first: Left})
	require.Equal(t, []string{"甲", "乙"}, points(diary(t, b).OpenPoints(rep)))
	require.Empty(t, diary(t, b).OpenPoints(other))
}

func TestRemovingANoteReopensWhatItTookUp(t *testing.T) {
	b := open(t)
	first, _ := write(t, b, 30, "甲", nil)
	second, _ := write(t, b, 20, "", map[model.ID]Verdict{first: Carried})
	require.Equal(t, "甲", diary(t, b).Find(second).NextPoint)
	op, err := b.Remove(ctx, second)
	require.NoError(t, err)
	require.Equal(t, []string{"甲"}, points(diary(t, b).OpenPoints(rep)))
	require.NoError(t, b.Undo(ctx, op))
	require.Equal(t, second, diary(t, b).Find(first).CarriedTo)
}

func TestNotesAreChecked(t *testing.T) {
	b := open(t)
	first, _ := write(t, b, 30, "甲", nil)
	for want, c := range map[string]struct {
		note     model.CoachingNote
		verdicts map[model.ID]Verdict
	}{
		"请选被辅导": {model.CoachingNote{Date: today, Good: "x"}, nil},
		"同一个人":  {model.CoachingNote{EmployeeID: rep, CoachID: rep, Date: today, Good: "x"}, nil},
		"将来":    {model.CoachingNote{EmployeeID: rep, Date: today + 1, Good: "x"}, nil},
		"请填日期":  {model.CoachingNote{EmployeeID: rep, Good: "x"}, nil},
		"是空的":   {model.CoachingNote{EmployeeID: rep, Date: today, Good: "  "}, nil},
		"是别人的":  {model.CoachingNote{EmployeeID: other, Date: today, Good: "x"}, map[model.ID]Verdict{first: Worked}},
	} {
		_, err := b.Write(ctx, &c.note, c.verdicts)
		require.ErrorContains(t, err, want)
	}
	_, err := b.Close(ctx, first)
	require.NoError(t, err)
	_, err = b.Write(ctx, &model.CoachingNote{EmployeeID: rep, Date: today}, map[model.ID]Verdict{first: Carried})
	require.ErrorContains(t, err, "处理过")
}
