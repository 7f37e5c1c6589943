package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func TestTurnover(t *testing.T) {
	stays, leaves, comes, moves := person(1, "甲", 0), person(2, "乙", 1), person(3, "丙", 1), person(4, "丁", 1)
	leaves.Left = model.MustDate("2026-09-15")
	comes.Hired = model.MustDate("2026-09-21")
	l := NewReportingLine(people(stays, leaves, comes, moves), []model.EmployeePost{
		inRegion(post(4, 1, "2020-01-01", "2026-09-10"), 7), inRegion(post(4, 1, "2026-09-11", ""), 8),
	})
	september := model.MustMonth("2026-09").Period()
	all := l.Turnover(september, func(*model.EmployeePost) bool { return true })
	require.Equal(t, 3, all.Start)
	require.Equal(t, 3, all.End)
	require.Equal(t, int64(30+15+10+30), all.HeadDays)
	require.Len(t, all.Leavers, 1)
	require.Equal(t, model.ID(2), all.Leavers[0].EmployeeID)
	require.Equal(t, "2026-09-15", all.Leavers[0].Date.String())
	require.Len(t, all.Hires, 1)
	require.Equal(t, model.ID(3), all.Hires[0].EmployeeID)
	require.Equal(t, Some(283), all.Average(), "85 ÷ 30 = 2.83 people")
	require.Equal(t, Rate(30, 85), all.Rate(), "1 ÷ 2.8333 = 35.29%")

	seven := l.Turnover(september, func(p *model.EmployeePost) bool { return p.RegionID == 7 })
	require.Equal(t, int64(10), seven.HeadDays, "only the days spent there")
	require.Empty(t, seven.Leavers, "a transfer is no leaving")
	require.Equal(t, 1, seven.Start)
	require.Zero(t, seven.End)

	nobody := l.Turnover(september, func(*model.EmployeePost) bool { return false })
	require.False(t, nobody.Rate().Known)
	require.False(t, Turnover{}.Average().Known)
}

// Someone who leaves on the last day of a period has left it; someone without a hire date
// was always there.
func TestTurnoverAtTheEdges(t *testing.T) {
	last, always := person(1, "甲", 0), person(2, "乙", 0)
	last.Left = model.MustDate("2026-09-30")
	always.Hired = 0
	l := NewReportingLine(people(last, always), nil)
	got := l.Turnover(model.MustMonth("2026-09").Period(), func(*model.EmployeePost) bool { return true })
	require.Equal(t, 2, got.Start)
	require.Equal(t, 1, got.End)
	require.Empty(t, got.Hires)
	require.Len(t, got.Leavers, 1)
	require.Equal(t, int64(60), got.HeadDays)
	october := l.Turnover(model.MustMonth("2026-10").Period(), func(*model.EmployeePost) bool { return true })
	require.Empty(t, october.Leavers)
	require.Equal(t, 1, october.Start)
}

func inRegion(p model.EmployeePost, region model.ID) model.EmployeePost {
	p.RegionID = region
	return p
}
