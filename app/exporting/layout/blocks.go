package layout

import (
	"image/color"
	"math"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// factGap separates facts that stand on one line.
const factGap = "    "

func joinFacts(facts ...string) string {
	var kept []string
	for _, f := range facts {
		if f = strings.TrimSpace(f); f != "" {
			kept = append(kept, f)
		}
	}
	return strings.Join(kept, factGap)
}

// facts are the period and the header facts, none said twice.
func facts(doc *document.Document) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, fact := range append([]string{doc.PeriodText}, doc.Header...) {
		fact = strings.TrimSpace(Printable(fact))
		if !seen[fact] {
			seen[fact] = true
			out = append(out, fact)
		}
	}
	return out
}

// titleBlock sets title, snapshot badge, subtitle and facts.
func (f *flow) titleBlock() {
	title := Printable(f.doc.Title)
	badge := ""
	room := f.textWidth()
	if f.doc.Closed {
		badge = i18n.T("已月结(快照)")
		room -= Width(badge, quietSize, false) + 8
	}
	end := f.left
	for i, line := range Wrap(title, room, titleSize, true) {
		f.put(Text{X: f.left, Y: baseline(f.y, titleSize), Size: titleSize, Bold: true, Color: Ink, Text: line})
		if i == 0 {
			end = f.left + Width(line, titleSize, true)
		}
		f.y += lineHeight(titleSize)
	}
	if badge != "" {
		w, y := Width(badge, quietSize, false)+3.6, f.top+1.9
		f.put(Box{X: end + 3, Y: y, W: w, H: 4.8, Radius: 1.2, Fill: Selected},
			Text{X: end + 4.8, Y: baseline(y+2.4-lineHeight(quietSize)/2, quietSize), Size: quietSize, Color: Brand, Text: badge})
	}
	if sub := strings.TrimSpace(f.doc.Subtitle); sub != "" {
		f.lines(sub, bodySize, false, Ink, 0)
	}
	for _, line := range factLines(facts(f.doc), f.textWidth(), quietSize+0.5) {
		f.put(Text{X: f.left, Y: baseline(f.y, quietSize+0.5), Size: quietSize + 0.5, Color: Quiet, Text: line})
		f.y += lineHeight(quietSize + 0.5)
	}
	f.y += 2.2
}

// factLines fills lines with whole facts; a fact longer than a line is wrapped.
func factLines(all []string, width, size float64) []string {
	var out []string
	line := ""
	for _, fact := range all {
		next := joinFacts(line, fact)
		if line == "" || Width(next, size, false) <= width {
			line = next
			continue
		}
		out = append(out, Wrap(line, width, size, false)...)
		line = fact
	}
	if line != "" {
		out = append(out, Wrap(line, width, size, false)...)
	}
	return out
}

// section sets one section: title, then whatever it holds.
func (f *flow) section(s *document.Section) {
	if s.Exceptions != nil {
		f.exceptions(s)
		f.notes(s.Notes)
		return
	}
	f.gap(5)
	tables := f.tablesOf(s)
	f.need(f.titleHeight(s) + f.leastBelow(s, tables))
	f.sectionTitle(s)
	if s.Chart != nil {
		f.chart(s)
	}
	for _, p := range s.Paragraphs {
		f.paragraph(p)
	}
	if len(tables) > 0 && len(s.Rows) > 0 {
		f.tables(s, tables)
	}
	if s.Empty != "" {
		f.notice(s.Empty)
	}
	f.notes(s.Notes)
}

func (f *flow) titleHeight(s *document.Section) float64 {
	if s.Title == "" {
		return 0
	}
	return lineHeight(sectionSize) + 1.2
}

func (f *flow) sectionTitle(s *document.Section) {
	if s.Title == "" {
		return
	}
	title := Shorten(Printable(s.Title), f.textWidth(), sectionSize, true)
	f.page().Marks = append(f.page().Marks, Mark{Title: Printable(s.Title), Y: f.y})
	y := baseline(f.y, sectionSize)
	f.put(Text{X: f.left, Y: y, Size: sectionSize, Bold: true, Color: Ink, Text: title})
	if s.Caption != "" {
		x := f.left + Width(title, sectionSize, true) + 3
		if room := f.right - x; room > 12 {
			f.put(Text{X: x, Y: y, Size: quietSize, Color: Quiet, Text: Shorten(Printable(s.Caption), room, quietSize, false)})
		}
	}
	f.y += f.titleHeight(s)
}

// exceptions sets the box on top: what needs attention, or that nothing does, and the
// rules that ran.
func (f *flow) exceptions(s *document.Section) {
	e := s.Exceptions
	f.gap(3)
	const pad, size = 3.0, 9.0
	width := f.textWidth() - 2*pad
	lines := exceptionLines(e, width, size, 0)
	var rules []string
	if e.More > 0 {
		rules = append(rules, i18n.T("另有 %d 条,见导出的表格。", e.More))
	}
	if len(e.Rules) > 0 {
		rules = append(rules, Wrap(rulesText(e), width, quietSize, false)...)
	}
	h := 2*pad*0.8 + lineHeight(size+0.5) + float64(len(lines))*lineHeight(size) + float64(len(rules))*lineHeight(quietSize)
	f.need(math.Min(h, f.bottom-f.top-10))
	f.page().Marks = append(f.page().Marks, Mark{Title: Printable(cmpOr(s.Title, exceptionTitle(e))), Y: f.y})
	fill, line, head := AlertFill, AlertLine, Behind
	if len(e.Items) == 0 {
		fill, line, head = CalmFill, CalmLine, Ahead
	}
	box := Box{X: f.left, Y: f.y, W: f.textWidth(), H: math.Min(h, f.room()), Radius: 1.6, Fill: fill, Stroke: line, Width: 0.25}
	f.put(box)
	end := f.y + h
	f.y += pad * 0.8
	f.put(Text{X: f.left + pad, Y: baseline(f.y, size+0.5), Size: size + 0.5, Bold: true, Color: head, Text: exceptionTitle(e)})
	f.y += lineHeight(size + 0.5)
	f.boxLines(lines, f.left+pad, size, Ink)
	f.boxLines(rules, f.left+pad, quietSize, Quiet)
	if f.room() > 0 && end < f.bottom {
		f.y = end
	}
}

// boxLines sets ready lines; a box too long for its page goes on without its frame.
func (f *flow) boxLines(lines []string, x, size float64, c color.RGBA) {
	for _, line := range lines {
		f.need(lineHeight(size))
		f.put(Text{X: x, Y: baseline(f.y, size), Size: size, Color: c, Text: line})
		f.y += lineHeight(size)
	}
}

func exceptionTitle(e *document.Exceptions) string {
	if len(e.Items) == 0 {
		return i18n.T("无异常")
	}
	return i18n.T("需要关注")
}

// bullet leads an exception; hang stands in its place on the lines below.
const (
	bullet = "•"
	hang   = "　"
)

// exceptionLines breaks the exceptions into lines, no more than most of each (0: all).
func exceptionLines(e *document.Exceptions, width, size float64, most int) []string {
	var out []string
	room := width - math.Max(Width(bullet, size, false), Width(hang, size, false))
	for _, item := range e.Items {
		lines := Wrap(Printable(item), room, size, false)
		if most > 0 {
			lines = WrapMax(Printable(item), room, size, false, most)
		}
		for i, line := range lines {
			lead := hang
			if i == 0 {
				lead = bullet
			}
			out = append(out, lead+line)
		}
	}
	return out
}

// rulesText names the rules that ran.
func rulesText(e *document.Exceptions) string {
	return Printable(i18n.T("已检查 %d 条规则:%s", len(e.Rules), strings.Join(e.Rules, i18n.T("；"))))
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// paragraph sets a heading, body text or an item with its tick box and note.
func (f *flow) paragraph(p document.Paragraph) {
	switch p.Style {
	case document.Heading:
		f.gap(2)
		f.need(lineHeight(bodySize) * 3)
		f.lines(p.Text, bodySize, true, Ink, 0)
	case document.Item:
		f.need(lineHeight(bodySize))
		f.tick(p.State)
		f.lines(p.Text, bodySize, false, Ink, 5.5)
		if p.Note != "" {
			f.lines(p.Note, quietSize, false, Quiet, 5.5)
		}
	default:
		f.lines(p.Text, bodySize, false, Ink, 0)
		if p.Note != "" {
			f.lines(p.Note, quietSize, false, Quiet, 0)
		}
	}
	f.y += 0.8 * f.density
}

// tick draws a box left of the line at y: ticked, crossed or empty.
func (f *flow) tick(state model.PlanState) {
	const side = 3.1
	x, y := f.left+0.4, f.y+(lineHeight(bodySize)-side)/2
	f.put(Box{X: x, Y: y, W: side, H: side, Radius: 0.5, Stroke: Quiet, Width: 0.25})
	switch state {
	case model.PlanDone:
		f.put(Path{Points: []Point{{x + 0.6, y + 1.6}, {x + 1.3, y + 2.4}, {x + 2.6, y + 0.7}}, Width: 0.45, Color: Ahead})
	case model.PlanOpen: // stays empty
	case model.PlanMissed:
		f.put(Path{Points: []Point{{x + 0.7, y + 0.7}, {x + 2.4, y + 2.4}}, Width: 0.4, Color: Behind},
			Path{Points: []Point{{x + 2.4, y + 0.7}, {x + 0.7, y + 2.4}}, Width: 0.4, Color: Behind})
	}
}

// notice says quietly why there is nothing.
func (f *flow) notice(text string) {
	const pad, size = 3.0, 9.0
	lines := Wrap(Printable(text), f.textWidth()-2*pad, size, false)
	h := float64(len(lines))*lineHeight(size) + 2*pad*0.7
	f.need(h)
	f.put(Box{X: f.left, Y: f.y, W: f.textWidth(), H: math.Min(h, f.room()), Radius: 1.6, Fill: Ground})
	end := f.y + h
	f.y += pad * 0.7
	f.boxLines(lines, f.left+pad, size, Quiet)
	f.y = math.Max(f.y, math.Min(end, f.bottom))
}

// notes are quiet lines below a section.
func (f *flow) notes(notes []string) {
	if len(notes) > 0 {
		f.gap(1)
	}
	for _, n := range notes {
		f.lines(n, quietSize, false, Quiet, 0)
	}
}

// docNotes is the 口径 at the end of the report.
func (f *flow) docNotes() {
	if len(f.doc.Notes) == 0 {
		return
	}
	f.gap(5)
	f.need(lineHeight(quietSize) * 2)
	f.lines(i18n.T("口径"), quietSize, true, Quiet, 0)
	for _, n := range f.doc.Notes {
		f.lines(n, quietSize, false, Quiet, 0)
	}
}
