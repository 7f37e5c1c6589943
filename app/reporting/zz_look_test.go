package reporting

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/model/store"
)

func TestLookDemo(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip()
	}
	ctx := context.Background()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	defer s.Close()
	_, err = s.Import(ctx, demo.Generate(demo.Options{Seed: 7}), nil)
	require.NoError(t, err)
	r := New(s)
	f, err := s.Facts(ctx)
	require.NoError(t, err)
	span, _ := f.Span()
	fmt.Println(span, f.Len())
	d, err := r.Daily(ctx, span.To, Options{Money: document.TenThousand})
	require.NoError(t, err)
	m, err := r.Monthly(ctx, span.To.Month()-1, Options{Money: document.TenThousand, By: ByEmployee})
	require.NoError(t, err)
	for name, doc := range map[string]*document.Document{"xdaily": d, "xmonthly": m} {
		for _, ext := range []string{".pdf", ".json", ".png"} {
			require.NoError(t, exporting.Write(ctx, doc, filepath.Join(dir, name+ext)))
		}
	}
	today, err := r.Today(ctx, TodayRequest{})
	require.NoError(t, err)
	today.Trend.Series = nil
	fmt.Printf("%+v\n", today)
}
