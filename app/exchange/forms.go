package exchange

import (
	"strings"

	"xunshi/model"
)

// cellType is what a column of a form takes.
type cellType int

const (
	textCell  cellType = iota
	dateCell           // within the period
	laterCell          // any date
	numberCell
	moneyCell
	customerCell // picked from the rep's customers
	productCell
	choiceCell
)

// column is one column of a form. Its heading is the same in every language: it is how a
// return is read.
type column struct {
	key     string
	heading string
	hint    string // shown when the cell is entered
	width   float64
	typ     cellType
	must    bool
	choices []string
	aliases []string // headings reps have put in its place
}

// Sheet names and headings stay Chinese whatever the language: they are the file's format.
//
//i18n:data
var sheetNames = map[Kind]string{Sales: "日报销量", Visits: "拜访", Status: "市态反映"}

// Words of the forms' own choices.
//
//i18n:data
var (
	saleKinds    = []string{"销售", "退货", "赠品"}
	methodWords  = []string{"拜访", "电话", "微信", "会面"}
	yesNo        = []string{"是", "否"}
	methodByWord = map[string]model.ContactMethod{"拜访": model.ContactVisit, "电话": model.ContactCall, "微信": model.ContactWeChat, "会面": model.ContactMeeting}
)

const (
	wordReturn = "退货"     //i18n:data
	wordGift   = "赠品"     //i18n:data
	wordYes    = "是"      //i18n:data
	reasonHead = "退回原因"   //i18n:data
	guideSheet = "填写说明"   //i18n:data
	listSheet  = "选项"     //i18n:data
	markSheet  = "巡市标识"   //i18n:data
	filePrefix = "巡市"     //i18n:data
	fixPrefix  = "巡市-更正"  //i18n:data
	markMagic  = "巡市业代表格" //i18n:data
)

//i18n:data
var forms = map[Kind][]column{
	Sales: {
		{key: "date", heading: "日期", hint: "销售发生的那一天,例如 2026-11-05。", width: 13, typ: dateCell, must: true, aliases: []string{"销售日期"}},
		{key: "customer", heading: "客户", hint: "从下拉列表里选;可以先输入编码。", width: 34, typ: customerCell, must: true, aliases: []string{"客户名称"}},
		{key: "product", heading: "品项", hint: "从下拉列表里选;可以先输入编码。", width: 34, typ: productCell, must: true, aliases: []string{"产品", "品项名称", "品名"}},
		{key: "kind", heading: "类型", hint: "空着就是销售;退货写正数。", width: 9, typ: choiceCell, choices: saleKinds},
		{key: "quantity", heading: "数量", hint: "按最小单位填(件、瓶、盒……)。", width: 11, typ: numberCell, must: true, aliases: []string{"销量"}},
		{key: "amount", heading: "金额(元)", hint: "这一行的总金额。空着按标价 × 数量计算。", width: 13, typ: moneyCell, aliases: []string{"金额"}},
		{key: "note", heading: "备注", width: 26, typ: textCell},
	},
	Visits: {
		{key: "date", heading: "日期", hint: "拜访的那一天。没有去就空着。", width: 13, typ: dateCell, must: true, aliases: []string{"拜访日期"}},
		{key: "customer", heading: "客户", hint: "从下拉列表里选;可以先输入编码。", width: 34, typ: customerCell, must: true, aliases: []string{"客户名称"}},
		{key: "method", heading: "方式", hint: "空着就是拜访。", width: 9, typ: choiceCell, choices: methodWords},
		{key: "planned", heading: "计划内", hint: "计划里有的写是。", width: 9, typ: choiceCell, choices: yesNo},
		{key: "ordered", heading: "有订单", hint: "当场下了订单写是。", width: 9, typ: choiceCell, choices: yesNo},
		{key: "text", heading: "拜访内容", width: 44, typ: textCell, aliases: []string{"内容"}},
		{key: "next", heading: "下一步", width: 30, typ: textCell},
		{key: "nexton", heading: "下次日期", hint: "下一步在哪一天做。", width: 13, typ: laterCell},
	},
	Status: {
		{key: "date", heading: "日期", hint: "看到的那一天。", width: 13, typ: dateCell, must: true},
		{key: "customer", heading: "客户", hint: "在哪家看到的;不在客户处可以空着。", width: 34, typ: customerCell, aliases: []string{"客户名称"}},
		{key: "channel", heading: "渠道", width: 11, typ: textCell},
		{key: "topic", heading: "主题", hint: "从下拉列表里选。", width: 9, typ: choiceCell, must: true, choices: Topics},
		{key: "brand", heading: "品牌", hint: "谁家的:本品或竞品的品牌。", width: 13, typ: textCell},
		{key: "product", heading: "产品", width: 24, typ: textCell},
		{key: "price", heading: "价格(元)", hint: "看到的价格。", width: 11, typ: moneyCell, aliases: []string{"价格"}},
		{key: "text", heading: "反映内容", width: 50, typ: textCell, must: true, aliases: []string{"内容"}},
	},
}

// label is how a customer or product stands in a drop-down: code, blank, name.
func label(code, name string) string { return strings.TrimSpace(code + " " + name) }
