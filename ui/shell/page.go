// Package shell is the frame of the window: routes and pages, navigation, top bar, status
// line, global search, toasts, progress and error panels. A page is registered as an
// Entry; the shell builds it, loads it off the UI thread and shows it.
//
// Everything here is used on fyne's goroutine unless it says otherwise.
package shell

import (
	"context"

	"fyne.io/fyne/v2"

	"xunshi/ui/icons"
)

// PageID names a page: "today", "sales", "reports", "settings" …
type PageID string

// The pages that exist now.
const (
	PageToday    PageID = "today"
	PageSales    PageID = "sales"
	PageImport   PageID = "import" // Arg: path of the file (string), kind of file (model.BatchKind) or nil
	PageReports  PageID = "reports"
	PageSettings PageID = "settings"
	PageFirstRun PageID = "firstrun"

	PageCustomers  PageID = "customers"
	PageCustomer   PageID = "customer" // one customer's file
	PageDuplicates PageID = "duplicates"
	PageComplaints PageID = "complaints"
	PageTeam       PageID = "team"
	PageOrgChart   PageID = "orgchart"
	PagePerson     PageID = "person" // one employee's page
	PageTraining   PageID = "training"
	PageRecruiting PageID = "recruiting"
	PageAppraisal  PageID = "appraisal"
	PageBonus      PageID = "bonus"
	PageProducts   PageID = "products"
	PageTargets    PageID = "targets"
	PageCalendar   PageID = "calendar" // working days and their weights
	PageForecast   PageID = "forecast"
	PageRecords    PageID = "records"  // grid editor, import and export of records
	PageExchange   PageID = "exchange" // workbooks to and from reps
)

// Route says where the window stands: a page and what it is to show there. Arg is whatever
// the page documents (nil, a model.LineFilter, a file path …).
type Route struct {
	Page PageID
	Arg  any
}

// Page is one screen. The shell calls every method on fyne's goroutine, except Load.
type Page interface {
	// Title in the top bar, in the language in force.
	Title() string
	// Toolbar is what stands beside the title, left to right (period, region, unit,
	// buttons). It is asked for again after Host.RefreshBar.
	Toolbar() []fyne.CanvasObject
	// Content is the page itself; asked for once, it must stay the same object.
	Content() fyne.CanvasObject
	// Load reads what the page shows. It runs off the UI thread and must not touch
	// widgets; ctx is cancelled when the user leaves the page or loads it anew. It
	// returns a function that shows what was read, which the shell calls on fyne's
	// goroutine unless ctx was cancelled meanwhile. An error is shown in place of the
	// page with a button to try again. Pages with nothing to read return nil, nil.
	// What Load needs from widgets (the chosen period …) is kept in plain fields that
	// the UI thread writes before Host.Reload and Load copies first (see Preparer).
	Load(ctx context.Context) (show func(), err error)
	// Close is called once when the page is thrown away: unsubscribe, stop.
	Close()
}

// Preparer is a Page that wants to be asked on fyne's goroutine right before each Load, to
// copy what Load needs out of its widgets without a race.
type Preparer interface{ Prepare() }

// Leaver is a Page that may refuse to be left, because something typed would be lost.
// Leave calls proceed at once or after asking.
type Leaver interface{ Leave(proceed func()) }

// Escaper is a Page with a use for Esc; it tells whether it had one.
type Escaper interface{ Escape() bool }

// Focuser is a Page that says where the keyboard belongs: Focus is called when the page was
// loaded or is returned to and nothing else has the keyboard.
type Focuser interface{ Focus() }

// Finisher is a Page that may have done what it was opened for: it can still be gone back
// to, but a new visit starts afresh.
type Finisher interface{ Finished() bool }

// Shortcuts is a Page with its own keys (Ctrl+F, Ctrl+N …): it is offered every shortcut
// the shell does not use, and tells whether it used it.
type Shortcuts interface {
	Shortcut(s fyne.Shortcut) bool
}

// Group is a run of navigation entries between two lines.
type Group int

// Groups of the navigation, top to bottom.
const (
	GroupDaily    Group = iota // 今日 走访 客户 团队 销售
	GroupInsight               // 报表 图表 竞品 留言板
	GroupOffice                // 审批 费用与促销 合同与账款
	GroupSettings              // 设置
	Hidden                     // reachable by route only
)

// Entry registers a page.
type Entry struct {
	ID     PageID
	Name   func() string // word in the navigation, in the language in force
	Icon   icons.Name
	Group  Group
	Parent PageID // entry that is lit while a Hidden page is shown
	// New builds the page for a route. It must be quick: reading is Load's part.
	New func(h Host, arg any) Page
	// Badge counts waiting things; asked off the UI thread after each change of data.
	// nil = never a badge.
	Badge func(ctx context.Context) int
}
