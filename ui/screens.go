package ui

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"xunshi/app"
	"xunshi/app/demo"
	recordbook "xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/pages/appraisal"
	"xunshi/ui/pages/bonus"
	"xunshi/ui/pages/complaints"
	"xunshi/ui/pages/customerfile"
	"xunshi/ui/pages/customers"
	"xunshi/ui/pages/exchange"
	"xunshi/ui/pages/person"
	"xunshi/ui/pages/products"
	"xunshi/ui/pages/recruiting"
	"xunshi/ui/pages/reports"
	"xunshi/ui/pages/sales"
	"xunshi/ui/pages/targets"
	"xunshi/ui/pages/team"
	"xunshi/ui/pages/training"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets/job"
)

// screen is one picture that Screens makes.
type screen struct {
	name          string
	route         shell.Route
	width, height float32
	mode          theme.Mode
	language      i18n.Language
}

const wide, high = 1280, 800

func screens(file string) []screen {
	return []screen{
		{name: "today", route: shell.Route{Page: shell.PageToday}},
		{name: "today-small", route: shell.Route{Page: shell.PageToday}, width: 1024, height: 700},
		{name: "today-dark", route: shell.Route{Page: shell.PageToday}, mode: theme.Dark},
		{name: "today-english", route: shell.Route{Page: shell.PageToday}, language: i18n.English},
		{name: "customers", route: shell.Route{Page: shell.PageCustomers}},
		{name: "customers-card", route: shell.Route{Page: shell.PageCustomers, Arg: customers.Show(264)}},
		{name: "customers-small", route: shell.Route{Page: shell.PageCustomers, Arg: customers.Show(264)}, width: 1024, height: 700},
		{name: "customers-english", route: shell.Route{Page: shell.PageCustomers}, language: i18n.English},
		{name: "sales", route: shell.Route{Page: shell.PageSales}},
		{name: "sales-entry", route: shell.Route{Page: shell.PageSales, Arg: sales.TabEntry}},
		{name: "sales-batches", route: shell.Route{Page: shell.PageSales, Arg: sales.TabBatches}},
		{name: "forecast", route: shell.Route{Page: shell.PageForecast}},
		{name: "import", route: shell.Route{Page: shell.PageImport, Arg: file}},
		{name: "report", route: shell.Route{Page: shell.PageReports}},
		{name: "report-monthly", route: shell.Route{Page: shell.PageReports, Arg: reports.Ask{Kind: reports.Monthly}}},
		{name: "report-english", route: shell.Route{Page: shell.PageReports}, language: i18n.English},
		{name: "customer-file", route: shell.Route{Page: shell.PageCustomer, Arg: model.ID(7)}},
		{name: "customer-new", route: shell.Route{Page: shell.PageCustomer, Arg: model.ID(0)}},
		{name: "customer-contacts", route: shell.Route{Page: shell.PageCustomer, Arg: customerfile.Arg{ID: 7, Part: customerfile.PartContacts}}},
		{name: "customer-agreements", route: shell.Route{Page: shell.PageCustomer, Arg: customerfile.Arg{ID: 7, Part: customerfile.PartAgreements}}},
		{name: "customer-history", route: shell.Route{Page: shell.PageCustomer, Arg: customerfile.Arg{ID: 7, Part: customerfile.PartHistory}}},
		{name: "duplicates", route: shell.Route{Page: shell.PageDuplicates}},
		{name: "complaints", route: shell.Route{Page: shell.PageComplaints}},
		{name: "complaints-satisfaction", route: shell.Route{Page: shell.PageComplaints, Arg: complaints.Notes{}}},
		{name: "team", route: shell.Route{Page: shell.PageTeam}},
		{name: "team-small", route: shell.Route{Page: shell.PageTeam}, width: 1024, height: 700},
		{name: "team-turnover", route: shell.Route{Page: shell.PageTeam, Arg: team.TabTurnover}},
		{name: "team-handovers", route: shell.Route{Page: shell.PageTeam, Arg: team.TabHandovers}},
		{name: "training", route: shell.Route{Page: shell.PageTraining}},
		{name: "training-sessions", route: shell.Route{Page: shell.PageTraining, Arg: training.TabSessions}},
		{name: "training-courses", route: shell.Route{Page: shell.PageTraining, Arg: training.TabCourses}},
		{name: "recruiting", route: shell.Route{Page: shell.PageRecruiting}},
		{name: "recruiting-list", route: shell.Route{Page: shell.PageRecruiting, Arg: recruiting.TabList}},
		{name: "recruiting-funnel", route: shell.Route{Page: shell.PageRecruiting, Arg: recruiting.TabFunnel}},
		{name: "appraisal", route: shell.Route{Page: shell.PageAppraisal, Arg: model.ID(4)}},
		{name: "appraisal-coaching", route: shell.Route{Page: shell.PageAppraisal, Arg: appraisal.TabCoaching}},
		{name: "appraisal-schemes", route: shell.Route{Page: shell.PageAppraisal, Arg: appraisal.TabSchemes}},
		{name: "appraisal-small", route: shell.Route{Page: shell.PageAppraisal, Arg: model.ID(4)}, width: 1024, height: 700},
		{name: "bonus", route: shell.Route{Page: shell.PageBonus, Arg: model.ID(4)}},
		{name: "bonus-schemes", route: shell.Route{Page: shell.PageBonus, Arg: bonus.TabSchemes}},
		{name: "orgchart", route: shell.Route{Page: shell.PageOrgChart}},
		{name: "person", route: shell.Route{Page: shell.PagePerson, Arg: model.ID(4)}},
		{name: "person-customers", route: shell.Route{Page: shell.PagePerson, Arg: person.Ask{ID: 4, Tab: person.TabCustomers}}},
		{name: "person-contacts", route: shell.Route{Page: shell.PagePerson, Arg: person.Ask{ID: 4, Tab: person.TabContacts}}},
		{name: "person-posts", route: shell.Route{Page: shell.PagePerson, Arg: person.Ask{ID: 3, Tab: person.TabPosts}}},
		{name: "person-growth", route: shell.Route{Page: shell.PagePerson, Arg: person.Ask{ID: 4, Tab: person.TabGrowth}}},
		{name: "products", route: shell.Route{Page: shell.PageProducts}},
		{name: "products-prices", route: shell.Route{Page: shell.PageProducts, Arg: products.TabPrices}},
		{name: "products-listing", route: shell.Route{Page: shell.PageProducts, Arg: products.TabListing}},
		{name: "products-below", route: shell.Route{Page: shell.PageProducts, Arg: products.TabBelow}},
		{name: "products-margin", route: shell.Route{Page: shell.PageProducts, Arg: products.TabMargin}},
		{name: "targets", route: shell.Route{Page: shell.PageTargets}},
		{name: "targets-small", route: shell.Route{Page: shell.PageTargets}, width: 1024, height: 700},
		{name: "targets-english", route: shell.Route{Page: shell.PageTargets}, language: i18n.English},
		{name: "targets-differences", route: shell.Route{Page: shell.PageTargets, Arg: targets.ViewGaps}},
		{name: "targets-scorecard", route: shell.Route{Page: shell.PageTargets, Arg: targets.ViewScore}},
		{name: "calendar", route: shell.Route{Page: shell.PageCalendar}},
		{name: "records", route: shell.Route{Page: shell.PageRecords}},
		{name: "records-prices", route: shell.Route{Page: shell.PageRecords, Arg: recordbook.Prices}},
		{name: "records-regions", route: shell.Route{Page: shell.PageRecords, Arg: recordbook.Regions}},
		{name: "exchange", route: shell.Route{Page: shell.PageExchange}},
		{name: "exchange-back", route: shell.Route{Page: shell.PageExchange, Arg: exchange.TabBack}},
		{name: "exchange-status", route: shell.Route{Page: shell.PageExchange, Arg: exchange.TabStatus}},
		{name: "settings", route: shell.Route{Page: shell.PageSettings}},
		{name: "settings-dark", route: shell.Route{Page: shell.PageSettings}, mode: theme.Dark},
	}
}

// Screens draws every page of the program, filled with demo data, into dir as PNG, without
// a display. The program's data folder must be empty. report hears each file's name.
func Screens(ctx context.Context, a *app.App, dir string, report func(name string)) error {
	return drawAll(ctx, a, demo.Options{}, dir, report)
}

func drawAll(ctx context.Context, a *app.App, size demo.Options, dir string, report func(name string)) (err error) {
	defer job.Inline()() // the test driver has no thread of its own to bring results back to
	desk := test.NewApp()
	defer desk.Quit()
	a.Dir = filepath.Join("~", ".local", "share", "xunshi") // what a user would see, not a temporary folder
	s := artist{app: a, desk: desk, dir: dir, report: report}
	if err := s.draw(screen{name: "firstrun", route: shell.Route{Page: shell.PageFirstRun}}); err != nil {
		return err
	}
	if _, err := a.Demo(ctx, size, nil); err != nil {
		return err
	}
	settings := a.Settings()
	settings.Organisation = i18n.T("江苏大区")
	if err := a.SetSettings(ctx, settings); err != nil {
		return err
	}
	file, err := sampleFile()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(filepath.Dir(file))) }()
	for _, one := range screens(file) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.draw(one); err != nil {
			return err
		}
	}
	return nil
}

// artist draws screens over one program.
type artist struct {
	app    *app.App
	desk   fyne.App
	dir    string
	report func(string)
}

func (s artist) draw(one screen) error {
	before := i18n.Current()
	defer i18n.SetLanguage(before)
	i18n.SetLanguage(one.language)
	s.desk.Settings().SetTheme(theme.New(one.mode))
	win := test.NewWindow(nil)
	defer win.Close()
	win.SetPadded(false)
	if one.width == 0 {
		one.width, one.height = wide, high
	}
	w, err := newWindow(s.desk, win, s.app, shell.Runtime{
		Spawn: func(f func()) { f() },
		After: func(time.Duration, func()) func() { return func() {} }, // nothing fades from a picture
	})
	if err != nil {
		return err
	}
	defer w.close()
	win.Resize(fyne.NewSize(one.width, one.height))
	w.shell.Go(one.route)
	path := filepath.Join(s.dir, one.name+".png")
	if err := writePNG(path, win.Canvas().Capture()); err != nil {
		return err
	}
	s.report(path)
	return nil
}

func writePNG(path string, picture image.Image) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return model.NewFault(err, i18n.T("无法写入 %s。", path), "", i18n.T("请换一个文件夹。"))
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return png.Encode(file, picture)
}

// sampleFile writes a small sales file as a colleague might send it: a title above the
// header, a total below, one bad date.
//
//i18n:data it is a file of theirs, not a text of ours
func sampleFile() (string, error) {
	dir, err := os.MkdirTemp("", "xunshi-sample-*")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "苏州销售日报明细"+".csv")
	text := "苏州 11 月销售明细" + "\n" +
		"单据日期,单号,客户编码,客户名称,品项编码,品项名称,数量(件),金额(元),业务员" + "\n"
	for i := range 48 {
		text += fmt.Sprintf("2026/11/%02d,XS2611%04d,K%05d,%s,SKU%03d,%s,%d,%d.50,%s\n",
			i%20+1, i/2, i%9+1, fmt.Sprintf("样本客户%d", i%9+1), i%6+1, fmt.Sprintf("样本品项%d", i%6+1), 10+i, 300+i*17, "示例业务员")
	}
	text += "2026/13/45,XS26119999,K00001,样本客户1,SKU001,样本品项1,10,500,示例业务员" + "\n"
	text += "合计,,,,,,1618,34100," + "\n"
	return path, os.WriteFile(path, []byte(text), 0o600)
}
