package vcard

import (
	"bytes"
	"errors"
	"io"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	gocard "github.com/emersion/go-vcard"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// Limits of a file.
const (
	largestFile = 64 << 20 // photos ride along
	mostCards   = 20_000
)

// readFile gives the cards of a file. broken counts those that could not be read.
func readFile(path string) (cards []gocard.Card, broken int, err error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return nil, 0, model.NewFault(err, i18n.T("打不开名片文件 %s。", name), i18n.T("数据没有改动。"), i18n.T("请检查文件是否还在。"))
	}
	if info.Size() > largestFile {
		return nil, 0, model.NewFault(nil, i18n.T("名片文件 %s 太大。", name), i18n.T("数据没有改动。"), i18n.T("请在手机上分几次导出。"))
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, model.NewFault(err, i18n.T("打不开名片文件 %s。", name), i18n.T("数据没有改动。"), i18n.T("请检查文件是否还在。"))
	}
	cards, broken = decode(raw)
	if len(cards) == 0 {
		return nil, broken, model.NewFault(nil, i18n.T("%s 里没有能读的名片。", name), i18n.T("数据没有改动。"),
			i18n.T("请选手机通讯录导出的 .vcf 文件。"))
	}
	return cards, broken, nil
}

// decode reads every card it can.
func decode(raw []byte) (cards []gocard.Card, broken int) {
	for _, text := range splitCards(normalize(raw)) {
		card, err := gocard.NewDecoder(strings.NewReader(text)).Decode()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				broken++
			}
			continue
		}
		if cards = append(cards, card); len(cards) == mostCards {
			break
		}
	}
	return cards, broken
}

// splitCards cuts a file into its cards, so that a broken one does not spoil the next.
func splitCards(text string) []string {
	var out []string
	upper := strings.ToUpper(text)
	const begin = "BEGIN:VCARD"
	for at := strings.Index(upper, begin); at >= 0; {
		next := strings.Index(upper[at+len(begin):], begin)
		if next < 0 {
			return append(out, text[at:])
		}
		next += at + len(begin)
		out = append(out, text[at:next])
		at = next
	}
	return out
}

// normalize makes one form of what phones write: UTF-8, one property a line, plain values,
// parameters with names, no pictures.
func normalize(raw []byte) string {
	text := toUTF8(raw)
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n")
	var out strings.Builder
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		for i+1 < len(lines) && (strings.HasPrefix(lines[i+1], " ") || strings.HasPrefix(lines[i+1], "\t")) {
			i++
			line += lines[i][1:]
		}
		head, _, _ := strings.Cut(line, ":")
		for quoted(head) && strings.HasSuffix(line, "=") && i+1 < len(lines) {
			i++
			line = strings.TrimSuffix(line, "=") + lines[i]
		}
		if line = property(line); line != "" {
			out.WriteString(line)
			out.WriteString("\r\n")
		}
	}
	return out.String()
}

func quoted(head string) bool { return strings.Contains(strings.ToUpper(head), "QUOTED-PRINTABLE") }

// property puts one line into the form of version 3.0; "" for what is not read.
func property(line string) string {
	head, value, ok := strings.Cut(line, ":")
	if !ok {
		return ""
	}
	parts := strings.Split(head, ";")
	name := strings.ToUpper(parts[0])
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:] // item1.TEL
	}
	if name == "PHOTO" || name == "LOGO" || name == "SOUND" || name == "KEY" {
		return ""
	}
	charset := ""
	out := []string{name}
	for _, p := range parts[1:] {
		key, v, named := strings.Cut(p, "=")
		switch strings.ToUpper(key) {
		case "CHARSET":
			charset = v
		case "ENCODING", "QUOTED-PRINTABLE", "LANGUAGE":
		default:
			switch {
			case named:
				out = append(out, p)
			case key != "":
				out = append(out, "TYPE="+key)
			}
		}
	}
	if quoted(head) {
		value = decodeQuoted(value, charset)
	}
	return strings.Join(out, ";") + ":" + value
}

// decodeQuoted reads a quoted-printable value; line ends in it stay escaped.
func decodeQuoted(value, charset string) string {
	b, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(value)))
	if err != nil && len(b) == 0 {
		return value
	}
	text := string(b)
	if !utf8.Valid(b) || isGBK(charset) {
		text = decodeWith(simplifiedchinese.GB18030, b)
	}
	return strings.NewReplacer("\r\n", `\n`, "\n", `\n`, "\r", "").Replace(text)
}

func isGBK(charset string) bool {
	c := strings.ToUpper(charset)
	return strings.HasPrefix(c, "GB") || c == "CP936"
}

// toUTF8 reads the whole file's bytes: a mark at the start, UTF-8, else GB18030.
func toUTF8(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}), bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), raw)
	case bytes.HasPrefix(raw, []byte{0xef, 0xbb, 0xbf}):
		return string(raw[3:])
	case utf8.Valid(raw):
		return string(raw)
	}
	return decodeWith(simplifiedchinese.GB18030, raw)
}

func decodeWith(e encoding.Encoding, raw []byte) string {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return string(bytes.ToValidUTF8(raw, []byte("?")))
	}
	return string(out)
}
