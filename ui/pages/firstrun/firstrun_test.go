package firstrun_test

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2/test"

	"xunshi/app/demo"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/pages/firstrun"
	"xunshi/ui/shell"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

type fakeProgram struct {
	asked  demo.Options
	undone []model.ID
	fail   error
}

func (f *fakeProgram) Demo(_ context.Context, opt demo.Options, progress func(done, total int)) (*model.ImportBatch, error) {
	f.asked = opt
	progress(1, 2)
	if f.fail != nil {
		return nil, f.fail
	}
	return &model.ImportBatch{Record: model.Record{ID: 7}, Imported: 80000}, nil
}

func (f *fakeProgram) UndoBatch(_ context.Context, id model.ID) error {
	f.undone = append(f.undone, id)
	return nil
}

func start(t *testing.T, look testkit.Setup, width, height float32) (*testkit.Host, *fakeProgram, *string, *testkit.Scene) {
	t.Helper()
	testkit.Start(t, look)
	host, program, organisation := &testkit.Host{}, &fakeProgram{}, new(string)
	page := firstrun.New(host, program, firstrun.Options{
		SetOrganisation: func(_ context.Context, name string) error { *organisation = name; return nil },
		Extensions:      []string{".xlsx", ".xls", ".csv"},
	})
	return host, program, organisation, testkit.Show(t, page, width, height)
}

func TestLooks(t *testing.T) {
	for name, c := range map[string]struct {
		look          testkit.Setup
		width, height float32
	}{
		"light":   {testkit.Setup{}, 1112, 722},
		"dark":    {testkit.Setup{Mode: theme.Dark}, 1112, 722},
		"english": {testkit.Setup{Language: i18n.English}, 1112, 722},
		"small":   {testkit.Setup{}, 968, 622},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, _, scene := start(t, c.look, c.width, c.height)
			testkit.Golden(t, "firstrun-"+name, scene.Capture())
		})
	}
}

func TestThreeWaysIn(t *testing.T) {
	host, program, organisation, scene := start(t, testkit.Setup{}, 1112, 722)

	scene.Press(t, "选择文件")
	host.Picks[0].OnPicked("/tmp/销售.xlsx")
	if r := host.Routes[0]; r.Page != shell.PageImport || r.Arg != "/tmp/销售.xlsx" {
		t.Errorf("a picked file leads to %v", r)
	}

	entry := testkit.Find[*widgets.Entry](t, scene.Root)
	test.Type(entry, " 江苏大区 ")
	scene.Press(t, "开始")
	if *organisation != "江苏大区" || host.Routes[1].Page != shell.PageToday {
		t.Errorf("organisation %q, route %v", *organisation, host.Routes[1])
	}

	scene.Press(t, "载入示例数据")
	if program.asked != (demo.Options{}).Defaults() || host.Routes[2].Page != shell.PageToday {
		t.Errorf("asked for %+v, route %v", program.asked, host.Routes[2])
	}
	host.Toasts[0].OnTap()
	if len(program.undone) != 1 || program.undone[0] != 7 || host.Routes[3].Page != shell.PageFirstRun {
		t.Errorf("撤销 undid %v and led to %v", program.undone, host.Routes[3])
	}
}

func TestFailedDemoStaysHere(t *testing.T) {
	host, program, _, scene := start(t, testkit.Setup{}, 1112, 722)
	program.fail = errors.New("no room")
	scene.Press(t, "载入示例数据")
	if len(host.Faults) != 1 || len(host.Routes) != 0 {
		t.Errorf("faults %v, routes %v", host.Faults, host.Routes)
	}
}
