// Package pinyin gives what Chinese names are found by besides their characters.
package pinyin

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// Key is the full pinyin of a name without tones, a blank, and the initials: "恒源商贸"
// gives "hengyuanshangmao hysm". Letters and digits of the name stand in both. It is what
// the store keeps beside names and model.MatchScore takes.
func Key(name string) string {
	var full, initials strings.Builder
	args := pinyin.NewArgs()
	for _, r := range strings.ToLower(name) {
		if r < unicode.MaxASCII {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				full.WriteRune(r)
				initials.WriteRune(r)
			}
			continue
		}
		if p := pinyin.SinglePinyin(r, args); len(p) > 0 && p[0] != "" {
			full.WriteString(p[0])
			initials.WriteByte(p[0][0])
		}
	}
	return full.String() + " " + initials.String()
}
