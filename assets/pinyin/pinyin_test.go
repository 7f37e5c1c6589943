package pinyin

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestKey(t *testing.T) {
	for name, want := range map[string]string{
		"恒源商贸":    "hengyuanshangmao hysm",
		"永盛 A2 店": "yongshenga2dian ysa2d",
		"重庆市":     "chongqingshi cqs",
		"重型机械":    "zhongxingjixie zxjx",
		"成都市":     "chengdushi cds",
		"长沙县":     "changshaxian csx",
		"厦门":      "xiamen xm",
		"老张五金商行":  "laozhangwujinshanghang lzwjsh",
		"六安六合":    "luanluhe lalh",
		"":        " ",
		"!!(·)":   " ",
	} {
		require.Equal(t, want, Key(name), name)
	}
	for r, ps := range phrases {
		for _, p := range ps {
			require.Len(t, p.readings, len(p.name), string(r))
		}
	}
}
