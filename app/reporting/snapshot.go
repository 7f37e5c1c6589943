package reporting

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// snapshotKind is the kind a closed 月报 is kept under.
const snapshotKind = "monthly"

// snapshotKey names the version of a report a snapshot holds: the dimension, and what else
// changes its figures. The money unit does not: it only shows them.
func snapshotKey(o Options) string {
	parts := []string{string(o.By)}
	if o.RegionID != 0 {
		parts = append(parts, "region="+strconv.Itoa(int(o.RegionID)))
	}
	if o.Measure != Amount {
		parts = append(parts, "measure="+string(o.Measure))
	}
	if o.Quantity != document.Pieces {
		parts = append(parts, "quantity="+string(o.Quantity))
	}
	return strings.Join(parts, ";")
}

// closedKey marks, apart from the reports themselves, that a month is closed.
const closedKey = "closed"

// snapshot gives the kept report, if there is one for these options, and whether the month
// is closed at all. A snapshot without a document is a reopened month.
func (r *Reporter) snapshot(ctx context.Context, month model.Month, opt Options) (*document.Document, bool, error) {
	at, err := r.ClosedAt(ctx, month)
	if err != nil || at.IsZero() {
		return nil, false, err
	}
	s, err := r.src.Snapshot(ctx, snapshotKind, month, snapshotKey(opt))
	if err != nil {
		return nil, true, fmt.Errorf("read the snapshot of %s: %w", month, err)
	}
	if s == nil || len(s.Document) == 0 || !s.ClosedAt.Equal(at) { // of an earlier closing
		return nil, true, nil
	}
	doc, err := unpack(s.Document)
	if err != nil {
		return nil, true, model.NewFault(fmt.Errorf("decode the snapshot of %s: %w", month, err),
			i18n.T("%s 的月结快照读不出来。", document.MonthText(month)), i18n.T("销售数据完好。"), i18n.T("请从备份恢复,或反月结后重新月结。"))
	}
	doc.Money = opt.Money
	return doc, true, nil
}

// pack makes the bytes a snapshot keeps: the Document as JSON, gzipped, since a closing
// keeps many versions of it.
func pack(doc *document.Document) ([]byte, error) {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if err := json.NewEncoder(w).Encode(doc); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func unpack(b []byte) (*document.Document, error) {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	doc := new(document.Document)
	if err := json.NewDecoder(r).Decode(doc); err != nil {
		return nil, err
	}
	return doc, r.Close()
}

// ClosedAt is when a month was closed; the zero time if it is open.
func (r *Reporter) ClosedAt(ctx context.Context, month model.Month) (time.Time, error) {
	s, err := r.src.Snapshot(ctx, snapshotKind, month, closedKey)
	if err != nil {
		return time.Time{}, fmt.Errorf("read whether %s is closed: %w", month, err)
	}
	if s == nil || len(s.Document) == 0 {
		return time.Time{}, nil
	}
	return s.ClosedAt, nil
}

// CloseMonth 月结 keeps the 月报 of a month as it is now, so that it reprints the same for
// ever: for every dimension, by amount and by quantity, in 件 and in 箱, for the whole
// business and the region of the options. A month without sales or already closed is
// refused.
func (r *Reporter) CloseMonth(ctx context.Context, month model.Month, opt Options) error {
	opt, err := opt.defaulted()
	if err != nil {
		return err
	}
	at, err := r.ClosedAt(ctx, month)
	if err != nil {
		return err
	}
	if !at.IsZero() {
		return model.NewFault(fmt.Errorf("month %s is closed since %s", month, at), i18n.T("%s 已经月结。", document.MonthText(month)),
			i18n.T("原快照没有改动。"), i18n.T("要重新月结,请先反月结。"))
	}
	now := time.Now().Truncate(time.Second) // every database keeps seconds exactly
	var kept []*model.ReportSnapshot
	for _, o := range closingVersions(opt) {
		s, err := r.freeze(ctx, month, o, now)
		if err != nil {
			return err
		}
		kept = append(kept, s)
	}
	// The mark comes last: a month is closed only once everything is kept.
	kept = append(kept, &model.ReportSnapshot{Kind: snapshotKind, Month: month, By: closedKey, Document: []byte(`{}`), ClosedAt: now})
	for _, s := range kept {
		if err := r.src.SaveSnapshot(ctx, s); err != nil {
			return fmt.Errorf("keep the snapshot of %s (%s): %w", month, s.By, err)
		}
	}
	return nil
}

// freeze builds one version of a closing month's report.
func (r *Reporter) freeze(ctx context.Context, month model.Month, o Options, at time.Time) (*model.ReportSnapshot, error) {
	doc, err := r.build(ctx, month, o)
	if err != nil {
		return nil, err
	}
	if s := doc.Section("summary"); s.Empty != "" {
		return nil, model.NewFault(fmt.Errorf("month %s has no lines", month), i18n.T("%s 不能月结。", document.MonthText(month)), s.Empty,
			i18n.T("导入该月销售后再月结。"))
	}
	doc.Closed = true
	doc.Header = append(doc.Header, i18n.T("已月结 %s", at.Format("2006-01-02 15:04")))
	b, err := pack(doc)
	if err != nil {
		return nil, fmt.Errorf("encode the snapshot of %s: %w", month, err)
	}
	return &model.ReportSnapshot{Kind: snapshotKind, Month: month, By: snapshotKey(o), Document: b, ClosedAt: at}, nil
}

// closingVersions are the reports a closing keeps.
func closingVersions(opt Options) []Options {
	var out []Options
	regions := []model.ID{0}
	if opt.RegionID != 0 {
		regions = append(regions, opt.RegionID)
	}
	for _, region := range regions {
		for _, by := range Dimensions {
			for _, measure := range []Measure{Amount, Quantity} {
				for _, unit := range []document.QuantityUnit{document.Pieces, document.Cases} {
					o := opt
					o.By, o.RegionID, o.Measure, o.Quantity = by, region, measure, unit
					out = append(out, o)
				}
			}
		}
	}
	return out
}

// Reopen 反月结 makes a closed month live again; reports are computed anew until it is
// closed once more. An open month stays as it is.
func (r *Reporter) Reopen(ctx context.Context, month model.Month) error {
	at, err := r.ClosedAt(ctx, month)
	if err != nil || at.IsZero() {
		return err
	}
	if err := r.src.SaveSnapshot(ctx, &model.ReportSnapshot{Kind: snapshotKind, Month: month, By: closedKey, ClosedAt: time.Now()}); err != nil {
		return fmt.Errorf("reopen %s: %w", month, err)
	}
	return nil
}
