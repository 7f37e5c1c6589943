package records

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"xunshi/model"
	"xunshi/model/store"
)

// fillDuplicates enters a few customers a second time, the way it happens: from a card,
// with the legal form left out, by a colleague of the next region. One complaint came to
// the director past the manager in charge and awaits an opinion; a few fields of the
// user's own are defined.
func fillDuplicates(ctx context.Context, b *Book) error {
	_, err := b.Store.Edit(ctx, func(e *store.Edit) error {
		for i, twin := range twins(b) {
			twin.Code = fmt.Sprintf("L%05d", 101+i)
			if err := store.Put(e, &twin); err != nil {
				return err
			}
			contact := model.Contact{CustomerID: twin.ID, Name: twin.Contact, Phone: twin.Phone, Role: "采购", Main: true}
			if err := store.Put(e, &contact); err != nil {
				return err
			}
			visit := model.ContactLog{CustomerID: twin.ID, EmployeeID: twin.OwnerID, ContactID: contact.ID, Date: b.Today - model.Date(5+i*3),
				Method: model.ContactVisit, Text: "按名片上门,老板说早就合作了"}
			if err := store.Put(e, &visit); err != nil {
				return err
			}
		}
		for i, d := range []model.FieldDefinition{{Name: "冰柜台数", Kind: "number"}, {Name: "配合度", Kind: "choice", Choices: "高,中,低"}, {Name: "有夜班收货", Kind: "yes"}} {
			d.Entity, d.Sort = "customer", i+1
			if err := store.Put(e, &d); err != nil {
				return err
			}
		}
		return skipLevel(e, b)
	})
	return err
}

// twins are second files of customers with a phone, each slightly different.
func twins(b *Book) []model.Customer {
	var out []model.Customer
	suffixes := []string{"有限公司", "商行", "批发部", "便利店", "小卖部", "食品店", "烟酒商店", "生活超市"}
	for _, id := range slices.Sorted(maps.Keys(b.Directory.Customers)) {
		c := b.Directory.Customers[id]
		if c.WalkIn || c.Phone == "" || int(id)%17 != 3 || c.Stage == model.StageProspect {
			continue
		}
		twin := model.Customer{Name: c.Name, Kind: c.Kind, Channel: c.Channel, RegionID: c.RegionID, OwnerID: c.OwnerID, Contact: c.Contact, Phone: c.Phone,
			City: c.City, Province: c.Province, Opened: b.Today - model.Date(20+len(out)*9)}
		switch len(out) % 4 {
		case 0: // the legal form or the trade left out
			for _, s := range suffixes {
				if rest, ok := strings.CutSuffix(c.Name, s); ok {
					twin.Name = rest
					break
				}
			}
		case 1: // in brackets, the phone written in groups
			twin.Name = c.Name + "（新）"
			twin.Phone = grouped(c.Phone)
		case 2: // the same name and address, no phone
			twin.Phone, twin.Address = "", c.Address
		case 3: // a namesake elsewhere: not the same
			twin.Phone, twin.Contact, twin.City = "", "", ""
			twin.RegionID = elsewhere(b, c.RegionID)
		}
		if out = append(out, twin); len(out) == 6 {
			break
		}
	}
	return out
}

func grouped(phone string) string {
	if len(phone) != 11 {
		return phone
	}
	return phone[:3] + " " + phone[3:7] + " " + phone[7:]
}

// elsewhere is another region on the same level.
func elsewhere(b *Book, region model.ID) model.ID {
	here := b.Directory.Regions[region]
	for _, id := range slices.Sorted(maps.Keys(b.Directory.Regions)) {
		if r := b.Directory.Regions[id]; here != nil && id != region && r.ParentID == here.ParentID {
			return id
		}
	}
	return region
}

// skipLevel is a complaint that came past the manager in charge.
func skipLevel(e *store.Edit, b *Book) error {
	for _, id := range slices.Sorted(maps.Keys(b.Directory.Customers)) {
		c := b.Directory.Customers[id]
		if !c.Key || c.OwnerID == 0 {
			continue
		}
		return store.Put(e, &model.Complaint{CustomerID: id, Date: b.Today - 2, Cause: "促销兑现", Text: "二季度返利拖了两个月没有兑现,直接打电话给总监",
			OwnerID: c.OwnerID, Due: b.Today + 5, SkipLevel: true})
	}
	return nil
}
