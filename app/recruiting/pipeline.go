package recruiting

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Pipeline is every candidate as of a day, with the way each has come.
type Pipeline struct {
	On         model.Date
	Directory  *model.Directory
	Candidates []Candidate // those with the next appointment first, then by days in the stage
}

// Candidate with what follows from the dates.
type Candidate struct {
	model.Candidate
	Days int    // in this stage
	Way  []Step // oldest first, the first is the application
}

// Step is one change of stage.
type Step struct {
	Stage  model.CandidateStage
	On     model.Date
	Reason string
}

// Overdue tells whether the appointment has passed without a word.
func (c *Candidate) Overdue(on model.Date) bool { return c.NextOn != 0 && c.NextOn < on }

// Pipeline reads the candidates as of today.
func (b *Book) Pipeline(ctx context.Context) (*Pipeline, error) {
	directory, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := store.Find(ctx, b.store, model.Candidate{})
	if err != nil {
		return nil, fmt.Errorf("read the candidates: %w", err)
	}
	p := &Pipeline{On: b.today(), Directory: directory}
	for _, c := range rows {
		way, err := b.way(ctx, &c)
		if err != nil {
			return nil, err
		}
		p.Candidates = append(p.Candidates, Candidate{Candidate: c, Days: max(0, int(p.On-c.StageOn)), Way: way})
	}
	far := model.Date(1 << 30)
	next := func(c Candidate) model.Date {
		if c.NextOn == 0 {
			return far
		}
		return c.NextOn
	}
	slices.SortStableFunc(p.Candidates, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(next(a), next(b)), cmp.Compare(b.Days, a.Days), cmp.Compare(a.ID, b.ID))
	})
	return p, nil
}

// way reads the stages of a candidate out of the history of the record, acts that were
// undone left out.
func (b *Book) way(ctx context.Context, c *model.Candidate) ([]Step, error) {
	changes, err := store.History[model.Candidate](ctx, b.store, c.ID)
	if err != nil {
		return nil, fmt.Errorf("read the history of a candidate: %w", err)
	}
	way := []Step{{Stage: model.CandidateApplied, On: c.Applied}}
	for _, change := range slices.Backward(changes) { // oldest first
		if change.Undone {
			continue
		}
		step, moved, err := stepOf(change)
		if err != nil {
			return nil, err
		}
		if !moved {
			continue
		}
		if step.On == 0 { // the day of the stage stayed the same
			step.On = way[len(way)-1].On
		}
		way = append(way, step)
	}
	if last := way[len(way)-1]; last.Stage != c.Stage { // brought in from elsewhere, without a history
		way = append(way, Step{Stage: c.Stage, On: c.StageOn, Reason: c.Reason})
	}
	return way, nil
}

func stepOf(change store.Change) (s Step, moved bool, err error) {
	for _, f := range change.Fields {
		var into any
		switch f.Field {
		case "stage":
			moved, into = true, &s.Stage
		case "stage_on":
			into = &s.On
		case "reason":
			into = &s.Reason
		default:
			continue
		}
		if err := json.Unmarshal([]byte(f.After), into); err != nil {
			return s, false, fmt.Errorf("read a change of %s: %w", f.Field, err)
		}
	}
	return s, moved, nil
}

// In gives the candidates of a stage, in a region with those below it (0: all).
func (p *Pipeline) In(stage model.CandidateStage, region model.ID) []Candidate {
	var out []Candidate
	for _, c := range p.Candidates {
		if c.Stage == stage && p.Directory.RegionWithin(c.RegionID, region) {
			out = append(out, c)
		}
	}
	return out
}

// Find gives one candidate, nil if there is none.
func (p *Pipeline) Find(id model.ID) *Candidate {
	for i := range p.Candidates {
		if p.Candidates[i].ID == id {
			return &p.Candidates[i]
		}
	}
	return nil
}

// Level is one stage of the funnel: how many candidates came that far.
type Level struct {
	Stage   model.CandidateStage
	Reached int
}

// Funnel says what became of those who applied in a period.
type Funnel struct {
	Period   model.Period
	Levels   []Level // applied … hired
	Rejected int
	Withdrew int
	Days     []int // from the application to the first day, of those hired, ascending
	Sources  []Source
}

// Source is a way candidates come by.
type Source struct {
	Name           string
	Applied, Hired int
}

// MedianDays is the median of the days from application to the first day; ok is false when
// nobody was hired. Of an even number the mean of the middle two, rounded up.
func (f *Funnel) MedianDays() (days int, ok bool) {
	n := len(f.Days)
	if n == 0 {
		return 0, false
	}
	return (f.Days[(n-1)/2] + f.Days[n/2] + 1) / 2, true
}

// Hired is how many began to work.
func (f *Funnel) Hired() int { return f.Levels[len(f.Levels)-1].Reached }

// Funnel counts those who applied in a period, in a region with those below it (0: all).
// Whoever came further has passed the stages before, even if one was skipped.
func (p *Pipeline) Funnel(period model.Period, region model.ID) *Funnel {
	f := &Funnel{Period: period}
	for _, s := range Stages[:5] {
		f.Levels = append(f.Levels, Level{Stage: s})
	}
	sources := map[string]*Source{}
	for i := range p.Candidates {
		c := &p.Candidates[i]
		if !period.Contains(c.Applied) || !p.Directory.RegionWithin(c.RegionID, region) {
			continue
		}
		for at := range c.furthest() + 1 {
			f.Levels[at].Reached++
		}
		name := cmp.Or(c.Source, i18n.T("未填"))
		if sources[name] == nil {
			sources[name] = &Source{Name: name}
		}
		sources[name].Applied++
		switch c.Stage {
		case model.CandidateRejected:
			f.Rejected++
		case model.CandidateWithdrew:
			f.Withdrew++
		case model.CandidateHired:
			sources[name].Hired++
			f.Days = append(f.Days, int(c.StageOn-c.Applied))
		}
	}
	slices.Sort(f.Days)
	for _, s := range sources {
		f.Sources = append(f.Sources, *s)
	}
	slices.SortFunc(f.Sources, func(a, b Source) int {
		return cmp.Or(cmp.Compare(b.Hired, a.Hired), cmp.Compare(b.Applied, a.Applied), cmp.Compare(a.Name, b.Name))
	})
	return f
}

// furthest is the index in Stages of the furthest stage on the way, ends left out.
func (c *Candidate) furthest() int {
	far := 0
	for _, s := range c.Way {
		if at := slices.Index(Stages[:5], s.Stage); at > far {
			far = at
		}
	}
	return far
}

// Document is the funnel and the list of candidates on paper.
func (p *Pipeline) Document(period model.Period, region model.ID) *document.Document {
	f := p.Funnel(period, region)
	doc := &document.Document{
		Kind: "recruiting", Title: i18n.T("招聘进展"), Period: period, PeriodText: i18n.T("%s 至 %s", period.From, period.To),
		AsOf: p.On.String(), Notes: []string{Rule()}, CardSections: []string{"funnel", "sources"},
	}
	if r := p.Directory.Regions[region]; r != nil {
		doc.Subtitle = r.Name
	}
	doc.Sections = []document.Section{f.section(), f.sourceSection(), p.listSection(region)}
	return doc
}

// Rule is the 口径 of the funnel in words.
func Rule() string {
	return i18n.T("按应聘日期落在期间内的人统计;走到后面阶段的人计入之前各阶段。转化率 = 到达该阶段 ÷ 应聘;招聘周期 = 入职日 − 应聘日的中位数。")
}

func share(part, whole int) document.Cell {
	if whole == 0 {
		return document.Cell{None: true}
	}
	return document.Cell{Number: model.MulDiv(int64(part), 1_000_000, int64(whole))}
}

func (f *Funnel) section() document.Section {
	people := i18n.T("人")
	s := document.Section{ID: "funnel", Title: i18n.T("招聘漏斗"), Columns: []document.Column{
		{Key: "stage", Title: i18n.T("阶段"), Kind: document.Text, Wide: true}, {Key: "reached", Title: i18n.T("到达"), Unit: people, Kind: document.Count},
		{Key: "rate", Title: i18n.T("转化率"), Unit: "%", Kind: document.Percent, Decimals: 1},
	}}
	for _, l := range f.Levels {
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: StageName(l.Stage)}, {Number: int64(l.Reached)}, share(l.Reached, f.Levels[0].Reached)}})
	}
	s.Caption = i18n.T("淘汰 %[1]d 人 · 放弃 %[2]d 人", f.Rejected, f.Withdrew)
	if days, ok := f.MedianDays(); ok {
		s.Caption += " · " + i18n.T("招聘周期中位数 %d 天", days)
	}
	return s
}

func (f *Funnel) sourceSection() document.Section {
	people := i18n.T("人")
	s := document.Section{ID: "sources", Title: i18n.T("按来源"), Empty: i18n.T("期间内没有人应聘。"), Columns: []document.Column{
		{Key: "source", Title: i18n.T("来源"), Kind: document.Text, Wide: true}, {Key: "applied", Title: i18n.T("应聘"), Unit: people, Kind: document.Count},
		{Key: "hired", Title: i18n.T("入职"), Unit: people, Kind: document.Count}, {Key: "rate", Title: i18n.T("录用率"), Unit: "%", Kind: document.Percent, Decimals: 1},
	}}
	for _, x := range f.Sources {
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: x.Name}, {Number: int64(x.Applied)}, {Number: int64(x.Hired)}, share(x.Hired, x.Applied)}})
	}
	return s
}

func (p *Pipeline) listSection(region model.ID) document.Section {
	s := document.Section{ID: "open", Title: i18n.T("在招人员"), Empty: i18n.T("目前没有在招人员。"), Columns: []document.Column{
		{Key: "name", Title: i18n.T("姓名"), Kind: document.Text}, {Key: "position", Title: i18n.T("应聘职位"), Kind: document.Text},
		{Key: "region", Title: i18n.T("区域"), Kind: document.Text}, {Key: "stage", Title: i18n.T("阶段"), Kind: document.Text},
		{Key: "days", Title: i18n.T("停留"), Unit: i18n.T("天"), Kind: document.Count}, {Key: "next", Title: i18n.T("下次约见"), Kind: document.DateColumn},
		{Key: "phone", Title: i18n.T("电话"), Kind: document.Text},
	}}
	for _, stage := range Stages[:4] {
		for _, c := range p.In(stage, region) {
			s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Text: c.Name}, {Text: c.Position}, {Text: p.RegionName(c.RegionID)},
				{Text: StageName(stage)}, {Number: int64(c.Days)}, {Number: int64(c.NextOn), None: c.NextOn == 0}, {Text: c.Phone}}})
		}
	}
	return s
}

// RegionName is the name of a region, "—" without one.
func (p *Pipeline) RegionName(id model.ID) string {
	if r := p.Directory.Regions[id]; r != nil {
		return r.Name
	}
	return document.Dash
}
