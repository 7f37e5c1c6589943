package workbook

import (
	"errors"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Limits bound what a file may cost. The zero value is not useful; see DefaultLimits.
type Limits struct {
	FileBytes     int64 // size on disk
	PlainBytes    int64 // size on disk of text files, which are held in memory whole
	UnzippedBytes int64 // all parts read, together
	Ratio         int64 // unzipped ÷ zipped, looked at past RatioFrom
	RatioFrom     int64 // unzipped bytes of a part before its ratio counts
	TextBytes     int64 // distinct texts, together
	Cells         int64 // filled columns × rows, together
	Rows          int   // of a sheet
	Columns       int   // of a sheet
	Sheets        int
	Merges        int // of a sheet that are remembered
	Parts         int // entries of a zip
}

// DefaultLimits take in everything Excel can hold in 1,024 columns, up to 64 million cells.
func DefaultLimits() Limits {
	return Limits{
		FileBytes: 512 << 20, PlainBytes: 320 << 20, UnzippedBytes: 4 << 30, Ratio: 300, RatioFrom: 32 << 20,
		TextBytes: 512 << 20, Cells: 64 << 20, Rows: 1 << 20, Columns: 1024,
		Sheets: 256, Merges: 200_000, Parts: 10_000,
	}
}

var (
	errLimit   = errors.New("limit exceeded")
	errCorrupt = errors.New("corrupt file")
)

func safe() string { return i18n.T("程序里的数据没有改动。") }

func faultCorrupt(cause error) error {
	if cause == nil {
		cause = errCorrupt
	}
	return model.NewFault(cause, i18n.T("文件不完整或已损坏,读不下去。"), safe(),
		i18n.T("请用 Excel 打开该文件另存一份再导入；打不开时请重新拷贝或下载。"))
}

func faultPassword() error {
	return model.NewFault(errors.New("encrypted workbook"), i18n.T("文件有打开密码。"), safe(),
		i18n.T("请在 Excel 里输入密码打开,去掉密码后另存,再导入。"))
}

func faultBomb() error {
	return model.NewFault(errLimit, i18n.T("文件解压后大得不正常,可能是恶意文件,已停止读取。"), safe(),
		i18n.T("请确认文件来源；如果确实是业务数据,请用 Excel 另存一份再导入。"))
}

func faultColumns(sheet string, limit int) error {
	return model.NewFault(errLimit, i18n.T("工作表“%s”超过 %d 列,不像是销售明细。", sheet, limit), safe(),
		i18n.T("请删去右侧多余的列后另存,再导入。"))
}

func faultRows(sheet string, limit int) error {
	return model.NewFault(errLimit, i18n.T("工作表“%s”超过 %d 行。", sheet, limit), safe(),
		i18n.T("请按月份拆成几个文件,分别导入。"))
}

func faultTooMuch(sheet string) error {
	return model.NewFault(errLimit, i18n.T("读到工作表“%s”时内容超出了可以处理的大小。", sheet), safe(),
		i18n.T("请删去用不到的列和工作表,或按月份拆成几个文件,再导入。"))
}

func faultSize(limit int64) error {
	return model.NewFault(errLimit, i18n.T("文件超过 %d MB。", limit>>20), safe(),
		i18n.T("请按月份拆成几个文件,分别导入。"))
}

func faultFormat(what string) error {
	return model.NewFault(errors.New("unsupported format"), what, safe(),
		i18n.T("请用 Excel 或 WPS 打开,另存为 .xlsx 再导入。"))
}
