package model

import (
	"strings"
	"unicode"
)

// MatchScore tells how well a query names a record: 0 is not at all, more is better. The
// query may be part of the code, of the name, of the full pinyin or of the initials
// (pinyin is "quanpin initials" in lower case, as the store keeps it). Case and blanks do
// not matter.
func MatchScore(query, code, name, pinyin string) int {
	return NewQuery(query).Score(code, name, pinyin)
}

// searchable folds case and leaves out blanks, also the full-width one. Most codes and
// names are like that already and are given back as they are: a search asks for thousands.
func searchable(s string) string {
	for _, r := range s {
		if r >= firstIdeograph && r <= lastIdeograph {
			continue
		}
		if unicode.IsSpace(r) || unicode.ToLower(r) != r {
			return strings.Join(strings.Fields(strings.ToLower(s)), "")
		}
	}
	return s
}

// The ideographs in common use: they have no case and are no blanks.
const (
	firstIdeograph = 0x4e00
	lastIdeograph  = 0x9fff
)

// Query is what somebody searches for, made ready to be compared with thousands of
// records.
type Query struct{ text string }

// NewQuery makes text ready; a blank one finds nothing.
func NewQuery(text string) Query { return Query{searchable(text)} }

// Blank tells whether nothing is searched for.
func (q Query) Blank() bool { return q.text == "" }

// Score is MatchScore for a query made ready.
func (q Query) Score(code, name, pinyin string) int {
	if q.text == "" {
		return 0
	}
	code, name = searchable(code), searchable(name)
	full, initials, _ := strings.Cut(pinyin, " ")
	switch {
	case q.text == code, q.text == name:
		return 100
	case strings.HasPrefix(name, q.text):
		return 90
	case strings.HasPrefix(code, q.text):
		return 85
	case strings.HasPrefix(initials, q.text):
		return 80
	case strings.HasPrefix(full, q.text):
		return 75
	case strings.Contains(name, q.text):
		return 60
	case strings.Contains(initials, q.text):
		return 50
	case strings.Contains(code, q.text):
		return 45
	case strings.Contains(full, q.text):
		return 30
	}
	return 0
}
