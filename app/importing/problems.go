package importing

import (
	"xunshi/assets/i18n"
)

// reason says what is wrong with a cell; its text is the Chinese wording.
type reason string

// Reasons for rejecting a row.
//
//i18n:key
const (
	badEmpty      reason = "没有填写"
	badDate       reason = "不是日期"
	badDay        reason = "日历上没有这一天"
	badDateSpan   reason = "日期不在 1990 年至一年以后之间"
	badNumber     reason = "不是数字"
	badLarge      reason = "数字过大"
	badError      reason = "单元格是错误值"
	badFormula    reason = "公式没有保存结果,请用 Excel 打开后保存"
	badCustomer   reason = "没有客户"
	badProduct    reason = "没有品项"
	badUnits      reason = "只有箱数,不知道每箱几件"
	badSigns      reason = "数量为负而金额为正,分不清是销售还是退货"
	badMonth      reason = "不是月份"
	badYearless   reason = "月份没有年份"
	badLevel      reason = "目标级别不认识"
	badMetric     reason = "指标不认识"
	badNegative   reason = "不能是负数"
	badWhole      reason = "必须是整数"
	badTerm       reason = "不是天数"
	badEntryKind  reason = "账款类型不认识"
	badNameless   reason = "没有名称"
	badAmountless reason = "没有金额,也没有单价和数量"
)

// problem is one thing wrong with one row.
type problem struct {
	sheet  int // its place in the book
	row    int // from 0
	column int // -1 if no one column is to blame
	field  Field
	why    reason
	shown  string // the cell as it stands
}

// words for the rejects file and the preview.
func (p *problem) words() string {
	w := i18n.T(string(p.why))
	if p.shown != "" {
		return i18n.T("%s:“%s”", w, p.shown)
	}
	return w
}

// LeftOut is a row that is no data: a subtotal, a repeated header, a remark below the table.
type LeftOut struct {
	RowNo  int    // as Excel counts, from 1
	Text   string // what the row says
	Reason string // why it was left out
	sheet  int
}

// ProblemGroup is all problems of one kind in one column.
type ProblemGroup struct {
	Column string // title of the column
	Field  Field
	Reason string // in words
	Count  int
	Rows   []int  // the first rows, as Excel counts
	Sample string // the first offending cell
}

const groupRows = 20

// groupProblems gathers problems by column and reason in the order they first occur.
func (s *Session) groupProblems(list []problem) []ProblemGroup {
	type key struct {
		sheet, column int
		why           reason
	}
	var out []ProblemGroup
	at := map[key]int{}
	for i := range list {
		p := &list[i]
		k := key{p.sheet, p.column, p.why}
		n, ok := at[k]
		if !ok {
			n = len(out)
			at[k] = n
			out = append(out, ProblemGroup{Column: s.problemColumn(p), Field: p.field,
				Reason: i18n.T(string(p.why)), Sample: p.shown})
		}
		g := &out[n]
		g.Count++
		if len(g.Rows) < groupRows && (len(g.Rows) == 0 || g.Rows[len(g.Rows)-1] != p.row+1) {
			g.Rows = append(g.Rows, p.row+1)
		}
	}
	return out
}

// problemColumn names the column to blame, with the sheet if it is not the chosen one.
func (s *Session) problemColumn(p *problem) string {
	name := p.field.Label()
	if p.column >= 0 {
		name = s.columnName(p.column)
	}
	if p.sheet != s.sheet {
		return i18n.T("%s(工作表%s)", name, s.book.Sheets[p.sheet].Name)
	}
	return name
}
