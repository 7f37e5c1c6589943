package store

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// Removing many looks at the ledger once and still refuses whoever has sales.
func TestManyAreRemovedAtOnce(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	_, err := s.Import(ctx, sampleImport(20), nil)
	require.NoError(t, err)
	d, err := s.Directory(ctx)
	require.NoError(t, err)
	var sold []model.ID
	for id := range d.Customers {
		sold = append(sold, id)
	}
	slices.Sort(sold)
	one, two := model.Customer{Name: "甲"}, model.Customer{Name: "乙"}
	made := put(t, s, &one, &two)
	remove := func(ids ...model.ID) (string, error) {
		return s.Edit(ctx, func(e *Edit) error {
			if err := Foresee[model.Customer](e, ids); err != nil {
				return err
			}
			require.Len(t, e.sales["customers"], len(ids))
			for _, id := range ids {
				c, err := GetIn[model.Customer](e, id)
				if err != nil {
					return err
				}
				if err := Remove(e, c); err != nil {
					return err
				}
			}
			return nil
		})
	}
	_, err = remove(one.ID, sold[0])
	fault, ok := model.AsFault(err)
	require.True(t, ok)
	require.Contains(t, fault.What, "销售明细")
	gone, err := remove(one.ID, two.ID)
	require.NoError(t, err)
	require.NoError(t, s.Undo(ctx, gone))
	require.Equal(t, "甲", customer(t, s, one.ID).Name)
	require.NoError(t, s.Undo(ctx, made))
	d, err = s.Directory(ctx)
	require.NoError(t, err)
	require.NotContains(t, d.Customers, one.ID)
}
