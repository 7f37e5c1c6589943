package workbook

import (
	"hash/maphash"
	"unsafe"
)

// pool keeps each distinct (text, kind) once. Texts lie end to end in large blocks, so a
// million of them are a handful of objects to the garbage collector.
type pool struct {
	entries []entry
	hashes  []uint32
	table   []uint32 // open addressing: entry index, 0 = free
	seed    maphash.Seed
	block   []byte
	bytes   int64
}

type entry struct {
	text string
	kind Kind
}

const poolBlock = 1 << 18

func newPool() pool {
	return pool{
		entries: make([]entry, 1, 1024), // entry 0 is the empty cell
		hashes:  make([]uint32, 1, 1024),
		table:   make([]uint32, 4096),
		seed:    maphash.MakeSeed(),
	}
}

// intern gives the value for text, copying it if it is new. Empty text is the empty cell,
// unless its kind says more.
func (p *pool) intern(text []byte, kind Kind) Value {
	if len(text) == 0 && kind != Formula {
		return 0
	}
	h := uint32(maphash.Bytes(p.seed, text)) + uint32(kind)*0x9e3779b1
	mask := uint32(len(p.table) - 1)
	i := h & mask
	for p.table[i] != 0 {
		at := p.table[i]
		if p.hashes[at] == h && p.entries[at].kind == kind && p.entries[at].text == string(text) {
			return Value(at)
		}
		i = (i + 1) & mask
	}
	at := uint32(len(p.entries))
	p.table[i] = at
	p.entries = append(p.entries, entry{p.keep(text), kind})
	p.hashes = append(p.hashes, h)
	if len(p.entries)*4 > len(p.table)*3 {
		p.grow()
	}
	return Value(at)
}

// keep copies text into the current block. Blocks are only ever appended to, never
// changed, so the string may alias them.
func (p *pool) keep(text []byte) string {
	p.bytes += int64(len(text))
	if len(text) == 0 {
		return ""
	}
	if len(text) > poolBlock/4 {
		return string(text)
	}
	if len(p.block)+len(text) > cap(p.block) {
		p.block = make([]byte, 0, poolBlock)
	}
	from := len(p.block)
	p.block = append(p.block, text...)
	return unsafe.String(&p.block[from], len(text))
}

func (p *pool) grow() {
	p.table = make([]uint32, len(p.table)*2)
	mask := uint32(len(p.table) - 1)
	for at := 1; at < len(p.entries); at++ {
		i := p.hashes[at] & mask
		for p.table[i] != 0 {
			i = (i + 1) & mask
		}
		p.table[i] = uint32(at)
	}
}
