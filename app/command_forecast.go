package app

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"xunshi/app/exporting"
	"xunshi/app/forecasting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis/forecast"
)

// forecastFlags are the choices of one forecast from the command line.
type forecastFlags struct {
	series, by, metric, out string
	months                  int
	keep                    bool
}

func (c *cli) forecastCommand() *cobra.Command {
	var f forecastFlags
	cmd := &cobra.Command{Use: "forecast", Short: i18n.T("预测以后各月的数值"),
		Long: i18n.T("预测以后各月的数值。用 --by 从销售明细预测各区域、品项或客户;用 --series 预测一个文件里的序列:读入的文件要有 id、month(YYYY-MM)、value 三列,没有的月份是缺口,不是 0;写出 id、month、forecast、lower、upper、method,其中 lower 到 upper 应包含 80% 的情况。"),
		Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(cmd); err != nil {
				return err
			}
			if f.series != "" {
				return c.forecastSeries(cmd, f)
			}
			return c.forecastLedger(cmd, f)
		}}
	flags := cmd.Flags()
	flags.StringVar(&f.series, "series", "", i18n.T("序列文件(.csv 或 .xlsx):id、month、value"))
	flags.StringVar(&f.by, "by", "", i18n.T("从销售明细预测:total 整体、region 区域、product 品项、customer 客户"))
	flags.StringVar(&f.metric, "metric", "amount", i18n.T("预测什么:amount 销售额(元)、quantity 销量"))
	flags.BoolVar(&f.keep, "keep", false, i18n.T("把这次预测存下来,到期后与实际对照"))
	flags.IntVar(&f.months, "months", 0, i18n.T("向前预测几个月,1 到 %d", forecast.MaxMonths))
	flags.StringVarP(&f.out, "output", "o", "", i18n.T("输出文件(.csv;--by 时也可 .xlsx .pdf .png .json .txt)"))
	return cmd
}

// check refuses a command line that cannot be carried out.
func (f *forecastFlags) check(cmd *cobra.Command) error {
	ending := strings.ToLower(filepath.Ext(f.out))
	switch {
	case f.series == "" && f.by == "":
		return usagef("请用 --by 或 --series 说明预测什么。")
	case f.series != "" && f.by != "":
		return usagef("--by 和 --series 只能用一个。")
	case f.by != "" && !slices.Contains(forecasting.Dimensions, forecasting.By(f.by)):
		return usagef("--by 只能是 total、region、product 或 customer。")
	case f.metric != string(model.MetricAmount) && f.metric != string(model.MetricQuantity):
		return usagef("--metric 只能是 amount 或 quantity。")
	case f.series != "" && (f.keep || cmd.Flags().Changed("metric")):
		return usagef("--metric 和 --keep 只能和 --by 一起用。")
	case !cmd.Flags().Changed("months"):
		return usagef("请用 --months 指定向前预测几个月。")
	case f.months < 1 || f.months > forecast.MaxMonths:
		return usagef("--months 要在 1 到 %d 之间。", forecast.MaxMonths)
	case f.out == "":
		return usagef("请用 -o 指定输出文件。")
	case f.series != "" && ending != ".csv":
		return usagef("预测结果写成 CSV,文件名要以 .csv 结尾。")
	case f.series != "" && sameFile(f.series, f.out):
		return usagef("-o 和 --series 是同一个文件:预测结果会盖掉原来的序列。请换一个文件名。")
	case f.by != "" && !slices.Contains(exporting.Endings(), ending):
		return usagef("不认识的扩展名:%s。可用 %s。", f.out, strings.Join(exporting.Endings(), " "))
	}
	return nil
}

// sameFile tells whether two paths lead to one file.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// forecastSeries needs no data folder: file in, file out.
func (c *cli) forecastSeries(cmd *cobra.Command, f forecastFlags) error {
	file, err := forecasting.Read(cmd.Context(), f.series)
	if err != nil {
		return err
	}
	results, err := forecasting.Run(cmd.Context(), file.Histories, f.months, nil)
	if err != nil {
		return err
	}
	if err := forecasting.Write(cmd.Context(), f.out, file, results); err != nil {
		return err
	}
	fmt.Fprintln(c.out, i18n.T("%d 个序列,各预测 %d 个月:%s", len(results), f.months, f.out))
	return nil
}

// forecastLedger forecasts what the data folder holds.
func (c *cli) forecastLedger(cmd *cobra.Command, f forecastFlags) error {
	work := func(a *App) error {
		q := forecasting.Request{By: forecasting.By(f.by), Metric: model.Metric(f.metric), Months: f.months}
		o, err := a.Forecaster.Outlook(cmd.Context(), q, nil)
		if err != nil {
			return err
		}
		if o.Empty != "" {
			fmt.Fprintln(c.err, o.Empty)
		}
		if strings.EqualFold(filepath.Ext(f.out), ".csv") {
			err = forecasting.WriteOutlook(cmd.Context(), f.out, o)
		} else {
			err = a.Export(cmd.Context(), o.Document(a.ReportTitle(), a.Settings().Money), f.out)
		}
		if err != nil {
			return err
		}
		if f.keep && o.Empty == "" {
			if _, err := a.Forecaster.Keep(cmd.Context(), o); err != nil {
				return err
			}
		}
		fmt.Fprintln(c.out, i18n.T("%d 个序列,各预测 %d 个月:%s", max(1, len(o.Nodes)), f.months, f.out))
		return nil
	}
	if f.keep {
		return c.withApp(Exclusive, work)
	}
	return c.withReadable(work)
}
