// Package records takes the records a manager lives in (customers, contacts, people,
// products, prices, regions, departments) as rows of texts, one column a field: the grid
// editor, lists that are imported, workbooks and templates all speak of the same columns,
// read and write them the same way, and so agree.
package records

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Kind of record.
type Kind string

// The kinds, by the words the command line knows them by.
const (
	Customers   Kind = "customers"
	Contacts    Kind = "contacts"
	Employees   Kind = "employees"
	Products    Kind = "products"
	Prices      Kind = "prices"
	Regions     Kind = "regions"
	Departments Kind = "departments"
)

// Kinds in the order they are offered.
var Kinds = []Kind{Customers, Contacts, Employees, Products, Prices, Regions, Departments}

// Name of the kind in the language in force.
func (k Kind) Name() string {
	switch k {
	case Contacts:
		return i18n.T("联系人")
	case Employees:
		return i18n.T("人员")
	case Products:
		return i18n.T("品项")
	case Prices:
		return i18n.T("价格")
	case Regions:
		return i18n.T("区域")
	case Departments:
		return i18n.T("部门")
	}
	return i18n.T("客户")
}

// Imported tells whether lists of the kind can be imported, and as what.
func (k Kind) Imported() (model.BatchKind, bool) {
	switch k {
	case Customers, Employees, Products:
		return model.BatchKind(k), true
	}
	return "", false
}

// Book works on the records of one store.
type Book struct {
	store *store.Store
	today func() model.Date
}

// New makes the Book of a store.
func New(s *store.Store) *Book { return &Book{store: s, today: model.Today} }

// sheetOf makes the sheet of a kind.
func (b *Book) sheetOf(k Kind, l *lookup) (sheet, error) {
	switch k {
	case Customers:
		return customerSheet(l), nil
	case Contacts:
		return contactSheet(l), nil
	case Employees:
		return employeeSheet(l), nil
	case Products:
		return productSheet(l), nil
	case Prices:
		return priceSheet(l), nil
	case Regions:
		return regionSheet(l), nil
	case Departments:
		return departmentSheet(l), nil
	}
	return nil, model.NewFault(nil, i18n.T("没有“%s”这一类资料。", string(k)), "",
		i18n.T("可以用的有:customers、contacts、employees、products、prices、regions、departments。"))
}

// Columns of a kind, with what can be chosen in them now.
func (b *Book) Columns(ctx context.Context, k Kind) ([]Column, error) {
	l, err := b.lookup(ctx)
	if err != nil {
		return nil, err
	}
	s, err := b.sheetOf(k, l)
	if err != nil {
		return nil, err
	}
	return s.columns(), nil
}

// Basic gives the columns of a kind that every data folder has: without the user's own
// fields, the tiers of prices, and what can be chosen.
func Basic(k Kind) []Column {
	l := newLookup(&model.Directory{}, 0)
	s, err := (&Book{}).sheetOf(k, l)
	if err != nil {
		return nil
	}
	return s.columns()
}

// TierOf gives the tier whose price a column of products holds.
func TierOf(key string) (tier string, ok bool) { return strings.CutPrefix(key, tierKey) }

// TierColumn is the column of products that holds the price of a tier.
func TierColumn(tier string) Column { return tierField(tier).Column }

// ExampleMark stands in the code of the example row of a template: imports leave such rows
// out.
const ExampleMark = "示例·不导入" //i18n:data

// Row is one record as texts, one for each column of its Table.
type Row struct {
	ID     model.ID // 0 = not kept yet
	Texts  []string
	Search string // what it is found by, in lower case: all texts, pinyin and initials of the name
}

// Found tells whether a row has every word of a query, which is in lower case.
func (r *Row) Found(query string) bool {
	for word := range strings.FieldsSeq(query) {
		if !strings.Contains(r.Search, word) {
			return false
		}
	}
	return true
}

// Table is all records of a kind.
type Table struct {
	Kind    Kind
	Columns []Column
	Rows    []Row
	Check   Check // of whole rows
}

// Column gives the place of a column, −1 if there is none.
func (t *Table) Column(key string) int {
	for i := range t.Columns {
		if t.Columns[i].Key == key {
			return i
		}
	}
	return -1
}

// Load reads all records of a kind.
func (b *Book) Load(ctx context.Context, k Kind) (*Table, error) {
	l, err := b.lookup(ctx)
	if err != nil {
		return nil, err
	}
	s, err := b.sheetOf(k, l)
	if err != nil {
		return nil, err
	}
	rows, err := s.load(ctx, b.store)
	if err != nil {
		return nil, fmt.Errorf("read the %s: %w", k, err)
	}
	return &Table{Kind: k, Columns: s.columns(), Rows: rows, Check: s.check}, nil
}

// wrong is what is wrong with a text, in words fit to stand beside it.
func wrong(text string, args ...any) error { return errors.New(i18n.T(text, args...)) }

// words cuts a list written with any of the usual separators.
func words(text string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;；|\n", r) })
	out := parts[:0]
	seen := map[string]bool{}
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" && !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}
