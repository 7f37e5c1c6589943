package store

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

// BenchmarkEdit12000 gives every one of 12,000 customers another owner, in one act.
func BenchmarkEdit12000(b *testing.B) {
	s, ctx := openTemp(b), context.Background()
	customers := make([]model.Customer, 12_000)
	for i := range customers {
		customers[i] = model.Customer{Code: fmt.Sprintf("K%05d", i), Name: fmt.Sprintf("恒源商贸%d", i)}
	}
	_, err := s.Edit(ctx, func(e *Edit) error {
		for i := range customers {
			if err := Put(e, &customers[i]); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(b, err)
	for b.Loop() {
		_, err := s.Edit(ctx, func(e *Edit) error {
			for i := range customers {
				customers[i].OwnerID++
				if err := Put(e, &customers[i]); err != nil {
					return err
				}
			}
			return nil
		})
		require.NoError(b, err)
	}
}
