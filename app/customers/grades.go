package customers

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// GradeRule is how grades are recomputed: customers sorted by the net sales of the twelve
// months, A while the share gathered is below CutA percent, B below CutB, C the rest.
type GradeRule struct {
	CutA     int  `json:"cut_a"`
	CutB     int  `json:"cut_b"`
	KeepHand bool `json:"keep_hand"` // leave out customers graded by hand
}

// DefaultGradeRule cuts at 80% and 95%.
var DefaultGradeRule = GradeRule{CutA: defaultCutA, CutB: defaultCutB}

// Check says in words what is wrong with the cuts.
func (r GradeRule) Check() error {
	if r.CutA < 1 || r.CutB > 100 || r.CutA >= r.CutB {
		return model.NewFault(fmt.Errorf("cuts %d and %d", r.CutA, r.CutB), i18n.T("分级线要从小到大,在 1% 到 100% 之间。"),
			i18n.T("数据没有改动。"), i18n.T("常用的是 A 80%、B 95%。"))
	}
	return nil
}

// Text is the rule in words.
func (r GradeRule) Text() string {
	return i18n.T("按近 12 个月净销售额从大到小累计:到 %[1]d%% 为 A,到 %[2]d%% 为 B,其余为 C;没有销售的为 C。潜在客户和散客不分级。", r.CutA, r.CutB)
}

// GradeMove is how many customers go from one grade to another ("" = none yet).
type GradeMove struct {
	From, To  string
	Customers int
}

// GradePlan is what recomputing the grades would do.
type GradePlan struct {
	Rule   GradeRule
	Graded int         // customers the rule covers
	ByHand int         // of these, graded by hand: their grade is not the one last computed
	Kept   int         // of these, left as they are because the rule says so
	Moves  []GradeMove // changes only, by grade
	Stay   int         // covered and unchanged
	Counts map[string]int
	Last   time.Time // when grades were computed last, zero = never

	grades map[model.ID]string // the changes
	all    map[model.ID]string // what the rule says of everyone covered
}

// Changes is the number of customers whose grade would change.
func (p *GradePlan) Changes() int { return len(p.grades) }

// gradesKept remembers the grades last computed, to tell those set by hand since.
type gradesKept struct {
	At        time.Time           `json:"at"`
	Operation string              `json:"operation"`
	Rule      GradeRule           `json:"rule"`
	Grades    map[model.ID]string `json:"grades"`
	Before    *gradesKept         `json:"before,omitempty"` // of the act before, for its undo
}

const gradesSetting = "customers.grades"

func (b *Book) readGrades(ctx context.Context) (gradesKept, error) {
	var kept gradesKept
	text, ok, err := b.store.Setting(ctx, gradesSetting)
	if err != nil || !ok || text == "" {
		return kept, err
	}
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return gradesKept{}, fmt.Errorf("read the grades last computed: %w", err)
	}
	return kept, nil
}

func (b *Book) keepGrades(ctx context.Context, kept gradesKept) error {
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("keep the grades computed: %w", err)
	}
	return b.store.SetSetting(ctx, gradesSetting, string(text))
}

// LastGradeRule is the rule last used, the usual one at first.
func (b *Book) LastGradeRule(ctx context.Context) (GradeRule, error) {
	kept, err := b.readGrades(ctx)
	if err != nil || kept.At.IsZero() {
		return DefaultGradeRule, err
	}
	return kept.Rule, nil
}

// PlanGrades says what recomputing the grades by a rule would change.
func (b *Book) PlanGrades(ctx context.Context, rule GradeRule) (*GradePlan, error) {
	if err := rule.Check(); err != nil {
		return nil, err
	}
	list, err := b.List(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := b.readGrades(ctx)
	if err != nil {
		return nil, err
	}
	return planGrades(list, rule, kept), nil
}

func planGrades(list *List, rule GradeRule, kept gradesKept) *GradePlan {
	p := &GradePlan{Rule: rule, Last: kept.At, Counts: map[string]int{}, grades: map[model.ID]string{}, all: map[model.ID]string{}}
	var rows []*Row
	for _, r := range list.Rows {
		if !r.Customer.WalkIn && r.Stage() != model.StageProspect {
			rows = append(rows, r)
		}
	}
	values := make([]int64, len(rows))
	for i, r := range rows {
		values[i] = int64(r.Year)
	}
	moves := map[GradeMove]int{}
	for i, class := range analysis.ABC(values, int64(rule.CutA)*percent, int64(rule.CutB)*percent) {
		c, to := rows[i].Customer, string(class)
		p.Graded++
		if byHand := len(kept.Grades) > 0 && c.Grade != "" && kept.Grades[c.ID] != c.Grade; byHand {
			p.ByHand++
			if rule.KeepHand {
				p.Kept++
				p.Counts[c.Grade]++
				continue
			}
		}
		p.all[c.ID] = to
		p.Counts[to]++
		if c.Grade == to {
			p.Stay++
			continue
		}
		p.grades[c.ID] = to
		moves[GradeMove{From: c.Grade, To: to}]++
	}
	for m, n := range moves {
		m.Customers = n
		p.Moves = append(p.Moves, m)
	}
	slices.SortFunc(p.Moves, func(a, b GradeMove) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return p
}

// ApplyGrades writes the grades of a rule into the files as one act.
func (b *Book) ApplyGrades(ctx context.Context, rule GradeRule, progress Progress) (operation string, changed int, err error) {
	plan, err := b.PlanGrades(ctx, rule)
	if err != nil {
		return "", 0, err
	}
	dir, err := b.store.Directory(ctx)
	if err != nil {
		return "", 0, err
	}
	before, err := b.readGrades(ctx)
	if err != nil {
		return "", 0, err
	}
	operation, err = b.edit(ctx, func(e *store.Edit) error {
		for id, grade := range plan.grades {
			if err := ctx.Err(); err != nil {
				return err
			}
			if progress != nil {
				progress(changed, len(plan.grades))
			}
			standing := dir.Customers[id]
			if standing == nil {
				continue
			}
			c := *standing
			c.Grade = grade
			if err := store.Put(e, &c); err != nil {
				return fmt.Errorf("grade customer %d: %w", id, err)
			}
			changed++
		}
		return nil
	})
	if err != nil {
		return "", 0, err
	}
	before.Before = nil
	return operation, changed, b.keepGrades(ctx, gradesKept{At: time.Now().UTC(), Operation: operation, Rule: rule, Grades: plan.all, Before: &before})
}

// forgetGrades puts back what was known of grades before an act that was undone.
func (b *Book) forgetGrades(ctx context.Context, operation string) error {
	kept, err := b.readGrades(ctx)
	if err != nil || kept.Operation != operation || kept.Before == nil {
		return err
	}
	return b.keepGrades(ctx, *kept.Before)
}
