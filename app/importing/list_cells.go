package importing

import (
	"xunshi/app/importing/values"
	"xunshi/app/importing/workbook"
	"xunshi/app/records"
	"xunshi/model"
)

// readTexts reads the filled cells of the row, each as its column wants it.
func (s *Session) readTexts(r *reader) map[string]string {
	texts := make(map[string]string, len(r.columns))
	for f := range r.columns {
		c, ok := s.columns[f]
		if !ok {
			continue
		}
		if text := s.readCell(r, f, &c); text != "" {
			texts[string(f)] = text
		}
	}
	if s.kind == model.BatchCustomers {
		joinCode(texts, string(FieldEmpCode), string(FieldEmployee))
	}
	return texts
}

// joinCode lets a code and a name that stand in columns of their own speak of one record.
func joinCode(texts map[string]string, code, name string) {
	if c := texts[code]; c != "" {
		n := texts[name]
		if n == "" {
			n = c
		}
		texts[name] = n + "(" + c + ")"
		delete(texts, code)
	}
}

func (s *Session) readCell(r *reader, f Field, c *records.Column) string {
	v, at := r.value(f)
	if v == 0 {
		return ""
	}
	switch c.Type {
	case records.Date:
		d, ok := r.date(f, false)
		if !ok {
			return ""
		}
		return d.String()
	case records.Money:
		m, ok := r.moneyAt(f, at)
		if ok && m < 0 {
			r.fail(f, badNegative)
		}
		if !ok {
			return ""
		}
		return m.String()
	case records.Quantity:
		q, ok := r.quantityAt(f, at, values.UnitsPerCase)
		if ok && q < 0 {
			r.fail(f, badNegative)
		}
		if !ok {
			return ""
		}
		return q.String()
	case records.Whole, records.Percent, records.Degrees:
		text, ok := r.number(f, at)
		if !ok {
			return ""
		}
		if shown, ok := r.book.Percent(v); ok && c.Type == records.Percent { // 2.5% is stored as 0.025
			text = shown
		}
		return readAs(r, f, c, text)
	case records.Ref:
		return records.Unguard(r.text(f))
	}
	return readAs(r, f, c, records.Unguard(r.text(f)))
}

func readAs(r *reader, f Field, c *records.Column, text string) string {
	read, err := c.Read(text)
	if err != nil {
		r.fail(f, reason(err.Error()))
	}
	return read
}

// knownPacks marks, by code, the products whose pack is known.
func (s *Session) knownPacks() map[string]bool {
	out := map[string]bool{}
	if s.kind == model.BatchProducts {
		for _, p := range s.directory.Products {
			if p.UnitsPerCase != 0 {
				out[p.Code], out[p.Name] = true, true
			}
		}
	}
	return out
}

// unitsFromPack reads how many go into a case out of 250ml×12, where no column says so and
// nobody has said it before.
func (s *Session) unitsFromPack(r *reader, texts map[string]string, known map[string]bool) {
	pack := texts[string(FieldPack)]
	if pack == "" || s.kind != model.BatchProducts || texts[string(FieldUnitsCase)] != "" ||
		known[texts[string(FieldProdCode)]] || known[texts[string(FieldProdName)]] {
		return
	}
	if units := values.PackUnits(pack); units != 0 {
		texts[string(FieldUnitsCase)] = units.String()
	}
}

// isExample recognises the example row of a template.
func (r *reader) isExample() bool {
	if r.s.columns == nil {
		return false
	}
	for _, v := range r.cells {
		if v != 0 && r.book.Kind(v) == workbook.Text && clean(r.book.Text(v)) == records.ExampleMark {
			return true
		}
	}
	return false
}
