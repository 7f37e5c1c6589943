// Package exchange sends each rep a workbook to fill in and takes the filled ones back,
// without a server: files go out and come home by whatever carries them. A workbook asks
// for daily sales, visits and market status; a return is recognised by what is hidden in
// it, not by its name; everything is looked over before anything is written, and a return
// is taken in or back as a whole.
package exchange

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Kind is what a workbook can ask for.
type Kind string

// Kinds of form in a workbook.
const (
	Sales  Kind = "sales"  // 日报销量
	Visits Kind = "visits" // 拜访
	Status Kind = "status" // 市态反映
)

// Kinds are all forms, in the order of the workbook's sheets.
var Kinds = []Kind{Sales, Visits, Status}

// Name of the form for the user.
func (k Kind) Name() string {
	switch k {
	case Sales:
		return i18n.T("日报销量")
	case Visits:
		return i18n.T("拜访")
	case Status:
		return i18n.T("市态反映")
	}
	return string(k)
}

// Topics are what a market status can be about, in the order of the form.
//
//i18n:data
var Topics = []string{"价格", "竞品", "促销", "库存", "冲货", "新品", "其他"}

// Desk is the use case over one store.
type Desk struct {
	store   *store.Store
	changed func()
	today   func() model.Date
}

// New makes a Desk; changed is called after the ledger changed (may be nil).
func New(s *store.Store, changed func()) *Desk {
	if changed == nil {
		changed = func() {}
	}
	return &Desk{store: s, changed: changed, today: model.Today}
}

// SetClock says what today is, instead of the computer's clock.
func (d *Desk) SetClock(today func() model.Date) { d.today = today }

// Today by the desk's clock.
func (d *Desk) Today() model.Date { return d.today() }

// Undo takes an act of sending or withdrawing back.
func (d *Desk) Undo(ctx context.Context, operation string) error {
	return d.store.Undo(ctx, operation)
}

// joinKinds is how a RepWorkbook keeps what it asks for.
func joinKinds(kinds []Kind) string {
	words := make([]string, 0, len(kinds))
	for _, k := range Kinds {
		if slices.Contains(kinds, k) {
			words = append(words, string(k))
		}
	}
	return strings.Join(words, ",")
}

// KindsOf are the forms of a workbook as it keeps them.
func KindsOf(kept string) []Kind {
	var out []Kind
	for _, k := range Kinds {
		if slices.Contains(strings.Split(kept, ","), string(k)) {
			out = append(out, k)
		}
	}
	return out
}

// KindNames says 日报销量、拜访.
func KindNames(kept string) string {
	var words []string
	for _, k := range KindsOf(kept) {
		words = append(words, k.Name())
	}
	return strings.Join(words, i18n.T("、"))
}

// nothing refuses an act with nothing to do.
func nothing(what, do string) error {
	return model.NewFault(nil, what, i18n.T("数据没有改动。"), do)
}

// PeriodText says a period: one day, one whole month, or from and to.
func PeriodText(p model.Period) string {
	m := p.From.Month()
	switch {
	case p.From == p.To:
		return p.From.String()
	case p == m.Period():
		return document.MonthText(m)
	}
	return i18n.T("%s 至 %s", p.From, p.To)
}

func wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
