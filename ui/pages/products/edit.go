package products

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"xunshi/app/products"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
)

// editor is the sheet in which a product is made or changed.
type editor struct {
	owner    *catalogue
	form     *form.Form[model.Product]
	proposal *widgets.Button
	hint     *widgets.Text
	line     *fyne.Container
	root     fyne.CanvasObject
	taken    bool // the proposal was taken over: the form does not know it is dirty
}

func (c *catalogue) create() {
	fresh := model.Product{BaseUnit: i18n.T("瓶"), Launched: c.page.today}
	if n, ok := c.tree.Current(); ok && c.view.Selected() == 0 && len(n.Members) > 0 { // a new one beside the one chosen
		p := n.Members[0]
		fresh.Brand = p.Brand
		if n.Level >= products.LevelSeries {
			fresh.Series, fresh.Category, fresh.BaseUnit = p.Series, p.Category, p.BaseUnit
		}
	}
	c.openEditor(fresh)
}

func (c *catalogue) edit(p *model.Product) { c.openEditor(*p) }

func (c *catalogue) openEditor(p model.Product) {
	e := &editor{owner: c}
	e.form = form.New(c.productSections()...)
	e.proposal = widgets.NewButton("", e.take)
	e.hint = widgets.Caption("")
	e.line = widgets.Row(8, e.hint, e.proposal)
	e.root = widgets.Column(8, e.form, widgets.Fixed(0, 30, e.line))
	e.form.OnChange = e.propose
	e.form.Set(p)
	e.propose()
	sheet := shell.Sheet{Title: i18n.T("新建品项"), Content: e.root, Width: 640, Primary: i18n.T("保存"), OnPrimary: e.save,
		Dirty: func() bool { return e.taken || e.form.Dirty() }, OnClosed: e.form.Close}
	if p.ID != 0 {
		sheet.Title = i18n.T("编辑品项「%s」", p.Name)
		sheet.Danger, sheet.OnDanger = i18n.T("删除"), func(done func()) { c.remove(&p, done) }
	}
	c.page.host.Sheet(sheet)
}

// options are the words known for a field, as a choice offers them.
func (c *catalogue) options(of func(*model.Product) string) []widgets.Option {
	var options []widgets.Option
	if c.all != nil {
		for _, w := range c.all.Words(of) {
			options = append(options, widgets.Option{Value: w, Label: w})
		}
	}
	return options
}

func (c *catalogue) productSections() []form.Section[model.Product] {
	type P = model.Product
	word := func(label string, at func(*P) *string) form.Field[P] {
		return form.Choice(label, c.options(func(p *P) string { return *at(p) }), at).Free().Half()
	}
	return []form.Section[P]{
		{Fields: []form.Field[P]{
			form.Text(i18n.T("编码"), func(p *P) *string { return &p.Code }).Key("code").Half(),
			word(i18n.T("品类"), func(p *P) *string { return &p.Category }),
			form.Text(i18n.T("名称"), func(p *P) *string { return &p.Name }).Key("name").Required(),
			word(i18n.T("品牌"), func(p *P) *string { return &p.Brand }),
			word(i18n.T("系列"), func(p *P) *string { return &p.Series }),
			word(i18n.T("口味"), func(p *P) *string { return &p.Flavour }),
			form.Money(i18n.T("标准价"), func(p *P) *model.Money { return &p.Price }).Unit(i18n.T("元")).Half(),
		}},
		{Title: i18n.T("规格"), Fields: []form.Field[P]{
			form.Text(i18n.T("规格"), func(p *P) *string { return &p.Pack }).Half(),
			word(i18n.T("最小单位"), func(p *P) *string { return &p.BaseUnit }),
			form.Quantity(i18n.T("每箱数量"), func(p *P) *model.Quantity { return &p.UnitsPerCase }).Key("units_per_case").Half(),
			word(i18n.T("外箱叫"), func(p *P) *string { return &p.CaseUnit }),
			form.Quantity(i18n.T("中包装数量"), func(p *P) *model.Quantity { return &p.UnitsPerInner }).Key("units_per_inner").Half(),
			word(i18n.T("中包装叫"), func(p *P) *string { return &p.InnerUnit }),
			form.Quantity(i18n.T("净含量"), func(p *P) *model.Quantity { return &p.NetContent }).Half(),
			word(i18n.T("净含量单位"), func(p *P) *string { return &p.NetUnit }),
		}},
		{Title: i18n.T("上市、条码与备注"), Fields: []form.Field[P]{
			form.Date(i18n.T("上市日期"), func(p *P) *model.Date { return &p.Launched }).Half(),
			form.Date(i18n.T("退市日期"), func(p *P) *model.Date { return &p.Delisted }).Key("delisted").Half(),
			form.Text(i18n.T("条码"), func(p *P) *string { return &p.Barcode }).Key("barcode").Half().Valid(validBarcode),
			form.Int(i18n.T("保质期"), func(p *P) *int { return &p.ShelfLifeDays }).Unit(i18n.T("天")).Half(),
			form.Area(i18n.T("备注"), func(p *P) *string { return &p.Note }),
		}},
	}
}

// validBarcode checks a barcode while it is typed, before the whole is saved.
func validBarcode(p *model.Product) error {
	for _, fault := range products.Check(p) {
		if fault.Key == "barcode" {
			return sayOnly(fault.Err)
		}
	}
	return nil
}

// sayOnly is the first words of a fault, as they stand beside a field.
func sayOnly(err error) error {
	if f, ok := model.AsFault(err); ok {
		return errors.New(f.What)
	}
	return err
}

// propose offers what the pack text says, where the fields do not say it yet.
func (e *editor) propose() {
	p := e.form.Current()
	pack := products.ParsePack(p.Pack)
	after := p
	fillPack(&after, pack)
	if !pack.Known() || after == p {
		e.proposal.Hide()
		e.hint.SetText(i18n.T("规格写成 250ml×24 或 250ml×6×4,可自动拆出每箱数量和净含量。"))
		e.line.Refresh()
		return
	}
	words := products.PackOf(&after)
	if pack.NetContent > 0 {
		words = joined(i18n.T(",净含量 "), words, pack.NetContent.String()+pack.NetUnit)
	}
	e.proposal.SetText(i18n.T("按规格填入:%s", words))
	e.proposal.Show()
	e.hint.SetText("")
	e.line.Refresh()
}

// fillPack fills the fields that a pack text knows and that are empty.
func fillPack(p *model.Product, pack products.Pack) {
	if p.UnitsPerCase == 0 {
		p.UnitsPerCase = pack.UnitsPerCase
	}
	if p.UnitsPerInner == 0 {
		p.UnitsPerInner = pack.UnitsPerInner
	}
	if p.NetContent == 0 && pack.NetContent > 0 {
		p.NetContent, p.NetUnit = pack.NetContent, pack.NetUnit
	}
}

func (e *editor) take() {
	p := e.form.Current()
	fillPack(&p, products.ParsePack(p.Pack))
	e.form.Set(p)
	e.taken = true
	e.propose()
}

func (e *editor) save(done func()) {
	v, ok := e.form.Value()
	if !ok {
		return
	}
	for _, fault := range products.Check(&v) {
		if e.form.Refuse(fault.Key, sayOnly(fault.Err)) {
			return
		}
	}
	c := e.owner
	c.page.host.Do(func(ctx context.Context) (func(), error) {
		p := v
		operation, err := c.page.book.Save(ctx, &p)
		var taken products.CodeTaken
		if errors.As(err, &taken) {
			return func() { e.form.Refuse("code", sayOnly(err)) }, nil
		}
		if err != nil {
			return nil, err
		}
		return func() {
			done()
			c.wanted = p.ID
			c.page.acted(operation, i18n.T("已保存「%s」", p.Name))
		}, nil
	})
}

func (c *catalogue) remove(p *model.Product, done func()) {
	c.page.host.Do(func(ctx context.Context) (func(), error) {
		operation, err := c.page.book.Remove(ctx, p.ID)
		if err != nil {
			return nil, err
		}
		return func() {
			done()
			c.page.acted(operation, i18n.T("已删除「%s」", p.Name))
		}, nil
	})
}
