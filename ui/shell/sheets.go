package shell

import "slices"

// openSheet is a sheet and the page it belongs to.
type openSheet struct {
	panel *SheetPanel
	owner *visit
}

// Sheet implements Host.
func (v *visit) Sheet(s Sheet) (close func()) {
	shell := v.shell
	if shell.searching() {
		shell.search.close()
	}
	open := &openSheet{owner: v}
	open.panel = OpenSheet(shell.win.Canvas(), s, shell.Confirm, func() {
		shell.sheets = slices.DeleteFunc(shell.sheets, func(o *openSheet) bool { return o == open })
		v.focus() // nothing below had the keyboard
	})
	shell.sheets = append(shell.sheets, open)
	return open.panel.Close
}

// topSheet is the sheet that has the keyboard, nil if none is open.
func (s *Shell) topSheet() *SheetPanel {
	if len(s.sheets) == 0 {
		return nil
	}
	return s.sheets[len(s.sheets)-1].panel
}

// covered tells whether something over the window keeps its keys from the page.
func (s *Shell) covered() bool { return s.dialog != nil || len(s.sheets) > 0 }

// leaveSheets closes all open sheets, the top one first, asking where something typed
// would be lost, and then proceeds.
func (s *Shell) leaveSheets(proceed func()) {
	top := s.topSheet()
	if top == nil {
		proceed()
		return
	}
	top.leave(func() {
		top.Close()
		s.leaveSheets(proceed)
	})
}

// dropSheets closes the sheets of a page that goes.
func (s *Shell) dropSheets(owner *visit) {
	for _, o := range slices.Backward(slices.Clone(s.sheets)) {
		if o.owner == owner {
			o.panel.Close()
		}
	}
}
