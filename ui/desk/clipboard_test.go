package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"xunshi/model"
)

// fakeDesktop records what would be run.
type fakeDesktop struct {
	desktopSystem
	ran  []string
	fed  []byte
	file []byte // content of the file handed over
}

func newFake(t *testing.T, goos string, tools ...string) *fakeDesktop {
	f := &fakeDesktop{}
	folder := t.TempDir()
	f.desktopSystem = desktopSystem{
		goos: goos, env: func(string) string { return "" },
		has:    func(program string) bool { return slices.Contains(tools, program) },
		folder: func() (string, error) { return folder, nil },
		run: func(_ context.Context, stdin []byte, program string, args ...string) error {
			f.ran, f.fed = append([]string{program}, args...), stdin
			for _, a := range args {
				if i := strings.Index(a, "FromFile('"); i >= 0 {
					a, _, _ = strings.Cut(a[i+len("FromFile('"):], "'")
				}
				if b, err := os.ReadFile(a); err == nil {
					f.file = b
				}
			}
			return nil
		},
	}
	return f
}

func TestAPictureGoesToTheClipboardOfEachSystem(t *testing.T) {
	picture := []byte("\x89PNG picture")
	linux := newFake(t, "linux", "xclip")
	if err := linux.copyPicture(context.Background(), picture, "a.png"); err != nil || linux.ran[0] != "xclip" || string(linux.fed) != string(picture) {
		t.Errorf("linux: %v, ran %v", err, linux.ran)
	}
	wayland := newFake(t, "linux", "xclip", "wl-copy")
	wayland.env = func(name string) string { return map[string]string{"WAYLAND_DISPLAY": "wayland-0"}[name] }
	if err := wayland.copyPicture(context.Background(), picture, "a.png"); err != nil || wayland.ran[0] != "wl-copy" {
		t.Errorf("wayland: %v, ran %v", err, wayland.ran)
	}
	for _, goos := range []string{"windows", "darwin"} {
		f := newFake(t, goos)
		if err := f.copyPicture(context.Background(), picture, "a.png"); err != nil || string(f.file) != string(picture) {
			t.Errorf("%s: %v, ran %v", goos, err, f.ran)
		}
	}
}

func TestAPictureThatCannotBeCopiedIsSaved(t *testing.T) {
	f := newFake(t, "linux")
	err := f.copyPicture(context.Background(), []byte("picture"), "日报.png")
	fault, ok := model.AsFault(err)
	folder, _ := f.folder()
	path := filepath.Join(folder, "日报.png")
	if !ok || !errors.Is(err, errNoTool) || !strings.Contains(fault.Safe, path) || fault.Do == "" {
		t.Fatalf("%v", err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "picture" {
		t.Errorf("saved %q, %v", b, err)
	}
	f.folder = func() (string, error) { return "", errors.New("no home") }
	if fault, ok := model.AsFault(f.copyPicture(context.Background(), []byte("picture"), "x.png")); !ok || fault.Do == "" {
		t.Error("no words when nothing works")
	}
}
