package form

import (
	"errors"
	"strconv"
	"strings"

	"xunshi/app/document"
	"xunshi/app/importing/values"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/stars"
)

// Widths of controls that hold short things.
const (
	figureWidth float32 = 140
	dateWidth   float32 = 132
	choiceWidth float32 = 190
	pickWidth   float32 = 300
	areaLines           = 3
)

// Text is a line of text, kept without blanks around it.
func Text[T any](label string, at func(*T) *string) Field[T] {
	return lines(label, 0, at)
}

// Area is a text of several lines.
func Area[T any](label string, at func(*T) *string) Field[T] {
	return lines(label, areaLines, at)
}

func lines[T any](label string, n int, at func(*T) *string) Field[T] {
	return Field[T]{label: label, build: func(Field[T]) binding[T] {
		c := newEntryControl(n, "", nil)
		return binding[T]{c, func(v *T) { c.entry.SetText(*at(v)) }, func(v *T) error {
			*at(v) = strings.TrimSpace(c.entry.Text)
			return nil
		}}
	}}
}

// figure is a field for a number: read reads what is typed, show gives its usual form; an
// empty field is 0 and 0 is shown as an empty field.
func figure[T, N any](label string, at func(*T) *N, read func(string) (N, error), show func(N) string) Field[T] {
	shown := func(n N) string {
		if text := show(n); strings.ContainsAny(text, "123456789") {
			return text
		}
		return ""
	}
	format := func(text string) string {
		if n, err := read(text); err == nil && strings.TrimSpace(text) != "" {
			return show(n)
		}
		return text
	}
	return Field[T]{label: label, width: figureWidth, build: func(Field[T]) binding[T] {
		c := newEntryControl(0, "", format)
		return binding[T]{c, func(v *T) { c.entry.SetText(shown(*at(v))) }, func(v *T) error {
			n, err := read(c.entry.Text)
			if err == nil {
				*at(v) = n
			}
			return err
		}}
	}}
}

// Money is an amount in yuan, exact to 1/10,000; 12万 and 1,200.50元 are understood.
func Money[T any](label string, at func(*T) *model.Money) Field[T] {
	read := func(text string) (model.Money, error) {
		if strings.TrimSpace(text) == "" {
			return 0, nil
		}
		m, rounded, err := values.Money(text, 0)
		switch {
		case err != nil:
			return 0, notANumber(text)
		case rounded:
			return 0, tooFine(4)
		}
		return m, nil
	}
	return figure(label, at, read, func(m model.Money) string { return grouped(m.String()) }).Unit(i18n.T("元"))
}

// Quantity is a count of base units, exact to 1/1,000.
func Quantity[T any](label string, at func(*T) *model.Quantity) Field[T] {
	read := func(text string) (model.Quantity, error) {
		if strings.TrimSpace(text) == "" {
			return 0, nil
		}
		q, err := values.Quantity(text)
		if err != nil {
			return 0, notANumber(text)
		}
		return q, nil
	}
	return figure(label, at, read, func(q model.Quantity) string { return grouped(q.String()) })
}

// Int is a whole number.
func Int[T any](label string, at func(*T) *int) Field[T] {
	read := func(text string) (int, error) { return scaledInt(text, 0) }
	return figure(label, at, read, func(n int) string { return grouped(strconv.Itoa(n)) })
}

// Percent is a share kept in basis points (12.5% is 1250), typed and shown in percent.
func Percent[T any](label string, at func(*T) *int) Field[T] {
	read := func(text string) (int, error) { return scaledInt(text, 2) }
	show := func(n int) string {
		return strings.ReplaceAll(document.FormatScaled(int64(n), 100, 2), "−", "-")
	}
	return figure(label, at, read, show).Unit("%")
}

// Decimal is a number with a fraction, such as a coordinate.
func Decimal[T any](label string, at func(*T) *float64) Field[T] {
	read := func(text string) (float64, error) {
		if strings.TrimSpace(text) == "" {
			return 0, nil
		}
		plain, err := values.Plain(text)
		if err != nil {
			return 0, notANumber(text)
		}
		n, err := strconv.ParseFloat(plain, 64)
		if err != nil {
			return 0, notANumber(text)
		}
		return n, nil
	}
	return figure(label, at, read, func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) })
}

// scaledInt reads a number with at most so many decimals as a whole number of its last place.
func scaledInt(text string, decimals int) (int, error) {
	if strings.TrimSpace(text) == "" {
		return 0, nil
	}
	plain, err := values.Plain(text, "%", "%")
	if err != nil {
		return 0, notANumber(text)
	}
	if values.FinerThan(plain, decimals) {
		return 0, tooFine(decimals)
	}
	whole, _, _ := strings.Cut(values.Shift(plain, decimals), ".")
	n, err := strconv.Atoi(whole)
	if errors.Is(err, strconv.ErrRange) {
		return 0, model.NewFault(err, i18n.T("「%s」太大了。", text), "", "")
	}
	if err != nil {
		return 0, notANumber(text)
	}
	return n, nil
}

func notANumber(text string) error {
	return model.NewFault(nil, i18n.T("「%s」不是数字。", strings.TrimSpace(text)), "", i18n.T("可写 1200、1,200.5 或 12万。"))
}

func tooFine(decimals int) error {
	if decimals == 0 {
		return model.NewFault(nil, i18n.T("这里只能填整数。"), "", "")
	}
	return model.NewFault(nil, i18n.T("最多 %d 位小数。", decimals), "", "")
}

// grouped puts thousands separators into a plain decimal.
func grouped(plain string) string {
	whole, fraction, dotted := strings.Cut(plain, ".")
	digits := strings.TrimPrefix(whole, "-")
	var b strings.Builder
	b.WriteString(whole[:len(whole)-len(digits)])
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if dotted {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// Date is a day, typed in any usual form or picked from a calendar.
func Date[T any](label string, at func(*T) *model.Date) Field[T] {
	return Field[T]{label: label, width: dateWidth, build: func(Field[T]) binding[T] {
		c := newDateControl()
		return binding[T]{c, func(v *T) { c.field.SetDate(*at(v)) }, func(v *T) error {
			d, err := c.field.Read()
			if err == nil {
				*at(v) = d
			}
			return err
		}}
	}}
}

// Month is a calendar month, typed as 2026-09, 202609, 2026年9月 or 9月 (of this year).
func Month[T any](label string, at func(*T) *model.Month) Field[T] {
	show := func(m model.Month) string {
		if m == 0 {
			return ""
		}
		return m.String()
	}
	return Field[T]{label: label, width: dateWidth, build: func(Field[T]) binding[T] {
		c := newEntryControl(0, i18n.T("年-月"), func(text string) string {
			if m, err := readMonth(text); err == nil {
				return show(m)
			}
			return text
		})
		return binding[T]{c, func(v *T) { c.entry.SetText(show(*at(v))) }, func(v *T) error {
			m, err := readMonth(c.entry.Text)
			if err == nil {
				*at(v) = m
			}
			return err
		}}
	}}
}

func readMonth(text string) (model.Month, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	year, _, _ := model.Today().YMD()
	if m, ok := values.Month(text, year); ok {
		return m, nil
	}
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= 12 {
		return model.MonthOf(year, 1) + model.Month(n-1), nil
	}
	return 0, model.NewFault(nil, i18n.T("「%s」不是月份。", text), "", i18n.T("可写 2026-09、202609 或 9月。"))
}

// Check is a box to tick; its label stands beside the box.
func Check[T any](label string, at func(*T) *bool) Field[T] {
	return Field[T]{label: label, build: func(Field[T]) binding[T] {
		c := &checkControl{widgets.NewCheck("", false, nil)}
		return binding[T]{c, func(v *T) { c.box.SetChecked(*at(v)) }, func(v *T) error {
			*at(v) = c.box.Checked()
			return nil
		}}
	}}
}

// Choice is one of a few options; with Free, words of one's own too.
func Choice[T any](label string, options []widgets.Option, at func(*T) *string) Field[T] {
	return Field[T]{label: label, alone: choiceWidth, build: func(f Field[T]) binding[T] {
		if f.free {
			c := newComboControl(options)
			return binding[T]{c, func(v *T) { c.set(*at(v)) }, func(v *T) error { *at(v) = c.value(); return nil }}
		}
		c := newChoiceControl(options)
		return binding[T]{c, func(v *T) { c.choice.SetSelected(*at(v)) }, func(v *T) error {
			*at(v) = c.choice.Selected()
			return nil
		}}
	}}
}

// Pick is a record found by code, name, pinyin or initials; items are asked for each time
// a value is shown or the list opens.
func Pick[T any](label string, items func() []pick.Item, at func(*T) *model.ID) Field[T] {
	return Field[T]{label: label, alone: pickWidth, build: func(Field[T]) binding[T] {
		c := newPickControl(items)
		return binding[T]{c, func(v *T) { c.set(*at(v)) }, func(v *T) error { *at(v) = c.id; return nil }}
	}}
}

// Stars is a score from 1 to 5, 0 for none.
func Stars[T any](label string, at func(*T) *int) Field[T] {
	return Field[T]{label: label, build: func(f Field[T]) binding[T] {
		s := stars.New(0, nil)
		return Custom(label, s, func(v *T) { s.SetScore(*at(v)) }, func(v *T) error { *at(v) = s.Score(); return nil }).build(f)
	}}
}
