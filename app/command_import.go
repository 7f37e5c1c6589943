package app

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"xunshi/app/importing"
	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// importFlags are the choices of one import from the command line.
type importFlags struct {
	sheet, mapFile, dateOrder, rejects  string
	skipBad, dryRun, asJSON             bool
	again, duplicates, walkIn, noWalkIn bool

	mode                      string // of lists: append, update, update-only
	clearEmpty, rejectUnknown bool
}

func (c *cli) importCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "import", Short: i18n.T("导入 Excel 或 CSV 文件"), RunE: needSubcommand}
	for _, k := range []struct {
		kind  model.BatchKind
		short string
	}{
		{model.BatchSales, i18n.T("导入销售明细")},
		{model.BatchTargets, i18n.T("导入目标")},
		{model.BatchCustomers, i18n.T("导入客户")},
		{model.BatchProducts, i18n.T("导入品项")},
		{model.BatchEmployees, i18n.T("导入人员")},
		{model.BatchPayments, i18n.T("导入应收与回款")},
	} {
		cmd.AddCommand(c.importKind(k.kind, k.short))
	}
	return cmd
}

func (c *cli) importKind(kind model.BatchKind, short string) *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{Use: string(kind) + " FILE", Short: short, Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch f.dateOrder {
			case "", "dmy", "mdy", "ymd":
			default:
				return usagef("--date-order 只能是 dmy、mdy 或 ymd。")
			}
			switch records.Mode(f.mode) {
			case "", records.Append, records.Update, records.UpdateOnly:
			default:
				return usagef("--mode 只能是 append、update 或 update-only。")
			}
			if f.walkIn && f.noWalkIn {
				return usagef("--walk-in 和 --no-walk-in 只能用一个。")
			}
			if f.rejects != "" && !strings.EqualFold(filepath.Ext(f.rejects), ".xlsx") {
				return usagef("--rejects 写的是工作簿,文件名要以 .xlsx 结尾。")
			}
			return c.withApp(Exclusive, func(a *App) error { return c.importFile(cmd, a, kind, args[0], f) })
		}}
	flags := cmd.Flags()
	flags.StringVar(&f.sheet, "sheet", "", i18n.T("工作表名称(默认自动寻找)"))
	flags.StringVar(&f.mapFile, "map", "", i18n.T("列对应关系的 JSON 文件:{\"字段\":\"列标题\"}"))
	flags.StringVar(&f.dateOrder, "date-order", "", i18n.T("日期写法:dmy 日/月/年,mdy 月/日/年,ymd 年/月/日"))
	flags.BoolVar(&f.skipBad, "skip-bad", false, i18n.T("有问题的行不导入,其余照常导入"))
	flags.StringVar(&f.rejects, "rejects", "", i18n.T("把有问题的行写进这个 xlsx 文件"))
	flags.BoolVar(&f.dryRun, "dry-run", false, i18n.T("只检查,不写入"))
	flags.BoolVar(&f.asJSON, "json", false, i18n.T("结果以 JSON 输出"))
	flags.BoolVar(&f.again, "again", false, i18n.T("同一文件已导入过也再处理一次(相同的行仍会跳过)"))
	flags.BoolVar(&f.duplicates, "allow-duplicates", false, i18n.T("与已有明细相同的行也导入"))
	if isList(kind) {
		flags.StringVar(&f.mode, "mode", "", i18n.T("导入方式:append 只追加新的,update 更新已有并追加新的(默认),update-only 只更新已有"))
		flags.BoolVar(&f.clearEmpty, "clear-empty", false, i18n.T("文件里的空格子清空已有的内容(默认:空格子不改动)"))
		flags.BoolVar(&f.rejectUnknown, "reject-unknown", false, i18n.T("没有的区域、部门、人员算有问题(默认:自动新建)"))
		return cmd
	}
	flags.BoolVar(&f.walkIn, "walk-in", false, i18n.T("没有客户的行记入散客"))
	flags.BoolVar(&f.noWalkIn, "no-walk-in", false, i18n.T("没有客户的行算作有问题的行,不记入散客"))
	return cmd
}

// isList tells whether files of the kind are lists of records.
func isList(kind model.BatchKind) bool {
	switch kind {
	case model.BatchCustomers, model.BatchProducts, model.BatchEmployees:
		return true
	}
	return false
}

func (c *cli) importFile(cmd *cobra.Command, a *App, kind model.BatchKind, path string, f importFlags) error {
	ctx := cmd.Context()
	session, err := a.Importer.Open(ctx, path, kind, nil)
	if err != nil {
		return err
	}
	if err := f.apply(ctx, session); err != nil {
		return err
	}
	preview, err := session.Check(ctx, nil)
	if err != nil {
		return err
	}
	if f.rejects != "" && preview.Bad > 0 {
		if err := session.WriteRejects(f.rejects); err != nil {
			return err
		}
	}
	choice := importing.Choice{SkipBad: f.skipBad, AllowDuplicates: f.duplicates, Again: f.again}
	if f.dryRun {
		return c.printResult(preview.Result(choice), preview, f, true)
	}
	result, err := session.Import(ctx, choice, nil)
	if err != nil {
		return err
	}
	a.Imported()
	return c.printResult(result, preview, f, false)
}

func (f importFlags) apply(ctx context.Context, s *importing.Session) error {
	if f.sheet != "" {
		if err := s.SetSheet(ctx, f.sheet); err != nil {
			return err
		}
	}
	if f.mapFile != "" {
		b, err := os.ReadFile(f.mapFile)
		if err != nil {
			return model.NewFault(err, i18n.T("读不到列对应文件 %s。", f.mapFile), i18n.T("没有导入任何数据。"), i18n.T("请检查 --map 的文件名。"))
		}
		if err := s.ApplyMap(b); err != nil {
			return err
		}
	}
	if f.dateOrder != "" {
		if err := s.SetDateOrder(f.dateOrder); err != nil {
			return err
		}
	}
	if f.walkIn || f.noWalkIn {
		s.SetWalkIn(f.walkIn)
	}
	if f.mode != "" {
		if err := s.SetMode(records.Mode(f.mode)); err != nil {
			return err
		}
	}
	if f.clearEmpty || f.rejectUnknown {
		s.SetClearEmpty(f.clearEmpty)
		s.SetRejectUnknown(f.rejectUnknown)
	}
	return nil
}

func (c *cli) printResult(r *importing.Result, p *importing.Preview, f importFlags, dry bool) error {
	if f.asJSON {
		return json.NewEncoder(c.out).Encode(r)
	}
	if dry {
		fmt.Fprintln(c.out, i18n.T("只检查,没有写入:"))
	}
	fmt.Fprintln(c.out, i18n.T("文件中 %d 行:导入 %d,有问题 %d,与已有相同而跳过 %d。", r.Rows, r.Imported, r.Rejected, r.Skipped))
	if p.Already != nil && !f.again {
		fmt.Fprintln(c.out, i18n.T("这个文件已在批次 %d 导入过,没有再写入;要再核对一遍请加 --again。", p.Already.ID))
		return nil
	}
	switch p.Kind {
	case model.BatchSales:
		fmt.Fprintln(c.out, i18n.T("数量 %s,金额 %s 元;客户 %d,品项 %d。", r.Quantity, r.Amount, r.Customers, r.Products))
	case model.BatchPayments:
		fmt.Fprintln(c.out, i18n.T("应收减回款 %s 元;客户 %d。", r.Amount, r.Customers))
	case model.BatchTargets:
		fmt.Fprintln(c.out, i18n.T("目标 %d 个。", p.Targets))
	default:
		c.printPlan(p.List)
	}
	if r.Batch != 0 {
		fmt.Fprintln(c.out, i18n.T("批次 %d;用“xunshi undo-batch %d”可以整批撤销。", r.Batch, r.Batch))
	}
	for _, note := range p.Notes {
		fmt.Fprintln(c.out, "· "+note)
	}
	if len(p.LeftOut) > 0 {
		fmt.Fprintln(c.out, i18n.T("· 略过的第一行是第 %d 行“%s”。", p.LeftOut[0].RowNo, p.LeftOut[0].Text))
	}
	for _, problem := range p.Problems {
		fmt.Fprintln(c.out, i18n.T("! %d 行的“%s”%s,第一处在第 %d 行:%s", problem.Count, problem.Column, problem.Reason, problem.Rows[0], problem.Sample))
	}
	return nil
}

// changesShown is how many changed records are listed field by field.
const changesShown = 20

// printPlan says what a list does: how many are new, changed, as they were; and of those that
// change, which field becomes what.
func (c *cli) printPlan(p *records.Plan) {
	if p == nil {
		return
	}
	fmt.Fprintln(c.out, i18n.T("新增 %d,更改 %d,没有变化 %d,已有而略过 %d。", p.New, p.Changed, p.Unchanged, p.Skipped))
	for i, change := range p.Changes {
		if i == changesShown {
			fmt.Fprintln(c.out, i18n.T("  ……还有 %d 条更改。", len(p.Changes)-changesShown))
			return
		}
		var fields []string
		for _, f := range change.Fields {
			fields = append(fields, i18n.T("%s “%s” → “%s”", f.Title, f.Before, f.After))
		}
		fmt.Fprintln(c.out, i18n.T("  %s:%s", change.Name, strings.Join(fields, i18n.T("；"))))
	}
}
