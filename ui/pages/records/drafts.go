package records

import (
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"xunshi/app/records"
	"xunshi/model"
	"xunshi/ui/widgets/job"
)

// keepSoon writes the drafts when typing rests.
func (b *board) keepSoon() {
	if b.timer != nil {
		b.timer.Stop()
	}
	b.timer = time.AfterFunc(draftPause, func() { fyne.Do(b.keep) })
}

// kept is a draft as it is written.
type kept struct {
	ID    model.ID          `json:"id,omitempty"` // 0 = a new row
	Texts map[string]string `json:"texts"`
}

func (b *board) keep() {
	list := make([]kept, 0, len(b.drafts))
	for _, name := range slices.Sorted(maps.Keys(b.drafts)) {
		list = append(list, kept{b.id(name), b.drafts[name]})
	}
	text := ""
	if len(list) > 0 {
		raw, err := json.Marshal(list)
		if err != nil {
			b.page.host.Fail(err)
			return
		}
		text = string(raw)
	}
	b.writer.write(text, b.page.host.Fail)
}

// restore brings back the rows that were not kept when the page was last left, or the
// program was killed.
func (b *board) restore(text string) {
	b.writer.last = text
	if text == "" {
		return
	}
	var list []kept
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		slog.Warn("the draft of records cannot be read", "kind", b.kind, "error", err)
		return
	}
	for _, k := range list {
		name := strconv.FormatUint(uint64(k.ID), 10)
		if k.ID == 0 || b.known[k.ID] == nil { // new, or taken out since
			b.tokens++
			name = "+" + strconv.Itoa(b.tokens)
		}
		if len(k.Texts) > 0 {
			b.drafts[name] = k.Texts
		}
	}
}

func (b *board) close() {
	b.grid.Commit()
	b.save()
	if b.timer != nil {
		b.timer.Stop()
	}
	b.keep()
}

// draftWriter writes drafts one after the other, the last one always last.
type draftWriter struct {
	book    Book
	kind    records.Kind
	last    string // what stands there
	busy    bool
	pending *string
}

func (w *draftWriter) write(text string, fail func(error)) {
	if w.busy {
		w.pending = &text
		return
	}
	if text == w.last {
		return
	}
	w.busy, w.last = true, text
	var err error
	job.Run(func() { err = w.book.SetDraft(context.Background(), w.kind, text) }, func() {
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
