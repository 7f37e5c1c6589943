package team

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/team/orgchart"
	"xunshi/model"
)

func TestOrgChartOfADate(t *testing.T) {
	o, ctx := newOffice(t), context.Background()
	_, err := o.book.Move(ctx, Transfer{People: []model.ID{o.qian}, From: model.MustDate("2026-09-01"), SuperiorID: to(o.boss)})
	require.NoError(t, err)
	roots, err := o.book.OrgChart(ctx, model.MustDate("2026-08-31"))
	require.NoError(t, err)
	require.Len(t, roots, 1)
	require.Equal(t, 4, roots[0].Below)
	leader := roots[0].Children[0].Children[0]
	require.Equal(t, "顾主管", leader.Name)
	require.Len(t, leader.Children, 2)
	require.Equal(t, "苏南", leader.Region)
	roots, err = o.book.OrgChart(ctx, o.day)
	require.NoError(t, err)
	require.Len(t, roots[0].Children, 2)

	// nobody before the company began
	none, err := o.book.OrgChart(ctx, model.MustDate("2019-01-01"))
	require.NoError(t, err)
	require.Empty(t, none)
}

func TestWriteOrgChart(t *testing.T) {
	o, ctx, dir := newOffice(t), context.Background(), t.TempDir()
	roots, err := o.book.OrgChart(ctx, o.day)
	require.NoError(t, err)
	sheet := orgchart.Sheet{Title: "组织架构", Date: o.day.String()}
	for name, magic := range map[string]string{"a.pdf": "%PDF", "a.png": "\x89PNG"} {
		path := filepath.Join(dir, name)
		require.NoError(t, o.book.WriteOrgChart(ctx, roots, sheet, path))
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, magic, string(data[:4]))
	}
	fault(t, o.book.WriteOrgChart(ctx, roots, sheet, filepath.Join(dir, "a.doc")))
	fault(t, o.book.WriteOrgChart(ctx, roots, sheet, filepath.Join(dir, "none", "a.pdf")))
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, left, 2, "nothing half written stays")
}
