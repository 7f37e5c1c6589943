package file

import (
	"slices"
	"strings"
)

// split gives the words of a comma-separated text.
func split(text string) []string {
	var out []string
	for _, w := range strings.Split(text, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// distinct sorts words and gives each once, without the empty one.
func distinct(words []string) []string {
	slices.Sort(words)
	return slices.DeleteFunc(slices.Compact(words), func(w string) bool { return w == "" })
}

// unique gives each word once in the order they come, without the empty one.
func unique(words []string) []string {
	seen := map[string]bool{"": true}
	return slices.DeleteFunc(words, func(w string) bool {
		known := seen[w]
		seen[w] = true
		return known
	})
}
