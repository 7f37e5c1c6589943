package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"xunshi/app/exchange"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// exchangeOut are the choices of writing workbooks from the command line.
type exchangeOut struct {
	month, from, to, due, what, people string
	planned                            bool
}

// exchangeIn are the choices of taking workbooks in.
type exchangeIn struct {
	conflicts, sendBack string
	dryRun, asJSON      bool
}

func (c *cli) exchangeCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "exchange", Short: i18n.T("发出和收回业代填的表格"), RunE: needSubcommand}
	cmd.AddCommand(c.exchangeOutCommand(), c.exchangeInCommand())
	return cmd
}

func (c *cli) exchangeOutCommand() *cobra.Command {
	var f exchangeOut
	cmd := &cobra.Command{Use: "out DIR", Short: i18n.T("为每个业代写一份表格到文件夹"), Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ask, err := f.ask(args[0])
			if err != nil {
				return err
			}
			return c.withApp(Exclusive, func(a *App) error { return c.sendOut(cmd.Context(), a, ask, f.people) })
		}}
	flags := cmd.Flags()
	flags.StringVar(&f.month, "month", "", i18n.T("月份,写成 2026-09"))
	flags.StringVar(&f.from, "from", "", i18n.T("开始日期,写成 2026-09-01"))
	flags.StringVar(&f.to, "to", "", i18n.T("结束日期"))
	flags.StringVar(&f.due, "due", "", i18n.T("最晚哪天交回"))
	flags.StringVar(&f.what, "what", "sales,visits,status", i18n.T("要填什么:sales 日报销量、visits 拜访、status 市态反映,用逗号分开"))
	flags.StringVar(&f.people, "people", "", i18n.T("只写给这些人(编码或姓名,用逗号分开;默认所有名下有客户的在职人员)"))
	flags.BoolVar(&f.planned, "planned", false, i18n.T("拜访表里先列好本人的客户"))
	return cmd
}

// ask reads the command line into what is asked for.
func (f *exchangeOut) ask(dir string) (exchange.Ask, error) {
	ask := exchange.Ask{Dir: dir, Planned: f.planned}
	if f.month != "" && f.from+f.to != "" || f.month == "" && (f.from == "" || f.to == "") {
		return ask, usagef("请用 --month 写月份,或用 --from 和 --to 写起止日期。")
	}
	if f.month != "" {
		m, err := model.ParseMonth(f.month)
		if err != nil {
			return ask, usagef("--month 要写成 2026-09 这样。")
		}
		ask.Period = m.Period()
	}
	for _, d := range []struct {
		flag, text string
		into       *model.Date
	}{{"--from", f.from, &ask.Period.From}, {"--to", f.to, &ask.Period.To}, {"--due", f.due, &ask.Due}} {
		if d.text == "" {
			continue
		}
		var err error
		if *d.into, err = model.ParseDate(d.text); err != nil {
			return ask, usagef("%s 要写成 2026-09-01 这样。", d.flag)
		}
	}
	for _, word := range strings.Split(f.what, ",") {
		kind := exchange.Kind(strings.TrimSpace(word))
		if !slices.Contains(exchange.Kinds, kind) {
			return ask, usagef("--what 只能是 sales、visits、status。")
		}
		ask.Kinds = append(ask.Kinds, kind)
	}
	return ask, nil
}

func (c *cli) sendOut(ctx context.Context, a *App, ask exchange.Ask, people string) error {
	board, err := a.Exchange.Board(ctx, ask.Period)
	if err != nil {
		return err
	}
	if ask.People, err = board.Find(people); err != nil {
		return err
	}
	sent, err := a.Exchange.Send(ctx, ask, nil)
	if err != nil {
		return err
	}
	for _, file := range sent.Files {
		fmt.Fprintln(c.out, file)
	}
	for _, why := range sent.Skipped {
		fmt.Fprintln(c.err, "· "+why)
	}
	fmt.Fprintln(c.err, i18n.T("写出 %[1]d 份表格,其中 %[2]d 份是已发过的重写一遍。", len(sent.Files), sent.Again))
	return nil
}

func (c *cli) exchangeInCommand() *cobra.Command {
	var f exchangeIn
	cmd := &cobra.Command{Use: "in DIR", Short: i18n.T("收回文件夹里填好的表格"), Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			decision, ok := map[string]exchange.Decision{"keep": exchange.Keep, "new": exchange.Use, "both": exchange.Both}[f.conflicts]
			if !ok {
				return usagef("--conflicts 只能是 keep、new 或 both。")
			}
			return c.withApp(Exclusive, func(a *App) error { return c.takeIn(cmd.Context(), a, args[0], decision, f) })
		}}
	flags := cmd.Flags()
	flags.StringVar(&f.conflicts, "conflicts", "keep", i18n.T("有冲突的行:keep 保留原来的,new 用新的,both 两个都要"))
	flags.StringVar(&f.sendBack, "send-back", "", i18n.T("把有问题的行写成更正表,放进这个文件夹"))
	flags.BoolVar(&f.dryRun, "dry-run", false, i18n.T("只检查,不写入"))
	flags.BoolVar(&f.asJSON, "json", false, i18n.T("结果以 JSON 输出"))
	return cmd
}

// returnedFile is one file as JSON.
type returnedFile struct {
	File      string   `json:"file"`
	State     string   `json:"state"`
	Why       string   `json:"why,omitempty"`
	Person    string   `json:"person,omitempty"`
	Code      string   `json:"code,omitempty"`
	Merged    bool     `json:"merged"`
	Rows      int      `json:"rows"`
	Taken     int      `json:"taken"`
	Known     int      `json:"known"`
	Bad       int      `json:"bad"`
	Left      int      `json:"left"`
	Problems  []string `json:"problems,omitempty"`
	Conflicts []string `json:"conflicts,omitempty"`
	Notes     []string `json:"notes,omitempty"`
	SentBack  string   `json:"sent_back,omitempty"`
}

func (c *cli) takeIn(ctx context.Context, a *App, dir string, decision exchange.Decision, f exchangeIn) error {
	in, err := a.Exchange.Collect(ctx, []string{dir}, nil)
	if err != nil {
		return err
	}
	in.Decide(decision, true, 0)
	found := make([]returnedFile, len(in.Returns))
	ready := in.ReadyOnes()
	for i, r := range in.Returns {
		found[i] = describeReturn(r)
		if f.sendBack != "" && r.State == exchange.Ready && r.Count().Bad > 0 && !f.dryRun {
			if found[i].SentBack, _, err = a.Exchange.SendBack(ctx, r, f.sendBack); err != nil {
				return err
			}
		}
	}
	if !f.dryRun && len(ready) > 0 {
		if _, err := in.Merge(ctx, ready, nil); err != nil {
			return err
		}
		for i, r := range in.Returns {
			found[i].Merged = slices.Contains(ready, r)
		}
	}
	if err := c.printReturns(found, f); err != nil {
		return err
	}
	return c.printMissing(ctx, a, in)
}

// printMissing names those whose workbooks of the same periods have not come back. It goes
// beside the result, which may be JSON.
func (c *cli) printMissing(ctx context.Context, a *App, in *exchange.Intake) error {
	p, ok := in.Period()
	if !ok {
		return nil
	}
	board, err := a.Exchange.Board(ctx, p)
	if err != nil {
		return err
	}
	waiting := board.Waiting()
	fmt.Fprintln(c.err, i18n.T("%[1]s:已发 %[2]d 份,已交 %[3]d 份,未交 %[4]d 份。", exchange.PeriodText(p), board.Sent(), board.Count(exchange.Returned), len(waiting)))
	for _, r := range waiting {
		fmt.Fprintln(c.err, "· "+strings.Join([]string{r.Standing.Name(), r.Code, r.Name, r.Region, r.Forms(), exchange.PeriodText(model.Period{From: r.Workbook.From, To: r.Workbook.To})}, "\t"))
	}
	return nil
}

func describeReturn(r *exchange.Return) returnedFile {
	n := r.Count()
	d := returnedFile{File: r.File, State: r.State.Name(), Why: r.Why, Person: r.Person, Code: r.Code, Notes: r.Notes,
		Rows: n.Filled, Taken: n.Taken, Known: n.Known, Bad: n.Bad, Left: n.Left}
	for _, l := range r.Lines {
		if l.Bad() {
			d.Problems = append(d.Problems, i18n.T("“%[1]s”第 %[2]d 行 %[3]s", l.Sheet(), l.Row, l.Reasons()))
		}
		for _, x := range l.Conflicts {
			d.Conflicts = append(d.Conflicts, i18n.T("“%[1]s”第 %[2]d 行 %[3]s %[4]s:%[5]s → %[6]s",
				l.Sheet(), l.Row, x.Kind.Name(), x.About, x.Words(), x.Decided()))
		}
	}
	return d
}

func (c *cli) printReturns(found []returnedFile, f exchangeIn) error {
	if f.asJSON {
		encoder := json.NewEncoder(c.out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(found)
	}
	if f.dryRun {
		fmt.Fprintln(c.out, i18n.T("只检查,没有写入:"))
	}
	for _, r := range found {
		fmt.Fprintln(c.out, strings.TrimSpace(strings.Join([]string{r.State, r.Person, r.File, r.Why}, "\t")))
		if r.Rows > 0 {
			fmt.Fprintln(c.out, "  "+i18n.T("填了 %[1]d 行:写入 %[2]d,已有 %[3]d,有问题 %[4]d,按决定略过 %[5]d。", r.Rows, r.Taken, r.Known, r.Bad, r.Left))
		}
		for _, list := range [][]string{r.Notes, r.Problems, r.Conflicts} {
			for _, line := range list {
				fmt.Fprintln(c.out, "  · "+line)
			}
		}
		if r.SentBack != "" {
			fmt.Fprintln(c.out, "  "+i18n.T("更正表:%s", r.SentBack))
		}
	}
	return nil
}
