package store

import (
	"context"

	"gorm.io/gorm"

	"xunshi/model"
)

// agreedCache keeps what was agreed with customers in memory: every report and the first
// page ask for it, and it changes seldom.
type agreedCache struct {
	stamp    uint64
	areas    []model.CustomerArea
	policies []model.CustomerPolicy
	prices   []model.ProductPrice
}

// Agreements gives everything that was agreed with customers about where they sell and at
// what price, of all times. The slices are shared: do not change them.
func (s *Store) Agreements(ctx context.Context) (areas []model.CustomerArea, policies []model.CustomerPolicy, prices []model.ProductPrice, err error) {
	stamp, err := readStamp(s.read.WithContext(ctx), keyAgreedStamp)
	if err != nil {
		return nil, nil, nil, err
	}
	s.agreedMu.Lock()
	defer s.agreedMu.Unlock()
	if s.agreed == nil || s.agreed.stamp != stamp {
		if s.agreed, err = readAgreed(s.read.WithContext(ctx)); err != nil {
			return nil, nil, nil, err
		}
	}
	return s.agreed.areas, s.agreed.policies, s.agreed.prices, nil
}

func readAgreed(db *gorm.DB) (*agreedCache, error) {
	c := &agreedCache{}
	err := db.Transaction(func(tx *gorm.DB) (err error) {
		if c.stamp, err = readStamp(tx, keyAgreedStamp); err != nil {
			return err
		}
		if c.areas, err = findLike(tx, model.CustomerArea{}); err != nil {
			return err
		}
		if c.policies, err = findLike(tx, model.CustomerPolicy{}); err != nil {
			return err
		}
		c.prices, err = findLike(tx, model.ProductPrice{})
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}
