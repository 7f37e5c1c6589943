package shell

import (
	"context"

	"fyne.io/fyne/v2"
)

// Host is the shell as one page sees it.
type Host interface {
	// Go leads to another page; Back (Alt+Left) returns here.
	Go(Route)
	// Back leads to the page before, if there is one.
	Back()
	// Reload loads the page again: at once if it is shown, else when it is returned to.
	// A load still running is cancelled. May be called from any goroutine.
	Reload()
	// RefreshBar asks the page for its Title and Toolbar again.
	RefreshBar()
	// Toast says that something worked, for a few seconds, with an action such as 撤销. The
	// last 撤销 is Ctrl+Z too until the page is left, unless the page has a use for the keys.
	Toast(Toast)
	// Fail shows an error in a panel over the window: what, what is safe, what to do.
	Fail(error)
	// Confirm asks before something that cannot be taken back.
	Confirm(Confirm)
	// Sheet opens a panel over the window to fill something in; close takes it away without
	// asking.
	Sheet(Sheet) (close func())
	// Run does long work off the UI thread with progress and Cancel.
	Run(Job)
	// Do does short work off the UI thread without progress; show runs on fyne's
	// goroutine unless the page was left. Errors go to Fail.
	Do(work func(ctx context.Context) (show func(), err error))
	// OpenFile lets the user pick a file to read.
	OpenFile(FilePick)
	// SaveFile lets the user pick a file to write.
	SaveFile(FilePick)
	// Window the page is in, for popups and the clipboard.
	Window() fyne.Window
}

// Toast is a short message of success.
type Toast struct {
	Text    string
	Refused bool   // nothing was done, and the text says why
	Action  string // word of the button, "" = none
	OnTap   func()
}

// Confirm is a question before a destructive act.
type Confirm struct {
	Title  string
	Text   string // what will happen, and what stays
	Yes    string // the verb: 撤销导入, 恢复备份 …
	Danger bool   // Yes destroys something
	OnYes  func()
}

// Report tells how far a job is: done of total (0 total = not known) and what it is at.
// It may be called from any goroutine as often as is handy; the shell thins it out.
type Report func(done, total int, note string)

// Job is work of more than a second.
type Job struct {
	Title string
	// Work runs off the UI thread; it stops soon after ctx is cancelled.
	Work func(ctx context.Context, report Report) error
	// Done runs on fyne's goroutine after Work returned nil. May be nil.
	Done func()
	// Failed runs on fyne's goroutine after Work returned an error other than a cancel;
	// nil shows the error as Fail does.
	Failed func(error)
	// Cancelled runs on fyne's goroutine after the user stopped the work; nil says so in
	// a toast.
	Cancelled func()
	// Quiet shows the progress in the status line and lets the user go on working.
	Quiet bool
}

// FilePick asks for a file.
type FilePick struct {
	Title      string
	Extensions []string // ".xlsx" …; empty = any
	Name       string   // suggested name, for SaveFile
	OnPicked   func(path string)
}
