package appraising

import (
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
func (b *Book) Schemes(ctx context.Context) ([]model.AppraisalScheme, error) {
	schemes, err := store.Find(ctx, b.store, model.AppraisalScheme{})
	if err != nil {
		return nil, fmt.Errorf("read the appraisal schemes: %w", err)
	}
	figures.SortSchemes(schemes, b.today(), term)
	return schemes, nil
}

// Weights adds up the weights of lines, in basis points.
func Weights(lines []model.AppraisalKPI) int {
	sum := 0
	for _, l := range lines {
		sum += l.Weight
	}
	return sum
}

// SaveScheme creates a scheme or writes it over the one that is there. Months that are
// signed off keep the figures they were signed with.
func (b *Book) SaveScheme(ctx context.Context, s *model.AppraisalScheme) (operation string, err error) {
	s.Name = strings.TrimSpace(s.Name)
	for i := range s.Lines {
		s.Lines[i].Name = strings.TrimSpace(s.Lines[i].Name)
	}
	if err := CheckScheme(s); err != nil {
		return "", err
	}
	return b.store.Edit(ctx, func(e *store.Edit) error { return store.Put(e, s) })
}

// CheckScheme gives a Fault when a scheme cannot be scored by.
func CheckScheme(s *model.AppraisalScheme) error {
	switch sum := Weights(s.Lines); {
	case s.Name == "":
		return refusal.Because(i18n.T("考核方案没有名称。"))
	case len(s.Lines) == 0:
		return refusal.Because(i18n.T("考核方案还没有指标。"))
	case s.To != 0 && s.To < s.From:
		return refusal.Because(i18n.T("截止日期早于生效日期。"))
	case sum < FullWeight:
		return refusal.Because(i18n.T("权重合计 %[1]s,要正好 100.00%%,还差 %[2]s。", figures.Percent(int64(sum)), figures.Percent(int64(FullWeight-sum))))
	case sum > FullWeight:
		return refusal.Because(i18n.T("权重合计 %[1]s,要正好 100.00%%,多了 %[2]s。", figures.Percent(int64(sum)), figures.Percent(int64(sum-FullWeight))))
	}
	for i, l := range s.Lines {
		if what := lineFault(l); what != "" {
			return refusal.Because(i18n.T("第 %[1]d 行:%[2]s", i+1, what))
		}
	}
	return nil
}

func lineFault(l model.AppraisalKPI) string {
	switch {
	case !slices.Contains(figures.Kinds, l.Kind):
		return i18n.T("请选指标。")
	case l.Weight <= 0:
		return i18n.T("权重要大于 0。")
	case l.Cap <= 0 || l.Cap > 1000:
		return i18n.T("封顶分要在 1 到 1000 之间。")
	case l.Kind == model.KPIManual:
		return ""
	case l.Floor < 0 || l.Full < 0:
		return i18n.T("零分线和满分线不能是负数。")
	case figures.LessIsBetter(l.Kind) && l.Floor < l.Full:
		return i18n.T("「%s」越低越好:零分线要高于满分线。", figures.KindName(l.Kind))
	case !figures.LessIsBetter(l.Kind) && l.Floor > l.Full:
		return i18n.T("零分线不能高于满分线。")
	}
	return ""
}

// RemoveScheme takes a scheme away; one that months were appraised by stays.
func (b *Book) RemoveScheme(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		used, err := store.FindIn(e, model.Appraisal{SchemeID: id})
		if err != nil {
			return err
		}
		if len(used) > 0 {
			return model.NewFault(nil, i18n.T("已有 %d 份考核用了这个方案,不能删除。", len(used)), i18n.T("数据没有改动。"),
				i18n.T("不再使用的方案可以填截止日期。"))
		}
		s, err := store.GetIn[model.AppraisalScheme](e, id)
		if err != nil || s == nil {
			return err
		}
		return store.Remove(e, s)
	})
}

func term(s *model.AppraisalScheme) figures.Term {
	return figures.Term{Name: s.Name, Positions: s.Positions, From: s.From, To: s.To}
}
