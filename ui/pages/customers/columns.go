package customers

import (
	"fyne.io/fyne/v2"

	"xunshi/app/customers"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/table"
)

type row = *customers.Row

// widths of the columns that are not as wide as most.
var widths = map[string]float32{
	"name": 180, "code": 64, "kind": 68, "grade": 30, "region": 54, "owner": 58, "contact": 64, "phone": 104, "stage": 66, "key": 40,
	"tags": 110, "place": 140, "address": 170, "year": 88, "growth": 84, "buys": 62, "last": 90, "since": 78, "rhythm": 68, "flag": 90,
	"spoken": 90, "silent": 62, "complete": 58, "missing": 200, "class": 64, "rfm": 58,
}

// englishWidths are those of columns whose English words are longer.
var englishWidths = map[string]float32{"since": 112, "owner": 76, "year": 92, "buys": 84, "grade": 34}

const usualWidth float32 = 80

// widthOf is the width of a column in the language in force.
func widthOf(key string) float32 {
	if w, ok := englishWidths[key]; ok && i18n.Current() == i18n.English {
		return w
	}
	if w, ok := widths[key]; ok {
		return w
	}
	return usualWidth
}

// tableColumns are the columns of the list as the table takes them.
func tableColumns(fields []model.FieldDefinition, unit document.MoneyUnit, code float32) []table.Column[row] {
	doc := &document.Document{Money: unit, Quantity: document.Pieces}
	all := customers.Columns(fields, unit)
	out := make([]table.Column[row], len(all))
	for i, c := range all {
		t := table.Column[row]{Key: c.Key, Title: c.Title, Width: widthOf(c.Key), Sortable: true,
			Hidden: !c.Usual, Fixed: c.Key == "name", Flex: c.Key == "name", Compare: c.Compare,
			Text: func(r row) string { return doc.Show(c.Column, c.Cell(r)) }}
		if c.Kind != document.Text && c.Kind != document.DateColumn {
			t.Align, t.Largest = fyne.TextAlignTrailing, true
		}
		if c.Amount != nil {
			t.Sum = func(r row) int64 { return int64(c.Amount(r)) }
			t.SumText = func(n int64) string { return customers.MoneyWords(model.Money(n), unit) }
			t.Copy = func(r row) string { return c.Amount(r).String() }
		}
		if c.Key == "code" {
			t.Width = max(t.Width, code)
		}
		out[i] = dressed(t, c)
	}
	return out
}

// codeMost is as wide as the column of codes gets by itself.
const codeMost float32 = 116

// codeWidth is the room that the longest code needs: every business has its own kind.
func codeWidth(l *customers.List) float32 {
	longest := ""
	for _, r := range l.Rows {
		if len(r.Customer.Code) > len(longest) {
			longest = r.Customer.Code
		}
	}
	return min(codeMost, fyne.MeasureText(longest, theme.TextBody, fyne.TextStyle{}).Width+2*cellPad)
}

const cellPad float32 = 9

// dressed gives a column its colours and shapes.
func dressed(t table.Column[row], c customers.Column) table.Column[row] {
	switch c.Key {
	case "code", "phone", "address", "missing":
		t.Tone = func(row) table.Tone { return table.Quiet }
	case "since":
		t.Pill, t.Largest = true, false
		t.Text = func(r row) string {
			if r.Since < 0 {
				return document.Dash
			}
			return customers.SinceText(r.Since)
		}
		t.Tone = sinceTone
	case "flag":
		t.Pill = true
		t.Tone = func(r row) table.Tone {
			switch f, ok := r.OpenFlag(); {
			case !ok:
				return table.Plain
			case f.Suspicion == analysis.Churn:
				return table.Behind
			}
			return table.Attention
		}
	case "growth":
		t.Tone = func(r row) table.Tone {
			switch {
			case !r.Growth.Known:
				return table.Quiet
			case r.Growth.N > 0:
				return table.Ahead
			case r.Growth.N < 0:
				return table.Behind
			}
			return table.Plain
		}
	case "overdue":
		t.Tone = func(r row) table.Tone {
			if r.Overdue > 0 {
				return table.Behind
			}
			return table.Quiet
		}
	case "complete":
		t.Tone = func(r row) table.Tone {
			if r.Complete >= 0 && r.Complete < 60 {
				return table.Attention
			}
			return table.Plain
		}
	}
	return t
}

// sinceTone holds the days since the last purchase against the customer's own rhythm.
func sinceTone(r row) table.Tone {
	f, flagged := r.OpenFlag()
	switch {
	case r.Since < 0:
		return table.Quiet
	case flagged && f.Rule == analysis.RuleGap:
		return table.Behind
	case r.Rhythm.Known && int64(r.Since) > r.Rhythm.N:
		return table.Attention
	}
	return table.Ahead
}
