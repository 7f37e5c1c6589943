package sales

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/importing/values"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/job"
)

const (
	draftKey   = "sales.manual"
	draftPause = 500 * time.Millisecond
)

// entryTab is 录入: lines typed by hand, saved as one batch. What is typed is kept as a
// draft until it is saved.
type entryTab struct {
	page    *Page
	grid    *grid.Grid
	typist  *typist
	sums    *widgets.Text
	saveBtn *widgets.Button
	bar     *fyne.Container // laid out anew when the sums change
	content fyne.CanvasObject
	loaded  bool // the draft was restored
	saving  bool

	timer  *time.Timer
	writer draftWriter
}

func newEntryTab(p *Page) *entryTab {
	t := &entryTab{page: p, typist: newTypist(&model.Directory{})}
	t.writer.app = p.app
	t.grid = grid.New(t.typist.columns(func() *typist { return t.typist }))
	t.grid.Derive = func(r grid.Row, col int) { t.typist.derive(r, col) }
	t.grid.Fresh = func(r, above grid.Row) { t.typist.fresh(r, above) }
	t.grid.Check = func(r grid.Row) []string { return t.typist.check(r) }
	t.grid.OnChange = t.changed
	t.grid.OnPasteFault = p.host.Fail
	t.sums = widgets.Caption("")
	t.saveBtn = widgets.NewPrimaryButton(icons.Check, i18n.T("保存"), t.save)
	t.bar = widgets.Row(8,
		widgets.NewIconButton(icons.Add, i18n.T("插入行"), t.grid.InsertRow),
		widgets.NewIconButton(icons.Delete, i18n.T("删除行"), t.grid.DeleteRows),
		widgets.NewIconButton(icons.Undo, i18n.T("撤销"), func() { t.grid.Undo() }),
		widgets.NewFlatButton("", i18n.T("清空"), t.grid.Clear),
		widgets.Spacer(), t.sums, t.saveBtn)
	body := container.NewBorder(widgets.Inset(widgets.Insets{Left: 6, Right: 6, Bottom: 4}, t.bar), nil, nil, nil, t.grid)
	t.content = widgets.NewPanel(body, widgets.PanelStyle{Fill: theme.Surface, Line: theme.Rule, Radius: theme.CardRadius,
		Pad: widgets.Insets{Left: 6, Top: 8, Right: 6, Bottom: 0}})
	t.showSums()
	return t
}

// show takes new master records over.
func (t *entryTab) show(d *model.Directory) {
	t.typist = newTypist(d)
	t.grid.Recheck()
}

// restore brings back what was half typed.
func (t *entryTab) restore(draft string) {
	if t.loaded {
		return
	}
	t.loaded = true
	if draft == "" || len(t.grid.Rows()) > 0 {
		return
	}
	var rows []grid.Row
	if err := json.Unmarshal([]byte(draft), &rows); err != nil {
		slog.Warn("draft of typed sales lines cannot be read", "error", err)
		return
	}
	t.grid.SetRows(rows)
	t.showSums()
}

func (t *entryTab) changed() {
	t.showSums()
	if t.timer != nil {
		t.timer.Stop()
	}
	t.timer = time.AfterFunc(draftPause, func() { fyne.Do(t.keepDraft) })
}

func (t *entryTab) keepDraft() {
	text := ""
	if rows := t.grid.Rows(); len(rows) > 0 {
		b, err := json.Marshal(rows)
		if err != nil {
			t.page.host.Fail(err)
			return
		}
		text = string(b)
	}
	t.writer.write(text, t.page.host.Fail)
}

// showSums adds up what can be read of the lines typed so far.
func (t *entryTab) showSums() {
	var lines int
	var quantity model.Quantity
	var amount model.Money
	for _, r := range t.grid.Rows() {
		if r.Blank() {
			continue
		}
		lines++
		q, err1 := values.Quantity(r[colQuantity])
		m, _, err2 := values.Money(r[colAmount], 0)
		if k, _ := kindOf(r[colKind]); k == model.LineReturn {
			q, m = -max(q, -q), -max(m, -m)
		}
		if err1 == nil {
			quantity += q
		}
		if err2 == nil {
			amount += m
		}
	}
	defer t.bar.Refresh()
	if lines == 0 {
		t.sums.SetText("")
		t.saveBtn.Disable()
		return
	}
	t.saveBtn.Enable()
	t.sums.SetText(i18n.T("%d 行 · 净数量 %s · 净额 %s 元", lines, quantityText(quantity), moneyText(amount)))
}

// save writes the lines as one batch, or shows the first thing that is wrong.
func (t *entryTab) save() {
	p := t.page
	if t.saving {
		return
	}
	if n := t.grid.Faults(); n > 0 {
		t.grid.ShowFault()
		p.host.Toast(shell.Toast{Text: i18n.T("还有 %d 处要改,改好再保存", n), Refused: true})
		return
	}
	var lines []model.ManualLine
	for _, r := range t.grid.Rows() {
		if r.Blank() {
			continue
		}
		l, err := t.typist.line(r)
		if err != nil {
			p.host.Fail(err)
			return
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		p.host.Toast(shell.Toast{Text: i18n.T("还没有录入任何一行"), Refused: true})
		return
	}
	t.write(lines)
}

func (t *entryTab) write(lines []model.ManualLine) {
	p := t.page
	t.saving = true
	t.saveBtn.Disable()
	var batch *model.ImportBatch
	var err error
	job.Run(func() { batch, err = p.app.SaveManual(context.WithoutCancel(p.ctx), lines, "") }, func() {
		t.saving = false
		t.showSums()
		if err != nil {
			p.host.Fail(err)
			return
		}
		rows := t.grid.Rows()
		t.grid.SetRows(nil)
		t.changed()
		p.history.wanted = batch.ID
		p.host.Toast(shell.Toast{Text: i18n.T("已保存 %d 行,净额 %s 元", batch.Imported, moneyText(batch.Amount)),
			Action: i18n.T("撤销"), OnTap: func() { t.takeBack(batch.ID, rows) }})
		p.host.Reload()
	})
}

// takeBack undoes the batch just saved and puts its lines back for editing.
func (t *entryTab) takeBack(id model.ID, rows []grid.Row) {
	p := t.page
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.app.UndoBatch(ctx, id); err != nil {
			return nil, err
		}
		return func() {
			if len(t.grid.Rows()) == 0 {
				t.grid.SetRows(rows)
				t.changed()
			}
			p.host.Reload()
		}, nil
	})
}

func (t *entryTab) close() {
	t.grid.Commit()
	if t.timer != nil && t.timer.Stop() {
		t.keepDraft()
	}
}

// draftWriter writes drafts one after the other, the last one always last.
type draftWriter struct {
	app     App
	busy    bool
	pending *string
}

func (w *draftWriter) write(text string, fail func(error)) {
	if w.busy {
		w.pending = &text
		return
	}
	w.busy = true
	var err error
	job.Run(func() { err = w.app.SetDraft(context.Background(), draftKey, text) }, func() {
		w.busy = false
		if err != nil {
			fail(err)
		}
		if next := w.pending; next != nil {
			w.pending = nil
			w.write(*next, fail)
		}
	})
}
