package customers

import (
	"context"
	"encoding/json"
	"fmt"
)

// Desk is how the user left the page: what is shown beside the list, and its columns.
type Desk struct {
	Tree   bool            `json:"tree,omitempty"` // the tree of regions; the region is chosen above the list without it
	NoCard bool            `json:"no_card,omitempty"`
	Layout json.RawMessage `json:"layout,omitempty"` // as the page's table understands it
}

const deskSetting = "customers.desk"

// Desk reads how the page was left.
func (b *Book) Desk(ctx context.Context) (Desk, error) {
	var d Desk
	text, ok, err := b.store.Setting(ctx, deskSetting)
	if err != nil || !ok {
		return d, err
	}
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return Desk{}, fmt.Errorf("read how the customers' page was left: %w", err)
	}
	return d, nil
}

// KeepDesk keeps how the page was left.
func (b *Book) KeepDesk(ctx context.Context, d Desk) error {
	text, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("keep how the customers' page is left: %w", err)
	}
	return b.store.SetSetting(ctx, deskSetting, string(text))
}
