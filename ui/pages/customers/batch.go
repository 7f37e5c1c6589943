package customers

import (
	"context"

	"xunshi/app/customers"
	"xunshi/assets/i18n"
	"xunshi/assets/pinyin"
	"xunshi/model"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
)

// Words a choice of the form has beside the words of the files.
const (
	unchanged = "\x00"
	emptied   = "\x01"
)

// changing is Edits as the form shows them.
type changing struct {
	Owner, Region                           model.ID
	Kind, Grade, Channel, Tier, Stage, Star string
	Add, Remove                             string
}

func (c changing) edits() customers.Edits {
	word := func(s string) *string {
		switch s {
		case unchanged:
			return nil
		case emptied:
			s = ""
		}
		return &s
	}
	e := customers.Edits{Kind: word(c.Kind), Grade: word(c.Grade), Channel: word(c.Channel), PriceTier: word(c.Tier),
		AddTags: customers.SplitTags(c.Add), RemoveTags: customers.SplitTags(c.Remove)}
	if c.Owner != 0 {
		e.OwnerID = &c.Owner
	}
	if c.Region != 0 {
		e.RegionID = &c.Region
	}
	if c.Stage != unchanged {
		stage := model.CustomerStage(c.Stage)
		e.Stage = &stage
	}
	if c.Star != unchanged {
		star := c.Star == "yes"
		e.Key = &star
	}
	return e
}

// openBatch opens the form that changes all customers selected.
func (p *Page) openBatch() {
	rows := p.table.Selected(0)
	if len(rows) == 0 || p.list == nil {
		return
	}
	f := form.New(form.Section[changing]{Fields: p.batchFields()}).Inline()
	f.Set(changing{Kind: unchanged, Grade: unchanged, Channel: unchanged, Tier: unchanged, Stage: unchanged, Star: unchanged})
	preview := widgets.NewText("", widgets.TextStyle{Bold: true, Wrap: true})
	say := func() {
		c := f.Current()
		e := c.edits()
		if e.Empty() {
			preview.SetText(i18n.T("选了 %s 家;填了的项才会修改。", widgets.Grouped(len(rows))))
			return
		}
		changed := e.Preview(rows)
		if changed == len(rows) {
			preview.SetText(i18n.T("将修改 %s 家。", widgets.Grouped(changed)))
			return
		}
		preview.SetText(i18n.T("将修改 %[1]s 家(选了 %[2]s 家,其余已是这样)。", widgets.Grouped(changed), widgets.Grouped(len(rows))))
	}
	f.OnChange = say
	say()
	ids := p.selectedIDs()
	content := widgets.Column(12, f, widgets.NewPanel(preview, widgets.PanelStyle{Fill: theme.NeutralTint, Radius: theme.FieldRadius, Pad: widgets.PadXY(10, 8)}))
	p.sheet(shell.Sheet{Title: i18n.T("批量修改 %s 家客户", widgets.Grouped(len(rows))), Content: content, Width: 660, Primary: i18n.T("修改"), Dirty: f.Dirty, OnClosed: f.Close,
		OnPrimary: func(done func()) {
			c, ok := f.Value()
			if !ok {
				return
			}
			p.change(ids, c.edits(), done)
		}})
}

func (p *Page) batchFields() []form.Field[changing] {
	words := p.list.Words()
	choice := func(label string, known []string, at func(*changing) *string) form.Field[changing] {
		options := wordOptions(widgets.Option{Value: unchanged, Label: i18n.T("保持不变")}, known)
		return form.Choice(label, append(options, widgets.Option{Value: emptied, Label: i18n.T("清空")}), at).Half()
	}
	yesNo := []widgets.Option{{Value: unchanged, Label: i18n.T("保持不变")}, {Value: "yes", Label: i18n.T("是")}, {Value: "no", Label: i18n.T("否")}}
	stages := append([]widgets.Option{{Value: unchanged, Label: i18n.T("保持不变")}}, stageOptions("")[1:]...)
	return []form.Field[changing]{
		form.Pick(i18n.T("负责人"), p.employees, func(c *changing) *model.ID { return &c.Owner }).Hint(i18n.T("不选则不变")).Half(),
		form.Pick(i18n.T("区域"), p.regions, func(c *changing) *model.ID { return &c.Region }).Hint(i18n.T("不选则不变")).Half(),
		choice(i18n.T("等级"), words.Grades, func(c *changing) *string { return &c.Grade }),
		choice(i18n.T("类型"), words.Kinds, func(c *changing) *string { return &c.Kind }),
		choice(i18n.T("渠道"), words.Channels, func(c *changing) *string { return &c.Channel }),
		choice(i18n.T("价格体系"), words.Tiers, func(c *changing) *string { return &c.Tier }),
		form.Choice(i18n.T("阶段"), stages, func(c *changing) *string { return &c.Stage }).Half(),
		form.Choice(i18n.T("重点客户"), yesNo, func(c *changing) *string { return &c.Star }).Half(),
		form.Tags(i18n.T("加标签"), words.Tags, func(c *changing) *string { return &c.Add }),
		form.Tags(i18n.T("去标签"), words.Tags, func(c *changing) *string { return &c.Remove }),
	}
}

// regions to pick from.
func (p *Page) regions() []pick.Item {
	var items []pick.Item
	for _, n := range p.list.Tree() {
		if n.RegionID == 0 {
			continue
		}
		item := pick.Item{ID: n.RegionID, Name: n.Name, Pinyin: pinyin.Key(n.Name)}
		if r := p.list.Directory.Regions[n.RegionID]; r != nil {
			item.Code = r.Code
		}
		if up := p.list.Directory.Regions[n.Parent]; up != nil {
			item.Detail = up.Name
		}
		items = append(items, item)
	}
	return items
}

// change does what the form says; the toast takes it back.
func (p *Page) change(ids []model.ID, edits customers.Edits, done func()) {
	if edits.Empty() {
		p.host.Toast(shell.Toast{Text: i18n.T("没有填要修改的项"), Refused: true})
		return
	}
	var operation string
	var changed int
	p.host.Run(shell.Job{
		Title: i18n.T("正在修改 %s 家客户", widgets.Grouped(len(ids))),
		Work: func(ctx context.Context, report shell.Report) (err error) {
			operation, changed, err = p.backend.Change(ctx, ids, edits, func(n, total int) { report(n, total, "") })
			return err
		},
		Done: func() {
			done()
			if changed == 0 {
				p.host.Toast(shell.Toast{Text: i18n.T("选中的客户已经是这样,没有改动")})
				return
			}
			p.host.Toast(shell.Toast{Text: i18n.T("已修改 %s 家客户", widgets.Grouped(changed)), Action: i18n.T("撤销"),
				OnTap: p.undone(operation, i18n.T("已撤销对 %s 家客户的修改", widgets.Grouped(changed)))})
			p.host.Reload()
		},
	})
}

// deleteSelected deletes the customers selected that nothing speaks of, after asking.
func (p *Page) deleteSelected() {
	ids := p.selectedIDs()
	if len(ids) == 0 {
		return
	}
	p.host.Confirm(shell.Confirm{Title: i18n.T("删除 %s 家客户?", widgets.Grouped(len(ids))), Yes: i18n.T("删除"), Danger: true,
		Text:  i18n.T("只删除没有销售、账款和其他记录的档案;有记录的会留下并说明原因。删除后可以撤销。"),
		OnYes: func() { p.delete(ids) }})
}

func (p *Page) delete(ids []model.ID) {
	var operation string
	var deleted int
	var refused []customers.Refusal
	p.host.Run(shell.Job{
		Title: i18n.T("正在删除 %s 家客户", widgets.Grouped(len(ids))),
		Work: func(ctx context.Context, report shell.Report) (err error) {
			operation, deleted, refused, err = p.backend.Delete(ctx, ids, func(n, total int) { report(n, total, "") })
			return err
		},
		Done: func() {
			if deleted > 0 {
				p.host.Toast(shell.Toast{Text: i18n.T("已删除 %s 家客户", widgets.Grouped(deleted)), Action: i18n.T("撤销"),
					OnTap: p.undone(operation, i18n.T("已恢复 %s 家客户", widgets.Grouped(deleted)))})
				p.host.Reload()
			}
			if len(refused) > 0 {
				p.sayRefused(refused)
			}
		},
	})
}

// refusedShown is how many refusals are listed by name.
const refusedShown = 100

// sayRefused lists the customers that stay, and why.
func (p *Page) sayRefused(refused []customers.Refusal) {
	list := widgets.Column(6)
	for _, r := range refused[:min(refusedShown, len(refused))] {
		list.Add(widgets.Beside(widgets.Fixed(170, 0, widgets.NewText(r.Customer.Name, widgets.TextStyle{Ellipsis: true})), 10,
			widgets.NewText(r.Reason, widgets.TextStyle{Color: theme.Quiet, Wrap: true})))
	}
	if more := len(refused) - refusedShown; more > 0 {
		list.Add(widgets.Caption(i18n.T("另有 %s 家", widgets.Grouped(more))))
	}
	list.Add(widgets.WrappedCaption(i18n.T("不再往来的客户可以把阶段改为“停止合作”,重复的可以到“查重”里合并。")))
	p.sheet(shell.Sheet{Title: i18n.T("%s 家没有删除", widgets.Grouped(len(refused))), Content: list, Width: 600})
}
