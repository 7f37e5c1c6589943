package complaints

import (
	"context"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Refusal is why a complaint or note is not saved, and the field it is about.
type Refusal struct {
	*model.Fault
	Key string
}

// Unwrap lets the refusal be read as a Fault.
func (r *Refusal) Unwrap() error { return r.Fault }

func refuse(key, what, do string) error {
	return &Refusal{model.NewFault(nil, what, i18n.T("还没有保存,填写的内容都在。"), do), key}
}

// Check tells what is wrong with a complaint, as a *Refusal; nil if nothing is.
func Check(c *model.Complaint, today model.Date) error {
	switch {
	case c.CustomerID == 0:
		return refuse("customer", i18n.T("请选择投诉的客户。"), "")
	case c.Date.IsZero():
		return refuse("date", i18n.T("请填写投诉日期。"), "")
	case c.Date > today:
		return refuse("date", i18n.T("投诉日期不能晚于今天。"), "")
	case strings.TrimSpace(c.Cause) == "":
		return refuse("cause", i18n.T("请选择原因。"), "")
	case strings.TrimSpace(c.Text) == "":
		return refuse("text", i18n.T("请写下客户说了什么。"), "")
	case c.Quantity < 0:
		return refuse("quantity", i18n.T("数量不能是负数。"), "")
	case c.Cost < 0:
		return refuse("cost", i18n.T("费用不能是负数。"), "")
	case !c.Due.IsZero() && c.Due < c.Date:
		return refuse("due", i18n.T("期限不能早于投诉日期。"), "")
	case c.Satisfaction < 0 || c.Satisfaction > 5:
		return refuse("satisfaction", i18n.T("满意度是 1 到 5 分。"), "")
	}
	return checkClosure(c, today)
}

// checkClosure refuses to close what may not be closed yet.
func checkClosure(c *model.Complaint, today model.Date) error {
	if c.ClosedOn.IsZero() {
		if c.Satisfaction > 0 {
			return refuse("satisfaction", i18n.T("结案后才能填客户对处理的满意度。"), i18n.T("请先填结案日期。"))
		}
		return nil
	}
	switch {
	case c.ClosedOn < c.Date:
		return refuse("closed_on", i18n.T("结案日期不能早于投诉日期。"), "")
	case c.ClosedOn > today:
		return refuse("closed_on", i18n.T("结案日期不能晚于今天。"), "")
	case c.SkipLevel && strings.TrimSpace(c.Opinion) == "":
		return refuse("opinion", i18n.T("越级投诉要先有主管经理的意见,才能结案。"), i18n.T("请主管经理填写意见。"))
	case strings.TrimSpace(c.Outcome) == "":
		return refuse("outcome", i18n.T("结案要写处理结果。"), "")
	}
	return nil
}

// Save writes a complaint as one act; photos are picture files to copy into the data
// folder beside those it has.
func (d *Desk) Save(ctx context.Context, c *model.Complaint, photos []string, today model.Date) (operation string, err error) {
	if err := Check(c, today); err != nil {
		return "", err
	}
	kept := *c
	names, err := d.keepPhotos(photos)
	if err != nil {
		return "", err
	}
	kept.Photos = strings.Join(append(PhotoNames(c), names...), ",")
	operation, err = d.store.Edit(ctx, func(e *store.Edit) error { return store.Put(e, &kept) })
	if err != nil {
		d.dropPhotos(names)
		return "", err
	}
	*c = kept
	return operation, nil
}

// Remove deletes a complaint. Its photos stay in the data folder: the act can be undone.
func (d *Desk) Remove(ctx context.Context, c *model.Complaint) (operation string, err error) {
	return d.store.Edit(ctx, func(e *store.Edit) error { return store.Remove(e, c) })
}

// SaveNote keeps how content a customer said to be.
func (d *Desk) SaveNote(ctx context.Context, n *model.Satisfaction, today model.Date) (operation string, err error) {
	switch {
	case n.CustomerID == 0:
		return "", refuse("customer", i18n.T("请选择客户。"), "")
	case n.Score < 1 || n.Score > 5:
		return "", refuse("score", i18n.T("请打 1 到 5 分。"), "")
	case n.Date.IsZero() || n.Date > today:
		return "", refuse("date", i18n.T("请填写不晚于今天的日期。"), "")
	}
	return d.store.Edit(ctx, func(e *store.Edit) error { return store.Put(e, n) })
}

// RemoveNote deletes a note of satisfaction.
func (d *Desk) RemoveNote(ctx context.Context, n *model.Satisfaction) (operation string, err error) {
	return d.store.Edit(ctx, func(e *store.Edit) error { return store.Remove(e, n) })
}

// Undo takes an act of this use case back.
func (d *Desk) Undo(ctx context.Context, operation string) error {
	return d.store.Undo(ctx, operation)
}

// Overdue counts the complaints past due on a day.
func (d *Desk) Overdue(ctx context.Context, today model.Date) (int, error) {
	all, err := store.Find(ctx, d.store, model.Complaint{})
	n := 0
	for i := range all {
		if all[i].Overdue(today) {
			n++
		}
	}
	return n, err
}
