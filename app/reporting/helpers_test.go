package reporting

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
)

// cell finds a row's cell by the column's key.
func cell(t testing.TB, s *document.Section, r *document.Row, key string) document.Cell {
	t.Helper()
	for i, c := range s.Columns {
		if c.Key == key {
			return r.Cells[i]
		}
	}
	require.Fail(t, "no column "+key+" in "+s.ID)
	return document.Cell{}
}

// rowNamed finds a row by its name.
func rowNamed(t testing.TB, s *document.Section, name string) *document.Row {
	t.Helper()
	for i := range s.Rows {
		if cell(t, s, &s.Rows[i], "name").Text == name {
			return &s.Rows[i]
		}
	}
	require.Fail(t, "no row "+name+" in "+s.ID)
	return nil
}
