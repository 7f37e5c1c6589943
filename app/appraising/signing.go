package appraising

import (
	"context"
	"strings"

	"xunshi/app/refusal"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Review is what superior and employee add to the figures.
type Review struct {
	Scores     []int // of the manual lines in their order, −1 = not given
	Comment    string
	Reply      string
	ReviewerID model.ID
}

// ReviewOf gives what was written so far.
func ReviewOf(s *Sheet) Review {
	r := Review{Comment: s.Record.Comment, Reply: s.Record.Reply, ReviewerID: s.Record.ReviewerID}
	for _, l := range s.Lines {
		if l.Kind != model.KPIManual {
			continue
		}
		points := -1
		if l.Known {
			points = int(l.Actual / 100)
		}
		r.Scores = append(r.Scores, points)
	}
	if r.ReviewerID == 0 {
		r.ReviewerID = s.Person.SuperiorID
	}
	return r
}

// Save keeps a review as a draft: the figures go on following the data.
func (b *Book) Save(ctx context.Context, employee model.ID, month model.Month, r Review) (operation string, err error) {
	s, err := b.open(ctx, employee, month)
	if err != nil {
		return "", err
	}
	record, err := reviewed(s, r)
	if err != nil {
		return "", err
	}
	return b.store.Edit(ctx, func(e *store.Edit) error { return store.Put(e, record) })
}

// Sign keeps a review and freezes the figures as they are now.
func (b *Book) Sign(ctx context.Context, employee model.ID, month model.Month, r Review) (operation string, err error) {
	s, err := b.open(ctx, employee, month)
	if err != nil {
		return "", err
	}
	record, err := b.signed(s, r)
	if err != nil {
		return "", err
	}
	return b.store.Edit(ctx, func(e *store.Edit) error { return store.Put(e, record) })
}

// SignMonth freezes every sheet that is not signed yet and that review gives, as one act;
// review is asked for each and leaves out those that are not ready.
func (b *Book) SignMonth(ctx context.Context, month model.Month, review func(*Sheet) (Review, bool)) (operation string, signed int, err error) {
	v, err := b.Month(ctx, month)
	if err != nil {
		return "", 0, err
	}
	var records []*model.Appraisal
	for _, s := range v.Sheets {
		if s.State == Signed {
			continue
		}
		r, ready := review(s)
		if !ready {
			continue
		}
		record, err := b.signed(s, r)
		if err != nil {
			return "", 0, err
		}
		records = append(records, record)
	}
	if len(records) == 0 {
		return "", 0, model.NewFault(nil, i18n.T("没有可以签字的考核。"), i18n.T("没有签字。"), i18n.T("请先评分并选考核人。"))
	}
	operation, err = b.store.Edit(ctx, func(e *store.Edit) error {
		for _, r := range records {
			if err := store.Put(e, r); err != nil {
				return err
			}
		}
		return nil
	})
	return operation, len(records), err
}

// Ready tells whether a sheet can be signed off with what was written so far.
func Ready(s *Sheet) (Review, bool) {
	r := ReviewOf(s)
	return r, s.Scored && s.Missing() == 0 && r.ReviewerID != 0 && r.ReviewerID != s.Person.ID
}

// signed makes the frozen record of a sheet with a review.
func (b *Book) signed(s *Sheet, r Review) (*model.Appraisal, error) {
	record, err := reviewed(s, r)
	if err != nil {
		return nil, err
	}
	refuse := func(what, do string) (*model.Appraisal, error) {
		return nil, model.NewFault(nil, i18n.T("%[1]s:%[2]s", s.Person.Name, what), i18n.T("没有签字。"), do)
	}
	for _, l := range record.Lines {
		if l.Kind == model.KPIManual && !l.Known {
			return refuse(i18n.T("「%s」还没有评分,不能签字。", l.Name), i18n.T("请先评分。"))
		}
	}
	if record.ReviewerID == 0 {
		return refuse(i18n.T("还没有考核人,不能签字。"), i18n.T("请选考核人。"))
	}
	score, scored := weigh(frozenLines(*record))
	if !scored {
		return refuse(i18n.T("所有指标都没有可比的数据,算不出得分。"), i18n.T("请先设目标或换考核方案。"))
	}
	now := b.now().UTC()
	record.Score, record.SignedAt = score, &now
	return record, nil
}

// Reopen lets the figures of a signed sheet follow the data again; the reason stands in the
// superior's comment.
func (b *Book) Reopen(ctx context.Context, employee model.ID, month model.Month, reason string) (operation string, err error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return "", refusal.Because(i18n.T("重新打开要写原因。"))
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		records, err := store.FindIn(e, model.Appraisal{EmployeeID: employee, Month: month})
		if err != nil {
			return err
		}
		for i := range records {
			r := &records[i]
			if r.SignedAt == nil {
				continue
			}
			note := i18n.T("[%[1]s 重新打开:%[2]s]", b.today(), reason)
			r.Comment = strings.TrimSpace(r.Comment + "\n" + note)
			r.SignedAt = nil
			return store.Put(e, r)
		}
		return refusal.Because(i18n.T("这份考核没有签字。"))
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
		return nil, refusal.Because(i18n.T("这个人本月没有考核方案。"))
	case s.State == Signed:
		return nil, model.NewFault(nil, i18n.T("%s 的考核已经签字,不能再改。", s.Person.Name), i18n.T("数据没有改动。"), i18n.T("要改请先重新打开并写明原因。"))
	}
	return s, nil
}

// reviewed makes the record of a sheet with a review.
func reviewed(s *Sheet, r Review) (*model.Appraisal, error) {
	record := s.Record
	record.EmployeeID, record.Month, record.SchemeID = s.Person.ID, s.Month, s.Scheme.ID
	record.Comment, record.Reply, record.ReviewerID = strings.TrimSpace(r.Comment), strings.TrimSpace(r.Reply), r.ReviewerID
	if r.ReviewerID == s.Person.ID {
		return nil, refusal.Because(i18n.T("考核人不能是本人。"))
	}
	lines := make([]Line, len(s.Lines))
	copy(lines, s.Lines)
	n := 0
	for i := range lines {
		if lines[i].Kind != model.KPIManual {
			continue
		}
		if n < len(r.Scores) {
			switch points := r.Scores[n]; {
			case points > 100:
				return nil, refusal.Because(i18n.T("评分要在 0 到 100 之间。"))
			case points >= 0:
				lines[i] = manualLine(lines[i].AppraisalKPI, points)
			default:
				lines[i].Known, lines[i].Points, lines[i].Actual, lines[i].Rate = false, 0, 0, 0
			}
		}
		n++
	}
	record.Score, _ = weigh(lines)
	record.Lines = make([]model.AppraisalLine, len(lines))
	for i := range lines {
		record.Lines[i] = lines[i].AppraisalLine
	}
	return &record, nil
}

// Undo takes an act back, Redo makes it again.
func (b *Book) Undo(ctx context.Context, operation string) error { return b.store.Undo(ctx, operation) }

// Redo makes an act that was undone again.
func (b *Book) Redo(ctx context.Context, operation string) error { return b.store.Redo(ctx, operation) }
