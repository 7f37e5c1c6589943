package fields_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/fields"
	"xunshi/ui/widgets/pressrow"
	"xunshi/ui/widgets/stars"
)

func TestPictures(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		testkit.Start(t, testkit.Setup{Mode: mode})
		tapped := 0
		list := fields.New(
			fields.Field{Label: "联系人", Value: "陈老板 138 0000 1234", OnTap: func() { tapped++ }},
			fields.Field{Label: "信用 / 欠款", Value: "20.0 万 / 18.6 万(31–60 天 6.2)", Tone: widgets.Behind},
			fields.Field{Label: "约定区域", Value: "常熟市区、虞山、尚湖、海虞、梅李、沙家浜、辛庄,县乡另议;越区供货须先报备"},
			fields.Field{Label: "合同", Value: "", More: widgets.Pill("未签", widgets.Attention)},
			fields.Field{Label: "满意度", Value: "2026-08-15", More: stars.New(4, nil)},
		)
		w := testkit.Window(t, widgets.NewPanel(list, widgets.PanelStyle{Fill: theme.Surface, Pad: widgets.Pad(12)}), 370, 220)
		testkit.Golden(t, "fields-"+string(mode), w.Canvas().Capture())
		rows := 0
		for _, o := range testkit.Objects(list) {
			if r, ok := o.(*pressrow.Row); ok {
				rows++
				r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
		}
		require.Equal(t, 5, rows)
		require.Equal(t, 1, tapped)
		w.Canvas().FocusNext()
		first := w.Canvas().Focused()
		w.Canvas().FocusNext()
		require.Same(t, first, w.Canvas().Focused(), "the keyboard passes by what cannot be pressed")
	}
}
