package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
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

// unmarkedData lists files and folders (ending in /) that hold Chinese data and nothing else
// worth marking one by one.
var unmarkedData = []string{
	"app/demo/", // the fictitious company: its people, customers and products
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
	const source = `package p
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
type s struct { A string ` + "`title:\"七\"`" + ` }
`
	var got []string
	for _, x := range scan(t, "p.go", source) {
		got = append(got, fmt.Sprint(x.value, x.way))
	}
	want := []string{"常量2", "一二0", "三2", "六1", "八2", "九1", "十1", "百2", `title:"七"2`}
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
	var texts []text
	for _, folder := range spoken {
		for _, file := range goFiles(t, folder) {
			slashed := filepath.ToSlash(file)
			if strings.HasSuffix(file, "_test.go") || isData(slashed) {
				continue
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, scan(t, slashed, string(b))...)
		}
	}
	return texts
}

func isData(file string) bool {
	return slices.ContainsFunc(unmarkedData, func(d string) bool {
		return file == d || (strings.HasSuffix(d, "/") && strings.HasPrefix(file, d))
	})
}

// scan finds the Chinese strings of one file, in the order they stand.
func scan(t *testing.T, file, source string) []text {
	t.Helper()
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	s := scanner{set: set, file: file, package18: i18nName(parsed), marks: map[int]string{}, above: map[int]bool{}}
	s.markLines(parsed.Comments, strings.Split(source, "\n"))
	ast.Inspect(parsed, s.visit)
	return s.texts
}

type scanner struct {
	set       *token.FileSet
	file      string
	package18 string         // the name i18n is imported by, "" if it is not
	marks     map[int]string // marks by the line they speak of
	above     map[int]bool   // the lines whose mark stands above them
	texts     []text
}

func (s *scanner) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		return !s.translation(n)
	case *ast.BinaryExpr:
		if joined, ok := constant(n); ok {
			s.add(n.Pos(), joined, bare)
			return false
		}
	case *ast.BasicLit:
		if literal, ok := constant(n); ok {
			s.add(n.Pos(), literal, bare)
		}
	case *ast.GenDecl:
		return s.mark(n) != markData
	case *ast.FuncDecl:
		return s.mark(n) != markData
	case *ast.CompositeLit, *ast.ValueSpec, *ast.AssignStmt, *ast.KeyValueExpr, *ast.CaseClause, *ast.ReturnStmt, *ast.IfStmt:
		return s.mark(n) != markData
	}
	return true
}

// translation takes i18n.T(constant, …); the arguments are looked at on their own.
func (s *scanner) translation(call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "T" || len(call.Args) == 0 {
		return false
	}
	if x, ok := selector.X.(*ast.Ident); !ok || s.package18 == "" || x.Name != s.package18 {
		return false
	}
	source, ok := constant(call.Args[0])
	if !ok {
		return false
	}
	if hasHan(source) { // words without Chinese need no translation (units, names)
		s.texts = append(s.texts, text{s.place(call.Pos()), source, through})
	}
	for _, arg := range call.Args[1:] {
		ast.Inspect(arg, s.visit)
	}
	return true
}

func (s *scanner) add(at token.Pos, value string, w way) {
	if !hasHan(value) {
		return
	}
	switch s.marks[s.set.Position(at).Line] {
	case markData:
		return
	case markKey:
		w = keyed
	}
	s.texts = append(s.texts, text{s.place(at), value, w})
}

func (s *scanner) place(at token.Pos) string {
	return fmt.Sprintf("%s:%d", s.file, s.set.Position(at).Line)
}

// mark gives the mark of a node. A mark above a node that spans several lines holds for all
// of them.
func (s *scanner) mark(n ast.Node) string {
	first, last := s.set.Position(n.Pos()).Line, s.set.Position(n.End()).Line
	if s.marks[first] == markKey && s.above[first] {
		for line := first + 1; line <= last; line++ {
			s.marks[line] = markKey
		}
	}
	return s.marks[first]
}

// markLines notes the marks by the line they speak of: the line a trailing comment is on, or
// the line below a comment that stands alone.
func (s *scanner) markLines(comments []*ast.CommentGroup, lines []string) {
	for _, group := range comments {
		for _, c := range group.List {
			for _, mark := range []string{markData, markKey} {
				if !strings.HasPrefix(c.Text, mark) {
					continue
				}
				at := s.set.Position(c.Pos())
				if strings.TrimSpace(lines[at.Line-1][:at.Column-1]) != "" {
					s.marks[at.Line] = mark
					continue
				}
				below := s.set.Position(group.End()).Line + 1
				s.marks[below] = mark
				s.above[below] = true
			}
		}
	}
}

func i18nName(file *ast.File) string {
	for _, spec := range file.Imports {
		if spec.Path.Value != strconv.Quote(module+"/assets/i18n") {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return "i18n"
	}
	return ""
}

// constant gives the value of a string literal or of literals joined by +.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		value, err := strconv.Unquote(e.Value)
		return value, err == nil
	case *ast.BinaryExpr:
		left, ok := constant(e.X)
		right, ok2 := constant(e.Y)
		return left + right, ok && ok2 && e.Op == token.ADD
	case *ast.ParenExpr:
		return constant(e.X)
	}
	return "", false
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

var verb = regexp.MustCompile(`%(?:%|[-+# 0]*(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z]))`)

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
