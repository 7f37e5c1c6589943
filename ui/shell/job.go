package shell

import (
	"context"
	"errors"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// runningJob is work under way and what shows it.
type runningJob struct {
	bar    *widgets.ProgressBar
	note   *widgets.Text
	cancel func()
}

// jobNote is the line that says what a job is at; it never pushes the rest aside.
func jobNote(text string) *widgets.Text {
	return widgets.NewText(text, widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true})
}

// reportEvery is how often progress is painted.
const reportEvery = 80 * time.Millisecond

// Run implements Host.
func (v *visit) Run(j Job) { v.shell.Run(j) }

// Run does long work with progress and Cancel. A panel over the window shows it, or the
// status line where the job is Quiet.
func (s *Shell) Run(j Job) {
	ctx, stop := context.WithCancel(s.ctx)
	running := &runningJob{bar: widgets.NewProgressBar(0, widgets.NoTick), note: jobNote(i18n.T("正在准备…")), cancel: stop}
	hide := s.showJob(j, running)
	report := s.reporter(running)
	s.spawn(func() {
		_, err := guarded(func() (func(), error) { return nil, j.Work(ctx, report) })
		fyne.Do(func() {
			cancelled := ctx.Err() != nil && errors.Is(err, context.Canceled)
			stop()
			if s.closed {
				return
			}
			hide()
			s.finish(j, err, cancelled)
		})
	})
}

func (s *Shell) finish(j Job, err error, cancelled bool) {
	switch {
	case cancelled && j.Cancelled != nil:
		j.Cancelled()
	case cancelled:
		s.Toast(Toast{Text: i18n.T("已取消,没有改动任何数据")})
	case err != nil && j.Failed != nil:
		j.Failed(err)
	case err != nil:
		s.Fail(err)
	case j.Done != nil:
		j.Done()
	}
}

// showJob shows the job and gives back what takes it away.
func (s *Shell) showJob(j Job, r *runningJob) (hide func()) {
	if j.Quiet {
		r.note.SetText(j.Title)
		s.quietJob = r
		s.status.showJob(r)
		return func() {
			if s.quietJob == r {
				s.quietJob = nil
				s.status.showJob(nil)
			}
		}
	}
	cancel := widgets.NewButton(i18n.T("取消"), nil)
	stop := r.cancel
	r.cancel = func() {
		stop()
		cancel.Disable()
		r.note.SetText(i18n.T("正在停止…"))
	}
	cancel.OnTapped = r.cancel
	body := widgets.Column(10,
		widgets.NewText(j.Title, widgets.TextStyle{Size: 15, Bold: true}), r.bar, r.note,
		widgets.Row(8, widgets.Spacer(), cancel))
	d := s.open(body, r.cancel, nil)
	return func() { s.closeDialog(d) }
}

// reporter thins reports out and brings them to fyne's goroutine.
func (s *Shell) reporter(r *runningJob) Report {
	var mu sync.Mutex
	var last time.Time
	return func(done, total int, note string) {
		mu.Lock()
		now := time.Now()
		skip := now.Sub(last) < reportEvery && done < total
		if !skip {
			last = now
		}
		mu.Unlock()
		if skip {
			return
		}
		fyne.Do(func() {
			if total > 0 {
				r.bar.Set(float64(done)/float64(total), widgets.NoTick)
				note = i18n.T("%s · %d%%", note, done*100/total)
			}
			r.note.SetText(note)
		})
	}
}
