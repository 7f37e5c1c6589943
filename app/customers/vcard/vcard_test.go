package vcard

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"xunshi/model"
	"xunshi/model/store"
)

var ctx = context.Background()

func open(t *testing.T) (*Cards, *store.Store) {
	t.Helper()
	s, err := store.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err = s.Edit(ctx, func(e *store.Edit) error {
		require.NoError(t, store.Put(e, &model.Region{Name: "昆山"}))
		require.NoError(t, store.Put(e, &model.Customer{Code: "K1", Name: "恒源商贸有限公司", Kind: "经销商", RegionID: 1, City: "苏州市", Address: "人民路 1 号"}))
		require.NoError(t, store.Put(e, &model.Customer{Code: "K2", Name: "永盛商行", Contact: "周经理", Phone: "0512-57001234"}))
		require.NoError(t, store.Put(e, &model.Customer{Code: "K3", Name: "无人超市"}))
		require.NoError(t, store.Put(e, &model.Contact{CustomerID: 1, Name: "陈会计", Phone: "13900000002"}))
		return store.Put(e, &model.Contact{CustomerID: 1, Name: "陈大明", Role: "老板", Phone: "13900000001", Phone2: "0512-50000001", WeChat: "chen_dm",
			Email: "chen@example.com", Birthday: model.MustDate("1978-05-06"), Main: true, Note: "爱喝茶;不抽烟"})
	})
	require.NoError(t, err)
	return New(s), s
}

func TestOutAndBackIn(t *testing.T) {
	c, s := open(t)
	path := filepath.Join(t.TempDir(), "客户.vcf")
	n, err := c.Export(ctx, []model.ID{1, 2, 3}, path)
	require.NoError(t, err)
	require.Equal(t, 3, n, "who has neither contact nor phone is left out")
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	text := string(b)
	for _, line := range []string{"VERSION:3.0\r\n", "FN:陈大明\r\n", "N:陈大明;;;;\r\n", "SORT-STRING:chendaming\r\n", "ORG:恒源商贸有限公司\r\n",
		"TITLE:老板\r\n", "TEL;TYPE=CELL;TYPE=VOICE:13900000001\r\n", "BDAY:1978-05-06\r\n", "NOTE:K1 · 经销商 · 昆山 · 爱喝茶；不抽烟\r\n", "FN:周经理\r\n"} {
		require.Contains(t, text, line)
	}
	require.Less(t, strings.Index(text, "FN:陈大明"), strings.Index(text, "FN:陈会计"), "the main contact first")

	p, err := c.Read(ctx, path)
	require.NoError(t, err)
	require.Zero(t, p.Broken)
	require.Equal(t, 2, p.Count(UpdateContact))
	require.Equal(t, AddContact, p.Cards[2].Action, "the customer has the phone, but no contact")
	require.Equal(t, model.ID(2), p.Cards[2].Customer)
	got := p.Cards[0].Contact
	require.Equal(t, "陈大明", got.Name)
	require.Equal(t, "0512-50000001", got.Phone2)
	require.Equal(t, "chen_dm", got.WeChat)
	require.Equal(t, model.MustDate("1978-05-06"), got.Birthday)
	before, err := store.Find(ctx, s, model.Contact{CustomerID: 1})
	require.NoError(t, err)
	done, err := c.Import(ctx, &Preview{Cards: p.Cards[:2]})
	require.NoError(t, err)
	require.Equal(t, 2, done.Updated)
	after, err := store.Find(ctx, s, model.Contact{CustomerID: 1})
	require.NoError(t, err)
	require.Equal(t, before[1], after[1], "what was complete stays as it is")
}

// Cards as old phones and mail programs write them.
const oldPhone = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;\r\n" +
	"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=\r\n=E4=B8=89\r\nTEL;CELL;PREF:+86 138-0000-0009\r\nTEL;WORK:0512-57001234\r\n" +
	"PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n AAAA\r\n\r\nEND:VCARD\r\n" +
	"BEGIN:VCARD\nVERSION:3.0\nitem1.TEL;type=CELL:13700000001\nN:李;四;;;\nORG:恒源商贸;销售部\nBDAY:19800102\nIMPP:wechat:li4\nEND:VCARD\n" +
	"BEGIN:VCARD\nVERSION:4.0\nFN:没有单位的人\nTEL;VALUE=uri:tel:+86-136-0000-0001\nBDAY:--0203\n" + // cut off
	"BEGIN:VCARD\nVERSION:4.0\nFN:新朋友\nORG:新单位商行\nADR:;;中山路 2 号;无锡市;江苏省;;\nTEL:13600000002\nEND:VCARD\n"

func TestWhatPhonesWrite(t *testing.T) {
	c, s := open(t)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("BEGIN:VCARD\nVERSION:2.1\nFN:王五\nTEL;CELL:13500000001\nORG:永盛商行\nEND:VCARD\n")
	require.NoError(t, err)
	for name, content := range map[string]string{"utf8.vcf": oldPhone, "gbk.vcf": gbk} {
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		p, err := c.Read(ctx, path)
		require.NoError(t, err)
		if name == "gbk.vcf" {
			require.Equal(t, "王五", p.Cards[0].Contact.Name)
			require.Equal(t, model.ID(2), p.Cards[0].Customer)
			continue
		}
		require.Len(t, p.Cards, 3)
		require.Equal(t, 1, p.Broken)
		require.Equal(t, "张三", p.Cards[0].Contact.Name)
		require.Equal(t, "13800000009", p.Cards[0].Contact.Phone)
		require.Equal(t, model.ID(2), p.Cards[0].Customer, "by the shop's phone")
		require.Equal(t, "李四", p.Cards[1].Contact.Name)
		require.Equal(t, "li4", p.Cards[1].Contact.WeChat)
		require.Equal(t, AddContact, p.Cards[1].Action, "by the organisation, its department aside")
		require.Equal(t, model.ID(1), p.Cards[1].Customer)
		require.Equal(t, "没有找到对应的客户", p.Cards[2].Why)

		p.Cards[2].Action = NewProspect
		done, err := c.Import(ctx, p)
		require.NoError(t, err)
		require.Equal(t, Result{Added: 2, Created: 1, Operation: done.Operation}, done)
		d, err := s.Directory(ctx)
		require.NoError(t, err)
		require.Len(t, d.Customers, 4)
		require.Equal(t, model.StageProspect, d.Customers[4].Stage)
		require.Equal(t, "无锡市", d.Customers[4].City)
		require.NoError(t, c.Undo(ctx, done.Operation))
		d, err = s.Directory(ctx)
		require.NoError(t, err)
		require.Len(t, d.Customers, 3)
	}
}

func TestBadFiles(t *testing.T) {
	c, _ := open(t)
	dir := t.TempDir()
	for name, content := range map[string]string{"empty.vcf": "", "text.vcf": "你好", "cut.vcf": "BEGIN:VCARD\nFN:x", "binary.vcf": "\xff\xfe\x00\x01\x02"} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		_, err := c.Read(ctx, path)
		f, ok := model.AsFault(err)
		require.True(t, ok, name)
		require.Contains(t, f.What, "没有能读的名片")
	}
	_, err := c.Read(ctx, filepath.Join(dir, "none.vcf"))
	require.ErrorContains(t, err, "打不开名片文件 none.vcf")
	_, err = c.Export(ctx, []model.ID{3}, filepath.Join(dir, "x.vcf"))
	require.ErrorContains(t, err, "没有名片可导出")
	_, err = c.Import(ctx, &Preview{Cards: []Card{{Action: AddContact, Contact: model.Contact{Name: "谁"}}}})
	require.ErrorContains(t, err, "还没有选客户")
}

func TestNamesakesAreNotGuessed(t *testing.T) {
	c, s := open(t)
	_, err := s.Edit(ctx, func(e *store.Edit) error { return store.Put(e, &model.Customer{Code: "K4", Name: "永盛商行"}) })
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "a.vcf")
	require.NoError(t, os.WriteFile(path, []byte("BEGIN:VCARD\nVERSION:3.0\nFN:谁\nORG:永盛商行\nEND:VCARD\n"), 0o600))
	p, err := c.Read(ctx, path)
	require.NoError(t, err)
	require.Equal(t, Skip, p.Cards[0].Action)
	require.Equal(t, "有 2 个同名客户,请选一个", p.Cards[0].Why)
}

func TestTheNameAsItIsWrittenGoesFirst(t *testing.T) {
	c, s := open(t)
	placed := &model.Customer{Code: "K5", Name: "惠山祥岚食品有限公司", Province: "江苏省", City: "无锡市", District: "惠山区"}
	_, err := s.Edit(ctx, func(e *store.Edit) error {
		require.NoError(t, store.Put(e, placed))
		return store.Put(e, &model.Customer{Code: "K6", Name: "惠山祥岚食品公司", City: "苏州市"})
	})
	require.NoError(t, err)
	read := func(org string) Card {
		path := filepath.Join(t.TempDir(), "a.vcf")
		require.NoError(t, os.WriteFile(path, []byte("BEGIN:VCARD\nVERSION:3.0\nFN:谁\nORG:"+org+"\nEND:VCARD\n"), 0o600))
		p, err := c.Read(ctx, path)
		require.NoError(t, err)
		return p.Cards[0]
	}
	require.Equal(t, placed.ID, read("惠山祥岚食品 有限公司").Customer)
	require.Equal(t, "有 2 个同名客户,请选一个", read("惠山祥岚食品有限责任公司").Why, "both but for the legal form")
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(oldPhone))
	f.Add([]byte("BEGIN:VCARD\nN;X=\"a:b\n;;;:=\nEND:VCARD"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		cards, _ := decode(raw)
		for _, c := range cards {
			parse(c)
		}
	})
}
