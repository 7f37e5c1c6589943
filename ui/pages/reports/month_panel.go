package reports

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// saveAfter is how long after the last keystroke what was typed is kept.
const saveAfter = 800 * time.Millisecond

// monthPanel is where the manager writes: the month's summary, what became of its plan, and
// the plan for the next month. It keeps everything as typed.
type monthPanel struct {
	page *Page
	root *fyne.Container
	open bool

	month   model.Month
	frozen  bool // closed month: to be read only
	loaded  bool
	summary *widgets.Entry
	ticks   *tickList
	plan    *planList
	saved   *widgets.Text

	dirty dirtyParts
	after func(d time.Duration, f func()) (stop func()) // calls f on fyne's goroutine
	stop  func()                                        // stops the save that is due
}

// dirtyParts are what was typed and not kept yet.
type dirtyParts struct{ summary, ticks, plan bool }

func (d dirtyParts) any() bool { return d.summary || d.ticks || d.plan }

func newMonthPanel(p *Page) *monthPanel {
	s := &monthPanel{page: p, root: container.NewStack(), saved: widgets.Caption(""), after: afterwards, stop: func() {}}
	s.root.Hide()
	return s
}

// afterwards waits with a real timer.
func afterwards(d time.Duration, f func()) (stop func()) {
	timer := time.AfterFunc(d, func() { fyne.Do(f) })
	return func() { timer.Stop() }
}

// setOpen shows or hides the panel.
func (s *monthPanel) setOpen(open bool) {
	s.open = open
	if !open {
		s.flush()
	}
	s.page.root.Refresh()
}

// show brings the panel up to date. What is being typed is never overwritten.
func (s *monthPanel) show(r *result) {
	if r.kind != Monthly || r.doc == nil {
		s.open = false
		return
	}
	frozen := r.doc.Closed
	same := s.loaded && s.month == r.month.month && s.frozen == frozen
	if same && (s.dirty.any() || s.holds(r.month)) {
		return
	}
	s.month, s.frozen, s.loaded = r.month.month, frozen, true
	s.dirty = dirtyParts{}
	s.build(r.month)
}

// holds tells whether the fields show these texts already.
func (s *monthPanel) holds(t monthTexts) bool {
	return s.summary.Text == t.summary && sameItems(s.ticks.items(), t.plan) && sameItems(s.plan.items(), t.next)
}

func sameItems(a, b []model.PlanItem) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Text != b[i].Text || a[i].Note != b[i].Note || stateOf(a[i]) != stateOf(b[i]) {
			return false
		}
	}
	return true
}

func stateOf(i model.PlanItem) model.PlanState {
	if i.State == "" {
		return model.PlanOpen
	}
	return i.State
}

// build makes the fields for a month.
func (s *monthPanel) build(t monthTexts) {
	s.summary = widgets.NewTextArea(i18n.T("这个月做了什么,结果如何,问题在哪里"))
	s.summary.SetText(t.summary)
	s.summary.SetMinRowsVisible(6)
	s.summary.OnChanged = func(string) { s.touch(func(d *dirtyParts) { d.summary = true }) }
	s.ticks = newTickList(t.plan, func() { s.touch(func(d *dirtyParts) { d.ticks = true }) })
	s.plan = newPlanList(t.next, func() { s.touch(func(d *dirtyParts) { d.plan = true }) })
	if s.frozen {
		s.summary.Disable()
		s.ticks.disable()
		s.plan.disable()
	}
	s.say()
	body := widgets.Column(8,
		section(i18n.T("本月工作总结")), s.summary,
		section(i18n.T("上月所列计划")), s.ticks.root,
		section(i18n.T("下月工作计划(%s)", t.month+1)), s.plan.root)
	closer := widgets.NewFlatButton(icons.Close, "", func() { s.setOpen(false) })
	closer.SetHeight(24)
	head := widgets.Row(6, s.saved, closer)
	s.root.Objects = []fyne.CanvasObject{widgets.NewCardWith(i18n.T("%s 总结与计划", t.month), head,
		container.NewVScroll(widgets.Inset(widgets.Insets{Right: 10}, body)))}
	s.root.Refresh()
}

func section(title string) fyne.CanvasObject {
	return widgets.Inset(widgets.Insets{Top: 4}, widgets.Strong(title))
}

// say tells whether everything is kept.
func (s *monthPanel) say() {
	switch {
	case s.frozen:
		s.saved.SetText(i18n.T("已月结,只读"))
	case s.dirty.any():
		s.saved.SetText(i18n.T("正在保存…"))
	default:
		s.saved.SetText(i18n.T("随写随存"))
	}
	s.saved.SetColor(theme.Quiet)
	s.root.Refresh()
}

// touch notes that something was typed and keeps it a moment after the last keystroke.
func (s *monthPanel) touch(mark func(*dirtyParts)) {
	if s.frozen {
		return
	}
	was := s.dirty.any()
	mark(&s.dirty)
	if !was {
		s.say()
	}
	s.stop()
	s.stop = s.after(saveAfter, s.save)
}

// take gives what must be kept, and counts it as kept.
func (s *monthPanel) take() (write func(ctx context.Context, b Backend) error, any bool) {
	d := s.dirty
	if !d.any() {
		return nil, false
	}
	s.dirty = dirtyParts{}
	month, summary, ticks, plan := s.month, s.summary.Text, s.ticks.items(), s.plan.items()
	return func(ctx context.Context, b Backend) error {
		if d.summary {
			if err := b.SaveMonthText(ctx, month, summary); err != nil {
				return err
			}
		}
		if d.ticks {
			if err := b.SavePlan(ctx, month, ticks); err != nil {
				return err
			}
		}
		if d.plan {
			return b.SavePlan(ctx, month+1, plan)
		}
		return nil
	}, true
}

// save keeps what was typed, off the interface goroutine.
func (s *monthPanel) save() {
	undone := s.dirty
	write, any := s.take()
	if !any {
		return
	}
	month := s.month
	s.page.host.Do(func(ctx context.Context) (func(), error) {
		err := write(ctx, s.page.backend)
		var texts monthTexts
		if err == nil {
			texts, err = readTexts(ctx, s.page.backend, month)
		}
		return func() { s.kept(month, texts, undone, err) }, nil
	})
}

// kept takes over the identities the records got; after a fault what was typed stays to be
// kept with the next keystroke.
func (s *monthPanel) kept(month model.Month, t monthTexts, undone dirtyParts, err error) {
	if err != nil {
		if s.month == month {
			s.dirty = dirtyParts{s.dirty.summary || undone.summary, s.dirty.ticks || undone.ticks, s.dirty.plan || undone.plan}
			s.saved.SetText(i18n.T("没有存上"))
			s.saved.SetColor(theme.Behind)
			s.root.Refresh()
		}
		s.page.host.Fail(err)
		return
	}
	if s.month == month {
		s.plan.adopt(t.next)
		s.say()
	}
}

// flush keeps what was typed before it returns: the month or the page is left.
func (s *monthPanel) flush() {
	s.stop()
	write, any := s.take()
	if !any {
		return
	}
	if err := write(context.Background(), s.page.backend); err != nil {
		slog.Error("keep the month's texts", "month", s.month, "error", err)
		s.page.host.Fail(err)
	}
}
