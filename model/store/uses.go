package store

import (
	"fmt"
	"slices"

	"xunshi/model"
)

const salesTable = "sales_lines"

// Foresee counts ahead the lines of sales that speak of records that are about to be removed:
// in one walk over the ledger instead of one for each. The act must not change sales.
func Foresee[T any](e *Edit, ids []model.ID) error { return e.foresee(entityName(new(T)), ids) }

func (e *Edit) foresee(table string, ids []model.ID) error {
	if len(ids) < 2 || !slices.Contains(masterTables, table) {
		return nil
	}
	if e.sales == nil {
		e.sales = map[string]map[model.ID]int64{}
	}
	counts := make(map[model.ID]int64, len(ids))
	for _, id := range ids {
		counts[id] = 0
	}
	for _, r := range uses {
		if r.to != table || r.from != salesTable {
			continue
		}
		for part := range slices.Chunk(ids, parametersAtOnce) {
			var found []struct {
				ID model.ID
				N  int64
			}
			err := e.tx.Table(salesTable).Select(r.column+" AS id, COUNT(*) AS n").Where(activeBatches).
				Where(r.column+" IN ?", part).Group(r.column).Find(&found).Error
			if err != nil {
				return fmt.Errorf("count the sales that speak of %s: %w", table, err)
			}
			for _, f := range found {
				counts[f.ID] += f.N
			}
		}
	}
	e.sales[table] = counts
	return nil
}

// foreseeLeaving foresees the records that go when an act is undone or made again.
func (e *Edit) foreseeLeaving(entries []model.JournalEntry, undo bool) error {
	leaving := map[string][]model.ID{}
	for i := range entries {
		entry := &entries[i]
		if entry.Entity == salesTable {
			return nil
		}
		if entry.Action == actionCreate && undo || entry.Action == actionDelete && !undo {
			leaving[entry.Entity] = append(leaving[entry.Entity], entry.EntityID)
		}
	}
	for table, ids := range leaving {
		if err := e.foresee(table, ids); err != nil {
			return err
		}
	}
	return nil
}
