// Package widgets holds the small parts pages are composed of: texts, buttons, cards,
// pills, figures, empty states and error panels. They are dense, take their colours from
// ui/theme by name and follow a change of theme or size. Everything here is used on
// fyne's goroutine only.
package widgets
