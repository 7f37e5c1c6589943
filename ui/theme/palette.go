package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func rgba(v uint32, a uint8) color.NRGBA {
	c := rgb(v)
	c.A = a
	return c
}

var light = map[fyne.ThemeColorName]color.NRGBA{
	Ink:           rgb(0x1f2733),
	Quiet:         rgb(0x6b7787),
	Faint:         rgb(0x98a3b3),
	Rule:          rgb(0xe3e8ef),
	Border:        rgb(0xd0d8e2),
	Ground:        rgb(0xf4f6f9),
	Surface:       rgb(0xffffff),
	Brand:         rgb(0x0f4c81),
	BrandHover:    rgb(0x0c3f6c),
	OnBrand:       rgb(0xffffff),
	Selected:      rgb(0xe7f0fa),
	Hover:         rgba(0x0f4c81, 0x12),
	Ahead:         rgb(0x1a7f4b),
	Behind:        rgb(0xc92a2a),
	Attention:     rgb(0xd9480f),
	AheadTint:     rgb(0xebf7f0),
	BehindTint:    rgb(0xfdf1f1),
	BehindLine:    rgb(0xf1c4c4),
	AttentionTint: rgb(0xfef1e7),
	NeutralTint:   rgb(0xeef2f6),
	Track:         rgb(0xe3e8ef),
	Desk:          rgb(0xdde2e9),
	Dim:           rgba(0x1f2733, 0x66),
	ToastGround:   rgb(0x263140),
	OnToast:       rgb(0xffffff),
	ToastAction:   rgb(0x9fd0ff),

	fynetheme.ColorNameSelection:           rgba(0x0f4c81, 0x38),
	fynetheme.ColorNamePressed:             rgba(0x0f4c81, 0x28),
	fynetheme.ColorNameFocus:               rgba(0x0f4c81, 0x50),
	fynetheme.ColorNameScrollBar:           rgba(0x1f2733, 0x55),
	fynetheme.ColorNameScrollBarBackground: rgba(0x1f2733, 0x00),
	fynetheme.ColorNameShadow:              rgba(0x1f2733, 0x28),
	fynetheme.ColorNameForegroundOnError:   rgb(0xffffff),
}

var dark = map[fyne.ThemeColorName]color.NRGBA{
	Ink:           rgb(0xe4e9f0),
	Quiet:         rgb(0x97a4b5),
	Faint:         rgb(0x6d7a8c),
	Rule:          rgb(0x2d3745),
	Border:        rgb(0x3d4959),
	Ground:        rgb(0x12171e),
	Surface:       rgb(0x1b222c),
	Brand:         rgb(0x5ea8ea),
	BrandHover:    rgb(0x7bbaf2),
	OnBrand:       rgb(0x0b1825),
	Selected:      rgb(0x203449),
	Hover:         rgba(0x8fc1f0, 0x18),
	Ahead:         rgb(0x4cc38a),
	Behind:        rgb(0xff8080),
	Attention:     rgb(0xff9a57),
	AheadTint:     rgb(0x18352a),
	BehindTint:    rgb(0x2d2027),
	BehindLine:    rgb(0x5a323b),
	AttentionTint: rgb(0x3a2a1e),
	NeutralTint:   rgb(0x28313d),
	Track:         rgb(0x2d3745),
	Desk:          rgb(0x0d1116),
	Dim:           rgba(0x000000, 0x88),
	ToastGround:   rgb(0xe4e9f0),
	OnToast:       rgb(0x1b222c),
	ToastAction:   rgb(0x0f4c81),

	fynetheme.ColorNameSelection:           rgba(0x5ea8ea, 0x48),
	fynetheme.ColorNamePressed:             rgba(0x8fc1f0, 0x30),
	fynetheme.ColorNameFocus:               rgba(0x5ea8ea, 0x60),
	fynetheme.ColorNameScrollBar:           rgba(0xe4e9f0, 0x55),
	fynetheme.ColorNameScrollBarBackground: rgba(0x000000, 0x00),
	fynetheme.ColorNameShadow:              rgba(0x000000, 0x70),
	fynetheme.ColorNameForegroundOnError:   rgb(0x1b222c),
}

// fyneNames gives fyne's own colours the program's values.
var fyneNames = map[fyne.ThemeColorName]fyne.ThemeColorName{
	fynetheme.ColorNameBackground:          Ground,
	fynetheme.ColorNameButton:              NeutralTint,
	fynetheme.ColorNameDisabled:            Faint,
	fynetheme.ColorNameDisabledButton:      NeutralTint,
	fynetheme.ColorNameError:               Behind,
	fynetheme.ColorNameSuccess:             Ahead,
	fynetheme.ColorNameWarning:             Attention,
	fynetheme.ColorNameForegroundOnPrimary: OnBrand,
	fynetheme.ColorNamePrimary:             Brand,
	fynetheme.ColorNameHyperlink:           Brand,
	fynetheme.ColorNameHover:               Hover,
	fynetheme.ColorNameHeaderBackground:    Surface,
	fynetheme.ColorNameInputBackground:     Surface,
	fynetheme.ColorNameInputBorder:         Border,
	fynetheme.ColorNameMenuBackground:      Surface,
	fynetheme.ColorNameOverlayBackground:   Surface,
	fynetheme.ColorNamePlaceHolder:         Faint,
	fynetheme.ColorNameSeparator:           Rule,
}
