package customerfile

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers"
	"xunshi/model"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets/grid"
)

func TestCompletenessIsThatOfTheList(t *testing.T) {
	o := newOffice(t)
	list, err := customers.New(o.store).List(ctx)
	require.NoError(t, err)
	for _, id := range []model.ID{1, 2} {
		s := o.open(t, testkit.Setup{}, id, wide, high)
		percent, missing := s.page.side.complete()
		require.Equal(t, list.Row(id).Complete, percent)
		require.Equal(t, list.Row(id).Missing(), missing)
	}
	s := o.open(t, testkit.Setup{}, model.ID(1), wide, high)
	before, _ := s.page.side.complete()
	s.change(t, func(v *typed) { v.c.Grade, v.c.Address = "B", "前进路 1 号" })
	after, _ := s.page.side.complete()
	require.Greater(t, after, before, "it follows what is typed")
}

func TestWhoHasTheCodeStandsBesideAtOnce(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(0), wide, high)
	s.change(t, func(v *typed) { v.c.Name, v.c.Code = "新店", "k00001" })
	_, ok := s.page.form.Value()
	require.False(t, ok)
	s.page.settled()
	require.Equal(t, model.ID(1), s.page.clash)
	require.Equal(t, s.page.side.telling(), s.page.side.told, "the cards were built with it")
	picture(t, s, "file-clash")
}

func TestACustomerJustMadeIsNotLikeItself(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(0), wide, high)
	s.change(t, func(v *typed) { v.c.Name = "甲乙丙便利店" })
	s.page.save()
	s.reload(t)
	require.NotZero(t, s.page.id)
	s.page.side.look()
	require.Empty(t, s.page.side.similar)
	require.Nil(t, s.page.side.similarCard())
}

func TestARefusedListHasTheKeyboard(t *testing.T) {
	o := newOffice(t)
	s := o.open(t, testkit.Setup{}, model.ID(2), wide, high)
	s.page.policies.grid.SetRows([]grid.Row{{"2026-01-01", "2026-12-31", "", "3%"}, {"2026-07-01", "", "", "5%"}})
	s.page.save()
	require.Len(t, s.host.Faults, 1)
	require.Equal(t, PartAgreements, s.page.part)
	require.NotNil(t, s.Window.Canvas().Focused(), "typing goes on in the list")
}
