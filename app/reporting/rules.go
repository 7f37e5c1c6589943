package reporting

import (
	"cmp"
	"slices"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model/analysis"
)

// Limits of the exception rules; the rules' texts name them.
const (
	behindLimit   = 5 * analysis.Hundred / 100  // 进度差 below −5 points
	returnLimit   = 5 * analysis.Hundred / 100  // 退货率 above 5%
	dropMember    = 50 * analysis.Hundred / 100 // a day under half of its usual same weekday
	dropTotal     = 70 * analysis.Hundred / 100 // the whole scope under 70% of it
	fallLimit     = 20 * analysis.Hundred / 100 // 同比 below −20%
	zeroDays      = 3                           // selling days without a sale
	weeksBack     = 8                           // same weekdays a day is compared with
	weeksNeeded   = 4                           // how many of them must have data
	namedFindings = 5                           // findings a sentence names
	namedFlags    = 3                           // flags a sentence names: each is long
)

// finding is one exception: who, what was expected, what happened.
type finding struct {
	name, code       string
	expected, actual string
	words            string // in the rule's sentence
	weight           int64  // urgency within the rule
	drill            *document.Drill
}

// rule is one check and what it found. A rule that could not run says why in skipped.
type rule struct {
	title    string // as the list of rules names it, with its limit
	lead     string // how its sentence begins
	findings []finding
	skipped  string
	named    int // findings the sentence names; 0 means namedFindings
}

func (r *rule) add(f finding) { r.findings = append(r.findings, f) }

// ruleRow is a finding in the table of exceptions.
type ruleRow struct {
	rule string
	finding
}

// exceptionSection makes the box on top of a report: a sentence for each rule that found
// something, the rules that ran, and every finding as a table row.
func exceptionSection(rules []rule) document.Section {
	s := document.Section{ID: "exceptions", Title: i18n.T("需要关注"), Exceptions: &document.Exceptions{Items: []string{}}}
	var rows []ruleRow
	for i := range rules {
		r := &rules[i]
		title := r.title
		if r.skipped != "" {
			title = i18n.T("%[1]s(未检查:%[2]s)", r.title, r.skipped)
		}
		s.Exceptions.Rules = append(s.Exceptions.Rules, title)
		if len(r.findings) == 0 {
			continue
		}
		slices.SortStableFunc(r.findings, func(a, b finding) int { return cmp.Compare(b.weight, a.weight) })
		named := r.named
		if named == 0 {
			named = namedFindings
		}
		words := make([]string, 0, named)
		for n, f := range r.findings {
			rows = append(rows, ruleRow{r.title, f})
			if n < named {
				words = append(words, f.words)
			}
		}
		sentence := join(words)
		if more := len(r.findings) - len(words); more > 0 {
			sentence = i18n.T("%[1]s 等 %[2]d 项", sentence, len(r.findings))
			s.Exceptions.More += more
		}
		if r.lead != "" {
			sentence = i18n.T("%[1]s:%[2]s", r.lead, sentence)
		}
		s.Exceptions.Items = append(s.Exceptions.Items, sentence)
	}
	fill(&s, []column[ruleRow]{
		textColumn("rule", i18n.T("规则"), func(r *ruleRow) string { return r.rule }),
		nameColumn(i18n.T("对象"), func(r *ruleRow) string { return r.name }),
		textColumn("code", i18n.T("编码"), func(r *ruleRow) string { return r.code }),
		textColumn("expected", i18n.T("应为"), func(r *ruleRow) string { return r.expected }),
		textColumn("actual", i18n.T("实际"), func(r *ruleRow) string { return r.actual }),
	}, rows, nil, func(r *ruleRow, out *document.Row) { out.Drill = r.drill })
	return s
}

// behindRule: members behind time progress.
func (v *view) behindRule(rows []row, total row) rule {
	r := rule{title: i18n.T("进度差低于 −5 个百分点"), lead: i18n.T("落后时间进度(百分点)")}
	if v.book.Empty() {
		r.skipped = i18n.T("没有目标")
	}
	check := func(x *row) {
		if g := x.progress.Gap; g.Known && g.N < -behindLimit {
			r.add(finding{name: x.name, code: x.code, weight: -g.N, drill: x.drill,
				expected: i18n.T("达成率 ≥ %s", percent(x.progress.TimeProgress.N-behindLimit)),
				actual:   i18n.T("达成率 %s", percent(x.progress.Attainment.N)),
				words:    x.name + " " + points(g.N)})
		}
	}
	for i := range rows {
		check(&rows[i])
	}
	if whole := total; len(rows) > 1 {
		whole.name = i18n.T("整体")
		check(&whole)
	}
	return r
}

// returnRule: too much comes back.
func (v *view) returnRule(rows []row) rule {
	r := rule{title: i18n.T("退货率高于 5%(本月累计)"), lead: i18n.T("退货率偏高")}
	for i := range rows {
		x := &rows[i]
		if rate := returnRate(x.now); rate.Known && rate.N > returnLimit {
			r.add(finding{name: x.name, code: x.code, weight: rate.N, drill: x.drill,
				expected: "≤ " + percent(returnLimit), actual: percent(rate.N), words: x.name + " " + percent(rate.N)})
		}
	}
	return r
}

// targetRule: members without a target.
func (v *view) targetRule(rows []row, total row) rule {
	r := rule{title: i18n.T("没有目标"), lead: i18n.T("没有目标")}
	if !total.progress.Target.Known {
		name := i18n.T("%[1]s 的%[2]s目标", document.MonthText(v.month), v.measureTitle())
		r.add(finding{name: name, words: name, expected: i18n.T("有目标"), actual: i18n.T("无")})
		return r
	}
	for i := range rows {
		x := &rows[i]
		if !x.last && !x.progress.Target.Known {
			r.add(finding{name: x.name, code: x.code, words: x.name, expected: i18n.T("有目标"), actual: i18n.T("无"), drill: x.drill})
		}
	}
	return r
}
