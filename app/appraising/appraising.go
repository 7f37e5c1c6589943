// Package appraising scores people's months: weighted KPIs whose figures come from the
// data, a score by the superior where a scheme asks for one, comments of both, and a
// sign-off after which the figures stay as they were.
package appraising

import (
	"context"
	"fmt"
	"time"

	"xunshi/app/appraising/figures"
	"xunshi/app/measuring"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Book is the use case over one store.
type Book struct {
	store *store.Store
	gauge *measuring.Gauge
	today func() model.Date
	now   func() time.Time
}

// New makes a Book that measures with gauge.
func New(s *store.Store, gauge *measuring.Gauge) *Book {
	return &Book{store: s, gauge: gauge, today: model.Today, now: time.Now}
}

// SetClock says what today is, instead of the computer's clock.
func (b *Book) SetClock(today func() model.Date) {
	b.today, b.now = today, func() time.Time { return today().Time().Add(noon) }
}

// noon stands for the time of day where only the day is known.
const noon = 12 * time.Hour

// State is how far a sheet has come.
type State int

// States of a sheet.
const (
	Open   State = iota // 待评: nothing written yet
	Draft               // 草稿: comments or a score of the superior are kept, the figures follow the data
	Signed              // 已签字: frozen
)

// StateName is the word for a state.
func StateName(s State) string {
	switch s {
	case Draft:
		return i18n.T("草稿")
	case Signed:
		return i18n.T("已签字")
	}
	return i18n.T("待评")
}

// Sheet is one person's month.
type Sheet struct {
	Person figures.Person
	Month  model.Month
	Until  model.Date
	Scheme *model.AppraisalScheme
	Lines  []Line
	Score  int  // 1/100 point, the sum of the weighted points shown
	Scored bool // false: no line could be measured
	Rank   int  // within the scheme, 0 without a score
	Of     int
	State  State
	Record model.Appraisal // what is kept: comments, reviewer, sign-off
	Since  *Drift          // signed, but the data changed since; nil if they did not
}

// Drift is what a signed sheet would score by today's data.
type Drift struct {
	Score  int
	Scored bool
}

// Missing counts the lines the superior has still to score.
func (s *Sheet) Missing() int {
	n := 0
	for _, l := range s.Lines {
		if l.Kind == model.KPIManual && !l.Known {
			n++
		}
	}
	return n
}

// Spread tells whether the weight of lines that could not be measured was spread.
func (s *Sheet) Spread() bool {
	for _, l := range s.Lines {
		if !l.Known && s.Scored {
			return true
		}
	}
	return false
}

// MonthView is everyone's month.
type MonthView struct {
	Month     model.Month
	Until     model.Date
	Directory *model.Directory
	Schemes   []model.AppraisalScheme
	Sheets    []*Sheet         // people with a scheme
	Without   []figures.Person // people no scheme is meant for
}

// Find gives someone's sheet, nil if there is none.
func (v *MonthView) Find(employee model.ID) *Sheet {
	for _, s := range v.Sheets {
		if s.Person.ID == employee {
			return s
		}
	}
	return nil
}

// Count of the sheets in a state.
func (v *MonthView) Count(state State) int {
	n := 0
	for _, s := range v.Sheets {
		if s.State == state {
			n++
		}
	}
	return n
}

// Average score of the sheets that have one, in 1/100 point; ok is false without any.
func (v *MonthView) Average() (score int, ok bool) {
	sum, n := 0, 0
	for _, s := range v.Sheets {
		if s.Scored {
			sum, n = sum+s.Score, n+1
		}
	}
	if n == 0 {
		return 0, false
	}
	return int(model.MulDiv(int64(sum), 1, int64(n))), true
}

// LastMonth is the month that is usually appraised; see figures.LastMonth.
func (b *Book) LastMonth(ctx context.Context) (model.Month, error) {
	return figures.LastMonth(ctx, b.store, b.today())
}

// Month scores everyone's month. Sheets that are signed off show what was signed.
func (b *Book) Month(ctx context.Context, month model.Month) (*MonthView, error) {
	schemes, err := b.Schemes(ctx)
	if err != nil {
		return nil, err
	}
	taken, err := figures.Take(ctx, b.store, b.gauge, month)
	if err != nil {
		return nil, err
	}
	records, err := store.Find(ctx, b.store, model.Appraisal{Month: month})
	if err != nil {
		return nil, fmt.Errorf("read the appraisals of %s: %w", month, err)
	}
	kept := map[model.ID]model.Appraisal{}
	for _, r := range records {
		kept[r.EmployeeID] = r
	}
	v := &MonthView{Month: month, Until: taken.Until, Directory: taken.Directory, Schemes: schemes}
	for _, p := range taken.People {
		record, there := kept[p.ID]
		scheme := figures.SchemeFor(schemes, p.Position, month, term)
		if there && record.SignedAt != nil {
			scheme = signedScheme(schemes, record)
		}
		if scheme == nil {
			v.Without = append(v.Without, p)
			continue
		}
		v.Sheets = append(v.Sheets, sheet(taken, p, scheme, record, there))
	}
	rank(v.Sheets)
	return v, nil
}

// signedScheme is the scheme a sheet was signed under, by name only if it is gone.
func signedScheme(schemes []model.AppraisalScheme, r model.Appraisal) *model.AppraisalScheme {
	for i := range schemes {
		if schemes[i].ID == r.SchemeID {
			return &schemes[i]
		}
	}
	return &model.AppraisalScheme{Record: model.Record{ID: r.SchemeID}}
}

func sheet(taken *figures.Month, p figures.Person, scheme *model.AppraisalScheme, record model.Appraisal, there bool) *Sheet {
	s := &Sheet{Person: p, Month: taken.Month, Until: taken.Until, Scheme: scheme, Record: record}
	live := liveLines(taken, p.ID, scheme, record)
	score, scored := weigh(live)
	switch {
	case there && record.SignedAt != nil:
		s.State = Signed
		s.Lines = frozenLines(record)
		s.Score, s.Scored = weigh(s.Lines)
		if scored != s.Scored || score != s.Score {
			s.Since = &Drift{Score: score, Scored: scored}
		}
		return s
	case there:
		s.State = Draft
	}
	s.Lines, s.Score, s.Scored = live, score, scored
	return s
}

// liveLines takes every figure from the data, but the scores the superior gave from the
// draft: they belong to the lines in their order.
func liveLines(taken *figures.Month, employee model.ID, scheme *model.AppraisalScheme, record model.Appraisal) []Line {
	given := manualScores(record.Lines)
	lines := make([]Line, len(scheme.Lines))
	n := 0
	for i, k := range scheme.Lines {
		if k.Name == "" {
			k.Name = figures.KindName(k.Kind)
		}
		if k.Kind != model.KPIManual {
			lines[i] = lineOf(k, taken.Of(k.Kind, employee))
			continue
		}
		if n < len(given) && given[n] >= 0 {
			lines[i] = manualLine(k, given[n])
		} else {
			lines[i] = lineOf(k, taken.Of(k.Kind, employee))
		}
		n++
	}
	return lines
}

// manualScores gives the points of the manual lines in their order, −1 where none were given.
func manualScores(lines []model.AppraisalLine) []int {
	var out []int
	for _, l := range lines {
		if l.Kind == model.KPIManual {
			points := -1
			if l.Known {
				points = int(l.Actual / 100)
			}
			out = append(out, points)
		}
	}
	return out
}

func frozenLines(r model.Appraisal) []Line {
	lines := make([]Line, len(r.Lines))
	for i, l := range r.Lines {
		lines[i] = Line{AppraisalLine: l}
		if !l.Known {
			lines[i].Why = i18n.T("签字时没有可比的数据")
		}
	}
	return lines
}

// Point is one month of someone's history.
type Point struct {
	Month  model.Month
	Score  int
	Scored bool // signed off with a score
}

// History gives the scores that were signed off in the twelve months up to one.
func (b *Book) History(ctx context.Context, employee model.ID, until model.Month) ([]Point, error) {
	records, err := store.Find(ctx, b.store, model.Appraisal{EmployeeID: employee})
	if err != nil {
		return nil, fmt.Errorf("read the appraisals of a person: %w", err)
	}
	out := make([]Point, 12)
	for i := range out {
		out[i].Month = until - model.Month(len(out)-1-i)
		for _, r := range records {
			if r.Month == out[i].Month && r.SignedAt != nil {
				out[i].Score, out[i].Scored = r.Score, true
			}
		}
	}
	return out, nil
}
