package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// source is one parsed file.
type source struct {
	path  string
	lines []string
	tree  *ast.File
}

func parse(t *testing.T, set *token.FileSet, path, code string) source {
	t.Helper()
	tree, err := parser.ParseFile(set, path, code, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return source{path, strings.Split(code, "\n"), tree}
}

// dir is the folder of the file, which is its package.
func (f source) dir() string { return filepath.ToSlash(filepath.Dir(f.path)) }

// findPassers finds the functions that hand a parameter of theirs on to i18n.T: a text given
// to them goes through translation too. The key is "folder.Name", the value the parameter's
// place.
func findPassers(files []source) map[string]int {
	passers := map[string]int{}
	for _, f := range files {
		i18n := importName(f.tree, module+"/assets/i18n")
		for _, d := range f.tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil || i18n == "" {
				continue
			}
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || !isCall(call, i18n, "T") || len(call.Args) == 0 {
					return true
				}
				if name, ok := call.Args[0].(*ast.Ident); ok {
					if place := parameter(fn, name.Name); place >= 0 {
						passers[f.dir()+"."+fn.Name.Name] = place
					}
				}
				return true
			})
		}
	}
	return passers
}

// parameter gives the place of a function's parameter, -1 if it has none of that name.
func parameter(fn *ast.FuncDecl, name string) int {
	place := 0
	for _, field := range fn.Type.Params.List {
		for _, n := range field.Names {
			if n.Name == name {
				return place
			}
			place++
		}
	}
	return -1
}

func isCall(call *ast.CallExpr, pkg, name string) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != name {
		return false
	}
	x, ok := selector.X.(*ast.Ident)
	return ok && x.Name == pkg
}

// scan finds the Chinese strings of one file, in the order they stand.
func scan(set *token.FileSet, f source, passers map[string]int) []text {
	s := scanner{set: set, source: f, passers: passers, i18n: importName(f.tree, module+"/assets/i18n"),
		marks: map[int]string{}, above: map[int]bool{}}
	s.markLines(f.tree.Comments, f.lines)
	ast.Inspect(f.tree, s.visit)
	return s.texts
}

type scanner struct {
	source
	set     *token.FileSet
	passers map[string]int
	i18n    string         // the name i18n is imported by, "" if it is not
	marks   map[int]string // marks by the line they speak of
	above   map[int]bool   // the lines whose mark stands above them
	texts   []text
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

// translation takes i18n.T(constant, …) and calls of passers; the other arguments are
// looked at on their own.
func (s *scanner) translation(call *ast.CallExpr) bool {
	place, ok := s.textArgument(call)
	if !ok || place >= len(call.Args) {
		return false
	}
	words, ok := constant(call.Args[place])
	if !ok {
		return false
	}
	if hasHan(words) { // words without Chinese need no translation (units, names)
		s.texts = append(s.texts, text{s.place(call.Pos()), words, through})
	}
	for i, arg := range call.Args {
		if i != place {
			ast.Inspect(arg, s.visit)
		}
	}
	return true
}

// textArgument tells which argument of a call goes through translation.
func (s *scanner) textArgument(call *ast.CallExpr) (place int, ok bool) {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		place, ok = s.passers[s.dir()+"."+fun.Name]
	case *ast.SelectorExpr:
		x, isName := fun.X.(*ast.Ident)
		if isName && s.i18n != "" && x.Name == s.i18n && fun.Sel.Name == "T" {
			return 0, true
		}
		place, ok = s.passers[s.dir()+"."+fun.Sel.Name] // a method
		if isName && !ok {
			place, ok = s.passers[importDir(s.tree, x.Name)+"."+fun.Sel.Name]
		}
	}
	return place, ok
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
	return fmt.Sprintf("%s:%d", s.path, s.set.Position(at).Line)
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

// importName is the name a file knows a package by, "" if it does not import it.
func importName(file *ast.File, path string) string {
	for _, spec := range file.Imports {
		if spec.Path.Value != strconv.Quote(path) {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return filepath.Base(path)
	}
	return ""
}

// importDir is the folder of the module's package a file knows by name, "" if it is none.
func importDir(file *ast.File, name string) string {
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if dir, ours := strings.CutPrefix(path, module+"/"); err == nil && ours && importName(file, path) == name {
			return dir
		}
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
