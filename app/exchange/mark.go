package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/google/uuid"

	"xunshi/model"
)

// mark is what a workbook carries hidden, so that it is known again whatever it is called.
type mark struct {
	UUID     uuid.UUID
	Employee uuid.UUID
	Code     string
	Name     string
	From, To model.Date
	Kinds    string
}

// markVersion is the version of the forms' format.
const markVersion = "1"

// checksum covers the mark and the headings, so that a mark that was typed over, cut off or
// put together from two files is not believed.
func (m *mark) checksum() string {
	parts := []string{markVersion, m.UUID.String(), m.Employee.String(), m.From.String(), m.To.String(), m.Kinds}
	for _, k := range KindsOf(m.Kinds) {
		for _, c := range forms[k] {
			parts = append(parts, c.key, c.heading)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:])
}

// Names of the lines of the mark.
//
//i18n:data
const (
	lineFormat   = "格式"
	lineVersion  = "版本"
	lineUUID     = "编号"
	lineEmployee = "人员编号"
	lineCode     = "人员编码"
	lineName     = "姓名"
	lineFrom     = "从"
	lineTo       = "到"
	lineKinds    = "内容"
	lineSum      = "校验"
)

func (m *mark) lines() [][2]string {
	return [][2]string{{lineFormat, markMagic}, {lineVersion, markVersion}, {lineUUID, m.UUID.String()}, {lineEmployee, m.Employee.String()},
		{lineCode, m.Code}, {lineName, m.Name}, {lineFrom, m.From.String()}, {lineTo, m.To.String()}, {lineKinds, m.Kinds}, {lineSum, m.checksum()}}
}

// readMark reads the lines back. found tells that they are there at all, whole that they
// are as they were written.
func readMark(lines map[string]string) (m mark, found, whole bool) {
	if lines[lineFormat] != markMagic {
		return m, false, false
	}
	var err [4]error
	m.UUID, err[0] = uuid.Parse(lines[lineUUID])
	m.Employee, err[1] = uuid.Parse(lines[lineEmployee])
	m.From, err[2] = model.ParseDate(lines[lineFrom])
	m.To, err[3] = model.ParseDate(lines[lineTo])
	m.Code, m.Name, m.Kinds = lines[lineCode], lines[lineName], lines[lineKinds]
	for _, e := range err {
		if e != nil {
			return m, true, false
		}
	}
	return m, true, lines[lineSum] == m.checksum()
}
