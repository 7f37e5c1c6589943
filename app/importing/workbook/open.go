package workbook

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Open reads the file at path within the default limits. What the file is comes from its
// content, never from its name. Errors are model.Faults, or the context's error when the
// user cancelled.
func Open(ctx context.Context, path string, progress Progress) (*Book, error) {
	info, err := os.Stat(path) // before opening: a pipe would wait for a writer
	switch {
	case err != nil:
		return nil, faultOpen(err)
	case info.IsDir():
		return nil, model.NewFault(nil, i18n.T("这是一个文件夹,不是文件。"), safe(), i18n.T("请写文件夹里那个文件的名字。"))
	case !info.Mode().IsRegular():
		return nil, faultFormat(i18n.T("这不是普通文件。"))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, faultOpen(err)
	}
	defer f.Close()
	return Read(ctx, f, info.Size(), DefaultLimits(), progress)
}

func faultOpen(err error) error {
	what := i18n.T("文件打不开。")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		what = i18n.T("找不到这个文件。")
	case errors.Is(err, fs.ErrPermission):
		what = i18n.T("没有读取这个文件的权限。")
	}
	return model.NewFault(err, what, safe(), i18n.T("请检查文件是否还在原处、是否正被其他程序占用,再试一次。"))
}

// Read reads size bytes of r.
func Read(ctx context.Context, r io.ReaderAt, size int64, limits Limits, progress Progress) (*Book, error) {
	if size > limits.FileBytes {
		return nil, faultSize(limits.FileBytes)
	}
	if size == 0 {
		return nil, model.NewFault(errCorrupt, i18n.T("文件是空的。"), safe(), i18n.T("请确认选对了文件。"))
	}
	head := make([]byte, min(size, 4096))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, faultOpen(err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return readXLSX(ctx, r, size, &limits, progress)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return readXLS(ctx, r, size, &limits, progress)
	case isOldBIFF(head):
		return nil, faultFormat(i18n.T("这是 Excel 95 或更早的工作簿,程序读不了。"))
	case bytes.HasPrefix(head, []byte("%PDF")):
		return nil, faultFormat(i18n.T("这是 PDF 文件,不是表格。"))
	}
	return readText(ctx, r, size, &limits, progress)
}

// isOldBIFF recognises a bare BIFF stream, as Excel wrote before it used containers.
func isOldBIFF(head []byte) bool {
	return len(head) > 4 && head[0] == 0x09 && (head[1] == 0x00 || head[1] == 0x02 || head[1] == 0x04 || head[1] == 0x08) &&
		head[3] == 0 && head[2] <= 16
}

// wrapFault lets faults and cancellation pass and calls everything else a damaged file.
func wrapFault(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, ok := model.AsFault(err); ok {
		return err
	}
	return faultCorrupt(err)
}
