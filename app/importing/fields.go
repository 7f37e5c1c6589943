package importing

import (
	"xunshi/app/records"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Field is something a column of a file can hold. Its text is the key used in mapping
// files and in what the store remembers.
type Field string

// The fields there are. Which of them a kind of import takes, Session.Fields tells.
const (
	NoField         Field = ""
	FieldDate       Field = "date"
	FieldOrderNo    Field = "order_no"
	FieldCustCode   Field = "customer_code"
	FieldCustName   Field = "customer_name"
	FieldProdCode   Field = "product_code"
	FieldProdName   Field = "product_name"
	FieldCategory   Field = "category"
	FieldSubcat     Field = "subcategory"
	FieldBrand      Field = "brand"
	FieldFlavour    Field = "flavour"
	FieldPack       Field = "pack"
	FieldUnitsCase  Field = "units_per_case"
	FieldUnit       Field = "unit"
	FieldQuantity   Field = "quantity"
	FieldCases      Field = "cases"
	FieldPrice      Field = "price"
	FieldAmount     Field = "amount"
	FieldKind       Field = "kind"
	FieldStatus     Field = "status"
	FieldRegion     Field = "region"
	FieldProvince   Field = "province"
	FieldCity       Field = "city"
	FieldDepartment Field = "department"
	FieldEmpCode    Field = "employee_code"
	FieldEmployee   Field = "employee"
	FieldChannel    Field = "channel"
	FieldPhone      Field = "phone"
	FieldBatch      Field = "batch"
	FieldNote       Field = "note"
	FieldReturned   Field = "returned"

	FieldMonth      Field = "month"
	FieldYear       Field = "year"
	FieldLevel      Field = "level"
	FieldMetric     Field = "metric"
	FieldTarget     Field = "target"
	FieldStretch    Field = "stretch"
	FieldChallenge  Field = "challenge"
	FieldMonthValue Field = "month_value" // one column a month; several columns may have it

	FieldCustKind Field = "customer_kind"
	FieldGrade    Field = "grade"
	FieldAddress  Field = "address"
	FieldContact  Field = "contact"
	FieldTermDays Field = "term_days"
	FieldKeyAcct  Field = "key"
	FieldLaunched Field = "launched"
	FieldDelisted Field = "delisted"
	FieldPosition Field = "position"
	FieldSuperior Field = "superior"
	FieldManager  Field = "manager" // 地区经理: runs the region of the row
	FieldHired    Field = "hired"
	FieldLeft     Field = "left"
	FieldInvoice  Field = "invoice_amount"
	FieldReceipt  Field = "receipt_amount"
	FieldDue      Field = "due"
)

// labels are the fields' names in the program.
//
//i18n:key
var labels = map[Field]string{
	NoField: "不导入", FieldDate: "日期", FieldOrderNo: "单号", FieldCustCode: "客户编码", FieldCustName: "客户名称",
	FieldProdCode: "品项编码", FieldProdName: "品项名称", FieldCategory: "品类", FieldSubcat: "子类", FieldBrand: "品牌",
	FieldFlavour: "口味", FieldPack: "规格", FieldUnitsCase: "每箱数量", FieldUnit: "单位", FieldQuantity: "数量",
	FieldCases: "箱数", FieldPrice: "单价", FieldAmount: "金额", FieldKind: "类型", FieldStatus: "状态",
	FieldRegion: "区域", FieldProvince: "省份", FieldCity: "城市", FieldDepartment: "部门", FieldEmpCode: "业务员编码",
	FieldEmployee: "业务员", FieldChannel: "渠道", FieldPhone: "电话", FieldBatch: "喷码", FieldNote: "备注",
	FieldReturned: "是否退回", FieldMonth: "月份", FieldYear: "年份", FieldLevel: "目标级别", FieldMetric: "指标",
	FieldTarget: "目标值", FieldStretch: "冲刺目标", FieldChallenge: "挑战目标", FieldMonthValue: "各月目标",
	FieldCustKind: "客户类型", FieldGrade: "等级", FieldAddress: "地址", FieldContact: "联系人", FieldTermDays: "账期天数",
	FieldKeyAcct: "重点客户", FieldLaunched: "上市日期", FieldDelisted: "下架日期", FieldPosition: "岗位",
	FieldSuperior: "上级", FieldManager: "区域经理", FieldHired: "入职日期", FieldLeft: "离职日期",
	FieldInvoice: "应收金额", FieldReceipt: "回款金额", FieldDue: "到期日",
}

// Label is the field's name in the language in force.
func (f Field) Label() string {
	if l, ok := labels[f]; ok {
		return i18n.T(l)
	}
	if c, ok := listColumns[f]; ok {
		return i18n.T(c.Chinese)
	}
	if tier, ok := records.TierOf(string(f)); ok {
		return i18n.T("价格-%s", tier)
	}
	return string(f)
}

var fieldsOf = map[model.BatchKind][]Field{
	model.BatchSales: {FieldDate, FieldOrderNo, FieldCustCode, FieldCustName, FieldProdCode, FieldProdName, FieldQuantity,
		FieldCases, FieldPrice, FieldAmount, FieldKind, FieldStatus, FieldReturned, FieldRegion, FieldDepartment, FieldEmpCode,
		FieldEmployee, FieldChannel, FieldCategory, FieldSubcat, FieldBrand, FieldFlavour, FieldPack, FieldUnitsCase, FieldUnit,
		FieldProvince, FieldCity, FieldPhone, FieldBatch, FieldNote},
	model.BatchTargets: {FieldMonth, FieldYear, FieldTarget, FieldStretch, FieldChallenge, FieldMonthValue, FieldLevel, FieldMetric,
		FieldRegion, FieldDepartment, FieldEmpCode, FieldEmployee, FieldCustCode, FieldCustName, FieldProdCode, FieldProdName,
		FieldCategory, FieldChannel},
	model.BatchCustomers: listFields(records.Customers),
	model.BatchProducts:  listFields(records.Products),
	model.BatchEmployees: append(listFields(records.Employees), FieldManager),
	model.BatchPayments: {FieldDate, FieldCustCode, FieldCustName, FieldOrderNo, FieldAmount, FieldInvoice, FieldReceipt,
		FieldKind, FieldDue, FieldNote},
}

// numeric fields hold quantities and money: a merged block never repeats them.
var numeric = map[Field]bool{FieldQuantity: true, FieldCases: true, FieldPrice: true, FieldAmount: true,
	FieldTarget: true, FieldStretch: true, FieldChallenge: true, FieldMonthValue: true, FieldInvoice: true, FieldReceipt: true}

// one of each group must be mapped; the first is named when none is.
var required = map[model.BatchKind][][]Field{
	model.BatchSales: {{FieldDate}, {FieldProdName, FieldProdCode}, {FieldAmount, FieldPrice}},
	model.BatchTargets: {{FieldMonth, FieldMonthValue},
		{FieldTarget, FieldStretch, FieldChallenge, FieldMonthValue}},
	model.BatchCustomers: {{FieldCustName, FieldCustCode}},
	model.BatchProducts:  {{FieldProdName, FieldProdCode, "barcode"}},
	model.BatchEmployees: {{FieldEmployee, FieldManager, FieldEmpCode}},
	model.BatchPayments:  {{FieldDate}, {FieldCustName, FieldCustCode}, {FieldAmount, FieldInvoice, FieldReceipt}},
}
