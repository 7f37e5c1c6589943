package products

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/job"
)

const draftPause = 500 * time.Millisecond

// matrix is an entry grid over rows that are there: what is changed is kept apart, cell by
// cell, until it is saved, survives a reading anew, and a kill as a draft.
type matrix struct {
	page     *Page
	draft    string // key of the draft
	changed  func() // the changes changed
	holder   *fyne.Container
	empty    fyne.CanvasObject // in place of a grid without rows
	grid     *grid.Grid
	columns  []grid.Column
	keys     [][]string // of the cells, "" for those that only show
	base     []grid.Row
	pending  map[string]string // text by the cell's key, also of cells not shown now
	restored bool
	timer    *time.Timer
}

func newMatrix(p *Page, draft string, changed func()) *matrix {
	return &matrix{page: p, draft: draft, changed: changed, holder: container.NewStack(), empty: p.noProducts(), pending: map[string]string{}}
}

// show puts rows on the grid. Changes that are pending stand over them; while nothing but
// they differs, the grid is left alone, so that typing goes on.
func (m *matrix) show(columns []grid.Column, keys [][]string, base []grid.Row) {
	if m.grid != nil && sameColumns(m.columns, columns) && slices.EqualFunc(m.keys, keys, slices.Equal[[]string]) &&
		slices.EqualFunc(m.base, base, slices.Equal[grid.Row]) {
		return
	}
	m.collect()
	m.keys, m.base = keys, base
	if len(base) == 0 {
		m.grid = nil
		m.holder.Objects = []fyne.CanvasObject{m.empty}
		m.holder.Refresh()
		return
	}
	if m.grid == nil || !sameColumns(m.columns, columns) {
		m.columns = columns
		m.build()
	}
	rows := make([]grid.Row, len(base))
	for i := range base {
		rows[i] = slices.Clone(base[i])
		for k, key := range keys[i] {
			if text, ok := m.pending[key]; ok && key != "" {
				rows[i][k] = text
			}
		}
	}
	m.grid.SetRows(rows)
	m.collect()
}

func sameColumns(a, b []grid.Column) bool {
	return slices.EqualFunc(a, b, func(x, y grid.Column) bool { return x.Key == y.Key && x.Title == y.Title })
}

// build makes the grid for other columns.
func (m *matrix) build() {
	g := grid.New(m.columns)
	g.FixedRows = true
	g.Tone = func(row, col int) grid.Tone {
		switch {
		case m.key(row, col) == "":
			return grid.Quiet
		case m.differs(row, col):
			return grid.Brand
		}
		return grid.Plain
	}
	g.Bold = m.differs
	g.OnChange = func() {
		m.collect()
		if m.timer != nil {
			m.timer.Stop()
		}
		m.timer = time.AfterFunc(draftPause, func() { fyne.Do(m.keep) })
	}
	g.OnPasteFault = m.page.host.Fail
	m.grid = g
	m.holder.Objects = []fyne.CanvasObject{g}
	m.holder.Refresh()
}

func (m *matrix) key(row, col int) string {
	if row < len(m.keys) && col < len(m.keys[row]) {
		return m.keys[row][col]
	}
	return ""
}

func (m *matrix) differs(row, col int) bool {
	key := m.key(row, col)
	_, ok := m.pending[key]
	return ok && key != ""
}

// collect notes which cells differ from what is kept.
func (m *matrix) collect() {
	if m.grid == nil {
		return
	}
	rows := m.grid.Rows()
	for i := range m.base {
		for k, key := range m.keys[i] {
			if key == "" || i >= len(rows) || k >= len(rows[i]) {
				continue
			}
			if rows[i][k] == m.base[i][k] {
				delete(m.pending, key)
			} else {
				m.pending[key] = rows[i][k]
			}
		}
	}
	m.changed()
}

// reset throws the changes away, after they were saved or when they are not wanted.
func (m *matrix) reset() {
	m.pending = map[string]string{}
	if m.grid != nil {
		rows := make([]grid.Row, len(m.base))
		for i := range m.base {
			rows[i] = slices.Clone(m.base[i])
		}
		m.grid.SetRows(rows)
	}
	m.collect()
	m.keep()
}

// saved forgets the changes but for those left, and has all read anew.
func (m *matrix) saved(left map[string]string) {
	m.pending, m.base, m.keys = left, nil, nil
	m.keep()
}

// prune forgets changes of what is gone.
func (m *matrix) prune(there func(key string) bool) {
	for key := range m.pending {
		if !there(key) {
			delete(m.pending, key)
		}
	}
}

// keep writes the draft.
func (m *matrix) keep() {
	text := ""
	if len(m.pending) > 0 {
		b, err := json.Marshal(m.pending)
		if err != nil {
			m.page.host.Fail(err)
			return
		}
		text = string(b)
	}
	var err error
	job.Run(func() { err = m.page.program.SetDraft(context.Background(), m.draft, text) }, func() {
		if err != nil {
			m.page.host.Fail(err)
		}
	})
}

// readDraft reads what was pending when the program ended, once; run off the interface
// goroutine.
func (m *matrix) readDraft(ctx context.Context) (map[string]string, error) {
	text, err := m.page.program.Draft(ctx, m.draft)
	if err != nil || text == "" {
		return nil, err
	}
	kept := map[string]string{}
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		slog.Warn("draft cannot be read", "key", m.draft, "error", err)
		return nil, nil
	}
	return kept, nil
}

// restore takes a draft over.
func (m *matrix) restore(kept map[string]string) {
	if m.restored {
		return
	}
	m.restored = true
	for k, v := range kept {
		m.pending[k] = v
	}
}

func (m *matrix) focus() {
	if m.grid != nil {
		m.grid.Focus()
	}
}

func (m *matrix) close() {
	if m.grid != nil {
		m.grid.Commit()
	}
	if m.timer != nil && m.timer.Stop() {
		m.keep()
	}
}

// shelfName is a product's name, with a word where it is not on sale on the day.
func shelfName(p *model.Product, on model.Date) string {
	if p.Listed(on) {
		return p.Name
	}
	return i18n.T("%s(不在架)", p.Name)
}
