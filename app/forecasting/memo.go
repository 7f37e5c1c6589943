package forecasting

import (
	"slices"
	"sync"

	"xunshi/assets/i18n"
)

// memoSize is how many outlooks are kept: each dimension in two metrics.
const memoSize = 8

// memoKey says what an outlook was made from.
type memoKey struct {
	asked             Request
	ledger, directory uint64
	language          i18n.Language
}

// memo keeps the outlooks made last: forecasting thousands of nodes takes seconds, and every
// figure the manager sets asks for them again. It is safe for use by several goroutines.
type memo struct {
	mu   sync.Mutex
	keys []memoKey // the one used last stands last
	made map[memoKey]*Outlook
}

// of gives an outlook of its own to whoever asks, nil if there is none.
func (m *memo) of(k memoKey) *Outlook {
	m.mu.Lock()
	defer m.mu.Unlock()
	o := m.made[k]
	if o == nil {
		return nil
	}
	m.use(k)
	return o.clone()
}

func (m *memo) keep(k memoKey, o *Outlook) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.made == nil {
		m.made = map[memoKey]*Outlook{}
	}
	m.made[k] = o.clone()
	m.use(k)
	if len(m.keys) > memoSize {
		delete(m.made, m.keys[0])
		m.keys = m.keys[1:]
	}
}

func (m *memo) use(k memoKey) {
	m.keys = append(slices.DeleteFunc(m.keys, func(other memoKey) bool { return other == k }), k)
}

// clone copies what judging and the manager's figures write into.
func (o *Outlook) clone() *Outlook {
	out := *o
	out.Nodes = slices.Clone(o.Nodes)
	for i := range out.Nodes {
		out.Nodes[i].Points = slices.Clone(out.Nodes[i].Points)
	}
	out.Total.Points = slices.Clone(o.Total.Points)
	out.Notes = slices.Clone(o.Notes)
	return &out
}
