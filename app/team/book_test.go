package team

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

// office is a small team in a store of its own: 沈总 → 陆经理 → 顾主管 → 钱业务, 孙业务.
type office struct {
	t     *testing.T
	store *store.Store
	book  *Book
	day   model.Date

	boss, manager, leader, qian, sun model.ID
	south, north                     model.ID
}

func newOffice(t *testing.T) *office {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	o := &office{t: t, store: s, day: model.MustDate("2026-09-11")}
	o.book = New(s, Options{Today: func() model.Date { return o.day }})
	regions := []model.Region{{Code: "S", Name: "苏南"}, {Code: "N", Name: "苏北"}}
	put(t, s, &regions[0], &regions[1])
	o.south, o.north = regions[0].ID, regions[1].ID
	o.boss = o.hire("E1", "沈总", "总监", 0, 0)
	o.manager = o.hire("E2", "陆经理", "区域经理", o.boss, o.south)
	o.leader = o.hire("E3", "顾主管", "主管", o.manager, o.south)
	o.qian = o.hire("E4", "钱业务", "业务员", o.leader, o.south)
	o.sun = o.hire("E5", "孙业务", "业务员", o.leader, o.north)
	return o
}

func (o *office) hire(code, name, position string, superior, region model.ID) model.ID {
	o.t.Helper()
	e := model.Employee{Code: code, Name: name, Position: position, SuperiorID: superior, RegionID: region, Hired: model.MustDate("2020-03-01")}
	_, err := o.book.Save(context.Background(), &e)
	require.NoError(o.t, err)
	return e.ID
}

func (o *office) person(id model.ID) model.Employee {
	o.t.Helper()
	d, err := o.store.Directory(context.Background())
	require.NoError(o.t, err)
	require.Contains(o.t, d.Employees, id)
	return *d.Employees[id]
}

func (o *office) chain(on string, id model.ID) []string {
	o.t.Helper()
	l, err := o.book.Line(context.Background())
	require.NoError(o.t, err)
	return l.Names(l.Chain(model.MustDate(on), id))
}

func put[T any, P interface {
	*T
	RowID() model.ID
}](t *testing.T, s *store.Store, records ...*T) string {
	t.Helper()
	operation, err := s.Edit(context.Background(), func(e *store.Edit) error {
		for _, r := range records {
			if err := store.Put[T, P](e, r); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
	return operation
}

func fault(t *testing.T, err error) *model.Fault {
	t.Helper()
	f, ok := model.AsFault(err)
	require.Truef(t, ok, "not a fault: %v", err)
	require.NotEmpty(t, f.What)
	require.NotEmpty(t, f.Do)
	return f
}

func to[T any](v T) *T { return &v }
