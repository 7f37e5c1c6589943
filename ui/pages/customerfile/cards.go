package customerfile

import (
	"cmp"
	"context"
	"path/filepath"
	"strings"

	"xunshi/app/customers/file"
	"xunshi/app/customers/file/fields"
	"xunshi/app/customers/vcard"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/table"
)

// ExportCards asks for a file and writes the business cards of some customers to it.
func ExportCards(h shell.Host, cards Cards, customers []model.ID, name string) {
	h.SaveFile(shell.FilePick{
		Title: i18n.T("导出名片"), Extensions: []string{vcard.Ending}, Name: fileName(name) + vcard.Ending,
		OnPicked: func(path string) {
			if filepath.Ext(path) == "" {
				path += vcard.Ending
			}
			h.Do(func(ctx context.Context) (func(), error) {
				n, err := cards.Export(ctx, customers, path)
				if err != nil {
					return nil, err
				}
				return func() {
					h.Toast(shell.Toast{Text: i18n.T("已导出 %d 张名片到 %s,发到手机上打开即可存入通讯录", n, filepath.Base(path))})
				}, nil
			})
		},
	})
}

func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, cmp.Or(name, i18n.T("客户名片")))
}

// ImportCards asks for a file of business cards, shows what would become of each, and does
// it as one act.
func ImportCards(h shell.Host, cards Cards) {
	h.OpenFile(shell.FilePick{Title: i18n.T("选择名片文件"), Extensions: []string{vcard.Ending}, OnPicked: func(path string) {
		h.Do(func(ctx context.Context) (func(), error) {
			preview, err := cards.Read(ctx, path)
			if err != nil {
				return nil, err
			}
			directory, err := cards.Directory(ctx)
			if err != nil {
				return nil, err
			}
			return func() { newCardSheet(h, cards, preview, directory).open(filepath.Base(path)) }, nil
		})
	}})
}

// cardSheet is the preview of an import of cards.
type cardSheet struct {
	host      shell.Host
	cards     Cards
	preview   *vcard.Preview
	directory *model.Directory
	table     *table.Table[int]
	picker    *pick.Picker
	sums      *widgets.Text
}

func newCardSheet(h shell.Host, cards Cards, p *vcard.Preview, d *model.Directory) *cardSheet {
	s := &cardSheet{host: h, cards: cards, preview: p, directory: d, sums: widgets.WrappedCaption("")}
	s.table = table.New(s.columns())
	s.table.Noun = i18n.T("张名片")
	b := newBook(d, file.Suggestions{}, nil)
	s.picker = pick.NewPicker(i18n.T("加到客户…"), b.customers, func(it pick.Item) {
		if it.ID != 0 {
			s.set(func(c *vcard.Card) { c.Action, c.Customer, c.Why = vcard.AddContact, it.ID, i18n.T("手工指定") })
		}
		s.picker.SetSelected(0)
	})
	s.fill()
	return s
}

func (s *cardSheet) columns() []table.Column[int] {
	at := func(i int) *vcard.Card { return &s.preview.Cards[i] }
	return []table.Column[int]{
		{Key: "name", Title: i18n.T("姓名"), Width: 90, Sortable: true, Text: func(i int) string { return at(i).Contact.Name }},
		{Key: "org", Title: i18n.T("单位"), Width: 150, Flex: true, Sortable: true, Text: func(i int) string { return at(i).Org }},
		{Key: "phone", Title: i18n.T("电话"), Width: 108, Text: func(i int) string { return at(i).Contact.Phone }},
		{Key: "action", Title: i18n.T("处理"), Width: 88, Pill: true, Sortable: true, Text: func(i int) string { return actionWord(at(i).Action) },
			Tone: func(i int) table.Tone { return actionTone(at(i).Action) }},
		{Key: "customer", Title: i18n.T("客户"), Width: 170, Flex: true, Text: func(i int) string { return fields.CustomerName(s.directory, at(i).Customer) }},
		{Key: "why", Title: i18n.T("依据"), Width: 150, Text: func(i int) string { return at(i).Why }, Tone: func(int) table.Tone { return table.Quiet }},
	}
}

func actionWord(a vcard.Action) string {
	switch a {
	case vcard.AddContact:
		return i18n.T("新联系人")
	case vcard.UpdateContact:
		return i18n.T("补全")
	case vcard.NewProspect:
		return i18n.T("潜在客户")
	}
	return i18n.T("跳过")
}

func actionTone(a vcard.Action) table.Tone {
	switch a {
	case vcard.Skip:
		return table.Quiet
	case vcard.NewProspect:
		return table.Attention
	}
	return table.Ahead
}

func (s *cardSheet) fill() {
	rows := make([]int, len(s.preview.Cards))
	for i := range rows {
		rows[i] = i
	}
	s.table.SetItems(rows)
	p := s.preview
	text := i18n.T("新联系人 %d,补全 %d,潜在客户 %d,跳过 %d", p.Count(vcard.AddContact), p.Count(vcard.UpdateContact), p.Count(vcard.NewProspect), p.Count(vcard.Skip))
	if p.Broken > 0 {
		text += i18n.T(";另有 %d 张读不出", p.Broken)
	}
	s.sums.SetText(text)
}

// set changes the selected cards.
func (s *cardSheet) set(change func(*vcard.Card)) {
	selected := s.table.Selected(0)
	if len(selected) == 0 {
		s.host.Toast(shell.Toast{Text: i18n.T("请先选中名片"), Refused: true})
		return
	}
	for _, i := range selected {
		change(&s.preview.Cards[i])
	}
	s.fill()
}

func (s *cardSheet) open(name string) {
	prospect := widgets.NewButton(i18n.T("建为潜在客户"), func() {
		s.set(func(c *vcard.Card) { c.Action, c.Customer, c.Why = vcard.NewProspect, 0, "" })
	})
	skip := widgets.NewButton(i18n.T("跳过"), func() { s.set(func(c *vcard.Card) { c.Action = vcard.Skip }) })
	bar := widgets.Row(8, widgets.Caption(i18n.T("选中的名片:")), widgets.Fixed(210, 0, s.picker), prospect, skip)
	s.host.Sheet(shell.Sheet{
		Title: i18n.T("导入名片 %s", name), Width: 900, Height: 600,
		Content:  widgets.Headed(widgets.Inset(widgets.Insets{Bottom: 8}, widgets.Column(8, s.sums, bar)), widgets.Fixed(0, 400, s.table)),
		Primary:  i18n.T("导入"),
		OnClosed: s.table.Close,
		OnPrimary: func(done func()) {
			s.host.Do(func(ctx context.Context) (func(), error) {
				result, err := s.cards.Import(ctx, s.preview)
				if err != nil {
					return nil, err
				}
				return func() { s.imported(result, done) }, nil
			})
		},
	})
}

func (s *cardSheet) imported(r vcard.Result, done func()) {
	done()
	if r.Operation == "" {
		s.host.Toast(shell.Toast{Text: i18n.T("没有要导入的名片")})
		return
	}
	s.host.Toast(shell.Toast{Text: i18n.T("新增联系人 %d,补全 %d,潜在客户 %d", r.Added, r.Updated, r.Created), Action: i18n.T("撤销"), OnTap: func() {
		s.host.Do(func(ctx context.Context) (func(), error) { return s.host.Reload, s.cards.Undo(ctx, r.Operation) })
	}})
	s.host.Reload()
}
