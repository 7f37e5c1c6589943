package model

import "strings"

// MatchScore tells how well a query names a record: 0 is not at all, more is better. The
// query may be part of the code, of the name, of the full pinyin or of the initials
// (pinyin is "quanpin initials" in lower case, as the store keeps it). Case and blanks do
// not matter.
func MatchScore(query, code, name, pinyin string) int {
	q := searchable(query)
	if q == "" {
		return 0
	}
	code, name = searchable(code), searchable(name)
	full, initials, _ := strings.Cut(pinyin, " ")
	switch {
	case q == code, q == name:
		return 100
	case strings.HasPrefix(name, q):
		return 90
	case strings.HasPrefix(code, q):
		return 85
	case strings.HasPrefix(initials, q):
		return 80
	case strings.HasPrefix(full, q):
		return 75
	case strings.Contains(name, q):
		return 60
	case strings.Contains(initials, q):
		return 50
	case strings.Contains(code, q):
		return 45
	case strings.Contains(full, q):
		return 30
	}
	return 0
}

// searchable folds case and leaves out blanks, also the full-width one.
func searchable(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(s)), "")
}
