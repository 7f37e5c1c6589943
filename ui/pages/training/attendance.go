package training

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/training"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/pick"
)

// The columns of the attendance grid.
const (
	colName = iota
	colPosition
	colRegion
	colPresent
	colScore
	colNote
)

// signsSheet is the sheet in which attendance and scores are typed.
type signsSheet struct {
	page    *Page
	session model.TrainingSession
	course  *model.Course
	ids     []model.ID // by row
	grid    *grid.Grid
	held    *widgets.Check
	sums    *widgets.Text
	dirty   bool
}

// attendance opens the attendance sheet of a session.
func (p *Page) attendance(id model.ID) {
	s := p.records.Session(id)
	if s == nil {
		return
	}
	x := &signsSheet{page: p, session: *s, course: p.records.Course(s.CourseID), sums: widgets.Caption("")}
	x.grid = grid.New(x.columns())
	x.grid.FixedRows = true
	x.grid.Derive, x.grid.Check, x.grid.Tone = x.derive, check, x.tone
	x.grid.OnChange = func() { x.dirty = true; x.count() }
	x.held = widgets.NewCheck(i18n.T("已举办"), s.Held || s.Date <= p.records.On, func(bool) { x.dirty = true })
	var rows []grid.Row
	for _, a := range p.records.List(id) {
		x.ids = append(x.ids, a.EmployeeID)
		rows = append(rows, x.row(a))
	}
	x.grid.SetRows(rows)
	x.count()
	p.host.Sheet(shell.Sheet{Title: i18n.T("签到与成绩"), Content: x.content(), Width: 860, Primary: i18n.T("保存"), OnPrimary: x.save,
		Dirty: func() bool { return x.dirty }})
	x.grid.GoTo(0, colPresent) // what is typed first
	x.grid.Focus()
}

func (x *signsSheet) content() fyne.CanvasObject {
	name := x.session.Date.String()
	if x.course != nil {
		name = x.course.Name + " · " + name
	}
	add := pick.NewPicker(i18n.T("加一个人"), nil, nil)
	add.Items = func() []pick.Item { return desk.People(x.page.records.Directory, x.page.records.On) }
	add.OnPicked = func(it pick.Item) {
		if it.ID != 0 {
			x.add([]model.ID{it.ID})
			add.SetSelected(0)
		}
	}
	bar := widgets.Row(8, widgets.NewIconButton(icons.Check, i18n.T("全部到场"), x.allPresent),
		widgets.NewMenuButton(icons.Add, i18n.T("按职位 / 区域加"), func() []*fyne.MenuItem { return x.page.teamMenu(x.session.CourseID, x.add) }),
		widgets.Fixed(150, 0, add), widgets.NewIconButton(icons.Delete, i18n.T("移出没来的人"), x.dropAbsent), widgets.Spacer(), x.held)
	head := widgets.Column(8, widgets.Row(8, widgets.Strong(name), widgets.Spacer(), x.sums), bar,
		widgets.WrappedCaption(i18n.T("到场填 1 / 是 / ✓,没来填 0 / 缺;填了成绩就算到场。回车往下,Ctrl+D 向下填充,可从 Excel 粘贴。")))
	return widgets.Column(6, head, widgets.Fixed(0, 400, x.grid))
}

func (x *signsSheet) columns() []grid.Column {
	return []grid.Column{
		colName:     {Key: "name", Title: i18n.T("姓名"), Width: 96, ReadOnly: true},
		colPosition: {Key: "position", Title: i18n.T("职位"), Width: 100, ReadOnly: true},
		colRegion:   {Key: "region", Title: i18n.T("区域"), Width: 90, ReadOnly: true},
		colPresent:  {Key: "present", Title: i18n.T("到场"), Width: 70, Align: fyne.TextAlignCenter, Read: readPresent},
		colScore:    {Key: "score", Title: i18n.T("成绩"), Width: 80, Align: fyne.TextAlignTrailing, Read: readScore},
		colNote:     {Key: "note", Title: i18n.T("备注"), Width: 200, Flex: true},
	}
}

const present = "✓"

func absent() string { return i18n.T("缺") }

// readPresent understands the ways presence is ticked.
func readPresent(text string) (string, error) {
	if text == absent() {
		return text, nil
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "1", "y", "yes", "✓", "√", "是", "到", "v": //i18n:data
		return present, nil
	case "0", "n", "no", "×", "x", "否", "缺", "缺席", "未到": //i18n:data
		return absent(), nil
	}
	return "", errors.New(i18n.T("请填 1 或 0"))
}

func readScore(text string) (string, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return "", errors.New(i18n.T("不是整数"))
	}
	if n < 0 || n > training.FullScore {
		return "", errors.New(i18n.T("请填 0 到 100"))
	}
	return strconv.Itoa(n), nil
}

// derive counts someone with a score as present.
func (x *signsSheet) derive(row grid.Row, col int) {
	if col == colScore && row[colScore] != "" && row[colPresent] == "" {
		row[colPresent] = present
	}
}

func check(row grid.Row) []string {
	out := make([]string, len(row))
	if row[colScore] != "" && row[colPresent] != present {
		out[colPresent] = i18n.T("没有到场,不能有成绩")
	}
	return out
}

func (x *signsSheet) tone(row, col int) grid.Tone {
	r := x.grid.Rows()[row]
	score, err := strconv.Atoi(r[colScore])
	switch {
	case col == colScore && err == nil && x.course != nil && score < x.course.PassScore:
		return grid.Behind
	case col == colPresent && r[colPresent] == present:
		return grid.Ahead
	case col < colPresent:
		return grid.Quiet
	}
	return grid.Plain
}

func (x *signsSheet) row(a model.Attendance) grid.Row {
	row := x.blank(a.EmployeeID)
	if row[colNote] = a.Note; a.Attended {
		row[colPresent] = present
	} else if x.session.Held {
		row[colPresent] = absent()
	}
	if a.Score != training.NotTested {
		row[colScore] = strconv.Itoa(a.Score)
	}
	return row
}

func (x *signsSheet) blank(id model.ID) grid.Row {
	row := make(grid.Row, colNote+1)
	if e := x.page.records.Directory.Employees[id]; e != nil {
		row[colName], row[colPosition], row[colRegion] = e.Name, e.Position, x.page.records.RegionName(e.RegionID)
	}
	return row
}

func (x *signsSheet) add(ids []model.ID) {
	x.grid.Commit()
	rows := x.grid.Rows()
	for _, id := range ids {
		if !slices.Contains(x.ids, id) {
			x.ids = append(x.ids, id)
			rows = append(rows, x.blank(id))
			x.dirty = true
		}
	}
	x.grid.SetRows(rows)
	x.count()
}

func (x *signsSheet) allPresent() {
	x.grid.Commit()
	for i, r := range x.grid.Rows() {
		if r[colPresent] == "" {
			x.grid.SetCell(i, colPresent, present)
		}
	}
	x.dirty = true
	x.count()
}

// dropAbsent takes off the list who was not there.
func (x *signsSheet) dropAbsent() {
	x.grid.Commit()
	var rows []grid.Row
	var ids []model.ID
	for i, r := range x.grid.Rows() {
		if r[colPresent] == present {
			rows, ids = append(rows, r), append(ids, x.ids[i])
		}
	}
	x.ids, x.dirty = ids, true
	x.grid.SetRows(rows)
	x.count()
}

func (x *signsSheet) count() {
	here, passed := 0, 0
	for _, r := range x.grid.Rows() {
		if r[colPresent] == present {
			here++
			score, err := strconv.Atoi(r[colScore])
			if x.course != nil && (x.course.PassScore == 0 || err == nil && score >= x.course.PassScore) {
				passed++
			}
		}
	}
	x.sums.SetText(i18n.T("名单 %[1]d · 到场 %[2]d · 通过 %[3]d", len(x.ids), here, passed))
}

func (x *signsSheet) save(done func()) {
	x.grid.Commit()
	if x.grid.Faults() > 0 {
		x.grid.ShowFault()
		return
	}
	var marks []training.Mark
	here := 0
	for i, r := range x.grid.Rows() {
		m := training.Mark{EmployeeID: x.ids[i], Attended: r[colPresent] == present, Score: training.NotTested, Note: r[colNote]}
		if score, err := strconv.Atoi(r[colScore]); err == nil {
			m.Score = score
		}
		if m.Attended {
			here++
		}
		marks = append(marks, m)
	}
	p, id, held := x.page, x.session.ID, x.held.Checked()
	desk.Do(p.host, desk.Act{Said: i18n.T("已保存签到:到场 %[1]d / %[2]d 人", here, len(marks)), Done: done, Undo: p.book.Undo,
		Work: func(ctx context.Context) (string, error) { return p.book.SaveAttendance(ctx, id, marks, held) }})
}
