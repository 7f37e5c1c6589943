package customers

import (
	"context"
	"slices"
	"strings"

	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Filter chooses customers. Zero fields do not restrict; of several values in one field
// any will do, of several fields all must hold.
type Filter struct {
	RegionID      model.ID              `json:"region_id,omitempty"` // with the regions below it
	NoRegion      bool                  `json:"no_region,omitempty"` // only customers without a region
	Kinds         []string              `json:"kinds,omitempty"`
	Grades        []string              `json:"grades,omitempty"` // "" = no grade
	Classes       []string              `json:"classes,omitempty"`
	Channels      []string              `json:"channels,omitempty"`
	Tiers         []string              `json:"tiers,omitempty"`
	Tags          []string              `json:"tags,omitempty"`
	Stages        []model.CustomerStage `json:"stages,omitempty"`
	Owners        []model.ID            `json:"owners,omitempty"`
	NoOwner       bool                  `json:"no_owner,omitempty"`
	Key           bool                  `json:"key,omitempty"`
	Flagged       bool                  `json:"flagged,omitempty"`    // an open flag, whichever
	Suspicions    []analysis.Suspicion  `json:"suspicions,omitempty"` // open flags of these kinds
	Silent        int                   `json:"silent,omitempty"`     // not spoken to for so many days, or never
	Idle          int                   `json:"idle,omitempty"`       // no purchase for so many days, or never
	CompleteBelow int                   `json:"complete_below,omitempty"`
	Overdue       bool                  `json:"overdue,omitempty"`
	Own           map[string]string     `json:"own,omitempty"` // own field (UUID) holds this text
}

// Empty tells whether the filter keeps everyone.
func (f *Filter) Empty() bool { return len(f.Conditions(nil)) == 0 && f.RegionID == 0 && !f.NoRegion }

// Apply keeps the rows that pass, in their order.
func (f *Filter) Apply(l *List) []*Row {
	var regions map[model.ID]bool
	if f.RegionID != 0 {
		regions = l.Directory.RegionSet(f.RegionID)
	}
	out := make([]*Row, 0, len(l.Rows))
	for _, r := range l.Rows {
		if regions != nil && !regions[r.Customer.RegionID] {
			continue
		}
		if f.NoRegion && l.Directory.Regions[r.Customer.RegionID] != nil {
			continue
		}
		if f.file(r) && f.state(r) {
			out = append(out, r)
		}
	}
	return out
}

func oneOf[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// file tests what stands in the customer's file.
func (f *Filter) file(r *Row) bool {
	c := r.Customer
	switch {
	case !oneOf(f.Kinds, c.Kind), !oneOf(f.Grades, c.Grade), !oneOf(f.Channels, c.Channel), !oneOf(f.Tiers, c.PriceTier),
		!oneOf(f.Stages, r.Stage()), !oneOf(f.Owners, c.OwnerID),
		f.NoOwner && r.Owner != "",
		f.Key && !c.Key:
		return false
	}
	if len(f.Tags) > 0 && !slices.ContainsFunc(r.Tags(), func(tag string) bool { return slices.Contains(f.Tags, tag) }) {
		return false
	}
	for field, want := range f.Own {
		if !strings.Contains(strings.ToLower(c.Own[field]), strings.ToLower(want)) {
			return false
		}
	}
	return true
}

// state tests what the figures and records say.
func (f *Filter) state(r *Row) bool {
	switch {
	case len(f.Classes) > 0 && !slices.Contains(f.Classes, string(r.Class)),
		f.Silent > 0 && (r.Customer.WalkIn || (r.Silent >= 0 && r.Silent < f.Silent)),
		f.Idle > 0 && r.Since >= 0 && r.Since < f.Idle,
		f.CompleteBelow > 0 && (r.Complete < 0 || r.Complete >= f.CompleteBelow),
		f.Overdue && r.Overdue <= 0:
		return false
	}
	if !f.Flagged && len(f.Suspicions) == 0 {
		return true
	}
	return slices.ContainsFunc(r.Flags, func(flag Flag) bool { return flag.Open() && oneOf(f.Suspicions, flag.Suspicion) })
}

// Condition is one part of a filter in words, and the filter without it.
type Condition struct {
	Text    string
	Without func(*Filter)
}

// Conditions says in words what the filter restricts, but for the region. The list gives
// the names; it may be nil.
func (f *Filter) Conditions(l *List) []Condition {
	var out []Condition
	add := func(on bool, text string, without func(*Filter)) {
		if on {
			out = append(out, Condition{text, without})
		}
	}
	words := func(name string, values []string, without func(*Filter)) {
		add(len(values) > 0, i18n.T("%[1]s:%[2]s", name, strings.Join(named(values), i18n.T("、"))), without)
	}
	words(i18n.T("类型"), f.Kinds, func(f *Filter) { f.Kinds = nil })
	words(i18n.T("等级"), f.Grades, func(f *Filter) { f.Grades = nil })
	words(i18n.T("ABC 分类"), f.Classes, func(f *Filter) { f.Classes = nil })
	words(i18n.T("渠道"), f.Channels, func(f *Filter) { f.Channels = nil })
	words(i18n.T("价格体系"), f.Tiers, func(f *Filter) { f.Tiers = nil })
	words(i18n.T("标签"), f.Tags, func(f *Filter) { f.Tags = nil })
	words(i18n.T("阶段"), stageNames(f.Stages), func(f *Filter) { f.Stages = nil })
	words(i18n.T("负责人"), ownerNames(l, f.Owners), func(f *Filter) { f.Owners = nil })
	add(f.NoOwner, i18n.T("没有负责人"), func(f *Filter) { f.NoOwner = false })
	add(f.Key, i18n.T("重点客户"), func(f *Filter) { f.Key = false })
	add(f.Flagged, i18n.T("有异动待处理"), func(f *Filter) { f.Flagged = false })
	words(i18n.T("异动"), suspicionNames(f.Suspicions), func(f *Filter) { f.Suspicions = nil })
	add(f.Silent > 0, i18n.T("%d 天以上未联系", f.Silent), func(f *Filter) { f.Silent = 0 })
	add(f.Idle > 0, i18n.T("%d 天以上未进货", f.Idle), func(f *Filter) { f.Idle = 0 })
	add(f.CompleteBelow > 0, i18n.T("完整度低于 %d%%", f.CompleteBelow), func(f *Filter) { f.CompleteBelow = 0 })
	add(f.Overdue, i18n.T("有逾期欠款"), func(f *Filter) { f.Overdue = false })
	return append(out, f.ownConditions(l)...)
}

func (f *Filter) ownConditions(l *List) []Condition {
	var out []Condition
	for field, want := range f.Own {
		name := i18n.T("自定义字段")
		if l != nil {
			for i := range l.Fields {
				if l.Fields[i].UUID.String() == field {
					name = l.Fields[i].Name
				}
			}
		}
		out = append(out, Condition{i18n.T("%[1]s:%[2]s", name, want), func(f *Filter) { delete(f.Own, field) }})
	}
	slices.SortFunc(out, func(a, b Condition) int { return strings.Compare(a.Text, b.Text) })
	return out
}

// named says 未填 for an empty value.
func named(values []string) []string {
	out := slices.Clone(values)
	for i := range out {
		if out[i] == "" {
			out[i] = i18n.T("未填")
		}
	}
	return out
}

func stageNames(stages []model.CustomerStage) []string {
	out := make([]string, len(stages))
	for i, s := range stages {
		out[i] = StageName(s)
	}
	return out
}

func suspicionNames(list []analysis.Suspicion) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = reporting.SuspicionText(s)
	}
	return out
}

func ownerNames(l *List, ids []model.ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		if l != nil && l.Directory.Employees[id] != nil {
			out[i] = l.Directory.Employees[id].Name
		}
	}
	return out
}

// Stages of a customer, in the order they are offered.
var Stages = []model.CustomerStage{model.StageProspect, model.StageActive, model.StageStopped}

// StageName is the word for a stage.
func StageName(s model.CustomerStage) string {
	switch s {
	case model.StageProspect:
		return i18n.T("潜在")
	case model.StageStopped:
		return i18n.T("停止合作")
	}
	return i18n.T("合作")
}

// Words are the values that stand in the customers' files, to choose from.
type Words struct {
	Kinds, Grades, Channels, Tiers, Tags []string
}

// Words collects what stands in the files, each word once, in order; the types of the
// trade come first.
func (l *List) Words() Words {
	kinds, grades, channels, tiers, tags := newWordSet(model.CustomerKinds...), newWordSet(), newWordSet(), newWordSet(), newWordSet()
	for _, r := range l.Rows {
		kinds.add(r.Customer.Kind)
		grades.add(r.Customer.Grade)
		channels.add(r.Customer.Channel)
		tiers.add(r.Customer.PriceTier)
		for _, tag := range r.Tags() {
			tags.add(tag)
		}
	}
	return Words{kinds.sorted(), grades.sorted("A", "B", "C"), channels.sorted(), tiers.sorted(), tags.sorted()}
}

type wordSet struct {
	first []string
	more  map[string]bool
}

func newWordSet(first ...string) *wordSet { return &wordSet{first, map[string]bool{}} }

func (s *wordSet) add(word string) {
	if word != "" && !slices.Contains(s.first, word) {
		s.more[word] = true
	}
}

func (s *wordSet) sorted(always ...string) []string {
	for _, word := range always {
		s.add(word)
	}
	more := make([]string, 0, len(s.more))
	for word := range s.more {
		more = append(more, word)
	}
	slices.Sort(more)
	return append(slices.Clone(s.first), more...)
}

// Find reads the customers that pass a filter and a search text; without a text in the
// order of the list, else the best first.
func (b *Book) Find(ctx context.Context, f Filter, text string) (*List, []*Row, error) {
	list, err := b.List(ctx)
	if err != nil {
		return nil, nil, err
	}
	return list, Search(f.Apply(list), text), nil
}
