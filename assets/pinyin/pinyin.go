// Package pinyin gives what Chinese names are found by besides their characters.
package pinyin

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// Key is the full pinyin of a name without tones, a blank, and the initials: "恒源商贸"
// gives "hengyuanshangmao hysm". Letters and digits of the name stand in both. Characters
// of several readings are read as in names of places and firms (重庆 chongqing, 成都
// chengdu, 商行 shanghang). It is what is kept beside names and model.MatchScore takes.
func Key(name string) string {
	var full, initials strings.Builder
	add := func(reading string) {
		if reading != "" {
			full.WriteString(reading)
			initials.WriteByte(reading[0])
		}
	}
	args := pinyin.NewArgs()
	runes := []rune(strings.ToLower(name))
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if r < unicode.MaxASCII {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				add(string(r))
			}
			continue
		}
		if p, ok := phraseAt(runes[i:]); ok {
			for _, reading := range p.readings {
				add(reading)
			}
			i += len(p.name) - 1
			continue
		}
		if reading, ok := usual[r]; ok {
			add(reading)
		} else if p := pinyin.SinglePinyin(r, args); len(p) > 0 {
			add(p[0])
		}
	}
	return full.String() + " " + initials.String()
}

// phraseAt is the phrase a text begins with.
func phraseAt(text []rune) (phrase, bool) {
	for _, p := range phrases[text[0]] {
		if len(text) >= len(p.name) && slices.Equal(text[:len(p.name)], p.name) {
			return p, true
		}
	}
	return phrase{}, false
}
