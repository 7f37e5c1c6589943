package customerfile

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"xunshi/app/customers"
	"xunshi/app/customers/file"
	"xunshi/app/customers/file/fields"
	"xunshi/app/customers/merging"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/job"
	"xunshi/ui/widgets/pressrow"
	"xunshi/ui/widgets/table"
)

// side is the column beside the form: customers that may be the same, what the file still
// lacks, birthdays, the agreement in force and the prices of the tier.
type side struct {
	page   *Page
	column *fyne.Container
	root   fyne.CanvasObject

	similar []merging.Pair
	asked   string // what similar was looked up for
	told    string // what the cards were built for
	prices  []file.Price
	tier    string // prices are of
	busy    bool
	again   bool
}

// mostSimilar are shown while typing.
const mostSimilar = 4

func newSide(p *Page) *side {
	s := &side{page: p, column: widgets.Column(theme.Gap)}
	s.root = container.NewStack(widgets.NewVScroll(widgets.Inset(widgets.Insets{Left: 1, Right: 2, Top: 1, Bottom: 1}, s.column)))
	return s
}

func (s *side) close() { s.again = false }

// refresh builds the cards anew and looks up what they need.
func (s *side) refresh() {
	s.build()
	s.look()
}

// look asks for customers that may be the one typed, and for the prices of its tier. Only
// one question is under way at a time.
func (s *side) look() {
	p := s.page
	if p.form == nil || p.book == nil {
		return
	}
	c := p.gather().Customer
	asked := fmt.Sprint(p.id, "|", c.Name, "|", c.Phone, "|", c.Address, "|", c.City, "|", c.RegionID, "|", c.Licence)
	if asked == s.asked && c.PriceTier == s.tier {
		if s.told != s.telling() {
			s.build()
		}
		return
	}
	if s.busy {
		s.again = true
		return
	}
	s.busy = true
	var similar []merging.Pair
	var prices []file.Price
	var err error
	job.Run(func() {
		if s.wanted(&c) {
			similar, err = p.files.Resembling(p.ctx, &c, mostSimilar)
		}
		if err == nil {
			prices, err = p.files.Prices(p.ctx, c.PriceTier, model.Today())
		}
	}, func() {
		s.busy = false
		if p.ctx.Err() != nil {
			return
		}
		if err != nil {
			p.host.Fail(err)
			return
		}
		similar = slices.DeleteFunc(similar, func(x merging.Pair) bool { return x.A.ID == p.id }) // saved meanwhile
		s.asked, s.tier, s.similar, s.prices = asked, c.PriceTier, similar, prices
		s.build()
		if s.again {
			s.again = false
			s.look()
		}
	})
}

// wanted tells whether likenesses are looked for: for a new customer, or one whose name or
// phone was changed.
func (s *side) wanted(c *model.Customer) bool {
	was := &s.page.base.Customer
	return s.page.id == 0 || c.Name != was.Name || c.Phone != was.Phone
}

func (s *side) build() {
	p := s.page
	if p.book == nil || p.base == nil {
		return
	}
	s.told = s.telling()
	var cards []fyne.CanvasObject
	add := func(o fyne.CanvasObject) {
		if o != nil {
			cards = append(cards, o)
		}
	}
	add(s.clashCard())
	add(s.similarCard())
	add(s.completeCard())
	add(s.birthdayCard())
	add(s.policyCard())
	add(s.priceCard())
	add(s.stateCard())
	s.column.Objects = cards
	s.column.Refresh()
	s.root.Refresh()
}

// complete is the completeness of the file as it is typed.
func (s *side) complete() (int, []customers.FieldKey) {
	f := s.page.gather()
	return customers.Completeness(&f.Customer, f.Contacts, len(f.Areas), len(f.Policies))
}

// telling is what the cards say of what is typed.
func (s *side) telling() string {
	percent, missing := s.complete()
	return fmt.Sprint(s.page.clash, "|", percent, "|", missing)
}

// completeCard says how much of the file is there and what it lacks.
func (s *side) completeCard() fyne.CanvasObject {
	percent, missing := s.complete()
	if percent < 0 {
		return nil
	}
	share := widgets.NewText(i18n.T("%d%%", percent), widgets.TextStyle{Bold: true})
	lines := []fyne.CanvasObject{widgets.NewProgressBar(float64(percent)/100, widgets.NoTick)}
	if len(missing) > 0 {
		lines = append(lines, widgets.WrappedCaption(i18n.T("还缺 %s", customers.MissingWords(missing))))
	}
	return widgets.NewCardWith(i18n.T("档案完整度"), share, widgets.Column(6, lines...))
}

// clashCard leads to the customer that has the code typed.
func (s *side) clashCard() fyne.CanvasObject {
	id := s.page.clash
	c := s.page.book.directory.Customers[id]
	if id == 0 || c == nil {
		return nil
	}
	return warning(i18n.T("编码已被使用"), s.customerRow(c, ""))
}

func (s *side) similarCard() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i := range s.similar {
		pair := &s.similar[i]
		rows = append(rows, s.customerRow(pair.A, pair.Words()))
	}
	if len(rows) == 0 {
		return nil
	}
	return warning(i18n.T("可能已存在"), rows...)
}

// warning is a tinted card.
func warning(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	head := widgets.Inset(widgets.Insets{Left: 10, Right: 10, Top: 4, Bottom: 2}, widgets.Row(6, widgets.IconView(icons.Warning, 15, theme.Attention),
		widgets.NewText(title, widgets.TextStyle{Bold: true, Color: theme.Attention})))
	return widgets.NewPanel(widgets.Column(0, append([]fyne.CanvasObject{head}, rows...)...),
		widgets.PanelStyle{Fill: theme.AttentionTint, Radius: theme.CardRadius, Pad: widgets.PadXY(0, 6)})
}

// customerRow is a customer to open.
func (s *side) customerRow(c *model.Customer, why string) fyne.CanvasObject {
	id := c.ID
	ellipsis := widgets.NewText(c.Code+"  "+c.Name, widgets.TextStyle{Ellipsis: true})
	lines := []fyne.CanvasObject{ellipsis}
	detail := fields.RegionName(s.page.book.directory, c.RegionID)
	if c.Phone != "" {
		detail += "  " + c.Phone
	}
	if detail != "" {
		lines = append(lines, widgets.NewText(detail, widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true}))
	}
	if why != "" {
		lines = append(lines, widgets.WrappedCaption(why))
	}
	return pressrow.New(widgets.Inset(widgets.PadXY(0, 4), widgets.Column(1, lines...)), func() {
		s.page.host.Go(shell.Route{Page: shell.PageCustomer, Arg: id})
	})
}

func (s *side) birthdayCard() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, b := range file.Birthdays(s.page.base.Contacts, model.Today(), file.BirthdaysAhead) {
		when := i18n.T("还有 %d 天", b.Days)
		if b.Days == 0 {
			when = i18n.T("今天")
		}
		_, month, day := b.On.YMD()
		date := i18n.T("%d月%d日,%d 岁", int(month), day, b.Turns)
		if b.Turns <= 1 { // entered as month and day alone
			date = i18n.T("%d月%d日", int(month), day)
		}
		rows = append(rows, widgets.Row(8, widgets.Body(b.Contact.Name), widgets.Caption(date),
			widgets.Spacer(), widgets.Pill(when, widgets.Attention)))
	}
	if len(rows) == 0 {
		return nil
	}
	return widgets.NewCard(i18n.T("近期生日"), i18n.T("30 天内"), widgets.Column(6, rows...))
}

func (s *side) policyCard() fyne.CanvasObject {
	policy := s.page.base.InForce(model.Today())
	if policy == nil {
		return nil
	}
	until := i18n.T("长期有效")
	if !policy.To.IsZero() {
		until = i18n.T("有效至 %s", policy.To)
	}
	lines := []fyne.CanvasObject{widgets.Caption(until)}
	if policy.Rebate > 0 {
		lines = append(lines, widgets.Body(i18n.T("返利 %s", percentText(policy.Rebate))))
	}
	if policy.Terms != "" {
		lines = append(lines, widgets.Wrapped(policy.Terms))
	}
	return widgets.NewCard(i18n.T("现行政策"), "", widgets.Column(4, lines...))
}

// priceCard says how many prices and floors the tier has, and opens them.
func (s *side) priceCard() fyne.CanvasObject {
	if s.tier == "" || len(s.prices) == 0 {
		return nil
	}
	tier, floor := 0, 0
	for _, p := range s.prices {
		if p.Tier != 0 {
			tier++
		}
		if p.Floor != 0 {
			floor++
		}
	}
	prices, name := s.prices, s.tier
	return widgets.NewCardWith(i18n.T("价格体系 %s", name), widgets.NewFlatButton("", i18n.T("查看"), func() { s.showPrices(name, prices) }),
		widgets.WrappedCaption(i18n.T("%d 个品项有价,%d 个有底价;低于底价算砸价", tier, floor)))
}

func (s *side) showPrices(tier string, prices []file.Price) {
	number := func(key, title string, of func(file.Price) model.Money) table.Column[file.Price] {
		return table.Column[file.Price]{Key: key, Title: title, Width: 110, Align: fyne.TextAlignTrailing, Sortable: true, Text: func(p file.Price) string {
			if of(p) == 0 {
				return "—"
			}
			return document.FormatMoney(of(p), document.Yuan, 2)
		}, Compare: func(a, b file.Price) int { return int(of(a) - of(b)) }}
	}
	t := table.New([]table.Column[file.Price]{
		{Key: "code", Title: i18n.T("编码"), Width: 90, Sortable: true, Text: func(p file.Price) string { return p.Product.Code }},
		{Key: "name", Title: i18n.T("品项"), Width: 200, Flex: true, Sortable: true, Filter: true, Text: func(p file.Price) string { return p.Product.Name }},
		number("tier", i18n.T("体系价(元)"), func(p file.Price) model.Money { return p.Tier }),
		number("floor", i18n.T("底价(元)"), func(p file.Price) model.Money { return p.Floor }),
	})
	t.Noun = i18n.T("个品项")
	t.SetItems(prices)
	s.page.host.Sheet(shell.Sheet{Title: i18n.T("%s 的价格和底价", tier), Width: 640, Height: 520, OnClosed: t.Close,
		Content: widgets.Headed(widgets.WrappedCaption(i18n.T("每基本单位,今天有效的价格;体系专用的底价优先于通用底价。")), widgets.Fixed(0, 380, t))})
}

// stateCard says what stands in the books and what is only typed.
func (s *side) stateCard() fyne.CanvasObject {
	p := s.page
	c := &p.base.Customer
	if p.id == 0 {
		return widgets.NewCard(i18n.T("新客户"), "", widgets.WrappedCaption(i18n.T("先填上面几项就可以保存,其余以后再补。没有保存的内容会一直留着,关掉程序也不会丢。")))
	}
	lines := []fyne.CanvasObject{
		widgets.Caption(i18n.T("建档 %s", c.CreatedAt.Local().Format("2006-01-02"))),
		widgets.Caption(i18n.T("最近修改 %s", c.UpdatedAt.Local().Format("2006-01-02 15:04"))),
	}
	if up := p.book.directory.Customers[c.UpstreamID]; up != nil {
		lines = append(lines, widgets.NewText(i18n.T("上级 %s", up.Name), widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet, Ellipsis: true}))
	}
	below := 0
	for _, other := range p.book.directory.Customers {
		if other.UpstreamID == p.id {
			below++
		}
	}
	if below > 0 {
		lines = append(lines, widgets.Caption(i18n.T("下级客户 %d 家", below)))
	}
	return widgets.NewCard(i18n.T("档案"), "", widgets.Column(4, lines...))
}
