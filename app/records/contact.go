package records

import (
	"cmp"
	"context"
	"slices"

	"xunshi/model"
	"xunshi/model/store"
)

func contactSheet(l *lookup) *kindSheet[model.Contact] {
	type r = model.Contact
	s := newSheet([]field[r]{
		refField(l, named("customer", "客户", Ref, 26).with(required), Customers, func(c *r) *model.ID { return &c.CustomerID }),
		textField(named("name", "姓名", Text, 10).with(required), func(c *r) *string { return &c.Name }),
		textField(named("role", "职务", Text, 10), func(c *r) *string { return &c.Role }),
		textField(named("phone", "电话", Text, 14), func(c *r) *string { return &c.Phone }),
		textField(named("phone2", "电话2", Text, 14), func(c *r) *string { return &c.Phone2 }),
		textField(named("wechat", "微信", Text, 14), func(c *r) *string { return &c.WeChat }),
		textField(named("email", "邮箱", Text, 18).with(extra), func(c *r) *string { return &c.Email }),
		dateField(named("birthday", "生日", Date, 12), func(c *r) *model.Date { return &c.Birthday }),
		yesField(named("main", "主要联系人", Yes, 10), func(c *r) *bool { return &c.Main }),
		textField(named("note", "备注", Text, 20), func(c *r) *string { return &c.Note }),
	})
	s.idOf = func(c *r) model.ID { return c.ID }
	s.pinyin = func(c *r) string {
		if of := l.directory.Customers[c.CustomerID]; of != nil {
			return store.SearchKey(c.Name) + " " + of.Pinyin
		}
		return store.SearchKey(c.Name)
	}
	s.all = func(ctx context.Context, st *store.Store) ([]*r, error) {
		list, err := store.Find(ctx, st, r{})
		if err != nil {
			return nil, err
		}
		out := pointers(list)
		slices.SortStableFunc(out, func(a, b *r) int {
			return cmp.Or(cmp.Compare(l.text(Customers, a.CustomerID), l.text(Customers, b.CustomerID)), cmp.Compare(a.ID, b.ID))
		})
		return out, nil
	}
	s.one = store.GetIn[r]
	s.write = func(e *store.Edit, c *r) error { return store.Put(e, c) }
	s.delete = func(e *store.Edit, c *r) error { return store.Remove(e, c) }
	return s
}

func pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
