package customerfile

import (
	"context"
	"encoding/json"
	"log/slog"
	"strconv"
	"time"

	"xunshi/app/customers/file"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/job"
)

const draftPause = 400 * time.Millisecond

// draft is what was typed and over which state; the grids as they were typed, with what
// cannot be read yet.
type draft struct {
	Base  *file.File    `json:"base"`
	Typed *file.File    `json:"typed"`
	Grids [4][]grid.Row `json:"grids"`
}

func idText(id model.ID) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(id), 10)
}

func (p *Page) grids() [4]*grid.Grid {
	return [4]*grid.Grid{p.contacts.grid, p.policies.grid, p.contracts.grid, p.shares.grid}
}

// keepDraft writes what is typed, or takes the draft away when nothing is.
func (p *Page) keepDraft() {
	if p.form == nil {
		return
	}
	text := ""
	if p.dirty() {
		d := draft{Base: p.base, Typed: p.gather()}
		for i, g := range p.grids() {
			d.Grids[i] = g.Rows()
		}
		b, err := json.Marshal(d)
		if err != nil {
			p.host.Fail(err)
			return
		}
		text = string(b)
	}
	p.writer.write(draftKey(p.id), text, p.host.Fail)
}

// restore brings back what was half typed when the program ended.
func (p *Page) restore(text string) {
	if text == "" {
		return
	}
	var d draft
	if err := json.Unmarshal([]byte(text), &d); err != nil || d.Base == nil || d.Typed == nil {
		slog.Warn("draft of a customer's file cannot be read", "id", p.id, "error", err)
		return
	}
	merged, err := file.Rebase(d.Base, d.Typed, p.base)
	if err != nil {
		slog.Warn("draft of a customer's file does not fit", "id", p.id, "error", err)
		return
	}
	p.put(merged, false)
	for i, g := range p.grids() {
		if unread(g.Rows(), d.Grids[i]) {
			g.SetRows(d.Grids[i])
		}
	}
	if !p.dirty() {
		return
	}
	p.tell()
	p.host.Toast(shell.Toast{Text: i18n.T("已恢复上次没有保存的内容"), Action: i18n.T("放弃"), OnTap: p.discard})
}

// unread tells whether the rows typed hold more than could be read into records.
func unread(now, typed []grid.Row) bool {
	if len(now) != len(typed) {
		return len(typed) > 0
	}
	for i := range now {
		for k := range now[i] {
			if k < len(typed[i]) && now[i][k] != typed[i][k] {
				return true
			}
		}
	}
	return false
}

// discard shows the file as it stands again.
func (p *Page) discard() {
	p.put(p.base, false)
	p.shown = p.state()
	p.dropDraft()
	p.tell()
	p.side.refresh()
}

func (p *Page) dropDraft() {
	if p.timer != nil {
		p.timer.Stop()
	}
	p.writer.write(draftKey(p.id), "", p.host.Fail)
}

// draftWriter writes drafts one after the other, the last one always last.
type draftWriter struct {
	drafts  Drafts
	busy    bool
	pending []entry
}

type entry struct{ key, text string }

func (w *draftWriter) write(key, text string, fail func(error)) {
	if w.busy {
		if n := len(w.pending); n > 0 && w.pending[n-1].key == key {
			w.pending = w.pending[:n-1]
		}
		w.pending = append(w.pending, entry{key, text})
		return
	}
	w.busy = true
	var err error
	job.Run(func() { err = w.drafts.SetDraft(context.Background(), key, text) }, func() {
		w.busy = false
		if err != nil {
			fail(err)
		}
		if len(w.pending) > 0 {
			next := w.pending[0]
			w.pending = w.pending[1:]
			w.write(next.key, next.text, fail)
		}
	})
}
