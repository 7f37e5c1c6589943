package exchange

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// save writes the workbook into a folder under a name that is free there, whole or not at
// all; a file of that name may be a return and is never written over.
func (b *bookOut) save(ctx context.Context, dir, name string) (path string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", faultWriting(err, dir)
	}
	temp, err := os.CreateTemp(dir, ".xunshi-*.xlsx")
	if err != nil {
		return "", faultWriting(err, dir)
	}
	err = errors.Join(b.write(temp), temp.Sync(), temp.Close(), ctx.Err())
	if err == nil {
		if path, err = freeName(dir, name); err == nil {
			err = os.Rename(temp.Name(), path)
		}
	}
	if err == nil {
		return path, nil
	}
	if gone := os.Remove(temp.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	return "", faultWriting(err, filepath.Join(dir, name))
}

func freeName(dir, name string) (string, error) {
	base, ending := strings.TrimSuffix(name, filepath.Ext(name)), filepath.Ext(name)
	for n := 1; n < 1000; n++ {
		path := filepath.Join(dir, name)
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s (%d)%s", base, n, ending))
		}
		_, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", fs.ErrExist
}

func faultWriting(err error, path string) error {
	return model.NewFault(err, i18n.T("不能写入“%s”。", path), i18n.T("没有写出任何文件,数据没有改动。"),
		i18n.T("请换一个文件夹,或关闭正打开着的同名文件,再试一次。"))
}

// fileName is 巡市-<code>-<name>-<from>-<to>.xlsx without what file systems refuse.
func fileName(prefix string, e *model.Employee, p model.Period) string {
	clean := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < ' ' || strings.ContainsRune(`\/:*?"<>|`, r) {
				return '_'
			}
			return r
		}, strings.TrimSpace(s))
	}
	parts := slices.DeleteFunc([]string{prefix, clean(e.Code), cmp.Or(clean(e.Name), "_"), day(p.From), day(p.To)}, func(s string) bool { return s == "" })
	return strings.Join(parts, "-") + ".xlsx"
}

// Ours tells whether a file looks like one of our workbooks: by the name it went out with,
// or, renamed, by the sheet hidden in it. It is a quick look; Collect has the last word.
func Ours(path string) bool {
	if !slices.Contains(endings, strings.ToLower(filepath.Ext(path))) {
		return false
	}
	return strings.HasPrefix(filepath.Base(path), filePrefix+"-") || marked(path)
}

// marked tells whether the list of sheets of an xlsx file names the hidden one.
func marked(path string) bool {
	z, err := zip.OpenReader(path)
	if err != nil {
		return false
	}
	defer func() { _ = z.Close() }() // only read
	f, err := z.Open("xl/workbook.xml")
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	sheets, err := io.ReadAll(io.LimitReader(f, 1<<20))
	return err == nil && bytes.Contains(sheets, []byte(`name="`+markSheet+`"`))
}

func day(d model.Date) string { return strings.ReplaceAll(d.String(), "-", "") }
