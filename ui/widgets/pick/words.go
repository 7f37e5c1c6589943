package pick

import (
	"fyne.io/fyne/v2"

	"xunshi/assets/pinyin"
	"xunshi/model"
	"xunshi/ui/widgets"
)

// Words makes items of words, found by their pinyin too; the id counts from 1.
func Words(words []string) []Item {
	out := make([]Item, len(words))
	for i, w := range words {
		out[i] = Item{ID: model.ID(i + 1), Name: w, Pinyin: pinyin.Key(w)}
	}
	return out
}

// WordPicker is a field for a word: one of those known, or a new one. Typing opens the
// list of those known, with what was typed offered as new below them.
type WordPicker struct {
	Picker
	OnWord  func(word string) // the user chose or wrote a word, or took it away ("")
	OnErase func()            // Backspace in the empty field; nil = nothing
}

// NewWordPicker makes an empty field over known words.
func NewWordPicker(placeholder string, known []string, chosen func(word string)) *WordPicker {
	w := &WordPicker{OnWord: chosen}
	w.items, w.placeholder = Words(known), placeholder
	w.OnPicked = func(it Item) { w.tell(it.Name) }
	w.free = func(text string) { w.SetWord(text); w.focusBack(); w.tell(text) }
	w.ExtendBaseWidget(w)
	w.self = w
	return w
}

// SetKnown replaces the words known.
func (w *WordPicker) SetKnown(known []string) { w.items = Words(known) }

// Word in the field.
func (w *WordPicker) Word() string { return w.picked.Name }

// SetWord shows a word without calling OnWord.
func (w *WordPicker) SetWord(word string) {
	w.picked = Item{Name: word}
	w.Refresh()
}

func (w *WordPicker) tell(word string) {
	if w.OnWord != nil {
		w.OnWord(word)
	}
}

// TypedKey hands Backspace in the empty field to OnErase.
func (w *WordPicker) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyBackspace && w.Word() == "" {
		if w.OnErase != nil {
			w.OnErase()
		}
		return
	}
	w.Picker.TypedKey(e)
}

var _ fyne.Focusable = (*WordPicker)(nil)

func (p *Picker) focusBack() {
	if c := widgets.CanvasOf(p.shown()); c != nil {
		c.Focus(p.shown())
	}
}
