package customers

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/app/importing"
	"xunshi/model"
	"xunshi/model/store"
)

// TestRealFile reads the customers of a workbook that is not ours, if it is there: many
// share a name, and each keeps its own file.
func TestRealFile(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "data", "chaoshi.xlsx")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the workbook is not here")
	}
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	session, err := importing.New(s).Open(ctx, path, model.BatchSales, nil)
	require.NoError(t, err)
	_, err = session.Import(ctx, importing.Choice{}, nil)
	require.NoError(t, err)
	b := New(s)
	list, err := b.List(ctx)
	require.NoError(t, err)
	for _, r := range list.Rows[:40] {
		c, err := b.Card(ctx, r.ID(), document.Yuan)
		require.NoError(t, err)
		require.NotEmpty(t, c.Events)
	}
	distinct := map[string]bool{}
	var sum model.Money
	for _, r := range list.Rows {
		distinct[r.Customer.Name] = true
		sum += r.Year
	}
	require.Greater(t, len(list.Rows), len(distinct), "namesakes have files of their own")
	require.Equal(t, sum, list.Tree()[0].Year)
}
