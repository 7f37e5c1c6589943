// Package ui is the program's window. The shell and the widgets are in its sub-packages,
// each page in a folder of pages; here they are put together over the running program.
package ui

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"xunshi/app"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
)

const appID = "app.xunshi.desktop"

// patience is how long work that was told to stop is waited for before the program ends.
const patience = 5 * time.Second

// Run shows the window until the user closes it.
func Run(a *app.App) (err error) {
	shown := false
	defer func() {
		if cause := recover(); cause != nil {
			slog.Error("the window failed", "cause", cause, "stack", string(debug.Stack()))
			err = windowFault(shown, cause)
		}
	}()
	fyneapp.SetMetadata(fyne.AppMetadata{ID: appID, Name: "巡市", Version: app.Version, Migrations: map[string]bool{"fyneDo": true}}) //i18n:data
	desk := fyneapp.NewWithID(appID)
	desk.Settings().SetTheme(theme.New(theme.Mode(a.Settings().Theme)))
	win := desk.NewWindow(i18n.T("巡市"))
	shell.RestoreSize(win, memory{a})
	w, err := newWindow(desk, win, a, shell.Runtime{})
	if err != nil {
		return err
	}
	win.CenterOnScreen()
	win.SetMaster()
	a.OnShow(func() { fyne.Do(win.RequestFocus) })
	ctx, stop := context.WithCancel(context.Background())
	background := make(chan struct{})
	go func() { defer close(background); a.Background(ctx) }()
	win.SetCloseIntercept(func() { w.shell.Leave(func() { w.close(); win.Close() }) })
	win.Show()
	shown = true
	fitScreen(win)
	desk.Run()
	stop()
	<-background
	w.close()
	if !w.shell.Wait(patience) {
		slog.Warn("work still runs as the program ends")
	}
	return nil
}

// windowFault words a failure of the window system: there is none to show a window on, or
// it failed with the window open.
func windowFault(shown bool, cause any) error {
	technical := fmt.Errorf("window system: %v", cause)
	if !shown {
		return model.NewFault(technical, i18n.T("打不开窗口:这里没有可用的图形桌面。"), i18n.T("数据没有改动。"),
			i18n.T("请在图形桌面里打开;只用命令行时见“xunshi --help”。"))
	}
	return model.NewFault(technical, i18n.T("窗口意外停止。"), i18n.T("已保存的数据没有丢失。"),
		i18n.T("请重新打开;若再次发生,请把数据文件夹里的 xunshi.log 交给技术人员。"))
}

// window is the shell over the running program.
type window struct {
	desk        fyne.App
	program     *app.App
	shell       *shell.Shell
	unsubscribe func()
	closed      bool
}

func newWindow(desk fyne.App, win fyne.Window, a *app.App, rt shell.Runtime) (*window, error) {
	w := &window{desk: desk, program: a}
	start, err := w.start()
	if err != nil {
		return nil, err
	}
	w.shell = shell.New(win, shell.Options{
		Entries: w.entries(),
		Start:   start,
		Search:  w.search,
		Open:    openHit,
		Status:  w.status,
		Dropped: w.dropped,
		Memory:  memory{a},
		Runtime: rt,
	})
	w.unsubscribe = a.Changed.Subscribe(func(c app.Change) {
		w.shell.Changed(c.Records || c.Ledger)
		w.shell.Refresh()
	})
	if a.OpenFile != "" {
		w.shell.Go(shell.Route{Page: shell.PageImport, Arg: a.OpenFile})
	}
	return w, nil
}

// start is the first page: the ways in while there is nothing, else today.
func (w *window) start() (shell.Route, error) {
	empty, err := w.program.Empty(context.Background())
	if err != nil {
		return shell.Route{}, err
	}
	if empty {
		return shell.Route{Page: shell.PageFirstRun}, nil
	}
	return shell.Route{Page: shell.PageToday}, nil
}

func (w *window) close() {
	if w.closed {
		return
	}
	w.closed = true
	w.unsubscribe()
	w.shell.Close()
}

// apply puts a new language or theme on the window.
func (w *window) apply(before, after app.Settings) {
	if before.Theme != after.Theme {
		w.desk.Settings().SetTheme(theme.New(theme.Mode(after.Theme)))
	}
	if before.Language != after.Language {
		w.shell.Rebuild()
	}
}
