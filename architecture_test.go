package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "xunshi"

// arrows says, for each part of the module, which other parts its program code may import.
// A part is a folder with all folders below it, but for those named here themselves.
// "main" is the root package.
var arrows = map[string][]string{
	"main":           {"app", "ui", "assets"},
	"ui":             {"app", "charts", "model", "model/analysis", "assets"},
	"app":            {"charts", "model", "model/analysis", "model/store", "assets"},
	"charts":         {"assets"},
	"model":          {},
	"model/store":    {"model", "assets"},
	"model/analysis": {"model"},
	"assets":         {},
	"scripts":        {},
	"e2e":            {},
	"bench":          {"app", "charts", "model", "model/analysis", "model/store", "assets"},
}

// testArrows are the further imports tests may have: a use case is tested through the
// store, the store with generated data.
var testArrows = map[string][]string{
	"ui":          {"model/store"},
	"model/store": {"app", "model/analysis"},
}

// keepers says which outside packages (by prefix) belong to which parts alone.
var keepers = map[string][]string{
	"fyne.io/":                            {"ui"},
	"github.com/wcharczuk/go-chart":       {"charts"},
	"github.com/glebarez/sqlite":          {"model/store"},
	"modernc.org/sqlite":                  {"model/store"},
	"github.com/go-gormigrate/gormigrate": {"model/store"},
	"gorm.io/gorm":                        {"model", "model/store"}, // model: column types and the hook that gives a UUID
	"database/sql":                        {"model/store"},
	"github.com/spf13/cobra":              {"app"},
	"github.com/xuri/excelize":            {"app", "bench"},
	"github.com/richardlehane/mscfb":      {"app"},
	"codeberg.org/go-pdf/fpdf":            {"app", "charts"},
	"gopkg.in/natefinch/lumberjack.v2":    {"app"},
	"github.com/gofrs/flock":              {"app", "model/store"},
	"golang.org/x/text/encoding":          {"app"},
	"github.com/stretchr/testify":         {}, // tests only
	"github.com/golang/freetype":          {"charts"},
	"net/http":                            {}, // the program works offline
}

// keeperTests are outside packages that tests of further parts may use.
var keeperTests = map[string][]string{
	"github.com/xuri/excelize":    {"e2e", "ui"},
	"github.com/stretchr/testify": {"main", "ui", "app", "charts", "model", "model/store", "model/analysis", "assets", "e2e", "bench"},
	"golang.org/x/text/encoding":  {"e2e"},
	"codeberg.org/go-pdf/fpdf":    {"ui"},
}

// exactKeepers narrows "database/sql" to itself: its driver subpackage only describes values.
var exactKeepers = []string{"database/sql"}

type goImport struct {
	file, part, path string
	test             bool
}

func TestImportsFollowTheArrows(t *testing.T) {
	imports := moduleImports(t)
	if len(imports) < 20 {
		t.Fatalf("only %d imports found: the test looks in the wrong place", len(imports))
	}
	for _, i := range imports {
		if own, ok := strings.CutPrefix(i.path, module); ok && (own == "" || own[0] == '/') {
			checkArrow(t, i, partOf(strings.TrimPrefix(own, "/")))
			continue
		}
		checkKeeper(t, i)
	}
}

func checkArrow(t *testing.T, i goImport, to string) {
	t.Helper()
	if to == i.part || slices.Contains(arrows[i.part], to) {
		return
	}
	if i.test && slices.Contains(testArrows[i.part], to) {
		return
	}
	t.Errorf("%s: %s must not import %s (%s)", i.file, i.part, to, i.path)
}

func checkKeeper(t *testing.T, i goImport) {
	t.Helper()
	for prefix, parts := range keepers {
		if !strings.HasPrefix(i.path, prefix) || (slices.Contains(exactKeepers, prefix) && i.path != prefix) {
			continue
		}
		if slices.Contains(parts, i.part) || (i.test && slices.Contains(keeperTests[prefix], i.part)) {
			continue
		}
		t.Errorf("%s: %s must not import %s (kept to %v)", i.file, i.part, i.path, parts)
	}
}

// The arrows themselves must point down: no part may reach itself.
func TestArrowsHaveNoCircle(t *testing.T) {
	var walk func(part string, path []string)
	walk = func(part string, path []string) {
		if slices.Contains(path, part) {
			t.Fatalf("arrows run in a circle: %v", append(path, part))
		}
		for _, to := range arrows[part] {
			walk(to, append(slices.Clone(path), part))
		}
	}
	for part := range arrows {
		walk(part, nil)
	}
}

func TestPartOf(t *testing.T) {
	for dir, want := range map[string]string{
		"": "main", "ui": "ui", "ui/pages/sales": "ui", "model": "model", "model/store": "model/store",
		"model/store/columnar": "model/store", "assets/i18n": "assets", "scripts/icon": "scripts",
	} {
		if got := partOf(dir); got != want {
			t.Errorf("partOf(%q) = %q, want %q", dir, got, want)
		}
	}
}

// partOf names the part a folder of the module belongs to; unknown folders name themselves
// and so may neither import nor be imported.
func partOf(dir string) string {
	if dir == "" || dir == "." {
		return "main"
	}
	for d := dir; d != "."; d = filepath.ToSlash(filepath.Dir(d)) {
		if _, ok := arrows[d]; ok {
			return d
		}
	}
	return dir
}

func moduleImports(t *testing.T) []goImport {
	t.Helper()
	var imports []goImport
	for _, file := range goFiles(t, ".") {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		part := partOf(filepath.ToSlash(filepath.Dir(file)))
		for _, spec := range parsed.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			imports = append(imports, goImport{filepath.ToSlash(file), part, path, strings.HasSuffix(file, "_test.go")})
		}
	}
	return imports
}

// goFiles lists the Go files below root, whatever their build tags.
func goFiles(t *testing.T, root string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "tmp" || name == "dist" || name == "bin") {
			return filepath.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(name, ".go") {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
