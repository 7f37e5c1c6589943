package importing

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// The lists: customers, products and people. Their columns are those of the records, and
// what a row does to them is planned there.

// listColumns are the columns of lists by field; where kinds share a field, of one of them.
var listColumns = func() map[Field]records.Column {
	out := map[Field]records.Column{}
	for _, k := range records.Kinds {
		if _, ok := k.Imported(); !ok {
			continue
		}
		for _, c := range records.Basic(k) {
			out[Field(c.Key)] = c
		}
	}
	return out
}()

// columnsOf are the columns that every data folder has, by kind of list and field.
var columnsOf = func() map[model.BatchKind]map[Field]records.Column {
	out := map[model.BatchKind]map[Field]records.Column{}
	for _, k := range records.Kinds {
		if kind, ok := k.Imported(); ok {
			out[kind] = map[Field]records.Column{}
			for _, c := range records.Basic(k) {
				out[kind][Field(c.Key)] = c
			}
		}
	}
	return out
}()

func listFields(k records.Kind) []Field {
	var out []Field
	for _, c := range records.Basic(k) {
		out = append(out, Field(c.Key))
	}
	return out
}

func listColumn(kind model.BatchKind, f Field) (records.Column, bool) {
	c, ok := columnsOf[kind][f]
	return c, ok
}

// knowColumns reads the columns of the kind of list this is, and finds among those without a
// field the user's own fields and prices of tiers.
func (s *Session) knowColumns(ctx context.Context) error {
	s.columns = nil
	if columnsOf[s.kind] == nil {
		return nil
	}
	list := records.Basic(records.Kind(s.kind))
	if s.lists != nil {
		var err error
		if list, err = s.lists.Columns(ctx, records.Kind(s.kind)); err != nil {
			return err
		}
	}
	s.columns = make(map[Field]records.Column, len(list))
	byTitle := map[string]Field{}
	for _, c := range list {
		s.columns[Field(c.Key)] = c
		if _, basic := listColumn(s.kind, Field(c.Key)); !basic {
			byTitle[titleKey(c.Title)], byTitle[titleKey(c.Chinese)] = Field(c.Key), Field(c.Key)
		}
	}
	for i, f := range s.header.fields {
		if f != NoField || s.header.titles[i].key == "" {
			continue
		}
		if own := byTitle[s.header.titles[i].key]; own != NoField {
			s.header.fields[i] = own
		} else if tier, ok := s.header.titles[i].tier(); ok && s.kind == model.BatchProducts {
			s.header.fields[i] = s.addTier(tier)
		}
	}
	return nil
}

// addTier makes room for the prices of a tier that is not known yet.
func (s *Session) addTier(tier string) Field {
	c := records.TierColumn(tier)
	s.columns[Field(c.Key)] = c
	return Field(c.Key)
}

//i18n:data
var tierHeads = []string{"价格-", "价格—", "价格－", "价格_", "价格:", "价格：", "price-", "price:"}

// tier reads the tier out of a title such as 价格-一级.
func (t title) tier() (string, bool) {
	for _, head := range tierHeads {
		if n := len(head); len(t.full) > n && strings.EqualFold(t.full[:n], head) {
			return clean(t.full[n:]), true
		}
	}
	return "", false
}

// fields that this file can have, those only this data folder knows too.
func (s *Session) fields() []Field {
	out := slices.Clone(fieldsOf[s.kind])
	var own []Field
	for f := range s.columns {
		if _, basic := listColumn(s.kind, f); !basic {
			own = append(own, f)
		}
	}
	slices.Sort(own)
	return append(out, own...)
}

func (s *Session) takes(f Field) bool {
	if _, ok := s.columns[f]; ok {
		return true
	}
	return slices.Contains(fieldsOf[s.kind], f)
}

func (s *Session) label(f Field) string {
	if c, ok := s.columns[f]; ok {
		return c.Title
	}
	return f.Label()
}

// dateFields are the fields that hold dates.
func (s *Session) dateFields() []Field {
	out := []Field{FieldDate, FieldDue, FieldHired, FieldLeft, FieldLaunched, FieldDelisted}
	for f, c := range s.columns {
		if c.Type == records.Date && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}

// IsList tells whether the file is a list of records that a mode can be chosen for.
func (s *Session) IsList() bool {
	return s.lists != nil && s.columns != nil && s.column(FieldManager) < 0
}

// SetMode says what the list may do: add, add and change, or change only.
func (s *Session) SetMode(m records.Mode) error {
	if !slices.Contains(records.Modes, m) {
		return model.NewFault(nil, i18n.T("没有“%s”这种导入方式。", string(m)), "", i18n.T("请用 append(追加)、update(更新)或 update-only(只更新)。"))
	}
	s.mode, s.checked = m, nil
	return nil
}

// SetClearEmpty says whether an empty cell empties the field of a known record. Else it
// says nothing.
func (s *Session) SetClearEmpty(on bool) { s.clear, s.checked = on, nil }

// SetRejectUnknown says whether a region, department or person that is not known rejects
// the row. Else it is made.
func (s *Session) SetRejectUnknown(on bool) { s.strict, s.checked = on, nil }

// ListOptions are the choices in force.
func (s *Session) ListOptions() records.Options {
	opt := records.Options{Mode: s.mode, ClearEmpty: s.clear, RejectUnknown: s.strict}
	for _, f := range s.header.fields {
		if f != NoField {
			opt.Given = append(opt.Given, string(f))
		}
	}
	return opt
}

// checkList reads the rows of a list and holds them against the records there are.
func (s *Session) checkList(ctx context.Context, r *reader, out *checked, progress Progress) error {
	units := s.knownPacks()
	err := r.each(ctx, progress, func() error {
		before := len(r.problems)
		texts := s.readTexts(r)
		if len(r.problems) > before {
			return nil
		}
		s.unitsFromPack(r, texts, units)
		out.list = append(out.list, records.Incoming{Row: r.row, Texts: texts})
		return nil
	})
	if err != nil {
		return err
	}
	if out.plan, err = s.lists.Plan(ctx, records.Kind(s.kind), copyRows(out.list), s.ListOptions()); err != nil {
		return fmt.Errorf("hold the list against the records: %w", err)
	}
	rejected := map[int]bool{}
	for _, j := range out.plan.Rejects {
		r.row, r.cells = j.Row, r.sheet.Row(j.Row)
		r.fail(Field(j.Key), reason(j.Reason))
		rejected[j.Row] = true
	}
	r.bad += len(rejected)
	slices.SortStableFunc(r.problems, func(a, b problem) int { return a.row - b.row })
	out.notes = append(out.notes, planNotes(out.plan)...)
	return nil
}

// copyRows gives a plan rows of its own: it puts names into their one form.
func copyRows(rows []records.Incoming) []records.Incoming {
	out := make([]records.Incoming, len(rows))
	for i, in := range rows {
		out[i] = records.Incoming{Row: in.Row, Texts: make(map[string]string, len(in.Texts))}
		for k, v := range in.Texts {
			out[i].Texts[k] = v
		}
	}
	return out
}

// planNotes says what a list would make beside its own records.
func planNotes(p *records.Plan) []string {
	var out []string
	for _, k := range []records.Kind{records.Regions, records.Departments, records.Employees} {
		if list := p.Missing[k]; len(list) > 0 {
			out = append(out, i18n.T("将新建 %d 个%s:%s。", len(list), k.Name(), shortList(list)))
		}
	}
	return out
}

const namesShown = 6

func shortList(list []string) string {
	out := ""
	for i, name := range list[:min(len(list), namesShown)] {
		if i > 0 {
			out += i18n.T("、")
		}
		out += name
	}
	if len(list) > namesShown {
		out += "…"
	}
	return out
}

// countList says, of a list, how many rows would change something.
func (p *Preview) countList(c *checked) {
	if c.plan == nil {
		return
	}
	p.List, p.Duplicates = c.plan, c.plan.Unchanged+c.plan.Skipped
	p.Customers, p.Products, p.Employees = 0, 0, 0
	switch p.Kind {
	case model.BatchCustomers:
		p.Customers, p.New.Customers = c.good(), c.plan.Written()
	case model.BatchProducts:
		p.Products, p.New.Products = c.good(), c.plan.Written()
	default:
		p.Employees = c.good()
	}
	p.Regions = len(c.plan.Missing[records.Regions])
}

// importList writes a list in one transaction, planned anew: what changed since the check
// counts.
func (s *Session) importList(ctx context.Context, c *checked, progress Progress) (*Result, error) {
	progress.at(Writing, 0, 0)
	before := c.in.Batch
	before.Rejected = c.rows - len(c.list) // those whose cells cannot be read; the plan adds its own
	plan, batch, err := s.lists.Import(ctx, records.Kind(s.kind), copyRows(c.list), s.ListOptions(), before)
	if err != nil {
		return nil, s.faultStore(ctx, err)
	}
	if plan.Written() == 0 {
		return nothingNew(c.rows, c.bad, c.good(), batch), nil
	}
	r := &Result{Rows: c.rows, Imported: plan.Written(), Rejected: c.rows - plan.Written() - plan.Unchanged - plan.Skipped,
		Skipped: plan.Unchanged + plan.Skipped, Quantity: "0", Amount: "0", Batch: batch.ID}
	switch s.kind {
	case model.BatchCustomers:
		r.Customers = plan.Written()
	case model.BatchProducts:
		r.Products = plan.Written()
	}
	return r, nil
}
