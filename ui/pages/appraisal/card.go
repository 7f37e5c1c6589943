package appraisal

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/appraising"
	"xunshi/app/appraising/figures"
	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/desk"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/bars"
	"xunshi/ui/widgets/form"
	"xunshi/ui/widgets/pick"
)

// sheetCard is one person's sheet: every KPI with where its figure comes from, the score,
// what superior and employee say, and the months before.
func (t *sheetsTab) sheetCard(s *appraising.Sheet) fyne.CanvasObject {
	body := []fyne.CanvasObject{t.buttons(s), lineHead()}
	for i := range s.Lines {
		body = append(body, lineRow(&s.Lines[i]), widgets.Hairline())
	}
	body = append(body, totalRow(s))
	if s.Spread() {
		body = append(body, widgets.WrappedCaption(appraising.SpreadRule()))
	}
	if s.Since != nil {
		body = append(body, t.driftNote(s))
	}
	if points := t.history[s.Person.ID]; points != nil {
		body = append(body, widgets.Caption(i18n.T("近 12 个月签字得分")), historyBars(points))
	}
	body = append(body, comment(i18n.T("主管评语"), s.Record.Comment), comment(i18n.T("本人意见"), s.Record.Reply), widgets.WrappedCaption(appraising.ScoreRule()))
	caption := s.Person.Position + " · " + t.page.view.RegionName(s.Person.RegionID) + " · " + s.Scheme.Name
	return widgets.NewCard(s.Person.Name, caption, widgets.NewVScroll(widgets.Inset(widgets.Insets{Right: 10}, widgets.Column(6, body...))))
}

func (t *sheetsTab) buttons(s *appraising.Sheet) fyne.CanvasObject {
	head := []fyne.CanvasObject{widgets.NewText(s.ScoreText(), widgets.TextStyle{Size: theme.TextKey, Bold: true}),
		widgets.Caption(i18n.T("分 · 第 %s 名", s.RankText())), widgets.Spacer()}
	var row []fyne.CanvasObject
	if s.State == appraising.Signed {
		head = append(head, widgets.Pill(i18n.T("%s 已签字", s.Record.SignedAt.Local().Format("1-2")), widgets.Ahead))
		row = append(row, widgets.NewButton(i18n.T("重新打开"), func() { t.reopen(s) }))
	} else {
		if s.Missing() > 0 {
			head = append(head, widgets.Pill(i18n.T("缺 %d 项评分", s.Missing()), widgets.Attention))
		}
		row = append(row, widgets.NewIconButton(icons.Edit, i18n.T("评分与评语"), func() { t.review(s) }), widgets.NewIconButton(icons.Lock, i18n.T("签字确认"), func() { t.signOne(s) }))
	}
	row = append(row, widgets.NewIconButton(icons.Print, i18n.T("打印"), func() { t.print(s) }))
	return widgets.Column(6, widgets.Row(8, head...), widgets.Row(8, row...))
}

var lineWeights = []float32{24, 24, 24, 16, 14, 14, 13}

func cells(style widgets.TextStyle, texts ...string) fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(texts))
	for i, text := range texts {
		if style.Align = fyne.TextAlignTrailing; i == 0 {
			style.Align = fyne.TextAlignLeading
		}
		style.Ellipsis = true
		objects[i] = widgets.NewText(text, style)
	}
	return widgets.Weighted(6, lineWeights, objects...)
}

func lineHead() fyne.CanvasObject {
	return cells(widgets.TextStyle{Size: theme.TextCaption, Color: theme.Quiet}, i18n.T("指标"), i18n.T("目标/基数"), i18n.T("实际"), i18n.T("达成率"),
		i18n.T("得分"), i18n.T("权重"), i18n.T("加权分"))
}

// lineRow is one KPI: its figures, and below them where they come from.
func lineRow(l *appraising.Line) fyne.CanvasObject {
	style := widgets.TextStyle{Size: theme.TextCaption}
	words := l.Basis + ";" + l.RuleText()
	if l.Effective != l.Weight {
		words += ";" + i18n.T("原权重 %s", figures.Short(int64(l.Weight)))
	}
	if !l.Known {
		style.Color = theme.Quiet
		words = l.Why + " · " + words
	}
	return widgets.Column(3, cells(style, l.Name, l.TargetText(), l.ActualText(), l.RateText(), l.PointsText(), figures.Short(int64(l.Effective)), l.WeightedText()), widgets.WrappedCaption(words))
}

func totalRow(s *appraising.Sheet) fyne.CanvasObject {
	return cells(widgets.TextStyle{Bold: true}, i18n.T("总分"), "", "", "", "", figures.Short(appraising.FullWeight), s.ScoreText())
}

// driftNote says what a signed sheet would score by today's data.
func (t *sheetsTab) driftNote(s *appraising.Sheet) fyne.CanvasObject {
	now := "—"
	if s.Since.Scored {
		now = figures.Points(s.Since.Score)
	}
	return widgets.NewText(i18n.T("签字后数据有变动:按现在的数据是 %s 分;本表仍是签字时的数。", now), widgets.TextStyle{Size: theme.TextCaption, Color: theme.Attention, Wrap: true})
}

func comment(title, text string) fyne.CanvasObject {
	return widgets.Column(1, widgets.Caption(title), widgets.Wrapped(cmp.Or(text, i18n.T("(未填)"))))
}

func historyBars(points []appraising.Point) fyne.CanvasObject {
	if !slices.ContainsFunc(points, func(x appraising.Point) bool { return x.Scored }) {
		return widgets.Caption(i18n.T("还没有签过字的考核。"))
	}
	list := make([]bars.Bar, len(points))
	for i, x := range points {
		_, month := x.Month.YM()
		list[i] = bars.Bar{Label: widgets.MonthName(month), Value: int64(x.Score), Text: i18n.T("%[1]s %[2]s 分", x.Month, figures.Points(x.Score)), None: !x.Scored}
	}
	return bars.New(86, list...)
}

// mostManual is how many manual KPIs of one scheme can be scored in the sheet.
const mostManual = 12

// reviewed is what the review sheet edits.
type reviewed struct {
	scores   [mostManual]string // as typed, "" = not given
	comment  string
	reply    string
	reviewer model.ID
}

// review opens the sheet in which the superior scores and comments.
func (t *sheetsTab) review(s *appraising.Sheet) {
	if s.State == appraising.Signed {
		t.print(s)
		return
	}
	before := appraising.ReviewOf(s)
	f := form.New(form.Section[reviewed]{Fields: t.reviewFields(s)}).Inline()
	v := reviewed{comment: before.Comment, reply: before.Reply, reviewer: before.ReviewerID}
	for i, points := range before.Scores[:min(len(before.Scores), mostManual)] {
		if points >= 0 {
			v.scores[i] = strconv.Itoa(points)
		}
	}
	f.Set(v)
	p := t.page
	p.host.Sheet(shell.Sheet{Title: i18n.T("评分与评语:%[1]s %[2]s", s.Person.Name, document.MonthText(s.Month)), Content: f, Width: 640, Primary: i18n.T("保存草稿"),
		Dirty: f.Dirty, OnClosed: f.Close, OnPrimary: func(done func()) {
			v, ok := f.Value()
			if !ok {
				return
			}
			after := appraising.Review{Comment: v.comment, Reply: v.reply, ReviewerID: v.reviewer, Scores: make([]int, len(before.Scores))}
			for i := range after.Scores {
				after.Scores[i] = -1
				if n, err := strconv.Atoi(v.scores[min(i, mostManual-1)]); err == nil {
					after.Scores[i] = n
				}
			}
			desk.Do(p.host, desk.Act{Said: i18n.T("已保存 %s 的评分与评语", s.Person.Name), Done: done, Undo: p.book.Undo,
				Work: func(ctx context.Context) (string, error) { return p.book.Save(ctx, s.Person.ID, s.Month, after) }})
		}})
}

func (t *sheetsTab) reviewFields(s *appraising.Sheet) []form.Field[reviewed] {
	var list []form.Field[reviewed]
	n := 0
	for _, l := range s.Lines {
		if l.Kind != model.KPIManual || n == mostManual {
			continue
		}
		at := n
		list = append(list, form.Text(l.Name, func(r *reviewed) *string { return &r.scores[at] }).Width(100).Unit(i18n.T("分")).
			Hint(i18n.T("0 到 100,权重 %s", figures.Percent(int64(l.Weight)))).Valid(func(r *reviewed) error { return checkScore(r.scores[at]) }))
		n++
	}
	d := t.page.view.Directory
	return append(list,
		form.Pick(i18n.T("考核人"), func() []pick.Item { return desk.People(d, s.Until) }, func(r *reviewed) *model.ID { return &r.reviewer }).Required(),
		form.Area(i18n.T("主管评语"), func(r *reviewed) *string { return &r.comment }),
		form.Area(i18n.T("本人意见"), func(r *reviewed) *string { return &r.reply }))
}

func checkScore(text string) error {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	if n, err := strconv.Atoi(text); err != nil || n < 0 || n > 100 {
		return errors.New(i18n.T("请填 0 到 100 的整数"))
	}
	return nil
}
