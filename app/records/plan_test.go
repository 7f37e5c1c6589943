package records

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

// list is rows of a list: a heading of keys, then a line per row, cells cut by "|".
func list(heading string, lines ...string) (rows []Incoming, given []string) {
	given = strings.Split(heading, "|")
	for n, line := range lines {
		in := Incoming{Row: n + 2, Texts: map[string]string{}}
		for i, text := range strings.Split(line, "|") {
			if text != "" {
				in.Texts[given[i]] = text
			}
		}
		rows = append(rows, in)
	}
	return rows, given
}

func (d desk) plan(k Kind, opt Options, heading string, lines ...string) *Plan {
	d.t.Helper()
	rows, given := list(heading, lines...)
	opt.Given = given
	p, err := d.Plan(d.ctx, k, rows, opt)
	require.NoError(d.t, err)
	return p
}

// take imports a list.
func (d desk) take(k Kind, opt Options, heading string, lines ...string) (*Plan, *model.ImportBatch) {
	d.t.Helper()
	rows, given := list(heading, lines...)
	opt.Given = given
	batch, _ := k.Imported()
	p, b, err := d.Import(d.ctx, k, rows, opt, model.ImportBatch{Kind: batch, File: "a.xlsx", Rows: len(rows)})
	require.NoError(d.t, err)
	return p, b
}

// everything is all texts of all kinds.
func (d desk) everything() string {
	var out strings.Builder
	for _, k := range Kinds {
		t, err := d.Load(d.ctx, k)
		require.NoError(d.t, err)
		fmt.Fprintln(&out, k)
		for _, r := range t.Rows {
			fmt.Fprintln(&out, r.ID, strings.Join(r.Texts, "|"))
		}
	}
	return out.String()
}

func counts(p *Plan) []int { return []int{p.New, p.Changed, p.Unchanged, p.Skipped, len(p.Rejects)} }

func reasons(p *Plan) (out []string) {
	for _, r := range p.Rejects {
		out = append(out, fmt.Sprintf("%d %s:%s", r.Row, r.Key, r.Reason))
	}
	return out
}

func TestAListOfWhatIsThereChangesNothing(t *testing.T) {
	d := newDesk(t)
	d.fill()
	before := d.everything()
	for _, k := range []Kind{Customers, Employees, Products} {
		rows, given := d.all(k)
		for _, clear := range []bool{false, true} {
			p, err := d.Plan(d.ctx, k, rows, Options{Mode: Update, ClearEmpty: clear, Given: given})
			require.NoError(t, err)
			require.Empty(t, p.Rejects)
			require.Empty(t, p.Changes)
			require.Equal(t, []int{0, 0, len(rows), 0, 0}, counts(p), k)
		}
		batch, _ := k.Imported()
		_, b, err := d.Import(d.ctx, k, rows, Options{Mode: Update, Given: given}, model.ImportBatch{Kind: batch})
		require.NoError(t, err)
		require.NotZero(t, b.ID)
	}
	require.Equal(t, before, d.everything())
}

func TestTheDryRunSaysEveryField(t *testing.T) {
	d := newDesk(t)
	d.fill()
	before := d.everything()
	p := d.plan(Customers, Options{Mode: Update}, "customer_code|customer_name|grade|employee|contact1|contact1_phone|policy_from|policy_rebate",
		"K1|永盛商贸|B|洪光|王五|139|2026-09-01|3", "K2|||||||", "K9|新店||新人||||", "|无码小店|C|||||")
	require.Equal(t, []int{1, 2, 1, 0, 0}, counts(p))
	require.Equal(t, []string{"新人"}, p.Missing[Employees])
	require.Equal(t, "K1 永盛商贸", p.Changes[0].Name)
	var said []string
	for _, f := range p.Changes[0].Fields {
		said = append(said, f.Title+":"+f.Before+"→"+f.After)
	}
	require.Equal(t, []string{"等级:A→B", "业务员:张怡→洪光", "政策返利(%):→3", "政策开始:→2026-09-01", "联系人1电话:13800001111→139"}, said)
	require.Equal(t, before, d.everything(), "a plan writes nothing")
}

func TestModes(t *testing.T) {
	d := newDesk(t)
	d.fill()
	heading, lines := "customer_code|customer_name|grade|note", []string{"K1|永盛商贸|C|", "K9|新店|B|新"}
	require.Equal(t, []int{1, 0, 0, 1, 0}, counts(d.plan(Customers, Options{Mode: Append}, heading, lines...)))
	require.Equal(t, []int{1, 1, 0, 0, 0}, counts(d.plan(Customers, Options{Mode: Update}, heading, lines...)))
	p := d.plan(Customers, Options{Mode: UpdateOnly}, heading, lines...)
	require.Equal(t, []int{0, 1, 0, 0, 1}, counts(p))
	require.Equal(t, []string{"3 customer_code:没有这个编码"}, reasons(p))
	p = d.plan(Customers, Options{Mode: Update, ClearEmpty: true}, "customer_code|customer_name|grade|credit_limit|contact1|contact1_phone|contact1_birthday", "K1||||||")
	var said []string
	for _, f := range p.Changes[0].Fields {
		said = append(said, f.Key+":"+f.Before+"→"+f.After)
	}
	require.Equal(t, []string{"grade:A→", "credit_limit:50000→", "contact1:王五→", "contact1_phone:13800001111→", "contact1_birthday:1980-05-04→"}, said)
	require.Empty(t, d.plan(Customers, Options{Mode: Update}, "customer_code|grade", "K1|").Changes, "an empty cell says nothing")
}

func TestWhatIsNotKnownIsMadeOrRejected(t *testing.T) {
	d := newDesk(t)
	d.fill()
	heading, line := "customer_code|customer_name|region|employee|upstream", "K9|新店|浙江/杭州|新人(E9)|"
	p := d.plan(Customers, Options{Mode: Update, RejectUnknown: true}, heading, line)
	require.Equal(t, []string{"2 region:没有这个区域", "2 employee:没有这个人员"}, reasons(p))
	p, _ = d.take(Customers, Options{Mode: Update}, heading, line, "K8|另店|江苏/苏州/昆山|E9|K9", "K7|又店|||K77")
	require.Equal(t, []string{"4 upstream:没有这个客户"}, reasons(p))
	row := d.row(Customers, d.find(Customers, "customer_code", "K8"))
	require.Equal(t, "江苏/苏州/昆山", row["region"])
	require.Equal(t, "新人", row["employee"])
	require.Equal(t, "新店(K9)", row["upstream"], "from further up in the list")
	require.Equal(t, "浙江/杭州", d.row(Customers, d.find(Customers, "customer_code", "K9"))["region"])
}

func TestNamesInDoubtAreRejected(t *testing.T) {
	d := newDesk(t)
	d.save(Customers, Edit{Texts: map[string]string{"customer_code": "K1", "customer_name": "同名店"}},
		Edit{Texts: map[string]string{"customer_code": "K2", "customer_name": "同名店"}}, Edit{Texts: map[string]string{"customer_name": "小店"}})
	p := d.plan(Customers, Options{Mode: Update}, "customer_code|customer_name|phone", "|同名店|1", "K1|同名店|2", "K1|同名店|3", "|二店|4", "|二店|5",
		"|小店|6", "K3|小店|7", "||8")
	require.Equal(t, []string{"2 customer_name:叫这个名称的不止一个,没有编码分不清", "4 customer_code:这个编码在文件里不止一次",
		"5 customer_name:这个名称在文件里不止一次,没有编码分不清", "6 customer_name:这个名称在文件里不止一次,没有编码分不清", "9 customer_name:没有名称"}, reasons(p))
	require.Equal(t, []int{1, 2, 0, 0, 5}, counts(p))
	p, _ = d.take(Customers, Options{Mode: Update}, "customer_code|customer_name", "K9|小店")
	require.Equal(t, []int{0, 1, 0, 0, 0}, counts(p), "known by name so far, now it has a code")
}

func TestSuperiorsOfAListInAnyOrderAndNoCircles(t *testing.T) {
	d := newDesk(t)
	heading := "employee_code|employee|superior"
	p, _ := d.take(Employees, Options{Mode: Update}, heading, "1|甲|乙", "2|乙|3", "3|丙|", "4|丁|戊", "5|戊|丁", "6|己|4", "7|庚|辛")
	require.Equal(t, []string{"5 superior:会成环:上下级绕回了自己", "6 superior:会成环:上下级绕回了自己", "7 superior:没有这个人员"}, reasons(p))
	require.Equal(t, "乙", d.row(Employees, d.find(Employees, "employee", "甲"))["superior"])
	require.Equal(t, "丙", d.row(Employees, d.find(Employees, "employee", "乙"))["superior"])
	require.Equal(t, "辛", d.row(Employees, d.find(Employees, "employee", "庚"))["superior"], "made because the list names him")
	p, _ = d.take(Employees, Options{Mode: Update}, heading, "3|丙|甲")
	require.Equal(t, []string{"2 superior:会成环:上下级绕回了自己"}, reasons(p))
	p, _ = d.take(Employees, Options{Mode: Update}, heading, "3|丙|乙", "2|乙|辛")
	require.Empty(t, p.Rejects, "together they make no circle")
	require.Equal(t, "乙", d.row(Employees, d.find(Employees, "employee", "丙"))["superior"])
}

func TestPricesFromADay(t *testing.T) {
	d := newDesk(t)
	d.fill()
	p, batch := d.take(Products, Options{Mode: Update}, "product_code|price_from|tier:一级|floor", "P1|2026-09-10|3.2|2.8")
	require.Equal(t, []int{0, 1, 0, 0, 0}, counts(p))
	prices, err := store.Find(d.ctx, d.store, model.ProductPrice{Kind: model.PriceTier, Tier: "一级"})
	require.NoError(t, err)
	var said []string
	for _, p := range prices {
		said = append(said, fmt.Sprint(p.CustomerID != 0, " ", p.From, " ", dateText(p.To), " ", p.Price))
	}
	require.Equal(t, []string{"false  2026-09-09 3", "true 2026-01-01  2.9", "false 2026-09-10  3.2"}, said)
	p, _ = d.take(Products, Options{Mode: Update}, "product_code|price_from|tier:一级", "P1|2026-09-10|3.2")
	require.Equal(t, 1, p.Unchanged)
	require.NoError(t, d.store.UndoBatch(d.ctx, batch.ID))
	require.Equal(t, "3", d.row(Products, d.find(Products, "product_code", "P1"))["tier:一级"])
	require.NoError(t, d.store.RedoBatch(d.ctx, batch.ID))
	require.Equal(t, "3.2", d.row(Products, d.find(Products, "product_code", "P1"))["tier:一级"])
}

func TestABatchGoesAndComesBackWhole(t *testing.T) {
	d := newDesk(t)
	d.fill()
	before := d.everything()
	heading := "customer_code|customer_name|grade|region|employee|upstream|contact1|contact1_phone|contact2|areas|policy_tier|policy_from"
	_, first := d.take(Customers, Options{Mode: Update}, heading, "K1|永盛商贸|B|无锡|新人|K8|王五|138|钱七|苏州|二级|2026-09-01", "K8|新店|C|浙江/杭州|新人||周八|137|||三级|")
	once := d.everything()
	require.NotEqual(t, before, once)
	require.NoError(t, d.store.UndoBatch(d.ctx, first.ID))
	require.Equal(t, before, d.everything())
	require.NoError(t, d.store.RedoBatch(d.ctx, first.ID))
	require.Equal(t, once, d.everything())

	_, second := d.take(Customers, Options{Mode: Update}, "customer_code|grade|contact1|contact1_phone", "K8|A|周八|135")
	twice := d.everything()
	require.NoError(t, d.store.UndoBatch(d.ctx, first.ID))
	row := d.row(Customers, d.find(Customers, "customer_code", "K8"))
	require.Equal(t, "新店", row["customer_name"], "the second list named it: it stays")
	require.NoError(t, d.store.RedoBatch(d.ctx, first.ID))
	require.Equal(t, twice, d.everything())
	require.NoError(t, d.store.UndoBatch(d.ctx, second.ID))
	require.Equal(t, once, d.everything())
	require.NoError(t, d.store.UndoBatch(d.ctx, first.ID))
	require.Equal(t, before, d.everything())

	_, third := d.take(Customers, Options{Mode: Update}, "customer_code|customer_name|phone", "K8|新店|1")
	require.NoError(t, d.store.RedoBatch(d.ctx, first.ID))
	all, err := d.Load(d.ctx, Customers)
	require.NoError(t, err)
	require.Len(t, all.Rows, 4, "no twin of K8")
	require.NoError(t, d.store.UndoBatch(d.ctx, third.ID))
	require.NoError(t, d.store.UndoBatch(d.ctx, first.ID))
	require.Equal(t, before, d.everything())
}

func TestAMergedCustomersCodeLeadsToTheOneThatStands(t *testing.T) {
	d := newDesk(t)
	d.fill()
	keep, from := d.find(Customers, "customer_code", "K1"), d.find(Customers, "customer_name", "无码小店")
	d.save(Customers, Edit{ID: from, Texts: map[string]string{"customer_code": "K5"}})
	_, err := d.store.Edit(d.ctx, func(e *store.Edit) error {
		c, err := store.GetIn[model.Customer](e, keep)
		if err != nil {
			return err
		}
		return store.MergeCustomers(e, c, from)
	})
	require.NoError(t, err)
	d.take(Customers, Options{Mode: Update}, "customer_code|customer_name|note", "K5|无码小店|合并后的备注")
	row := d.row(Customers, keep)
	require.Equal(t, []string{"K1", "永盛商贸", "合并后的备注"}, []string{row["customer_code"], row["customer_name"], row["note"]})
}

func TestACodeThatSeveralBear(t *testing.T) {
	d := newDesk(t)
	_, err := d.store.Edit(d.ctx, func(e *store.Edit) error { // as data of before may have it
		for _, name := range []string{"甲", "乙"} {
			if err := store.Put(e, &model.Employee{Code: "E1", Name: name}); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
	p := d.plan(Employees, Options{Mode: Update}, "employee_code|employee|phone", "E1|乙|1", "E1|甲|2", "E1|丙|3")
	require.Equal(t, []string{"4 employee_code:有 2 条资料用这个编码,请先改成各不相同的"}, reasons(p))
	require.Equal(t, []string{"E1 乙", "E1 甲"}, []string{p.Changes[0].Name, p.Changes[1].Name})
}
