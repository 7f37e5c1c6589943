package importing

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// fullRecords puts in records with every field filled.
func fullRecords(t *testing.T, st *store.Store) {
	t.Helper()
	ctx := context.Background()
	_, err := st.Edit(ctx, func(e *store.Edit) error {
		return store.Put(e, &model.FieldDefinition{Entity: "customer", Name: "冰柜数(台)", Kind: "number"})
	})
	require.NoError(t, err)
	book := records.New(st)
	save := func(k records.Kind, texts ...map[string]string) {
		t.Helper()
		var edits []records.Edit
		for _, x := range texts {
			edits = append(edits, records.Edit{Texts: x})
		}
		outcomes, _, err := book.Save(ctx, k, edits)
		require.NoError(t, err)
		for _, o := range outcomes {
			require.Empty(t, o.Fault, o.Key)
		}
	}
	columns := func(k records.Kind, more map[string]string) map[string]string {
		t.Helper()
		list, err := book.Columns(ctx, k)
		require.NoError(t, err)
		out := map[string]string{}
		for i := range list {
			c := &list[i]
			out[c.Key] = map[records.Type]string{records.Text: "=文" + c.Key, records.Money: "12.5", records.Quantity: "12", records.Whole: "30", records.Percent: "2.25",
				records.Degrees: "31.2345", records.Date: "2025-02-03", records.Yes: "是", records.Words: "甲,乙"}[c.Type]
			if c.Closed {
				out[c.Key] = c.Options[0]
			}
		}
		for key, text := range more {
			out[key] = text
		}
		return out
	}
	save(records.Regions, map[string]string{"name": "江苏"}, map[string]string{"name": "苏州", "parent": "江苏"}, map[string]string{"name": "苏州", "parent": ""})
	save(records.Departments, map[string]string{"name": "直销部"}, map[string]string{"name": "一组", "parent": "直销部"})
	save(records.Employees, columns(records.Employees, map[string]string{"employee_code": "E1", "employee": "张怡", "region": "江苏/苏州", "department": "直销部/一组", "superior": ""}),
		columns(records.Employees, map[string]string{"employee_code": "007", "employee": "张怡", "superior": "E1", "region": "", "department": "", "phone": "+86 138-0000 1111"}))
	save(records.Customers, columns(records.Customers, map[string]string{"customer_code": "0001", "region": "江苏/苏州", "employee": "007", "areas": "江苏,江苏/苏州", "upstream": "",
		"policy_to": "2027-01-01", "contact2_birthday": ""}),
		map[string]string{"customer_code": "K2", "customer_name": "同名店", "upstream": "0001", "key": "否"}, map[string]string{"customer_code": "K3", "customer_name": "同名店"},
		map[string]string{"customer_name": "无码(小)店", "latitude": "-0.5"})
	save(records.Products, columns(records.Products, map[string]string{"product_code": "000123", "delisted": "2027-01-01"}), map[string]string{"product_name": "无价"})
	save(records.Prices, map[string]string{"product": "000123", "kind": "价格体系", "tier": "一级", "price": "9.9999"},
		map[string]string{"product": "000123", "kind": "价格体系", "tier": "二级(县)", "price": "8", "from": "2026-01-01"})
}

func TestExportedAndImportedAgainNothingChanges(t *testing.T) {
	ctx := context.Background()
	st := openStore(t)
	fullRecords(t, st)
	book := records.New(st)
	for _, language := range []i18n.Language{i18n.Chinese, i18n.English} {
		for _, k := range []records.Kind{records.Customers, records.Employees, records.Products} {
			for _, ending := range records.Endings {
				i18n.SetLanguage(language)
				path := filepath.Join(t.TempDir(), "a"+ending)
				rows, err := book.Export(ctx, k, path, records.ExportOptions{})
				require.NoError(t, err)
				i18n.SetLanguage(i18n.Chinese) // a file of either language is read in either
				kind, _ := k.Imported()
				s := open(t, st, path, kind)
				for _, c := range s.Columns() {
					require.NotEqual(t, NoField, c.Field, "%s: %s", k, c.Title)
				}
				for _, clear := range []bool{false, true} {
					s.SetClearEmpty(clear)
					p := check(t, s)
					require.Empty(t, p.Problems, "%s%s", k, ending)
					require.Equal(t, rows, p.Rows)
					require.Empty(t, p.List.Changes, "%s%s", k, ending)
					require.Equal(t, []int{0, 0, rows}, []int{p.List.New, p.List.Changed, p.List.Unchanged})
				}
			}
		}
	}
}

// Into an empty data folder the file brings everything.
func TestExportedIntoAnEmptyFolder(t *testing.T) {
	ctx := context.Background()
	from, to := openStore(t), openStore(t)
	fullRecords(t, from)
	_, err := to.Edit(ctx, func(e *store.Edit) error {
		list, err := store.Find(ctx, from, model.FieldDefinition{})
		if err != nil {
			return err
		}
		own := list[0]
		own.ID = 0
		return store.Put(e, &own)
	})
	require.NoError(t, err)
	for _, k := range []records.Kind{records.Employees, records.Customers, records.Products} {
		path := filepath.Join(t.TempDir(), "a.xlsx")
		rows, err := records.New(from).Export(ctx, k, path, records.ExportOptions{})
		require.NoError(t, err)
		kind, _ := k.Imported()
		s := open(t, to, path, kind)
		require.Empty(t, check(t, s).Problems)
		res, err := s.Import(ctx, Choice{}, nil)
		require.NoError(t, err)
		require.Equal(t, rows, res.Imported)
		want, err := records.New(from).Load(ctx, k)
		require.NoError(t, err)
		got, err := records.New(to).Load(ctx, k)
		require.NoError(t, err)
		require.Equal(t, len(want.Rows), len(got.Rows))
		for i := range want.Rows {
			for c := range want.Columns {
				if key := want.Columns[c].Key; key != records.PriceFrom {
					require.Equal(t, want.Rows[i].Texts[c], got.Rows[i].Texts[c], "%s %s", k, key)
				}
			}
		}
	}
}

func TestATemplateIsFilledInAndImported(t *testing.T) {
	ctx := context.Background()
	st := openStore(t)
	fullRecords(t, st)
	for _, k := range []records.Kind{records.Customers, records.Employees, records.Products} {
		path := filepath.Join(t.TempDir(), "模板.xlsx")
		require.NoError(t, records.New(st).Template(ctx, k, path))
		kind, _ := k.Imported()
		s := open(t, st, path, kind)
		require.Equal(t, k.Name(), s.Sheet())
		p := check(t, s)
		require.Zero(t, p.Rows)
		require.Equal(t, "模板里的示例", p.LeftOut[0].Reason)

		f, err := excelize.OpenFile(path)
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow(k.Name(), "A3", &[]any{"N1", "新的"}))
		require.NoError(t, f.Save())
		require.NoError(t, f.Close())
		p = check(t, open(t, st, path, kind))
		require.Equal(t, []int{1, 1, 1}, []int{p.Rows, p.Good, p.List.New})
	}
}
