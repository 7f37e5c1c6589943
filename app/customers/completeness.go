package customers

import (
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// FieldKey names a part of a customer's file that completeness counts.
type FieldKey string

// Parts of a file.
const (
	FieldKind      FieldKey = "kind"
	FieldRegion    FieldKey = "region"
	FieldOwner     FieldKey = "owner"
	FieldGrade     FieldKey = "grade"
	FieldChannel   FieldKey = "channel"
	FieldContact   FieldKey = "contact"
	FieldPhone     FieldKey = "phone"
	FieldPlace     FieldKey = "place"
	FieldAddress   FieldKey = "address"
	FieldLicence   FieldKey = "licence"
	FieldSettle    FieldKey = "settlement"
	FieldTier      FieldKey = "tier"
	FieldCredit    FieldKey = "credit"
	FieldWarehouse FieldKey = "warehouse"
	FieldVehicles  FieldKey = "vehicles"
	FieldArea      FieldKey = "area"
	FieldPolicy    FieldKey = "policy"
	FieldRivals    FieldKey = "rivals"
	FieldPosition  FieldKey = "position"
)

// Name of the part in the language in force.
func (k FieldKey) Name() string {
	switch k {
	case FieldKind:
		return i18n.T("类型")
	case FieldRegion:
		return i18n.T("区域")
	case FieldOwner:
		return i18n.T("负责人")
	case FieldGrade:
		return i18n.T("等级")
	case FieldChannel:
		return i18n.T("渠道")
	case FieldContact:
		return i18n.T("联系人")
	case FieldPhone:
		return i18n.T("电话")
	case FieldPlace:
		return i18n.T("省市")
	case FieldAddress:
		return i18n.T("地址")
	case FieldLicence:
		return i18n.T("营业执照")
	case FieldSettle:
		return i18n.T("结算方式")
	case FieldTier:
		return i18n.T("价格体系")
	case FieldCredit:
		return i18n.T("信用额度")
	case FieldWarehouse:
		return i18n.T("仓库")
	case FieldVehicles:
		return i18n.T("车辆")
	case FieldArea:
		return i18n.T("约定区域")
	case FieldPolicy:
		return i18n.T("销售政策")
	case FieldRivals:
		return i18n.T("经营竞品")
	case FieldPosition:
		return i18n.T("坐标")
	}
	return string(k)
}

// everyFile is what the file of any customer should have.
var everyFile = []FieldKey{FieldKind, FieldRegion, FieldOwner, FieldGrade, FieldChannel, FieldContact, FieldPhone, FieldPlace, FieldAddress}

// moreOf is what a type of customer should have besides.
//
//i18n:data types are data
var moreOf = map[string][]FieldKey{
	"经销商":  {FieldLicence, FieldSettle, FieldTier, FieldCredit, FieldWarehouse, FieldVehicles, FieldArea, FieldPolicy, FieldRivals},
	"代理":   {FieldLicence, FieldSettle, FieldTier, FieldCredit, FieldArea, FieldPolicy, FieldRivals},
	"批发":   {FieldSettle, FieldTier, FieldWarehouse, FieldRivals},
	"县乡批发": {FieldSettle, FieldTier, FieldRivals},
	"商超":   {FieldLicence, FieldSettle, FieldTier, FieldPosition},
	"电商":   {FieldLicence, FieldSettle, FieldTier},
	"餐饮":   {FieldSettle, FieldPosition},
	"终端":   {FieldPosition},
}

// Required are the parts that completeness counts for a type of customer, all alike.
func Required(kind string) []FieldKey {
	return append(everyFile[:len(everyFile):len(everyFile)], moreOf[kind]...)
}

// parts are what completeness looks at in a file.
type parts struct {
	customer        *model.Customer
	contact, phone  string // of the first to call
	areas, policies int
}

// completeness 档案完整度 is the parts filled in ÷ the parts required of the type, in whole
// percent rounded down, and what is missing; −1 for the 散客 account.
func completeness(p parts) (int, []FieldKey) {
	if p.customer.WalkIn {
		return -1, nil
	}
	required := Required(p.customer.Kind)
	var missing []FieldKey
	for _, k := range required {
		if !p.filled(k) {
			missing = append(missing, k)
		}
	}
	return 100 * (len(required) - len(missing)) / len(required), missing
}

// Completeness is that of the list, of a file as it is being filled in.
func Completeness(c *model.Customer, contacts []model.Contact, areas, policies int) (int, []FieldKey) {
	own := slices.Clone(contacts)
	sortContacts(own)
	p := parts{customer: c, areas: areas, policies: policies}
	p.contact, p.phone = firstToCall(c, own)
	return completeness(p)
}

func (p parts) filled(k FieldKey) bool {
	c := p.customer
	switch k {
	case FieldRegion:
		return c.RegionID != 0
	case FieldOwner:
		return c.OwnerID != 0
	case FieldContact:
		return p.contact != ""
	case FieldPhone:
		return p.phone != ""
	case FieldPlace:
		return c.Province != "" && c.City != ""
	case FieldSettle:
		return c.Settlement != "" || c.TermDays > 0
	case FieldCredit:
		return c.CreditLimit > 0
	case FieldVehicles:
		return c.Vehicles > 0
	case FieldArea:
		return p.areas > 0
	case FieldPolicy:
		return p.policies > 0
	case FieldPosition:
		return c.Latitude != 0 || c.Longitude != 0
	}
	return wordOf(c, k) != ""
}

// wordOf is a part that is one text of the file.
func wordOf(c *model.Customer, k FieldKey) string {
	switch k {
	case FieldKind:
		return c.Kind
	case FieldGrade:
		return c.Grade
	case FieldChannel:
		return c.Channel
	case FieldAddress:
		return strings.TrimSpace(c.Address)
	case FieldLicence:
		return c.Licence
	case FieldTier:
		return c.PriceTier
	case FieldWarehouse:
		return c.Warehouse
	case FieldRivals:
		return c.Rivals
	}
	return ""
}

// MissingWords lists what a file lacks: "联系人、地址".
func MissingWords(missing []FieldKey) string {
	words := make([]string, len(missing))
	for i, k := range missing {
		words[i] = k.Name()
	}
	return strings.Join(words, i18n.T("、"))
}

// CompletenessRule says which parts count for a type, in words.
func CompletenessRule(kind string) string {
	return i18n.T("档案完整度 = 已填项数 ÷ 该类型应填的 %[1]d 项(%[2]s)。", len(Required(kind)), MissingWords(Required(kind)))
}
