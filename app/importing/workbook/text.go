package workbook

import (
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// readText reads files that are plain text: csv, and html or xml tables named .xls.
func readText(ctx context.Context, r io.ReaderAt, size int64, limits *Limits, progress Progress) (*Book, error) {
	if size > limits.PlainBytes {
		return nil, faultSize(limits.PlainBytes)
	}
	raw := make([]byte, size)
	if n, err := r.ReadAt(raw, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, faultOpen(err)
	} else if int64(n) < size {
		return nil, faultCorrupt(io.ErrUnexpectedEOF)
	}
	text, name, err := decode(raw)
	if err != nil {
		return nil, err
	}
	book := &Book{Encoding: name, pool: newPool()}
	switch head := bytes.ToLower(bytes.TrimSpace(text[:min(len(text), 2048)])); {
	case bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		book.Format = "xml"
		err = readSpreadsheetXML(ctx, book, text, limits)
	case bytes.HasPrefix(head, []byte("<")) && bytes.Contains(bytes.ToLower(text), []byte("<table")):
		book.Format = "html"
		err = readHTML(ctx, book, text, limits)
	case bytes.HasPrefix(head, []byte("<?xml")), bytes.HasPrefix(head, []byte("<!doctype")), bytes.HasPrefix(head, []byte("<html")):
		err = faultFormat(i18n.T("这是网页或 XML 文件,里面没有表格。"))
	default:
		book.Format = "csv"
		err = readCSV(ctx, book, text, limits, progress)
	}
	if err != nil {
		return nil, wrapFault(ctx, err)
	}
	return book, nil
}

// decode turns a text file into UTF-8: by its byte order mark, else strict UTF-8, else
// UTF-16 by where its zero bytes lie, else GB18030 — what Chinese Excel writes.
func decode(raw []byte) (text []byte, name string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
		if !utf8.Valid(raw) {
			return nil, "", faultEncoding("UTF-8")
		}
		return binaryCheck(raw, "UTF-8")
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), raw[2:], "UTF-16LE")
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return decodeWith(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), raw[2:], "UTF-16BE")
	}
	if even, odd := zeroBytes(raw[:min(len(raw), 4096)]); even+odd > 0 {
		switch {
		case odd > 4*even:
			return decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), raw, "UTF-16LE")
		case even > 4*odd:
			return decodeWith(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), raw, "UTF-16BE")
		}
	}
	if utf8.Valid(raw) {
		return binaryCheck(raw, "UTF-8")
	}
	return decodeWith(simplifiedchinese.GB18030, raw, "GB18030")
}

func zeroBytes(b []byte) (even, odd int) {
	for i, c := range b {
		if c == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	return even, odd
}

func decodeWith(e encoding.Encoding, raw []byte, name string) ([]byte, string, error) {
	if name != "GB18030" && len(raw)%2 != 0 {
		return nil, "", faultCorrupt(io.ErrUnexpectedEOF)
	}
	text, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return nil, "", faultCorrupt(err)
	}
	if bad := bytes.Count(text, []byte("\uFFFD")); bad > 0 {
		return nil, "", faultEncoding(name)
	}
	return binaryCheck(text, name)
}

// binaryCheck refuses what is no text at all.
func binaryCheck(text []byte, name string) ([]byte, string, error) {
	odd := 0
	for _, c := range text[:min(len(text), 1<<16)] {
		if c == 0 || (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a && c != 0x0b) {
			odd++
		}
	}
	if odd > 0 && odd*200 > min(len(text), 1<<16) || bytes.IndexByte(text, 0) >= 0 {
		return nil, "", faultFormat(i18n.T("这不是表格文件。"))
	}
	return text, name, nil
}

func faultEncoding(name string) error {
	return model.NewFault(errors.New("undecodable bytes in "+name),
		i18n.T("文件里有认不出的字符(按 %s 读)。", name), safe(),
		i18n.T("请用 Excel 打开后另存为 .xlsx,或另存为“CSV UTF-8”,再导入。"))
}
