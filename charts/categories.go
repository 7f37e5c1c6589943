package charts

import (
	"math"
	"strconv"
	"strings"
)

// categoryHeight is the room for rows of category labels.
func (s *scene) categoryHeight(rows int) float64 {
	if len(s.spec.Categories) == 0 {
		return 8
	}
	return 12 + sizeText*1.25*float64(rows)
}

// categoriesBelow labels the categories under the area: all, or as many as there is room
// for; long names are wrapped to rows lines or shortened.
func (s *scene) categoriesBelow(middle func(int) float64, slot float64, rows int) {
	if len(s.spec.Categories) == 0 {
		return
	}
	step, room := s.categoryStep(slot)
	y := s.Area.Y + s.Area.H + 10
	taken := math.Inf(-1)
	for _, i := range s.picked(step) {
		lines := wrap(s.category(i), sizeText, room, rows)
		w := 0.0
		for _, line := range lines {
			w = math.Max(w, width(line, sizeText, false))
		}
		x := math.Max(margin+w/2, math.Min(s.Width-margin-w/2, middle(i)))
		if x-w/2 < taken {
			continue
		}
		for k, line := range lines {
			s.put("category", line, x, y+sizeText*0.9+sizeText*1.25*float64(k), sizeText, false, paintQuiet, alignMiddle)
		}
		if len(lines) > 0 {
			taken = x + w/2 + 5
		}
	}
}

// categoryStep is every how many categories a label stands, and how wide it may be.
func (s *scene) categoryStep(slot float64) (step int, room float64) {
	const enough = 56
	longest := 0.0
	for i := range s.n {
		longest = math.Max(longest, width(s.category(i), sizeText, false))
	}
	for _, step = range s.steps() {
		room = slot*float64(step) - 12
		if room >= longest || room >= enough {
			return step, room
		}
	}
	return s.n, math.Max(enough, s.Area.W)
}

// steps are the distances between labels that look natural: 1, 5, 10 … for days, parts of a
// year for others.
func (s *scene) steps() []int {
	if s.counted() {
		return []int{1, 5, 10, 20, 50, 100, 200, 500}
	}
	return []int{1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120, 240, 480}
}

// counted tells whether the categories count up by one (1日, 2日 …), so that labels go by
// round numbers.
func (s *scene) counted() bool {
	if s.n <= 12 || len(s.spec.Categories) < s.n {
		return false
	}
	first, ok := leadingNumber(s.category(0))
	for i := 1; ok && i < s.n; i++ {
		v, found := leadingNumber(s.category(i))
		ok = found && v == first+i
	}
	return ok
}

func leadingNumber(s string) (int, bool) {
	digits := s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
	v, err := strconv.Atoi(digits)
	return v, err == nil
}

// picked are the categories to label at a step.
func (s *scene) picked(step int) []int {
	var out []int
	counted := step > 1 && s.counted()
	for i := range s.n {
		if counted {
			if v, _ := leadingNumber(s.category(i)); v%step == 0 || i == 0 {
				out = append(out, i)
			}
		} else if i%step == 0 {
			out = append(out, i)
		}
	}
	return out
}
