package records

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

const today = "2026-09-11"

// desk is a book over a store of its own.
type desk struct {
	*Book
	t     *testing.T
	ctx   context.Context
	store *store.Store
}

func newDesk(t *testing.T) desk {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	b := New(s)
	b.today = func() model.Date { return model.MustDate(today) }
	return desk{b, t, context.Background(), s}
}

// save writes edits that must all be kept and gives the id of the last.
func (d desk) save(k Kind, edits ...Edit) model.ID {
	d.t.Helper()
	outcomes, _, err := d.Save(d.ctx, k, edits)
	require.NoError(d.t, err)
	var id model.ID
	for _, o := range outcomes {
		require.Empty(d.t, o.Fault, o.Key)
		id = o.ID
	}
	return id
}

// fault writes one edit that must not be kept.
func (d desk) fault(k Kind, e Edit) string {
	d.t.Helper()
	outcomes, operation, err := d.Save(d.ctx, k, []Edit{e})
	require.NoError(d.t, err)
	require.Empty(d.t, operation)
	require.NotEmpty(d.t, outcomes[0].Fault)
	return outcomes[0].Key + ":" + outcomes[0].Fault
}

// row gives the texts of a record by column key, the empty ones left out.
func (d desk) row(k Kind, id model.ID) map[string]string {
	d.t.Helper()
	t, err := d.Load(d.ctx, k)
	require.NoError(d.t, err)
	for _, r := range t.Rows {
		if r.ID == id {
			out := map[string]string{}
			for i, text := range r.Texts {
				if text != "" {
					out[t.Columns[i].Key] = text
				}
			}
			return out
		}
	}
	return nil
}

// all gives every row as a list that is imported has it.
func (d desk) all(k Kind) (rows []Incoming, given []string) {
	d.t.Helper()
	t, err := d.Load(d.ctx, k)
	require.NoError(d.t, err)
	for n, r := range t.Rows {
		in := Incoming{Row: n + 2, Texts: map[string]string{}}
		for i, text := range r.Texts {
			if text != "" {
				in.Texts[t.Columns[i].Key] = text
			}
		}
		rows = append(rows, in)
	}
	for _, c := range t.Columns {
		given = append(given, c.Key)
	}
	return rows, given
}

// fill puts a small business into the store.
func (d desk) fill() {
	d.save(Regions, Edit{Texts: map[string]string{"name": "江苏"}}, Edit{Texts: map[string]string{"name": "苏州", "parent": "江苏"}},
		Edit{Texts: map[string]string{"name": "无锡", "parent": "江苏"}})
	d.save(Departments, Edit{Texts: map[string]string{"name": "直销部"}})
	d.save(Employees, Edit{Texts: map[string]string{"employee_code": "E1", "employee": "洪光", "position": "主管", "region": "江苏", "department": "直销部"}},
		Edit{Texts: map[string]string{"employee_code": "E2", "employee": "张怡", "position": "业务员", "superior": "洪光", "region": "苏州", "hired": "2024-3-1"}})
	d.save(Customers, Edit{Texts: map[string]string{"customer_code": "K1", "customer_name": "永盛商贸", "customer_kind": "经销商", "grade": "A",
		"stage": "合作", "region": "苏州", "employee": "张怡", "credit_limit": "5万", "areas": "无锡,江苏/苏州", "policy_tier": "一级", "policy_rebate": "2.5%",
		"policy_from": "2026-1-1", "contact1": "王五", "contact1_phone": "13800001111", "contact1_birthday": "1980-05-04", "contact2": "赵六",
		"tags": "重点、县城", "latitude": "31.3", "key": "y", "opened": "20200105"}},
		Edit{Texts: map[string]string{"customer_code": "K2", "customer_name": "恒源商贸", "upstream": "K1", "key": "否"}},
		Edit{Texts: map[string]string{"customer_name": "无码小店"}})
	d.save(Products, Edit{Texts: map[string]string{"product_code": "P1", "product_name": "草莓酸奶", "brand": "清泉", "category": "酸奶", "pack": "250ml×12",
		"unit": "瓶", "units_per_case": "12", "price": "3.5", "floor": "2.8", "channels": "商超,批发", "launched": "2025-01-01", "barcode": "6901234567892"}})
	d.save(Prices, Edit{Texts: map[string]string{"product": "P1", "kind": "价格体系", "tier": "一级", "price": "3"}},
		Edit{Texts: map[string]string{"product": "P1", "kind": "价格体系", "tier": "一级", "customer": "K1", "price": "2.9", "from": "2026-01-01"}})
}

func (d desk) find(k Kind, key, text string) model.ID {
	d.t.Helper()
	t, err := d.Load(d.ctx, k)
	require.NoError(d.t, err)
	for _, r := range t.Rows {
		if r.Texts[t.Column(key)] == text {
			return r.ID
		}
	}
	d.t.Fatalf("no %s with %s %q", k, key, text)
	return 0
}

func TestWhatIsTypedStandsInOneForm(t *testing.T) {
	d := newDesk(t)
	d.fill()
	k1 := d.row(Customers, d.find(Customers, "customer_code", "K1"))
	require.Equal(t, map[string]string{"customer_code": "K1", "customer_name": "永盛商贸", "customer_kind": "经销商", "grade": "A", "stage": "合作",
		"region": "江苏/苏州", "employee_code": "E2", "employee": "张怡", "credit_limit": "50000", "areas": "江苏/无锡,江苏/苏州", "policy_tier": "一级",
		"policy_rebate": "2.5", "policy_from": "2026-01-01", "contact1": "王五", "contact1_phone": "13800001111", "contact1_birthday": "1980-05-04",
		"contact2": "赵六", "tags": "重点,县城", "latitude": "31.3", "key": "是", "opened": "2020-01-05"}, k1)
	require.Equal(t, "永盛商贸(K1)", d.row(Customers, d.find(Customers, "customer_code", "K2"))["upstream"])
	p := d.row(Products, d.find(Products, "product_code", "P1"))
	require.Equal(t, "3", p["tier:一级"])
	require.Equal(t, "2.8", p["floor"])
	require.Equal(t, "商超,批发", p["channels"])
}

func TestARowThatIsWrongIsNotKeptAndSaysWhy(t *testing.T) {
	d := newDesk(t)
	d.fill()
	k1 := d.find(Customers, "customer_code", "K1")
	e1 := d.find(Employees, "employee_code", "E1")
	js := d.find(Regions, "name", "江苏")
	for want, got := range map[string]string{
		"customer_name:没有填写":            d.fault(Customers, Edit{Texts: map[string]string{"customer_code": "K9"}}),
		"customer_code:编码已是“永盛商贸(K1)”的": d.fault(Customers, Edit{Texts: map[string]string{"customer_code": "K1", "customer_name": "别家"}}),
		"employee:没有这个人员":               d.fault(Customers, Edit{ID: k1, Texts: map[string]string{"employee": "谁"}}),
		"stage:只能是:潜在、合作、停止合作":          d.fault(Customers, Edit{ID: k1, Texts: map[string]string{"stage": "也许"}}),
		"superior:会成环:张怡 已经在它下面":        d.fault(Employees, Edit{ID: e1, Texts: map[string]string{"superior": "张怡"}}),
		"superior:不能挂在自己下面":             d.fault(Employees, Edit{ID: e1, Texts: map[string]string{"superior": "洪光"}}),
		"parent:会成环:江苏/苏州 已经在它下面":       d.fault(Regions, Edit{ID: js, Texts: map[string]string{"parent": "苏州"}}),
		"name:同一层已有这个名称":                d.fault(Regions, Edit{Texts: map[string]string{"name": "苏州", "parent": "江苏"}}),
		"tier:请写哪个价格体系":                 d.fault(Prices, Edit{Texts: map[string]string{"product": "P1", "kind": "价格体系", "price": "3"}}),
		"opened:不是日期,请写成 2026-09-01":    d.fault(Customers, Edit{ID: k1, Texts: map[string]string{"opened": "去年"}}),
		"term_days:要是整数":                d.fault(Customers, Edit{ID: k1, Texts: map[string]string{"term_days": "1.5"}}),
		"policy_rebate:要在 0 到 100 之间":   d.fault(Customers, Edit{ID: k1, Texts: map[string]string{"policy_rebate": "120"}}),
	} {
		require.Equal(t, want, got)
	}
	outcomes, _, err := d.Save(d.ctx, Customers, []Edit{{ID: k1, Texts: map[string]string{"grade": "B"}}, {ID: k1, Texts: map[string]string{"opened": "去年"}}})
	require.NoError(t, err)
	require.True(t, outcomes[0].Kept())
	require.False(t, outcomes[1].Kept())
	require.Equal(t, "B", d.row(Customers, k1)["grade"], "the right one is kept")
}

func TestOnlyWhatChangedIsWrittenAndOneActIsUndone(t *testing.T) {
	d := newDesk(t)
	d.fill()
	k1 := d.find(Customers, "customer_code", "K1")
	before := d.row(Customers, k1)
	_, operation, err := d.Save(d.ctx, Customers, []Edit{{ID: k1, Texts: map[string]string{"contact1": "", "contact2_phone": "139", "areas": "苏州", "policy_rebate": "3", "note": "新"}}})
	require.NoError(t, err)
	after := d.row(Customers, k1)
	require.Equal(t, "赵六", after["contact1"], "the emptied contact is gone, the next moves up")
	require.Equal(t, "139", after["contact1_phone"])
	require.Equal(t, "江苏/苏州", after["areas"])
	require.NoError(t, d.Undo(d.ctx, operation))
	require.Equal(t, before, d.row(Customers, k1))
	require.NoError(t, d.Redo(d.ctx, operation))
	require.Equal(t, after, d.row(Customers, k1))

	_, _, err = d.Save(d.ctx, Regions, []Edit{{ID: d.find(Regions, "name", "苏州"), Remove: true}})
	require.ErrorContains(t, err, "不能删除")
	_, operation, err = d.Save(d.ctx, Products, []Edit{{ID: d.find(Products, "product_code", "P1"), Remove: true}})
	require.Error(t, err, "a price agreed with one customer speaks of it")
	require.Empty(t, operation)
	require.Equal(t, "2.8", d.row(Products, d.find(Products, "product_code", "P1"))["floor"])
}

func TestThePostOfTodayFollows(t *testing.T) {
	d := newDesk(t)
	d.fill()
	id := d.find(Employees, "employee_code", "E2")
	_, err := d.store.Edit(d.ctx, func(e *store.Edit) error {
		return store.Put(e, &model.EmployeePost{EmployeeID: id, Position: "业务员"})
	})
	require.NoError(t, err)
	d.save(Employees, Edit{ID: id, Texts: map[string]string{"position": "主管"}})
	posts, err := store.Find(d.ctx, d.store, model.EmployeePost{EmployeeID: id})
	require.NoError(t, err)
	require.Len(t, posts, 1)
	require.Equal(t, "主管", posts[0].Position)
}

func TestOwnFieldsAreColumns(t *testing.T) {
	d := newDesk(t)
	d.fill()
	def := model.FieldDefinition{Entity: "customer", Name: "冰柜数", Kind: "number"}
	_, err := d.store.Edit(d.ctx, func(e *store.Edit) error { return store.Put(e, &def) })
	require.NoError(t, err)
	key := "own:" + def.UUID.String()
	id := d.find(Customers, "customer_code", "K1")
	d.save(Customers, Edit{ID: id, Texts: map[string]string{key: "3台"}})
	require.Equal(t, "3", d.row(Customers, id)[key])
	require.Equal(t, key+":不是数字", d.fault(Customers, Edit{ID: id, Texts: map[string]string{key: "几个"}}))
	dir, err := d.store.Directory(d.ctx)
	require.NoError(t, err)
	require.Equal(t, "3", dir.Customers[id].Own[def.UUID.String()])
}

func TestDraftIsKept(t *testing.T) {
	d := newDesk(t)
	require.NoError(t, d.SetDraft(d.ctx, Customers, "半行"))
	text, err := d.Draft(d.ctx, Customers)
	require.NoError(t, err)
	require.Equal(t, "半行", text)
	text, err = d.Draft(d.ctx, Products)
	require.NoError(t, err)
	require.Empty(t, text)
}
