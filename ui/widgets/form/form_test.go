package form_test

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
)

// card is a record with every kind of field.
type card struct {
	Code, Name, Kind, Grade, Tags, Notes string
	Province, City, District             string
	Credit                               model.Money
	Lot                                  model.Quantity
	Days, Margin                         int
	Latitude                             float64
	Since                                model.Date
	First                                model.Month
	Key                                  bool
	Owner                                model.ID
}

func owners() []pick.Item {
	return []pick.Item{
		{ID: 7, Code: "E007", Name: "张怡", Pinyin: "zhangyi zy", Detail: "常熟"},
		{ID: 8, Code: "E008", Name: "洪光", Pinyin: "hongguang hg", Detail: "昆山"},
	}
}

func cardForm() *form.Form[card] {
	kinds := []widgets.Option{{Value: "dealer", Label: "经销商"}, {Value: "store", Label: "商超"}}
	grades := []widgets.Option{{Value: "A", Label: "A"}, {Value: "B", Label: "B"}}
	return form.New(
		form.Section[card]{Title: "基本", Fields: []form.Field[card]{
			form.Text("编码", func(c *card) *string { return &c.Code }).Required().Half(),
			form.Choice("类型", kinds, func(c *card) *string { return &c.Kind }).Required().Half(),
			form.Text("名称", func(c *card) *string { return &c.Name }).Required().Hint("和营业执照一致,便于查重。"),
			form.Choice("等级", grades, func(c *card) *string { return &c.Grade }).Free().Half(),
			form.Pick("负责人", owners, func(c *card) *model.ID { return &c.Owner }).Half(),
			form.Place("所在地", func(c *card) (p, ci, d *string) { return &c.Province, &c.City, &c.District }),
			form.Tags("标签", []string{"重点", "县乡", "新客户"}, func(c *card) *string { return &c.Tags }),
		}},
		form.Section[card]{Title: "账款", Fields: []form.Field[card]{
			form.Money("信用额度", func(c *card) *model.Money { return &c.Credit }).Half(),
			form.Int("账期", func(c *card) *int { return &c.Days }).Unit("天").Half().Valid(func(c *card) error {
				if c.Days > 180 {
					return model.NewFault(nil, "账期最长 180 天。", "", "")
				}
				return nil
			}),
			form.Percent("返利", func(c *card) *int { return &c.Margin }).Half(),
			form.Quantity("起订量", func(c *card) *model.Quantity { return &c.Lot }).Unit("件").Half(),
			form.Date("合作起", func(c *card) *model.Date { return &c.Since }).Half(),
			form.Month("首销月", func(c *card) *model.Month { return &c.First }).Half(),
			form.Check("重点客户", func(c *card) *bool { return &c.Key }),
		}},
		form.Section[card]{Title: "更多", Folded: true, Fields: []form.Field[card]{
			form.Decimal("纬度", func(c *card) *float64 { return &c.Latitude }),
			form.Area("备注", func(c *card) *string { return &c.Notes }).Key("notes"),
		}},
	)
}

func full() card {
	return card{Code: "K00311", Name: "恒源商贸", Kind: "dealer", Grade: "A", Tags: "重点,县乡", Province: "江苏省", City: "苏州市",
		District: "常熟市", Credit: 200_000 * model.Yuan, Days: 30, Margin: 1250, Lot: 12 * model.Unit, Latitude: 31.65,
		Since: model.MustDate("2021-03-01"), First: model.MustMonth("2021-04"), Key: true, Owner: 7, Notes: "老客户"}
}

// entry finds the text entry of the field with a label.
func entry(t *testing.T, f *form.Form[card], label string) *widgets.Entry {
	t.Helper()
	found := false
	for _, o := range testkit.Objects(f) {
		if text, ok := o.(*widgets.Text); ok && text.Text() == label {
			found = true
		}
		switch e := o.(type) {
		case *widgets.Entry:
			if found {
				return e
			}
		case *pick.Entry:
			if found {
				return &e.Entry
			}
		}
	}
	t.Fatalf("no entry %q", label)
	return nil
}

func shown(f *form.Form[card]) string {
	var words []string
	for _, o := range testkit.Objects(f) {
		if text, ok := o.(*widgets.Text); ok && text.Visible() {
			words = append(words, text.Text())
		}
	}
	return strings.Join(words, "|")
}

func TestValuesComeBackAsTheyWere(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	f := cardForm()
	testkit.Window(t, f, 720, 600)
	f.Set(full())
	require.False(t, f.Dirty())
	got, ok := f.Value()
	require.True(t, ok, shown(f))
	require.Equal(t, full(), got)

	stranger := full()
	stranger.Owner = 99 // somebody who left and is no longer offered
	stranger.Kind = "gone"
	f.Set(stranger)
	got, ok = f.Value()
	require.True(t, ok)
	require.Equal(t, stranger, got, "what cannot be chosen any more is kept")
}

func TestTyping(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	f := cardForm()
	testkit.Window(t, f, 720, 700)
	f.Set(full())
	changes := 0
	f.OnChange = func() { changes++ }
	e := entry(t, f, "信用额度")
	require.Equal(t, "200,000", e.Text)
	e.SetText("")
	test.Type(e, "12.5万")
	require.Equal(t, 125_000*model.Yuan, f.Current().Credit)
	require.Positive(t, changes)
	require.True(t, f.Dirty())
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, "125,000", e.Text)

	percent := entry(t, f, "返利")
	require.Equal(t, "12.50", percent.Text)
	for typed, want := range map[string]int{"8": 800, "8.25%": 825, "-3.5": -350, "": 0} {
		percent.SetText(typed)
		v, ok := f.Value()
		require.True(t, ok, typed)
		require.Equal(t, want, v.Margin, typed)
	}
	for _, typed := range []string{"abc", "8.255", "99999999999999999999"} {
		percent.SetText(typed)
		_, ok := f.Value()
		require.False(t, ok, typed)
	}
	percent.SetText("1")
	month := entry(t, f, "首销月")
	for typed, want := range map[string]string{"202609": "2026-09", "2026年9月": "2026-09", "2026/1": "2026-01"} {
		month.SetText(typed)
		v, ok := f.Value()
		require.True(t, ok, typed)
		require.Equal(t, want, v.First.String())
	}
}

func TestFaultsStandBesideTheField(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	f := cardForm()
	w := testkit.Window(t, f, 720, 640)
	f.Set(card{})
	_, ok := f.Value()
	require.False(t, ok)
	require.Contains(t, shown(f), "请填写编码。")
	require.Contains(t, shown(f), "请填写类型。")
	require.Equal(t, fyne.Focusable(entry(t, f, "编码")), w.Canvas().Focused(), "the first faulty field has the keyboard")
	testkit.Golden(t, "faults", w.Canvas().Capture())

	test.Type(entry(t, f, "编码"), "K1")
	require.NotContains(t, shown(f), "请填写编码。", "a fault goes once it is put right")

	f.Set(full())
	days := entry(t, f, "账期")
	days.SetText("200")
	require.NotContains(t, shown(f), "账期最长", "not while typing")
	days.FocusLost()
	require.Contains(t, shown(f), "账期最长 180 天。")

	f.Set(full())
	require.NotContains(t, shown(f), "账期最长")
	require.True(t, f.Refuse("notes", errors.New("x")), "a folded section opens for a fault")
	require.Contains(t, shown(f), "备注")
	require.False(t, f.Refuse("none", errors.New("x")))
}

func TestEnterMovesOn(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	f := cardForm()
	w := testkit.Window(t, f, 720, 640)
	entered := 0
	f.OnEnter = func() { entered++ }
	f.Focus()
	code := entry(t, f, "编码")
	require.Equal(t, fyne.Focusable(code), w.Canvas().Focused())
	code.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.IsType(t, &widgets.Choice{}, w.Canvas().Focused())
	entry(t, f, "首销月").TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	box := testkit.Find[*widgets.Check](t, f)
	require.Equal(t, fyne.Focusable(box), w.Canvas().Focused())
	box.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, 1, entered, "the folded section is left out")
}

func TestTagsAndWords(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	f := cardForm()
	w := testkit.Window(t, f, 720, 700)
	f.Set(full())
	var words []*pick.WordPicker
	for _, o := range testkit.Objects(f) {
		if p, ok := o.(*pick.WordPicker); ok {
			words = append(words, p)
		}
	}
	require.Len(t, words, 2, "the grade and the tags")
	words[1].TypedRune('x')
	field, ok := w.Canvas().Focused().(*pick.Entry)
	require.True(t, ok)
	test.Type(field, "kh") // finds 新客户 by its initials
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, "重点,县乡,新客户", f.Current().Tags)
	words[1].TypedRune('冷')
	field = w.Canvas().Focused().(*pick.Entry)
	test.Type(field, "链")
	testkit.Golden(t, "tags-new", w.Canvas().Capture())
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, "重点,县乡,新客户,冷链", f.Current().Tags)
	words[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	require.Equal(t, "重点,县乡,新客户", f.Current().Tags)
}

func TestPlace(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	f := cardForm()
	w := testkit.Window(t, f, 720, 700)
	f.Set(full())
	var p *pick.Picker
	for _, o := range testkit.Objects(f) {
		if x, ok := o.(*pick.Picker); ok && x.Text() == "江苏省 苏州市 常熟市" {
			p = x
		}
	}
	require.NotNil(t, p)
	p.TypedRune('k')
	field := w.Canvas().Focused().(*pick.Entry)
	test.Type(field, "unshan")
	testkit.Golden(t, "place-search", w.Canvas().Capture())
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	v := f.Current()
	require.Equal(t, []string{"江苏省", "苏州市", "昆山市"}, []string{v.Province, v.City, v.District})

	p.Tapped(nil)
	testkit.Golden(t, "place-cascade", w.Canvas().Capture())
	key := func(k fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	for range 20 {
		key(fyne.KeyUp) // to ← 上一级
	}
	key(fyne.KeyReturn)
	key(fyne.KeyUp) // 就到这一级: the province alone
	key(fyne.KeyReturn)
	v = f.Current()
	require.Equal(t, []string{"江苏省", "", ""}, []string{v.Province, v.City, v.District})
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	require.Empty(t, f.Current().Province)
}

func TestPictures(t *testing.T) {
	for name, setup := range map[string]testkit.Setup{
		"light": {}, "dark": {Mode: theme.Dark},
	} {
		testkit.Start(t, setup)
		f := cardForm()
		w := testkit.Window(t, widgets.NewPanel(f, widgets.PanelStyle{Fill: theme.Surface, Pad: widgets.Pad(16)}), 720, 560)
		f.Set(full())
		testkit.Golden(t, "form-"+name, w.Canvas().Capture())
	}
}

func TestInASheet(t *testing.T) {
	for name, setup := range map[string]testkit.Setup{"light": {}, "english": {Language: i18n.English}} {
		testkit.Start(t, setup)
		w := testkit.Window(t, widgets.NewPanel(nil, widgets.PanelStyle{Fill: theme.Ground}), 1024, 700)
		host := &testkit.Host{Win: w}
		f := cardForm()
		f.Set(full())
		saved := 0
		host.Sheet(shell.Sheet{Title: "恒源商贸", Content: f, Width: 720, Primary: i18n.T("保存"), Danger: i18n.T("删除"), Dirty: f.Dirty,
			OnPrimary: func(done func()) {
				if _, ok := f.Value(); ok {
					saved++
					done()
				}
			}})
		require.Equal(t, fyne.Focusable(entry(t, f, "编码")), w.Canvas().Focused())
		testkit.Golden(t, "sheet-"+name, w.Canvas().Capture())
		entry(t, f, "编码").SetText("")
		require.False(t, host.Accept(t))
		host.Panel.Escape()
		require.Len(t, host.Confirms, 1, "asked before something typed is lost")
		entry(t, f, "编码").SetText("K2")
		require.True(t, host.Accept(t))
		require.Equal(t, 1, saved)
		require.Nil(t, host.Panel)
	}
}
