package table

import "sort"

// span is a half-open range of rows.
type span struct{ from, to int }

// spans is a set of rows as sorted, separate, non-empty ranges, so that a million
// selected rows cost no more than one.
type spans []span

func (s spans) has(row int) bool {
	i := sort.Search(len(s), func(i int) bool { return s[i].to > row })
	return i < len(s) && s[i].from <= row
}

func (s spans) count() int {
	n := 0
	for _, x := range s {
		n += x.to - x.from
	}
	return n
}

// add joins the rows from ≤ i < to to the set.
func (s spans) add(from, to int) spans {
	if from >= to {
		return s
	}
	out := make(spans, 0, len(s)+1)
	for _, x := range s {
		switch {
		case x.to < from || x.from > to:
			out = append(out, x)
		default:
			from, to = min(from, x.from), max(to, x.to)
		}
	}
	out = append(out, span{from, to})
	sort.Slice(out, func(i, j int) bool { return out[i].from < out[j].from })
	return out
}

// remove takes the rows from ≤ i < to out of the set.
func (s spans) remove(from, to int) spans {
	out := make(spans, 0, len(s)+1)
	for _, x := range s {
		if x.from < from {
			out = append(out, span{x.from, min(x.to, from)})
		}
		if x.to > to {
			out = append(out, span{max(x.from, to), x.to})
		}
	}
	return out
}

func (s spans) toggle(row int) spans {
	if s.has(row) {
		return s.remove(row, row+1)
	}
	return s.add(row, row+1)
}
