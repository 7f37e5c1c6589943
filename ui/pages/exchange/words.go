package exchange

import (
	"errors"

	"xunshi/assets/i18n"
)

// validPeriod refuses a period that ends before it begins.
func validPeriod(a *sendAsk) error {
	if a.To < a.From {
		return errors.New(i18n.T("早于开始日期"))
	}
	return nil
}
