package reporting

import (
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
	var doc document.Document
	if err := json.Unmarshal(s.Document, &doc); err != nil {
		return nil, true, model.NewFault(fmt.Errorf("decode the snapshot of %s: %w", month, err),
			i18n.T("%s 的月结快照读不出来。", monthText(month)), i18n.T("销售数据完好。"), i18n.T("请从备份恢复,或反月结后重新月结。"))
	}
	doc.Money = opt.Money
	return &doc, true, nil
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

// CloseMonth 月结 keeps the 月报 of a month as it is now, for every dimension, so that it
// reprints the same for ever. Options give region, measure, units and calendar; the whole
// business is kept too. A month without sales or already closed is refused.
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
		return model.NewFault(fmt.Errorf("month %s is closed since %s", month, at), i18n.T("%s 已经月结。", monthText(month)),
			i18n.T("原快照没有改动。"), i18n.T("要重新月结,请先反月结。"))
	}
	versions := closingVersions(opt)
	now := time.Now().Truncate(time.Second) // every database keeps seconds exactly
	kept := make([]*model.ReportSnapshot, 0, len(versions)+1)
	for _, o := range versions {
		doc, err := r.build(ctx, month, o)
		if err != nil {
			return err
		}
		if s := doc.Section("summary"); s.Empty != "" {
			return model.NewFault(fmt.Errorf("month %s has no lines", month), i18n.T("%s 不能月结。", monthText(month)), s.Empty,
				i18n.T("导入该月销售后再月结。"))
		}
		doc.Closed = true
		doc.Header = append(doc.Header, i18n.T("已月结 %s", now.Format("2006-01-02 15:04")))
		b, err := json.Marshal(doc)
		if err != nil {
			return fmt.Errorf("encode the snapshot of %s: %w", month, err)
		}
		kept = append(kept, &model.ReportSnapshot{Kind: snapshotKind, Month: month, By: snapshotKey(o), Document: b, ClosedAt: now})
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

// closingVersions are the reports a closing keeps: every dimension for the chosen region
// and for the whole business.
func closingVersions(opt Options) []Options {
	var out []Options
	regions := []model.ID{0}
	if opt.RegionID != 0 {
		regions = append(regions, opt.RegionID)
	}
	for _, region := range regions {
		for _, by := range Dimensions {
			o := opt
			o.By, o.RegionID = by, region
			out = append(out, o)
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
