// Package i18n holds the words of the program. The source text is Chinese and is its own
// key; en/*.json give the English. A test fails when a text in the code has no English.
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"sync/atomic"
)

//go:embed en/*.json
var files embed.FS

// Language is a language of the interface and of the paper.
type Language string

// The languages there are.
const (
	Chinese Language = "zh-CN"
	English Language = "en"
)

var (
	english = load()
	current atomic.Value // Language
)

func load() map[string]string {
	words := map[string]string{}
	names, err := fs.Glob(files, "en/*.json")
	if err != nil {
		panic(err) // the pattern above is a constant
	}
	for _, name := range names {
		b, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		part := map[string]string{}
		if err := json.Unmarshal(b, &part); err != nil {
			panic(fmt.Sprintf("translation file %s: %v", name, err))
		}
		for k, v := range part {
			words[k] = v
		}
	}
	return words
}

// SetLanguage chooses the language of every later T. Unknown languages mean Chinese.
func SetLanguage(l Language) {
	if l != English {
		l = Chinese
	}
	current.Store(l)
}

// Current is the language in force.
func Current() Language {
	if l, ok := current.Load().(Language); ok {
		return l
	}
	return Chinese
}

// T gives text in the current language, with args put in as by fmt.Sprintf (English may
// use %[2]s to change their order).
func T(text string, args ...any) string {
	if Current() == English {
		if e, ok := english[text]; ok {
			text = e
		}
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// HasEnglish tells whether text has an English wording.
func HasEnglish(text string) bool { _, ok := english[text]; return ok }
