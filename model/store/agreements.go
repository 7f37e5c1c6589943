package store

import (
	"context"

	"xunshi/model"
)

// Agreements gives everything that was agreed with customers about where they sell and at
// what price, of all times.
func (s *Store) Agreements(ctx context.Context) (areas []model.CustomerArea, policies []model.CustomerPolicy, prices []model.ProductPrice, err error) {
	if areas, err = Find(ctx, s, model.CustomerArea{}); err != nil {
		return nil, nil, nil, err
	}
	if policies, err = Find(ctx, s, model.CustomerPolicy{}); err != nil {
		return nil, nil, nil, err
	}
	prices, err = Find(ctx, s, model.ProductPrice{})
	return areas, policies, prices, err
}
