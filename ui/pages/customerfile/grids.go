package customerfile

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/app/customers/file/fields"
	"xunshi/app/document"
	"xunshi/app/importing/values"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/widgets/grid"
	"xunshi/ui/widgets/pick"
)

// list is an entry grid over the records of one kind in a file.
type list[T any] struct {
	grid   *grid.Grid
	key    int // column that tells which record a row is
	write  func(*T) grid.Row
	read   func(grid.Row, *T)
	before []T        // the records shown
	rows   []grid.Row // how they were shown
}

func (l *list[T]) show(records []T) {
	l.before, l.rows = records, make([]grid.Row, len(records))
	for i := range records {
		l.rows[i] = l.write(&records[i])
	}
	l.grid.SetRows(l.rows)
}

// records reads the rows; each keeps the record it was, blank ones are left out.
func (l *list[T]) records() []T {
	now := l.grid.Rows()
	var filled []grid.Row
	for _, r := range now {
		if !r.Blank() {
			filled = append(filled, r)
		}
	}
	var out []T
	for i, k := range matchRows(l.rows, filled, l.key) {
		var record T
		if k >= 0 {
			record = l.before[k]
		}
		l.read(filled[i], &record)
		out = append(out, record)
	}
	return out
}

func dateColumn(key, title string) grid.Column {
	return grid.Column{Key: key, Title: title, Width: 96, Read: readDate}
}

func readDate(text string) (string, error) {
	d, err := pick.ParseDate(text, model.Today())
	if err != nil {
		return "", model.NewFault(err, i18n.T("不是日期"), "", "")
	}
	return d.String(), nil
}

func day(text string) model.Date {
	d, err := pick.ParseDate(text, model.Today())
	if err != nil {
		return 0 // the cell says what is wrong; nothing is saved until it is put right
	}
	return d
}

func yesColumn(key, title string) grid.Column {
	return grid.Column{Key: key, Title: title, Width: 58, Read: readYes, Items: func() []pick.Item { return pick.Words([]string{i18n.T("是"), i18n.T("否")}) }}
}

func readYes(text string) (string, error) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "是", "yes", "y", "1", "true", "√", "✓": //i18n:data
		return i18n.T("是"), nil
	case "否", "no", "n", "0", "false", "": //i18n:data
		return "", nil
	}
	return "", model.NewFault(nil, i18n.T("请填 是 或 否"), "", "")
}

func yesWord(b bool) string {
	if b {
		return i18n.T("是")
	}
	return ""
}

func isYes(text string) bool {
	word, err := readYes(text)
	return err == nil && word != ""
}

func readPercent(text string) (string, error) {
	bp, err := basisPoints(text)
	if err != nil {
		return "", err
	}
	return percentText(bp), nil
}

// basisPoints reads "12.5" and "12.5%" as 1250.
func basisPoints(text string) (int, error) {
	plain, err := values.Plain(strings.TrimRight(strings.TrimSpace(text), "%％"))
	if err != nil {
		return 0, model.NewFault(err, i18n.T("请填百分数,例如 12.5"), "", "")
	}
	f, err := strconv.ParseFloat(plain, 64)
	if err != nil || f < 0 || f > 100 {
		return 0, model.NewFault(err, i18n.T("应在 0 到 100 之间"), "", "")
	}
	return int(f*100 + 0.5), nil
}

func percentText(basisPoints int) string {
	if basisPoints == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(basisPoints)/100, 'f', -1, 64) + "%"
}

func readMoney(text string) (string, error) {
	m, _, err := values.Money(text, 0)
	if err != nil || m < 0 {
		return "", model.NewFault(err, i18n.T("请填金额(元)"), "", "")
	}
	return moneyText(m), nil
}

func money(text string) model.Money {
	m, _, err := values.Money(text, 0)
	if err != nil {
		return 0 // the cell says what is wrong
	}
	return m
}

func moneyText(m model.Money) string {
	if m == 0 {
		return ""
	}
	return document.FormatMoney(m, document.Yuan, 2)
}

func (p *Page) newContacts() *list[model.Contact] {
	g := grid.New([]grid.Column{
		{Key: "name", Title: i18n.T("姓名"), Width: 88},
		{Key: "role", Title: i18n.T("职务"), Width: 76, Items: func() []pick.Item { return pick.Words(p.roles()) }, Read: func(s string) (string, error) { return strings.TrimSpace(s), nil }},
		{Key: "phone", Title: i18n.T("电话"), Width: 116}, {Key: "phone2", Title: i18n.T("电话 2"), Width: 116},
		{Key: "wechat", Title: i18n.T("微信"), Width: 96}, dateColumn("birthday", i18n.T("生日")), yesColumn("main", i18n.T("主要")),
		{Key: "email", Title: i18n.T("邮箱"), Width: 110}, {Key: "note", Title: i18n.T("备注"), Width: 90, Flex: true},
	})
	g.Check = func(r grid.Row) []string {
		if r[0] == "" {
			return []string{i18n.T("请填姓名")}
		}
		return nil
	}
	return p.bind(&list[model.Contact]{grid: g,
		write: func(c *model.Contact) grid.Row {
			return grid.Row{c.Name, c.Role, c.Phone, c.Phone2, c.WeChat, c.Birthday.String(), yesWord(c.Main), c.Email, c.Note}
		},
		read: func(r grid.Row, c *model.Contact) {
			c.Name, c.Role, c.Phone, c.Phone2, c.WeChat = r[0], r[1], r[2], r[3], r[4]
			c.Birthday, c.Main, c.Email, c.Note = day(r[5]), isYes(r[6]), r[7], r[8]
		}})
}

func (p *Page) roles() []string {
	if p.book == nil {
		return nil
	}
	return p.book.suggestions.Roles
}

func (p *Page) bind(l *list[model.Contact]) *list[model.Contact] {
	l.grid.OnChange, l.grid.OnPasteFault = p.changed, p.host.Fail
	return l
}

func (p *Page) newPolicies() *list[model.CustomerPolicy] {
	g := grid.New([]grid.Column{
		dateColumn("from", i18n.T("开始")), dateColumn("to", i18n.T("截止")),
		{Key: "tier", Title: i18n.T("价格体系"), Width: 88, Items: func() []pick.Item { return pick.Words(p.tiers()) }, Read: func(s string) (string, error) { return strings.TrimSpace(s), nil }},
		{Key: "rebate", Title: i18n.T("返利"), Width: 68, Align: fyne.TextAlignTrailing, Read: readPercent},
		yesColumn("exclusive", i18n.T("独家")), {Key: "terms", Title: i18n.T("政策内容"), Width: 150, Flex: true}, {Key: "note", Title: i18n.T("备注"), Width: 90},
	})
	g.OnChange, g.OnPasteFault = p.changed, p.host.Fail
	return &list[model.CustomerPolicy]{grid: g,
		write: func(x *model.CustomerPolicy) grid.Row {
			return grid.Row{x.From.String(), x.To.String(), x.PriceTier, percentText(x.Rebate), yesWord(x.Exclusive), x.Terms, x.Note}
		},
		read: func(r grid.Row, x *model.CustomerPolicy) {
			x.From, x.To, x.PriceTier, x.Exclusive, x.Terms, x.Note = day(r[0]), day(r[1]), r[2], isYes(r[4]), r[5], r[6]
			x.Rebate = share(r[3])
		}}
}

func share(text string) int {
	if text == "" {
		return 0
	}
	bp, err := basisPoints(text)
	if err != nil {
		return 0 // the cell says what is wrong
	}
	return bp
}

func (p *Page) tiers() []string {
	if p.book == nil {
		return nil
	}
	return p.book.suggestions.Tiers
}

func (p *Page) newContracts() *list[model.Contract] {
	g := grid.New([]grid.Column{
		{Key: "number", Title: i18n.T("合同号"), Width: 104}, {Key: "title", Title: i18n.T("标题"), Width: 120, Flex: true},
		dateColumn("from", i18n.T("开始")), dateColumn("to", i18n.T("截止")),
		{Key: "commitment", Title: i18n.T("约定销售额(元)"), Width: 116, Align: fyne.TextAlignTrailing, Read: readMoney},
		{Key: "deposit", Title: i18n.T("保证金(元)"), Width: 96, Align: fyne.TextAlignTrailing, Read: readMoney},
		{Key: "rebate", Title: i18n.T("返利条件"), Width: 110}, {Key: "note", Title: i18n.T("备注"), Width: 80},
	})
	g.OnChange, g.OnPasteFault = p.changed, p.host.Fail
	return &list[model.Contract]{grid: g,
		write: func(c *model.Contract) grid.Row {
			return grid.Row{c.Number, c.Title, c.From.String(), c.To.String(), moneyText(c.Commitment), moneyText(c.Deposit), c.Rebate, c.Note}
		},
		read: func(r grid.Row, c *model.Contract) {
			c.Number, c.Title, c.From, c.To = r[0], r[1], day(r[2]), day(r[3])
			c.Commitment, c.Deposit, c.Rebate, c.Note = money(r[4]), money(r[5]), r[6], r[7]
		}}
}

func (p *Page) newShares() *list[model.CustomerShare] {
	g := grid.New([]grid.Column{
		{Key: "employee", Title: i18n.T("人员"), Width: 140, Flex: true, Read: p.readEmployee, Items: func() []pick.Item {
			if p.book == nil {
				return nil
			}
			return p.book.employees
		}},
		{Key: "share", Title: i18n.T("比例"), Width: 76, Align: fyne.TextAlignTrailing, Read: readPercent},
		dateColumn("from", i18n.T("开始")), dateColumn("to", i18n.T("截止")),
	})
	g.Check = func(r grid.Row) []string {
		out := make([]string, len(r))
		if r[0] == "" {
			out[0] = i18n.T("请选人员")
		}
		if r[1] == "" {
			out[1] = i18n.T("请填比例")
		}
		return out
	}
	g.OnChange, g.OnPasteFault = p.changed, p.host.Fail
	return &list[model.CustomerShare]{grid: g,
		write: func(s *model.CustomerShare) grid.Row {
			return grid.Row{fields.EmployeeName(p.book.directory, s.EmployeeID), percentText(s.Share), s.From.String(), s.To.String()}
		},
		read: func(r grid.Row, s *model.CustomerShare) {
			if fields.EmployeeName(p.book.directory, s.EmployeeID) != r[0] {
				s.EmployeeID = p.employeeNamed(r[0])
			}
			s.Share, s.From, s.To = share(r[1]), day(r[2]), day(r[3])
		}}
}

func (p *Page) readEmployee(text string) (string, error) {
	if p.employeeNamed(text) == 0 {
		return "", model.NewFault(nil, i18n.T("没有这个人员"), "", "")
	}
	return fields.EmployeeName(p.book.directory, p.employeeNamed(text)), nil
}

// employeeNamed finds somebody by name, code or pinyin, 0 when nobody or several fit.
func (p *Page) employeeNamed(text string) model.ID {
	if p.book == nil || strings.TrimSpace(text) == "" {
		return 0
	}
	for _, it := range p.book.employees {
		if it.Name == text || it.Code != "" && it.Code == text {
			return it.ID
		}
	}
	if found := pick.Find(p.book.employees, text, 2); len(found) == 1 {
		return found[0].ID
	}
	return 0
}
