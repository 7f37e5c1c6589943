package model

import "testing"

func TestMatchScore(t *testing.T) {
	const code, name, pinyin = "K00311", "恒源商贸 常熟店", "hengyuanshangmaochangshudian hysmcsd"
	for _, c := range []struct {
		query string
		want  int
	}{
		{"K00311", 100}, {"k00311", 100}, {"恒源商贸常熟店", 100}, {"恒源 商贸　常", 90},
		{"K003", 85}, {"hysm", 80}, {"HYSM", 80}, {"hengyuan", 75}, {"heng yuan", 75},
		{"商贸", 60}, {"smcs", 50}, {"0311", 45}, {"shangmao", 30},
		{"", 0}, {"  ", 0}, {"顺达", 0}, {"xyz", 0},
	} {
		if got := MatchScore(c.query, code, name, pinyin); got != c.want {
			t.Errorf("MatchScore(%q) = %d, want %d", c.query, got, c.want)
		}
	}
	if got := MatchScore("a", "", "", ""); got != 0 {
		t.Errorf("a record without any words matched: %d", got)
	}
}

func TestAQueryMadeReadyScoresTheSame(t *testing.T) {
	for _, name := range []string{"ＡＢ超市", "Big Mart", "恒源　商贸", "ÉCOLE", ""} {
		for _, query := range []string{"ab", "bigm", "恒源商", "école", "超市", " "} {
			if got, want := NewQuery(query).Score("", name, ""), MatchScore(query, "", name, ""); got != want {
				t.Errorf("%q in %q: %d, want %d", query, name, got, want)
			}
		}
	}
	if !NewQuery("　 ").Blank() {
		t.Error("blanks are a query")
	}
}

func BenchmarkSearch12000(b *testing.B) {
	names := []string{"恒源商贸常熟店", "苏州城南批发市场26号", "Big Mart 新区店", "顺达批发"}
	q := NewQuery("chsd")
	for b.Loop() {
		for i := range 12_000 {
			q.Score("K00311", names[i%len(names)], "hengyuanshangmaochangshudian hysmcsd")
		}
	}
}
