package app

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	recordbook "xunshi/app/records"
	"xunshi/app/targeting"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// exportFlags are the choices of one export from the command line.
type exportFlags struct {
	region   string
	template bool
	year     int
}

func (c *cli) exportCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "export", Short: i18n.T("导出资料为 Excel 或 CSV 文件"),
		Long: i18n.T("导出资料为 Excel 或 CSV 文件,表头与导入时认得的一样:改好后可以再导入。"), RunE: needSubcommand}
	for _, k := range []struct {
		kind  recordbook.Kind
		short string
	}{
		{recordbook.Customers, i18n.T("导出客户")},
		{recordbook.Products, i18n.T("导出品项")},
		{recordbook.Employees, i18n.T("导出人员")},
		{recordbook.Contacts, i18n.T("导出联系人")},
		{recordbook.Prices, i18n.T("导出价格")},
		{recordbook.Regions, i18n.T("导出区域")},
		{recordbook.Departments, i18n.T("导出部门")},
	} {
		cmd.AddCommand(c.exportKind(k.kind, k.short))
	}
	cmd.AddCommand(c.exportTargets())
	return cmd
}

func (c *cli) exportKind(kind recordbook.Kind, short string) *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{Use: string(kind) + " FILE", Short: short, Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ending := strings.ToLower(filepath.Ext(args[0]))
			switch {
			case !slices.Contains(recordbook.Endings, ending):
				return usagef("不认识的扩展名:%s。可用 %s。", args[0], strings.Join(recordbook.Endings, " "))
			case f.template && ending != ".xlsx":
				return usagef("模板是工作簿,文件名要以 .xlsx 结尾。")
			case f.template && f.region != "":
				return usagef("--template 和 --region 只能用一个。")
			}
			return c.withReadable(func(a *App) error { return c.exportRecords(cmd.Context(), a, kind, args[0], f) })
		}}
	switch kind {
	case recordbook.Customers, recordbook.Employees, recordbook.Regions:
		cmd.Flags().StringVar(&f.region, "region", "", i18n.T("只导出这个区域(名称、编码或路径),含下级"))
	}
	if _, ok := kind.Imported(); ok {
		cmd.Flags().BoolVar(&f.template, "template", false, i18n.T("写一个空的模板,带下拉选项和填写说明"))
	}
	return cmd
}

func (c *cli) exportRecords(ctx context.Context, a *App, kind recordbook.Kind, path string, f exportFlags) error {
	if f.template {
		if err := a.Records.Template(ctx, kind, path); err != nil {
			return err
		}
		fmt.Fprintln(c.out, path)
		return nil
	}
	var opt recordbook.ExportOptions
	if f.region != "" {
		id, err := a.Records.FindRegion(ctx, f.region)
		if err != nil {
			return err
		}
		opt.RegionID = id
	}
	rows, err := a.Records.Export(ctx, kind, path, opt)
	if err != nil {
		return err
	}
	fmt.Fprintln(c.out, i18n.T("%d 行%s:%s", rows, kind.Name(), path))
	return nil
}

// exportTargets writes the workbook of a year's targets: it holds what there is and is the
// form to fill in.
func (c *cli) exportTargets() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{Use: "targets FILE", Short: i18n.T("导出一年的目标"), Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !strings.EqualFold(filepath.Ext(args[0]), ".xlsx") {
				return usagef("目标写成工作簿,文件名要以 .xlsx 结尾。")
			}
			return c.withReadable(func(a *App) error {
				if err := a.Targets.ExportWorkbook(cmd.Context(), a.targetYear(f.year), args[0]); err != nil {
					return err
				}
				fmt.Fprintln(c.out, args[0])
				return nil
			})
		}}
	cmd.Flags().IntVar(&f.year, "year", 0, i18n.T("哪一年(默认本年)"))
	cmd.Flags().BoolVar(&f.template, "template", false, i18n.T("与导出相同:导出的工作簿就是填写目标的模板"))
	return cmd
}

// targetYear asks for all targets of a year, 0 = the business year of today.
func (a *App) targetYear(year int) targeting.Query {
	start := a.Settings().FiscalStart
	if year == 0 {
		year = targeting.YearOf(model.Today().Month(), start)
	}
	return targeting.Query{Year: year, FiscalStart: start, Level: model.LevelTarget, Metric: model.MetricAmount, By: targeting.ByRegion}
}
