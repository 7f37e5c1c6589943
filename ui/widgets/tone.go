package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"

	"xunshi/ui/theme"
)

// Tone says how a figure or a tag is meant. Colour never says it alone: figures carry a
// sign and an arrow, tags a word.
type Tone int

// Tones.
const (
	Plain     Tone = iota
	Ahead          // better than planned
	Behind         // worse than planned, wrong
	Attention      // to be looked at
	Info           // of note
)

// Ink is the colour of words in the tone.
func (t Tone) Ink() fyne.ThemeColorName {
	switch t {
	case Ahead:
		return theme.Ahead
	case Behind:
		return theme.Behind
	case Attention:
		return theme.Attention
	case Info:
		return theme.Brand
	}
	return theme.Ink
}

// Tint is the ground behind words in the tone.
func (t Tone) Tint() fyne.ThemeColorName {
	switch t {
	case Ahead:
		return theme.AheadTint
	case Behind:
		return theme.BehindTint
	case Attention:
		return theme.AttentionTint
	case Info:
		return theme.Selected
	}
	return theme.NeutralTint
}

// Arrow is ▲ ahead, ▼ behind, "" otherwise.
func (t Tone) Arrow() string {
	switch t {
	case Ahead:
		return "▲"
	case Behind:
		return "▼"
	}
	return ""
}

// Pill is a small tag: 流失嫌疑, A, 逾期 2 天.
func Pill(text string, tone Tone) *Panel {
	words := tone.Ink()
	if tone == Plain {
		words = theme.Quiet
	}
	return NewPanel(NewText(text, TextStyle{Size: theme.TextSmall, Color: words}),
		PanelStyle{Fill: tone.Tint(), Radius: theme.PillRadius, Pad: Insets{1, 7, 2, 7}})
}

// Badge is a count of waiting things; above 99 it says 99+.
func Badge(count int) *Panel {
	return NewPanel(NewText(badgeText(count), TextStyle{Size: 10.5, Bold: true, Color: theme.OnBrand, Align: fyne.TextAlignCenter}),
		PanelStyle{Fill: theme.Attention, Radius: 8, Pad: PadXY(6, 0)})
}

func badgeText(count int) string {
	if count > 99 {
		return "99+"
	}
	return strconv.Itoa(count)
}
