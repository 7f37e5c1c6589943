package forecast

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/document"
	"xunshi/app/forecasting"
	"xunshi/assets/i18n"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
)

// wait stands in place of the page while thousands of nodes are forecast: how far it is, and
// a way out of it.
type wait struct {
	page    *Page
	bar     *widgets.ProgressBar
	note    *widgets.Text
	content fyne.CanvasObject
}

// Time before wait is shown, and between its steps.
const (
	waitAfter = 400 * time.Millisecond
	waitStep  = 100 * time.Millisecond
)

func newWait(p *Page) *wait {
	w := &wait{page: p, bar: widgets.NewProgressBar(0, widgets.NoTick), note: widgets.Caption("")}
	stop := widgets.NewButton(i18n.T("改看区域"), func() { p.by.Choose(byWord(forecasting.ByRegion)) })
	w.content = widgets.NewCardGround(container.NewCenter(widgets.Fixed(320, 0, widgets.Column(10,
		widgets.NewText(i18n.T("正在逐个预测"), widgets.TextStyle{Size: theme.TextTitle, Bold: true}), w.bar,
		widgets.Row(8, w.note, widgets.Spacer(), stop)))))
	return w
}

// follow gives what shows the progress of one reading; nothing is shown of one that is quick
// or was given up.
func (w *wait) follow(ctx context.Context) forecasting.Progress {
	var mu sync.Mutex
	next := time.Now().Add(waitAfter)
	return func(done, total int) {
		mu.Lock()
		now := time.Now()
		due := now.After(next)
		if due {
			next = now.Add(waitStep)
		}
		mu.Unlock()
		if !due {
			return
		}
		fyne.Do(func() {
			if ctx.Err() == nil {
				w.show(done, total)
			}
		})
	}
}

func (w *wait) show(done, total int) {
	w.bar.Set(float64(done)/float64(max(1, total)), widgets.NoTick)
	w.note.SetText(document.FormatScaled(int64(done), 1, 0) + " / " + document.FormatScaled(int64(total), 1, 0))
	if body := w.page.body; body.Objects[0] != w.content {
		body.Objects = []fyne.CanvasObject{w.content}
		body.Refresh()
	}
}
