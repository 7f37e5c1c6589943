package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Exit codes of the command line.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// Faces are what main hands in: the window, and the way to draw every page to a file.
type Faces struct {
	Window  func(*App) error
	Screens func(ctx context.Context, a *App, dir string, report func(name string)) error
}

// Main runs the program as the command line says and returns the exit code.
func Main(faces Faces) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // asked a second time, the program ends at once
	return run(ctx, faces, os.Args[1:], os.Stdout, os.Stderr)
}

// usageError marks a command line that cannot be understood.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

func usagef(text string, args ...any) error { return usageError{errors.New(i18n.T(text, args...))} }

// cli is one start of the program.
type cli struct {
	faces    Faces
	dataFlag string
	out, err io.Writer
}

func run(ctx context.Context, faces Faces, args []string, out, errOut io.Writer) int {
	c := &cli{faces: faces, out: out, err: errOut}
	root := c.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	var usage usageError
	if errors.As(err, &usage) {
		fmt.Fprintln(errOut, usage.Error())
		fmt.Fprintln(errOut, i18n.T("用“xunshi --help”查看用法。"))
		return exitUsage
	}
	printError(errOut, err)
	return exitFailed
}

// printError says what happened in the user's words; withApp put the technical cause into
// the log.
func printError(w io.Writer, err error) {
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, i18n.T("已取消,数据没有改动。"))
		return
	}
	f, ok := model.AsFault(err)
	if !ok {
		fmt.Fprintln(w, i18n.T("出错了:%s", err.Error()))
		return
	}
	for _, line := range []string{f.What, f.Safe, f.Do} {
		if line != "" {
			fmt.Fprintln(w, line)
		}
	}
}

func (c *cli) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "xunshi",
		Short:         i18n.T("巡市:区域销售经理的离线工作台"),
		Long:          i18n.T("巡市:区域销售经理的离线工作台。不带命令时打开窗口;带一个文件名时打开窗口并准备导入它。"),
		Version:       Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          atMost(1),
		RunE:          c.window,
	}
	root.PersistentFlags().StringVar(&c.dataFlag, "data", "", i18n.T("数据文件夹(默认:系统的应用数据文件夹,或环境变量 XUNSHI_DATA)"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagFault(err) })
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(helpCommand(root))
	root.SetUsageTemplate(usageTemplate())
	root.SetVersionTemplate("xunshi {{.Version}}\n")
	root.AddCommand(c.importCommand(), c.exportCommand(), c.reportCommand(), c.batchesCommand(), c.undoCommand(), c.redoCommand(),
		c.closeMonthCommand(), c.customersCommand(), c.forecastCommand(), c.exchangeCommand(), c.demoCommand(), c.backupCommand(), c.restoreCommand(), c.checkCommand(), c.screensCommand())
	chineseFlags(root)
	return root
}

// helpCommand is "help COMMAND", the same as "COMMAND --help".
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{Use: "help", Hidden: true, RunE: func(_ *cobra.Command, args []string) error {
		target, rest, err := root.Find(args)
		if err != nil || target == nil || len(rest) > 0 {
			return usagef("没有“%s”这条命令。", strings.Join(args, " "))
		}
		return target.Help()
	}}
}

// chineseFlags words the flags cobra adds by itself.
func chineseFlags(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	if f := cmd.Flags().Lookup("help"); f != nil {
		f.Usage = i18n.T("显示用法")
	}
	cmd.InitDefaultVersionFlag()
	if f := cmd.Flags().Lookup("version"); f != nil {
		f.Usage = i18n.T("显示版本")
	}
	for _, sub := range cmd.Commands() {
		chineseFlags(sub)
	}
}

func usageTemplate() string {
	return strings.NewReplacer("USAGE", i18n.T("用法"), "COMMANDS", i18n.T("命令"), "FLAGS", i18n.T("选项"),
		"GLOBAL", i18n.T("通用选项")).Replace(`USAGE:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMANDS ...

COMMANDS:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

FLAGS:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

GLOBAL:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`)
}

func exactly(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("这条命令需要 %d 个参数,给了 %d 个。", n, len(args))
		}
		return nil
	}
}

func atMost(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return usagef("多余的参数:%s。", strings.Join(args[n:], " "))
		}
		return nil
	}
}

// needSubcommand is the RunE of a command that only groups others.
func needSubcommand(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("没有“%s %s”这条命令。", cmd.CommandPath(), args[0])
	}
	return usagef("“%s”后面还需要一个命令。", cmd.CommandPath())
}

// withApp opens the data folder for the length of f.
func (c *cli) withApp(access Access, f func(a *App) error) (err error) {
	dir, err := DataDir(c.dataFlag)
	if err != nil {
		return err
	}
	a, err := Open(dir, access)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if err = f(a); err != nil {
		slog.Error("command failed", "error", err, "cause", errors.Unwrap(err)) // the log ends with the App
	}
	return err
}

// withReadable opens the data folder for reading. Where there are no data yet, f works on
// an empty book, so that what it makes says why it is empty; the folder is not made, and
// the doubt about its name is said.
func (c *cli) withReadable(f func(a *App) error) error {
	err := c.withApp(ReadOnly, f)
	if !errors.Is(err, errNoData) {
		return err
	}
	printError(c.err, err)
	empty := *c
	if empty.dataFlag, err = os.MkdirTemp("", "xunshi-empty-*"); err != nil {
		return fmt.Errorf("make an empty book: %w", err)
	}
	return errors.Join(empty.withApp(Exclusive, f), os.RemoveAll(empty.dataFlag))
}

func (c *cli) window(_ *cobra.Command, args []string) error {
	if len(args) == 1 {
		if _, err := os.Stat(args[0]); err != nil {
			return usagef("没有“%s”这条命令,也没有这个名字的文件。", args[0])
		}
	}
	dir, err := DataDir(c.dataFlag)
	if err != nil {
		return err
	}
	err = c.withApp(Exclusive, func(a *App) error {
		if len(args) == 1 {
			a.OpenFile = args[0]
		}
		return c.faces.Window(a)
	})
	if errors.Is(err, errInUse) && askToShow(dir) {
		fmt.Fprintln(c.out, i18n.T("巡市已经打开,已把它的窗口带到前面。"))
		return nil
	}
	return err
}
