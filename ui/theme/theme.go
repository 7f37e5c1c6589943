// Package theme is the look of the program: light first, dark follows. Widgets ask for
// colours by name (theme.Ink, theme.Quiet …) through fyne's theme, so a switch of theme
// reaches every widget by Refresh.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"xunshi/assets/fonts"
)

// Mode says which of the two palettes is used.
type Mode string

// Modes of the theme.
const (
	Light  Mode = "light"
	Dark   Mode = "dark"
	System Mode = "system" // as the desktop says
)

// Colours of the program, beside fyne's own names.
const (
	Ink           fyne.ThemeColorName = fynetheme.ColorNameForeground
	Quiet         fyne.ThemeColorName = "xunshi.quiet"   // captions, units, column heads
	Faint         fyne.ThemeColorName = "xunshi.faint"   // hints, disabled words
	Rule          fyne.ThemeColorName = "xunshi.line"    // hairlines and card borders
	Border        fyne.ThemeColorName = "xunshi.border"  // borders of things to press or type into
	Ground        fyne.ThemeColorName = "xunshi.ground"  // behind the cards
	Surface       fyne.ThemeColorName = "xunshi.surface" // cards, bars, menus
	Brand         fyne.ThemeColorName = "xunshi.brand"   // main buttons, bars, the selected word
	BrandHover    fyne.ThemeColorName = "xunshi.brandhover"
	OnBrand       fyne.ThemeColorName = "xunshi.onbrand"   // words on Brand
	Selected      fyne.ThemeColorName = "xunshi.selected"  // selected row or entry
	Hover         fyne.ThemeColorName = "xunshi.hover"     // under the pointer (translucent)
	Ahead         fyne.ThemeColorName = "xunshi.ahead"     // better than planned
	Behind        fyne.ThemeColorName = "xunshi.behind"    // worse than planned, errors
	Attention     fyne.ThemeColorName = "xunshi.attention" // badges, the time-progress tick
	AheadTint     fyne.ThemeColorName = "xunshi.aheadtint"
	BehindTint    fyne.ThemeColorName = "xunshi.behindtint"
	BehindLine    fyne.ThemeColorName = "xunshi.behindline" // border of an error panel
	AttentionTint fyne.ThemeColorName = "xunshi.attentiontint"
	NeutralTint   fyne.ThemeColorName = "xunshi.neutraltint"
	Track         fyne.ThemeColorName = "xunshi.track" // empty part of a progress bar
	Desk          fyne.ThemeColorName = "xunshi.desk"  // behind paper in a preview
	Dim           fyne.ThemeColorName = "xunshi.dim"   // over the window behind a modal panel
	ToastGround   fyne.ThemeColorName = "xunshi.toast"
	OnToast       fyne.ThemeColorName = "xunshi.ontoast"
	ToastAction   fyne.ThemeColorName = "xunshi.toastaction"
)

// Sizes of text and parts, in fyne's device-independent pixels.
const (
	TextBody    float32 = 13
	TextCaption float32 = 12
	TextSmall   float32 = 11
	TextTitle   float32 = 17
	TextKey     float32 = 25
	RowHeight   float32 = 30 // rows of tables, lists, buttons and fields
	CardRadius  float32 = 8
	FieldRadius float32 = 6
	PillRadius  float32 = 4
	Gap         float32 = 12 // between cards
	Margin      float32 = 18 // around the page
)

// Theme is the program's fyne.Theme.
type Theme struct{ mode Mode }

// New makes the theme for a mode; unknown modes mean Light.
func New(mode Mode) *Theme {
	if mode != Dark && mode != System {
		mode = Light
	}
	return &Theme{mode: mode}
}

// Mode the theme was made for.
func (t *Theme) Mode() Mode { return t.mode }

// IsDark tells whether the dark palette is used, given what the desktop says.
func (t *Theme) IsDark(v fyne.ThemeVariant) bool {
	return t.mode == Dark || t.mode == System && v == fynetheme.VariantDark
}

// Color looks a name up in the palette; names that are not ours are fyne's.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	palette, variant := light, fynetheme.VariantLight
	if t.IsDark(v) {
		palette, variant = dark, fynetheme.VariantDark
	}
	if alias, ok := fyneNames[name]; ok {
		name = alias
	}
	if c, ok := palette[name]; ok {
		return c
	}
	return fynetheme.DefaultTheme().Color(name, variant)
}

var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.ttf", fonts.Regular)
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.ttf", fonts.Bold)
)

// Font is Noto Sans SC for every style: its digits are tabular, so it serves as the
// monospace face of figures too.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return fynetheme.DefaultTheme().Font(style)
	case style.Bold:
		return bold
	}
	return regular
}

// Icon gives fyne's own icon; the program's are in ui/icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

var sizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameText:               TextBody,
	fynetheme.SizeNameCaptionText:        TextCaption,
	fynetheme.SizeNameHeadingText:        TextTitle,
	fynetheme.SizeNameSubHeadingText:     15,
	fynetheme.SizeNamePadding:            4,
	fynetheme.SizeNameInnerPadding:       5,
	fynetheme.SizeNameLineSpacing:        3,
	fynetheme.SizeNameInlineIcon:         16,
	fynetheme.SizeNameInputRadius:        FieldRadius,
	fynetheme.SizeNameInputBorder:        1,
	fynetheme.SizeNameButtonRadius:       FieldRadius,
	fynetheme.SizeNameCardRadius:         CardRadius,
	fynetheme.SizeNameDialogRadius:       10,
	fynetheme.SizeNamePopupRadius:        CardRadius,
	fynetheme.SizeNameMenuRadius:         FieldRadius,
	fynetheme.SizeNameSelectionRadius:    3,
	fynetheme.SizeNameScrollBar:          10,
	fynetheme.SizeNameScrollBarSmall:     4,
	fynetheme.SizeNameScrollBarRadius:    4,
	fynetheme.SizeNameSeparatorThickness: 1,
	fynetheme.SizeNameModalBlurRadius:    0,
}

// Size is a compact office scale.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return fynetheme.DefaultTheme().Size(name)
}

// Color is the colour of a name in the theme in force.
func Color(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }
