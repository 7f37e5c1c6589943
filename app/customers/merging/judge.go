package merging

import (
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Reason is one thing that speaks for two customers being one, or against it.
type Reason struct {
	kind    reasonKind
	detail  string
	Against bool
}

type reasonKind int

const (
	sameName reasonKind = iota
	sameLegal
	sameCore
	sameSound
	nearSound
	oneOff
	samePhone
	sameAddress
	sameLicence
	otherRegion
	otherDistrict
	otherBranch
	otherLicence
)

// Words of the reason.
func (r Reason) Words() string {
	switch r.kind {
	case sameName:
		return i18n.T("名称相同")
	case sameLegal:
		return i18n.T("去掉公司类型、地名后同名")
	case sameCore:
		return i18n.T("字号相同「%s」", r.detail)
	case sameSound:
		return i18n.T("拼音相同")
	case nearSound:
		return i18n.T("拼音相近")
	case oneOff:
		return i18n.T("名称只差一个字")
	case samePhone:
		return i18n.T("电话相同 %s", r.detail)
	case sameAddress:
		return i18n.T("地址相同")
	case sameLicence:
		return i18n.T("执照号相同")
	case otherRegion:
		return i18n.T("区域不同")
	case otherDistrict:
		return i18n.T("区县不同")
	case otherBranch:
		return i18n.T("分店不同")
	}
	return i18n.T("执照号不同")
}

// Words joins what speaks for a pair and what speaks against it.
func (p *Pair) Words() string {
	words := make([]string, len(p.Reasons))
	for i, r := range p.Reasons {
		words[i] = r.Words()
	}
	return strings.Join(words, i18n.T("、"))
}

// weight of each reason in the score. A name alone just shows a pair; a phone or a licence
// beside it makes it sure.
var weight = map[reasonKind]int{
	sameName: 60, sameLegal: 55, sameCore: 40, sameSound: 40, nearSound: 25, oneOff: 30,
	samePhone: 45, sameAddress: 35, sameLicence: 60,
	otherRegion: -15, otherDistrict: -15, otherBranch: -30, otherLicence: -35,
}

// sameRegion is what standing in one region adds where a name speaks.
const sameRegion = 5

// otherTrade is what another trade takes from names that only sound alike.
const otherTrade = 10

// trade is what the name says the business does.
func (f *folded) trade() string { return strings.TrimPrefix(f.legal, f.core) }

// judge compares two customers.
func (s *scan) judge(i, k int32) Pair {
	p := Pair{A: s.customers[i], B: s.customers[k]}
	add := func(kind reasonKind, detail string) {
		p.Reasons = append(p.Reasons, Reason{kind, detail, weight[kind] < 0})
		p.Score += weight[kind]
	}
	a, b := &s.folded[i], &s.folded[k]
	if name, ok := nameReason(a, b); ok {
		add(name, a.core)
		if p.A.RegionID == p.B.RegionID && (p.A.District == p.B.District || p.A.District == "" || p.B.District == "") {
			p.Score += sameRegion
		}
		if (name == sameSound || name == nearSound) && a.trade() != b.trade() {
			p.Score -= otherTrade
		}
	}
	for _, phone := range a.phones {
		if slices.Contains(b.phones, phone) && s.shared[phone] <= phoneLimit {
			add(samePhone, phone)
			break
		}
	}
	if a.address != "" && a.address == b.address && p.A.City == p.B.City {
		add(sameAddress, "")
	}
	if p.A.Licence != "" && p.B.Licence != "" {
		if strings.EqualFold(p.A.Licence, p.B.Licence) {
			add(sameLicence, "")
		} else {
			add(otherLicence, "")
		}
	}
	switch {
	case p.A.RegionID != p.B.RegionID && p.A.RegionID != 0 && p.B.RegionID != 0:
		add(otherRegion, "")
	case p.A.District != p.B.District && p.A.District != "" && p.B.District != "":
		add(otherDistrict, "") // 宜兴潘宁小卖部 and 惠山潘宁小卖部 of one region
	}
	if a.branch != b.branch && a.branch != "" && b.branch != "" {
		add(otherBranch, "")
	}
	p.Score = min(max(p.Score, 0), 100)
	if len(p.Reasons) > 0 && p.Reasons[0].kind == sameName && a.branch == b.branch {
		p.Score = max(p.Score, Shown) // one name is always worth a look
	}
	return p
}

// nameReason is the strongest thing two names have in common.
func nameReason(a, b *folded) (reasonKind, bool) {
	switch {
	case a.core == "" || b.core == "":
	case a.plain == b.plain:
		return sameName, true
	case a.legal == b.legal, a.whole[0] == b.whole[0]:
		return sameLegal, true
	case a.core == b.core, a.whole[1] == b.whole[1]:
		return sameCore, true
	case len(a.sound) >= 4 && a.sound == b.sound:
		return sameSound, true
	case oneApart(a.core, b.core):
		return oneOff, true
	case len(a.near) >= 6 && a.near == b.near:
		return nearSound, true
	}
	return 0, false
}

// Lengths of names in which one wrong character is looked for: in shorter ones it makes
// another name, longer ones are whole sentences.
const (
	leastNear   = 3
	longestNear = 16
)

// counting tells one shop of a chain from the next, not a slip of the pen.
const counting = "0123456789一二三四五六七八九十甲乙丙丁东西南北中大小新老前后上下abcdefgh" //i18n:data

// oneApart tells whether two names differ by one character that is not a number or a
// direction.
func oneApart(x, y string) bool {
	a, b := []rune(x), []rune(y)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < leastNear || len(b) > longestNear || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	odd := []rune{b[min(i, len(b)-1)]}
	rest := a[i:]
	if len(a) == len(b) {
		if i == len(a) {
			return false
		}
		odd, rest = append(odd, a[i]), a[i+1:]
	}
	for _, r := range odd {
		if strings.ContainsRune(counting, r) {
			return false
		}
	}
	return slices.Equal(rest, b[i+1:])
}

// PairKey names two customers in either order, on every laptop.
type PairKey struct{ lower, upper string }

// KeyOf is the key of two customers.
func KeyOf(a, b *model.Customer) PairKey {
	x, y := a.UUID.String(), b.UUID.String()
	return PairKey{min(x, y), max(x, y)}
}

func (k PairKey) text() string { return k.lower + "+" + k.upper }

func readKey(text string) (PairKey, bool) {
	lower, upper, ok := strings.Cut(text, "+")
	return PairKey{lower, upper}, ok
}
