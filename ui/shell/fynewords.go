package shell

import (
	"encoding/json"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"xunshi/assets/i18n"
)

// fyneWords are the words of fyne's own file dialog and entry menu.
func fyneWords() map[string]string {
	return map[string]string{
		"Cancel": i18n.T("取消"), "Confirm": i18n.T("确认"), "Copy": i18n.T("复制"), "Cut": i18n.T("剪切"),
		"Paste": i18n.T("粘贴"), "Select all": i18n.T("全选"), "Undo": i18n.T("撤销"), "Redo": i18n.T("重做"),
		"Create Folder": i18n.T("新建文件夹"), "New Folder": i18n.T("新建文件夹"), "Enter filename": i18n.T("文件名"),
		"Error": i18n.T("出错"), "Favourites": i18n.T("常用位置"), "File": i18n.T("文件"), "Folder": i18n.T("文件夹"),
		"Open": i18n.T("打开"), "Save": i18n.T("保存"), "OK": i18n.T("确定"), "Yes": i18n.T("是"), "No": i18n.T("否"),
		"Show Hidden Files": i18n.T("显示隐藏的文件"), "Overwrite?": i18n.T("替换已有的文件?"),
		"file.name": i18n.T("名称"), "file.parent": i18n.T("上一级"),
	}
}

// speakInDialogs gives fyne's own parts the language of the program: fyne chooses by the
// language of the system, so both of ours get the same words.
func speakInDialogs() {
	words, err := json.Marshal(fyneWords())
	if err != nil {
		slog.Error("words of the file dialog", "error", err)
		return
	}
	for _, l := range []fyne.Locale{"en", "zh-Hans"} {
		if err := lang.AddTranslationsForLocale(words, l); err != nil {
			slog.Error("words of the file dialog", "locale", l, "error", err)
		}
	}
}
