package exchange

import (
	"cmp"
	"context"
	"slices"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Decision is what is to become of a row in conflict with what stands.
type Decision int

// Decisions. Nothing in doubt is written unless somebody says so.
const (
	Keep Decision = iota // 保留原来的: the row is left out
	Use                  // 用新的: the row takes the place of what stands
	Both                 // 两个都要
)

// Name of the decision for the user.
func (d Decision) Name() string {
	switch d {
	case Keep:
		return i18n.T("保留原来的")
	case Use:
		return i18n.T("用新的")
	case Both:
		return i18n.T("两个都要")
	}
	return ""
}

// ConflictKind is why a row is in doubt.
type ConflictKind int

// Kinds of conflict.
const (
	InLedger   ConflictKind = iota // the ledger has another quantity or amount for that customer, day and product
	TwiceSold                      // the same customer, day and product twice among the returns
	TwiceSeen                      // the same visit is there already
	NotTheirs                      // a customer of somebody else
	OutOfTime                      // a date out of the period
	NotOnOffer                     // a product not on the market that day
)

// Name of the kind for the user.
func (k ConflictKind) Name() string {
	switch k {
	case InLedger:
		return i18n.T("台账已有")
	case TwiceSold:
		return i18n.T("重复填报")
	case TwiceSeen:
		return i18n.T("重复拜访")
	case NotTheirs:
		return i18n.T("不是本人客户")
	case OutOfTime:
		return i18n.T("不在期间内")
	case NotOnOffer:
		return i18n.T("不在售")
	}
	return ""
}

// Choices are the decisions that make sense for the kind.
func (k ConflictKind) Choices() []Decision {
	switch k {
	case InLedger, TwiceSold, TwiceSeen:
		return []Decision{Keep, Use, Both}
	case NotTheirs, OutOfTime, NotOnOffer:
	}
	return []Decision{Keep, Use}
}

// Conflict is one doubt about one row.
type Conflict struct {
	Kind     ConflictKind
	About    string // what row: day, customer, product
	Old      string // what stands
	New      string // what the row says
	Decision Decision

	visit  model.ID  // the ContactLog that stands
	other  *Line     // the earlier row of the returns
	ledger *standing // what the ledger holds
}

// Decided says the decision: where nothing stands that could be kept, whether the row is taken.
func (c *Conflict) Decided() string {
	switch {
	case len(c.Kind.Choices()) > 2:
		return c.Decision.Name()
	case c.Decision == Keep:
		return i18n.T("不收")
	}
	return i18n.T("照收")
}

// Words say what speaks against the row.
func (c *Conflict) Words() string {
	if len(c.Kind.Choices()) > 2 {
		return i18n.T("原来:%[1]s;新的:%[2]s", c.Old, c.New)
	}
	return i18n.T("%[1]s;填的是:%[2]s", c.Old, c.New)
}

// Decide settles the conflict; where both cannot be had, it is the new one.
func (c *Conflict) Decide(d Decision) {
	if c.Decision = d; !slices.Contains(c.Kind.Choices(), d) {
		c.Decision = Use
	}
}

// sold is what makes two sales rows speak of the same.
type sold struct {
	date     model.Date
	customer model.ID
	product  model.ID
	kind     model.LineKind
}

func (l *Line) sold() sold { return sold{l.date, l.customer, l.product, l.saleKind} }

// standing is what the ledger holds of one sold.
type standing struct {
	quantity model.Quantity
	amount   model.Money
	batches  []model.ID
}

// seen is what makes two visits the same.
type seen struct {
	date     model.Date
	customer model.ID
	employee model.ID
	method   model.ContactMethod
}

func visitKey(v *model.ContactLog) seen { return seen{v.Date, v.CustomerID, v.EmployeeID, v.Method} }

// planner looks the rows of returns over against what stands.
type planner struct {
	in       *Intake
	dir      *model.Directory
	people   *finder
	goods    *finder
	shares   []model.CustomerShare
	ledger   map[sold]*standing
	files    map[model.ID]string // names of batches
	visits   map[seen][]model.ContactLog
	statuses map[model.MarketStatus]bool

	revision [2]uint64 // of ledger and directory

	sales map[sold][]*Line // rows of the returns so far
	trips map[seen]*Line
}

// plan reads the rows of every return that is ready and says what is in doubt.
func (in *Intake) plan(ctx context.Context) error {
	p, err := in.planner(ctx)
	if err != nil {
		return err
	}
	in.revision = p.revision
	ready := in.ReadyOnes()
	for i := 0; i < len(ready); i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := ready[i]
		if r.plan(p); r.State != Blank {
			continue
		}
		if filled := in.older(r); filled != nil {
			ready = append(ready, filled)
		}
	}
	in.order() // one without any row is not ready after all
	return nil
}

// older gives the next version of a workbook whose last one is empty, as when the file that
// went out lies beside the filled one; nil if there is none.
func (in *Intake) older(empty *Return) *Return {
	var next *Return
	for _, r := range in.Returns {
		if r.State == Rival && r.mark.UUID == empty.mark.UUID && (next == nil || r.Modified.After(next.Modified)) {
			next = r
		}
	}
	if next != nil {
		next.State, next.Why, empty.Notes = Ready, "", nil
	}
	return next
}

func (r *Return) plan(p *planner) {
	notes := slices.DeleteFunc(r.Notes, func(s string) bool { return slices.Contains(r.readNotes, s) })
	r.Notes, r.Lines = notes, nil
	before := len(r.Notes)
	reading := &reader{Return: r, people: p.people, goods: p.goods, today: p.in.desk.today()}
	reading.read()
	r.readNotes = slices.Clone(r.Notes[before:])
	own := ownCustomers(p.dir, p.shares, reading.period())[r.Workbook.EmployeeID]
	for _, l := range r.Lines {
		if !l.Bad() {
			p.doubt(r, l, own)
		}
	}
}

func (in *Intake) planner(ctx context.Context) (*planner, error) {
	s := in.desk.store
	p := &planner{in: in, files: map[model.ID]string{}, visits: map[seen][]model.ContactLog{},
		statuses: map[model.MarketStatus]bool{}, sales: map[sold][]*Line{}, trips: map[seen]*Line{}}
	var err error
	if p.dir, err = s.Directory(ctx); err != nil {
		return nil, err
	}
	merged, _, err := s.MergedCustomers(ctx)
	if err != nil {
		return nil, err
	}
	p.people, p.goods = finders(p.dir, merged)
	if p.shares, err = store.Find(ctx, s, model.CustomerShare{}); err != nil {
		return nil, err
	}
	if err := p.readLedger(ctx); err != nil {
		return nil, err
	}
	return p, p.readLogs(ctx)
}

// Period is from the first to the last day that the workbooks found are for; ok tells that
// there are any.
func (in *Intake) Period() (p model.Period, ok bool) {
	for _, r := range in.Returns {
		if r.Workbook.ID == 0 {
			continue
		}
		if !ok || r.Workbook.From < p.From {
			p.From = r.Workbook.From
		}
		p.To, ok = max(p.To, r.Workbook.To), true
	}
	return p, ok
}

// span is the period of all returns that are ready, with room for dates out of theirs.
func (in *Intake) span() model.Period {
	var p model.Period
	for _, r := range in.ReadyOnes() {
		if p.From.IsZero() || r.Workbook.From < p.From {
			p.From = r.Workbook.From
		}
		p.To = max(p.To, r.Workbook.To)
	}
	return model.Period{From: p.From - 62, To: p.To + 62}
}

func (p *planner) readLedger(ctx context.Context) error {
	facts, err := p.in.desk.store.Facts(ctx)
	if err != nil {
		return err
	}
	p.revision = [2]uint64{facts.Revision, p.dir.Revision}
	batches, err := p.in.desk.store.Batches(ctx)
	if err != nil {
		return err
	}
	for i := range batches {
		p.files[batches[i].ID] = cmp.Or(batches[i].File, batches[i].Notes, i18n.T("手工录入"))
	}
	p.ledger = map[sold]*standing{}
	lo, hi := facts.Range(p.in.span())
	for i := lo; i < hi; i++ {
		if facts.Flags[i].Returned() {
			continue
		}
		key := sold{facts.Dates[i], facts.Customers[i], facts.Products[i], facts.Flags[i].Kind()}
		s := p.ledger[key]
		if s == nil {
			s = &standing{}
			p.ledger[key] = s
		}
		s.quantity += facts.Quantities[i]
		s.amount += facts.Amounts[i]
		if !slices.Contains(s.batches, facts.Batches[i]) {
			s.batches = append(s.batches, facts.Batches[i])
		}
	}
	return nil
}

func (p *planner) readLogs(ctx context.Context) error {
	logs, err := store.FindDated(ctx, p.in.desk.store, model.ContactLog{}, p.in.span())
	if err != nil {
		return err
	}
	for i := range logs {
		key := visitKey(&logs[i])
		p.visits[key] = append(p.visits[key], logs[i])
	}
	known, err := store.FindDated(ctx, p.in.desk.store, model.MarketStatus{}, p.in.span())
	if err != nil {
		return err
	}
	for i := range known {
		p.statuses[statusKey(&known[i])] = true
	}
	return nil
}

// statusKey is what makes two lines of market status the same.
func statusKey(s *model.MarketStatus) model.MarketStatus {
	return model.MarketStatus{EmployeeID: s.EmployeeID, Date: s.Date, CustomerID: s.CustomerID, Topic: s.Topic, Brand: s.Brand,
		Product: s.Product, Price: s.Price, Text: s.Text}
}

// Conflicts are all doubts of the return, in the order of its rows.
func (r *Return) Conflicts() []*Conflict {
	var out []*Conflict
	for _, l := range r.Lines {
		out = append(out, l.Conflicts...)
	}
	return out
}

// Decide settles every conflict of the intake of a kind (all kinds if all is true) in one
// way, as far as it makes sense for them.
func (in *Intake) Decide(d Decision, all bool, kind ConflictKind) {
	for _, r := range in.ReadyOnes() {
		for _, c := range r.Conflicts() {
			if !all && c.Kind != kind {
				continue
			}
			c.Decide(d)
		}
	}
}

// Count says what a return holds as things are decided.
type Count struct {
	Filled    int // rows filled in
	Taken     int // to be written
	Known     int // stand already
	Bad       int // cannot be read
	Left      int // left out by decision
	Conflicts int
	Sales     int // of those taken
	Visits    int
	Statuses  int
	Quantity  model.Quantity
	Amount    model.Money
}

// Count counts the rows of the return.
func (r *Return) Count() Count {
	n := Count{Filled: len(r.Lines)}
	for _, l := range r.Lines {
		n.Conflicts += len(l.Conflicts)
		switch {
		case l.Bad():
			n.Bad++
		case l.Known:
			n.Known++
		case !l.Taken():
			n.Left++
		default:
			n.Taken++
			n.byKind(l)
		}
	}
	return n
}

func (n *Count) byKind(l *Line) {
	switch l.Kind {
	case Sales:
		n.Sales++
		n.Quantity += l.quantity
		n.Amount += l.amount
	case Visits:
		n.Visits++
	case Status:
		n.Statuses++
	}
}
