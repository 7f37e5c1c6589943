package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"unsafe"

	"xunshi/model"
)

// The facts cache file: magic, ledger stamp, row count, the columns one after the other
// in little-endian, and a checksum of everything before it. It can be thrown away at any
// time: it is only a faster way to read the ledger.
const (
	factsMagic  = "XSFACTS1"
	factsHeader = len(factsMagic) + 8 + 8
)

var (
	errStaleCache  = errors.New("facts cache is of another state of the ledger")
	errBrokenCache = errors.New("facts cache is damaged")
	castagnoli     = crc32.MakeTable(crc32.Castagnoli)
)

func (s *Store) factsPath() string { return filepath.Join(s.dir, "facts.cache") }

func saveFacts(path string, f *model.Facts) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), "facts-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	head := append([]byte(factsMagic), binary.LittleEndian.AppendUint64(nil, f.Revision)...)
	head = binary.LittleEndian.AppendUint64(head, uint64(f.Len()))
	sum := uint32(0)
	for _, part := range append([][]byte{head}, factColumns(f)...) {
		sum = crc32.Update(sum, castagnoli, part)
		if _, err := file.Write(part); err != nil {
			return errors.Join(err, file.Close())
		}
	}
	if _, err := file.Write(binary.LittleEndian.AppendUint32(nil, sum)); err != nil {
		return errors.Join(err, file.Close())
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

func loadFacts(path string, stamp uint64) (*model.Facts, error) {
	if stampOnDisk, err := peekStamp(path); err != nil || stampOnDisk != stamp {
		return nil, errors.Join(errStaleCache, err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(b) < factsHeader+4 || !littleEndian() {
		return nil, errBrokenCache
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	n := binary.LittleEndian.Uint64(b[factsHeader-8 : factsHeader])
	const rowBytes = 8*4 + 2*8 + 1
	if crc32.Checksum(body, castagnoli) != sum || uint64(len(body)-factsHeader) != n*rowBytes {
		return nil, errBrokenCache
	}
	f := &model.Facts{Revision: stamp}
	grow(f, int(n))
	f.Amounts, f.Quantities = f.Amounts[:n], f.Quantities[:n]
	f.Dates, f.Lines, f.Customers, f.Products = f.Dates[:n], f.Lines[:n], f.Customers[:n], f.Products[:n]
	f.Employees, f.Regions, f.Departments, f.Batches = f.Employees[:n], f.Regions[:n], f.Departments[:n], f.Batches[:n]
	f.Flags = f.Flags[:n]
	rest := bytes.NewReader(body[factsHeader:])
	for _, column := range factColumns(f) {
		if _, err := rest.Read(column); err != nil && len(column) > 0 {
			return nil, fmt.Errorf("%w: %w", errBrokenCache, err)
		}
	}
	return f, nil
}

func peekStamp(path string) (uint64, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	head := make([]byte, factsHeader)
	if _, err := file.Read(head); err != nil || !bytes.HasPrefix(head, []byte(factsMagic)) {
		return 0, errors.Join(errBrokenCache, err)
	}
	return binary.LittleEndian.Uint64(head[len(factsMagic):]), nil
}

// factColumns shows the columns as the bytes they are in memory.
func factColumns(f *model.Facts) [][]byte {
	return [][]byte{
		bytesOf(f.Amounts), bytesOf(f.Quantities), bytesOf(f.Dates), bytesOf(f.Lines), bytesOf(f.Customers),
		bytesOf(f.Products), bytesOf(f.Employees), bytesOf(f.Regions), bytesOf(f.Departments), bytesOf(f.Batches),
		bytesOf(f.Flags),
	}
}

func bytesOf[V any](column []V) []byte {
	if len(column) == 0 {
		return nil
	}
	var v V
	return unsafe.Slice((*byte)(unsafe.Pointer(&column[0])), len(column)*int(unsafe.Sizeof(v)))
}

func littleEndian() bool {
	one := uint16(1)
	return *(*byte)(unsafe.Pointer(&one)) == 1
}
