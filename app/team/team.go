// Package team keeps the people of the reporting line: who they are, what they were and
// will be, whom they report to on any date, what they leave to whom, and how they do.
//
// An employee's position, superior, region and department are those of today; the posts
// keep them by date. Whoever writes one writes the other in the same act: use the methods
// of Book, or Write inside an act of another use case.
package team

import (
	"context"

	"xunshi/app/measuring"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Book is the use cases of the team over one store. It is safe for use by several
// goroutines.
type Book struct {
	store    *store.Store
	gauge    *measuring.Gauge
	calendar func() analysis.Calendar
	today    func() model.Date
}

// Options of a Book. Zero fields: natural days, and this computer's date.
type Options struct {
	Calendar func() analysis.Calendar // how time progress is counted
	Today    func() model.Date
}

// New makes the use cases over a store.
func New(s *store.Store, o Options) *Book {
	b := &Book{store: s, gauge: measuring.New(s), calendar: o.Calendar, today: o.Today}
	if b.calendar == nil {
		b.calendar = func() analysis.Calendar { return analysis.Calendar{} }
	}
	if b.today == nil {
		b.today = model.Today
	}
	return b
}

// Today is the date the book takes for today.
func (b *Book) Today() model.Date { return b.today() }

// Directory gives every master record.
func (b *Book) Directory(ctx context.Context) (*model.Directory, error) {
	return b.store.Directory(ctx)
}

// Line is the reporting line with the names to speak of it.
type Line struct {
	*analysis.ReportingLine
	Directory *model.Directory
}

// Line reads the reporting line of all time.
func (b *Book) Line(ctx context.Context) (*Line, error) {
	d, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	posts, err := store.Find(ctx, b.store, model.EmployeePost{})
	if err != nil {
		return nil, err
	}
	return &Line{analysis.NewReportingLine(d.Employees, posts), d}, nil
}

// Chain 上级链 of an employee on a date, the nearest superior first. Those who had left by
// then are in it: their place is vacant, nobody is passed over.
func (b *Book) Chain(ctx context.Context, on model.Date, employee model.ID) ([]model.ID, error) {
	l, err := b.Line(ctx)
	if err != nil {
		return nil, err
	}
	return l.Chain(on, employee), nil
}

// Reports 下属 of an employee on a date, deep with everyone below them.
func (b *Book) Reports(ctx context.Context, on model.Date, employee model.ID, deep bool) ([]model.ID, error) {
	l, err := b.Line(ctx)
	if err != nil {
		return nil, err
	}
	return l.Reports(on, employee, deep), nil
}

// Name of an employee, "" if there is none.
func (l *Line) Name(id model.ID) string {
	if e := l.Directory.Employees[id]; e != nil {
		return e.Name
	}
	return ""
}

// Names of employees, in their order.
func (l *Line) Names(ids []model.ID) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = l.Name(id)
	}
	return names
}

// Region is the name of a region, "" if there is none.
func (l *Line) Region(id model.ID) string {
	if r := l.Directory.Regions[id]; r != nil {
		return r.Name
	}
	return ""
}

// Department is the name of a department, "" if there is none.
func (l *Line) Department(id model.ID) string {
	if d := l.Directory.Departments[id]; d != nil {
		return d.Name
	}
	return ""
}
