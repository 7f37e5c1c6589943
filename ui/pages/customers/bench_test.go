package customers

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers"
	"xunshi/app/demo"
	"xunshi/app/document"
	"xunshi/model/store"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets/job"
)

// BenchmarkKeystroke is one letter in the search field over 12,000 customers, the list
// arranged anew included; it must take less than 16 ms.
func BenchmarkKeystroke(b *testing.B) {
	s, err := store.Open(b.TempDir())
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, s.Close()) })
	_, err = s.Import(context.Background(), demo.Generate(demo.Options{Customers: 12_000, Products: 60, Months: 6, Lines: 60_000, Until: until}), nil)
	require.NoError(b, err)
	testkit.Start(b, testkit.Setup{})
	b.Cleanup(job.Inline())
	h := &testkit.Host{}
	p := New(h, &backend{Book: customers.New(s), unit: document.Yuan}, nil)
	b.Cleanup(p.Close)
	h.Win = testkit.Window(b, p.Content(), wide, high)
	testkit.Load(b, p)
	b.Run("there and back", func(b *testing.B) { // the worst: one letter, then none
		for b.Loop() {
			p.search.SetText("s")
			p.search.SetText("")
		}
	})
	for _, text := range []string{"", "s", "恒", "hengyuan", "10020001"} {
		b.Run("to "+text, func(b *testing.B) {
			for b.Loop() {
				p.search.Text = text
				p.arrange()
			}
			b.ReportMetric(float64(p.table.Len()), "rows")
		})
	}
}
