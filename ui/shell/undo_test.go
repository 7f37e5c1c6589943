package shell_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets"
)

// The last 撤销 offered on a page is Ctrl+Z as well, once, until the page is left.
func TestLastActIsUndoneByTheKeyboard(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	undone := ""
	did := func(what string) {
		w.host(t).Toast(shell.Toast{Text: what, Action: "撤销", OnTap: func() { undone += what }})
	}
	undo := func() { w.shell.TypedShortcut(&fyne.ShortcutUndo{}) }
	undo()
	did("a")
	did("b")
	undo()
	undo()
	require.Equal(t, "b", undone, "once, the last one")
	w.host(t).Toast(shell.Toast{Text: "written", Action: "打开", OnTap: func() { undone += "opened" }})
	undo()
	require.Equal(t, "b", undone, "打开 is no undo")
	did("c")
	w.shell.Go(shell.Route{Page: "sales"})
	w.shell.Go(shell.Route{Page: "today"})
	undo()
	require.Equal(t, "b", undone, "what was done before the page was left stays")
}

// The content of a sheet may have the main button: Ctrl+Enter does the same and leaves the
// sheet open.
func TestSheetWithItsOwnMainButton(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	steps, closed := 0, false
	w.host(t).Sheet(shell.Sheet{Title: "交接", Content: widgets.Body("…"), OnPrimary: func(func()) { steps++ }, OnClosed: func() { closed = true }})
	w.press(fyne.KeyReturn, fyne.KeyModifierShortcutDefault)
	w.press(fyne.KeyReturn, fyne.KeyModifierShortcutDefault)
	require.Equal(t, 2, steps)
	require.False(t, closed)
}
