package importing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"sort"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// kept is what is remembered of a header.
type kept struct {
	Fields map[Field][]string `json:"fields"` // titles by field
}

// fingerprint names a header for the store: kind of import and all titles.
func (s *Session) fingerprint() string {
	h := sha256.New()
	h.Write([]byte(s.kind))
	for i := range s.header.titles {
		h.Write([]byte{0})
		h.Write([]byte(s.header.titles[i].key))
	}
	return string(s.kind) + ":" + hex.EncodeToString(h.Sum(nil)[:16])
}

// recall applies what was remembered for this header. A damaged memory is as none.
func (s *Session) recall(ctx context.Context) error {
	if s.header.rows == 0 {
		return nil
	}
	raw, err := s.store.LoadMapping(ctx, s.fingerprint())
	if err != nil || raw == nil {
		return err
	}
	var k kept
	if err := json.Unmarshal(raw, &k); err != nil {
		slog.Warn("remembered columns are unreadable; they are found anew", "error", err)
		return nil
	}
	if len(k.Fields) == 0 {
		return nil
	}
	byTitle := map[string]Field{}
	for f, titles := range k.Fields {
		if !s.takes(f) {
			continue
		}
		for _, t := range titles {
			byTitle[t] = f
		}
	}
	for c := range s.header.fields {
		s.header.fields[c] = byTitle[s.columnName(c)]
	}
	s.remembered, s.checked = true, nil
	return nil
}

// remember keeps the mapping for the next file with this header.
func (s *Session) remember(ctx context.Context) error {
	k := kept{Fields: map[Field][]string{}}
	for c, f := range s.header.fields {
		if f != NoField {
			k.Fields[f] = append(k.Fields[f], s.columnName(c))
		}
	}
	raw, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return s.store.SaveMapping(ctx, s.fingerprint(), raw)
}

// ApplyMap sets fields from a mapping file: {"field": "column title"}; an empty title takes
// the field's column away. Fields it does not name stay as they are.
func (s *Session) ApplyMap(raw []byte) error {
	var m map[string]string
	if err := json.Unmarshal(raw, &m); err != nil {
		return model.NewFault(err, i18n.T("列对应文件读不懂。"), i18n.T("程序里的数据没有改动。"),
			i18n.T("它应当是 JSON:{\"字段\": \"列标题\"},例如 {\"amount\": \"销售额\"}。"))
	}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		f := Field(name)
		if !s.takes(f) {
			return s.faultField(name)
		}
		c, err := s.findColumn(m[name])
		if err != nil {
			return err
		}
		if c < 0 {
			if c = s.column(f); c < 0 {
				continue
			}
			f = NoField
		}
		if err := s.SetField(c, f); err != nil {
			return err
		}
	}
	return nil
}

// findColumn finds a column by its title; -1 for the empty title.
func (s *Session) findColumn(want string) (int, error) {
	if want == "" {
		return -1, nil
	}
	for c := range s.header.titles {
		if s.columnName(c) == want {
			return c, nil
		}
	}
	key := titleKey(want)
	for c := range s.header.titles {
		if t := s.header.titles[c]; key != "" && (t.key == key || t.bottom == key) {
			return c, nil
		}
	}
	list := ""
	for c := range s.header.titles {
		if s.header.titles[c].full != "" {
			if list != "" {
				list += i18n.T("、")
			}
			list += s.header.titles[c].full
		}
	}
	return 0, model.NewFault(nil, i18n.T("没有标题为“%s”的列。", want), i18n.T("程序里的数据没有改动。"),
		i18n.T("这个工作表的列有:%s。", list))
}

func (s *Session) faultField(name string) error {
	list := ""
	for i, f := range s.fields() {
		if i > 0 {
			list += ", "
		}
		list += string(f)
	}
	return model.NewFault(nil, i18n.T("列对应文件里的字段“%s”不认识。", name), i18n.T("程序里的数据没有改动。"),
		i18n.T("可用的字段:%s。", list))
}
