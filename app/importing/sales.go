package importing

import (
	"context"
	"strings"

	"xunshi/app/importing/values"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// salesCheck turns rows into sales lines.
type salesCheck struct {
	r           *reader
	m           *masters
	out         *checked
	side        companions
	region      map[model.Ref]model.Ref // manager by region, for files without people
	walkIn      bool
	hasEmployee bool
	hasQuantity bool
	priceInCase bool
	packUnits   map[string]model.Quantity
	known       map[string]model.Quantity // units per case of known products, by code and by name

	computed, fromCases, negated, reversed, cancelled, gifts, returned int
}

func (s *Session) checkSales(ctx context.Context, r *reader, out *checked, progress Progress) error {
	c := &salesCheck{r: r, m: out.masters, out: out, side: s.readCompanions(), region: map[model.Ref]model.Ref{},
		walkIn: s.WalkIn(), packUnits: map[string]model.Quantity{}, known: s.knownUnits(),
		hasEmployee: s.column(FieldEmployee) >= 0 || s.column(FieldEmpCode) >= 0,
		hasQuantity: s.column(FieldQuantity) >= 0 || s.column(FieldCases) >= 0}
	if p := s.column(FieldPrice); p >= 0 {
		t := s.header.titles[p]
		c.priceInCase = strings.Contains(t.key, "箱") //i18n:data
	}
	c.readRoster()
	out.in.Lines = make([]model.LineRow, 0, r.sheet.Rows())
	if err := r.each(ctx, progress, c.line); err != nil {
		return err
	}
	out.returnedOrders = len(c.side.found)
	out.returnedLines = c.returned
	out.notes = append(out.notes, c.notes()...)
	return nil
}

// knownUnits are the units per case the program knows already.
func (s *Session) knownUnits() map[string]model.Quantity {
	known := map[string]model.Quantity{}
	for _, p := range s.directory.Products {
		if p.UnitsPerCase > 0 {
			if p.Code != "" {
				known["#"+p.Code] = p.UnitsPerCase
			} else {
				known[p.Name] = p.UnitsPerCase
			}
		}
	}
	return known
}

// readRoster makes the regions and managers of the roster sheet.
func (c *salesCheck) readRoster() {
	for _, pair := range c.side.managers {
		region := c.m.regionOf(pair.code)
		manager := c.m.employeeOf(who{name: pair.name})
		e := &c.m.employee[manager]
		e.position.add(managerPosition)
		e.region.add(region + 1)
		if _, ok := c.m.manager[region]; !ok {
			c.m.manager[region] = manager
			c.region[region] = manager
		}
	}
	c.out.managers = len(c.m.manager)
}

// line reads the current row. What it names is only remembered if the row is good.
func (c *salesCheck) line() error {
	r, before := c.r, len(c.r.problems)
	row := model.LineRow{RowNo: r.row + 1, OrderNo: r.text(FieldOrderNo), Customer: model.NoRef, Product: model.NoRef,
		Employee: model.NoRef, Region: model.NoRef, Department: model.NoRef}
	row.Date, _ = r.date(FieldDate, true)
	c.figures(&row)
	customer := who{r.text(FieldCustCode), r.text(FieldCustName)}
	if customer == (who{}) && !c.walkIn {
		r.fail(c.nameField(FieldCustName, FieldCustCode), badCustomer)
	}
	if (who{r.text(FieldProdCode), r.text(FieldProdName)}) == (who{}) {
		r.fail(c.nameField(FieldProdName, FieldProdCode), badProduct)
	}
	c.checkTexts()
	units, returned := c.units(), truth(r.text(FieldReturned))
	if len(r.problems) > before {
		return nil
	}
	c.place(&row, customer, units)
	row.Note = c.note()
	c.flag(&row, returned)
	c.out.add(&row)
	return nil
}

// nameField is the field to blame when a row does not say who or what.
func (c *salesCheck) nameField(name, code Field) Field {
	if _, ok := c.r.columns[name]; !ok {
		if _, ok := c.r.columns[code]; ok {
			return code
		}
	}
	return name
}

var lineTexts = []Field{FieldRegion, FieldDepartment, FieldEmpCode, FieldEmployee, FieldChannel, FieldCategory,
	FieldSubcat, FieldBrand, FieldFlavour, FieldPack, FieldUnit, FieldProvince, FieldCity, FieldPhone, FieldBatch, FieldNote}

// checkTexts rejects error values in columns that are otherwise free text.
func (c *salesCheck) checkTexts() {
	for _, f := range lineTexts {
		if v, _ := c.r.value(f); v != 0 {
			c.r.usable(f, v)
		}
	}
}

// place fills in whom and what the line is about.
func (c *salesCheck) place(row *model.LineRow, customer who, units model.Quantity) {
	r := c.r
	row.Region = c.m.regionOf(r.text(FieldRegion))
	row.Department = c.m.departmentOf(r.text(FieldDepartment))
	owner := model.NoRef
	if row.Employee = c.m.employeeOf(who{r.text(FieldEmpCode), r.text(FieldEmployee)}); row.Employee >= 0 {
		e := &c.m.employee[row.Employee]
		e.region.add(row.Region + 1)
		e.department.add(row.Department + 1)
		owner = row.Employee
	} else if manager, ok := c.region[row.Region]; ok && !c.hasEmployee {
		row.Employee = manager
	}
	if customer == (who{}) {
		row.Customer = c.m.walkIn()
	} else {
		row.Customer = c.m.readCustomer(r, row.Region, owner)
	}
	row.Product = c.m.readProduct(r)
	if units > 0 {
		c.m.product[row.Product].unitsPerCase.add(units)
	}
}

func (c *salesCheck) note() string {
	note, batch := c.r.text(FieldNote), c.r.text(FieldBatch)
	switch {
	case batch == "":
		return note
	case note == "":
		return batchPrefix + batch
	}
	return note + noteJoint + batchPrefix + batch
}

// units in a case, as the row says: its column, else its pack text; 0 if neither does.
func (c *salesCheck) units() model.Quantity {
	if u, ok := c.r.quantity(FieldUnitsCase, values.UnitsPerCase); ok && u > 0 {
		return u
	}
	pack := c.r.text(FieldPack)
	if pack == "" {
		return 0
	}
	u, ok := c.packUnits[pack]
	if !ok {
		u = values.PackUnits(pack)
		c.packUnits[pack] = u
	}
	return u
}

// figures reads quantity and amount, computes what the row leaves out, and settles what
// kind of line it is.
func (c *salesCheck) figures(row *model.LineRow) {
	r, before := c.r, len(c.r.problems)
	kind, cancelled := lineKind(r.text(FieldKind), r.text(FieldStatus))
	quantity, cases, hasQuantity := c.quantity()
	amount, hasAmount := r.money(FieldAmount)
	if len(r.problems) > before {
		return
	}
	if !hasQuantity && c.hasQuantity {
		r.fail(c.nameField(FieldQuantity, FieldCases), badEmpty)
		return
	}
	if !hasAmount {
		var ok bool
		if amount, ok = c.price(quantity, cases, kind); !ok {
			return
		}
	}
	c.out.fileAmount += amount
	row.Kind, row.Quantity, row.Amount = kind, quantity, amount
	c.settle(row, cancelled)
}

// quantity in base units and, if the row counts cases, in cases.
func (c *salesCheck) quantity() (quantity, cases model.Quantity, ok bool) {
	r := c.r
	if quantity, ok = r.quantity(FieldQuantity, values.Quantity); ok {
		return quantity, 0, true
	}
	if cases, ok = r.quantity(FieldCases, values.Cases); !ok {
		return 0, 0, false
	}
	units := c.units()
	if units == 0 {
		if code := r.text(FieldProdCode); code != "" {
			units = c.known["#"+code]
		} else {
			units = c.known[r.text(FieldProdName)]
		}
	}
	if units <= 0 {
		if cases != 0 {
			r.fail(FieldCases, badUnits)
		}
		return 0, 0, cases == 0
	}
	c.fromCases++
	return model.Quantity(model.MulDiv(int64(cases), int64(units), int64(model.Unit))), cases, true
}

// price computes the amount of a row that has none.
func (c *salesCheck) price(quantity, cases model.Quantity, kind model.LineKind) (model.Money, bool) {
	price, ok := c.r.money(FieldPrice)
	switch {
	case ok && c.hasQuantity:
	case kind == model.LineGift:
		return 0, true
	default:
		c.r.fail(c.nameField(FieldAmount, FieldPrice), badAmountless)
		return 0, false
	}
	c.computed++
	if c.priceInCase && cases != 0 {
		quantity = cases
	}
	return quantity.Times(price), true
}

// settle makes cancelled and negative lines returns and gives all returns their sign.
func (c *salesCheck) settle(row *model.LineRow, cancelled bool) {
	switch {
	case cancelled && row.Kind != model.LineReturn:
		row.Kind = model.LineReturn
		c.cancelled++
	case row.Kind == model.LineSale && row.Quantity < 0 && row.Amount > 0:
		c.r.fail(FieldQuantity, badSigns)
		return
	case row.Kind == model.LineSale && (row.Amount < 0 || row.Quantity < 0):
		row.Kind = model.LineReturn
	case row.Kind == model.LineGift:
		c.gifts++
	}
	if row.Kind != model.LineReturn {
		return
	}
	if row.Amount > 0 {
		c.negated++
	}
	if row.Quantity > 0 && row.Amount <= 0 {
		c.reversed++
	}
	row.Amount, row.Quantity = min(row.Amount, -row.Amount), min(row.Quantity, -row.Quantity)
}

// flag marks sales whose order came back.
func (c *salesCheck) flag(row *model.LineRow, returned bool) {
	listed := row.OrderNo != "" && c.side.returned[row.OrderNo]
	if listed {
		c.side.found[row.OrderNo] = true
	}
	if row.Kind == model.LineSale && (listed || returned) {
		row.Returned = true
		c.returned++
	}
}

// Words that say what a line is.
//
//i18n:data
var (
	notWords    = []string{"未", "无", "非", "不"}
	cancelWords = []string{"作废", "取消", "撤销", "cancel", "void"}
	returnWords = []string{"退", "红字", "红冲", "return", "refund", "credit"}
	giftWords   = []string{"赠", "搭", "样品", "试用", "gift", "free", "sample"}
)

// lineKind reads the kind and status cells of a line.
func lineKind(kind, status string) (k model.LineKind, cancelled bool) {
	for _, s := range [2]string{kind, status} {
		if s == "" {
			continue
		}
		s = strings.ToLower(s)
		switch {
		case startsWithAny(s, notWords):
		case containsAny(s, cancelWords):
			cancelled = true
		case containsAny(s, returnWords):
			k = model.LineReturn
		case k == model.LineSale && containsAny(s, giftWords):
			k = model.LineGift
		}
	}
	return k, cancelled
}

func containsAny(s string, list []string) bool {
	for _, w := range list {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func startsWithAny(s string, list []string) bool {
	for _, w := range list {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// notes says what was computed and decided.
func (c *salesCheck) notes() []string {
	var out []string
	say := func(n int, text string) {
		if n > 0 {
			out = append(out, text)
		}
	}
	say(len(c.m.manager), i18n.T("从“%s”读到 %d 个区域的经理。", strings.Join(c.side.rosters, i18n.T("、")), len(c.m.manager)))
	say(len(c.side.found), i18n.T("%d 个订单在退货表里,其 %d 行标为已退回。", len(c.side.found), c.returned))
	say(len(c.side.returned)-len(c.side.found), i18n.T("退货表里有 %d 个订单不在明细中。", len(c.side.returned)-len(c.side.found)))
	say(c.computed, i18n.T("%d 行没有金额,按单价 × 数量算出。", c.computed))
	say(c.fromCases, i18n.T("%d 行只有箱数,按每箱数量折算成件。", c.fromCases))
	say(c.cancelled, i18n.T("%d 行已作废或取消,按退货记。", c.cancelled))
	say(c.negated, i18n.T("%d 行退货的金额在文件里是正数,已记为负数。", c.negated))
	say(c.reversed, i18n.T("%d 行金额为负而数量为正,数量已记为负数。", c.reversed))
	say(c.gifts, i18n.T("%d 行是赠品。", c.gifts))
	if !c.hasQuantity {
		out = append(out, i18n.T("文件没有数量列,数量记为 0。"))
	}
	return out
}
