// Package acts opens the sheets in which something is done with a person: a new one, the
// file, a change of post, leaving, coming back, handing over. The roster and the page of a
// person share them.
package acts

import (
	"context"

	"xunshi/app/document"
	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/assets/pinyin"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// Backend is what the sheets need of the program. Everything but Today and PhotoPath runs
// off the interface goroutine.
type Backend interface {
	Line(ctx context.Context) (*team.Line, error)
	Save(ctx context.Context, e *model.Employee) (operation string, err error)
	Move(ctx context.Context, t team.Transfer) (operation string, err error)
	CorrectPost(ctx context.Context, post model.EmployeePost) (operation string, err error)
	RemovePost(ctx context.Context, post model.EmployeePost) (operation string, err error)
	Leave(ctx context.Context, id model.ID, last model.Date) (operation string, err error)
	Return(ctx context.Context, id model.ID, from model.Date) (operation string, err error)
	Remove(ctx context.Context, id model.ID) (operation string, err error)
	Undo(ctx context.Context, operation string) error
	Estate(ctx context.Context, giver model.ID, date model.Date) (*team.Estate, error)
	HandOver(ctx context.Context, p team.HandoverPlan) (*model.Handover, string, error)
	HandoverDocument(ctx context.Context, id model.ID) (*document.Document, error)
	KeepPhoto(path string) (name string, err error)
	PhotoPath(name string) string
	Today() model.Date
	desk.Outlet
}

// Acts opens sheets over a page.
type Acts struct {
	host    shell.Host
	backend Backend
	after   func() // something was changed

	OnNew func(id model.ID) // somebody was taken on; may be nil
}

// New makes the acts of a page; after is called, on fyne's goroutine, when something was
// changed.
func New(h shell.Host, b Backend, after func()) *Acts {
	return &Acts{host: h, backend: b, after: after}
}

// do runs an act off the interface goroutine, says what was done and offers 撤销.
func (a *Acts) do(said string, act func(ctx context.Context) (operation string, err error), done func()) {
	a.try(said, act, done, func(error) bool { return false })
}

// try is do in a form: refused may say beside a field why the act cannot be.
func (a *Acts) try(said string, act func(ctx context.Context) (operation string, err error), done func(), refused func(error) bool) {
	a.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := act(ctx)
		if _, ok := model.AsFault(err); ok {
			return func() {
				if !refused(err) {
					a.host.Fail(err)
				}
			}, nil
		}
		if err != nil {
			return nil, err
		}
		return func() {
			if done != nil {
				done()
			}
			a.toast(said, operation)
			a.after()
		}, nil
	})
}

func (a *Acts) toast(said, operation string) {
	t := shell.Toast{Text: said}
	if operation != "" {
		t.Action, t.OnTap = i18n.T("撤销"), func() { a.Undo(operation) }
	}
	a.host.Toast(t)
}

// Undo takes an act back.
func (a *Acts) Undo(operation string) {
	a.host.Do(func(ctx context.Context) (func(), error) {
		if err := a.backend.Undo(ctx, operation); err != nil {
			return nil, err
		}
		return func() {
			a.host.Toast(shell.Toast{Text: i18n.T("已撤销")})
			a.after()
		}, nil
	})
}

// withLine reads the reporting line and goes on with it.
func (a *Acts) withLine(show func(l *team.Line)) {
	a.host.Do(func(ctx context.Context) (func(), error) {
		l, err := a.backend.Line(ctx)
		if err != nil {
			return nil, err
		}
		return func() { show(l) }, nil
	})
}

// People are those who work here on a date, to pick from, but for some.
func People(l *team.Line, on model.Date, but ...model.ID) []pick.Item {
	skip := map[model.ID]bool{}
	for _, id := range but {
		skip[id] = true
	}
	var items []pick.Item
	for _, id := range l.People() {
		if skip[id] || !l.Employed(on, id) {
			continue
		}
		e := l.Directory.Employees[id]
		p, _ := l.Post(on, id)
		items = append(items, pick.Item{ID: id, Code: e.Code, Name: e.Name, Pinyin: e.Pinyin, Detail: joined(p.Position, l.Region(p.RegionID))})
	}
	return items
}

func joined(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " · " + b
}

func regions(l *team.Line) []pick.Item {
	var items []pick.Item
	for _, id := range team.RegionTree(l.Directory) {
		r := l.Directory.Regions[id]
		items = append(items, pick.Item{ID: id, Code: r.Code, Name: r.Name, Pinyin: pinyin.Key(r.Name), Detail: l.Region(r.ParentID)})
	}
	return items
}

func departments(l *team.Line) []pick.Item {
	var items []pick.Item
	for _, id := range team.DepartmentList(l.Directory) {
		d := l.Directory.Departments[id]
		items = append(items, pick.Item{ID: id, Code: d.Code, Name: d.Name, Pinyin: pinyin.Key(d.Name)})
	}
	return items
}

// positions are those in use, to choose from or add to.
func positions(l *team.Line) []widgets.Option {
	seen := map[string]bool{"": true}
	var options []widgets.Option
	for _, id := range l.People() {
		for _, p := range l.Posts(id) {
			if !seen[p.Position] {
				seen[p.Position] = true
				options = append(options, widgets.Option{Value: p.Position, Label: p.Position})
			}
		}
	}
	return options
}
