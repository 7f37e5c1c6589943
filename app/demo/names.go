package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Words that invented names are put together from. The second characters are ones that
// firms seldom use, so that a hit on a real firm would be chance.
const (
	firstChar  = "恒润泽盛祥瑞昌嘉荣宏永广同德和裕丰茂景元"
	secondChar = "屿棠穗岚澄沐砚栩陌隽笙漪珩垚稔芃昱湉霁桉"
)

var (
	roads = []string{"禾丰路", "稔安街", "青屿路", "望穗大道", "听澜街", "长桉路", "沐春路", "砚池巷",
		"栖棠路", "朗月街", "芦汀路", "新稔路", "汇川中路", "同泽路", "云岫街", "南圩路", "北荷路", "锦帆西路"}
	chains  = []string{"邻满仓超市", "喜沿生鲜", "禾家购物广场", "百稔超市", "沐佳生活馆", "四时鲜超市"}
	markets = []string{"城南稔丰", "东圩", "北荷", "望亭桥", "新汇川", "青屿"}
	towns   = []string{"青塘", "芦汀", "稔桥", "东圩", "荷岸", "石棠", "云岫", "新荡", "沙渚", "柳泾", "桑渎", "白苇"}
	outlets = []string{"便利店", "烟酒商店", "生活超市", "食品店", "小卖部", "水果店"}
	kitchen = []string{"早餐店", "面馆", "火锅店", "快餐店", "茶餐厅", "小吃店"}
)

// namer makes customers' names and sees to it that no two are the same.
type namer struct{ used map[string]bool }

func newNamer() *namer { return &namer{used: map[string]bool{}} }

func brand(r *rand.Rand) string {
	return string(pick(r, []rune(firstChar))) + string(pick(r, []rune(secondChar)))
}

// person is a contact's name.
func (n *namer) person(r *rand.Rand) string {
	name := string(pick(r, []rune(surnames)))
	if r.IntN(3) > 0 {
		name += string(pick(r, []rune(givenOne)))
	}
	return name + string(pick(r, []rune(givenTwo)))
}

// name makes a name fit for the kind of customer at place (昆山市, 吴中区).
func (n *namer) name(r *rand.Rand, kind, place string) string {
	short := place
	if len([]rune(place)) > 2 {
		short = strings.TrimRight(place, "市区县")
	}
	var s string
	for range 20 {
		s = draft(r, kind, short)
		if !n.used[s] {
			n.used[s] = true
			return s
		}
	}
	for i := 2; ; i++ {
		if v := fmt.Sprintf("%s(%d店)", s, i); !n.used[v] {
			n.used[v] = true
			return v
		}
	}
}

func draft(r *rand.Rand, kind, place string) string {
	switch kind {
	case "经销商":
		return place + brand(r) + pick(r, []string{"商贸有限公司", "食品有限公司", "贸易有限公司", "食品配送有限公司"})
	case "商超":
		return pick(r, chains) + place + strings.TrimRight(pick(r, roads), "路街巷") + "店"
	case "批发":
		return place + pick(r, markets) + "市场" + brand(r) + pick(r, []string{"副食批发", "饮品批发", "批发部"})
	case "餐饮":
		return brand(r) + pick(r, kitchen) + "(" + pick(r, roads) + "店)"
	case "电商":
		return brand(r) + pick(r, []string{"食品专营店(线上)", "饮品旗舰店(线上)", "社区团购", "到家平台"})
	case "县乡批发":
		return place + pick(r, towns) + "镇" + string(pick(r, []rune(surnames))) + "记" + pick(r, []string{"批发部", "副食批发", "配送站"})
	}
	return place + string(pick(r, []rune(surnames))) + string(pick(r, []rune(givenTwo))) + pick(r, outlets)
}
