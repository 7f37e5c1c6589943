package settings_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"xunshi/app"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/pages/settings"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

type fakeProgram struct {
	settings app.Settings
	backups  []string
	restored []string
	reopened []model.Month
	checked  []string
	sound    bool
	fail     error
	never    bool
}

func (f *fakeProgram) Settings() app.Settings { return f.settings }

func (f *fakeProgram) SetSettings(_ context.Context, s app.Settings) error {
	if f.fail == nil {
		f.settings = s
	}
	return f.fail
}

func (f *fakeProgram) Backup(_ context.Context, path string) error {
	f.backups = append(f.backups, path)
	return f.fail
}

func (f *fakeProgram) Restore(_ context.Context, path string) (string, error) {
	f.restored = append(f.restored, path)
	return "/data/backups/before-restore.xsbackup", f.fail
}

func (f *fakeProgram) Check(context.Context) ([]string, bool, error) {
	return f.checked, f.sound, f.fail
}

func (f *fakeProgram) LastBackup(context.Context) (time.Time, error) {
	if f.never {
		return time.Time{}, nil
	}
	return time.Date(2026, 9, 11, 7, 31, 0, 0, time.Local), nil
}

func (f *fakeProgram) ClosedMonths(context.Context) ([]app.ClosedMonth, error) {
	if f.never {
		return nil, nil
	}
	closed := time.Date(2026, 9, 2, 18, 5, 0, 0, time.Local)
	return []app.ClosedMonth{
		{Month: model.MustMonth("2026-08"), ClosedAt: closed},
		{Month: model.MustMonth("2026-07"), ClosedAt: closed.AddDate(0, -1, 0)},
	}, nil
}

func (f *fakeProgram) ReopenMonth(_ context.Context, m model.Month) error {
	f.reopened = append(f.reopened, m)
	return f.fail
}

type world struct {
	host    *testkit.Host
	program *fakeProgram
	scene   *testkit.Scene
	applied []app.Settings
	opened  string
}

func start(t *testing.T, look testkit.Setup, program *fakeProgram, width, height float32) *world {
	t.Helper()
	testkit.Start(t, look)
	w := &world{host: &testkit.Host{}, program: program}
	program.settings = app.DefaultSettings()
	program.settings.Organisation = "江苏大区"
	if program.settings.Language = look.Language; look.Language == "" {
		program.settings.Language = i18n.Chinese
	}
	page := settings.New(w.host, program, settings.Options{
		Dir: "/home/manager/.local/share/xunshi", Version: "0.1.0", BackupEnding: ".xsbackup",
		BackupName: func(time.Time) string { return "巡市备份.xsbackup" },
		OpenFolder: func(path string) error { w.opened = path; return nil },
		Applied:    func(_, after app.Settings) { w.applied = append(w.applied, after) },
	})
	w.scene = testkit.Show(t, page, width, height)
	return w
}

// shows says whether a text is on the page.
func (w *world) shows(text string) bool {
	for _, o := range test.LaidOutObjects(w.scene.Window.Content()) {
		if line, ok := o.(*canvas.Text); ok && line.Text == text {
			return true
		}
	}
	return false
}

func TestLooks(t *testing.T) {
	for name, c := range map[string]struct {
		look          testkit.Setup
		width, height float32
	}{
		"light":   {testkit.Setup{}, 1112, 722},
		"dark":    {testkit.Setup{Mode: theme.Dark}, 1112, 722},
		"english": {testkit.Setup{Language: i18n.English}, 968, 622},
		"small":   {testkit.Setup{}, 968, 622},
	} {
		t.Run(name, func(t *testing.T) {
			w := start(t, c.look, &fakeProgram{}, c.width, c.height)
			testkit.Golden(t, "settings-"+name, w.scene.Capture())
		})
	}
}

func TestNewDataFolderAndFaultyCheck(t *testing.T) {
	w := start(t, testkit.Setup{}, &fakeProgram{never: true, checked: []string{"数据库页:完好", "批次合计:批次 12 的金额与明细差 3.50 元"}}, 1112, 722)
	w.scene.Press(t, "完整性检查")
	w.scene.Press(t, "按星期加权")
	testkit.Golden(t, "settings-faulty", w.scene.Capture())
}

func TestChoicesAreKeptAndApplied(t *testing.T) {
	w := start(t, testkit.Setup{}, &fakeProgram{}, 1112, 722)
	w.scene.Press(t, "English")
	w.scene.Press(t, "深色")
	w.scene.Press(t, "万元")
	w.scene.Press(t, "箱")
	w.scene.Press(t, "工作日")
	got := w.program.settings
	if got.Language != i18n.English || got.Theme != "dark" || got.Money != document.TenThousand ||
		got.Quantity != document.Cases || got.Calendar != analysis.WorkingDays {
		t.Errorf("kept %+v", got)
	}
	if len(w.applied) != 5 {
		t.Errorf("applied %d times", len(w.applied))
	}
	w.scene.Press(t, "万元")
	if len(w.applied) != 5 {
		t.Error("choosing what is chosen was kept again")
	}
	entry := testkit.Find[*widgets.Entry](t, w.scene.Root)
	entry.SetText("  苏北大区 ")
	entry.FocusLost()
	if w.program.settings.Organisation != "苏北大区" {
		t.Errorf("organisation %q", w.program.settings.Organisation)
	}
}

func TestBackupAndRestore(t *testing.T) {
	w := start(t, testkit.Setup{}, &fakeProgram{}, 1112, 722)
	w.scene.Press(t, "打开文件夹")
	if w.opened != "/home/manager/.local/share/xunshi" {
		t.Errorf("opened %q", w.opened)
	}
	w.scene.Press(t, "立即备份")
	w.host.Picks[0].OnPicked("/mnt/usb/a.xsbackup")
	if len(w.program.backups) != 1 || len(w.host.Toasts) != 1 || w.host.Reloads != 1 {
		t.Errorf("backups %v, toasts %v", w.program.backups, w.host.Toasts)
	}
	w.scene.Press(t, "完整性检查")
	if !w.shows("发现问题") {
		t.Error("what the check found is not shown")
	}
	w.scene.Press(t, "从备份恢复")
	w.host.Picks[1].OnPicked("/mnt/usb/a.xsbackup")
	if len(w.program.restored) != 0 {
		t.Fatal("restored without asking")
	}
	w.program.settings.Organisation, w.program.settings.FiscalStart = "华北大区", 7
	w.host.Confirms[0].OnYes()
	if !w.shows("华北大区") || !w.shows("7月") {
		t.Error("the choices shown are not those of the restored data")
	}
	if w.shows("发现问题") {
		t.Error("what was found in the data before is shown for the restored ones")
	}
	w.host.Toasts[1].OnTap()
	if want := "/data/backups/before-restore.xsbackup"; len(w.program.restored) != 2 || w.program.restored[1] != want {
		t.Errorf("撤销 restored %v", w.program.restored)
	}
	w.program.fail = errors.New("no room")
	w.scene.Press(t, "立即备份")
	w.host.Picks[2].OnPicked("/mnt/usb/b.xsbackup")
	if len(w.host.Faults) != 1 {
		t.Errorf("faults %v", w.host.Faults)
	}
}

func TestReopeningAMonthAsks(t *testing.T) {
	w := start(t, testkit.Setup{}, &fakeProgram{}, 1112, 722)
	w.scene.Press(t, "重新打开")
	if len(w.program.reopened) != 0 {
		t.Fatal("reopened without asking")
	}
	w.host.Confirms[0].OnYes()
	if len(w.program.reopened) != 1 || w.program.reopened[0] != model.MustMonth("2026-08") {
		t.Errorf("reopened %v", w.program.reopened)
	}
}
