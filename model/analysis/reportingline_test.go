package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func person(id model.ID, name string, superior model.ID) *model.Employee {
	e := &model.Employee{Name: name, SuperiorID: superior, Hired: model.MustDate("2020-01-01")}
	e.ID, e.Code = id, string(rune('A'+id))
	return e
}

func people(list ...*model.Employee) map[model.ID]*model.Employee {
	byID := map[model.ID]*model.Employee{}
	for _, e := range list {
		byID[e.ID] = e
	}
	return byID
}

func post(id, superior model.ID, from, to string) model.EmployeePost {
	p := model.EmployeePost{EmployeeID: id, SuperiorID: superior}
	if from != "" {
		p.From = model.MustDate(from)
	}
	if to != "" {
		p.To = model.MustDate(to)
	}
	return p
}

// The chain for an application of the past is not today's.
func TestChainFollowsTheDate(t *testing.T) {
	boss, manager, newManager, rep := person(1, "总监", 0), person(2, "老经理", 1), person(3, "新经理", 1), person(4, "业务员", 3)
	manager.Left = model.MustDate("2026-06-30")
	l := NewReportingLine(people(boss, manager, newManager, rep), []model.EmployeePost{
		post(2, 1, "2020-01-01", "2026-06-30"),
		post(4, 2, "2020-01-01", "2026-06-15"), post(4, 3, "2026-06-16", "2026-12-31"), post(4, 1, "2027-01-01", ""),
	})
	cases := []struct {
		on   string
		want []model.ID
	}{
		{"2025-05-01", []model.ID{2, 1}}, {"2026-06-15", []model.ID{2, 1}},
		{"2026-06-16", []model.ID{3, 1}}, {"2026-12-31", []model.ID{3, 1}}, {"2027-01-01", []model.ID{1}},
	}
	for _, c := range cases {
		require.Equal(t, c.want, l.Chain(model.MustDate(c.on), 4), c.on)
	}
	require.Equal(t, []model.ID{4}, l.Reports(model.MustDate("2026-06-01"), 2, false))
	require.Empty(t, l.Reports(model.MustDate("2026-07-01"), 2, false))
	require.Equal(t, []model.ID{2, 4, 3}, l.Reports(model.MustDate("2026-06-01"), 1, true))
	require.Equal(t, []model.ID{3, 4}, l.Reports(model.MustDate("2026-07-01"), 1, true))
}

// A superior who has left leaves a vacancy; nobody is passed over.
func TestVacancyStaysInTheChain(t *testing.T) {
	boss, manager, rep := person(1, "总监", 0), person(2, "经理", 1), person(3, "业务员", 2)
	manager.Left = model.MustDate("2026-06-30")
	l := NewReportingLine(people(boss, manager, rep), nil)
	on := model.MustDate("2026-07-01")
	require.Equal(t, []model.ID{2, 1}, l.Chain(on, 3))
	require.False(t, l.Employed(on, 2))
	tree := l.Tree(on)
	require.Equal(t, []model.ID{1}, tree.Roots)
	require.Equal(t, []model.ID{2}, tree.Below[1])
	require.True(t, tree.Gone[2])
	require.Equal(t, []model.ID{3}, tree.Below[2])
	require.False(t, l.Tree(model.MustDate("2026-06-30")).Gone[2])
}

func TestCircleIsFoundOnAnyDate(t *testing.T) {
	a, b, c := person(1, "张三", 0), person(2, "李四", 1), person(3, "王五", 2)
	l := NewReportingLine(people(a, b, c), nil)
	_, _, ok := l.Cycle(0)
	require.False(t, ok)
	future := l.With(1, []model.EmployeePost{post(1, 0, "2020-01-01", "2026-12-31"), post(1, 3, "2027-01-01", "")})
	on, circle, ok := future.Cycle(0)
	require.True(t, ok)
	require.Equal(t, "2027-01-01", on.String())
	require.Equal(t, []model.ID{1, 3, 2, 1}, circle)
	require.Equal(t, []model.ID{2, 1}, future.Chain(on, 3), "a circle ends the walk")
	require.Nil(t, l.cycleOn(on), "the line itself has not changed")
	own := l.With(2, []model.EmployeePost{post(2, 2, "2020-01-01", "")})
	_, circle, ok = own.Cycle(0)
	require.True(t, ok)
	require.Equal(t, []model.ID{2, 2}, circle)
}

func spans(posts []model.EmployeePost) []string {
	var out []string
	for _, p := range posts {
		out = append(out, p.Position+" "+p.From.String()+"~"+p.To.String())
	}
	return out
}

func named(position, from, to string, id model.ID) model.EmployeePost {
	p := post(9, 1, from, to)
	p.Position, p.ID = position, id
	return p
}

func TestChangeOfPost(t *testing.T) {
	two := []model.EmployeePost{named("甲", "2020-01-01", "2025-12-31", 1), named("丙", "2026-01-01", "", 2)}
	cases := []struct {
		name   string
		posts  []model.EmployeePost
		change model.EmployeePost
		want   []string
		err    error
	}{
		{"first", nil, named("甲", "", "", 0), []string{"甲 ~"}, nil},
		{"at the end", two, named("丁", "2026-07-01", "", 0), []string{"甲 2020-01-01~2025-12-31", "丙 2026-01-01~2026-06-30", "丁 2026-07-01~"}, nil},
		{"between", two, named("乙", "2023-01-01", "", 0), []string{"甲 2020-01-01~2022-12-31", "乙 2023-01-01~2025-12-31", "丙 2026-01-01~"}, nil},
		{"same day replaces", two, named("丁", "2026-01-01", "", 0), []string{"甲 2020-01-01~2025-12-31", "丁 2026-01-01~"}, nil},
		{"before the first", two, named("零", "2019-01-01", "", 0), []string{"零 2019-01-01~2019-12-31", "甲 2020-01-01~2025-12-31", "丙 2026-01-01~"}, nil},
		{"after leaving", []model.EmployeePost{named("甲", "2020-01-01", "2020-12-31", 1)}, named("乙", "2021-03-01", "", 0), nil, ErrAfterLeave},
		{"from the beginning", []model.EmployeePost{named("甲", "", "", 1)}, named("乙", "2021-03-01", "", 0), []string{"甲 ~2021-02-28", "乙 2021-03-01~"}, nil},
	}
	for _, c := range cases {
		got, err := ChangePost(c.posts, c.change)
		require.ErrorIs(t, err, c.err, c.name)
		require.Equal(t, c.want, spans(got), c.name)
	}
	require.Equal(t, []string{"甲 2020-01-01~2025-12-31", "丙 2026-01-01~"}, spans(two), "what was given stays")

	back := named("乙", "2021-03-01", "", 0)
	back.Reason = ReasonReturn
	got, err := ChangePost([]model.EmployeePost{named("甲", "2020-01-01", "2020-12-31", 1)}, back)
	require.NoError(t, err)
	require.Equal(t, []string{"甲 2020-01-01~2020-12-31", "乙 2021-03-01~"}, spans(got))
	require.NoError(t, CheckPosts(got, model.MustDate("2020-01-01"), 0))
}

func TestCorrectDropAndEndPosts(t *testing.T) {
	three := []model.EmployeePost{named("甲", "2020-01-01", "2022-12-31", 1), named("乙", "2023-01-01", "2025-12-31", 2), named("丙", "2026-01-01", "", 3)}
	moved, err := CorrectPost(three, named("乙", "2023-03-01", "", 2))
	require.NoError(t, err)
	require.Equal(t, []string{"甲 2020-01-01~2023-02-28", "乙 2023-03-01~2025-12-31", "丙 2026-01-01~"}, spans(moved))
	_, err = CorrectPost(three, named("乙", "2019-03-01", "", 2))
	require.ErrorIs(t, err, ErrOverlap)
	_, err = CorrectPost(three, named("丁", "2019-03-01", "", 7))
	require.ErrorIs(t, err, ErrNoSuchPost)

	dropped, err := DropPost(three, 2)
	require.NoError(t, err)
	require.Equal(t, []string{"甲 2020-01-01~2025-12-31", "丙 2026-01-01~"}, spans(dropped))
	dropped, err = DropPost(three, 1)
	require.NoError(t, err)
	require.Equal(t, []string{"乙 2020-01-01~2025-12-31", "丙 2026-01-01~"}, spans(dropped))
	_, err = DropPost(three[:1], 1)
	require.ErrorIs(t, err, ErrOnlyPost)

	last := model.MustDate("2025-10-15")
	ended := EndPosts(three, last)
	require.Equal(t, []string{"甲 2020-01-01~2022-12-31", "乙 2023-01-01~2025-10-15"}, spans(ended))
	require.NoError(t, CheckPosts(ended, model.MustDate("2020-01-01"), last))
	require.Equal(t, []string{"甲 2020-01-01~2022-12-31", "乙 2023-01-01~"}, spans(EndPosts(ended, 0)))
}

func TestCheckPosts(t *testing.T) {
	hired := model.MustDate("2020-01-01")
	cases := []struct {
		name  string
		posts []model.EmployeePost
		want  error
	}{
		{"one open", []model.EmployeePost{named("甲", "2020-01-01", "", 1)}, nil},
		{"before hire", []model.EmployeePost{named("甲", "2019-01-01", "", 1)}, ErrBeforeHire},
		{"late first", []model.EmployeePost{named("甲", "2020-02-01", "", 1)}, ErrGap},
		{"gap", []model.EmployeePost{named("甲", "2020-01-01", "2020-03-01", 1), named("乙", "2020-03-03", "", 2)}, ErrGap},
		{"overlap", []model.EmployeePost{named("甲", "2020-01-01", "2020-03-01", 1), named("乙", "2020-03-01", "", 2)}, ErrOverlap},
		{"open before another", []model.EmployeePost{named("甲", "2020-01-01", "", 1), named("乙", "2020-03-01", "", 2)}, ErrOverlap},
		{"ended without leaving", []model.EmployeePost{named("甲", "2020-01-01", "2020-03-01", 1)}, ErrGap},
	}
	for _, c := range cases {
		require.ErrorIs(t, CheckPosts(c.posts, hired, 0), c.want, c.name)
	}
	own := named("甲", "2020-01-01", "", 1)
	own.SuperiorID = own.EmployeeID
	require.ErrorIs(t, CheckPosts([]model.EmployeePost{own}, hired, 0), ErrOwnSuperior)
}
