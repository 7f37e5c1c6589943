// Package merging finds customers that stand in the books twice and makes one file of two,
// keeping every reference. It never merges by itself: two customers of one name keep their
// own files until somebody who knows them decides.
package merging

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"xunshi/model"
	"xunshi/model/store"
)

// legalForms end a company's registered name and say nothing about who it is; longer ones
// come before those they end in.
//
//i18n:data
var legalForms = []string{"有限责任公司", "股份有限公司", "有限公司", "总公司", "分公司", "公司", "集团"}

// trades end a name with what the business does.
//
//i18n:data
var trades = []string{"食品商贸", "酒业商贸", "商贸行", "商贸", "贸易行", "贸易", "商行", "生活超市", "连锁超市", "超级市场", "超市",
	"批发部", "经营部", "经销部", "批发市场", "批发", "便利店", "烟酒商店", "烟酒店", "烟酒行", "烟酒", "水果店", "生鲜店", "生鲜", "配送站", "配送", "饮品", "饮料", "冷饮", "食品店", "副食店", "小卖部", "杂货店", "商店", "门市部", "门市",
	"总店", "食品", "副食", "粮油", "酒业", "百货", "店", "部", "行"}

// folded is a name, phone and address made ready to be compared.
type folded struct {
	plain   string    // the name without width, case, blanks and punctuation; with what stood in brackets
	legal   string    // plain without brackets, place and legal form
	core    string    // legal without the trade
	whole   [2]string // legal and core with the place in front, as one file may name it and the other not
	branch  string    // what stood in brackets
	sound   string    // pinyin of the core
	near    string    // sound with what dialects confuse made one
	phones  []string
	address string // "" when too short to mean a place
}

// Fold is a customer's name as it is compared: without width, case, blanks, punctuation,
// place, legal form and what stands in brackets.
func Fold(c *model.Customer) string {
	f := fold(c, nil)
	return f.legal
}

func fold(c *model.Customer, phones []string) folded {
	var f folded
	outside, inside := brackets(width.Fold.String(c.Name))
	f.branch = bare(inside)
	f.legal = trimEnds(withoutPlace(bare(outside), c), legalForms)
	f.plain = bare(outside) + f.branch
	f.core = trimEnds(f.legal, trades)
	f.whole[0] = trimEnds(bare(outside), legalForms)
	f.whole[1] = trimEnds(f.whole[0], trades)
	f.sound, _, _ = strings.Cut(store.SearchKey(f.core), " ")
	f.near = nearSounds.Replace(f.sound)
	f.phones = phoneNumbers(append([]string{c.Phone}, phones...))
	f.address = foldAddress(c)
	return f
}

// brackets takes what stands in brackets out of a name.
func brackets(name string) (outside, inside string) {
	var out, in strings.Builder
	depth := 0
	for _, r := range name {
		switch r {
		case '(', '[', '{', '【', '〔', '《', '<':
			depth++
		case ')', ']', '}', '】', '〕', '》', '>':
			depth = max(depth-1, 0)
		default:
			if depth > 0 {
				in.WriteRune(r)
			} else {
				out.WriteRune(r)
			}
		}
	}
	if out.Len() == 0 {
		return in.String(), ""
	}
	return out.String(), in.String()
}

// bare keeps letters and digits, in lower case.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// trimEnds takes endings off a name as long as at least two characters are left.
func trimEnds(name string, endings []string) string {
	for again := true; again; {
		again = false
		for _, e := range endings {
			rest, ok := strings.CutSuffix(name, e)
			if ok && utf8.RuneCountInString(rest) >= 2 {
				name, again = rest, true
				break
			}
		}
	}
	return name
}

// withoutPlace takes the customer's own province, city and district off the front.
func withoutPlace(name string, c *model.Customer) string {
	for _, place := range []string{c.Province, c.City, c.District} {
		short := strings.TrimRight(place, "省市区县") //i18n:data
		for _, p := range []string{place, short} {
			if utf8.RuneCountInString(p) < 2 {
				continue
			}
			if rest, ok := strings.CutPrefix(name, p); ok && utf8.RuneCountInString(rest) >= 2 {
				name = rest
				break
			}
		}
	}
	return name
}

// nearSounds makes one of what southern dialects and hasty typing confuse.
var nearSounds = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s", "ang", "an", "eng", "en", "ing", "in", "l", "n")

// phoneNumbers gives the numbers written in the texts, digits only and without the
// country's code, each once; shorter ones than 7 digits are extensions.
func phoneNumbers(texts []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, t := range texts {
		for _, part := range strings.FieldsFunc(width.Fold.String(t), func(r rune) bool { return strings.ContainsRune(",;/、，；|\n", r) }) {
			digits := strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return r
				}
				return -1
			}, part)
			if len(digits) > 11 {
				digits = strings.TrimPrefix(strings.TrimPrefix(digits, "00"), "86")
			}
			if len(digits) >= 7 && !seen[digits] {
				seen[digits] = true
				out = append(out, digits)
			}
		}
	}
	return out
}

// leastAddress is how many characters an address below the district needs to mean a place.
const leastAddress = 5

func foldAddress(c *model.Customer) string {
	a := bare(width.Fold.String(c.Address))
	for _, place := range []string{c.Province, c.City, c.District} {
		if place != "" {
			a = strings.TrimPrefix(a, place)
		}
	}
	if utf8.RuneCountInString(a) < leastAddress {
		return ""
	}
	return a
}
