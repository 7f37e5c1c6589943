package reporting

import (
	"context"
	"fmt"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// text is what the manager writes: the month's summary, last month's plan ticked off, and
// the plan for the next month.
func (m *monthly) text(ctx context.Context, src Source) (document.Section, error) {
	s := document.Section{ID: "text", Title: i18n.T("工作总结与计划")}
	written, err := src.MonthText(ctx, m.month)
	if err != nil {
		return s, fmt.Errorf("read the summary of %s: %w", m.month, err)
	}
	plan, err := src.PlanItems(ctx, m.month)
	if err != nil {
		return s, fmt.Errorf("read the plan of %s: %w", m.month, err)
	}
	next, err := src.PlanItems(ctx, m.month+1)
	if err != nil {
		return s, fmt.Errorf("read the plan of %s: %w", m.month+1, err)
	}
	summary := ""
	if written != nil {
		summary = written.Summary
	}
	s.Paragraphs = append(s.Paragraphs, heading(i18n.T("本月工作总结")))
	s.Paragraphs = append(s.Paragraphs, bodies(summary, i18n.T("尚未填写。可在月报页填写本月工作总结。"))...)
	s.Paragraphs = append(s.Paragraphs, heading(i18n.T("上月所列计划的完成情况%s", tally(plan))))
	s.Paragraphs = append(s.Paragraphs, items(plan, i18n.T("上月没有为本月列计划。"))...)
	s.Paragraphs = append(s.Paragraphs, heading(i18n.T("下月工作计划")))
	s.Paragraphs = append(s.Paragraphs, items(next, i18n.T("尚未填写。写下的计划会带入下月月报,逐项勾销。"))...)
	return s, nil
}

func heading(s string) document.Paragraph {
	return document.Paragraph{Style: document.Heading, Text: s}
}

func bodies(text, empty string) []document.Paragraph {
	var out []document.Paragraph
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, document.Paragraph{Style: document.Body, Text: line})
		}
	}
	if out == nil {
		out = []document.Paragraph{{Style: document.Body, Text: empty}}
	}
	return out
}

func items(plan []model.PlanItem, empty string) []document.Paragraph {
	if len(plan) == 0 {
		return []document.Paragraph{{Style: document.Body, Text: empty}}
	}
	out := make([]document.Paragraph, len(plan))
	for i, p := range plan {
		out[i] = document.Paragraph{Style: document.Item, Text: p.Text, State: p.State, Note: p.Note}
		if p.State == "" {
			out[i].State = model.PlanOpen
		}
	}
	return out
}

// tally counts what was done: (3 项,完成 2 项).
func tally(plan []model.PlanItem) string {
	if len(plan) == 0 {
		return ""
	}
	done := 0
	for _, p := range plan {
		if p.State == model.PlanDone {
			done++
		}
	}
	return i18n.T("(%[1]d 项,完成 %[2]d 项)", len(plan), done)
}
