package bonus

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"xunshi/app/appraising/figures"
	"xunshi/app/refusal"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Schemes lists the schemes, those in force first, then by name.
func (b *Book) Schemes(ctx context.Context) ([]model.BonusScheme, error) {
	schemes, err := store.Find(ctx, b.store, model.BonusScheme{})
	if err != nil {
		return nil, fmt.Errorf("read the bonus schemes: %w", err)
	}
	figures.SortSchemes(schemes, b.today(), term)
	return schemes, nil
}

// SaveScheme creates a scheme or writes it over the one that is there. Months that are
// signed off keep the amounts they were signed with.
func (b *Book) SaveScheme(ctx context.Context, s *model.BonusScheme) (operation string, err error) {
	s.Name = strings.TrimSpace(s.Name)
	for i := range s.Lines {
		l := &s.Lines[i]
		l.Name = strings.TrimSpace(l.Name)
		slices.SortStableFunc(l.Steps, func(a, b model.BonusStep) int { return cmp.Compare(a.From, b.From) })
	}
	if err := CheckScheme(s); err != nil {
		return "", err
	}
	return b.store.Edit(ctx, func(e *store.Edit) error { return store.Put(e, s) })
}

// CheckScheme gives a Fault when a scheme cannot be computed by.
func CheckScheme(s *model.BonusScheme) error {
	switch {
	case s.Name == "":
		return refusal.Because(i18n.T("奖金方案没有名称。"))
	case len(s.Lines) == 0:
		return refusal.Because(i18n.T("奖金方案还没有规则。"))
	case s.To != 0 && s.To < s.From:
		return refusal.Because(i18n.T("截止日期早于生效日期。"))
	}
	names := map[string]bool{}
	for i, l := range s.Lines {
		what := ruleFault(l)
		if names[l.Name] {
			what = i18n.T("名称「%s」出现了两次。", l.Name)
		}
		if names[l.Name] = true; what != "" {
			return refusal.Because(i18n.T("第 %[1]d 条规则:%[2]s", i+1, what))
		}
	}
	return nil
}

func ruleFault(l model.BonusRule) string {
	switch {
	case l.Name == "":
		return i18n.T("请填名称。")
	case !slices.Contains(Bases, l.Base):
		return i18n.T("请选计算基数。")
	case !slices.Contains(Measures, l.Measure):
		return i18n.T("请选档位指标。")
	case len(l.Steps) == 0:
		return i18n.T("至少要有一个档位。")
	case l.Cap < 0:
		return i18n.T("封顶不能是负数。")
	case (l.Base == model.BonusFixed || l.Base == model.BonusPerUnit) && l.Fixed <= 0:
		return i18n.T("「%s」要填金额。", BaseName(l.Base))
	case l.Base == model.BonusPerUnit && (l.Measure == "" || l.Measure == model.KPIOverdue):
		return i18n.T("「%s」要选一个可以计数的指标。", BaseName(l.Base))
	}
	for i, s := range l.Steps {
		switch {
		case s.From < 0 || s.Rate < 0:
			return i18n.T("档位和比例不能是负数。")
		case i > 0 && s.From == l.Steps[i-1].From:
			return i18n.T("档位 %s 出现了两次。", figures.Percent(int64(s.From)))
		}
	}
	return ""
}

// RemoveScheme takes a scheme away; one that months were signed off by stays.
func (b *Book) RemoveScheme(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		used, err := store.FindIn(e, model.BonusSheet{SchemeID: id})
		if err != nil {
			return err
		}
		if len(used) > 0 {
			return model.NewFault(nil, i18n.T("已有 %d 份奖金表用了这个方案,不能删除。", len(used)), i18n.T("数据没有改动。"),
				i18n.T("不再使用的方案可以填截止日期。"))
		}
		s, err := store.GetIn[model.BonusScheme](e, id)
		if err != nil || s == nil {
			return err
		}
		return store.Remove(e, s)
	})
}

func term(s *model.BonusScheme) figures.Term {
	return figures.Term{Name: s.Name, Positions: s.Positions, From: s.From, To: s.To}
}
