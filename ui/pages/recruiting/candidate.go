package recruiting

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"xunshi/app/recruiting"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
	"xunshi/ui/widgets/timeline"
)

// sources that are offered; others can be typed.
func sources() []widgets.Option {
	var out []widgets.Option
	for _, word := range []string{i18n.T("招聘网站"), i18n.T("内部推荐"), i18n.T("校园招聘"), i18n.T("猎头"), i18n.T("上门应聘")} {
		out = append(out, widgets.Option{Value: word, Label: word})
	}
	return out
}

func options(words []string) []widgets.Option {
	out := make([]widgets.Option, len(words))
	for i, w := range words {
		out[i] = widgets.Option{Value: w, Label: w}
	}
	return out
}

func (p *Page) form() *form.Form[model.Candidate] {
	type candidate = model.Candidate
	d := p.pipeline.Directory
	return form.New(form.Section[candidate]{Fields: []form.Field[candidate]{
		form.Text(i18n.T("姓名"), func(c *candidate) *string { return &c.Name }).Required().Half(),
		form.Text(i18n.T("电话"), func(c *candidate) *string { return &c.Phone }).Half(),
		form.Choice(i18n.T("应聘职位"), options(desk.Positions(d)), func(c *candidate) *string { return &c.Position }).Free().Half(),
		form.Choice(i18n.T("来源"), sources(), func(c *candidate) *string { return &c.Source }).Free().Half(),
		form.Pick(i18n.T("区域"), func() []pick.Item { return desk.Regions(d) }, func(c *candidate) *model.ID { return &c.RegionID }).Half(),
		form.Pick(i18n.T("用人主管"), func() []pick.Item { return desk.People(d, p.pipeline.On) }, func(c *candidate) *model.ID { return &c.SuperiorID }).Half(),
		form.Date(i18n.T("应聘日期"), func(c *candidate) *model.Date { return &c.Applied }).Half(),
		form.Date(i18n.T("下次约见"), func(c *candidate) *model.Date { return &c.NextOn }).Half(),
		form.Int(i18n.T("评分"), func(c *candidate) *int { return &c.Score }).Hint(i18n.T("1 到 5,空 = 未评")).Valid(func(c *candidate) error {
			if c.Score < 0 || c.Score > 5 {
				return errors.New(i18n.T("请填 1 到 5"))
			}
			return nil
		}),
		form.Area(i18n.T("面谈记录"), func(c *candidate) *string { return &c.Note }),
	}}).Inline()
}

// open shows a candidate (ID 0: a new one) in a sheet: what is known, the way so far, and
// the next steps.
func (p *Page) open(c model.Candidate) {
	if p.pipeline == nil {
		return
	}
	f := p.form()
	if c.ID == 0 {
		c.Applied = p.pipeline.On
		c.RegionID = p.region
	}
	f.Set(c)
	var closeSheet func()
	body := []fyne.CanvasObject{f}
	s := shell.Sheet{Title: i18n.T("新建应聘者"), Width: 760, Primary: i18n.T("保存"), Dirty: f.Dirty, OnClosed: f.Close,
		OnPrimary: func(done func()) { p.save(f, done) }}
	if full := p.pipeline.Find(c.ID); full != nil {
		s.Title = full.Name + " · " + recruiting.StageName(full.Stage)
		shut := func() { closeSheet() }
		body = []fyne.CanvasObject{p.steps(*full, shut), f, widgets.Strong(i18n.T("经过")), p.way(full)}
		if full.Stage != model.CandidateHired {
			s.Danger, s.OnDanger = i18n.T("删除"), func(done func()) { p.remove(*full, done) }
		}
	}
	s.Content = widgets.Column(12, body...)
	closeSheet = p.host.Sheet(s)
	f.Focus()
}

// steps are the buttons that take a candidate on.
func (p *Page) steps(c recruiting.Candidate, shut func()) fyne.CanvasObject {
	if !recruiting.Open(c.Stage) {
		words := i18n.T("%[1]s,%[2]s", recruiting.StageName(c.Stage), c.StageOn)
		if c.Reason != "" {
			words += " · " + c.Reason
		}
		row := []fyne.CanvasObject{widgets.Caption(words), widgets.Spacer()}
		if c.EmployeeID != 0 {
			row = append(row, widgets.NewIconButton(icons.Person, i18n.T("看人员"), func() {
				shut()
				p.host.Go(shell.Route{Page: shell.PagePerson, Arg: c.EmployeeID})
			}))
		} else {
			row = append(row, widgets.NewIconButton(icons.Undo, i18n.T("重新考虑"), func() { shut(); p.move(c, model.CandidateInterview) }))
		}
		return widgets.Row(8, row...)
	}
	var row []fyne.CanvasObject
	if next, _ := recruiting.Next(c.Stage); next != model.CandidateHired {
		row = append(row, widgets.NewIconButton(icons.ChevronRight, i18n.T("进入%s", recruiting.StageName(next)), func() { shut(); p.move(c, next) }))
	}
	row = append(row, widgets.NewIconButton(icons.CheckCircle, i18n.T("录用入职"), func() { p.hire(c, shut) }))
	if back, ok := recruiting.Previous(c.Stage); ok {
		row = append(row, widgets.NewFlatButton("", i18n.T("退回%s", recruiting.StageName(back)), func() { shut(); p.move(c, back) }))
	}
	row = append(row, widgets.Spacer(), widgets.NewDangerButton(i18n.T("淘汰"), func() { p.end(c, model.CandidateRejected, shut) }),
		widgets.NewButton(i18n.T("放弃"), func() { p.end(c, model.CandidateWithdrew, shut) }))
	return widgets.Row(8, row...)
}

// way is the history of stages, the newest first.
func (p *Page) way(c *recruiting.Candidate) fyne.CanvasObject {
	var items []timeline.Item
	for i := len(c.Way) - 1; i >= 0; i-- {
		s := c.Way[i]
		item := timeline.Item{Date: s.On, Text: recruiting.StageName(s.Stage), Detail: s.Reason, Tone: widgets.Info}
		switch s.Stage {
		case model.CandidateHired:
			item.Tone = widgets.Ahead
		case model.CandidateRejected, model.CandidateWithdrew:
			item.Tone = widgets.Behind
		}
		if i > 0 {
			item.Kind = i18n.T("隔 %d 天", int(s.On-c.Way[i-1].On))
		}
		items = append(items, item)
	}
	t := timeline.New(items...)
	t.SetToday(p.pipeline.On)
	return t
}

func (p *Page) save(f *form.Form[model.Candidate], done func()) {
	c, ok := f.Value()
	if !ok {
		return
	}
	desk.Do(p.host, desk.Act{Said: i18n.T("已保存 %s", c.Name), Done: func() { p.board.chosen = c.ID; done() }, Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.Save(ctx, &c) }})
}

// forward takes a candidate to the next stage; after the offer it is the first day.
func (p *Page) forward(c recruiting.Candidate) {
	switch next, ok := recruiting.Next(c.Stage); {
	case !ok:
	case next == model.CandidateHired:
		p.hire(c, nil)
	default:
		p.move(c, next)
	}
}

// move puts a candidate into another stage from today on.
func (p *Page) move(c recruiting.Candidate, to model.CandidateStage) {
	p.board.chosen = c.ID
	on := p.pipeline.On
	desk.Do(p.host, desk.Act{Said: i18n.T("%[1]s → %[2]s", c.Name, recruiting.StageName(to)), Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.Move(ctx, c.ID, to, on, "") }})
}

// end asks why and ends a candidate's way. shut closes a sheet below, it may be nil.
func (p *Page) end(c recruiting.Candidate, to model.CandidateStage, shut func()) {
	word := recruiting.StageName(to)
	desk.AskWhy(p.host, i18n.T("%[1]s:%[2]s", word, c.Name), i18n.T("写明原因,以后看得出人是怎么流失的。"), word, func(reason string, done func()) {
		on := p.pipeline.On
		desk.Do(p.host, desk.Act{Said: i18n.T("%[1]s → %[2]s", c.Name, word), Undo: p.book.Undo,
			Done: func() {
				done()
				if shut != nil {
					shut()
				}
			},
			Work: func(ctx context.Context) (string, error) { return p.book.Move(ctx, c.ID, to, on, reason) }})
	})
}

func (p *Page) remove(c recruiting.Candidate, done func()) {
	desk.Do(p.host, desk.Act{Said: i18n.T("已删除应聘者 %s", c.Name), Done: done, Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.Remove(ctx, c.ID) }})
}

// hire asks for post and first day and makes an employee of the candidate.
func (p *Page) hire(c recruiting.Candidate, shut func()) {
	d := p.pipeline.Directory
	type post = recruiting.Post
	f := form.New(form.Section[post]{Fields: []form.Field[post]{
		form.Text(i18n.T("工号"), func(v *post) *string { return &v.Code }).Half(),
		form.Date(i18n.T("入职日期"), func(v *post) *model.Date { return &v.From }).Required().Half(),
		form.Choice(i18n.T("职位"), options(desk.Positions(d)), func(v *post) *string { return &v.Position }).Free().Required(),
		form.Pick(i18n.T("区域"), func() []pick.Item { return desk.Regions(d) }, func(v *post) *model.ID { return &v.RegionID }),
		form.Pick(i18n.T("部门"), func() []pick.Item { return desk.Departments(d) }, func(v *post) *model.ID { return &v.DepartmentID }),
		form.Pick(i18n.T("直接上级"), func() []pick.Item { return desk.People(d, p.pipeline.On) }, func(v *post) *model.ID { return &v.SuperiorID }),
	}}).Inline()
	f.Set(post{From: p.pipeline.On, Position: c.Position, RegionID: c.RegionID, SuperiorID: c.SuperiorID})
	p.host.Sheet(shell.Sheet{Title: i18n.T("录用入职:%s", c.Name), Width: 640, Primary: i18n.T("录用并建立人员"), Dirty: f.Dirty, OnClosed: f.Close,
		Content: widgets.Column(10, f, widgets.WrappedCaption(i18n.T("会建立人员档案和第一段任职,应聘记录转为「入职」。可以整步撤销。"))),
		OnPrimary: func(done func()) {
			v, ok := f.Value()
			if !ok {
				return
			}
			desk.Do(p.host, desk.Act{Said: i18n.T("%s 已入职,已建立人员档案", c.Name),
				Undo: func(ctx context.Context, operation string) error { return p.book.TakeBack(ctx, c.ID, operation) },
				Done: func() {
					done()
					if shut != nil {
						shut()
					}
				},
				Work: func(ctx context.Context) (string, error) {
					_, operation, err := p.book.Hire(ctx, c.ID, v)
					return operation, err
				}})
		}})
	f.Focus()
}
