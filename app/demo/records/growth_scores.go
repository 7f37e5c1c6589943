package records

import (
	"context"

	"xunshi/app/appraising"
	"xunshi/app/bonus"
	"xunshi/app/measuring"
	"xunshi/model"
	"xunshi/model/store"
)

func (b *Book) fillSchemes(e *store.Edit) error {
	rep := model.AppraisalScheme{Name: "业务员月度考核", Positions: "业务员", Lines: []model.AppraisalKPI{
		{Kind: model.KPIAmount, Weight: 4000, Floor: 6000, Full: 10_000, Cap: 120},
		{Kind: model.KPIReceipts, Weight: 2000, Floor: 7000, Full: 10_000, Cap: 110},
		{Kind: model.KPIBreadth, Weight: 1500, Floor: 4000, Full: 9000, Cap: 100},
		{Kind: model.KPIOverdue, Weight: 1000, Floor: 4000, Full: 500, Cap: 100},
		{Kind: model.KPITraining, Weight: 500, Floor: 5000, Full: 10_000, Cap: 100},
		{Kind: model.KPIManual, Name: "执行与协作", Weight: 1000, Cap: 100},
	}}
	lead := model.AppraisalScheme{Name: "管理岗月度考核", Positions: "主管,区域经理,总监", Lines: []model.AppraisalKPI{
		{Kind: model.KPIAmount, Weight: 4500, Floor: 7000, Full: 10_000, Cap: 120},
		{Kind: model.KPIOverdue, Weight: 1500, Floor: 4000, Full: 500, Cap: 100},
		{Kind: model.KPIComplaints, Weight: 1000, Floor: 6000, Full: 10_000, Cap: 100},
		{Kind: model.KPITraining, Weight: 1000, Floor: 5000, Full: 10_000, Cap: 100},
		{Kind: model.KPIManual, Name: "带队与培养", Weight: 2000, Cap: 100},
	}}
	for _, s := range []*model.AppraisalScheme{&rep, &lead} {
		if err := store.Put(e, s); err != nil {
			return err
		}
	}
	ladder := []model.BonusStep{{From: 8000, Rate: 30}, {From: 10_000, Rate: 50}, {From: 11_000, Rate: 65}}
	repBonus := model.BonusScheme{Name: "业务员奖金", Positions: "业务员", Lines: []model.BonusRule{
		{Name: "销售提成", Measure: model.KPIAmount, Base: model.BonusSales, Steps: ladder, Cap: 6000 * model.Yuan},
		{Name: "超额奖", Base: model.BonusExcess, Steps: []model.BonusStep{{From: 0, Rate: 100}}, Cap: 3000 * model.Yuan},
		{Name: "全品项奖", Measure: model.KPIBreadth, Base: model.BonusFixed, Fixed: 300 * model.Yuan, Steps: []model.BonusStep{{From: 6000, Rate: 5000}, {From: 8000, Rate: 10_000}}},
		{Name: "账款安全奖", Measure: model.KPIOverdue, Base: model.BonusFixed, Fixed: 200 * model.Yuan, Steps: []model.BonusStep{{From: 8000, Rate: 5000}, {From: 9500, Rate: 10_000}}},
	}}
	leadBonus := model.BonusScheme{Name: "管理岗奖金", Positions: "主管,区域经理,总监", Lines: []model.BonusRule{
		{Name: "团队提成", Measure: model.KPIAmount, Base: model.BonusSales, Steps: []model.BonusStep{{From: 9000, Rate: 8}, {From: 10_000, Rate: 12}}, Cap: 8000 * model.Yuan},
		{Name: "账款安全奖", Measure: model.KPIOverdue, Base: model.BonusFixed, Fixed: 500 * model.Yuan, Steps: []model.BonusStep{{From: 9500, Rate: 10_000}}},
		{Name: "培训完成奖", Measure: model.KPITraining, Base: model.BonusFixed, Fixed: 200 * model.Yuan, Steps: []model.BonusStep{{From: 8000, Rate: 5000}, {From: 10_000, Rate: 10_000}}},
	}}
	for _, s := range []*model.BonusScheme{&repBonus, &leadBonus} {
		if err := store.Put(e, s); err != nil {
			return err
		}
	}
	return nil
}

// monthsScored is how many months have signed appraisals; bonus is signed for the last few.
const (
	monthsScored = 12
	monthsPaid   = 3
)

// fillScores signs the appraisals of the months before the last whole one, and leaves that
// one begun.
func (b *Book) fillScores(ctx context.Context) error {
	gauge := measuring.New(b.Store)
	appraisals, sheets := appraising.New(b.Store, gauge), bonus.New(b.Store, gauge)
	appraisals.SetClock(func() model.Date { return b.Today })
	sheets.SetClock(func() model.Date { return b.Today })
	last, err := appraisals.LastMonth(ctx)
	if err != nil {
		return err
	}
	span, ok := b.Facts.Span()
	if !ok {
		return nil
	}
	for month := max(last-monthsScored+1, span.From.Month()); month < last; month++ {
		_, _, err := appraisals.SignMonth(ctx, month, func(s *appraising.Sheet) (appraising.Review, bool) {
			return b.review(s), s.Scored && s.Person.SuperiorID != 0
		})
		if err := unlessNothing(err); err != nil {
			return err
		}
		if month >= last-monthsPaid {
			if _, err := sheets.Sign(ctx, 0, month); unlessNothing(err) != nil {
				return err
			}
		}
	}
	return b.beginMonth(ctx, appraisals, last)
}

// beginMonth gives some people of a month their scores, and signs a few.
func (b *Book) beginMonth(ctx context.Context, book *appraising.Book, month model.Month) error {
	v, err := book.Month(ctx, month)
	if err != nil {
		return err
	}
	for i, s := range v.Sheets {
		review := b.review(s)
		switch {
		case !s.Scored || s.Person.SuperiorID == 0 || i%3 == 2:
			continue
		case i%3 == 1:
			review.Reply = ""
			_, err = book.Save(ctx, s.Person.ID, month, review)
		default:
			_, err = book.Sign(ctx, s.Person.ID, month, review)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unlessNothing forgives a sign-off that found nothing to sign.
func unlessNothing(err error) error {
	if _, ok := model.AsFault(err); ok {
		return nil
	}
	return err
}

var comments = []string{
	"量完成得稳,新品铺货要再快一些。", "回款抓得紧,陈列照片要当天交。", "大客户维护到位,小店覆盖不够。",
	"进步明显,下月把全品项补上。", "目标差距主要在县乡批发,下月每周跑两天。",
}

// review is what a superior would write.
func (b *Book) review(s *appraising.Sheet) appraising.Review {
	r := appraising.ReviewOf(s)
	for i := range r.Scores {
		r.Scores[i] = 72 + b.Rand.IntN(27)
	}
	r.Comment = comments[b.Rand.IntN(len(comments))]
	if b.Rand.IntN(3) == 0 {
		r.Reply = "同意,下月补齐。"
	}
	return r
}
