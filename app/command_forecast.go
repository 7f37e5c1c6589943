package app

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"xunshi/app/forecasting"
	"xunshi/assets/i18n"
	"xunshi/model/analysis/forecast"
)

// forecastFlags are the choices of one forecast from the command line.
type forecastFlags struct {
	series, out string
	months      int
}

func (c *cli) forecastCommand() *cobra.Command {
	var f forecastFlags
	cmd := &cobra.Command{Use: "forecast", Short: i18n.T("预测以后各月的数值"),
		Long: i18n.T("预测以后各月的数值。读入的文件要有 id、month(YYYY-MM)、value 三列,没有的月份是缺口,不是 0;写出 id、month、forecast、lower、upper、method,其中 lower 到 upper 应包含 80% 的情况。"),
		Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(cmd); err != nil {
				return err
			}
			return c.forecastSeries(cmd, f)
		}}
	flags := cmd.Flags()
	flags.StringVar(&f.series, "series", "", i18n.T("序列文件(.csv 或 .xlsx):id、month、value"))
	flags.IntVar(&f.months, "months", 0, i18n.T("向前预测几个月,1 到 %d", forecast.MaxMonths))
	flags.StringVarP(&f.out, "output", "o", "", i18n.T("输出文件(.csv)"))
	return cmd
}

// check refuses a command line that cannot be carried out.
func (f *forecastFlags) check(cmd *cobra.Command) error {
	switch {
	case f.series == "":
		return usagef("请用 --series 指定序列文件。")
	case !cmd.Flags().Changed("months"):
		return usagef("请用 --months 指定向前预测几个月。")
	case f.months < 1 || f.months > forecast.MaxMonths:
		return usagef("--months 要在 1 到 %d 之间。", forecast.MaxMonths)
	case f.out == "":
		return usagef("请用 -o 指定输出文件。")
	case !strings.EqualFold(filepath.Ext(f.out), ".csv"):
		return usagef("预测结果写成 CSV,文件名要以 .csv 结尾。")
	}
	return nil
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
