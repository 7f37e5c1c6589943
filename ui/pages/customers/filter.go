package customers

import (
	"maps"
	"slices"

	"xunshi/app/customers"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
)

// asking is a Filter as the form shows it: several words as tags, one of a few as a choice.
type asking struct {
	Kinds, Grades, Classes, Channels, Tiers, Tags string
	Stage, Suspicion                              string
	Owner                                         model.ID
	NoOwner, Key, Overdue                         bool
	Silent, Idle, CompleteBelow                   int
	Own                                           []string // in the order of the own fields
}

const anyFlag = "any"

func asForm(f customers.Filter, fields []model.FieldDefinition) asking {
	a := asking{Kinds: customers.JoinTags(f.Kinds), Grades: customers.JoinTags(f.Grades), Classes: customers.JoinTags(f.Classes), Channels: customers.JoinTags(f.Channels),
		Tiers: customers.JoinTags(f.Tiers), Tags: customers.JoinTags(f.Tags), NoOwner: f.NoOwner, Key: f.Key, Overdue: f.Overdue,
		Silent: f.Silent, Idle: f.Idle, CompleteBelow: f.CompleteBelow, Own: make([]string, len(fields))}
	if len(f.Stages) > 0 {
		a.Stage = string(f.Stages[0])
	}
	if len(f.Owners) > 0 {
		a.Owner = f.Owners[0]
	}
	switch {
	case len(f.Suspicions) > 0:
		a.Suspicion = string(f.Suspicions[0])
	case f.Flagged:
		a.Suspicion = anyFlag
	}
	for i := range fields {
		a.Own[i] = f.Own[fields[i].UUID.String()]
	}
	return a
}

// filter is what the form asks for, over the region that was chosen beside it.
func (a asking) filter(before customers.Filter, fields []model.FieldDefinition) customers.Filter {
	f := customers.Filter{RegionID: before.RegionID, NoRegion: before.NoRegion,
		Kinds: customers.SplitTags(a.Kinds), Grades: customers.SplitTags(a.Grades), Classes: customers.SplitTags(a.Classes), Channels: customers.SplitTags(a.Channels),
		Tiers: customers.SplitTags(a.Tiers), Tags: customers.SplitTags(a.Tags), NoOwner: a.NoOwner, Key: a.Key, Overdue: a.Overdue,
		Silent: a.Silent, Idle: a.Idle, CompleteBelow: a.CompleteBelow}
	if a.Stage != "" {
		f.Stages = []model.CustomerStage{model.CustomerStage(a.Stage)}
	}
	if a.Owner != 0 {
		f.Owners = []model.ID{a.Owner}
	}
	switch a.Suspicion {
	case "":
	case anyFlag:
		f.Flagged = true
	case string(analysis.Diversion): // both sides of a month far above the usual
		f.Suspicions = []analysis.Suspicion{analysis.Diversion, analysis.Surge}
	default:
		f.Suspicions = []analysis.Suspicion{analysis.Suspicion(a.Suspicion)}
	}
	for i := range fields {
		if i < len(a.Own) && a.Own[i] != "" {
			if f.Own == nil {
				f.Own = map[string]string{}
			}
			f.Own[fields[i].UUID.String()] = a.Own[i]
		}
	}
	return f
}

// openFilter opens the form of conditions.
func (p *Page) openFilter() {
	if p.list == nil {
		return
	}
	words := p.list.Words()
	fields := p.list.Fields
	f := form.New(p.filterSections(words, fields)...)
	f.Set(asForm(p.filter, fields))
	p.sheet(shell.Sheet{Title: i18n.T("筛选客户"), Content: f, Width: 680, Primary: i18n.T("筛选"), Danger: i18n.T("清除条件"), OnClosed: f.Close,
		OnDanger: func(done func()) {
			done()
			p.clear()
		},
		OnPrimary: func(done func()) {
			a, ok := f.Value()
			if !ok {
				return
			}
			done()
			p.setFilter(a.filter(p.filter, fields))
		}})
}

func (p *Page) filterSections(words customers.Words, fields []model.FieldDefinition) []form.Section[asking] {
	days := func(label string, at func(*asking) *int) form.Field[asking] {
		return form.Int(label, at).Unit(i18n.T("天以上")).Width(80).Half().Valid(func(a *asking) error { return notNegative(*at(a)) })
	}
	sections := []form.Section[asking]{
		{Fields: []form.Field[asking]{
			form.Tags(i18n.T("类型"), words.Kinds, func(a *asking) *string { return &a.Kinds }),
			form.Tags(i18n.T("等级"), words.Grades, func(a *asking) *string { return &a.Grades }),
			form.Tags(i18n.T("标签"), words.Tags, func(a *asking) *string { return &a.Tags }),
			form.Pick(i18n.T("负责人"), p.employees, func(a *asking) *model.ID { return &a.Owner }).Half(),
			form.Check(i18n.T("没有负责人"), func(a *asking) *bool { return &a.NoOwner }).Half(),
			form.Choice(i18n.T("异动"), suspicionOptions(), func(a *asking) *string { return &a.Suspicion }).Half(),
			form.Choice(i18n.T("阶段"), stageOptions(i18n.T("不限")), func(a *asking) *string { return &a.Stage }).Half(),
			days(i18n.T("未联系"), func(a *asking) *int { return &a.Silent }),
			days(i18n.T("未进货"), func(a *asking) *int { return &a.Idle }),
			form.Check(i18n.T("重点客户"), func(a *asking) *bool { return &a.Key }).Half(),
			form.Check(i18n.T("有逾期欠款"), func(a *asking) *bool { return &a.Overdue }).Half(),
			form.Int(i18n.T("完整度低于"), func(a *asking) *int { return &a.CompleteBelow }).Unit("%").Width(80).Half().Valid(func(a *asking) error { return notNegative(a.CompleteBelow) }),
		}},
		{Title: i18n.T("更多条件"), Folded: true, Fields: []form.Field[asking]{
			form.Tags(i18n.T("渠道"), words.Channels, func(a *asking) *string { return &a.Channels }),
			form.Tags(i18n.T("价格体系"), words.Tiers, func(a *asking) *string { return &a.Tiers }),
			form.Tags(i18n.T("ABC 分类"), []string{"A", "B", "C"}, func(a *asking) *string { return &a.Classes }),
		}},
	}
	if len(fields) > 0 {
		own := form.Section[asking]{Title: i18n.T("自定义字段"), Folded: true}
		for i := range fields {
			own.Fields = append(own.Fields, form.Text(fields[i].Name, func(a *asking) *string {
				if missing := i + 1 - len(a.Own); missing > 0 {
					a.Own = append(a.Own, make([]string, missing)...)
				}
				return &a.Own[i]
			}))
		}
		sections = append(sections, own)
	}
	return sections
}

func notNegative(n int) error {
	if n < 0 {
		return model.NewFault(nil, i18n.T("不能小于 0"), "", "")
	}
	return nil
}

func suspicionOptions() []widgets.Option {
	return []widgets.Option{{Value: "", Label: i18n.T("不限")}, {Value: anyFlag, Label: i18n.T("有异动待处理")},
		{Value: string(analysis.Churn), Label: i18n.T("流失嫌疑")}, {Value: string(analysis.Diversion), Label: i18n.T("冲货或放量嫌疑")}}
}

func stageOptions(none string) []widgets.Option {
	out := []widgets.Option{{Value: "", Label: none}}
	for _, s := range customers.Stages {
		out = append(out, widgets.Option{Value: string(s), Label: customers.StageName(s)})
	}
	return out
}

// employees to pick from: those who work here first.
func (p *Page) employees() []pick.Item {
	if p.list == nil {
		return nil
	}
	all := slices.SortedFunc(maps.Values(p.list.Directory.Employees), func(a, b *model.Employee) int {
		x, y := a.Active(p.list.Today), b.Active(p.list.Today)
		switch {
		case x != y && x:
			return -1
		case x != y:
			return 1
		}
		return int(int64(a.ID) - int64(b.ID))
	})
	items := make([]pick.Item, len(all))
	for i, e := range all {
		items[i] = pick.Item{ID: e.ID, Code: e.Code, Name: e.Name, Pinyin: e.Pinyin, Detail: e.Position}
	}
	return items
}
