package customerfile

import (
	"cmp"

	"xunshi/app/customers/file"
	"xunshi/assets/i18n"
	"xunshi/ui/icons"
	"xunshi/ui/shell"
	"xunshi/ui/widgets"
	"xunshi/ui/widgets/table"
)

// newHistory is the table of what happened to the file.
func newHistory(p *Page) *table.Table[file.Happening] {
	type h = file.Happening
	quiet := func(x h) table.Tone {
		if x.Undone {
			return table.Quiet
		}
		return table.Plain
	}
	t := table.New([]table.Column[h]{
		{Key: "at", Title: i18n.T("时间"), Width: 132, Sortable: true, Text: func(x h) string { return x.At.Local().Format("2006-01-02 15:04") }, Tone: quiet},
		{Key: "what", Title: i18n.T("内容"), Width: 250, Sortable: true, Filter: true, Text: func(x h) string { return x.What }, Tone: quiet},
		{Key: "before", Title: i18n.T("原来"), Width: 200, Flex: true, Text: func(x h) string { return cmp.Or(x.Before, "—") }, Tone: func(h) table.Tone { return table.Quiet }},
		{Key: "after", Title: i18n.T("现在"), Width: 200, Flex: true, Text: func(x h) string { return cmp.Or(x.After, "—") }, Tone: quiet},
		{Key: "state", Title: i18n.T("状态"), Width: 76, Pill: true, Text: func(x h) string {
			if x.Undone {
				return i18n.T("已撤销")
			}
			return ""
		}, Tone: func(h) table.Tone { return table.Quiet }},
	})
	t.Noun = i18n.T("条")
	t.OnCopied = func(n int) {
		p.host.Toast(shell.Toast{Text: i18n.T("已复制 %s 行,可粘贴到 Excel", widgets.Grouped(n))})
	}
	t.SetEmpty(widgets.EmptyState(icons.Calendar, i18n.T("还没有变更"), i18n.T("保存以后,每个字段的修改都记在这里:原来是什么、改成了什么、什么时候改的。")))
	return t
}
