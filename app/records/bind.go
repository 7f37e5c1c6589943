package records

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// field binds a column to what it says of an R. Texts given to set were read by the column.
type field[R any] struct {
	Column
	get func(r *R) string
	set func(r *R, text string) error
}

// sheet is all of one kind: columns, reading and writing.
type sheet interface {
	columns() []Column
	load(ctx context.Context, s *store.Store) ([]Row, error)
	// change sets texts of the record with that id (0 makes a new one) and gives its id.
	change(e *store.Edit, id model.ID, texts map[string]string) (model.ID, error)
	remove(e *store.Edit, id model.ID) error
	// check says what is wrong in a whole row, by column key.
	check(texts map[string]string) map[string]string
}

// kindSheet is the sheet of records that are made of an R.
type kindSheet[R any] struct {
	fields []field[R]
	byKey  map[string]int

	all     func(ctx context.Context, s *store.Store) ([]*R, error)
	one     func(e *store.Edit, id model.ID) (*R, error) // nil if it is gone
	idOf    func(*R) model.ID
	write   func(e *store.Edit, r *R) error // puts what is in r and removes what was emptied
	delete  func(e *store.Edit, r *R) error
	rewrite func(e *store.Edit, list []*R) error            // write of many known ones at once; nil = one by one
	rules   func(texts map[string]string) map[string]string // nil = none
	fresh   func() *R                                       // an empty one; nil = the zero value
	settle  func(r *R, texts map[string]string)             // before a list is held against r: chooses which of several parts its texts speak of; nil = none
	create  func(b *store.RecordBatch, list []*R) error     // writes many new ones; nil where no lists are imported
	pinyin  func(*R) string                                 // pinyin and initials of the name
	codeOf  string                                          // keys of the columns that a list is matched by
	nameOf  string
	markOf  string // of a column that tells a known record where neither stands; "" = none
	kind    Kind
}

func newSheet[R any](fields []field[R]) *kindSheet[R] {
	s := &kindSheet[R]{fields: fields, byKey: make(map[string]int, len(fields))}
	for i := range fields {
		s.byKey[fields[i].Key] = i
	}
	return s
}

func (s *kindSheet[R]) columns() []Column {
	out := make([]Column, len(s.fields))
	for i := range s.fields {
		out[i] = s.fields[i].Column
	}
	return out
}

func (s *kindSheet[R]) load(ctx context.Context, st *store.Store) ([]Row, error) {
	list, err := s.all(ctx, st)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(list))
	for i, r := range list {
		texts := s.texts(r)
		rows[i] = Row{ID: s.idOf(r), Texts: texts, Search: strings.ToLower(strings.Join(texts, "\n")) + "\n" + s.pinyin(r)}
	}
	return rows, nil
}

func (s *kindSheet[R]) texts(r *R) []string {
	out := make([]string, len(s.fields))
	for i := range s.fields {
		out[i] = s.fields[i].get(r)
	}
	return out
}

// put sets texts, by column key, in r.
func (s *kindSheet[R]) put(r *R, texts map[string]string) error {
	for i := range s.fields { // in the order of the columns: the same every time
		f := &s.fields[i]
		text, ok := texts[f.Key]
		if !ok || f.Silent {
			continue
		}
		if err := f.set(r, text); err != nil {
			return fmt.Errorf("%s: %w", f.Title, err)
		}
	}
	return nil
}

func (s *kindSheet[R]) change(e *store.Edit, id model.ID, texts map[string]string) (model.ID, error) {
	r := s.empty()
	if id != 0 {
		known, err := s.one(e, id)
		if err != nil {
			return 0, err
		}
		if known == nil {
			return 0, faultGone()
		}
		r = known
	}
	if err := s.put(r, texts); err != nil {
		return 0, err
	}
	if err := s.write(e, r); err != nil {
		return 0, err
	}
	return s.idOf(r), nil
}

func (s *kindSheet[R]) empty() *R {
	if s.fresh != nil {
		return s.fresh()
	}
	return new(R)
}

func (s *kindSheet[R]) remove(e *store.Edit, id model.ID) error {
	r, err := s.one(e, id)
	if err != nil || r == nil {
		return err
	}
	return s.delete(e, r)
}

func (s *kindSheet[R]) check(texts map[string]string) map[string]string {
	out := map[string]string{}
	if s.rules != nil {
		out = s.rules(texts)
	}
	for i := range s.fields {
		if f := &s.fields[i]; f.Required && texts[f.Key] == "" && out[f.Key] == "" {
			out[f.Key] = i18n.T("没有填写")
		}
	}
	return out
}

func faultGone() error {
	return model.NewFault(nil, i18n.T("这条记录已经被删除。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再试。"))
}

// named begins a column; Chinese titles are keys of their English.
func named(key, chinese string, t Type, width int) Column {
	return Column{Key: key, Title: i18n.T(chinese), Chinese: chinese, Type: t, Width: width}
}

func textField[R any](c Column, at func(*R) *string) field[R] {
	return field[R]{c, func(r *R) string { return *at(r) }, func(r *R, text string) error { *at(r) = text; return nil }}
}

func moneyField[R any](c Column, at func(*R) *model.Money) field[R] {
	return field[R]{c, func(r *R) string { return moneyText(*at(r)) }, func(r *R, text string) (err error) {
		*at(r), err = parseMoney(text)
		return err
	}}
}

func moneyText(m model.Money) string {
	if m == 0 {
		return ""
	}
	return m.String()
}

func parseMoney(text string) (model.Money, error) {
	if text == "" {
		return 0, nil
	}
	return model.ParseMoney(text)
}

func quantityField[R any](c Column, at func(*R) *model.Quantity) field[R] {
	return field[R]{c, func(r *R) string {
		if *at(r) == 0 {
			return ""
		}
		return at(r).String()
	}, func(r *R, text string) (err error) {
		*at(r) = 0
		if text != "" {
			*at(r), err = model.ParseQuantity(text)
		}
		return err
	}}
}

func wholeField[R any](c Column, at func(*R) *int) field[R] {
	return field[R]{c, func(r *R) string {
		if *at(r) == 0 {
			return ""
		}
		return strconv.Itoa(*at(r))
	}, func(r *R, text string) (err error) {
		*at(r) = 0
		if text != "" {
			*at(r), err = strconv.Atoi(text)
		}
		return err
	}}
}

// percentText writes basis points as percent.
func percentText(points int) string {
	if points == 0 {
		return ""
	}
	return (model.Quantity(points) * 10).String()
}

func degreesField[R any](c Column, limit float64, at func(*R) *float64) field[R] {
	c.low, c.high = -limit, limit
	return field[R]{c, func(r *R) string {
		if *at(r) == 0 {
			return ""
		}
		return strconv.FormatFloat(*at(r), 'f', -1, 64)
	}, func(r *R, text string) (err error) {
		*at(r) = 0
		if text != "" {
			*at(r), err = strconv.ParseFloat(text, 64)
		}
		return err
	}}
}

func dateField[R any](c Column, at func(*R) *model.Date) field[R] {
	return field[R]{c, func(r *R) string { return dateText(*at(r)) }, func(r *R, text string) (err error) {
		*at(r), err = parseDate(text)
		return err
	}}
}

func dateText(d model.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func parseDate(text string) (model.Date, error) {
	if text == "" {
		return 0, nil
	}
	return model.ParseDate(text)
}

func yesField[R any](c Column, at func(*R) *bool) field[R] {
	return field[R]{c, func(r *R) string {
		if *at(r) {
			return i18n.T("是")
		}
		return ""
	}, func(r *R, text string) error { *at(r) = text == i18n.T("是"); return nil }}
}

// wordsField keeps several words, comma separated.
func wordsField[R any](c Column, at func(*R) *string) field[R] {
	return field[R]{c, func(r *R) string { return strings.Join(words(*at(r)), ",") },
		func(r *R, text string) error { *at(r) = text; return nil }}
}

func refField[R any](l *lookup, c Column, to Kind, at func(*R) *model.ID) field[R] {
	c.Refers, c.lookup = to, l
	return field[R]{c, func(r *R) string { return l.text(to, *at(r)) }, func(r *R, text string) (err error) {
		*at(r), err = l.find(to, text)
		return err
	}}
}

// titled gives a title in Chinese and in the language in force.
func titled(text string, args ...any) (chinese, title string) {
	return fmt.Sprintf(text, args...), i18n.T(text, args...)
}

// with refines a column.
func (c Column) with(f func(*Column)) Column { f(&c); return c }

func required(c *Column) { c.Required = true }
func extra(c *Column)    { c.Extra = true }

func (c Column) options(list []string) Column { c.Options = list; return c }
func (c Column) hint(text string) Column      { c.Hint = text; return c }
