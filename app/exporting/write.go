package exporting

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"xunshi/app/document"
	"xunshi/app/exporting/layout"
	"xunshi/app/exporting/pdf"
	"xunshi/app/exporting/plain"
	"xunshi/app/exporting/sheet"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Endings are the file endings Write knows, the most used first.
func Endings() []string { return []string{".pdf", ".xlsx", ".png", ".csv", ".json", ".txt"} }

// encode writes a document in the format of a file ending.
func encode(w io.Writer, doc *document.Document, ending string) error {
	switch ending {
	case ".pdf":
		return PDF(w, doc, layout.Setup{})
	case ".xlsx":
		return sheet.Write(w, doc)
	case ".csv":
		return plain.CSV(w, doc)
	case ".json":
		return plain.JSON(w, doc)
	case ".txt":
		return plain.Text(w, doc)
	case ".png":
		img, err := Card(doc)
		if err != nil {
			return err
		}
		if err := png.Encode(w, img); err != nil {
			return fmt.Errorf("writing PNG: %w", err)
		}
		return nil
	}
	return fmt.Errorf("no format for ending %q", ending)
}

// PDF writes the document on pages of the given setup.
func PDF(w io.Writer, doc *document.Document, setup layout.Setup) error {
	pages, err := layout.Pages(doc, setup)
	if err != nil {
		return err
	}
	info := pdf.Info{Title: doc.Title, Subject: doc.PeriodText, Language: string(i18n.Current()), Created: doc.Period.To.Time()} // as old as its data: the same report is the same file
	return pdf.Write(w, info, pages)
}

// Text is the document as text to paste into a chat.
func Text(doc *document.Document) (string, error) {
	var b strings.Builder
	err := plain.Text(&b, doc)
	return b.String(), err
}

// Write makes a file of the document in the format its ending names: .pdf, .xlsx, .csv,
// .png (the card), .json or .txt. The file appears whole or not at all: it is written
// beside the target first, and an older file stays until then. Errors are Faults, or the
// context's error when it was cancelled.
func Write(ctx context.Context, doc *document.Document, path string) error {
	return writeFile(ctx, path, func(w io.Writer, ending string) error { return encode(w, doc, ending) })
}

// WritePDF is Write for a PDF with a page setup of the user's choice.
func WritePDF(ctx context.Context, doc *document.Document, setup layout.Setup, path string) error {
	return writeFile(ctx, path, func(w io.Writer, _ string) error { return PDF(w, doc, setup) })
}

func writeFile(ctx context.Context, path string, fill func(w io.Writer, ending string) error) error {
	ending := strings.ToLower(filepath.Ext(path))
	if !known(ending) {
		return model.NewFault(fmt.Errorf("unknown ending of %s", path), i18n.T("不认识文件类型“%s”。", ending), "",
			i18n.T("请用 %s 结尾的文件名。", strings.Join(Endings(), " ")))
	}
	target, err := resolve(path)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(target), ".xunshi-*"+ending)
	if err != nil {
		return model.NewFault(fmt.Errorf("creating a file beside %s: %w", target, err),
			i18n.T("不能写入文件夹“%s”。", filepath.Dir(target)), i18n.T("没有写出任何文件。"),
			i18n.T("请换一个可以写入的文件夹,或检查磁盘是否已满。"))
	}
	err = fillFile(ctx, temp, ending, fill)
	if err == nil {
		err = replace(temp.Name(), target)
	}
	if err != nil {
		if rerr := os.Remove(temp.Name()); rerr != nil && !errors.Is(rerr, fs.ErrNotExist) {
			err = errors.Join(err, rerr)
		}
		return fault(ctx, err, target)
	}
	return nil
}

func known(ending string) bool {
	for _, e := range Endings() {
		if e == ending {
			return true
		}
	}
	return false
}

// resolve follows a link to the file that is to be replaced and refuses folders.
func resolve(path string) (string, error) {
	target, err := filepath.Abs(path)
	if err != nil {
		return "", model.NewFault(err, i18n.T("不认识路径“%s”。", path), "", i18n.T("请换一个文件名。"))
	}
	if linked, err := filepath.EvalSymlinks(target); err == nil {
		target = linked
	}
	if info, err := os.Stat(target); err == nil && info.IsDir() {
		return "", model.NewFault(fmt.Errorf("%s is a folder", target), i18n.T("“%s”是文件夹,不是文件。", target), "",
			i18n.T("请换一个文件名。"))
	}
	return target, nil
}

// fillFile writes, syncs and closes the file, whatever happens.
func fillFile(ctx context.Context, file *os.File, ending string, fill func(io.Writer, string) error) error {
	buffer := bufio.NewWriterSize(cancellable{ctx, file}, 1<<16)
	err := ctx.Err()
	if err == nil {
		err = fill(buffer, ending)
	}
	if err == nil {
		err = buffer.Flush()
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// replace puts the finished file in the target's place with the rights a new file or the
// old one has.
func replace(temp, target string) error {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(target); err == nil {
		mode = info.Mode().Perm()
	}
	if err := os.Chmod(temp, mode); err != nil {
		return fmt.Errorf("setting rights: %w", err)
	}
	if err := os.Rename(temp, target); err != nil {
		return replaceError{err}
	}
	return nil
}

// replaceError marks that the new file is fine but the old one is in the way.
type replaceError struct{ error }

func (e replaceError) Unwrap() error { return e.error }

// fault puts an error into the user's words; a cancelled context stays what it is.
func fault(ctx context.Context, err error, target string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, ok := model.AsFault(err); ok {
		return err
	}
	err = fmt.Errorf("exporting %s: %w", target, err)
	var inTheWay replaceError
	if errors.As(err, &inTheWay) {
		return model.NewFault(err, i18n.T("不能替换文件“%s”。", target), i18n.T("原来的文件没有改动。"),
			i18n.T("如果它正在 Excel 或别的程序里打开,请先关闭它再导出。"))
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return model.NewFault(err, i18n.T("写文件“%s”时出错。", target), i18n.T("原来的文件没有改动。"),
			i18n.T("请检查磁盘是否已满,或换一个文件夹再试。"))
	}
	return model.NewFault(err, i18n.T("没能生成文件“%s”。", target), i18n.T("数据没有改动。"),
		i18n.T("请换一种格式再试；如果仍然不行,请把日志发给技术支持。"))
}

// cancellable stops writing when its context is cancelled.
type cancellable struct {
	ctx context.Context
	w   io.Writer
}

func (c cancellable) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(p)
}
