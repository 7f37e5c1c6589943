package exchange

import (
	"errors"
	"os"

	"xunshi/app/exchange"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// validPeriod refuses a period that ends before it begins.
func validPeriod(a *sendAsk) error {
	if a.To < a.From {
		return errors.New(i18n.T("早于开始日期"))
	}
	return nil
}

// Returned tells whether what was dropped on the window is for this page: a folder, or
// workbooks of ours, renamed or not.
func Returned(paths []string) bool {
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil || !info.IsDir() && !exchange.Ours(p) {
			return false
		}
	}
	return len(paths) > 0
}

// shortPeriod is the period of a workbook as a narrow column holds it: a month by its name,
// else the days.
func shortPeriod(w *model.RepWorkbook) string {
	p := model.Period{From: w.From, To: w.To}
	if p == p.From.Month().Period() || p.From == p.To {
		return exchange.PeriodText(p)
	}
	return p.From.String()[len("2006-"):] + "~" + p.To.String()[len("2006-"):]
}
