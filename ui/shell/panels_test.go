package shell_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
)

func TestToastsAndDialogs(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	undone := false
	w.shell.Toast(shell.Toast{Text: "已导入 10,000 条销售明细", Action: "撤销", OnTap: func() { undone = true }})
	w.shell.Toast(shell.Toast{Text: "已复制图片"})
	testkit.Golden(t, "toasts", w.win.Canvas().Capture())
	w.timers.Pass(5 * time.Second)
	testkit.Golden(t, "toasts-later", w.win.Canvas().Capture())
	w.timers.Pass(5 * time.Second)
	if undone {
		t.Error("a toast acted on its own")
	}

	w.shell.Fail(model.NewFault(nil, "备份没有写成。", "原有数据和上一份备份都没有变动。", "请检查磁盘空间,或换一个文件夹再试。"))
	testkit.Golden(t, "fault", w.win.Canvas().Capture())
	w.press(fyne.Key2, fyne.KeyModifierShortcutDefault)
	if w.shell.Current().Page != "today" {
		t.Error("a page was changed under an open panel")
	}
	w.key(fyne.KeyEscape)

	yes := 0
	ask := shell.Confirm{Title: "恢复备份?", Text: "现在的数据会先另存一份,再换成备份中的数据。", Yes: "恢复", Danger: true, OnYes: func() { yes++ }}
	w.shell.Confirm(ask)
	testkit.Golden(t, "confirm", w.win.Canvas().Capture())
	w.key(fyne.KeyReturn)
	if yes != 0 {
		t.Error("Enter alone confirmed something dangerous")
	}
	w.key(fyne.KeyEscape)
	ask.Danger = false
	w.shell.Confirm(ask)
	w.key(fyne.KeyReturn)
	if yes != 1 {
		t.Errorf("Enter confirmed %d times", yes)
	}
}

func TestJobs(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	done := false
	w.shell.Run(shell.Job{Title: "正在导入 2026-09 销售.xlsx", Done: func() { done = true },
		Work: func(_ context.Context, report shell.Report) error {
			report(42, 100, "检查第 42,000 行")
			testkit.Golden(t, "job", w.win.Canvas().Capture())
			return nil
		}})
	if !done || w.win.Canvas().Overlays().Top() != nil {
		t.Error("a finished job is still shown")
	}
	w.shell.Run(shell.Job{Title: "正在导入", Quiet: true, Work: func(_ context.Context, report shell.Report) error {
		report(42, 100, "检查第 42,000 行")
		testkit.Golden(t, "job-quiet", w.win.Canvas().Capture())
		return nil
	}})
	cancelled := false
	w.shell.Run(shell.Job{Title: "x", Cancelled: func() { cancelled = true }, Work: func(ctx context.Context, _ shell.Report) error {
		w.key(fyne.KeyEscape)
		return ctx.Err()
	}})
	if !cancelled {
		t.Error("Esc did not cancel the job")
	}
	w.shell.Run(shell.Job{Title: "x", Work: func(context.Context, shell.Report) error { return errors.New("no room") }})
	if w.win.Canvas().Overlays().Top() == nil {
		t.Error("a failed job says nothing")
	}
}

func TestFileDialogSpeaksOurLanguage(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	t.Setenv("HOME", t.TempDir())
	w.shell.OpenFile(shell.FilePick{Title: "选择销售文件", Extensions: []string{".xlsx"}, OnPicked: func(string) {}})
	words := test.RenderObjectToMarkup(w.win.Canvas().Overlays().Top())
	for _, word := range []string{"选择销售文件", "打开", "取消"} {
		if !strings.Contains(words, word) {
			t.Errorf("the file dialog does not say %q", word)
		}
	}
	if strings.Contains(words, "Favourites") || strings.Contains(words, "Cancel") {
		t.Error("the file dialog speaks English")
	}
}

func TestSavingNeverTouchesAnExistingFile(t *testing.T) {
	w := newWorld(t, testkit.Setup{}, 1280, 800)
	t.Setenv("HOME", t.TempDir())
	old := filepath.Join(os.Getenv("HOME"), "日报.pdf")
	if err := os.WriteFile(old, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	var picked []string
	pick := shell.FilePick{Title: "导出销售日报", Extensions: []string{".pdf", ".xlsx"}, Name: "日报.pdf",
		OnPicked: func(path string) { picked = append(picked, path) }}
	w.shell.SaveFile(pick)
	w.key(fyne.KeyReturn) // asks, as there is one
	if len(picked) != 0 {
		t.Fatal("replaced without asking")
	}
	testkit.Tap(t, w.win, "替换")
	if b, err := os.ReadFile(old); err != nil || string(b) != "kept" {
		t.Errorf("the file was touched before it was written: %q, %v", b, err)
	}
	pick.Name = ""
	w.shell.SaveFile(pick)
	test.Type(w.win.Canvas().Focused(), "a/b")
	w.key(fyne.KeyReturn)
	w.key(fyne.KeyBackspace)
	w.key(fyne.KeyBackspace)
	test.Type(w.win.Canvas().Focused(), " 1.5 月报")
	w.key(fyne.KeyReturn)
	want := []string{old, filepath.Join(os.Getenv("HOME"), "a 1.5 月报.pdf")}
	if !slices.Equal(picked, want) {
		t.Errorf("picked %q, want %q", picked, want)
	}
}
