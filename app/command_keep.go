package app

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"xunshi/app/demo"
	"xunshi/app/safekeeping"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

func (c *cli) batchesCommand() *cobra.Command {
	return &cobra.Command{Use: "batches", Short: i18n.T("列出导入批次"), Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			err := c.withApp(ReadOnly, func(a *App) error {
				batches, err := a.Batches(cmd.Context())
				if err != nil {
					return err
				}
				if len(batches) == 0 {
					return errNoData
				}
				w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
				fmt.Fprintln(w, i18n.T("批次\t时间\t类别\t文件\t行数\t导入\t拒绝\t跳过\t金额\t状态"))
				for _, b := range batches {
					state := i18n.T("有效")
					if b.UndoneAt != nil {
						state = i18n.T("已撤销")
					}
					fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\n", b.ID, b.CreatedAt.Local().Format("2006-01-02 15:04"),
						BatchKindName(b.Kind), b.File, b.Rows, b.Imported, b.Rejected, b.Skipped, b.Amount, state)
				}
				return w.Flush()
			})
			if errors.Is(err, errNoData) {
				fmt.Fprintln(c.out, i18n.T("还没有导入过。用“xunshi import sales 文件”导入销售明细。"))
				return nil
			}
			return err
		}}
}

// BatchKindName is the word for a kind of batch.
func BatchKindName(k model.BatchKind) string {
	switch k {
	case model.BatchSales:
		return i18n.T("销售")
	case model.BatchManual:
		return i18n.T("手工录入")
	case model.BatchDemo:
		return i18n.T("示例数据")
	case model.BatchTargets:
		return i18n.T("目标")
	case model.BatchCustomers:
		return i18n.T("客户")
	case model.BatchProducts:
		return i18n.T("品项")
	case model.BatchEmployees:
		return i18n.T("人员")
	case model.BatchPayments:
		return i18n.T("账款")
	}
	return string(k)
}

func (c *cli) undoCommand() *cobra.Command {
	return c.batchCommand("undo-batch ID", i18n.T("整批撤销一次导入"), i18n.T("批次 %d 已撤销;用“xunshi redo-batch %d”可以恢复。"),
		func(cmd *cobra.Command, a *App, id model.ID) error { return a.UndoBatch(cmd.Context(), id) })
}

func (c *cli) redoCommand() *cobra.Command {
	return c.batchCommand("redo-batch ID", i18n.T("恢复撤销过的批次"), i18n.T("批次 %d 已恢复;用“xunshi undo-batch %d”可以再撤销。"),
		func(cmd *cobra.Command, a *App, id model.ID) error { return a.RedoBatch(cmd.Context(), id) })
}

func (c *cli) batchCommand(use, short, done string, act func(*cobra.Command, *App, model.ID) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := strconv.ParseUint(args[0], 10, 32)
			if err != nil || n == 0 {
				return usagef("批次编号要是一个正整数,不是“%s”。", args[0])
			}
			return c.withApp(Exclusive, func(a *App) error {
				if err := act(cmd, a, model.ID(n)); err != nil {
					return err
				}
				fmt.Fprintf(c.out, done+"\n", n, n)
				return nil
			})
		}}
}

func (c *cli) demoCommand() *cobra.Command {
	opt := demo.Options{Customers: 400, Products: 60, Months: 24, Seed: 1}
	cmd := &cobra.Command{Use: "demo", Short: i18n.T("载入示例数据(虚构的快消区域)"), Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if opt.Customers < 1 || opt.Products < 1 || opt.Months < 1 || opt.Lines < 0 {
				return usagef("--customers、--products、--months 至少为 1,--lines 不能为负。")
			}
			if err := opt.Validate(); err != nil {
				return usageError{err}
			}
			return c.withApp(Exclusive, func(a *App) error {
				b, err := a.Demo(cmd.Context(), opt, nil)
				if err != nil {
					return err
				}
				fmt.Fprintln(c.out, i18n.T("已载入示例数据:%d 条销售明细,%s 至 %s,金额 %s 元。", b.Imported, b.From, b.To, b.Amount))
				return nil
			})
		}}
	flags := cmd.Flags()
	flags.IntVar(&opt.Customers, "customers", opt.Customers, i18n.T("客户数"))
	flags.IntVar(&opt.Products, "products", opt.Products, i18n.T("品项数"))
	flags.IntVar(&opt.Months, "months", opt.Months, i18n.T("月数"))
	flags.IntVar(&opt.Lines, "lines", opt.Lines, i18n.T("销售明细行数(0 表示按客户和月数)"))
	flags.Uint64Var(&opt.Seed, "seed", opt.Seed, i18n.T("随机种子:同样的种子给出同样的数据"))
	return cmd
}

func (c *cli) backupCommand() *cobra.Command {
	return &cobra.Command{Use: "backup FILE", Short: i18n.T("备份全部数据到一个文件"), Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.withApp(ReadOnly, func(a *App) error {
				if err := a.Backup(cmd.Context(), args[0]); err != nil {
					return err
				}
				fmt.Fprintln(c.out, i18n.T("已备份到 %s,并已校验可以恢复。", args[0]))
				return nil
			})
		}}
}

func (c *cli) restoreCommand() *cobra.Command {
	return &cobra.Command{Use: "restore FILE", Short: i18n.T("用备份替换全部数据(现有数据先自动备份)"), Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			kept, err := c.restore(cmd, args[0])
			if err != nil {
				return err
			}
			fmt.Fprintln(c.out, i18n.T("已恢复。恢复前的数据保存在 %s。", kept))
			return nil
		}}
}

// restore also works when the database is too damaged to open.
func (c *cli) restore(cmd *cobra.Command, path string) (kept string, err error) {
	dir, err := DataDir(c.dataFlag)
	if err != nil {
		return "", err
	}
	opened := false
	err = c.withApp(Exclusive, func(a *App) (err error) {
		opened = true
		kept, err = a.Restore(cmd.Context(), path)
		return err
	})
	if opened || !store.Damaged(err) {
		return kept, err
	}
	held, err := takeLock(dir)
	if err != nil {
		return "", err
	}
	kept, err = safekeeping.RestoreDamaged(dir, path)
	return kept, errors.Join(err, held.release())
}

func (c *cli) checkCommand() *cobra.Command {
	return &cobra.Command{Use: "check", Short: i18n.T("检查数据是否完好"), Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.withApp(ReadOnly, func(a *App) error {
				lines, ok, err := a.Check(cmd.Context())
				if err != nil {
					return err
				}
				for _, line := range lines {
					fmt.Fprintln(c.out, line)
				}
				if !ok {
					return model.NewFault(nil, i18n.T("数据有问题。"), "", i18n.T("请恢复最近的备份,或把数据文件夹交给技术人员。"))
				}
				return nil
			})
		}}
}

func (c *cli) screensCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{Use: "screens", Short: i18n.T("把每个页面画成图片(用示例数据,不需要显示器)"), Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if dir == "" {
				return usagef("请用 -o 指定输出文件夹。")
			}
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return model.NewFault(err, i18n.T("无法建立文件夹 %s。", dir), "", i18n.T("请换一个文件夹。"))
			}
			work, err := os.MkdirTemp("", "xunshi-screens-*")
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
			a, err := Open(work, Exclusive)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, a.Close()) }()
			return c.faces.Screens(cmd.Context(), a, dir, func(name string) { fmt.Fprintln(c.out, name) })
		}}
	cmd.Flags().StringVarP(&dir, "output", "o", "", i18n.T("输出文件夹"))
	return cmd
}
