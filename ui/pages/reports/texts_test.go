package reports

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/app"
	"xunshi/model"
	"xunshi/ui/testkit"
)

var month = until.Month()

func summaryOf(t *testing.T, a *app.App, m model.Month) string {
	t.Helper()
	text, err := a.MonthText(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	if text == nil {
		return ""
	}
	return text.Summary
}

func planOf(t *testing.T, a *app.App, m model.Month) []model.PlanItem {
	t.Helper()
	items, err := a.PlanItems(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func TestTheSummaryIsKeptAMomentAfterTyping(t *testing.T) {
	a := program(t, true)
	p, _ := loaded(t, a, Ask{Kind: Monthly, Date: until})
	timers := &testkit.Timers{}
	p.side.after = timers.Runtime().After
	p.side.setOpen(true)
	p.side.summary.SetText("九月")
	timers.Pass(700 * time.Millisecond)
	p.side.summary.SetText("九月铺货率提高")
	timers.Pass(700 * time.Millisecond)
	if got := summaryOf(t, a, month); got != "" {
		t.Errorf("kept while typing: %q", got)
	}
	timers.Pass(300 * time.Millisecond)
	if got := summaryOf(t, a, month); got != "九月铺货率提高" {
		t.Errorf("kept %q a second after the last key", got)
	}
}

func TestLeavingKeepsWhatWasTyped(t *testing.T) {
	a := program(t, true)
	p, h := loaded(t, a, Ask{Kind: Monthly, Date: until})
	p.side.summary.SetText("总结")
	p.setDate((month - 1).First())
	if got := summaryOf(t, a, month); got != "总结" {
		t.Errorf("after leaving the month: %q", got)
	}
	reload(t, p)
	p.side.summary.SetText("八月")
	p.Close()
	if got := summaryOf(t, a, month-1); got != "八月" {
		t.Errorf("after closing the page: %q, faults %v", got, h.Faults)
	}
}

func TestAReloadDoesNotOverwriteTyping(t *testing.T) {
	a := program(t, true)
	p, _ := loaded(t, a, Ask{Kind: Monthly, Date: until})
	p.side.summary.SetText("正在写")
	entry := p.side.summary
	reload(t, p)
	if p.side.summary != entry || entry.Text != "正在写" {
		t.Error("the load replaced what is being typed")
	}
	p.side.flush()
	reload(t, p)
	if p.side.summary != entry {
		t.Error("the field was made anew though nothing else changed")
	}
	if err := a.SaveMonthText(context.Background(), month, "别处写的"); err != nil {
		t.Fatal(err)
	}
	reload(t, p)
	if p.side.summary.Text != "别处写的" {
		t.Errorf("shows %q", p.side.summary.Text)
	}
}

func TestThePlanIsWrittenOrderedAndTickedOffNextMonth(t *testing.T) {
	a := program(t, true)
	p, _ := loaded(t, a, Ask{Kind: Monthly, Date: until})
	l := p.side.plan
	for i, text := range []string{"补齐南通燕麦奶", "", "催收逾期", "走访徐州"} {
		l.insert(i)
		l.rows[i].entry.SetText(text)
	}
	l.move(l.rows[3], -1)
	l.move(l.rows[0], -1) // stays: it is the first
	p.side.flush()
	if got := texts(planOf(t, a, month+1)); got != "补齐南通燕麦奶|走访徐州|催收逾期|" {
		t.Fatalf("plan %s", got)
	}
	l.rows[2].entry.SetText("走访徐州、宿迁")
	p.side.save()
	l.remove(l.rows[3])
	p.side.save()
	if got := texts(planOf(t, a, month+1)); got != "补齐南通燕麦奶|走访徐州、宿迁|" {
		t.Fatalf("plan after changes %s", got)
	}

	p.setDate((month + 1).First())
	reload(t, p)
	ticks := p.side.ticks
	if len(ticks.rows) != 2 {
		t.Fatalf("%d lines to tick off", len(ticks.rows))
	}
	ticks.rows[0].state.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}) // 完成
	ticks.rows[1].note.SetText("下月再去")
	p.side.flush()
	items := planOf(t, a, month+1)
	if items[0].State != model.PlanDone || items[1].State != model.PlanOpen || items[1].Note != "下月再去" {
		t.Errorf("ticked %+v", items)
	}
}

func TestKeptLinesAreUpdatedNotMadeAnew(t *testing.T) {
	a := program(t, true)
	p, _ := loaded(t, a, Ask{Kind: Monthly, Date: until})
	p.side.plan.insert(0)
	p.side.plan.rows[0].entry.SetText("一")
	p.side.save()
	first := planOf(t, a, month+1)
	p.side.plan.rows[0].entry.SetText("一二")
	p.side.save()
	second := planOf(t, a, month+1)
	if len(first) != 1 || len(second) != 1 || first[0].UUID != second[0].UUID || second[0].Text != "一二" {
		t.Errorf("first %+v, second %+v", first, second)
	}
}

func TestAClosedMonthIsReadOnly(t *testing.T) {
	a := program(t, true)
	p, _ := loaded(t, a, Ask{Kind: Monthly, Date: until})
	p.side.summary.SetText("定稿")
	p.side.plan.insert(0)
	p.side.plan.rows[0].entry.SetText("计划")
	p.closeMonth(month)
	p.side.flush()
	reload(t, p)
	if !p.side.frozen || !p.side.summary.Disabled() {
		t.Fatal("a closed month can be written in")
	}
	p.side.plan.insert(1)
	p.side.plan.remove(p.side.plan.rows[0])
	if len(p.side.plan.rows) != 1 {
		t.Error("the plan of a closed month changed")
	}
	p.side.summary.OnChanged("x")
	if p.side.dirty.any() {
		t.Error("a closed month has something to keep")
	}
}

func texts(items []model.PlanItem) string {
	s := ""
	for _, i := range items {
		s += i.Text + "|"
	}
	return s
}
