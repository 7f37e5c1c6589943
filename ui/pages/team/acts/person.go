package acts

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/avatar"
	"xunshi/ui/widgets/form"
)

const personWidth float32 = 640

// New opens the sheet for a new person; superior and region are those suggested.
func (a *Acts) New(superior, region model.ID) {
	a.withLine(func(l *team.Line) {
		a.person(l, model.Employee{SuperiorID: superior, RegionID: region, Hired: a.backend.Today()})
	})
}

// Edit opens the file of a person.
func (a *Acts) Edit(id model.ID) {
	a.withLine(func(l *team.Line) {
		if e := l.Directory.Employees[id]; e != nil {
			a.person(l, *e)
		}
	})
}

func (a *Acts) person(l *team.Line, e model.Employee) {
	f := form.New(personSections(l, e.ID == 0, a.backend.Today())...).Inline()
	photo := a.photoRow(&e)
	f.Set(e)
	title, said := i18n.T("新建人员"), i18n.T("已加入名册")
	if e.ID != 0 {
		title, said = i18n.T("%s 的档案", e.Name), i18n.T("已保存")
	}
	kept := e.Photo
	sheet := shell.Sheet{Title: title, Width: personWidth, Content: widgets.Column(12, photo, f), Primary: i18n.T("保存"),
		Dirty: func() bool { return f.Dirty() || e.Photo != kept }, OnClosed: f.Close}
	sheet.OnPrimary = func(done func()) {
		v, ok := f.Value()
		if !ok {
			return
		}
		v.Photo = e.Photo
		a.try(said, func(ctx context.Context) (string, error) { return a.backend.Save(ctx, &v) }, func() {
			done()
			if e.ID == 0 && a.OnNew != nil {
				a.OnNew(v.ID)
			}
		}, func(err error) bool { return errors.Is(err, team.ErrCodeTaken) && f.Refuse(i18n.T("工号"), err) })
	}
	if e.ID != 0 {
		sheet.Danger = i18n.T("删除")
		sheet.OnDanger = func(done func()) {
			a.do(i18n.T("已删除 %s", e.Name), func(ctx context.Context) (string, error) { return a.backend.Remove(ctx, e.ID) }, done)
		}
	}
	a.host.Sheet(sheet)
	f.Focus()
}

// personSections are the fields of a file. A post is typed in once, with the hire; later
// changes have a date of their own.
func personSections(l *team.Line, fresh bool, today model.Date) []form.Section[model.Employee] {
	type person = model.Employee
	basics := []form.Field[person]{
		form.Text(i18n.T("姓名"), func(e *person) *string { return &e.Name }).Required().Half(),
		form.Text(i18n.T("工号"), func(e *person) *string { return &e.Code }).Half(),
	}
	if fresh {
		basics = append(basics,
			form.Choice(i18n.T("岗位"), positions(l), func(e *person) *string { return &e.Position }).Free().Required().Half(),
			form.Date(i18n.T("入职"), func(e *person) *model.Date { return &e.Hired }).Required().Half(),
			form.Pick(i18n.T("上级"), people(l, today), func(e *person) *model.ID { return &e.SuperiorID }).Half().Hint(i18n.T("留空 = 最上层")),
			form.Pick(i18n.T("区域"), items(regions(l)), func(e *person) *model.ID { return &e.RegionID }).Half(),
			form.Pick(i18n.T("部门"), items(departments(l)), func(e *person) *model.ID { return &e.DepartmentID }).Half(),
		)
	} else {
		basics = append(basics, form.Date(i18n.T("入职"), func(e *person) *model.Date { return &e.Hired }).Half())
	}
	basics = append(basics, form.Text(i18n.T("电话"), func(e *person) *string { return &e.Phone }).Half())
	more := []form.Field[person]{
		form.Text(i18n.T("微信"), func(e *person) *string { return &e.WeChat }).Half(),
		form.Text(i18n.T("邮箱"), func(e *person) *string { return &e.Email }).Half(),
		form.Date(i18n.T("生日"), func(e *person) *model.Date { return &e.Birthday }).Half(),
		form.Int(i18n.T("排序"), func(e *person) *int { return &e.Sort }).Half().Hint(i18n.T("同一上级下的先后,小的在前")),
		form.Area(i18n.T("备注"), func(e *person) *string { return &e.Note }),
	}
	title := i18n.T("基本")
	if !fresh {
		title = i18n.T("基本(岗位、上级、区域请用“调岗”,按生效日期改)")
	}
	return []form.Section[person]{{Title: title, Fields: basics}, {Title: i18n.T("联系与备注"), Fields: more, Folded: fresh}}
}

// photoRow shows the photo and lets another be chosen; the choice lands in e.
func (a *Acts) photoRow(e *model.Employee) fyne.CanvasObject {
	picture := avatar.New(e.Name, a.backend.PhotoPath(e.Photo), 56)
	var without *widgets.Button
	show := func(name string) {
		e.Photo = name
		picture.Set(e.Name, a.backend.PhotoPath(name))
		if name == "" {
			without.Hide()
		} else {
			without.Show()
		}
	}
	choose := widgets.NewIconButton(icons.Picture, i18n.T("选照片"), func() {
		a.host.OpenFile(shell.FilePick{Title: i18n.T("选照片"), Extensions: []string{".jpg", ".jpeg", ".png"}, OnPicked: func(path string) {
			a.host.Do(func(context.Context) (func(), error) {
				name, err := a.backend.KeepPhoto(path)
				if err != nil {
					return nil, err
				}
				return func() { show(name) }, nil
			})
		}})
	})
	without = widgets.NewFlatButton("", i18n.T("不用照片"), func() { show("") })
	show(e.Photo)
	hint := widgets.NewText(i18n.T("JPG 或 PNG,取中间的方形,存一份小图在数据文件夹"), widgets.TextStyle{Size: theme.TextSmall, Color: theme.Quiet})
	return widgets.Row(10, picture, widgets.Column(4, widgets.Row(8, choose, without), hint))
}
