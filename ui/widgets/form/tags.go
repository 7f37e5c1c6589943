package form

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
)

// Tags is a set of words kept as "标签1,标签2"; typing suggests those known.
func Tags[T any](label string, known []string, at func(*T) *string) Field[T] {
	return Field[T]{label: label, build: func(Field[T]) binding[T] {
		c := newTagsControl(known)
		return binding[T]{c, func(v *T) { c.set(splitTags(*at(v))) }, func(v *T) error {
			*at(v) = strings.Join(c.tags, ",")
			return nil
		}}
	}}
}

// splitTags takes a list apart at commas, Chinese ones too, without blanks or doubles.
func splitTags(list string) []string {
	var out []string
	for _, t := range strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(",;\uff0c\uff1b、\n", r) }) {
		if t = strings.TrimSpace(t); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// tagsControl shows tags with a cross each, and a field to add more.
type tagsControl struct {
	known []string
	tags  []string
	adder *pick.WordPicker
	box   *fyne.Container
	ev    events
}

const adderWidth = 130

func newTagsControl(known []string) *tagsControl {
	c := &tagsControl{known: known, box: widgets.Flow(6)}
	c.adder = pick.NewWordPicker(i18n.T("添加…"), known, func(word string) { c.adder.SetWord(""); c.add(word) })
	c.adder.OnErase = func() { c.remove(len(c.tags) - 1) }
	c.show()
	return c
}

func (c *tagsControl) set(tags []string) {
	c.tags = tags
	c.show()
}

// add takes words in, also several at once as pasted.
func (c *tagsControl) add(words string) {
	before := len(c.tags)
	for _, t := range splitTags(words) {
		if !slices.Contains(c.tags, t) {
			c.tags = append(slices.Clone(c.tags), t)
		}
	}
	if len(c.tags) != before {
		c.changed()
	}
}

func (c *tagsControl) remove(i int) {
	if i < 0 || i >= len(c.tags) {
		return
	}
	c.tags = slices.Delete(slices.Clone(c.tags), i, i+1)
	c.changed()
}

func (c *tagsControl) changed() {
	c.show()
	c.ev.changed()
	c.ev.resized()
}

func (c *tagsControl) show() {
	c.box.Objects = nil
	for i, t := range c.tags {
		c.box.Objects = append(c.box.Objects, chip(t, func() { c.remove(i) }))
	}
	c.box.Objects = append(c.box.Objects, widgets.Fixed(adderWidth, theme.RowHeight, c.adder))
	c.adder.SetKnown(slices.DeleteFunc(slices.Clone(c.known), func(t string) bool { return slices.Contains(c.tags, t) }))
	c.box.Refresh()
}

// chip is a tag with a cross.
func chip(text string, remove func()) fyne.CanvasObject {
	cross := widgets.NewFlatButton(icons.Close, "", remove)
	cross.SetHeight(20)
	words := widgets.NewText(text, widgets.TextStyle{Size: theme.TextCaption, Color: theme.Brand})
	ground := widgets.NewPanel(widgets.Row(2, words, cross),
		widgets.PanelStyle{Fill: theme.Selected, Radius: theme.PillRadius, Pad: widgets.Insets{Left: 8, Right: 2, Top: 2, Bottom: 2}})
	return widgets.Fixed(0, theme.RowHeight, widgets.Row(0, ground))
}

func (c *tagsControl) listen(ev events)          { c.ev = ev; c.adder.OnFocused = ev.entered }
func (c *tagsControl) object() fyne.CanvasObject { return c.box }
func (c *tagsControl) text() string              { return strings.Join(c.tags, ",") }
func (c *tagsControl) words() string             { return strings.Join(c.tags, "、") }
func (c *tagsControl) focus()                    { widgets.Focus(c.adder) }
func (c *tagsControl) mark(faulty bool)          { c.adder.SetFaulty(faulty) }
