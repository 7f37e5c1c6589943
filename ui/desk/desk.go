// Package desk is what pages share: acts that say what they did and
// can be undone, documents to look at and take along, and lists to choose from.
package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// Act is something the user does to the records.
type Act struct {
	Said string                                                     // the toast when it is done
	Work func(ctx context.Context) (operation string, err error)    // off the interface goroutine
	Undo func(ctx context.Context, operation string) (failed error) // nil = it cannot be undone
	Done func()                                                     // on the interface goroutine, before the toast; may be nil
}

// Do does an act and offers 撤销. What changed is shown by the reload that follows every
// change of the records.
func Do(h shell.Host, a Act) {
	h.Do(func(ctx context.Context) (func(), error) {
		operation, err := a.Work(ctx)
		if err != nil {
			return nil, err
		}
		return func() {
			if a.Done != nil {
				a.Done()
			}
			toast := shell.Toast{Text: a.Said}
			if operation != "" && a.Undo != nil {
				toast.Action, toast.OnTap = i18n.T("撤销"), func() { takeBack(h, a, operation) }
			}
			h.Toast(toast)
		}, nil
	})
}

func takeBack(h shell.Host, a Act, operation string) {
	h.Do(func(ctx context.Context) (func(), error) {
		if err := a.Undo(ctx, operation); err != nil {
			return nil, err
		}
		return func() { h.Toast(shell.Toast{Text: i18n.T("已撤销")}) }, nil
	})
}

// Copied says how many rows of a table went to the clipboard.
func Copied(h shell.Host, rows int) { h.Toast(shell.Toast{Text: i18n.T("已复制 %d 行", rows)}) }

// Front shows one of the contents that are stacked in body, and hides the others.
func Front(body *fyne.Container, at int) {
	for i, o := range body.Objects {
		if i == at {
			o.Show()
		} else {
			o.Hide()
		}
	}
	body.Refresh()
}

// Panel is the white ground a table stands on.
func Panel(o fyne.CanvasObject) *widgets.Panel {
	return widgets.NewPanel(o, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 6, Top: 4, Right: 6, Bottom: 2}})
}

// Page insets the content of a page.
func Page(o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Inset(widgets.Insets{Left: theme.Margin, Top: 14, Right: theme.Margin, Bottom: 14}, o)
}

// People are the employees of a directory to pick from: those who work here on a day, then
// those who left.
func People(d *model.Directory, on model.Date) []pick.Item {
	if d == nil {
		return nil
	}
	people := make([]*model.Employee, 0, len(d.Employees))
	for _, e := range d.Employees {
		people = append(people, e)
	}
	left := func(e *model.Employee) int {
		if e.Active(on) {
			return 0
		}
		return 1
	}
	slices.SortFunc(people, func(a, b *model.Employee) int {
		return cmp.Or(cmp.Compare(left(a), left(b)), cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID))
	})
	items := make([]pick.Item, len(people))
	for i, e := range people {
		items[i] = pick.Item{ID: e.ID, Code: e.Code, Name: e.Name, Pinyin: e.Pinyin, Detail: e.Position}
		if left(e) == 1 && !e.Left.IsZero() {
			items[i].Detail = i18n.T("已离职")
		}
	}
	return items
}

// Regions are the regions of a directory to pick from.
func Regions(d *model.Directory) []pick.Item {
	if d == nil {
		return nil
	}
	list := make([]*model.Region, 0, len(d.Regions))
	for _, r := range d.Regions {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *model.Region) int { return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.ID, b.ID)) })
	items := make([]pick.Item, len(list))
	for i, r := range list {
		items[i] = pick.Words([]string{r.Name})[0]
		items[i].ID, items[i].Code = r.ID, r.Code
	}
	return items
}

// Departments are the departments of a directory to pick from.
func Departments(d *model.Directory) []pick.Item {
	if d == nil {
		return nil
	}
	list := make([]*model.Department, 0, len(d.Departments))
	for _, r := range d.Departments {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *model.Department) int {
		return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.ID, b.ID))
	})
	items := make([]pick.Item, len(list))
	for i, r := range list {
		items[i] = pick.Words([]string{r.Name})[0]
		items[i].ID, items[i].Code = r.ID, r.Code
	}
	return items
}

// Positions are the words used for positions, the most frequent first.
func Positions(d *model.Directory) []string {
	if d == nil {
		return nil
	}
	count := map[string]int{}
	for _, e := range d.Employees {
		if e.Position != "" {
			count[e.Position]++
		}
	}
	words := make([]string, 0, len(count))
	for w := range count {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	return words
}

// AskWhy asks for a reason in a sheet; then is called with it once it is not empty, and
// closes the sheet by done.
func AskWhy(h shell.Host, title, hint, yes string, then func(reason string, done func())) {
	entry := widgets.NewTextArea(hint)
	entry.SetMinRowsVisible(3)
	h.Sheet(shell.Sheet{
		Title: title, Content: widgets.Column(6, entry, widgets.WrappedCaption(hint)), Width: 480, Primary: yes,
		OnPrimary: func(done func()) { then(entry.Text, done) },
		Dirty:     func() bool { return entry.Text != "" },
	})
}

// ReadPercent reads a share as it is typed in a grid (85, 85.5, 85.50%) into basis points.
func ReadPercent(text string) (int, error) {
	text = strings.TrimSpace(strings.NewReplacer("%", "", "%", "", ",", "").Replace(text))
	n, err := model.ParseMoney(text)
	switch {
	case err != nil:
		return 0, errors.New(i18n.T("不是数字"))
	case n%100 != 0:
		return 0, errors.New(i18n.T("最多两位小数"))
	case n < 0 || n > 100_000_000:
		return 0, errors.New(i18n.T("超出范围"))
	}
	return int(n / 100), nil
}

// PercentText shows basis points the way they are typed: 85, 85.5.
func PercentText(basisPoints int) string { return (model.Money(basisPoints) * 100).String() }

// Customers are the customers of a directory to pick from, by their code.
func Customers(d *model.Directory) []pick.Item {
	if d == nil {
		return nil
	}
	items := make([]pick.Item, 0, len(d.Customers))
	for _, c := range d.Customers {
		items = append(items, pick.Item{ID: c.ID, Code: c.Code, Name: c.Name, Pinyin: c.Pinyin})
	}
	slices.SortFunc(items, func(a, b pick.Item) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.ID, b.ID)) })
	return items
}
