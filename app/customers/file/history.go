package file

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"xunshi/app/customers/file/fields"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Happening is one line of a file's history in words.
type Happening struct {
	At        time.Time
	What      string // 新建, 修改 区域, 联系人 陈老板 …
	Before    string // "" = nothing
	After     string
	Operation string
	Undone    bool
}

// History tells what happened to a customer's file, newest first: the customer field by
// field, and the records that stand in the file now.
func (b *Book) History(ctx context.Context, id model.ID) ([]Happening, error) {
	f, err := b.Open(ctx, id)
	if err != nil {
		return nil, err
	}
	d, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	own, err := b.Definitions(ctx)
	if err != nil {
		return nil, err
	}
	changes, err := store.History[model.Customer](ctx, b.store, id)
	if err != nil {
		return nil, err
	}
	t := teller{fields: fields.Fields(d, own), directory: d, state: f.Customer}
	for i := range changes {
		t.customer(&changes[i])
	}
	if err := b.tellLists(ctx, &t, f); err != nil {
		return nil, err
	}
	slices.SortStableFunc(t.out, func(x, y Happening) int { return y.At.Compare(x.At) })
	return t.out, nil
}

func (b *Book) tellLists(ctx context.Context, t *teller, f *File) error {
	for i := range f.Contacts {
		if err := tell[model.Contact](ctx, b, t, f.Contacts[i].ID, i18n.T("联系人 %s", f.Contacts[i].Name)); err != nil {
			return err
		}
	}
	for i := range f.Policies {
		if err := tell[model.CustomerPolicy](ctx, b, t, f.Policies[i].ID, i18n.T("销售政策 %s", span(f.Policies[i].From, f.Policies[i].To))); err != nil {
			return err
		}
	}
	for i := range f.Areas {
		if err := tell[model.CustomerArea](ctx, b, t, f.Areas[i].ID, i18n.T("约定区域 %s", fields.RegionName(t.directory, f.Areas[i].RegionID))); err != nil {
			return err
		}
	}
	for i := range f.Shares {
		if err := tell[model.CustomerShare](ctx, b, t, f.Shares[i].ID, i18n.T("共同负责 %s", fields.EmployeeName(t.directory, f.Shares[i].EmployeeID))); err != nil {
			return err
		}
	}
	for i := range f.Contracts {
		if err := tell[model.Contract](ctx, b, t, f.Contracts[i].ID, i18n.T("合同 %s", cmp.Or(f.Contracts[i].Number, f.Contracts[i].Title))); err != nil {
			return err
		}
	}
	return nil
}

func tell[T any](ctx context.Context, b *Book, t *teller, id model.ID, name string) error {
	changes, err := store.History[T](ctx, b.store, id)
	for i := range changes {
		t.record(&changes[i], name)
	}
	return err
}

// teller puts journal entries into words.
type teller struct {
	fields    []fields.Field
	directory *model.Directory
	state     model.Customer // as it was before the changes told so far: fields that belong together are told whole
	out       []Happening
}

func (t *teller) add(c *store.Change, what, before, after string) {
	t.out = append(t.out, Happening{c.At, what, before, after, c.Operation, c.Undone})
}

// customer tells one change of the customer: a line for each field people know.
func (t *teller) customer(c *store.Change) {
	if len(c.Fields) == 0 {
		t.add(c, actionName(c.Action), "", "")
		return
	}
	before, after := t.state, t.state
	names := map[string]bool{}
	for _, f := range c.Fields {
		set(&before, f.Field, f.Before)
		set(&after, f.Field, f.After)
		names[f.Field] = true
	}
	if !c.Undone {
		t.state = before
	}
	for _, f := range t.fields {
		if !names[f.Key] && !slices.ContainsFunc(f.Also, func(k string) bool { return names[k] }) && !(names["own"] && strings.HasPrefix(f.Key, "own.")) {
			continue
		}
		if was, is := f.Text(&before), f.Text(&after); was != is {
			t.add(c, f.Label, was, is)
		}
	}
	if names["merged_into"] {
		t.add(c, i18n.T("合并到"), "", fields.CustomerName(t.directory, after.MergedInto))
	}
}

// set puts one field of the journal into a customer.
func set(c *model.Customer, name, value string) {
	if value == "" {
		return
	}
	if name == "own" {
		c.Own = nil // the map is shared, and would be added to
	}
	text := fmt.Sprintf("{%q:%s}", name, value)
	_ = json.Unmarshal([]byte(text), c) // a field of an older program: its line is left out
}

// record tells one change of a record beside the customer.
func (t *teller) record(c *store.Change, name string) {
	if len(c.Fields) == 0 {
		t.add(c, actionName(c.Action)+" "+name, "", "")
		return
	}
	var before, after []string
	for _, f := range c.Fields {
		label := recordField(f.Field)
		if label == "" {
			continue
		}
		before = append(before, label+" "+plain(f.Before))
		after = append(after, label+" "+plain(f.After))
	}
	if len(after) > 0 {
		t.add(c, name, strings.Join(before, i18n.T("、")), strings.Join(after, i18n.T("、")))
	}
}

// plain is a JSON value as people write it.
func plain(value string) string {
	var v any
	if err := json.Unmarshal([]byte(value), &v); err != nil {
		return value
	}
	switch x := v.(type) {
	case nil:
		return "—"
	case bool:
		if x {
			return i18n.T("是")
		}
		return i18n.T("否")
	case string:
		return cmp.Or(x, "—")
	}
	return value
}

// recordField names the fields of contacts, policies and contracts; "" for those nobody reads.
func recordField(name string) string {
	switch name {
	case "name":
		return i18n.T("姓名")
	case "role":
		return i18n.T("职务")
	case "phone":
		return i18n.T("电话")
	case "phone2":
		return i18n.T("电话 2")
	case "wechat":
		return i18n.T("微信")
	case "email":
		return i18n.T("邮箱")
	case "birthday":
		return i18n.T("生日")
	case "main":
		return i18n.T("主要联系人")
	case "from":
		return i18n.T("开始")
	case "to":
		return i18n.T("截止")
	case "price_tier":
		return i18n.T("价格体系")
	case "terms":
		return i18n.T("政策内容")
	case "exclusive":
		return i18n.T("独家")
	case "number":
		return i18n.T("合同号")
	case "title":
		return i18n.T("标题")
	case "note":
		return i18n.T("备注")
	}
	return ""
}

func actionName(action string) string {
	switch action {
	case "create":
		return i18n.T("新建")
	case "delete":
		return i18n.T("删除")
	case "import":
		return i18n.T("导入")
	case "fill":
		return i18n.T("导入补全")
	case "move":
		return i18n.T("合并转移")
	}
	return i18n.T("修改")
}
