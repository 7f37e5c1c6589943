package store

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func put[T any, P keyed[T]](t *testing.T, s *Store, records ...*T) (operation string) {
	t.Helper()
	operation, err := s.Edit(context.Background(), func(e *Edit) error {
		for _, r := range records {
			if err := Put[T, P](e, r); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
	return operation
}

func customer(t *testing.T, s *Store, id model.ID) model.Customer {
	t.Helper()
	d, err := s.Directory(context.Background())
	require.NoError(t, err)
	require.Contains(t, d.Customers, id)
	return *d.Customers[id]
}

func TestAnEditIsUndoneAndRedoneAsOne(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	told := 0
	s.OnEdit(func() { told++ })
	a := model.Customer{Code: "K1", Name: "恒源商贸", Own: map[string]string{"f": "甲"}}
	made := put(t, s, &a)
	require.Equal(t, "hengyuanshangmao hysm", customer(t, s, a.ID).Pinyin)
	edited := customer(t, s, a.ID)
	edited.Name, edited.CreditLimit = "恒源贸易", 200000*model.Yuan
	contact := model.Contact{CustomerID: a.ID, Name: "陈老板"}
	operation, err := s.Edit(ctx, func(e *Edit) error {
		if err := Put(e, &edited); err != nil {
			return err
		}
		return Put(e, &contact)
	})
	require.NoError(t, err)
	require.Equal(t, "恒源贸易", customer(t, s, a.ID).Name)

	require.NoError(t, s.Undo(ctx, operation))
	require.Equal(t, "恒源商贸", customer(t, s, a.ID).Name)
	require.Equal(t, "hengyuanshangmao hysm", customer(t, s, a.ID).Pinyin)
	require.Zero(t, customer(t, s, a.ID).CreditLimit)
	contacts, err := Find(ctx, s, model.Contact{CustomerID: a.ID})
	require.NoError(t, err)
	require.Empty(t, contacts)
	require.Error(t, s.Undo(ctx, operation), "once is enough")

	require.NoError(t, s.Redo(ctx, operation))
	require.Equal(t, "恒源贸易", customer(t, s, a.ID).Name)
	require.Equal(t, map[string]string{"f": "甲"}, customer(t, s, a.ID).Own)
	_, isFault := model.AsFault(s.Undo(ctx, made))
	require.True(t, isFault, "a customer with contacts is not undone away")
	require.Equal(t, 4, told)
	changes, err := History[model.Customer](ctx, s, a.ID)
	require.NoError(t, err)
	require.Len(t, changes, 2)
	require.Equal(t, "name", changes[0].Fields[1].Field)
}

// TestAnActThatCreatesAndPointsIsUndone: a candidate becomes an employee, and the file of the
// candidate points at it; both go back together.
func TestAnActThatCreatesAndPointsIsUndone(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	c := model.Candidate{Name: "小孙", Stage: model.CandidateOffer}
	put(t, s, &c)
	var hired model.Employee
	operation, err := s.Edit(ctx, func(e *Edit) error {
		hired = model.Employee{Code: "E9", Name: c.Name}
		if err := Put(e, &hired); err != nil {
			return err
		}
		c.EmployeeID, c.Stage = hired.ID, model.CandidateHired
		return Put(e, &c)
	})
	require.NoError(t, err)
	require.NoError(t, s.Undo(ctx, operation))
	back, err := Get[model.Candidate](ctx, s, c.ID)
	require.NoError(t, err)
	require.Zero(t, back.EmployeeID)
	gone, err := Get[model.Employee](ctx, s, hired.ID)
	require.NoError(t, err)
	require.Nil(t, gone)
	require.NoError(t, s.Redo(ctx, operation))
	back, err = Get[model.Candidate](ctx, s, c.ID)
	require.NoError(t, err)
	require.Equal(t, hired.ID, back.EmployeeID)
}

func TestAStaleOrMissingRecordIsRefused(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	c := model.Course{Name: "产品知识"}
	put(t, s, &c)
	mine, theirs := c, c
	theirs.Hours = 4
	put(t, s, &theirs)
	mine.Hours = 8
	_, err := s.Edit(ctx, func(e *Edit) error { return Put(e, &mine) })
	_, isFault := model.AsFault(err)
	require.True(t, isFault)
	operation, err := s.Edit(ctx, func(e *Edit) error { return Put(e, &theirs) })
	require.NoError(t, err)
	require.Empty(t, operation, "nothing changed")
	_, err = s.Edit(ctx, func(e *Edit) error { return Remove(e, &theirs) })
	require.NoError(t, err)
	_, err = s.Edit(ctx, func(e *Edit) error { return Put(e, &theirs) })
	_, isFault = model.AsFault(err)
	require.True(t, isFault)
}

func TestACustomerWithSalesIsNotDeleted(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	_, err := s.Import(ctx, sampleImport(40), nil)
	require.NoError(t, err)
	f, err := s.Facts(ctx)
	require.NoError(t, err)
	c := customer(t, s, f.Customers[0])
	_, err = s.Edit(ctx, func(e *Edit) error { return Remove(e, &c) })
	require.ErrorContains(t, err, "销售明细")
}

// TestMergeKeepsEveryReference is golden case 11.
func TestMergeKeepsEveryReference(t *testing.T) {
	b := newBench(t)
	s, ctx := b.Store, b.ctx
	file := sales("1", model.Customer{Code: "A", Name: "同名商行"}, model.Customer{Code: "B", Name: "同名商行"}, model.Customer{Code: "C", Name: "别家"})
	batch := b.take(file)
	d, err := s.Directory(ctx)
	require.NoError(t, err)
	require.Len(t, d.Customers, 3, "two customers of one name keep their own files")
	ids := map[string]model.ID{}
	for id, c := range d.Customers {
		ids[c.Code] = id
	}
	put(t, s, &model.Contract{CustomerID: ids["B"], Number: "HT-1"})
	put(t, s, &model.ContactLog{CustomerID: ids["B"], Method: model.ContactVisit, Date: 20000})
	put(t, s, &model.ReceivableEntry{CustomerID: ids["B"], Kind: model.EntryInvoice, Date: 20000, Amount: 50 * model.Yuan})
	september := model.MustMonth("2026-09")
	for code, value := range map[string]int64{"A": 5, "B": 7} {
		put(t, s, &model.Target{CustomerID: ids[code], Month: september, Level: model.LevelTarget, Metric: model.MetricAmount, Value: value})
	}
	before, err := s.Facts(ctx)
	require.NoError(t, err)

	keep := customer(t, s, ids["A"])
	keep.Phone = "13800000000"
	operation, err := s.Edit(ctx, func(e *Edit) error { return MergeCustomers(e, &keep, ids["B"]) })
	require.NoError(t, err)
	counts := func() (lines, contracts, visits int, owed model.Money, target int64) {
		f, err := s.Facts(ctx)
		require.NoError(t, err)
		for _, c := range f.Customers {
			if c == ids["A"] {
				lines++
			}
		}
		k, err := Find(ctx, s, model.Contract{CustomerID: ids["A"]})
		require.NoError(t, err)
		v, err := Find(ctx, s, model.ContactLog{CustomerID: ids["A"]})
		require.NoError(t, err)
		entries, err := s.ReceivableEntries(ctx, 30000)
		require.NoError(t, err)
		for i := range entries {
			if entries[i].CustomerID == ids["A"] {
				owed += entries[i].Effect()
			}
		}
		targets, err := Find(ctx, s, model.Target{CustomerID: ids["A"]})
		require.NoError(t, err)
		for i := range targets {
			target += targets[i].Value
		}
		return lines, len(k), len(v), owed, target
	}
	check := func(lines, contracts, visits int, owed model.Money, target int64) {
		t.Helper()
		l, c, v, o, g := counts()
		require.Equal(t, []any{lines, contracts, visits, owed, target}, []any{l, c, v, o, g})
	}
	check(2, 1, 1, 50*model.Yuan, 12)
	f, err := s.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, before.Len(), f.Len())
	d, err = s.Directory(ctx)
	require.NoError(t, err)
	require.NotContains(t, d.Customers, ids["B"])

	again, err := s.Import(ctx, sales("1", model.Customer{Code: "A", Name: "同名商行"}, model.Customer{Code: "B", Name: "同名商行"}, model.Customer{Code: "C", Name: "别家"}), nil)
	require.NoError(t, err)
	require.Zero(t, again.ID, "the same file again finds its lines under the customer that stands")
	b.undo(batch)
	b.redo(batch)
	check(2, 1, 1, 50*model.Yuan, 12)
	d, err = s.Directory(ctx)
	require.NoError(t, err)
	require.NotContains(t, d.Customers, ids["B"], "a batch that comes back does not bring the merged file back")

	require.NoError(t, s.Undo(ctx, operation))
	check(1, 0, 0, 0, 5)
	require.Empty(t, customer(t, s, ids["A"]).Phone)
	require.Zero(t, customer(t, s, ids["B"]).MergedInto)
	require.NoError(t, s.Redo(ctx, operation))
	check(2, 1, 1, 50*model.Yuan, 12)
}
