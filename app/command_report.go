package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"xunshi/app/document"
	"xunshi/app/exporting"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// reportFlags are the choices of one report from the command line.
type reportFlags struct {
	date, month, by, region, money, quantity, out string
}

func (c *cli) reportCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "report", Short: i18n.T("生成报表文件"), RunE: needSubcommand}
	cmd.AddCommand(c.dailyCommand(), c.monthlyCommand())
	return cmd
}

func (c *cli) dailyCommand() *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{Use: "daily", Short: i18n.T("销售日报"), Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			date, err := model.ParseDate(f.date)
			if err != nil {
				return usagef("--date 要写成 2017-12-30 这样的日期。")
			}
			return c.writeReport(cmd, f, func(a *App, opt reporting.Options) (*document.Document, error) {
				return a.Reports.Daily(cmd.Context(), date, opt)
			})
		}}
	cmd.Flags().StringVar(&f.date, "date", "", i18n.T("日期,如 2017-12-30"))
	f.register(cmd)
	return cmd
}

func (c *cli) monthlyCommand() *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{Use: "monthly", Short: i18n.T("销售月报"), Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			month, err := model.ParseMonth(f.month)
			if err != nil {
				return usagef("--month 要写成 2017-12 这样的月份。")
			}
			return c.writeReport(cmd, f, func(a *App, opt reporting.Options) (*document.Document, error) {
				return a.Reports.Monthly(cmd.Context(), month, opt)
			})
		}}
	cmd.Flags().StringVar(&f.month, "month", "", i18n.T("月份,如 2017-12"))
	f.register(cmd)
	return cmd
}

func (f *reportFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.by, "by", "region", i18n.T("按什么分行:department 部门、region 区域、employee 业务员、channel 渠道"))
	flags.StringVar(&f.region, "region", "", i18n.T("只看这个区域(编码或名称),含下级"))
	flags.StringVar(&f.money, "money", "", i18n.T("纸面金额单位:yuan 元、wan 万元(默认按设置)"))
	flags.StringVar(&f.quantity, "quantity", "", i18n.T("数量单位:piece 件、case 箱(默认按设置)"))
	flags.StringVarP(&f.out, "output", "o", "", i18n.T("输出文件,按扩展名:.pdf .xlsx .csv .png .json .txt"))
}

func (c *cli) writeReport(cmd *cobra.Command, f reportFlags, draw func(*App, reporting.Options) (*document.Document, error)) error {
	if f.out == "" {
		return usagef("请用 -o 指定输出文件。")
	}
	if !slices.Contains(exporting.Endings(), strings.ToLower(filepath.Ext(f.out))) {
		return usagef("不认识的扩展名:%s。可用 %s。", f.out, strings.Join(exporting.Endings(), " "))
	}
	by := reporting.Dimension(f.by)
	if !slices.Contains(reporting.Dimensions, by) {
		return usagef("--by 只能是 department、region、employee 或 channel。")
	}
	return c.withReadable(func(a *App) error {
		opt, err := a.reportOptions(cmd, f, by)
		if err != nil {
			return err
		}
		doc, err := draw(a, opt)
		if err != nil {
			return err
		}
		if err := a.Export(cmd.Context(), doc, f.out); err != nil {
			return err
		}
		fmt.Fprintln(c.out, f.out)
		return nil
	})
}

func (a *App) reportOptions(cmd *cobra.Command, f reportFlags, by reporting.Dimension) (reporting.Options, error) {
	opt := a.ReportOptions(by)
	switch f.money {
	case "":
	case string(document.Yuan), string(document.TenThousand):
		opt.Money = document.MoneyUnit(f.money)
	default:
		return opt, usagef("--money 只能是 yuan 或 wan。")
	}
	switch f.quantity {
	case "":
	case string(document.Pieces), string(document.Cases):
		opt.Quantity = document.QuantityUnit(f.quantity)
	default:
		return opt, usagef("--quantity 只能是 piece 或 case。")
	}
	if f.region == "" {
		return opt, nil
	}
	d, err := a.Directory(cmd.Context())
	if err != nil {
		return opt, err
	}
	opt.RegionID, err = regionNamed(d, f.region)
	return opt, err
}

// regionNamed finds a region by its code, else by its name, which must be the only one.
func regionNamed(d *model.Directory, text string) (model.ID, error) {
	var named []model.ID
	for id, r := range d.Regions {
		if r.Code == text {
			return id, nil
		}
		if r.Name == text {
			named = append(named, id)
		}
	}
	switch len(named) {
	case 0:
		return 0, usagef("没有名为“%s”的区域。", text)
	case 1:
		return named[0], nil
	}
	return 0, usagef("有 %d 个区域都叫“%s”,请改用区域编码。", len(named), text)
}

// ReportOptions are the user's settings as a report takes them.
func (a *App) ReportOptions(by reporting.Dimension) reporting.Options {
	s := a.Settings()
	return reporting.Options{By: by, Money: s.Money, Quantity: s.Quantity, Organisation: a.ReportTitle(),
		Calendar: a.Calendar()}
}

func (c *cli) closeMonthCommand() *cobra.Command {
	var f reportFlags
	var reopen bool
	cmd := &cobra.Command{Use: "close-month", Short: i18n.T("月结:保存当月月报快照,以后重印完全相同"), Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			month, err := model.ParseMonth(f.month)
			if err != nil {
				return usagef("--month 要写成 2017-12 这样的月份。")
			}
			return c.withApp(Exclusive, func(a *App) error {
				act, done := a.CloseMonth, i18n.T("已月结 %s。", month)
				if reopen {
					act, done = a.ReopenMonth, i18n.T("已反月结 %s。", month)
				}
				if err := act(cmd.Context(), month); err != nil {
					return err
				}
				fmt.Fprintln(c.out, done)
				return nil
			})
		}}
	cmd.Flags().StringVar(&f.month, "month", "", i18n.T("月份,如 2017-12"))
	cmd.Flags().BoolVar(&reopen, "reopen", false, i18n.T("反月结:删除快照,重新按明细计算"))
	return cmd
}
