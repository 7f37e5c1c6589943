package products

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
	"xunshi/model/store"
)

// ListingCell is whether, and for which days, a SKU is to be sold in a channel.
type ListingCell struct {
	Listed   bool // there is a listing, in force or to come
	From, To model.Date
}

// ListingRow is a SKU in the listing matrix.
type ListingRow struct {
	Product    *model.Product
	Everywhere bool // it has no listing at all: every channel counts
	Cells      []ListingCell
}

// ListingMatrix is SKU × channel.
type ListingMatrix struct {
	On       model.Date
	Channels []string
	Rows     []ListingRow
}

// ListingMatrix gives what is listed in which channel. Where a SKU was listed in a channel
// more than once, the listing in force on the day shows, else the latest.
func (b *Book) ListingMatrix(ctx context.Context, on model.Date, delisted bool) (*ListingMatrix, error) {
	directory, listings, err := b.listings(ctx)
	if err != nil {
		return nil, err
	}
	m := &ListingMatrix{On: on, Channels: channels(directory, listings)}
	for _, p := range inOrder(directory) {
		if !delisted && !p.Listed(on) {
			continue
		}
		row := ListingRow{Product: p, Everywhere: len(listings[p.ID]) == 0, Cells: make([]ListingCell, len(m.Channels))}
		for i, c := range m.Channels {
			if l := shownListing(listings[p.ID], c, on); l != nil {
				row.Cells[i] = ListingCell{Listed: true, From: l.From, To: l.To}
			}
		}
		m.Rows = append(m.Rows, row)
	}
	return m, nil
}

// Counts says for each channel how many SKUs are listed in it on the day: 流通 42.
func (m *ListingMatrix) Counts() []string {
	words := make([]string, len(m.Channels))
	for k, c := range m.Channels {
		n := 0
		for i := range m.Rows {
			if m.Rows[i].ListedIn(k, m.On) {
				n++
			}
		}
		words[k] = c + " " + strconv.Itoa(n)
	}
	return words
}

// ListedIn tells whether the SKU counts as listed in a channel (by its place) on d.
func (r *ListingRow) ListedIn(channel int, d model.Date) bool {
	if !r.Product.Listed(d) {
		return false
	}
	c := r.Cells[channel]
	return r.Everywhere || c.Listed && (c.From.IsZero() || c.From <= d) && (c.To.IsZero() || d <= c.To)
}

func (b *Book) listings(ctx context.Context) (*model.Directory, map[model.ID][]model.ProductListing, error) {
	directory, err := b.store.Directory(ctx)
	if err != nil {
		return nil, nil, err
	}
	all, err := store.Find(ctx, b.store, model.ProductListing{})
	if err != nil {
		return nil, nil, err
	}
	by := map[model.ID][]model.ProductListing{}
	for _, l := range all {
		by[l.ProductID] = append(by[l.ProductID], l)
	}
	return directory, by, nil
}

// channels lists the channels customers belong to or products are listed in.
func channels(d *model.Directory, listings map[model.ID][]model.ProductListing) []string {
	seen := map[string]bool{}
	for _, c := range d.Customers {
		seen[c.Channel] = true
	}
	for _, list := range listings {
		for i := range list {
			seen[list[i].Channel] = true
		}
	}
	delete(seen, "")
	names := make([]string, 0, len(seen))
	for c := range seen {
		names = append(names, c)
	}
	slices.Sort(names)
	return names
}

func listingInForce(l *model.ProductListing, d model.Date) bool {
	return (l.From.IsZero() || l.From <= d) && (l.To.IsZero() || d <= l.To)
}

func shownListing(list []model.ProductListing, channel string, on model.Date) *model.ProductListing {
	var shown *model.ProductListing
	for i := range list {
		l := &list[i]
		if l.Channel != channel {
			continue
		}
		if listingInForce(l, on) {
			return l
		}
		if shown == nil || l.From > shown.From {
			shown = l
		}
	}
	return shown
}

// listedIn tells whether a product is to be sold in a channel on d. Without any listing it is
// listed in every channel.
func listedIn(p *model.Product, list []model.ProductListing, channel string, d model.Date) bool {
	if !p.Listed(d) {
		return false
	}
	if len(list) == 0 {
		return true
	}
	return slices.ContainsFunc(list, func(l model.ProductListing) bool { return l.Channel == channel && listingInForce(&l, d) })
}

// NewListing says that a SKU is to be sold in a channel for some days, or (Listed false) that
// it is not.
type NewListing struct {
	Product model.ID
	Channel string
	ListingCell
}

// SetListings writes listings, as one act: each replaces the one that the matrix shows.
func (b *Book) SetListings(ctx context.Context, on model.Date, changes []NewListing) (operation string, err error) {
	for _, c := range changes {
		if c.Listed && !c.To.IsZero() && c.To < c.From {
			return "", model.NewFault(nil, i18n.T("截止日期早于上架日期。"), i18n.T("没有保存。"), i18n.T("请检查这两个日期。"))
		}
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		for _, c := range changes {
			if err := setListing(e, on, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func setListing(e *store.Edit, on model.Date, c NewListing) error {
	list, err := store.FindIn(e, model.ProductListing{ProductID: c.Product, Channel: c.Channel})
	if err != nil {
		return err
	}
	shown := shownListing(list, c.Channel, on)
	switch {
	case !c.Listed && shown == nil:
		return nil
	case !c.Listed:
		return store.Remove(e, shown)
	case shown == nil:
		shown = &model.ProductListing{ProductID: c.Product, Channel: c.Channel}
	}
	shown.From, shown.To = c.From, c.To
	return store.Put(e, shown)
}

// Stray is a SKU sold in a channel it is not listed in, or listed in one where it does not
// sell.
type Stray struct {
	Product   *model.Product
	Channel   string // "" for customers without a channel, or every channel
	Lines     int
	Customers int
	Amount    model.Money
	Last      model.Date // last sale, 0 if never
	Since     model.Date // listed since, 0 if not known
	Delisted  bool       // the product itself was out of the range
}

// Strays are the two sides of listing against sales.
type Strays struct {
	Period   model.Period
	Unlisted []Stray // sold in the period though not listed on the day of the sale
	Unsold   []Stray // listed on the last day, never sold up to it
}

// shelf is a product in a channel.
type shelf struct {
	product model.ID
	channel string
}

// Strays compares listings with the sales of a period; Unsold looks at all sales up to its
// end.
func (b *Book) Strays(ctx context.Context, p model.Period) (*Strays, error) {
	facts, err := b.store.Facts(ctx)
	if err != nil {
		return nil, err
	}
	directory, listings, err := b.listings(ctx)
	if err != nil {
		return nil, err
	}
	s := &Strays{Period: p}
	sold := s.readUnlisted(&analysis.Ledger{Facts: facts}, directory, listings)
	s.readUnsold(directory, listings, sold)
	sortStrays(s.Unlisted)
	sortStrays(s.Unsold)
	return s, ctx.Err()
}

func sortStrays(list []Stray) {
	slices.SortFunc(list, func(a, b Stray) int {
		return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(a.Since, b.Since), cmp.Compare(a.Product.Code, b.Product.Code),
			cmp.Compare(a.Channel, b.Channel))
	})
}

// readUnlisted gathers what was sold without being listed and tells when each product was
// last sold in each channel.
func (s *Strays) readUnlisted(l *analysis.Ledger, d *model.Directory, listings map[model.ID][]model.ProductListing) map[shelf]model.Date {
	f := l.Facts
	sold := map[shelf]model.Date{}
	found := map[shelf]*Stray{}
	buyers := map[shelf]map[model.ID]bool{}
	for i := range f.Dates {
		p, c := d.Products[f.Products[i]], d.Customers[f.Customers[i]]
		if f.Dates[i] > s.Period.To || !f.Flags[i].Purchase() || p == nil || c == nil {
			continue
		}
		at := shelf{p.ID, c.Channel}
		sold[at] = f.Dates[i]
		if f.Dates[i] < s.Period.From || listedIn(p, listings[p.ID], c.Channel, f.Dates[i]) {
			continue
		}
		x := found[at]
		if x == nil {
			x = &Stray{Product: p, Channel: c.Channel}
			found[at], buyers[at] = x, map[model.ID]bool{}
		}
		x.Lines++
		x.Amount += f.Amounts[i]
		x.Last = f.Dates[i]
		x.Delisted = x.Delisted || !p.Listed(f.Dates[i])
		buyers[at][c.ID] = true
	}
	for at, x := range found {
		x.Customers = len(buyers[at])
		s.Unlisted = append(s.Unlisted, *x)
	}
	return sold
}

// readUnsold lists the channels a product is listed in and was never sold in, and the
// products listed everywhere that were never sold at all.
func (s *Strays) readUnsold(d *model.Directory, listings map[model.ID][]model.ProductListing, sold map[shelf]model.Date) {
	anywhere := map[model.ID]bool{}
	for at := range sold {
		anywhere[at.product] = true
	}
	for _, p := range d.Products {
		if !p.Listed(s.Period.To) {
			continue
		}
		list := listings[p.ID]
		if len(list) == 0 && !anywhere[p.ID] {
			s.Unsold = append(s.Unsold, Stray{Product: p, Since: p.Launched})
		}
		for i := range list {
			if listingInForce(&list[i], s.Period.To) && sold[shelf{p.ID, list[i].Channel}].IsZero() {
				s.Unsold = append(s.Unsold, Stray{Product: p, Channel: list[i].Channel, Since: max(list[i].From, p.Launched)})
			}
		}
	}
}
