package customers

import (
	"context"
	"fmt"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Contacted writes down a contact with a customer.
func (b *Book) Contacted(ctx context.Context, l model.ContactLog) (operation string, err error) {
	l.Text, l.NextStep = strings.TrimSpace(l.Text), strings.TrimSpace(l.NextStep)
	switch {
	case l.CustomerID == 0:
		return "", model.NewFault(nil, i18n.T("请选择客户。"), i18n.T("数据没有改动。"), "")
	case l.Date.IsZero():
		return "", model.NewFault(nil, i18n.T("请填写联系日期。"), i18n.T("数据没有改动。"), "")
	case l.Date > b.today():
		return "", model.NewFault(nil, i18n.T("联系日期不能在今天之后。"), i18n.T("数据没有改动。"), i18n.T("将来要做的事请写在“下一步”里。"))
	case l.Text == "" && l.NextStep == "":
		return "", model.NewFault(nil, i18n.T("请写下谈了什么。"), i18n.T("数据没有改动。"), "")
	}
	if l.Method == "" {
		l.Method = model.ContactCall
	}
	return b.edit(ctx, func(e *store.Edit) error { return store.Put(e, &l) })
}

// NextStepDone ticks the next step of a contact off.
func (b *Book) NextStepDone(ctx context.Context, id model.ID) (operation string, err error) {
	return b.edit(ctx, func(e *store.Edit) error {
		l, err := store.GetIn[model.ContactLog](e, id)
		if err != nil {
			return err
		}
		if l == nil {
			return model.NewFault(fmt.Errorf("no contact log %d", id), i18n.T("这条联系记录已经被删除。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再试。"))
		}
		l.NextDone = true
		return store.Put(e, l)
	})
}
