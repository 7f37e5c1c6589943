package merging

import (
	"context"
	"math"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// belongings counts what the books hold of one customer: what would move in a merge.
func (m *Merger) belongings(ctx context.Context, id model.ID) (Belongings, error) {
	var b Belongings
	facts, err := m.store.Facts(ctx)
	if err != nil {
		return b, err
	}
	for i, c := range facts.Customers {
		if c != id {
			continue
		}
		b.Lines++
		if facts.Flags[i].Counts() {
			b.Amount += facts.Amounts[i]
		}
		if b.First.IsZero() {
			b.First = facts.Dates[i] // the ledger is sorted by date
		}
		b.Last = facts.Dates[i]
	}
	entries, err := m.store.ReceivableEntries(ctx, model.Date(math.MaxInt32))
	if err != nil {
		return b, err
	}
	documents := 0
	for i := range entries {
		if entries[i].CustomerID == id {
			documents++
			b.Balance += entries[i].Effect()
		}
	}
	b.count(i18n.T("账款"), documents)
	return b, m.countRecords(ctx, id, &b)
}

func (b *Belongings) count(label string, n int) {
	if n > 0 {
		b.Counts = append(b.Counts, Count{label, n})
	}
}

// countRecords counts the records that speak of a customer.
func (m *Merger) countRecords(ctx context.Context, id model.ID, b *Belongings) error {
	s := m.store
	for _, c := range []struct {
		label string
		find  func() (int, error)
	}{
		{i18n.T("联系人"), counter(ctx, s, model.Contact{CustomerID: id})},
		{i18n.T("联系记录"), counter(ctx, s, model.ContactLog{CustomerID: id})},
		{i18n.T("合同"), counter(ctx, s, model.Contract{CustomerID: id})},
		{i18n.T("销售政策"), counter(ctx, s, model.CustomerPolicy{CustomerID: id})},
		{i18n.T("约定区域"), counter(ctx, s, model.CustomerArea{CustomerID: id})},
		{i18n.T("共同负责"), counter(ctx, s, model.CustomerShare{CustomerID: id})},
		{i18n.T("投诉"), counter(ctx, s, model.Complaint{CustomerID: id})},
		{i18n.T("满意度"), counter(ctx, s, model.Satisfaction{CustomerID: id})},
		{i18n.T("目标"), counter(ctx, s, model.Target{CustomerID: id})},
		{i18n.T("专属价格"), counter(ctx, s, model.ProductPrice{CustomerID: id})},
		{i18n.T("异常处理"), counter(ctx, s, model.FlagVerdictRecord{CustomerID: id})},
		{i18n.T("辅导记录"), counter(ctx, s, model.CoachingNote{CustomerID: id})},
		{i18n.T("市态反映"), counter(ctx, s, model.MarketStatus{CustomerID: id})},
		{i18n.T("下级客户"), counter(ctx, s, model.Customer{UpstreamID: id})},
	} {
		n, err := c.find()
		if err != nil {
			return err
		}
		b.count(c.label, n)
	}
	return nil
}

func counter[T any](ctx context.Context, s *store.Store, like T) func() (int, error) {
	return func() (int, error) {
		rows, err := store.Find(ctx, s, like)
		return len(rows), err
	}
}
