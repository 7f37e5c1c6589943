package customers

import (
	"context"
	"strings"

	"xunshi/app/customers"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
)

// gradeSheet recomputes the grades: the rule with its cuts, and what it would change.
type gradeSheet struct {
	page    *Page
	form    *form.Form[customers.GradeRule]
	preview *widgets.Text
	moves   *widgets.Text
	plan    *customers.GradePlan
	asked   int // counts previews asked for: only the last is shown
}

// openGrades opens the sheet with the rule last used.
func (p *Page) openGrades() {
	p.host.Do(func(ctx context.Context) (func(), error) {
		rule, err := p.backend.LastGradeRule(ctx)
		if err != nil {
			return nil, err
		}
		plan, err := p.backend.PlanGrades(ctx, rule)
		if err != nil {
			return nil, err
		}
		return func() { p.showGrades(rule, plan) }, nil
	})
}

func (p *Page) showGrades(rule customers.GradeRule, plan *customers.GradePlan) {
	s := &gradeSheet{page: p, preview: widgets.NewText("", widgets.TextStyle{Bold: true, Wrap: true}), moves: widgets.NewText("", widgets.TextStyle{Wrap: true})}
	cut := func(label string, at func(*customers.GradeRule) *int) form.Field[customers.GradeRule] {
		return form.Int(label, at).Unit("%").Half().Width(80).Required()
	}
	s.form = form.New(form.Section[customers.GradeRule]{Fields: []form.Field[customers.GradeRule]{
		cut(i18n.T("A 到"), func(r *customers.GradeRule) *int { return &r.CutA }),
		cut(i18n.T("B 到"), func(r *customers.GradeRule) *int { return &r.CutB }).Valid(func(r *customers.GradeRule) error {
			if r.Check() != nil {
				return wordsOf(r.Check())
			}
			return nil
		}),
		form.Check(i18n.T("跳过手工定级"), func(r *customers.GradeRule) *bool { return &r.KeepHand }).Hint(handWords(plan)),
	}}).Inline()
	s.form.Set(rule)
	s.form.OnChange = s.replan
	s.say(plan)
	box := widgets.NewPanel(widgets.Column(6, s.preview, s.moves), widgets.PanelStyle{Fill: theme.NeutralTint, Radius: theme.FieldRadius, Pad: widgets.PadXY(12, 10)})
	content := widgets.Column(12, s.form, box, widgets.WrappedCaption(i18n.T("修改后可以撤销。等级影响重点客户、进货节奏的比较和走访频次。")))
	p.sheet(shell.Sheet{Title: i18n.T("重算分级"), Content: content, Width: 540, Primary: i18n.T("应用"), OnClosed: s.form.Close, OnPrimary: s.apply})
}

// handWords says who counts as graded by hand.
func handWords(plan *customers.GradePlan) string {
	if plan.Last.IsZero() {
		return i18n.T("第一次重算:现有等级都不算手工定级。")
	}
	return i18n.T("上次重算(%[1]s)以后改过等级的算手工定级,现有 %[2]d 家。", plan.Last.Local().Format("2006-01-02"), plan.ByHand)
}

// wordsOf is the first sentence of an error, to stand beside a field.
func wordsOf(err error) error { return widgets.FaultOf(err) }

func (s *gradeSheet) replan() {
	rule := s.form.Current()
	s.asked++
	asked := s.asked
	if err := rule.Check(); err != nil {
		s.plan = nil
		s.preview.SetText(widgets.FaultOf(err).What)
		s.moves.SetText(widgets.FaultOf(err).Do)
		return
	}
	s.page.host.Do(func(ctx context.Context) (func(), error) {
		plan, err := s.page.backend.PlanGrades(ctx, rule)
		if err != nil {
			return nil, err
		}
		return func() {
			if asked == s.asked {
				s.say(plan)
			}
		}, nil
	})
}

func (s *gradeSheet) say(plan *customers.GradePlan) {
	s.plan = plan
	counts := i18n.T("A %[1]d 家、B %[2]d 家、C %[3]d 家", plan.Counts["A"], plan.Counts["B"], plan.Counts["C"])
	if plan.Changes() == 0 {
		s.preview.SetText(i18n.T("没有客户的等级会变。"))
	} else {
		s.preview.SetText(i18n.T("%[1]d 家变动,%[2]d 家不变", plan.Changes(), plan.Stay+plan.Kept))
	}
	var lines []string
	for _, m := range plan.Moves {
		from := m.From
		if from == "" {
			from = document.Dash
		}
		lines = append(lines, i18n.T("%[1]s → %[2]s:%[3]d 家", from, m.To, m.Customers))
	}
	lines = append(lines, i18n.T("重算后:%s", counts), plan.Rule.Text())
	s.moves.SetText(strings.Join(lines, "\n"))
}

func (s *gradeSheet) apply(done func()) {
	rule, ok := s.form.Value()
	if !ok {
		return
	}
	p := s.page
	if s.plan != nil && s.plan.Changes() == 0 {
		done()
		p.host.Toast(shell.Toast{Text: i18n.T("等级没有变化")})
		return
	}
	var operation string
	var changed int
	p.host.Run(shell.Job{
		Title: i18n.T("正在重算分级"),
		Work: func(ctx context.Context, report shell.Report) (err error) {
			operation, changed, err = p.backend.ApplyGrades(ctx, rule, func(n, total int) { report(n, total, "") })
			return err
		},
		Done: func() {
			done()
			p.host.Toast(shell.Toast{Text: i18n.T("已修改 %s 家客户的等级", widgets.Grouped(changed)), Action: i18n.T("撤销"),
				OnTap: p.undone(operation, i18n.T("已恢复原来的等级"))})
			p.host.Reload()
		},
	})
}
