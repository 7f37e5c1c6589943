package records

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"xunshi/app/importing/values"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Type says what the texts of a column are.
type Type int

// Types of column.
const (
	Text     Type = iota
	Money         // yuan per what the title says, "3.5"
	Quantity      // "24"
	Whole         // a count that is not negative
	Percent       // in percent, at most two decimals
	Degrees       // geographic, decimal
	Date          // "2026-09-01"
	Yes           // 是, or nothing
	Words         // several words, comma separated
	Ref           // another record, see Column.Refers
)

// Column is one field of a kind of record, as a column of texts.
type Column struct {
	Key      string // the same in every language; for lists that are imported also the field's key there
	Title    string // in the language in force
	Chinese  string // the title in Chinese
	Type     Type
	Width    int  // of workbook columns, in characters
	Required bool // a record without it cannot be kept
	Extra    bool // not shown in the grid unless chosen
	Silent   bool // only in files: says again what another column says
	Refers   Kind // of Ref: what it points at
	Many     bool // of Ref: several, comma separated
	Options  []string
	Closed   bool // nothing but Options
	Hint     string

	lookup *lookup
	low    float64 // of Degrees
	high   float64
}

const longestText = 500

// Read puts what was typed, pasted or imported into the one form in which it is kept and
// compared ("1.5万" → "15000"), or says in words what is wrong with it. The empty text is
// always right.
func (c *Column) Read(text string) (string, error) {
	if !utf8.ValidString(text) {
		return "", wrong("含有无法识别的字符")
	}
	text = strings.TrimSpace(strings.Map(printable, text))
	if text == "" {
		return "", nil
	}
	switch c.Type {
	case Money:
		m, _, err := values.Money(text, 0)
		switch {
		case err != nil:
			return "", notNumber(err)
		case m < 0:
			return "", wrong("不能是负数")
		}
		return m.String(), nil
	case Quantity:
		q, err := values.UnitsPerCase(text)
		if err := countFault(err, q < 0); err != nil {
			return "", err
		}
		return q.String(), nil
	case Whole:
		return readWhole(text)
	case Percent:
		return readPercent(text)
	case Degrees:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(f) || f < c.low || f > c.high {
			return "", wrong("不是 %g 到 %g 之间的度数", c.low, c.high)
		}
		return strconv.FormatFloat(f, 'f', -1, 64), nil
	case Date:
		return readDate(text)
	case Yes:
		return readYes(text)
	case Words:
		return strings.Join(words(text), ","), nil
	case Ref:
		return c.readRef(text)
	}
	return c.readText(text)
}

// printable leaves out what no file can hold and nobody can see.
func printable(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' {
		return -1
	}
	return r
}

func (c *Column) readText(text string) (string, error) {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) > longestText {
		return "", wrong("超过 %d 个字", longestText)
	}
	if !c.Closed {
		return text, nil
	}
	for _, o := range c.Options {
		if strings.EqualFold(o, text) {
			return o, nil
		}
	}
	for word, o := range closedWords {
		if strings.EqualFold(word, text) && slices.Contains(c.Options, i18n.T(o)) {
			return i18n.T(o), nil
		}
	}
	return "", wrong("只能是:%s", strings.Join(c.Options, i18n.T("、")))
}

// readRef reads the name or code of another record, or several of them.
func (c *Column) readRef(text string) (string, error) {
	if !c.Many {
		id, err := c.lookup.find(c.Refers, text)
		if err != nil {
			return "", err
		}
		return c.lookup.text(c.Refers, id), nil
	}
	var out []string
	for _, w := range words(text) {
		id, err := c.lookup.find(c.Refers, w)
		if err != nil {
			return "", err
		}
		if t := c.lookup.text(c.Refers, id); !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ","), nil
}

// same tells whether two texts of the column mean the same.
func (c *Column) same(a, b string) bool {
	if c.Type == Yes && a != b {
		no := i18n.T("否")
		return (a == "" || a == no) && (b == "" || b == no)
	}
	return a == b
}

func notNumber(err error) error {
	if errors.Is(err, values.ErrTooLarge) {
		return wrong("数字过大")
	}
	return wrong("不是数字")
}

func countFault(err error, negative bool) error {
	switch {
	case err != nil:
		return notNumber(err)
	case negative:
		return wrong("不能是负数")
	}
	return nil
}

const largestWhole = 1_000_000_000

// wholeUnits may stand behind a count.
var wholeUnits = []string{"天", "日", "辆", "台", "平方米", "平米", "㎡", "m2"} //i18n:data

func readWhole(text string) (string, error) {
	plain, err := values.Plain(text, wholeUnits...)
	if err != nil {
		return "", notNumber(err)
	}
	q, err := model.ParseQuantity(plain)
	switch {
	case err != nil:
		return "", notNumber(err)
	case q < 0:
		return "", wrong("不能是负数")
	case q%model.Unit != 0:
		return "", wrong("要是整数")
	case q > largestWhole*model.Unit:
		return "", wrong("数字过大")
	}
	return strconv.FormatInt(int64(q/model.Unit), 10), nil
}

func readPercent(text string) (string, error) {
	plain, err := values.Plain(strings.TrimRight(text, "%％"))
	if err != nil {
		return "", notNumber(err)
	}
	q, err := model.ParseQuantity(plain)
	switch {
	case err != nil:
		return "", notNumber(err)
	case q < 0 || q > 100*model.Unit:
		return "", wrong("要在 0 到 100 之间")
	case q%10 != 0:
		return "", wrong("最多两位小数")
	}
	return q.String(), nil
}

func readDate(text string) (string, error) {
	if parts, ok := values.Scan(text); ok {
		if d, ok := parts.Date(values.YMD); ok && d.Time().Year() >= 1900 && d.Time().Year() <= 2200 {
			return d.String(), nil
		}
	}
	return "", wrong("不是日期,请写成 2026-09-01")
}

//i18n:data
var yesWords, noWords = []string{"是", "y", "yes", "true", "1", "√", "✓", "对", "有"}, []string{"否", "n", "no", "false", "0", "×", "不是", "无"}

func readYes(text string) (string, error) {
	low := strings.ToLower(text)
	switch {
	case slices.Contains(yesWords, low):
		return i18n.T("是"), nil
	case slices.Contains(noWords, low):
		return i18n.T("否"), nil
	}
	return "", wrong("请写 是 或 否")
}

// closedWords are the words of closed choices in either language, so that a file written in
// one is read in the other.
//
//i18n:data
var closedWords = map[string]string{
	"潜在": "潜在", "prospect": "潜在", "合作": "合作", "合作中": "合作", "active": "合作", "停止合作": "停止合作", "停止": "停止合作", "stopped": "停止合作",
	"价格体系": "价格体系", "tier": "价格体系", "tier price": "价格体系", "底价": "底价", "floor": "底价", "floor price": "底价", "成本": "成本", "cost": "成本",
}
