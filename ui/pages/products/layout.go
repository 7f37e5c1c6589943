package products

import (
	"context"
	"encoding/json"
	"log/slog"

	"xunshi/ui/widgets/job"
	"xunshi/ui/widgets/table"
)

// Where the columns the user chose are kept.
const (
	treeLayout = "products.columns.tree"
	listLayout = "products.columns.list"
)

// keepLayout keeps how the user arranged the columns.
func (c *catalogue) keepLayout(key string, l table.Layout) {
	b, err := json.Marshal(l)
	if err != nil {
		c.page.host.Fail(err)
		return
	}
	job.Run(func() { err = c.page.program.SetDraft(context.Background(), key, string(b)) }, func() {
		if err != nil {
			c.page.host.Fail(err)
		}
	})
}

// readLayout reads it back; run off the interface goroutine.
func (c *catalogue) readLayout(ctx context.Context, key string, into map[string]table.Layout) error {
	text, err := c.page.program.Draft(ctx, key)
	if err != nil || text == "" {
		return err
	}
	var l table.Layout
	if err := json.Unmarshal([]byte(text), &l); err != nil {
		slog.Warn("the columns kept cannot be read", "key", key, "error", err)
		return nil
	}
	into[key] = l
	return nil
}
