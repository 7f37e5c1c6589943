package records

import (
	"testing"
	"unicode/utf8"

	"xunshi/model"
)

// FuzzRead types anything into every type of column: it is refused in words or stands in a
// form that reads as itself, and no file changes it.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"1.5万", "-3", "２０２６年9月1日", "=1+2", "'@x", "苏州(JS1)", "江苏/苏州,无锡", "99.999%", "√", "1e308", "\x00\xff", "停止", "  甲 \t乙"} {
		f.Add(text)
	}
	d := &model.Directory{Regions: map[model.ID]*model.Region{1: {Record: model.Record{ID: 1}, Name: "江苏"}, 2: {Record: model.Record{ID: 2}, Name: "苏州", Code: "JS1", ParentID: 1}}}
	l := newLookup(d, model.MustDate(today))
	var columns []Column
	for _, k := range Kinds {
		s, err := (&Book{}).sheetOf(k, l)
		if err != nil {
			f.Fatal(err)
		}
		columns = append(columns, s.columns()...)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := Unguard(guard(text)); got != text {
			t.Fatalf("guarded %q comes back as %q", text, got)
		}
		for i := range columns {
			c := &columns[i]
			read, err := c.Read(text)
			if err != nil {
				if err.Error() == "" || read != "" {
					t.Fatalf("%s of %q: refused with %q, gave %q", c.Key, text, err, read)
				}
				continue
			}
			if !utf8.ValidString(read) {
				t.Fatalf("%s of %q: invalid %q", c.Key, text, read)
			}
			again, err := c.Read(read)
			if err != nil || again != read {
				t.Fatalf("%s of %q: %q reads as %q, %v", c.Key, text, read, again, err)
			}
		}
	})
}
