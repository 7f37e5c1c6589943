// Package tabs is the switch between the pages of 团队, shared by all of them.
package tabs

import (
	"fyne.io/fyne/v2"

	"xunshi/assets/i18n"
	"xunshi/ui/shell"
)

// Team is the switch 名册 | 架构 | 培训 | 招聘 | 考核 | 奖金 for the toolbar of the page current.
func Team(h shell.Host, current shell.PageID) fyne.CanvasObject {
	return shell.Tabs(h, current,
		shell.Tab{Page: shell.PageTeam, Label: i18n.T("名册")},
		shell.Tab{Page: shell.PageOrgChart, Label: i18n.T("架构")},
		shell.Tab{Page: shell.PageTraining, Label: i18n.T("培训")},
		shell.Tab{Page: shell.PageRecruiting, Label: i18n.T("招聘")},
		shell.Tab{Page: shell.PageAppraisal, Label: i18n.T("考核")},
		shell.Tab{Page: shell.PageBonus, Label: i18n.T("奖金")},
	)
}
