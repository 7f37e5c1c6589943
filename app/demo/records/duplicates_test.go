package records

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers/merging"
	"xunshi/app/demo"
	"xunshi/model"
	"xunshi/model/store"
)

func TestTheDemoHasDuplicatesToFind(t *testing.T) {
	ctx := context.Background()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	opt := demo.Options{Customers: 120, Products: 10, Months: 3, Lines: 2000, Until: model.MustDate("2026-09-11")}
	_, err = s.Import(ctx, demo.Generate(opt), nil)
	require.NoError(t, err)
	require.NoError(t, Fill(ctx, s, 1))
	pairs, err := merging.New(s).Pairs(ctx)
	require.NoError(t, err)
	sure := 0
	for i := range pairs {
		if pairs[i].Score >= 80 {
			sure++
		}
		t.Log(pairs[i].Score, pairs[i].A.Name, pairs[i].B.Name, pairs[i].Words())
	}
	require.GreaterOrEqual(t, sure, 3)
	waiting, err := store.Find(ctx, s, model.Complaint{SkipLevel: true})
	require.NoError(t, err)
	require.NotEmpty(t, waiting)
}
