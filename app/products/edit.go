package products

import (
	"context"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// FieldFault is what is wrong with a field of a product.
type FieldFault struct {
	Key string // "name", "barcode", "units_per_case", "units_per_inner", "delisted"
	Err error
}

// Check says what is wrong with a product by itself, nothing if all is well.
func Check(p *model.Product) []FieldFault {
	var faults []FieldFault
	wrong := func(key, what string) {
		faults = append(faults, FieldFault{key, model.NewFault(nil, what, i18n.T("没有保存。"), "")})
	}
	if strings.TrimSpace(p.Name) == "" {
		wrong("name", i18n.T("请填品项名称。"))
	}
	switch ok, want := CheckBarcode(p.Barcode); {
	case ok:
	case want < 0:
		wrong("barcode", i18n.T("条码应是 13 位(或 8 位)数字。"))
	default:
		wrong("barcode", i18n.T("条码的校验位不对,最后一位应是 %d。", want))
	}
	if p.UnitsPerCase < 0 || p.UnitsPerInner < 0 || p.NetContent < 0 || p.Price < 0 || p.ShelfLifeDays < 0 {
		wrong("units_per_case", i18n.T("数量、价格和天数不能小于 0。"))
	}
	if p.UnitsPerInner > 0 && p.UnitsPerCase > 0 && p.UnitsPerCase%p.UnitsPerInner != 0 {
		wrong("units_per_inner", i18n.T("每箱的数量应是中包装数量的整倍数。"))
	}
	if !p.Delisted.IsZero() && !p.Launched.IsZero() && p.Delisted <= p.Launched {
		wrong("delisted", i18n.T("退市日期要晚于上市日期。"))
	}
	return faults
}

// Save writes a product, new (ID 0) or changed. A product that is faulty in itself, or whose
// code another one has, is refused.
func (b *Book) Save(ctx context.Context, p *model.Product) (operation string, err error) {
	p.Code, p.Name = strings.TrimSpace(p.Code), strings.TrimSpace(p.Name)
	p.Brand, p.Series, p.Flavour = strings.TrimSpace(p.Brand), strings.TrimSpace(p.Series), strings.TrimSpace(p.Flavour)
	if faults := Check(p); len(faults) > 0 {
		return "", faults[0].Err
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		if err := freeCode(e, p); err != nil {
			return err
		}
		return store.Put(e, p)
	})
}

// freeCode refuses a code that another product has.
func freeCode(e *store.Edit, p *model.Product) error {
	if p.Code == "" {
		return nil
	}
	same, err := store.FindIn(e, model.Product{Code: p.Code})
	if err != nil {
		return err
	}
	for i := range same {
		if same[i].ID != p.ID {
			return CodeTaken{p.Code, same[i].Name}.fault()
		}
	}
	return nil
}

// CodeTaken is the cause of the Fault for a code that another product has.
type CodeTaken struct{ Code, Name string }

// Error is for the log.
func (c CodeTaken) Error() string { return "product code " + c.Code + " is taken" }

func (c CodeTaken) fault() error {
	return model.NewFault(c, i18n.T("编码 %s 已经是「%s」的。", c.Code, c.Name), i18n.T("没有保存。"), i18n.T("请换一个编码,或打开那个品项修改。"))
}

// Remove deletes a product nothing speaks of; others are refused with a Fault that says to
// delist them.
func (b *Book) Remove(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error { return store.Remove(e, &model.Product{Record: model.Record{ID: id}}) })
}

// Change is what SetMany writes; nil fields stay as they are.
type Change struct {
	Brand, Series, Category, Subcategory, Flavour *string
	Launched, Delisted                            *model.Date
}

// Empty tells whether nothing would be written.
func (c Change) Empty() bool { return c == Change{} }

func (c Change) apply(p *model.Product) {
	for _, f := range []struct {
		to   *string
		from *string
	}{{&p.Brand, c.Brand}, {&p.Series, c.Series}, {&p.Category, c.Category}, {&p.Subcategory, c.Subcategory}, {&p.Flavour, c.Flavour}} {
		if f.from != nil {
			*f.to = strings.TrimSpace(*f.from)
		}
	}
	if c.Launched != nil {
		p.Launched = *c.Launched
	}
	if c.Delisted != nil {
		p.Delisted = *c.Delisted
	}
}

// SetMany writes the same change into many products, as one act.
func (b *Book) SetMany(ctx context.Context, ids []model.ID, c Change) (operation string, err error) {
	if c.Empty() || len(ids) == 0 {
		return "", model.NewFault(nil, i18n.T("没有要改的内容。"), i18n.T("数据没有改动。"), i18n.T("请选择品项,并至少填一项。"))
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		for _, id := range ids {
			p, err := product(e, id)
			if err != nil {
				return err
			}
			c.apply(p)
			if !p.Delisted.IsZero() && p.Delisted <= p.Launched {
				return model.NewFault(nil, i18n.T("「%s」的退市日期会早于上市日期。", p.Name), i18n.T("没有改动任何品项。"), i18n.T("请换一个日期,或先改它的上市日期。"))
			}
			if err := store.Put(e, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// product reads a product inside an act; one that is gone is a Fault.
func product(e *store.Edit, id model.ID) (*model.Product, error) {
	p, err := store.GetIn[model.Product](e, id)
	if err == nil && p == nil {
		err = model.NewFault(nil, i18n.T("这个品项已经被删除。"), i18n.T("数据没有改动。"), i18n.T("请刷新后再试。"))
	}
	return p, err
}

// Rename gives a brand, series or flavour another word in every SKU that has it, below the
// levels given (a series within its brand); spellings of one thing are merged by renaming one
// to the other. It tells how many SKUs changed.
func (b *Book) Rename(ctx context.Context, n Node, to string) (operation string, changed int, err error) {
	to = strings.TrimSpace(to)
	if n.Level == LevelSKU {
		return "", 0, model.NewFault(nil, i18n.T("只能给品牌、系列和口味改名。"), i18n.T("数据没有改动。"), i18n.T("品项的名称请在品项里改。"))
	}
	if to == n.Word {
		return "", 0, nil
	}
	operation, err = b.store.Edit(ctx, func(e *store.Edit) error {
		for _, item := range n.Members {
			p, err := product(e, item.ID)
			if err != nil {
				return err
			}
			if strings.TrimSpace(n.Level.of(p)) != n.Word {
				continue // somebody changed it meanwhile
			}
			switch n.Level {
			case LevelBrand:
				p.Brand = to
			case LevelSeries:
				p.Series = to
			case LevelFlavour:
				p.Flavour = to
			}
			changed++
			if err := store.Put(e, p); err != nil {
				return err
			}
		}
		return nil
	})
	return operation, changed, err
}
