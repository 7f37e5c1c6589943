package grid

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table/sheet"
)

func customers() []pick.Item {
	return []pick.Item{{ID: 1, Code: "K1", Name: "永盛商贸", Pinyin: "yongsheng ys"}, {ID: 2, Code: "K2", Name: "恒源商贸", Pinyin: "hengyuan hy"}}
}

func number(text string) (string, error) {
	n, err := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
	if err != nil {
		return "", errors.New("不是数字")
	}
	return strconv.Itoa(n), nil
}

func columns() []Column {
	return []Column{
		{Key: "customer", Title: "客户", Width: 180, Flex: true, Items: customers, Read: func(s string) (string, error) {
			for _, c := range customers() {
				if s == c.Name || s == c.Code {
					return c.Name, nil
				}
			}
			return "", errors.New("没有这个客户")
		}},
		{Key: "quantity", Title: "数量", Width: 90, Align: fyne.TextAlignTrailing, Read: number},
		{Key: "price", Title: "单价", Width: 90, Align: fyne.TextAlignTrailing, Read: number},
		{Key: "amount", Title: "金额", Width: 100, Align: fyne.TextAlignTrailing, Read: number},
		{Key: "note", Title: "备注", Width: 120},
	}
}

func start(t *testing.T, mode theme.Mode) (*Grid, fyne.Window) {
	testkit.Start(t, testkit.Setup{Mode: mode})
	g := New(columns())
	g.Derive = func(r Row, col int) {
		q, err1 := strconv.Atoi(r[1])
		p, err2 := strconv.Atoi(r[2])
		if (col == 1 || col == 2) && err1 == nil && err2 == nil {
			r[3] = strconv.Itoa(q * p)
		}
	}
	g.Check = func(r Row) []string {
		out := make([]string, len(r))
		if r[0] == "" {
			out[0] = "请选客户"
		}
		return out
	}
	w := testkit.Window(t, g, 760, 320)
	w.Canvas().Focus(g.sheet)
	return g, w
}

func typeInto(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

func press(w fyne.Window, keys ...fyne.KeyName) {
	for _, k := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestTypeALine(t *testing.T) {
	g, w := start(t, theme.Light)
	changes := 0
	g.OnChange = func() { changes++ }
	typeInto(w, "hy")
	press(w, fyne.KeyReturn)
	require.Equal(t, sheet.Point{Row: 0, Col: 2}, g.cursor)
	typeInto(w, "12")
	press(w, fyne.KeyTab)
	typeInto(w, "1,000")
	press(w, fyne.KeyTab)
	require.Equal(t, []Row{{"恒源商贸", "12", "1000", "12000", ""}}, g.Rows())
	require.Equal(t, sheet.Point{Row: 0, Col: 4}, g.cursor)
	press(w, fyne.KeyTab, fyne.KeyTab)
	require.Equal(t, sheet.Point{Row: 1, Col: 1}, g.cursor, "Tab goes on to the next line")
	require.Equal(t, 3, changes)
	require.Zero(t, g.Faults())
}

func TestEnterLeadsThroughALine(t *testing.T) {
	g, w := start(t, theme.Light)
	g.Fresh = func(r, above Row) {
		if above != nil {
			r[0] = above[0]
		}
	}
	check := g.Check
	g.Check = func(r Row) []string {
		out := check(r)
		if r[3] == "" {
			out[3] = "请填金额"
		}
		return out
	}
	at := func(row, col int, why string) {
		t.Helper()
		require.Equal(t, sheet.Point{Row: row, Col: col}, g.cursor, why)
	}
	typeInto(w, "hy")
	press(w, fyne.KeyReturn)
	at(0, 2, "on from the customer to the quantity")
	require.Equal(t, theme.Quiet, g.status.Style().Color, "what is not typed yet is no fault")
	typeInto(w, "12")
	press(w, fyne.KeyReturn)
	at(0, 3, "on to the price, though only the amount is asked for")
	typeInto(w, "10")
	press(w, fyne.KeyReturn)
	at(1, 2, "a full line leads to the next, past what is filled by itself")
	typeInto(w, "1")
	press(w, fyne.KeyReturn, fyne.KeyReturn)
	at(1, 4, "an empty price is passed over")
	press(w, fyne.KeyReturn)
	at(1, 5, "what lacks here holds nobody up")
	press(w, fyne.KeyReturn)
	at(1, 4, "from the end back to what lacks")
	require.NotEqual(t, theme.BehindTint, source{g}.Cell(1, 4).Fill)
	g.moveTo(sheet.Point{Row: 0, Col: 2}, false)
	require.Equal(t, theme.BehindTint, source{g}.Cell(1, 4).Fill, "a line left lacking something is at fault")
	press(w, fyne.KeyReturn)
	at(1, 2, "in a full line Enter goes down")
	require.True(t, g.ShowFault())
	require.Equal(t, theme.BehindTint, source{g}.Cell(1, 4).Fill, "saving was refused: here too")
}

func TestEscapeAndF2(t *testing.T) {
	g, w := start(t, theme.Light)
	g.SetRows([]Row{{"永盛商贸", "5"}})
	g.moveTo(sheet.Point{Row: 0, Col: 2}, false)
	press(w, fyne.KeyF2)
	require.Equal(t, "5", g.entry.Text)
	typeInto(w, "9")
	press(w, fyne.KeyEscape)
	require.Equal(t, "5", g.Rows()[0][1])
	press(w, fyne.KeyF2)
	typeInto(w, "7")
	press(w, fyne.KeyReturn)
	require.Equal(t, "7", g.Rows()[0][1], "F2 selects the old text, typing replaces it")
	require.Equal(t, 1, g.cursor.Row)
}

func TestPasteUndoRedo(t *testing.T) {
	g, w := start(t, theme.Light)
	fyne.CurrentApp().Clipboard().SetContent("K1\t3\t10\r\nK2\t4\t\r\n没有\tx\t1\r\n")
	g.sheet.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	want := []Row{{"永盛商贸", "3", "10", "30", ""}, {"恒源商贸", "4", "", "", ""}, {"没有", "x", "1", "", ""}}
	require.Equal(t, want, g.Rows())
	require.Equal(t, "没有这个客户", g.Fault(2, 0))
	require.Equal(t, "不是数字", g.Fault(2, 1))
	require.Equal(t, 2, g.Faults())
	require.True(t, g.ShowFault())
	require.Equal(t, sheet.Point{Row: 2, Col: 1}, g.cursor)
	require.Contains(t, g.status.Text(), "第 3 行 客户:没有这个客户")
	picture(t, w, "grid-faults")

	require.True(t, g.Undo())
	require.Empty(t, g.Rows())
	require.False(t, g.Undo())
	require.True(t, g.Redo())
	require.Equal(t, want, g.Rows())
	g.sheet.TypedShortcut(&fyne.ShortcutUndo{})
	require.Empty(t, g.Rows())
}

func TestFillDownDeleteInsert(t *testing.T) {
	g, _ := start(t, theme.Light)
	g.SetRows([]Row{{"永盛商贸", "1", "2", "2", "a"}, {"恒源商贸", "3"}, {"恒源商贸", "4"}})
	g.moveTo(sheet.Point{Row: 0, Col: 5}, false)
	g.moveTo(sheet.Point{Row: 2, Col: 5}, true)
	ctrl := func(k fyne.KeyName) {
		g.sheet.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault})
	}
	ctrl(fyne.KeyD)
	require.Equal(t, "a", g.Rows()[2][4])
	g.moveTo(sheet.Point{Row: 3, Col: 1}, false)
	ctrl(fyne.KeyD)
	require.Equal(t, "恒源商贸", g.Rows()[3][0], "one cell is filled from above")
	g.moveTo(sheet.Point{Row: 1, Col: 1}, false)
	ctrl(fyne.KeyMinus)
	require.Equal(t, "4", g.Rows()[1][1])
	ctrl(fyne.KeyReturn)
	require.True(t, g.Rows()[1].Blank())
	require.Zero(t, g.Faults(), "a blank line in between is no fault")
	g.Undo()
	g.Undo()
	require.Equal(t, "3", g.Rows()[1][1])

	g.moveTo(sheet.Point{Row: 0, Col: 1}, false)
	g.moveTo(sheet.Point{Row: 1, Col: 2}, true)
	g.Copy()
	require.Equal(t, "永盛商贸\t1\r\n恒源商贸\t3\r\n", fyne.CurrentApp().Clipboard().Content())
	g.sheet.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	require.Equal(t, Row{"", "", "2", "2", "a"}, g.Rows()[0])
	require.Equal(t, "请选客户", g.Fault(0, 0))

	g.sheet.TypedShortcut(&fyne.ShortcutSelectAll{})
	g.sheet.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	require.Empty(t, g.Rows())
	require.Zero(t, g.cursor.Row, "the cursor stays on a line that is there")
}

func TestPasteTooMuch(t *testing.T) {
	g, _ := start(t, theme.Light)
	var told error
	g.OnPasteFault = func(err error) { told = err }
	g.Paste(strings.Repeat("K1\t1\n", MaxRows+7))
	require.Len(t, g.Rows(), MaxRows)
	require.ErrorContains(t, told, "后面 7 行")
}

func TestParseTSV(t *testing.T) {
	for text, want := range map[string][][]string{
		"":                                nil,
		"a":                               {{"a"}},
		"a\tb\r\nc\t\r\n":                 {{"a", "b"}, {"c", ""}},
		"\"x\ny\"\t\"say \"\"hi\"\"\"\nz": {{"x y", `say "hi"`}, {"z"}},
		"\"open\tb":                       {{`"open`, "b"}},
		"5\" pipe\tc":                     {{`5" pipe`, "c"}},
		"\"a\"b\tc":                       {{`"a"b`, "c"}},
		"\tb\n\nc":                        {{"", "b"}, {""}, {"c"}},
	} {
		require.Equal(t, want, parseTSV(text), "%q", text)
	}
}

func FuzzParseTSV(f *testing.F) {
	f.Add("a\tb\n\"c\nd\"\t\"\"\"\"")
	f.Fuzz(func(t *testing.T, s string) {
		for _, row := range parseTSV(s) {
			require.NotEmpty(t, row)
		}
	})
}

func picture(t *testing.T, w fyne.Window, name string) {
	if dir := os.Getenv("XUNSHI_PICTURES"); dir != "" {
		testkit.Save(t, filepath.Join(dir, name+".png"), w.Canvas().Capture())
	}
	testkit.Golden(t, name, w.Canvas().Capture())
}

func TestPictures(t *testing.T) {
	g, w := start(t, theme.Dark)
	g.SetRows([]Row{{"永盛商贸", "1", "2", "2", "a"}, {"恒源商贸", "3"}, {"没有的", "4"}})
	g.moveTo(sheet.Point{Row: 1, Col: 2}, false)
	press(w, fyne.KeyF2)
	picture(t, w, "grid-dark-edit")
	press(w, fyne.KeyEscape)
	g.moveTo(sheet.Point{Row: 0, Col: 1}, false)
	g.moveTo(sheet.Point{Row: 1, Col: 3}, true)
	picture(t, w, "grid-dark-selection")
	g.moveTo(sheet.Point{Row: 3, Col: 1}, false)
	typeInto(w, "y")
	picture(t, w, "grid-dark-pick")
}
