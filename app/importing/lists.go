package importing

import (
	"context"
	"strings"

	"xunshi/model"
)

// checkRoster takes a list of regions and who runs them (区域 → 区域经理), with or without the
// people below.
func (s *Session) checkRoster(ctx context.Context, r *reader, out *checked, progress Progress) error {
	m := out.masters
	m.updateAll = true
	err := r.each(ctx, progress, func() error {
		before := len(r.problems)
		person := who{r.text(FieldEmpCode), r.text(FieldEmployee)}
		manager := r.text(FieldManager)
		if person == (who{}) && manager == "" {
			r.fail(FieldEmployee, badNameless)
		}
		hired, _ := r.date(FieldHired, false)
		left, _ := r.date(FieldLeft, false)
		r.errorsIn(fieldsOf[s.kind])
		if len(r.problems) > before {
			return nil
		}
		region, department := m.regionOf(r.text(FieldRegion)), m.departmentOf(r.text(FieldDepartment))
		boss := m.manages(manager, region)
		at := m.employeeOf(person)
		if at < 0 {
			return nil
		}
		superior := m.employeeOf(who{name: r.text(FieldSuperior)})
		if superior < 0 && boss != at {
			superior = boss
		}
		e := &m.employee[at]
		e.position.add(r.text(FieldPosition))
		e.phone.add(r.text(FieldPhone))
		e.region.add(region + 1)
		e.department.add(department + 1)
		e.hired, e.left = max(e.hired, hired), max(e.left, left)
		if superior >= 0 && superior != at {
			e.superior = superior
		}
		return nil
	})
	out.managers = len(m.manager)
	return err
}

// manages makes name the manager of region and gives the manager's draft, NoRef if name is
// empty.
func (m *masters) manages(name string, region model.Ref) model.Ref {
	boss := m.employeeOf(who{name: name})
	if boss < 0 {
		return boss
	}
	e := &m.employee[boss]
	e.position.add(managerPosition)
	e.region.add(region + 1)
	if _, ok := m.manager[region]; !ok && region >= 0 {
		m.manager[region] = boss
	}
	return boss
}

// errorsIn rejects error values and formulas without result in the given fields.
func (r *reader) errorsIn(fields []Field) {
	for _, f := range fields {
		if v, _ := r.value(f); v != 0 {
			r.usable(f, v)
		}
	}
}

//i18n:data
var (
	invoiceWords = []string{"应收", "开票", "发票", "销售", "赊", "欠", "invoice", "bill", "debit"}
	receiptWords = []string{"回款", "收款", "付款", "已收", "实收", "现金", "汇款", "转账", "收", "receipt", "payment", "paid", "credit"}
	adjustWords  = []string{"调整", "冲", "核销", "坏账", "adjust", "write"}
)

// checkPayments turns rows into invoices and receipts. A negative one is an adjustment of
// the balance the same way round.
func (s *Session) checkPayments(ctx context.Context, r *reader, out *checked, progress Progress) error {
	usual := model.EntryReceipt
	if c := s.column(FieldAmount); c >= 0 && containsAny(s.header.titles[c].key+strings.ToLower(s.Sheet()), invoiceWords) {
		usual = model.EntryInvoice
	}
	return r.each(ctx, progress, func() error {
		before := len(r.problems)
		date, _ := r.date(FieldDate, true)
		due, _ := r.date(FieldDue, false)
		customer := who{r.text(FieldCustCode), r.text(FieldCustName)}
		if customer == (who{}) {
			r.fail(FieldCustName, badCustomer)
		}
		entries := s.amounts(r, usual)
		r.errorsIn(fieldsOf[s.kind])
		if len(r.problems) > before {
			return nil
		}
		at := out.masters.customerOf(customer)
		for _, e := range entries {
			e.RowNo, e.Date, e.Customer, e.DocNo, e.Note = r.row+1, date, at, r.text(FieldOrderNo), r.text(FieldNote)
			if e.Kind != model.EntryReceipt {
				e.Due = due
			}
			out.addEntry(e)
		}
		return nil
	})
}

// amounts reads the entries that one row makes.
func (s *Session) amounts(r *reader, usual model.EntryKind) []model.EntryRow {
	var out []model.EntryRow
	before := len(r.problems)
	take := func(f Field, kind model.EntryKind) {
		if m, ok := r.money(f); ok {
			out = append(out, signedEntry(kind, m))
		}
	}
	take(FieldInvoice, model.EntryInvoice)
	take(FieldReceipt, model.EntryReceipt)
	kind := usual
	switch word := strings.ToLower(r.text(FieldKind)); {
	case word == "":
	case containsAny(word, adjustWords):
		kind = model.EntryAdjust
	case containsAny(word, invoiceWords):
		kind = model.EntryInvoice
	case containsAny(word, receiptWords):
		kind = model.EntryReceipt
	default:
		r.fail(FieldKind, badEntryKind)
	}
	take(FieldAmount, kind)
	if len(out) == 0 && len(r.problems) == before {
		f := FieldAmount
		for _, other := range []Field{FieldReceipt, FieldInvoice} {
			if _, ok := r.columns[f]; !ok {
				f = other
			}
		}
		r.fail(f, badEmpty)
	}
	return out
}

func signedEntry(kind model.EntryKind, m model.Money) model.EntryRow {
	if m >= 0 || kind == model.EntryAdjust {
		return model.EntryRow{Kind: kind, Amount: m}
	}
	if kind == model.EntryReceipt {
		m = -m // money paid back: the customer owes it again
	}
	return model.EntryRow{Kind: model.EntryAdjust, Amount: m}
}
