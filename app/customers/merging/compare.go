package merging

import (
	"context"
	"strings"

	"xunshi/app/customers/file/fields"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Side says whose value of a field stays.
type Side int

// Sides of a comparison.
const (
	Kept   Side = iota // the value of the file that stays
	Merged             // the value of the file that goes
	Both               // both, for words and notes
)

// Row is one field of two customers side by side.
type Row struct {
	Key, Label string
	Keep, From string // values in words, "" = not filled in
	Side       Side   // proposed: the value there is, that of the file that stays first
	Fixed      string // why the value cannot be chosen, "" if it can
	CanJoin    bool   // Both makes sense
	Differs    bool
	field      fields.Field
}

// Count is how much of one kind of record belongs to a customer.
type Count struct {
	Label string
	N     int
}

// Belongings is what the books hold of one customer.
type Belongings struct {
	Lines   int         // ledger lines in force
	Amount  model.Money // net sales, as SalesLine.Net
	First   model.Date  // first and last day of the ledger lines, 0 without any
	Last    model.Date
	Balance model.Money // receivables
	Counts  []Count     // the records beside, those there are
}

// Comparison is two customers side by side before they become one.
type Comparison struct {
	Keep, From         model.Customer // From goes into Keep
	Rows               []Row
	KeepHas, FromMoves Belongings
	Warnings           []string // what to look at after merging
}

// Compare puts two customers side by side: keep is the file that would stay.
func (m *Merger) Compare(ctx context.Context, keep, from model.ID) (*Comparison, error) {
	d, err := m.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	a, b := d.Customers[keep], d.Customers[from]
	if a == nil || b == nil || keep == from {
		return nil, gone()
	}
	own, err := store.Find(ctx, m.store, model.FieldDefinition{Entity: "customer"})
	if err != nil {
		return nil, err
	}
	c := &Comparison{Keep: *a, From: *b, Rows: rows(d, own, a, b)}
	if c.KeepHas, err = m.belongings(ctx, keep); err != nil {
		return nil, err
	}
	if c.FromMoves, err = m.belongings(ctx, from); err != nil {
		return nil, err
	}
	c.Warnings, err = m.warnings(ctx, c)
	return c, err
}

func gone() error {
	return model.NewFault(nil, i18n.T("这两个客户里有一个已经不在了。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再试。"))
}

func rows(d *model.Directory, own []model.FieldDefinition, a, b *model.Customer) []Row {
	var out []Row
	for _, f := range fields.Fields(d, own) {
		r := Row{Key: f.Key, Label: f.Label, Keep: f.Text(a), From: f.Text(b), CanJoin: f.Words, field: f}
		r.Differs = r.Keep != r.From
		switch {
		case f.Key == "code" && r.Differs:
			r.Fixed = i18n.T("编码不变;以后导入的「%s」自动归到这里", b.Code)
			if b.Code == "" {
				r.Fixed = i18n.T("编码不变")
			}
		case f.Key == "name" && a.Code == "" && r.Differs:
			r.Fixed = i18n.T("没有编码的客户靠名称识别,名称不变")
		case r.Keep == "" && r.From != "":
			r.Side = Merged
		case f.Words && r.Differs && r.From != "":
			r.Side = Both
		}
		if r.Keep != "" || r.From != "" {
			out = append(out, r)
		}
	}
	return out
}

// Result is the file that would stay, with the values chosen in Rows.
func (c *Comparison) Result() model.Customer {
	result := c.Keep
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Fixed != "" || !r.Differs {
			continue
		}
		switch r.Side {
		case Merged:
			r.field.Copy(&result, &c.From)
		case Both:
			joinInto(&result, &c.From, r)
		}
	}
	return result
}

// joinInto puts both values of words or a note into one.
func joinInto(result, from *model.Customer, r *Row) {
	switch r.Key {
	case "note":
		result.Note = joined(result.Note, from.Note, "\n")
	case "tags":
		result.Tags = joinWords(result.Tags, from.Tags)
	case "rivals":
		result.Rivals = joinWords(result.Rivals, from.Rivals)
	}
}

func joined(a, b, between string) string {
	switch {
	case a == "" || strings.Contains(b, a):
		return b
	case b == "" || strings.Contains(a, b):
		return a
	}
	return a + between + b
}

func joinWords(a, b string) string {
	var out []string
	seen := map[string]bool{}
	for _, w := range strings.Split(a+","+b, ",") {
		if w = strings.TrimSpace(w); w != "" && !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return strings.Join(out, ",")
}

// warnings says what stands twice after a merge and cannot be settled by rule.
func (m *Merger) warnings(ctx context.Context, c *Comparison) ([]string, error) {
	var out []string
	policies, err := overlapping(ctx, m.store, c.Keep.ID, c.From.ID)
	if err != nil {
		return nil, err
	}
	if policies {
		out = append(out, i18n.T("两边的销售政策有效期重叠,合并后请核对。"))
	}
	keep, err := sumShares(ctx, m.store, c.Keep.ID)
	if err != nil {
		return nil, err
	}
	from, err := sumShares(ctx, m.store, c.From.ID)
	if err != nil {
		return nil, err
	}
	if keep > 0 && from > 0 && keep+from > fullShare {
		out = append(out, i18n.T("共同负责的比例合计会超过百分之百,合并后请核对。"))
	}
	if c.Keep.OwnerID != c.From.OwnerID && c.Keep.OwnerID != 0 && c.From.OwnerID != 0 {
		out = append(out, i18n.T("两边负责人不同,请选定一位。"))
	}
	return out, nil
}

const fullShare = 10_000 // basis points

func sumShares(ctx context.Context, s *store.Store, id model.ID) (int, error) {
	shares, err := store.Find(ctx, s, model.CustomerShare{CustomerID: id})
	sum := 0
	for i := range shares {
		sum += shares[i].Share
	}
	return sum, err
}

func overlapping(ctx context.Context, s *store.Store, a, b model.ID) (bool, error) {
	ours, err := store.Find(ctx, s, model.CustomerPolicy{CustomerID: a})
	if err != nil {
		return false, err
	}
	theirs, err := store.Find(ctx, s, model.CustomerPolicy{CustomerID: b})
	if err != nil {
		return false, err
	}
	for i := range ours {
		for k := range theirs {
			x, y := &ours[i], &theirs[k]
			if (x.To.IsZero() || y.From <= x.To) && (y.To.IsZero() || x.From <= y.To) {
				return true, nil
			}
		}
	}
	return false, nil
}
