package places

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"xunshi/assets/pinyin"
)

// found is a place and what it is found by.
type found struct {
	place Place
	level int        // 0 province, 1 city, 2 district
	keys  [3]nameKey // of the province, city and district, as far as the place goes down
}

type nameKey struct{ name, full, initials string }

func keyOf(name string) nameKey {
	full, initials, _ := strings.Cut(pinyin.Key(name), " ")
	return nameKey{strings.ToLower(name), full, initials}
}

// index lists every place with its keys, made when it is first needed.
var index = sync.OnceValue(func() []found {
	var out []found
	for _, p := range provinces() {
		pk := keyOf(p.name)
		out = append(out, found{Place{Province: p.name}, 0, [3]nameKey{pk}})
		for _, c := range p.cities {
			ck := keyOf(c.name)
			if !IsDirect(c.name) {
				out = append(out, found{Place{Province: p.name, City: c.name}, 1, [3]nameKey{pk, ck}})
			}
			for _, d := range c.districts {
				out = append(out, found{Place{p.name, c.name, d}, 2, [3]nameKey{pk, ck, keyOf(d)}})
			}
		}
	}
	return out
})

// Search finds the places a query names by characters, pinyin or initials on any level, the
// best first and at most limit; words with blanks between them must all fit ("js kunshan").
// Of equally good ones the higher level comes first.
func Search(query string, limit int) []Place {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 || limit <= 0 {
		return nil
	}
	type hit struct{ score, at int }
	var hits []hit
	all := index()
	for i := range all {
		if s := all[i].score(words); s > 0 {
			hits = append(hits, hit{s, i})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(all[a.at].level, all[b.at].level), cmp.Compare(a.at, b.at))
	})
	out := make([]Place, 0, min(limit, len(hits)))
	for _, h := range hits[:min(limit, len(hits))] {
		out = append(out, all[h.at].place)
	}
	return out
}

// score tells how well all words fit; the place's own name must be named by one of them,
// or the names of all its levels written together ("苏州昆山").
func (f *found) score(words []string) int {
	if len(words) == 1 {
		if s := f.keys[f.level].score(words[0]); s > 0 {
			return s
		}
		return f.together(words[0])
	}
	total, own := 0, false
	for _, w := range words {
		best := 0
		for l := f.level; l >= 0; l-- {
			if s := f.keys[l].score(w); s > best {
				best = s
				own = own || l == f.level
			}
		}
		if best == 0 {
			return 0
		}
		total += best
	}
	if !own {
		return 0
	}
	return total / len(words)
}

// score is 0 when a word does not name the place, more when it does so better.
func (k nameKey) score(word string) int {
	switch {
	case word == k.name:
		return 100
	case strings.HasPrefix(k.name, word):
		return 90
	case word == k.full || word == k.initials:
		return 85
	case strings.HasPrefix(k.full, word):
		return 80
	case strings.HasPrefix(k.initials, word) && len(word) > 1:
		return 70
	case strings.Contains(k.name, word):
		return 50
	}
	return 0
}

// together fits a word that runs over two levels: 江苏苏州, 苏州昆山, suzhoukunshan.
func (f *found) together(word string) int {
	if f.level == 0 {
		return 0
	}
	own := f.keys[f.level]
	for l := f.level - 1; l >= 0; l-- {
		above := f.keys[l]
		for _, start := range []string{above.name, plain(above.name)} {
			if rest, ok := strings.CutPrefix(word, start); ok && rest != "" && start != "" && strings.HasPrefix(own.name, rest) {
				return 75
			}
		}
		for _, start := range []string{above.full, keyless(above.full)} {
			if rest, ok := strings.CutPrefix(word, start); ok && len(rest) > 1 && start != "" && strings.HasPrefix(own.full, rest) {
				return 65
			}
		}
	}
	return 0
}

// plain is a name without its 省 or 市.
func plain(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, "市"), "省")
}

// keyless is plain for the pinyin.
func keyless(full string) string {
	return strings.TrimSuffix(strings.TrimSuffix(full, "shi"), "sheng")
}
