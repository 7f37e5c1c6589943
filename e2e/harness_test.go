//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// program is the built binary; pictures is where screenshots are left.
var program, pictures string

func TestMain(m *testing.M) { os.Exit(buildAndRun(m)) }

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "xunshi-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if program = os.Getenv("XUNSHI_PROGRAM"); program == "" { // else: a binary built before, as a release
		program = filepath.Join(dir, "xunshi")
		build := exec.Command("go", "build", "-o", program, ".")
		build.Dir = ".."
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
			return 1
		}
	}
	if pictures, err = filepath.Abs(filepath.Join("..", "tmp", "e2e")); err == nil {
		err = os.MkdirAll(pictures, 0o755)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// Exit codes of the command line.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// home is a data folder and the program run on it.
type home struct {
	t    *testing.T
	data string
}

func newHome(t *testing.T) home {
	t.Helper()
	return home{t, filepath.Join(t.TempDir(), "data")}
}

// run runs the program and expects an exit code.
func (h home) run(want int, args ...string) (stdout, stderr string) {
	h.t.Helper()
	ctx, stop := context.WithTimeout(h.t.Context(), 2*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, program, append([]string{"--data", h.data}, args...)...)
	cmd.Env = environment()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	code := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		h.t.Fatalf("xunshi %s: %v", strings.Join(args, " "), err)
	}
	if code != want {
		h.t.Fatalf("xunshi %s: exit code %d, want %d\nstdout: %s\nstderr: %s", strings.Join(args, " "), code, want, out.String(), errs.String())
	}
	return out.String(), errs.String()
}

// environment is this process's without a display and a data folder of its own, in UTF-8.
func environment(more ...string) []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"DISPLAY", "WAYLAND_DISPLAY", "XUNSHI_DATA", "LANG", "LC_ALL"}, name)
	})
	return append(append(env, "LANG=C.UTF-8", "LC_ALL=C.UTF-8"), more...)
}

// imported is what import --json prints.
type imported struct {
	Rows, Imported, Rejected, Skipped int
	Quantity, Amount                  string
	Customers, Products               int
	Batch                             json.Number
}

// importSales imports a sales file and reads the answer.
func (h home) importSales(file string, options ...string) imported {
	h.t.Helper()
	out, _ := h.run(exitOK, append([]string{"import", "sales", file, "--json"}, options...)...)
	return decodeImported(h.t, out)
}

func decodeImported(t *testing.T, out string) imported {
	t.Helper()
	var fields map[string]any
	if err := json.Unmarshal([]byte(out), &fields); err != nil {
		t.Fatalf("import --json printed no JSON: %v\n%s", err, out)
	}
	for _, key := range []string{"rows", "imported", "rejected", "skipped", "quantity", "amount", "customers", "products", "batch"} {
		if _, ok := fields[key]; !ok {
			t.Errorf("import --json lacks %q: %s", key, out)
		}
	}
	var r imported
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatalf("import --json: %v\n%s", err, out)
	}
	return r
}

// report is a report's JSON.
type report struct {
	Title    string
	Period   any
	AsOf     string `json:"as_of"`
	Sections []section
}

type section struct {
	ID      string
	Title   string
	Columns []struct{ Key, Title, Unit string }
	Rows    []map[string]any
	Total   map[string]any
	Notes   []string
}

// section finds a section by id.
func (r report) section(t *testing.T, id string) section {
	t.Helper()
	for _, s := range r.Sections {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("report %q has no section %q", r.Title, id)
	return section{}
}

// value is a row's value as text; a missing or null one is "".
func value(row map[string]any, key string) string {
	if row[key] == nil {
		return ""
	}
	return fmt.Sprint(row[key])
}

// reportJSON makes a report and reads its JSON.
func (h home) reportJSON(args ...string) report {
	h.t.Helper()
	file := filepath.Join(h.t.TempDir(), "report.json")
	h.run(exitOK, append(append([]string{"report"}, args...), "-o", file)...)
	b, err := os.ReadFile(file)
	if err != nil {
		h.t.Fatal(err)
	}
	var r report
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.UseNumber()
	if err := decoder.Decode(&r); err != nil {
		h.t.Fatalf("report JSON: %v\n%s", err, b)
	}
	return r
}

// tool runs one of the test tools (pdftotext, import, …) and gives its output.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return string(out)
}
