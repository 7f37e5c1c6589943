package records

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"xunshi/app/recruiting"
	"xunshi/app/training"
	"xunshi/model"
	"xunshi/model/store"
)

// Growth fills this area alone, for the tests of its pages: their pictures do not change
// with the records of other areas.
func Growth(ctx context.Context, s *store.Store, seed uint64) error {
	directory, err := s.Directory(ctx)
	if err != nil {
		return err
	}
	facts, err := s.Facts(ctx)
	if err != nil {
		return err
	}
	span, ok := facts.Span()
	if !ok {
		return nil
	}
	return fillGrowth(ctx, &Book{Store: s, Directory: directory, Facts: facts, Today: span.To, Rand: rand.New(rand.NewPCG(seed, 1))})
}

// fillGrowth makes what lets a team grow: courses with their sessions and scores,
// candidates on their way, coaching notes with open points, and the schemes, appraisals and
// bonus sheets of the last months.
func fillGrowth(ctx context.Context, b *Book) error {
	team := b.team()
	if len(team) == 0 {
		return nil
	}
	_, err := b.Store.Edit(ctx, func(e *store.Edit) error {
		if err := b.fillTraining(e, team); err != nil {
			return err
		}
		if err := b.fillCandidates(e); err != nil {
			return err
		}
		if err := b.fillCoaching(e, team); err != nil {
			return err
		}
		return b.fillSchemes(e)
	})
	if err != nil {
		return err
	}
	if err := b.moveCandidates(ctx); err != nil {
		return err
	}
	return b.fillScores(ctx)
}

// team is who works here on the last day of the demo, in a fixed order.
func (b *Book) team() []*model.Employee {
	var team []*model.Employee
	for _, e := range b.Directory.Employees {
		if e.Active(b.Today) {
			team = append(team, e)
		}
	}
	slices.SortFunc(team, func(x, y *model.Employee) int { return cmp.Or(cmp.Compare(x.Code, y.Code), cmp.Compare(x.ID, y.ID)) })
	return team
}

// demoCourse is a course and the sessions it had, in days before the last day.
type demoCourse struct {
	model.Course
	trainer, place string
	held           []int // days ago
	share          int   // of a hundred people meant, who came to each
}

var demoCourses = []demoCourse{
	{model.Course{Name: "新员工入职培训", Mandatory: true, Hours: 8, PassScore: 60, Material: "入职手册 2026 版"}, "人事部", "大区会议室", []int{400, 190}, 88},
	{model.Course{Name: "产品知识与陈列标准", Mandatory: true, Positions: "业务员,主管", ValidDays: 365, PassScore: 80, Hours: 4, Material: "陈列手册"}, "市场部", "大区会议室", []int{430, 160, 40}, 62},
	{model.Course{Name: "食品安全与临期品处理", Mandatory: true, ValidDays: 180, PassScore: 60, Hours: 2, Material: "食品安全 20 问"}, "品控部", "线上会议", []int{260, 75}, 82},
	{model.Course{Name: "应收账款与信用管理", Mandatory: true, Positions: "主管,区域经理", ValidDays: 365, PassScore: 70, Hours: 3}, "财务部", "大区会议室", []int{120}, 75},
	{model.Course{Name: "带教与面谈技巧", Positions: "主管,区域经理", Hours: 6}, "外聘讲师", "大区会议室", []int{55}, 70},
}

func (b *Book) fillTraining(e *store.Edit, team []*model.Employee) error {
	for i := range demoCourses {
		d := &demoCourses[i]
		course := d.Course
		if err := store.Put(e, &course); err != nil {
			return err
		}
		for _, ago := range d.held {
			if err := b.holdSession(e, d, &course, team, b.Today-model.Date(ago)); err != nil {
				return err
			}
		}
		if i == 2 { // the next one is planned, with a few on its list
			s := model.TrainingSession{CourseID: course.ID, Date: b.Today + 9, Place: d.place, Trainer: d.trainer, Note: "带上区域临期品台账"}
			if err := store.Put(e, &s); err != nil {
				return err
			}
			for _, p := range team[:min(4, len(team))] {
				if err := store.Put(e, &model.Attendance{SessionID: s.ID, EmployeeID: p.ID, Score: -1}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (b *Book) holdSession(e *store.Edit, d *demoCourse, c *model.Course, team []*model.Employee, on model.Date) error {
	s := model.TrainingSession{CourseID: c.ID, Date: on, Place: d.place, Trainer: d.trainer, Held: true}
	if err := store.Put(e, &s); err != nil {
		return err
	}
	for _, p := range team {
		if !training.MeantFor(c.Positions, p.Position) || b.Rand.IntN(100) >= d.share+8 {
			continue
		}
		a := model.Attendance{SessionID: s.ID, EmployeeID: p.ID, Attended: b.Rand.IntN(100) < 94, Score: -1}
		if a.Attended && c.PassScore > 0 {
			a.Score = min(100, c.PassScore-8+b.Rand.IntN(108-c.PassScore))
		}
		if !a.Attended {
			a.Note = "外出拜访"
		}
		if err := store.Put(e, &a); err != nil {
			return err
		}
	}
	return nil
}

// demoCandidate is someone who applied, and how far they came: days ago for each step.
type demoCandidate struct {
	name, position, source string
	steps                  []int // days ago: application, then each stage in order
	end                    model.CandidateStage
	reason, note           string
	next                   int // days until the appointment, 0 = none
	score                  int
}

var demoCandidates = []demoCandidate{
	{"江沐禾", "业务员", "招聘网站", []int{3}, "", "", "同城,骑车半小时;做过两年饮料流通", 2, 0},
	{"石一岚", "业务员", "内部推荐", []int{6}, "", "", "由常州主管推荐", 0, 0},
	{"叶景越", "主管", "招聘网站", []int{9}, "", "", "带过 5 人小队", 4, 0},
	{"丁悦宁", "业务员", "校园招聘", []int{14, 8}, "", "", "应届,愿意下县乡", 1, 3},
	{"程亦航", "业务员", "招聘网站", []int{20, 12}, "", "", "", -2, 4},
	{"余庆朗", "区域经理", "猎头", []int{32, 24, 10}, "", "", "竞品大区主管,期望薪资偏高", 3, 4},
	{"白晓芸", "业务员", "内部推荐", []int{25, 18, 6}, "", "", "餐饮渠道熟", 0, 5},
	{"毕文钧", "业务员", "招聘网站", []int{40, 33, 25, 5}, "", "", "下月 1 日可到岗", 6, 4},
	{"安清妍", "业务员", "招聘网站", []int{60, 50, 41}, model.CandidateRejected, "不接受出差", "", 0, 2},
	{"乐永棠", "业务员", "校园招聘", []int{75, 66}, model.CandidateRejected, "表达和算账都弱", "", 0, 1},
	{"康嘉澜", "主管", "猎头", []int{90, 80, 70, 60}, model.CandidateWithdrew, "去了别家", "", 0, 4},
	{"于书越", "业务员", "内部推荐", []int{66, 60, 52, 45, 31}, "", "", "老员工推荐,试用期", 0, 5},
	{"方亦欣", "业务员", "招聘网站", []int{130, 121, 110, 104, 90}, "", "", "做过饮料终端", 0, 4},
	{"伍书禾", "业务员", "招聘网站", []int{48, 40}, model.CandidateRejected, "没来面试", "", 0, 0},
}

func (b *Book) fillCandidates(e *store.Edit) error {
	regions := b.districts()
	for i, d := range demoCandidates {
		applied := b.Today - model.Date(d.steps[0])
		c := model.Candidate{Name: d.name, Position: d.position, Source: d.source, Phone: fmt.Sprintf("100%08d", 77_000_000+i), Stage: model.CandidateApplied,
			Applied: applied, StageOn: applied, Score: d.score, Note: d.note}
		if len(regions) > 0 {
			region := regions[i%len(regions)]
			c.RegionID, c.SuperiorID = region.ID, region.ManagerID
		}
		if d.next != 0 && d.end == "" {
			c.NextOn = b.Today + model.Date(d.next)
		}
		if err := store.Put(e, &c); err != nil {
			return err
		}
	}
	return nil
}

// districts are the regions below another one, in their order.
func (b *Book) districts() []*model.Region {
	var out []*model.Region
	for _, r := range b.Directory.Regions {
		if r.ParentID != 0 {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(x, y *model.Region) int { return cmp.Or(cmp.Compare(x.Sort, y.Sort), cmp.Compare(x.ID, y.ID)) })
	return out
}

// moveCandidates takes each candidate through the stages, one act a stage, so that their
// way stands in the history; two of them have begun to work.
func (b *Book) moveCandidates(ctx context.Context) error {
	rows, err := store.Find(ctx, b.Store, model.Candidate{})
	if err != nil {
		return err
	}
	book := recruiting.New(b.Store)
	book.SetClock(func() model.Date { return b.Today })
	for _, c := range rows {
		at := slices.IndexFunc(demoCandidates, func(d demoCandidate) bool { return d.name == c.Name })
		if at < 0 {
			continue
		}
		d := demoCandidates[at]
		last := c.Applied
		for n, ago := range d.steps[1:] {
			last = b.Today - model.Date(ago)
			if recruiting.Stages[n+1] == model.CandidateHired {
				err = b.hire(ctx, book, c, last)
			} else {
				_, err = book.Move(ctx, c.ID, recruiting.Stages[n+1], last, "")
			}
			if err != nil {
				return err
			}
		}
		if d.end != "" {
			if _, err := book.Move(ctx, c.ID, d.end, last+5, d.reason); err != nil {
				return err
			}
		}
	}
	return nil
}

// hire makes an employee of a candidate, in the department of the reps of the district.
func (b *Book) hire(ctx context.Context, book *recruiting.Book, c model.Candidate, on model.Date) error {
	post := recruiting.Post{Code: fmt.Sprintf("E%03d", 920+c.ID), From: on, Position: c.Position, RegionID: c.RegionID, SuperiorID: c.SuperiorID}
	for _, e := range b.team() {
		if e.RegionID == c.RegionID && e.Position == c.Position {
			post.DepartmentID, post.SuperiorID = e.DepartmentID, e.SuperiorID
		}
	}
	_, _, err := book.Hire(ctx, c.ID, post)
	return err
}

var coachingWords = []struct{ good, improve, next string }{
	{"开场自然,先问动销再谈单", "没有看后仓库存", "每家先查库存再报单"},
	{"陈列整改当场做完", "竞品价格没有记", "每家记一个竞品价签"},
	{"和老板关系好,能要到堆头", "报价前没有算毛利", "谈价前先算客户毛利"},
	{"路线熟,一天跑满 22 家", "每家停留太短,新品没推", "每天至少推 5 家新品铺货"},
	{"账期解释清楚,回款当场定了日子", "拜访记录隔天才补", "离店前写完拜访记录"},
}

// fillCoaching writes notes of joint visits: of some people the point was carried on, of
// some it worked.
func (b *Book) fillCoaching(e *store.Edit, team []*model.Employee) error {
	for i, p := range team {
		if p.SuperiorID == 0 || b.Rand.IntN(3) == 0 {
			continue
		}
		words := coachingWords[i%len(coachingWords)]
		first := model.CoachingNote{EmployeeID: p.ID, CoachID: p.SuperiorID, CustomerID: b.customerOf(p.ID), Date: b.Today - model.Date(20+b.Rand.IntN(40)),
			Good: words.good, Improve: words.improve, NextPoint: words.next}
		if err := store.Put(e, &first); err != nil {
			return err
		}
		if b.Rand.IntN(2) == 0 {
			continue
		}
		later := coachingWords[(i+2)%len(coachingWords)]
		second := model.CoachingNote{EmployeeID: p.ID, CoachID: p.SuperiorID, CustomerID: b.customerOf(p.ID), Date: b.Today - model.Date(1+b.Rand.IntN(15)), Good: later.good}
		if b.Rand.IntN(2) == 0 {
			first.Done, second.NextPoint = true, later.next
		} else {
			second.Improve, second.NextPoint = "上次说的还没有养成习惯", words.next
		}
		if err := store.Put(e, &second); err != nil {
			return err
		}
		if !first.Done {
			first.CarriedTo = second.ID
		}
		if err := store.Put(e, &first); err != nil {
			return err
		}
	}
	return nil
}

// customerOf is one of someone's customers, 0 without any.
func (b *Book) customerOf(employee model.ID) model.ID {
	var own []model.ID
	for id, c := range b.Directory.Customers {
		if c.OwnerID == employee {
			own = append(own, id)
		}
	}
	if len(own) == 0 {
		return 0
	}
	slices.Sort(own)
	return own[b.Rand.IntN(len(own))]
}
