// Package refusal words why something was not saved.
package refusal

import (
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Because is the Fault of something that cannot be saved as it is; what says why.
func Because(what string) error {
	return model.NewFault(nil, what, i18n.T("没有保存。"), i18n.T("请改正后再保存。"))
}
