package customers

import (
	"fmt"
	"testing"

	"xunshi/app/demo"
	"xunshi/model"
)

// many is a business of 12,000 customers and 100,000 lines.
func many(b *testing.B) *Book {
	b.Helper()
	book, _ := open(b, demo.Generate(demo.Options{Customers: 12_000, Products: 100, Months: 13, Lines: 100_000, Until: model.MustDate("2026-09-11")}))
	return book
}

// BenchmarkSearch is one keystroke in the search field over 12,000 customers; it must take
// less than 16 ms.
func BenchmarkSearch(b *testing.B) {
	book := many(b)
	list, err := book.List(ctx)
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"s", "恒", "hengyuan", "10020001", "K0031", "王"} {
		b.Run(text, func(b *testing.B) {
			found := 0
			for b.Loop() {
				found = len(Search(list.Rows, text))
			}
			b.ReportMetric(float64(found), "hits")
		})
	}
}

// BenchmarkList reads all 12,000 customers: after a change of the ledger, and after a
// change of a record.
func BenchmarkList(b *testing.B) {
	book := many(b)
	for name, forget := range map[string]func(){
		"ledger": func() { book.figures = nil; book.Changed() },
		"record": func() { book.Changed() },
		"kept":   func() {},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				forget()
				list, err := book.List(ctx)
				if err != nil {
					b.Fatal(err)
				}
				if len(list.Rows) < 12_000 {
					b.Fatal(fmt.Sprint(len(list.Rows), " customers"))
				}
			}
		})
	}
}
