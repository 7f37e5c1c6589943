package main

import (
	"encoding/json"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

const englishFiles = "assets/i18n/en/*.json"

// spoken are the folders whose Chinese texts people read, so each must go through i18n.T.
var spoken = []string{"app", "charts", "model", "ui"}

// Chinese that is not shown as it stands is marked where it is written, with a comment on
// its line, on the line above it, or above the declaration it is in:
//
//	//i18n:data  it is matched or generated (column synonyms, demo names), never translated
//	//i18n:key   a table of texts that are handed to i18n.T later; English must be there
const (
	markData = "//i18n:data"
	markKey  = "//i18n:key"
)

// unmarkedData lists files and folders (ending in /) that hold Chinese data, too many to mark
// one by one. What they say through i18n.T still needs English.
var unmarkedData = []string{
	"app/demo/",                      // the fictitious company: its people, customers and products
	"app/exporting/internal/sample/", // reports for tests
	"app/importing/values/",          // the words dates, numbers and units are read from
	"ui/widgets/pick/date.go",        // the words a date may be typed in
	"ui/testkit/",                    // pages for tests
}

// sameInEveryLanguage are the texts shown or used as they stand.
var sameInEveryLanguage = map[string]bool{
	"巡市 Xunshi": true, // the program's name
	"微软雅黑":      true, // a font's name
	"巡市备份-":     true, // how names of backup files begin
	"国":         true, // the glyph line heights are measured with
}

// text is one Chinese string in the code.
type text struct {
	place string // file:line
	value string
	way   way
}

type way int

const (
	through way = iota // i18n.T("…")
	keyed              // marked //i18n:key
	bare               // neither
)

func TestEveryTextHasEnglish(t *testing.T) {
	english := englishWords(t)
	texts := codeTexts(t)
	if len(texts) == 0 {
		t.Fatal("no texts found: the test looks in the wrong place")
	}
	for _, x := range texts {
		if _, ok := english[x.value]; !ok && x.way != bare {
			t.Errorf("%s: no English for %q", x.place, x.value)
		}
	}
}

func TestChineseGoesThroughTranslation(t *testing.T) {
	for _, x := range codeTexts(t) {
		if x.way == bare {
			t.Errorf("%s: %q is not in i18n.T (nor marked %s or %s)", x.place, x.value, markKey, markData)
		}
	}
}

// An English wording must take the same arguments and be English.
func TestEnglishFitsItsSource(t *testing.T) {
	for source, words := range englishWords(t) {
		if strings.TrimSpace(words) == "" {
			t.Errorf("empty English for %q", source)
		}
		if hasHan(words) && !chineseOnPurpose[source] {
			t.Errorf("English for %q is still Chinese: %q", source, words)
		}
		if a, b := verbs(t, source), verbs(t, words); !slices.Equal(a, b) {
			t.Errorf("arguments differ: %q takes %v, its English %q takes %v", source, a, words, b)
		}
	}
}

// chineseOnPurpose are texts whose English keeps Chinese characters.
var chineseOnPurpose = map[string]bool{"中文": true, "巡市": true}

func TestVerbs(t *testing.T) {
	for format, want := range map[string][]string{
		"100%% 好":             {},
		"%s 有 %d 行":           {"1s", "2d"},
		"%[2]d rows in %[1]s": {"1s", "2d"},
		"%.2f%%，%+d":          {"1f", "2d"},
	} {
		if got := verbs(t, format); !slices.Equal(got, want) {
			t.Errorf("verbs(%q) = %v, want %v", format, got, want)
		}
	}
}

func TestScanTellsTheWaysApart(t *testing.T) {
	const code = `package p
import "xunshi/assets/i18n"
const shared = "常量"
var a = i18n.T("一" + "二", 1)
var b = "三"
//i18n:data
var c = []string{"四", "五"}
var d = "六" //i18n:key
var e = "八"
//i18n:key
var g = []string{
	"九",
	"十",
}
var h = "百"
func f() { _ = i18n.T(shared) }
func usage(n int, words string) string { return i18n.T(words, n) }
var k = usage(1, "千")
type s struct { A string ` + "`title:\"七\"`" + ` }
`
	var got []string
	set := token.NewFileSet()
	file := parse(t, set, "p/p.go", code)
	for _, x := range scan(set, file, findPassers([]source{file})) {
		got = append(got, fmt.Sprint(x.value, x.way))
	}
	want := []string{"常量2", "一二0", "三2", "六1", "八2", "九1", "十1", "百2", "千0", `title:"七"2`}
	if !slices.Equal(got, want) {
		t.Errorf("scan = %v, want %v", got, want)
	}
}

// englishWords reads all English files; one source text may not have two wordings.
func englishWords(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob(englishFiles)
	if err != nil || len(files) == 0 {
		t.Fatalf("no English files (%v)", err)
	}
	words := map[string]string{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		part := map[string]string{}
		if err := json.Unmarshal(b, &part); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for source, english := range part {
			if other, ok := words[source]; ok && other != english {
				t.Errorf("%s: %q is %q here and %q in another file", file, source, english, other)
			}
			words[source] = english
		}
	}
	return words
}

// codeTexts finds the Chinese strings of the program's code, tests left out.
func codeTexts(t *testing.T) []text {
	t.Helper()
	set := token.NewFileSet()
	var files []source
	for _, folder := range spoken {
		for _, file := range goFiles(t, folder) {
			file = filepath.ToSlash(file)
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, parse(t, set, file, string(b)))
		}
	}
	var texts []text
	passers := findPassers(files)
	for _, f := range files {
		for _, x := range scan(set, f, passers) {
			if x.way != bare || !isData(f.path) && !sameInEveryLanguage[x.value] {
				texts = append(texts, x)
			}
		}
	}
	return texts
}

func isData(file string) bool {
	return slices.ContainsFunc(unmarkedData, func(d string) bool {
		return file == d || (strings.HasSuffix(d, "/") && strings.HasPrefix(file, d))
	})
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

var verb = regexp.MustCompile(`%(?:%|[-+#0]*\d*(?:\.\d+)?(?:\[(\d+)\])?([a-zA-Z]))`)

// verbs lists the formatting verbs as "argument number + verb", sorted.
func verbs(t *testing.T, format string) []string {
	t.Helper()
	found := []string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "" {
			continue
		}
		if m[1] != "" {
			n, err := strconv.Atoi(m[1])
			if err != nil {
				t.Fatal(err)
			}
			next = n
		}
		found = append(found, strconv.Itoa(next)+m[2])
		next++
	}
	slices.Sort(found)
	return slices.Compact(found)
}
