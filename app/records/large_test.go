package records

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// TestManyCustomersOfAllColumns takes a list as large as they come, and says how long each
// step took.
func TestManyCustomersOfAllColumns(t *testing.T) {
	count := 600
	if os.Getenv("XUNSHI_LARGE") != "" {
		count = 12_000
	}
	d := newDesk(t)
	table, err := d.Load(d.ctx, Customers)
	require.NoError(t, err)
	var rows []Incoming
	for i := range count {
		in := Incoming{Row: i + 2, Texts: map[string]string{}}
		for _, c := range table.Columns {
			switch c.Type {
			case Text, Words:
				in.Texts[c.Key] = fmt.Sprint(c.Key, i%500)
			case Money, Quantity, Whole, Percent, Degrees:
				in.Texts[c.Key] = fmt.Sprint(1 + i%80)
			case Date:
				in.Texts[c.Key] = (model.MustDate("2020-01-01") + model.Date(i%300)).String()
			case Yes:
				in.Texts[c.Key] = "是"
			case Ref:
			}
		}
		delete(in.Texts, "stage")
		in.Texts["policy_from"], in.Texts["policy_to"] = "2026-01-01", "2026-12-31"
		in.Texts["customer_code"], in.Texts["region"], in.Texts["employee"] = fmt.Sprint("K", i), fmt.Sprint("区", i%60), fmt.Sprint("人", i%200)
		rows = append(rows, in)
	}
	given := slices.Collect(func(yield func(string) bool) {
		for _, c := range table.Columns {
			if !yield(c.Key) {
				return
			}
		}
	})
	opt := Options{Mode: Update, Given: given}
	begin := time.Now()
	p, batch, err := d.Import(d.ctx, Customers, rows, opt, model.ImportBatch{Kind: model.BatchCustomers})
	require.NoError(t, err)
	require.Equal(t, []int{count, 0, 0, 0, 0}, counts(p), reasons(p))
	t.Log(count, "new customers of", len(table.Columns), "columns, three contacts and a policy each:", time.Since(begin))
	begin = time.Now()
	p, err = d.Plan(d.ctx, Customers, rows, opt)
	require.NoError(t, err)
	require.Equal(t, count, p.Unchanged)
	t.Log("again, dry:", time.Since(begin))
	for i := range rows {
		rows[i].Texts["grade"] = "D"
		rows[i].Texts["contact1_phone"] = "1"
	}
	begin = time.Now()
	p, changed, err := d.Import(d.ctx, Customers, rows, opt, model.ImportBatch{Kind: model.BatchCustomers})
	require.NoError(t, err)
	require.Equal(t, count, p.Changed)
	t.Log("all changed:", time.Since(begin))
	begin = time.Now()
	require.NoError(t, d.store.UndoBatch(d.ctx, changed.ID))
	t.Log("the change undone:", time.Since(begin))
	dir, err := d.store.Directory(d.ctx)
	require.NoError(t, err)
	grades := map[string]int{}
	for _, c := range dir.Customers {
		grades[c.Grade]++
	}
	require.Zero(t, grades["D"])
	begin = time.Now()
	require.NoError(t, d.store.UndoBatch(d.ctx, batch.ID))
	t.Log("undone:", time.Since(begin))
}
