package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"xunshi/model"
)

// Directory gives every master record in memory. It is kept until a record changes.
func (s *Store) Directory(ctx context.Context) (*model.Directory, error) {
	stamp, err := readStamp(s.read.WithContext(ctx), keyDirectoryStamp)
	if err != nil {
		return nil, err
	}
	s.directoryMu.Lock()
	defer s.directoryMu.Unlock()
	if s.directory != nil && s.directory.Revision == stamp {
		return s.directory, nil
	}
	d, err := readDirectory(s.read.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	s.directory = d
	return d, nil
}

func readDirectory(db *gorm.DB) (*model.Directory, error) {
	d := &model.Directory{}
	err := db.Transaction(func(tx *gorm.DB) (err error) {
		if d.Revision, err = readStamp(tx, keyDirectoryStamp); err != nil {
			return err
		}
		if d.Regions, err = readAll[model.Region](tx); err != nil {
			return err
		}
		if d.Departments, err = readAll[model.Department](tx); err != nil {
			return err
		}
		if d.Employees, err = readAll[model.Employee](tx); err != nil {
			return err
		}
		if d.Customers, err = readAll[model.Customer](tx); err != nil {
			return err
		}
		d.Products, err = readAll[model.Product](tx)
		return err
	})
	return d, err
}

// keyed is a record that knows its row id.
type keyed[T any] interface {
	*T
	RowID() model.ID
}

func readAll[T any, P keyed[T]](db *gorm.DB) (map[model.ID]*T, error) {
	var rows []T
	if err := db.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read %T: %w", rows, err)
	}
	byID := make(map[model.ID]*T, len(rows))
	for i := range rows {
		byID[P(&rows[i]).RowID()] = &rows[i]
	}
	return byID, nil
}
