package products

import (
	"strconv"
	"strings"
	"unicode"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// CaseWord is the name of the outer pack of a product.
func CaseWord(p *model.Product) string {
	if p.CaseUnit != "" {
		return p.CaseUnit
	}
	return i18n.T("箱")
}

// BaseWord is the name of the base unit of a product.
func BaseWord(p *model.Product) string {
	if p.BaseUnit != "" {
		return p.BaseUnit
	}
	return i18n.T("件")
}

// InUnits says a quantity in the packs of a product, the largest first: 3 箱 2 提 5 瓶. Packs
// that do not occur are left out; what is less than a base unit stays a fraction of it.
func InUnits(q model.Quantity, p *model.Product) string {
	if q == 0 {
		return "0 " + BaseWord(p)
	}
	sign := ""
	if q < 0 {
		sign, q = "−", -q
	}
	var parts []string
	take := func(size model.Quantity, word string) {
		if size <= model.Unit || q < size {
			return
		}
		parts = append(parts, document.FormatScaled(int64(q/size), 1, 0)+" "+word)
		q %= size
	}
	take(p.UnitsPerCase, CaseWord(p))
	if p.InnerUnit != "" && (p.UnitsPerCase == 0 || p.UnitsPerInner < p.UnitsPerCase) {
		take(p.UnitsPerInner, p.InnerUnit)
	}
	if q > 0 {
		parts = append(parts, quantityText(q)+" "+BaseWord(p))
	}
	return sign + strings.Join(parts, " ")
}

// quantityText shows whole numbers whole and others with what they have.
func quantityText(q model.Quantity) string {
	decimals := 0
	for step := int64(model.Unit); step > 1 && int64(q)%step != 0; step /= 10 {
		decimals++
	}
	return document.FormatScaled(int64(q), int64(model.Unit), decimals)
}

// PackOf says how the packs of a product are made up: 1 箱 = 4 提 = 24 瓶; "" if not known.
func PackOf(p *model.Product) string {
	if p.UnitsPerCase <= 0 {
		return ""
	}
	text := "1 " + CaseWord(p)
	if p.InnerUnit != "" && p.UnitsPerInner > 0 && p.UnitsPerCase%p.UnitsPerInner == 0 {
		text += " = " + quantityText(p.UnitsPerCase/p.UnitsPerInner*model.Unit) + " " + p.InnerUnit
	}
	return text + " = " + quantityText(p.UnitsPerCase) + " " + BaseWord(p)
}

// smallUnits are the units that packs of one kind compare in.
//
//i18n:data
var smallUnits = map[string]struct {
	unit  string
	times int64
}{
	"l": {"ml", 1000}, "升": {"ml", 1000}, "毫升": {"ml", 1},
	"kg": {"g", 1000}, "千克": {"g", 1000}, "公斤": {"g", 1000}, "克": {"g", 1},
}

// PerHundred is the price of 100 of the product's net unit (ml, g), so that packs of
// different sizes compare; ok is false where net content or price is not known. Litres and
// kilograms count as ml and g.
func PerHundred(price model.Money, p *model.Product) (per model.Money, unit string, ok bool) {
	content, unit := int64(p.NetContent), strings.ToLower(p.NetUnit)
	if small, known := smallUnits[unit]; known {
		content, unit = content*small.times, small.unit
	}
	if content <= 0 || price <= 0 || unit == "" {
		return 0, "", false
	}
	return model.Money(model.MulDiv(int64(price), 100*int64(model.Unit), content)), unit, true
}

// Pack is what a pack text such as 250ml×24 says.
type Pack struct {
	NetContent    model.Quantity // of one base unit
	NetUnit       string
	UnitsPerCase  model.Quantity
	UnitsPerInner model.Quantity // of 250ml×6×4: six in an inner pack, four of them in a case
}

// Known tells whether the text said anything.
func (p Pack) Known() bool { return p.NetContent > 0 || p.UnitsPerCase > 0 }

var netUnits = []string{"毫升", "千克", "公斤", "ml", "kg", "升", "克", "l", "g"} //i18n:data

// ParsePack reads a pack text: 250ml×24, 1L*12盒, 310ml x 15瓶/箱, 250ml×6×4, 1×24. What it
// does not say stays 0. It is a proposal to be looked at, no rule.
func ParsePack(text string) Pack {
	var p Pack
	var counts []model.Quantity
	for _, part := range strings.FieldsFunc(foldPack(text), func(r rune) bool { return strings.ContainsRune("×*x✕", r) }) {
		number, rest := leadingNumber(strings.TrimSpace(part))
		if number == "" {
			continue
		}
		q, err := model.ParseQuantity(number)
		if err != nil || q <= 0 || q > 1_000_000*model.Unit {
			continue
		}
		if unit := netUnit(rest); unit != "" && p.NetContent == 0 {
			p.NetContent, p.NetUnit = q, unit
			continue
		}
		if q%model.Unit == 0 {
			counts = append(counts, q)
		}
	}
	return p.count(counts)
}

// count turns the factors of a pack text into units in a case.
func (p Pack) count(counts []model.Quantity) Pack {
	if len(counts) > 1 && counts[0] == model.Unit { // 1×24
		counts = counts[1:]
	}
	switch {
	case len(counts) == 1:
		p.UnitsPerCase = counts[0]
	case len(counts) >= 2:
		p.UnitsPerInner = counts[0]
		p.UnitsPerCase = model.Quantity(model.MulDiv(int64(counts[0]), int64(counts[1]), int64(model.Unit)))
	}
	return p
}

// foldPack brings full-width forms and capitals to the plain ones.
func foldPack(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case unicode.IsSpace(r):
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

func leadingNumber(s string) (number, rest string) {
	end := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if end < 0 {
		return s, ""
	}
	return s[:end], s[end:]
}

func netUnit(rest string) string {
	for _, u := range netUnits {
		if strings.HasPrefix(rest, u) {
			return u
		}
	}
	return ""
}

// CheckBarcode tells whether an EAN-13 (or EAN-8) barcode is whole: digits only and the last
// one right. An empty barcode is no mistake. want is the digit that should stand last, −1
// where the length is wrong.
func CheckBarcode(code string) (ok bool, want int) {
	if code == "" {
		return true, -1
	}
	if len(code) != 13 && len(code) != 8 {
		return false, -1
	}
	sum := 0
	for i := range len(code) - 1 {
		c := code[i]
		if c < '0' || c > '9' {
			return false, -1
		}
		weight := 1
		if (len(code)-1-i)%2 == 1 { // the digit left of the check digit counts three times
			weight = 3
		}
		sum += int(c-'0') * weight
	}
	want = (10 - sum%10) % 10
	return strconv.Itoa(want) == code[len(code)-1:], want
}
