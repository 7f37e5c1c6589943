package customers

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// Card is all that is shown of one customer.
type Card struct {
	*Row
	List      *List
	Unit      document.MoneyUnit
	Months    []MonthSales // twelve, the last is AsOf's and may be under way
	Mix       Mix
	Contacts  []model.Contact
	Areas     []string              // 约定区域, with those below
	Policy    *model.CustomerPolicy // in force today, nil if none
	Contracts []ContractProgress    // in force today
	Liking    *model.Satisfaction   // the last one asked, nil if never
	Upstream  string                // name of the dealer the goods come from
	Open      []OpenItem            // most urgent first
	Events    []Event               // newest first
	AllFlags  []Flag                // of the month, closed ones too
}

// MonthSales is the net sales of a month.
type MonthSales struct {
	Month model.Month
	Net   model.Money
}

// Mix 品项结构: what the customer bought in the twelve months, net.
type Mix struct {
	Items  []MixItem // every product bought, the most first
	Net    model.Money
	Sold   int // listed products bought
	Listed int // products listed on AsOf in the customer's channel
}

// MixItem is one product of a mix.
type MixItem struct {
	ProductID model.ID
	Name      string
	Net       model.Money
	Share     analysis.Value // of the mix; the shares add up to 100.0%
}

// Breadth 全品项 is the listed products bought ÷ the products listed.
func (m *Mix) Breadth() analysis.Value { return analysis.Rate(int64(m.Sold), int64(m.Listed)) }

// Top gives the n biggest items and the rest as one ("" = no rest).
func (m *Mix) Top(n int) []MixItem {
	if len(m.Items) <= n+1 {
		return m.Items
	}
	top := slices.Clone(m.Items[:n])
	rest := MixItem{Name: i18n.T("其他 %d 个品项", len(m.Items)-n)}
	for _, item := range m.Items[n:] {
		rest.Net += item.Net
		rest.Share = rest.Share.Plus(item.Share)
	}
	return append(top, rest)
}

// ContractProgress is a contract and how far it is: Done = Actual ÷ commitment, Time =
// elapsed days ÷ days of the term, both up to AsOf.
type ContractProgress struct {
	model.Contract
	Actual model.Money
	Done   analysis.Value
	Time   analysis.Value
}

// OpenKind says what is open.
type OpenKind string

// Kinds of open item.
const (
	OpenFlag      OpenKind = "flag"
	OpenComplaint OpenKind = "complaint"
	OpenNextStep  OpenKind = "next"
	OpenOverdue   OpenKind = "overdue"
	OpenContract  OpenKind = "contract"
)

// OpenItem is something that waits to be done about a customer.
type OpenItem struct {
	Kind OpenKind
	Text string
	Due  model.Date // 0 = no day
	Late bool       // Due is past
	ID   model.ID   // of the complaint or contact log
}

// Card reads one customer. An unknown one is a Fault.
func (b *Book) Card(ctx context.Context, id model.ID, unit document.MoneyUnit) (*Card, error) {
	list, err := b.List(ctx)
	if err != nil {
		return nil, err
	}
	row := list.Row(id)
	if row == nil {
		return nil, model.NewFault(fmt.Errorf("no customer %d", id), i18n.T("没有这个客户,可能已被删除或合并。"), "",
			i18n.T("请刷新后再找。"))
	}
	c := &Card{Row: row, List: list, Unit: unit, AllFlags: row.Flags}
	for m := list.AsOf.Month() - 11; m <= list.AsOf.Month(); m++ {
		c.Months = append(c.Months, MonthSales{m, list.figures.history.Net(id, m)})
	}
	if up := list.Directory.Customers[row.Customer.UpstreamID]; up != nil {
		c.Upstream = up.Name
	}
	if err := b.readMix(ctx, c); err != nil {
		return nil, err
	}
	if err := b.readAgreements(ctx, c); err != nil {
		return nil, err
	}
	if err := b.readOpen(ctx, c); err != nil {
		return nil, err
	}
	c.Events, err = b.events(ctx, c)
	return c, err
}

func (b *Book) readMix(ctx context.Context, c *Card) error {
	listings, err := store.Find(ctx, b.store, model.ProductListing{})
	if err != nil {
		return err
	}
	f, dir, asOf := c.List.figures.facts, c.List.Directory, c.List.AsOf
	net, bought := map[model.ID]model.Money{}, map[model.ID]bool{}
	lo, hi := f.Range(model.Period{From: (asOf.Month() - 11).First(), To: asOf})
	for i := lo; i < hi; i++ {
		if f.Customers[i] != c.Customer.ID {
			continue
		}
		if f.Flags[i].Counts() {
			net[f.Products[i]] += f.Amounts[i]
		}
		if f.Flags[i].Purchase() {
			bought[f.Products[i]] = true
		}
	}
	for id, p := range dir.Products {
		if p.Listed(asOf) && listedIn(listings, id, c.Customer.Channel, asOf) {
			c.Mix.Listed++
			if bought[id] {
				c.Mix.Sold++
			}
		}
	}
	for id, amount := range net {
		item := MixItem{ProductID: id, Name: document.Dash, Net: amount}
		if p := dir.Products[id]; p != nil {
			item.Name = p.Name
		}
		c.Mix.Items = append(c.Mix.Items, item)
		c.Mix.Net += amount
	}
	slices.SortFunc(c.Mix.Items, func(a, b MixItem) int { return cmp.Or(cmp.Compare(b.Net, a.Net), cmp.Compare(a.Name, b.Name)) })
	values := make([]int64, len(c.Mix.Items))
	for i := range values {
		values[i] = int64(c.Mix.Items[i].Net)
	}
	for i, share := range analysis.Shares(values, 1) {
		c.Mix.Items[i].Share = share
	}
	return nil
}

// listedIn tells whether a product is sold in a channel on a day; without any listing it
// is in every channel, and a customer without a channel may buy everything.
func listedIn(listings []model.ProductListing, product model.ID, channel string, day model.Date) bool {
	none := true
	for i := range listings {
		l := &listings[i]
		if l.ProductID != product {
			continue
		}
		none = false
		if (channel == "" || l.Channel == channel) && (l.From.IsZero() || l.From <= day) && (l.To.IsZero() || day <= l.To) {
			return true
		}
	}
	return none
}

// readAgreements reads contacts, areas, policy, contracts and how content the customer is.
func (b *Book) readAgreements(ctx context.Context, c *Card) (err error) {
	id, dir := c.Customer.ID, c.List.Directory
	if c.Contacts, err = store.Find(ctx, b.store, model.Contact{CustomerID: id}); err != nil {
		return err
	}
	sortContacts(c.Contacts)
	areas, err := store.Find(ctx, b.store, model.CustomerArea{CustomerID: id})
	if err != nil {
		return err
	}
	for i := range areas {
		if r := dir.Regions[areas[i].RegionID]; r != nil {
			c.Areas = append(c.Areas, r.Name)
		}
	}
	policies, err := store.Find(ctx, b.store, model.CustomerPolicy{CustomerID: id})
	if err != nil {
		return err
	}
	for i := range policies {
		if policies[i].InForce(c.List.Today) && (c.Policy == nil || policies[i].From > c.Policy.From) {
			c.Policy = &policies[i]
		}
	}
	contracts, err := store.Find(ctx, b.store, model.Contract{CustomerID: id})
	if err != nil {
		return err
	}
	for i := range contracts {
		if k := &contracts[i]; k.From <= c.List.Today && (k.To.IsZero() || c.List.Today <= k.To) {
			c.Contracts = append(c.Contracts, c.progress(k))
		}
	}
	liking, err := store.Find(ctx, b.store, model.Satisfaction{CustomerID: id})
	if err != nil {
		return err
	}
	for i := range liking {
		if c.Liking == nil || liking[i].Date >= c.Liking.Date {
			c.Liking = &liking[i]
		}
	}
	return nil
}

func (c *Card) progress(k *model.Contract) ContractProgress {
	p := ContractProgress{Contract: *k}
	term := model.Period{From: k.From, To: k.To}
	until := c.List.AsOf
	if !k.To.IsZero() {
		until = min(until, k.To)
	}
	f := c.List.figures.facts
	lo, hi := f.Range(model.Period{From: k.From, To: until})
	for i := lo; i < hi; i++ {
		if f.Customers[i] == c.Customer.ID && f.Flags[i].Counts() {
			p.Actual += f.Amounts[i]
		}
	}
	p.Done = analysis.Rate(int64(p.Actual), int64(k.Commitment))
	if !k.From.IsZero() && !k.To.IsZero() {
		p.Time = analysis.Rate(int64(model.Period{From: k.From, To: until}.Days()), int64(term.Days()))
	}
	return p
}

// contractNotice is how many days before its end a contract is an open item.
const contractNotice = 45

// readOpen gathers what waits: flags, complaints, next steps due, money overdue, contracts
// about to end.
func (b *Book) readOpen(ctx context.Context, c *Card) error {
	id, today := c.Customer.ID, c.List.Today
	for _, f := range c.Flags {
		if f.Open() {
			c.Open = append(c.Open, OpenItem{Kind: OpenFlag, Text: i18n.T("%[1]s:%[2]s,应 %[3]s", f.Title(), f.Actual(), f.Expected()), Late: true})
		}
	}
	complaints, err := store.Find(ctx, b.store, model.Complaint{CustomerID: id})
	if err != nil {
		return err
	}
	for i := range complaints {
		if k := &complaints[i]; k.ClosedOn.IsZero() {
			c.Open = append(c.Open, OpenItem{Kind: OpenComplaint, ID: k.ID, Due: k.Due, Late: k.Overdue(today),
				Text: i18n.T("投诉未结:%s", joined(k.Cause, k.Text))})
		}
	}
	logs, err := store.Find(ctx, b.store, model.ContactLog{CustomerID: id})
	if err != nil {
		return err
	}
	for i := range logs {
		if k := &logs[i]; k.NextStep != "" && !k.NextDone {
			c.Open = append(c.Open, OpenItem{Kind: OpenNextStep, ID: k.ID, Due: k.NextOn, Late: !k.NextOn.IsZero() && k.NextOn < today,
				Text: i18n.T("下一步:%s", k.NextStep)})
		}
	}
	if c.Overdue > 0 {
		c.Open = append(c.Open, OpenItem{Kind: OpenOverdue, Late: true, Text: i18n.T("逾期欠款 %s", MoneyWords(c.Overdue, c.Unit))})
	}
	for i := range c.Contracts {
		if to := c.Contracts[i].To; !to.IsZero() && to <= today+contractNotice {
			c.Open = append(c.Open, OpenItem{Kind: OpenContract, ID: c.Contracts[i].ID, Due: to, Text: i18n.T("合同将到期:%s", cmp.Or(c.Contracts[i].Title, c.Contracts[i].Number))})
		}
	}
	slices.SortStableFunc(c.Open, func(a, b OpenItem) int {
		if a.Late != b.Late {
			if a.Late {
				return -1
			}
			return 1
		}
		return cmp.Compare(dueOrder(a.Due), dueOrder(b.Due))
	})
	return nil
}

// dueOrder puts what has no day last.
func dueOrder(d model.Date) model.Date {
	if d.IsZero() {
		return maxDate
	}
	return d
}

// joined puts the parts that are there beside each other.
func joined(parts ...string) string {
	out := ""
	for _, p := range parts {
		switch {
		case p == "":
		case out == "":
			out = p
		default:
			out += " · " + p
		}
	}
	return out
}

// MoneyText is an amount as the list shows it: whole yuan, or 万元 with a decimal.
func MoneyText(m model.Money, unit document.MoneyUnit) string {
	return document.FormatMoney(m, unit, moneyDecimals(unit))
}

func moneyDecimals(unit document.MoneyUnit) int {
	if unit == document.TenThousand {
		return 1
	}
	return 0
}

// MoneyWords is MoneyText with its unit.
func MoneyWords(m model.Money, unit document.MoneyUnit) string {
	if unit == document.TenThousand {
		return i18n.T("%s 万元", MoneyText(m, unit))
	}
	return i18n.T("%s 元", MoneyText(m, unit))
}
