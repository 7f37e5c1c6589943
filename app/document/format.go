package document

import (
	"fmt"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Dash stands where there is no value.
const Dash = "—"

// Show is the one way a cell's value becomes text on screen, paper and picture.
func (d *Document) Show(c Column, cell Cell) string {
	if cell.None {
		return Dash
	}
	switch c.Kind {
	case Money:
		return FormatMoney(model.Money(cell.Number), d.Money, c.Decimals)
	case Quantity:
		return FormatScaled(cell.Number, 1000, c.Decimals)
	case Count:
		return FormatScaled(cell.Number, 1, 0)
	case Percent:
		s := FormatScaled(cell.Number, 10000, c.Decimals) + "%"
		if c.Signed {
			return signed(s)
		}
		return s
	case Points:
		return signed(FormatScaled(cell.Number, 10000, c.Decimals))
	case DateColumn:
		return model.Date(cell.Number).String()
	case TrendColumn:
		return ""
	}
	return cell.Text
}

// signed puts arrow and sign before a figure as it is shown: what rounds to zero has none.
func signed(s string) string {
	switch {
	case !strings.ContainsAny(s, "123456789"):
		return strings.TrimPrefix(s, "−")
	case strings.HasPrefix(s, "−"):
		return "▼ " + s
	}
	return "▲ +" + s
}

// UnitTitle is the unit a column is shown in on screen and paper ("" for text).
func (d *Document) UnitTitle(c Column) string {
	if c.Kind == Money && d.Money == TenThousand {
		return i18n.T("万元")
	}
	return c.Unit
}

// FormatMoney shows money with thousands separators; minus is U+2212.
func FormatMoney(m model.Money, unit MoneyUnit, decimals int) string {
	scale := int64(model.Yuan)
	if unit == TenThousand {
		scale *= 10_000
	}
	return FormatScaled(int64(m), scale, decimals)
}

// FormatScaled shows n/scale with the given decimals (scale a power of ten), thousands
// separators and a true minus, rounded half away from zero.
func FormatScaled(n, scale int64, decimals int) string {
	step := scale
	for range decimals {
		step /= 10
	}
	if step > 1 {
		n = model.RoundTo(n, step)
	}
	neg := n < 0 // after rounding: never a minus zero
	if neg {
		n = -n
	}
	whole, frac := n/scale, n%scale
	var b strings.Builder
	if neg {
		b.WriteString("−")
	}
	digits := fmt.Sprint(whole)
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if decimals > 0 {
		places := len(fmt.Sprint(scale)) - 1
		f := fmt.Sprintf("%0*d", places, frac)
		if places < decimals {
			f += strings.Repeat("0", decimals-places)
		}
		b.WriteByte('.')
		b.WriteString(f[:decimals])
	}
	return b.String()
}

// MonthText says a month in words: 2026年9月.
func MonthText(m model.Month) string {
	year, month := m.YM()
	return i18n.T("%[1]d年%[2]d月", year, int(month))
}
