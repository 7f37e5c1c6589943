// Package vcard takes customers' contacts to the phone and back as business cards (名片,
// .vcf): UTF-8 in version 3.0, which every Chinese phone reads, out; versions 2.1 to 4.0 in
// UTF-8, GBK or quoted-printable, as phones write them, in.
package vcard

import (
	"bytes"
	"cmp"
	"context"
	"os"
	"slices"
	"strings"

	gocard "github.com/emersion/go-vcard"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Cards is the use case over a store.
type Cards struct{ store *store.Store }

// New works on a store.
func New(s *store.Store) *Cards { return &Cards{s} }

// Ending of business card files.
const Ending = ".vcf"

// Fields of a card that the library has no name for.
const (
	fieldSort     = "SORT-STRING"
	fieldPhonetic = "X-PHONETIC-LAST-NAME"
	fieldWeChat   = "X-WECHAT"
)

// Export writes the cards of some customers' contacts to path and tells how many: a card
// for each contact, and for a customer without contacts one of its own person and phone.
// Customers with neither are left out.
func (c *Cards) Export(ctx context.Context, customers []model.ID, path string) (int, error) {
	d, err := c.store.Directory(ctx)
	if err != nil {
		return 0, err
	}
	contacts, err := store.Find(ctx, c.store, model.Contact{})
	if err != nil {
		return 0, err
	}
	wanted := map[model.ID]bool{}
	for _, id := range customers {
		wanted[id] = d.Customers[id] != nil
	}
	var out bytes.Buffer
	encoder, n := gocard.NewEncoder(&out), 0
	for _, one := range people(d, contacts, wanted) {
		if err := encoder.Encode(card(d, one)); err != nil {
			return 0, err
		}
		n++
	}
	if n == 0 {
		return 0, model.NewFault(nil, i18n.T("所选客户没有联系人和电话,没有名片可导出。"), "", i18n.T("请先在客户档案里填写联系人。"))
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		return 0, model.NewFault(err, i18n.T("无法写入 %s。", path), i18n.T("数据没有改动。"), i18n.T("请检查磁盘空间,或换一个文件夹。"))
	}
	return n, nil
}

// person is somebody on a card.
type person struct {
	customer *model.Customer
	contact  model.Contact
}

// people gives whom to write cards of, by customer's code, the main contact first.
func people(d *model.Directory, contacts []model.Contact, wanted map[model.ID]bool) []person {
	var out []person
	has := map[model.ID]bool{}
	for i := range contacts {
		k := contacts[i]
		if wanted[k.CustomerID] {
			has[k.CustomerID] = true
			out = append(out, person{d.Customers[k.CustomerID], k})
		}
	}
	for id, ok := range wanted {
		c := d.Customers[id]
		if ok && !has[id] && c.Phone != "" {
			own := model.Contact{CustomerID: id, Name: cmp.Or(c.Contact, c.Name), Phone: c.Phone}
			own.UUID = c.UUID
			out = append(out, person{c, own})
		}
	}
	slices.SortStableFunc(out, func(a, b person) int {
		order := cmp.Or(cmp.Compare(a.customer.Code, b.customer.Code), cmp.Compare(a.customer.ID, b.customer.ID))
		if order == 0 && a.contact.Main != b.contact.Main {
			if a.contact.Main {
				return -1
			}
			return 1
		}
		return order
	})
	return out
}

func card(d *model.Directory, p person) gocard.Card {
	out := gocard.Card{}
	add := func(field, value string, types ...string) {
		if value = clean(value); value == "" {
			return
		}
		f := &gocard.Field{Value: value}
		if len(types) > 0 {
			f.Params = gocard.Params{gocard.ParamType: types}
		}
		out.Add(field, f)
	}
	k, c := &p.contact, p.customer
	out.SetValue(gocard.FieldVersion, "3.0")
	add(gocard.FieldFormattedName, k.Name)
	out.SetValue(gocard.FieldName, clean(k.Name)+";;;;")
	sort, _, _ := strings.Cut(store.SearchKey(k.Name), " ")
	add(fieldSort, sort)
	add(fieldPhonetic, sort)
	add(gocard.FieldOrganization, c.Name)
	add(gocard.FieldTitle, k.Role)
	add(gocard.FieldTelephone, k.Phone, "CELL", "VOICE")
	add(gocard.FieldTelephone, k.Phone2, "WORK", "VOICE")
	add(gocard.FieldEmail, k.Email, "INTERNET")
	add(fieldWeChat, k.WeChat)
	if !k.Birthday.IsZero() {
		add(gocard.FieldBirthday, k.Birthday.String())
	}
	if c.Province != "" || c.City != "" || c.Address != "" {
		out.Add(gocard.FieldAddress, &gocard.Field{Params: gocard.Params{gocard.ParamType: {"WORK"}},
			Value: strings.Join([]string{"", "", clean(c.District + c.Address), clean(c.City), clean(c.Province), "", ""}, ";")})
	}
	note := strings.Join(slices.DeleteFunc([]string{c.Code, c.Kind, regionName(d, c.RegionID), k.Note}, func(s string) bool { return s == "" }), " · ")
	add(gocard.FieldNote, note)
	add(gocard.FieldUID, "urn:uuid:"+k.UUID.String())
	return out
}

// clean keeps a value on one line and from being read as several.
func clean(s string) string {
	return strings.TrimSpace(strings.NewReplacer(";", "；", "\r", "", "\n", " ").Replace(s))
}

func regionName(d *model.Directory, id model.ID) string {
	if r := d.Regions[id]; r != nil {
		return r.Name
	}
	return ""
}
