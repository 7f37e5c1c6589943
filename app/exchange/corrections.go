package exchange

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// correctionDays is how long a rep has to send corrections back.
const correctionDays = 2

// SendBack writes a correction workbook for a return: the rows that could not be read, with
// the reason beside each, under an identity of its own, so that what is corrected can come
// in beside what was right.
func (d *Desk) SendBack(ctx context.Context, r *Return, dir string) (path, operation string, err error) {
	w := model.RepWorkbook{Record: model.Record{UUID: model.NewUUID()}, EmployeeID: r.Workbook.EmployeeID, From: r.Workbook.From, To: r.Workbook.To,
		Due: d.today() + correctionDays, WrittenAt: time.Now().UTC()}
	src, err := d.source(ctx, model.Period{From: w.From, To: w.To})
	if err != nil {
		return "", "", err
	}
	e := src.dir.Employees[w.EmployeeID]
	if e == nil {
		return "", "", nothing(i18n.T("认不出这份表格是谁的。"), i18n.T("请让对方用原来的表格重填。"))
	}
	var kinds []Kind
	var sheets []sheetOut
	for _, k := range KindsOf(r.Workbook.Kind) {
		if s := r.badRows(k); len(s.rows) > 0 {
			kinds, sheets = append(kinds, k), append(sheets, s)
		}
	}
	if len(sheets) == 0 {
		return "", "", nothing(i18n.T("这份表格没有要退回更正的行。"), "")
	}
	w.Kind = joinKinds(kinds)
	b := src.book(&w)
	b.sheets = sheets
	path, err = b.save(ctx, dir, fileName(fixPrefix, e, src.period))
	if err != nil {
		return "", "", err
	}
	w.File = filepath.Base(path)
	operation, err = d.store.Edit(ctx, func(e *store.Edit) error { return store.Put(e, &w) })
	if err != nil {
		return "", "", errors.Join(err, os.Remove(path))
	}
	return path, operation, nil
}

// Correction tells whether a workbook asks for corrections of an earlier return.
func Correction(w *model.RepWorkbook) bool { return strings.HasPrefix(w.File, fixPrefix) }

// badRows are the rows of a form that could not be read, with their reasons.
func (r *Return) badRows(k Kind) sheetOut {
	s := sheetOut{kind: k}
	for _, l := range r.Lines {
		if l.Kind == k && l.Bad() {
			s.rows, s.reasons = append(s.rows, l.Texts), append(s.reasons, l.Reasons())
		}
	}
	return s
}

// Reasons are the problems of the row in words.
func (l *Line) Reasons() string {
	words := make([]string, len(l.Problems))
	for i, p := range l.Problems {
		words[i] = i18n.T("%[1]s:%[2]s", p.Column, p.Reason)
	}
	return strings.Join(words, " ")
}
