// Package bonus computes people's monthly bonus by schemes of rules. Every amount carries
// the formula it came from; sums are those of the amounts shown, to the 分.
package bonus

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"xunshi/app/appraising/figures"
	"xunshi/app/measuring"
	"xunshi/app/refusal"
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

// Sheet is one person's bonus of a month.
type Sheet struct {
	Person figures.Person
	Scheme *model.BonusScheme
	Lines  []Line
	Amount model.Money // sum of the lines
	Adjust model.Money // by hand, with a reason
	Signed bool        // frozen
	Record model.BonusSheet
	Now    model.Money // signed: what the lines would add up to by today's data
}

// Total is what is paid.
func (s *Sheet) Total() model.Money { return s.Amount + s.Adjust }

// Drifted tells whether the data changed since the sign-off so that the amount would.
func (s *Sheet) Drifted() bool { return s.Signed && s.Now != s.Amount }

// Line finds the line of a rule by its name, nil if the scheme has none.
func (s *Sheet) Line(rule string) *Line {
	for i := range s.Lines {
		if s.Lines[i].Rule.Name == rule {
			return &s.Lines[i]
		}
	}
	return nil
}

// MonthView is everyone's bonus of a month.
type MonthView struct {
	Month     model.Month
	Until     model.Date
	Directory *model.Directory
	Schemes   []model.BonusScheme
	Rules     []string // names of all rules, in the order of the schemes: the columns
	Sheets    []*Sheet
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

// Sum is the total of everyone, and that of the rules without adjustments.
func (v *MonthView) Sum() (total, amount, adjust model.Money) {
	for _, s := range v.Sheets {
		amount += s.Amount
		adjust += s.Adjust
	}
	return amount + adjust, amount, adjust
}

// SumOf is the sum of one rule over everyone.
func (v *MonthView) SumOf(rule string) model.Money {
	var sum model.Money
	for _, s := range v.Sheets {
		if l := s.Line(rule); l != nil {
			sum += l.Amount
		}
	}
	return sum
}

// SignedCount is how many sheets are signed off.
func (v *MonthView) SignedCount() int {
	n := 0
	for _, s := range v.Sheets {
		if s.Signed {
			n++
		}
	}
	return n
}

// LastMonth is the month that is usually paid; see figures.LastMonth.
func (b *Book) LastMonth(ctx context.Context) (model.Month, error) {
	return figures.LastMonth(ctx, b.store, b.today())
}

// body is what a sign-off keeps of a sheet.
type body struct {
	Scheme string `json:"scheme"`
	Lines  []Line `json:"lines"`
}

// Month computes everyone's bonus. Sheets that are signed off show what was signed.
func (b *Book) Month(ctx context.Context, month model.Month) (*MonthView, error) {
	schemes, err := b.Schemes(ctx)
	if err != nil {
		return nil, err
	}
	taken, err := figures.Take(ctx, b.store, b.gauge, month)
	if err != nil {
		return nil, err
	}
	records, err := store.Find(ctx, b.store, model.BonusSheet{Month: month})
	if err != nil {
		return nil, fmt.Errorf("read the bonus sheets of %s: %w", month, err)
	}
	kept := map[model.ID]model.BonusSheet{}
	for _, r := range records {
		kept[r.EmployeeID] = r
	}
	v := &MonthView{Month: month, Until: taken.Until, Directory: taken.Directory, Schemes: schemes}
	for _, p := range taken.People {
		s, err := sheet(taken, p, figures.SchemeFor(schemes, p.Position, month, term), kept[p.ID])
		if err != nil {
			return nil, err
		}
		if s == nil {
			v.Without = append(v.Without, p)
			continue
		}
		v.Sheets = append(v.Sheets, s)
	}
	v.Rules = ruleNames(v.Sheets)
	return v, nil
}

// sheet computes one person's bonus; nil when no scheme is meant for them and none was
// signed.
func sheet(taken *figures.Month, p figures.Person, scheme *model.BonusScheme, record model.BonusSheet) (*Sheet, error) {
	s := &Sheet{Person: p, Scheme: scheme, Adjust: record.Adjust, Record: record, Signed: record.SignedAt != nil}
	if scheme == nil && !s.Signed {
		return nil, nil
	}
	if scheme != nil {
		for _, rule := range scheme.Lines {
			s.Lines = append(s.Lines, apply(rule, taken, p.ID))
		}
	}
	s.Amount = sum(s.Lines)
	if !s.Signed {
		return s, nil
	}
	s.Now = s.Amount
	var kept body
	if err := json.Unmarshal([]byte(record.Body), &kept); err != nil {
		return nil, fmt.Errorf("read the signed bonus of %s: %w", p.Name, err)
	}
	s.Lines, s.Amount = kept.Lines, record.Amount
	s.Scheme = &model.BonusScheme{Record: model.Record{ID: record.SchemeID}, Name: kept.Scheme}
	return s, nil
}

func sum(lines []Line) model.Money {
	var total model.Money
	for i := range lines {
		total += lines[i].Amount
	}
	return total
}

func ruleNames(sheets []*Sheet) []string {
	var names []string
	seen := map[string]bool{}
	for _, s := range sheets {
		for i := range s.Lines {
			if name := s.Lines[i].Rule.Name; !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// Adjust puts an amount (negative takes away) to someone's bonus; it needs a reason. 0
// takes an adjustment back, and the reason may stay as a note (奖金异议).
func (b *Book) Adjust(ctx context.Context, employee model.ID, month model.Month, amount model.Money, reason string) (operation string, err error) {
	reason = strings.TrimSpace(reason)
	if amount != amount.RoundFen() {
		return "", refusal.Because(i18n.T("调整额只能到分。"))
	}
	if amount != 0 && reason == "" {
		return "", refusal.Because(i18n.T("调整奖金要写原因。"))
	}
	s, err := b.open(ctx, employee, month)
	if err != nil {
		return "", err
	}
	if s.Amount+amount < 0 {
		return "", refusal.Because(i18n.T("调整后的奖金不能是负数。"))
	}
	record := s.record(month)
	record.Adjust, record.Reason = amount, reason
	return b.put(ctx, record)
}

// Object attaches a note (奖金异议) to someone's bonus, signed or not; amounts stay.
func (b *Book) Object(ctx context.Context, employee model.ID, month model.Month, note string) (operation string, err error) {
	if note = strings.TrimSpace(note); note == "" {
		return "", refusal.Because(i18n.T("异议没有内容。"))
	}
	v, err := b.Month(ctx, month)
	if err != nil {
		return "", err
	}
	s := v.Find(employee)
	if s == nil {
		return "", refusal.Because(i18n.T("这个人本月没有奖金方案。"))
	}
	record := s.Record
	if !s.Signed {
		record = *s.record(month)
	}
	record.Reason = strings.TrimSpace(record.Reason + "\n" + i18n.T("[%[1]s 异议:%[2]s]", b.today(), note))
	return b.put(ctx, &record)
}

// Sign freezes someone's bonus as it is now; with employee 0 that of everyone who is not
// signed yet, as one act.
func (b *Book) Sign(ctx context.Context, employee model.ID, month model.Month) (operation string, err error) {
	v, err := b.Month(ctx, month)
	if err != nil {
		return "", err
	}
	var records []*model.BonusSheet
	now := b.now().UTC()
	for _, s := range v.Sheets {
		if s.Signed || (employee != 0 && s.Person.ID != employee) {
			continue
		}
		if s.Total() < 0 {
			return "", refusal.Because(i18n.T("%s 的奖金合计是负数,请先改调整额。", s.Person.Name))
		}
		r := s.record(month)
		text, err := json.Marshal(body{Scheme: s.Scheme.Name, Lines: s.Lines})
		if err != nil {
			return "", fmt.Errorf("keep the bonus of %s: %w", s.Person.Name, err)
		}
		r.Body, r.SignedAt = string(text), &now
		records = append(records, r)
	}
	if len(records) == 0 {
		return "", refusal.Because(i18n.T("没有待签字的奖金。"))
	}
	return b.put(ctx, records...)
}

// Reopen lets a signed bonus follow the data again; the reason is kept.
func (b *Book) Reopen(ctx context.Context, employee model.ID, month model.Month, reason string) (operation string, err error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return "", refusal.Because(i18n.T("重新打开要写原因。"))
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		rows, err := store.FindIn(e, model.BonusSheet{EmployeeID: employee, Month: month})
		if err != nil {
			return err
		}
		for i := range rows {
			r := &rows[i]
			if r.SignedAt == nil {
				continue
			}
			r.SignedAt = nil
			r.Reason = strings.TrimSpace(r.Reason + "\n" + i18n.T("[%[1]s 重新打开:%[2]s]", b.today(), reason))
			return store.Put(e, r)
		}
		return refusal.Because(i18n.T("这份奖金没有签字。"))
	})
}

// record is what is kept of a sheet.
func (s *Sheet) record(month model.Month) *model.BonusSheet {
	r := s.Record
	r.EmployeeID, r.Month, r.SchemeID, r.Amount, r.Adjust = s.Person.ID, month, s.Scheme.ID, s.Amount, s.Adjust
	return &r
}

func (b *Book) put(ctx context.Context, records ...*model.BonusSheet) (string, error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		for _, r := range records {
			if err := store.Put(e, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// open gives a sheet that is not signed off.
func (b *Book) open(ctx context.Context, employee model.ID, month model.Month) (*Sheet, error) {
	v, err := b.Month(ctx, month)
	if err != nil {
		return nil, err
	}
	s := v.Find(employee)
	switch {
	case s == nil:
		return nil, refusal.Because(i18n.T("这个人本月没有奖金方案。"))
	case s.Signed:
		return nil, model.NewFault(nil, i18n.T("%s 的奖金已经签字,不能再改。", s.Person.Name), i18n.T("数据没有改动。"), i18n.T("要改请先重新打开并写明原因。"))
	}
	return s, nil
}

// Undo takes an act back, Redo makes it again.
func (b *Book) Undo(ctx context.Context, operation string) error { return b.store.Undo(ctx, operation) }

// Redo makes an act that was undone again.
func (b *Book) Redo(ctx context.Context, operation string) error { return b.store.Redo(ctx, operation) }
