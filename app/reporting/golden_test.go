package reporting

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/model"
)

var update = flag.Bool("update", false, "write the golden documents anew")

// Golden documents: the whole report as text, every shown figure and word. They change only
// when a report is meant to change; read the difference before writing them anew.
func TestGoldenDocuments(t *testing.T) {
	ctx := context.Background()
	f := withPaper()
	r := New(f)
	for name, build := range map[string]func() (*document.Document, error){
		"daily-region": func() (*document.Document, error) {
			return r.Daily(ctx, model.MustDate("2026-09-11"), Options{Money: document.TenThousand, RegionID: 1})
		},
		"daily-department-cases": func() (*document.Document, error) {
			return r.Daily(ctx, model.MustDate("2026-09-10"), Options{By: ByDepartment, Measure: Quantity, Quantity: document.Cases, Organisation: "示例公司"})
		},
		"monthly-employee": func() (*document.Document, error) {
			return r.Monthly(ctx, model.MustMonth("2026-08"), Options{By: ByEmployee})
		},
	} {
		doc, err := build()
		require.NoError(t, err)
		path := "testdata/" + name + ".txt"
		got := printed(doc)
		if *update {
			require.NoError(t, os.MkdirAll("testdata", 0o755))
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, string(want), got, name)
	}
}

// printed is what a document shows, as plain text; columns for data formats carry a *.
func printed(d *document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s | %s\n%s\n", d.Title, d.Subtitle, d.PeriodText, d.AsOf, strings.Join(d.Header, " | "))
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "\n== %s %s %s\n", s.ID, s.Title, s.Caption)
		if s.Exceptions != nil {
			fmt.Fprintf(&b, "! %s\n? %s\n+%d\n", strings.Join(s.Exceptions.Items, "\n! "), strings.Join(s.Exceptions.Rules, "\n? "), s.Exceptions.More)
		}
		for _, c := range s.Columns {
			star := ""
			if c.DataOnly {
				star = "*"
			}
			fmt.Fprintf(&b, "%s%s%s(%s)\t", star, c.Group, c.Title, d.UnitTitle(c))
		}
		rows := s.Rows
		if s.Total != nil {
			rows = append(rows[:len(rows):len(rows)], *s.Total)
		}
		for _, r := range rows {
			b.WriteString("\n" + strings.Repeat("  ", r.Level))
			for i, c := range r.Cells {
				b.WriteString(d.Show(s.Columns[i], c))
				if c.Trend != nil {
					fmt.Fprint(&b, c.Trend)
				}
				b.WriteString("\t")
			}
		}
		for _, p := range s.Paragraphs {
			fmt.Fprintf(&b, "[%s %s] %s %s\n", p.Style, p.State, p.Text, p.Note)
		}
		if s.Chart != nil {
			fmt.Fprintf(&b, "%s (%s) %v %.2f\n", s.Chart.Title, s.Chart.Unit, s.Chart.Categories, s.Chart.Series[0].Values)
		}
		fmt.Fprintf(&b, "\n%s%s\n", s.Empty, strings.Join(s.Notes, "\n"))
	}
	b.WriteString(strings.Join(d.Notes, "\n") + "\n")
	return b.String()
}
