package ledger

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// fixed is a source that holds what it is given.
type fixed struct {
	facts     *model.Facts
	directory *model.Directory
}

func (f fixed) Facts(context.Context) (*model.Facts, error)         { return f.facts, nil }
func (f fixed) Directory(context.Context) (*model.Directory, error) { return f.directory, nil }
func (f fixed) LinesByID(_ context.Context, ids []model.ID) ([]model.SalesLine, error) {
	out := make([]model.SalesLine, len(ids))
	for i, id := range ids {
		out[i].ID = id
	}
	return out, nil
}

// TestOrderOfNamesakesIsAlwaysTheSame sorts people of one name, and cuts a period that is
// open on one side.
func TestOrderOfNamesakesIsAlwaysTheSame(t *testing.T) {
	ctx, src := context.Background(), fixed{&model.Facts{}, &model.Directory{Employees: map[model.ID]*model.Employee{}}}
	f := src.facts
	for i := range 60 {
		id := model.ID(i + 1)
		src.directory.Employees[id] = &model.Employee{Name: "王伟"}
		f.Dates, f.Lines, f.Employees = append(f.Dates, model.Date(20000+i)), append(f.Lines, id), append(f.Employees, 61-id)
		f.Customers, f.Products = append(f.Customers, 1), append(f.Products, 1)
		f.Regions, f.Departments, f.Batches = append(f.Regions, 1), append(f.Departments, 1), append(f.Batches, 1)
		f.Amounts, f.Quantities, f.Flags = append(f.Amounts, 1), append(f.Quantities, 1), append(f.Flags, 0)
	}
	order := func() []int32 {
		l, err := Find(ctx, src, model.LineFilter{}, model.LineSort{Column: "employee"})
		require.NoError(t, err)
		return l.rows
	}
	first := order()
	for range 5 {
		require.Equal(t, first, order())
	}
	for _, c := range []struct {
		period model.Period
		want   int
	}{{model.Period{From: 20050}, 10}, {model.Period{To: 20009}, 10}, {model.Period{From: 20010, To: 20019}, 10}, {model.Period{}, 60}} {
		l, err := Find(ctx, src, model.LineFilter{Period: c.period}, model.LineSort{})
		require.NoError(t, err)
		require.Equal(t, c.want, l.Count(), c.period)
	}
}
