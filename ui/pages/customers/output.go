package customers

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/customers"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/pages/customerfile"
	"xunshi/ui/widgets"
)

// maker makes a document off the interface goroutine.
type maker = desk.Maker

// listOutputs takes the list along as it stands on the screen when the entry is pressed.
func (p *Page) listOutputs() []*fyne.MenuItem {
	if p.list == nil {
		return nil
	}
	doc := p.asDocument()
	made := func(context.Context) (*document.Document, error) { return doc, nil }
	return desk.Menu(p.host, p.backend, made, made)
}

// cardItems take business cards in, and those of the customers chosen (of one or of all
// shown when none is) along.
func (p *Page) cardItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItem(i18n.T("导入名片(vCard)…"), func() { customerfile.ImportCards(p.host, p.backend.Cards()) })}
	rows := p.rows
	if p.table.Count() > 0 {
		rows = p.table.Selected(0)
	}
	if len(rows) == 0 {
		return items
	}
	ids, name := make([]model.ID, len(rows)), ""
	for i, r := range rows {
		ids[i] = r.ID()
	}
	if len(rows) == 1 {
		name = rows[0].Customer.Name
	}
	return append(items, fyne.NewMenuItem(i18n.T("导出 %s 家的名片(vCard)…", widgets.Grouped(len(rows))), func() {
		customerfile.ExportCards(p.host, p.backend.Cards(), ids, name)
	}))
}

// asDocument takes the list down as it is shown: rows in the table's order, the columns
// shown, and the filter in words.
func (p *Page) asDocument() *document.Document {
	rows := p.rows
	if n := p.table.Count(); n > 1 {
		rows = p.table.Selected(0)
	}
	rows = p.inOrder(rows)
	var words []string
	if r := p.list.Directory.Regions[p.filter.RegionID]; r != nil {
		words = append(words, r.Name)
	}
	for _, c := range p.filter.Conditions(p.list) {
		words = append(words, c.Text)
	}
	if q := strings.TrimSpace(p.search.Text); q != "" {
		words = append(words, i18n.T("查找“%s”", q))
	}
	if len(words) == 0 {
		words = []string{i18n.T("全部客户")}
	}
	return customers.ListDocument(p.list, rows, columnKeys(p.table.Layout()), strings.Join(words, i18n.T("、")), p.unit)
}

// inOrder sorts rows as the table shows them.
func (p *Page) inOrder(rows []row) []row {
	order := p.table.Arrangement()
	for _, c := range customers.Columns(p.fields, p.unit) {
		if c.Key != order.Key {
			continue
		}
		rows = slices.Clone(rows)
		slices.SortStableFunc(rows, func(a, b row) int {
			if order.Descending {
				a, b = b, a
			}
			return c.Compare(a, b)
		})
	}
	return rows
}

// cardDocument makes the printed card of a customer.
func (p *Page) cardDocument(id model.ID) maker {
	return p.cardAs(id, (*customers.Card).Document)
}

func (p *Page) cardAs(id model.ID, as func(*customers.Card) *document.Document) maker {
	unit := p.unit
	return func(ctx context.Context) (*document.Document, error) {
		card, err := p.backend.Card(ctx, id, unit)
		if err != nil {
			return nil, err
		}
		return as(card), nil
	}
}

// cardOutputs take the card of a customer along.
func (p *Page) cardOutputs(id model.ID) []*fyne.MenuItem {
	phone := p.cardAs(id, (*customers.Card).Picture)
	items := desk.Menu(p.host, p.backend, p.cardDocument(id), phone)
	return slices.Insert(items, 1, fyne.NewMenuItem(i18n.T("预览…"), func() { p.preview(p.cardDocument(id)) }),
		fyne.NewMenuItem(i18n.T("复制图片"), func() { p.copyPicture(phone) }))
}

// preview shows a document as the paper it will be.
func (p *Page) preview(made maker) { desk.With(p.host, p.backend, made, (*desk.Output).Show) }

// copyPicture puts a document's picture for a phone on the clipboard.
func (p *Page) copyPicture(made maker) {
	desk.With(p.host, p.backend, made, (*desk.Output).CopyPicture)
}

// print writes a PDF and hands it to the system.
func (p *Page) print(made maker) { desk.With(p.host, p.backend, made, (*desk.Output).Print) }
