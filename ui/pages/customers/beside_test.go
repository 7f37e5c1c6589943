package customers

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/customers"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets/regions"
)

func TestRegionTreeFilters(t *testing.T) {
	s := start(t, testkit.Setup{}, open(t, true), nil, wide, high)
	p := s.page
	var node customers.Node
	for _, n := range p.list.Tree() {
		if n.Name == "无锡" {
			node = n
		}
	}
	require.NotZero(t, node.RegionID)
	require.True(t, p.tree.outline.SelectKey(nodeKey(node)))
	require.Equal(t, node.Customers, p.table.Len())
	for _, r := range p.rows {
		require.Equal(t, "无锡", r.Region)
	}
	require.Equal(t, "无锡", p.tree.choice.Text(), "the choice above the page says the same")
	require.Contains(t, p.rows, p.list.Row(p.shown), "the card follows")
	p.tree.chosen(regions.Value(0))
	require.Len(t, p.list.Rows, p.table.Len())
	require.Equal(t, "全部区域", p.tree.choice.Text())
	p.tree.chosen(regions.Value(node.RegionID))
	require.Equal(t, node.Customers, p.table.Len())
	p.tree.chosen(noRegion)
	for _, r := range p.rows {
		require.Zero(t, r.Customer.RegionID)
	}
	p.clear()
	require.Len(t, p.list.Rows, p.table.Len())
}

func TestTheListMakesRoomForTheConditions(t *testing.T) {
	s := start(t, testkit.Setup{}, open(t, true), nil, wide, high)
	p := s.page
	before := p.listing.Position().Y
	p.setFilter(customers.Filter{Kinds: []string{"商超"}})
	require.Greater(t, p.listing.Position().Y, before)
	p.table.SelectAll()
	require.Greater(t, p.listing.Position().Y, before)
	p.clear()
	require.Equal(t, before, p.listing.Position().Y)
}

func TestTheFirstCardIsOpen(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, nil, wide, high)
	p := s.page
	first, ok := p.table.Current()
	require.True(t, ok)
	require.Equal(t, first.ID(), p.card.card.ID())
	require.False(t, p.tree.panel.Visible())
	p.table.SetSort("name", false)
	require.True(t, p.card.panel.Visible(), "another order leaves the card")
	p.openView(customers.UsualViews()[3])
	require.Contains(t, p.rows, p.list.Row(p.shown), "the card shows one of the view")
	require.Equal(t, "year", p.table.Arrangement().Key)
	require.True(t, p.card.panel.Visible())
	p.openView(customers.UsualViews()[0])
	p.toggleCard()
	require.False(t, p.card.panel.Visible())

	p = start(t, testkit.Setup{}, b, nil, wide, high).page
	require.False(t, p.card.panel.Visible(), "switched off for good")
	require.Zero(t, p.table.Count())
	p.toggleCard()
	p = start(t, testkit.Setup{}, b, nil, small, lower).page
	require.False(t, p.card.panel.Visible(), "where it would lie over the list it waits to be asked for")
}
