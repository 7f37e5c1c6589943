package training

import (
	"strconv"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// StateName is the word for a state.
func StateName(s State) string {
	switch s {
	case Done:
		return i18n.T("已通过")
	case Waiting:
		return i18n.T("待考")
	case Failed:
		return i18n.T("不及格")
	case Expired:
		return i18n.T("过期")
	case Missing:
		return i18n.T("未参加")
	}
	return "—"
}

// Words for a standing as the matrix shows it: ✓ 2026-03-05, 过期, 不及格 52.
func (s Standing) Words() string {
	switch s.State {
	case Done:
		return "✓ " + s.On.String()
	case Failed:
		return i18n.T("不及格") + " " + strconv.Itoa(s.Score)
	case Expired:
		return i18n.T("过期") + " " + s.Until.String()
	}
	return StateName(s.State)
}

// ScoreText is a score, "—" without one.
func ScoreText(score int) string {
	if score == NotTested {
		return document.Dash
	}
	return strconv.Itoa(score)
}

// SignSheet is the attendance sheet of a session to be printed and signed.
func (r *Records) SignSheet(session model.ID) *document.Document {
	s := r.Session(session)
	if s == nil {
		return nil
	}
	name := r.courseName(s.CourseID)
	doc := &document.Document{
		Kind: "training", Title: i18n.T("培训签到表"), Subtitle: name,
		Period: model.Period{From: s.Date, To: s.Date}, PeriodText: s.Date.String(), AsOf: r.On.String(),
		Header: sessionFacts(s, r.Course(s.CourseID)),
	}
	section := document.Section{ID: "list", Columns: []document.Column{
		{Key: "no", Title: i18n.T("序号"), Kind: document.Count},
		{Key: "code", Title: i18n.T("工号"), Kind: document.Text},
		{Key: "name", Title: i18n.T("姓名"), Kind: document.Text},
		{Key: "position", Title: i18n.T("职位"), Kind: document.Text},
		{Key: "region", Title: i18n.T("区域"), Kind: document.Text},
		{Key: "score", Title: i18n.T("成绩"), Kind: document.Text},
		{Key: "sign", Title: i18n.T("签名"), Kind: document.Text, Wide: true},
	}, Empty: i18n.T("名单还是空的:请先在签到表里加人。")}
	for i, a := range r.List(session) {
		score := ""
		if s.Held {
			if score = ScoreText(a.Score); !a.Attended {
				score = i18n.T("缺席")
			}
		}
		cells := []document.Cell{{Number: int64(i + 1)}}
		for _, text := range append(r.person(a.EmployeeID), score, "") {
			cells = append(cells, document.Cell{Text: text})
		}
		section.Rows = append(section.Rows, document.Row{Cells: cells})
	}
	doc.Sections = []document.Section{section, {ID: "signatures", Paragraphs: []document.Paragraph{
		{Style: document.Body, Text: i18n.T("讲师签名:%s　　　日期:%s", line, line)},
	}}}
	return doc
}

// line is room to write by hand.
const line = "________________"

func sessionFacts(s *model.TrainingSession, c *model.Course) []string {
	facts := []string{i18n.T("日期 %s", s.Date)}
	add := func(text, value string) {
		if value != "" {
			facts = append(facts, i18n.T(text, value))
		}
	}
	add("地点 %s", s.Place)   //i18n:key
	add("讲师 %s", s.Trainer) //i18n:key
	if c != nil && c.Hours > 0 {
		facts = append(facts, i18n.T("课时 %d", c.Hours))
	}
	if c != nil && c.PassScore > 0 {
		facts = append(facts, i18n.T("及格分 %d", c.PassScore))
	}
	return facts
}

func (r *Records) courseName(id model.ID) string {
	if c := r.Course(id); c != nil {
		return c.Name
	}
	return document.Dash
}

// person gives code, name, position and region.
func (r *Records) person(id model.ID) []string {
	e := r.Directory.Employees[id]
	if e == nil {
		return []string{"", document.Dash, "", ""}
	}
	return []string{e.Code, e.Name, e.Position, r.RegionName(e.RegionID)}
}

// RegionName is the name of a region, "—" without one.
func (r *Records) RegionName(id model.ID) string {
	if region := r.Directory.Regions[id]; region != nil {
		return region.Name
	}
	return document.Dash
}

// Mandatory lists the mandatory courses.
func (r *Records) Mandatory() []*model.Course {
	var out []*model.Course
	for i := range r.Courses {
		if r.Courses[i].Mandatory {
			out = append(out, &r.Courses[i])
		}
	}
	return out
}

// Matrix is the table of persons × mandatory courses of a region on paper, with the
// completion of every region.
func (r *Records) Matrix(region model.ID) *document.Document {
	doc := &document.Document{
		Kind: "training", Title: i18n.T("必修课完成情况"), Period: model.Period{From: r.On, To: r.On},
		PeriodText: i18n.T("截至 %s", r.On), AsOf: r.On.String(), Landscape: true,
		Notes: []string{Rule()},
	}
	if region != 0 {
		doc.Subtitle = r.RegionName(region)
	}
	courses := r.Mandatory()
	section := document.Section{ID: "matrix", Empty: i18n.T("还没有必修课。"), Columns: []document.Column{
		{Key: "name", Title: i18n.T("姓名"), Kind: document.Text}, {Key: "position", Title: i18n.T("职位"), Kind: document.Text},
		{Key: "region", Title: i18n.T("区域"), Kind: document.Text}, {Key: "rate", Title: i18n.T("完成率"), Unit: "%", Kind: document.Percent, Decimals: 1},
	}}
	for _, c := range courses {
		section.Columns = append(section.Columns, document.Column{Key: "course" + strconv.Itoa(int(c.ID)), Title: c.Name, Kind: document.Text})
	}
	for _, e := range r.Team(region, "") {
		if len(courses) == 0 {
			break
		}
		section.Rows = append(section.Rows, r.matrixRow(e, courses))
	}
	doc.Sections = []document.Section{section, r.rateSection()}
	return doc
}

func (r *Records) matrixRow(e *model.Employee, courses []*model.Course) document.Row {
	done, required := r.Completion(e)
	cells := []document.Cell{{Text: e.Name}, {Text: e.Position}, {Text: r.RegionName(e.RegionID)}, share(done, required)}
	for _, c := range courses {
		s := r.Of(e, c)
		cell := document.Cell{Text: s.Words(), Tone: tones[s.State]}
		cell.None = s.State == NotAsked
		cells = append(cells, cell)
	}
	return document.Row{Cells: cells}
}

var tones = map[State]document.Tone{Done: document.Ahead, Failed: document.Behind, Expired: document.Attention,
	Missing: document.Behind, Waiting: document.Attention, NotAsked: document.Quiet}

// share is a percentage cell; none of none is no percentage.
func share(part, whole int) document.Cell {
	if whole == 0 {
		return document.Cell{None: true}
	}
	return document.Cell{Number: model.MulDiv(int64(part), 1_000_000, int64(whole))}
}

func (r *Records) rateSection() document.Section {
	s := document.Section{ID: "rates", Title: i18n.T("各区域完成率"), Columns: []document.Column{
		{Key: "region", Title: i18n.T("区域"), Kind: document.Text, Wide: true}, {Key: "people", Title: i18n.T("人数"), Unit: i18n.T("人"), Kind: document.Count},
		{Key: "required", Title: i18n.T("应修"), Unit: i18n.T("人次"), Kind: document.Count}, {Key: "done", Title: i18n.T("已完成"), Unit: i18n.T("人次"), Kind: document.Count},
		{Key: "rate", Title: i18n.T("完成率"), Unit: "%", Kind: document.Percent, Decimals: 1},
	}}
	for i, rate := range r.Rates() {
		name := i18n.T("全部")
		if rate.Region != nil {
			name = rate.Region.Name
		}
		s.Rows = append(s.Rows, document.Row{Strong: i == 0, Cells: []document.Cell{{Text: name}, {Number: int64(rate.People)},
			{Number: int64(rate.Required)}, {Number: int64(rate.Done)}, share(rate.Done, rate.Required)}})
	}
	return s
}

// Rule is the 口径 of the completion in words.
func Rule() string {
	return i18n.T("完成率 = 已通过且在有效期内的必修课 ÷ 按职位应修的必修课(人次),只计在职人员;上级区域含下级。通过 = 到场且成绩不低于及格分(不设考试的课程到场即通过)。")
}

// Personal is one person's training record on paper.
func (r *Records) Personal(employee model.ID) *document.Document {
	e := r.Directory.Employees[employee]
	if e == nil {
		return nil
	}
	done, required := r.Completion(e)
	doc := &document.Document{
		Kind: "training", Title: i18n.T("培训档案"), Subtitle: e.Name, Period: model.Period{From: r.On, To: r.On},
		PeriodText: i18n.T("截至 %s", r.On), AsOf: r.On.String(),
		Header: []string{strings.Join(r.person(employee), " "), i18n.T("必修课 %[1]d/%[2]d", done, required)}, Notes: []string{Rule()},
	}
	standing := document.Section{ID: "standing", Title: i18n.T("必修课"), Empty: i18n.T("没有必修课。"), Columns: []document.Column{
		{Key: "course", Title: i18n.T("课程"), Kind: document.Text, Wide: true}, {Key: "state", Title: i18n.T("状态"), Kind: document.Text},
		{Key: "on", Title: i18n.T("日期"), Kind: document.DateColumn}, {Key: "until", Title: i18n.T("有效至"), Kind: document.DateColumn},
	}}
	for i := range r.Courses {
		c := &r.Courses[i]
		if !Required(c, e) {
			continue
		}
		s := r.Of(e, c)
		standing.Rows = append(standing.Rows, document.Row{Cells: []document.Cell{{Text: c.Name}, {Text: StateName(s.State), Tone: tones[s.State]},
			{Number: int64(s.On), None: s.On == 0}, {Number: int64(s.Until), None: s.Until == 0}}})
	}
	doc.Sections = []document.Section{standing, r.historySection(employee)}
	return doc
}

func (r *Records) historySection(employee model.ID) document.Section {
	s := document.Section{ID: "history", Title: i18n.T("参加记录"), Empty: i18n.T("还没有参加过培训。"), Columns: []document.Column{
		{Key: "date", Title: i18n.T("日期"), Kind: document.DateColumn}, {Key: "course", Title: i18n.T("课程"), Kind: document.Text, Wide: true},
		{Key: "attended", Title: i18n.T("到场"), Kind: document.Text}, {Key: "score", Title: i18n.T("成绩"), Kind: document.Text},
		{Key: "note", Title: i18n.T("备注"), Kind: document.Text},
	}}
	for _, a := range r.History(employee) {
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Number: int64(a.Session.Date)}, {Text: r.courseName(a.Session.CourseID)},
			{Text: Presence(a.Session, a.Attended)}, {Text: ScoreText(a.Score)}, {Text: a.Note}}})
	}
	return s
}

// Presence is the word for someone's presence at a session.
func Presence(s *model.TrainingSession, attended bool) string {
	switch {
	case !s.Held:
		return i18n.T("待举办")
	case attended:
		return i18n.T("到场")
	}
	return i18n.T("缺席")
}
