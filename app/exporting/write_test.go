package exporting

import (
	"context"
	"errors"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"xunshi/app/document"
	"xunshi/app/exporting/internal/sample"
	"xunshi/app/exporting/layout"
	"xunshi/model"
)

func TestWriteEveryEnding(t *testing.T) {
	dir := t.TempDir()
	starts := map[string]string{".pdf": "%PDF-", ".xlsx": "PK", ".png": "\x89PNG", ".csv": "\xef\xbb\xbf", ".json": "{", ".txt": "【"}
	for _, ending := range Endings() {
		path := filepath.Join(dir, "日报 9-11"+strings.ToUpper(ending))
		require.NoError(t, Write(t.Context(), sample.Daily(), path))
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		require.True(t, strings.HasPrefix(string(data), starts[ending]), ending)
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, len(Endings()), "nothing else is left behind")
}

func TestWriteFaults(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "folder.pdf"), 0o755))
	for _, path := range []string{filepath.Join(dir, "a.docx"), filepath.Join(dir, "none"), filepath.Join(dir, "folder.pdf"), filepath.Join(dir, "no", "a.pdf")} {
		fault, ok := model.AsFault(Write(t.Context(), sample.Daily(), path))
		require.True(t, ok, path)
		require.NotEmpty(t, fault.Do, path)
		require.Error(t, fault.Cause)
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1)
}

func TestWriteKeepsTheOldFileUntilTheNewOneIsWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o600))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, Write(ctx, sample.Daily(), path), context.Canceled)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "old", string(data))
	require.NoError(t, Write(t.Context(), sample.Daily(), path))
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Greater(t, info.Size(), int64(1000))
	if runtime.GOOS != "windows" {
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "the rights stay")
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, entries, 1)
}

// tool runs a program over a PDF of the document, or skips where it is not installed.
func tool(t *testing.T, doc *document.Document, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skip(program + " is not installed")
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, Write(t.Context(), doc, path))
	for i, a := range args {
		if a == "PDF" {
			args[i] = path
		}
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	require.NoError(t, err, string(out))
	return string(out)
}

// Golden case 13, as another program reads the file.
func TestTwoHundredRowsInThePDF(t *testing.T) {
	text := tool(t, sample.TwoHundred(), "pdftotext", "-layout", "PDF", "-")
	pages := strings.Split(strings.TrimRight(text, "\f"), "\f")
	require.LessOrEqual(t, len(pages), 7)
	for i, p := range pages {
		require.Equal(t, 1, strings.Count(p, "客户编码"), "page %d repeats the heading", i+1)
		require.Greater(t, strings.Count(p, "C00"), 7, "page %d is not nearly empty", i+1)
	}
	require.Equal(t, 200, strings.Count(text, "C00"))
	require.Contains(t, pages[len(pages)-1], "合计")
	require.Contains(t, text, "恒源商贸有限公司")
}

func TestPDFTextIsText(t *testing.T) {
	images := tool(t, sample.Monthly(60), "pdfimages", "-list", "PDF")
	require.Len(t, strings.Split(strings.TrimSpace(images), "\n"), 2, "no bitmap: %s", images)
	fonts := strings.Split(strings.TrimSpace(tool(t, sample.Monthly(60), "pdffonts", "PDF")), "\n")[2:]
	require.Len(t, fonts, 2)
	for _, f := range fonts {
		require.Contains(t, f, "TrueType")
		require.Contains(t, f, "yes", "embedded")
	}
	info := tool(t, sample.Monthly(60), "pdfinfo", "PDF")
	require.Contains(t, info, "江苏大区 销售月报")
	require.Contains(t, info, "A4")
}

func TestRareCharactersDoNotBreakThePDF(t *testing.T) {
	doc := sample.Monthly(5)
	doc.Title, doc.PeriodText = "𠮷野家😀 月报", "😀"
	doc.Sections[1].Title = "𠮷"
	doc.Sections[2].Chart.Title = "走势😀"
	doc.Sections[2].Chart.Series[0].Name = "𠮷"
	doc.Sections[2].Chart.Categories[0] = "😀"
	doc.Sections[3].Rows[0].Cells[1].Text = "𠮷"
	for _, ending := range Endings() {
		require.NoError(t, Write(t.Context(), doc, filepath.Join(t.TempDir(), "a"+ending)))
	}
}

func TestCardIsAPhonesWidth(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.png")
	require.NoError(t, Write(t.Context(), sample.Monthly(60), path))
	file, err := os.Open(path)
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	img, err := png.Decode(file)
	require.NoError(t, err)
	require.Equal(t, layout.CardWidth, img.Bounds().Dx())
	require.Less(t, img.Bounds().Dy(), 6000)
}

func TestPagesRenderAtOnceAndFast(t *testing.T) {
	pages, err := Pages(sample.TwoHundred(), layout.Setup{})
	require.NoError(t, err)
	first, err := RenderPage(pages[0], 110)
	require.NoError(t, err)
	require.Equal(t, 909, first.Bounds().Dx())
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			again, err := RenderPage(pages[0], 110)
			if err != nil || string(again.Pix) != string(first.Pix) {
				t.Errorf("the same page looks different: %v", err)
			}
		})
	}
	group.Wait()
	start := time.Now()
	_, err = RenderPage(pages[0], 110)
	require.NoError(t, err)
	require.Less(t, time.Since(start), time.Second)
}

// fakeSystem records what printing asks of the system.
func fakeSystem(goos string, printers string, fails ...string) (system, *[]string) {
	var calls []string
	failing := func(program string) error {
		for _, f := range fails {
			if f == program {
				return errors.New(program + " failed")
			}
		}
		return nil
	}
	return system{
		goos: goos,
		has:  func(program string) bool { return failing(program) == nil },
		run: func(_ context.Context, env, program string, args ...string) (string, error) {
			calls = append(calls, program+" "+strings.Join(args, " ")+" "+env)
			if program == "lpstat" {
				return printers, failing(program)
			}
			return "", failing(program)
		},
		open: func(program string, args ...string) error {
			calls = append(calls, program+" "+strings.Join(args, " "))
			return failing(program)
		},
	}, &calls
}

func TestPrintingFindsAWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a $(b).pdf")
	require.NoError(t, os.WriteFile(path, []byte("%PDF-"), 0o600))
	for _, c := range []struct {
		goos, printers string
		fails          []string
		want           Handed
		call           string
	}{
		{"linux", "Laser\n", nil, ToPrinter, "lp -- " + path},
		{"linux", "", nil, ToViewer, "xdg-open " + path},
		{"linux", "Laser\n", []string{"lp"}, ToViewer, "xdg-open " + path},
		{"darwin", "", nil, ToViewer, "open " + path},
		{"windows", "", nil, ToPrinter, "XUNSHI_PRINT=" + path},
		{"windows", "", []string{"powershell"}, ToViewer, "rundll32 url.dll,FileProtocolHandler " + path},
	} {
		s, calls := fakeSystem(c.goos, c.printers, c.fails...)
		got, err := s.print(t.Context(), path)
		require.NoError(t, err)
		require.Equal(t, c.want, got, c.goos)
		require.Contains(t, (*calls)[len(*calls)-1], c.call)
	}
	s, _ := fakeSystem("linux", "", "xdg-open")
	_, err := s.print(t.Context(), path)
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.Contains(t, fault.Safe, path)
	_, err = s.print(t.Context(), path+".missing")
	_, ok = model.AsFault(err)
	require.True(t, ok)
}

func BenchmarkRenderPage(b *testing.B) {
	pages, err := Pages(sample.Monthly(60), layout.Setup{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := RenderPage(pages[0], 110); err != nil {
			b.Fatal(err)
		}
	}
}
