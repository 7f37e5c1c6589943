package file

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Kinds of the user's own fields.
const (
	KindText   = "text"
	KindNumber = "number"
	KindDate   = "date"
	KindChoice = "choice"
	KindYes    = "yes"
)

// OwnKinds are all of them in the order they are offered.
var OwnKinds = []string{KindText, KindNumber, KindDate, KindChoice, KindYes}

// KindName is a kind of own field in words.
func KindName(kind string) string {
	switch kind {
	case KindNumber:
		return i18n.T("数字")
	case KindDate:
		return i18n.T("日期")
	case KindChoice:
		return i18n.T("选项")
	case KindYes:
		return i18n.T("是/否")
	}
	return i18n.T("文字")
}

// UsualOwn are own fields that many keep: those of shops on platforms, then of the trade.
//
//i18n:data
func UsualOwn() []model.FieldDefinition {
	return []model.FieldDefinition{
		{Name: "网店平台", Kind: KindChoice, Choices: "天猫,京东,拼多多,抖音,快手,美团,饿了么,微信小程序,其他"},
		{Name: "网店名称", Kind: KindText}, {Name: "网店链接", Kind: KindText},
		{Name: "门店面积(㎡)", Kind: KindNumber}, {Name: "冰柜台数", Kind: KindNumber},
		{Name: "合作意向", Kind: KindChoice, Choices: "高,中,低"}, {Name: "签约日期", Kind: KindDate},
	}
}

// Yes is the value of an own field of kind yes that is ticked.
const Yes = "yes"

const entityCustomer = "customer"

// MostOwn is how many own fields a customer may have.
const MostOwn = 40

// Definitions gives the user's own fields in their order.
func (b *Book) Definitions(ctx context.Context) ([]model.FieldDefinition, error) {
	definitions, err := store.Find(ctx, b.store, model.FieldDefinition{Entity: entityCustomer})
	slices.SortStableFunc(definitions, func(a, b model.FieldDefinition) int { return cmp.Compare(a.Sort, b.Sort) })
	return definitions, err
}

// SaveDefinitions makes the user's own fields be those given, in that order, as one act.
// Values hang on the definition, not on its name: they stay when it is renamed, and come
// back when a removed one is brought back by undo.
func (b *Book) SaveDefinitions(ctx context.Context, definitions []model.FieldDefinition) (operation string, err error) {
	definitions = slices.Clone(definitions)
	if len(definitions) > MostOwn {
		return "", refuse("own", i18n.T("最多 %d 个自定义字段。", MostOwn), i18n.T("请删掉不用的。"))
	}
	seen := map[string]bool{}
	for i := range definitions {
		d := &definitions[i]
		d.Name, d.Entity, d.Sort = strings.TrimSpace(d.Name), entityCustomer, i+1
		d.Choices = strings.Join(unique(split(strings.NewReplacer("，", ",", "、", ",").Replace(d.Choices))), ",")
		switch {
		case d.Name == "":
			return "", refuseRow("own", i, i18n.T("第 %d 个字段没有名称。", i+1), "")
		case seen[d.Name]:
			return "", refuseRow("own", i, i18n.T("有两个字段都叫「%s」。", d.Name), i18n.T("请改一个名称。"))
		case !slices.Contains(OwnKinds, d.Kind):
			return "", refuseRow("own", i, i18n.T("「%s」没有选种类。", d.Name), "")
		case d.Kind == KindChoice && d.Choices == "":
			return "", refuseRow("own", i, i18n.T("「%s」没有写可选的项。", d.Name), i18n.T("请用逗号分开几个选项。"))
		}
		seen[d.Name] = true
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		return putList(e, model.FieldDefinition{Entity: entityCustomer}, definitions, func(*model.FieldDefinition) {})
	})
}
