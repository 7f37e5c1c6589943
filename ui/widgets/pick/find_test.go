package pick

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/assets/pinyin"
	"xunshi/model"
)

// many makes n customers as a region has them.
func many(n int) []Item {
	first := []string{"永盛", "恒源", "鼎丰", "顺达", "金海", "好又多", "家家乐", "大润发", "城南", "新世纪", "利群", "万家福"}
	second := []string{"商贸", "批发", "超市", "食品", "便利店", "经营部", "百货", "贸易有限公司"}
	out := make([]Item, n)
	for i := range out {
		name := fmt.Sprintf("%s%s %d店", first[i%len(first)], second[i/len(first)%len(second)], i)
		out[i] = Item{ID: model.ID(i + 1), Code: fmt.Sprintf("K%05d", i), Name: name, Pinyin: pinyin.Key(name), Detail: "昆山"}
	}
	return out
}

// plainFind is the rule as it is written: every item scored by the model.
func plainFind(items []Item, query string, limit int) []Item {
	var out []Item
	for score := 100; score > 0; score-- {
		for _, it := range items {
			if model.MatchScore(query, it.Code, it.Name, it.Pinyin) == score {
				out = append(out, it)
			}
		}
	}
	return out[:min(limit, len(out))]
}

func TestFindIsWhatTheRuleSays(t *testing.T) {
	items := append(many(500), Item{ID: 9001, Code: "a 1", Name: "ABC 商行", Pinyin: "abcshanghang abcsh"}, Item{ID: 9002, Name: "无拼音"})
	for _, q := range []string{"永盛", "YS", "hengyuan", "k0004", "sm", "a", "1店", "abc商", "ABC 商行", "a1", "没有", "　", "hy sm", "300", "无"} {
		want := plainFind(items, q, 50)
		if q == "　" {
			want = nil
		}
		require.Equal(t, len(want), len(Find(items, q, 50)), q)
		for i, it := range Find(items, q, 50) {
			require.Equal(t, want[i].ID, it.ID, "%s: hit %d", q, i)
		}
	}
	require.Equal(t, items[:7], Find(items, "", 7))
	require.Empty(t, Find(nil, "a", 5))
}

// Each Find is one keystroke over the customers of a large region; 16 ms is a frame. The
// index is made once, when the list opens.

func BenchmarkIndexMake12000(b *testing.B) {
	items := many(12_000)
	for b.Loop() {
		NewIndex(items)
	}
}

func BenchmarkFind12000(b *testing.B) { benchmark(b, "hengyuan") }

func BenchmarkFindOne12000(b *testing.B) { benchmark(b, "y") }

func BenchmarkFindNothing12000(b *testing.B) { benchmark(b, "zzzz") }

func benchmark(b *testing.B, query string) {
	x := NewIndex(many(12_000))
	for b.Loop() {
		x.Find(query, 50)
	}
}
