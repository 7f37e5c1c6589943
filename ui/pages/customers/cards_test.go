package customers

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"xunshi/ui/pages/customerfile"
	"xunshi/ui/testkit"
)

func (b *backend) Cards() customerfile.Cards { return b.cards }

func TestCardsOfTheCustomersChosen(t *testing.T) {
	b := open(t, true)
	s := start(t, testkit.Setup{}, b, nil, wide, high)
	item := func(words string) *fyne.MenuItem {
		items := s.page.moreMenu()
		i := slices.IndexFunc(items, func(x *fyne.MenuItem) bool { return strings.Contains(x.Label, words) })
		require.GreaterOrEqual(t, i, 0, words)
		return items[i]
	}
	s.page.table.SelectAll()
	path := filepath.Join(t.TempDir(), "cards.vcf")
	item(fmt.Sprintf("导出 %d 家的名片", len(s.page.rows))).Action()
	s.host.Picks[0].OnPicked(path)
	require.Empty(t, s.host.Faults)
	written, err := os.ReadFile(path)
	require.NoError(t, err)
	require.GreaterOrEqual(t, strings.Count(string(written), "BEGIN:VCARD"), 60)
	item("导入名片").Action()
	s.host.Picks[1].OnPicked(path)
	require.Empty(t, s.host.Faults)
	require.Len(t, s.host.Sheets, 1, "the preview")
}
