// Package targets is the page 目标: the tree of targets typed into in place, with the
// difference between a node and what is below it (目标), every such difference in one list
// (差异), and the month's attainment person by person (成绩单).
package targets

import (
	"context"
	"slices"

	"xunshi/app"
	"xunshi/app/document"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
)

// Planner is what the page does with targets; *targeting.Planner is one.
type Planner interface {
	Tree(ctx context.Context, q targeting.Query) (*targeting.Tree, error)
	Figures(ctx context.Context, t *targeting.Tree, c analysis.Calendar) (*targeting.Figures, error)
	Latest(ctx context.Context) (model.Date, error)
	Gaps(ctx context.Context, q targeting.Query) ([]targeting.Gap, error)
	Score(ctx context.Context, month model.Month, level model.TargetLevel, c analysis.Calendar) (*targeting.Score, error)

	Set(ctx context.Context, q targeting.Query, changes []targeting.Change) (operation string, err error)
	Split(ctx context.Context, t *targeting.Tree, s targeting.Split) (*targeting.Proposal, error)
	CopyLastYear(ctx context.Context, t *targeting.Tree, row int, below bool, from targeting.Source, rate, unit int64) (*targeting.Proposal, error)
	FromLevel(ctx context.Context, t *targeting.Tree, rate, unit int64) (*targeting.Proposal, error)
	Apply(ctx context.Context, p *targeting.Proposal) (operation string, err error)
	Undo(ctx context.Context, operation string) error
	Redo(ctx context.Context, operation string) error

	ExportWorkbook(ctx context.Context, q targeting.Query, path string) error
	CheckWorkbook(ctx context.Context, path string) (*targeting.Imported, error)
	ImportWorkbook(ctx context.Context, path string) (*targeting.Imported, error)
	UndoImport(ctx context.Context, done *targeting.Imported) error
}

// Program is what the page needs of the program beside the planner; *app.App with its
// documents shown is one, see Entry.
type Program interface {
	Settings() app.Settings
	Calendar() analysis.Calendar
	// Imported tells the other pages that a file was taken in.
	Imported()
}

// View is a part of the page; as a route's Arg it opens the page there.
type View string

// Views of the page.
const (
	ViewTree  View = "tree"
	ViewGaps  View = "gaps"
	ViewScore View = "score"
)

var views = []View{ViewTree, ViewGaps, ViewScore}

// siblings stand after the views in the switch: pages of their own.
var siblings = []shell.PageID{shell.PageCalendar, shell.PageForecast}

// words of the switch: the views, then the siblings.
func words() []string {
	return []string{i18n.T("目标"), i18n.T("差异"), i18n.T("成绩单"), i18n.T("工作日历"), i18n.T("预测")}
}

// lead goes where the i-th of words leads from another page.
func lead(h shell.Host, i int) {
	if i < len(views) {
		h.Go(shell.Route{Page: shell.PageTargets, Arg: views[i]})
		return
	}
	h.Go(shell.Route{Page: siblings[i-len(views)]})
}

// Switch is the switch of words for the toolbar of a sibling: the same one wherever targets,
// the calendar or the forecast are looked at.
func Switch(h shell.Host, here shell.PageID) *widgets.Segmented {
	at := len(views) + slices.Index(siblings, here)
	var s *widgets.Segmented
	s = widgets.NewSegmented(words(), at, func(i int) {
		s.SetSelected(at) // this page stays as it is: one may come back to it
		if i != at {
			lead(h, i)
		}
	})
	return s
}

// Entry registers the page. Its Arg is nil or a View. show puts a document on paper with
// buttons to print, export and copy it.
func Entry(planner Planner, program Program, show func(h shell.Host, doc *document.Document)) shell.Entry {
	return shell.Entry{
		ID: shell.PageTargets, Name: func() string { return i18n.T("目标") }, Icon: icons.CheckCircle, Group: shell.GroupDaily,
		New: func(h shell.Host, arg any) shell.Page { return New(h, planner, program, show, arg) },
	}
}
