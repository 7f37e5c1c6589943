package places

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestData(t *testing.T) {
	require.Less(t, len(packed), 100_000)
	require.Len(t, Provinces(), 34)
	require.Equal(t, "北京市", Provinces()[0])
	cities, districts := 0, 0
	for _, p := range Provinces() {
		require.NotEmpty(t, Cities(p), p)
		for _, c := range Cities(p) {
			cities++
			require.NotEmpty(t, Districts(p, c), "%s %s", p, c)
			districts += len(Districts(p, c))
		}
	}
	require.InDelta(t, 365, cities, 10)
	require.Greater(t, districts, 2900)
	require.Contains(t, Cities("江苏省"), "苏州市")
	require.Contains(t, Districts("江苏省", "苏州市"), "昆山市")
	require.NotContains(t, Districts("江苏省", "苏州市"), "工业园区", "苏州工业园区 is there")
	require.Contains(t, Districts("重庆市", "重庆市"), "云阳县")
	require.Nil(t, Cities("不存在"))
	require.Nil(t, Districts("江苏省", "不存在"))
}

func TestSearch(t *testing.T) {
	kunshan := Place{"江苏省", "苏州市", "昆山市"}
	for query, want := range map[string]Place{
		"kunshan":       kunshan,
		"KUNSHAN":       kunshan,
		"昆山":            kunshan,
		"js ks":         kunshan,
		"苏州昆山":          kunshan,
		"suzhoukunshan": kunshan,
		"江苏 昆山":         kunshan,
		"江苏":            {Province: "江苏省"},
		"jiangsu":       {Province: "江苏省"},
		"苏州":            {Province: "江苏省", City: "苏州市"},
		"shanghai":      {Province: "上海市"},
		"chongqing":     {Province: "重庆市"},
		"chengdu":       {Province: "四川省", City: "成都市"},
		"仙桃":            {"湖北省", "省直辖县", "仙桃市"},
	} {
		got := Search(query, 5)
		require.NotEmpty(t, got, query)
		require.Equal(t, want, got[0], query)
	}
	require.Empty(t, Search("", 5))
	require.Empty(t, Search("   ", 5))
	require.Empty(t, Search("没有这个地方", 5))
	require.Len(t, Search("shi", 3), 3)
	require.Empty(t, Search("kunshan", 0))
}

func TestString(t *testing.T) {
	require.Equal(t, "江苏省 苏州市 昆山市", Place{"江苏省", "苏州市", "昆山市"}.String())
	require.Equal(t, "北京市 海淀区", Place{"北京市", "北京市", "海淀区"}.String())
	require.Equal(t, "湖北省 仙桃市", Place{"湖北省", "省直辖县", "仙桃市"}.String())
	require.Equal(t, "江苏省", Place{Province: "江苏省"}.String())
	require.Empty(t, Place{}.String())
}

func BenchmarkSearch(b *testing.B) {
	Search("x", 1)
	for b.Loop() {
		Search("kunshan", 20)
	}
}
