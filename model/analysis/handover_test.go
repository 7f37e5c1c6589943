package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func TestSplitEvenly(t *testing.T) {
	loads := []Load{{1, 10}, {2, 70}, {3, 60}, {4, 50}, {5, 0}, {6, -5}}
	got := SplitEvenly(loads, []model.ID{21, 22})
	require.Equal(t, map[model.ID]model.ID{2: 21, 3: 22, 4: 22, 1: 21, 5: 21, 6: 22}, got)
	require.Empty(t, SplitEvenly(loads, nil))
	require.Equal(t, map[model.ID]model.ID{1: 9}, SplitEvenly(loads[:1], []model.ID{9}))
}

// The balance of the days before a hand-over stays with the one who had the customer then.
func TestOwnersOn(t *testing.T) {
	customers := map[model.ID]*model.Customer{1: {OwnerID: 12}, 2: {OwnerID: 11}, 3: {OwnerID: 13}}
	past := []PastHandover{
		{From: 10, Date: model.MustDate("2026-03-01"), Customers: []model.ID{1, 2, 99}},
		{From: 11, Date: model.MustDate("2026-06-01"), Customers: []model.ID{1}},
	}
	for _, c := range []struct {
		on   string
		want map[model.ID]model.ID
	}{
		{"2026-02-28", map[model.ID]model.ID{1: 10, 2: 10, 3: 13}},
		{"2026-03-01", map[model.ID]model.ID{1: 11, 2: 11, 3: 13}},
		{"2026-05-31", map[model.ID]model.ID{1: 11, 2: 11, 3: 13}},
		{"2026-06-01", map[model.ID]model.ID{1: 12, 2: 11, 3: 13}},
	} {
		require.Equal(t, c.want, OwnersOn(model.MustDate(c.on), customers, past), c.on)
	}
}
