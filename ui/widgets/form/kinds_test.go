package form_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/stars"
)

type complaint struct {
	Code, Kind, Batch, Owner string
	Score                    int
}

func complaintForm() *form.Form[complaint] {
	kinds := []widgets.Option{{Value: "quality", Label: "质量"}, {Value: "service", Label: "服务"}}
	return form.New(form.Section[complaint]{Title: "投诉", Fields: []form.Field[complaint]{
		form.Text("编号", func(c *complaint) *string { return &c.Code }).Locked().Half(),
		form.Choice("类型", kinds, func(c *complaint) *string { return &c.Kind }).Half(),
		form.Text("批号", func(c *complaint) *string { return &c.Batch }).Required().When(func(c *complaint) bool { return c.Kind == "quality" }),
		form.Text("处理人", func(c *complaint) *string { return &c.Owner }),
		form.Stars("满意度", func(c *complaint) *int { return &c.Score }),
	}})
}

func TestLockedAndConditionalFields(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	f := complaintForm()
	w := testkit.Window(t, widgets.NewPanel(f, widgets.PanelStyle{Fill: theme.Surface, Pad: widgets.Pad(14)}), 560, 240)
	f.Set(complaint{Code: "T-0007", Kind: "quality", Score: 4})
	f.Focus()
	require.IsType(t, &widgets.Choice{}, w.Canvas().Focused(), "what is locked does not take the keyboard")
	_, ok := f.Value()
	require.False(t, ok, "the batch is lacking")
	testkit.Golden(t, "locked", w.Canvas().Capture())

	f.Set(complaint{Code: "T-0007", Kind: "service", Batch: "old", Score: 4})
	testkit.Golden(t, "conditional", w.Canvas().Capture())
	v, ok := f.Value()
	require.True(t, ok, "what does not belong here is not asked for")
	require.Equal(t, complaint{Code: "T-0007", Kind: "service", Batch: "old", Score: 4}, v)

	changes := 0
	f.OnChange = func() { changes++ }
	s := testkit.Find[*stars.Stars](t, f)
	require.False(t, s.Disabled())
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	require.Equal(t, 5, f.Current().Score)
	require.Equal(t, 1, changes)
	require.True(t, f.Dirty())
}

func TestAChoiceBringsItsFields(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	f := complaintForm()
	w := testkit.Window(t, f, 560, 240)
	f.Set(complaint{Kind: "service"})
	high := f.HeightFor(560)
	choice := testkit.Find[*widgets.Choice](t, f)
	choice.Tapped(nil)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn} { // the first entry of the list
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	require.Equal(t, "quality", f.Current().Kind)
	require.Greater(t, f.HeightFor(560), high)
}

func TestAnAreaGrowsWithItsText(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	f := form.New(form.Section[complaint]{Fields: []form.Field[complaint]{
		form.Area("经过", func(c *complaint) *string { return &c.Batch }),
		form.Text("处理人", func(c *complaint) *string { return &c.Owner }),
	}})
	w := testkit.Window(t, widgets.NewPanel(f, widgets.PanelStyle{Fill: theme.Surface, Pad: widgets.Pad(14)}), 480, 260)
	f.Set(complaint{Batch: "8 月 2 日到货 12 箱,其中 3 箱胀袋。\n客户要求换货并补偿运费。\n已请质检取样。\n批号 20260718。\n答应 8 月 9 日前答复,届时由张怡上门换货,顺带看冷柜温度。", Owner: "张怡"})
	testkit.Golden(t, "area", w.Canvas().Capture())
	require.Greater(t, f.HeightFor(480), float32(150))
	f.Set(complaint{})
	require.Less(t, f.HeightFor(480), float32(150))
}
