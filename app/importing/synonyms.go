package importing

import (
	"slices"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// synonyms are the column titles each field goes by, the surest first, as titleKey writes
// them.
//
//i18n:data
var synonyms = words(map[Field]string{
	FieldDate: "订单日期 下单日期 销售日期 单据日期 业务日期 开单日期 制单日期 出库日期 日期 交易日期 订货日期 销售时间 下单时间 订单时间 单据时间 " +
		"orderdate salesdate saledate invoicedate transactiondate date 时间 发货日期 送货日期 shipdate deliverydate",
	FieldOrderNo: "订单id 订单号 订单编号 单据编号 单据号 单号 销售单号 出库单号 小票号 流水号 票号 凭证号 orderid orderno ordernumber " +
		"invoiceno invoicenumber documentno documentnumber",
	FieldCustCode: "客户id 客户编码 客户编号 客户代码 客户号 终端编码 门店编码 门店编号 购货单位编码 往来单位编码 customerid customercode customerno clientcode storecode",
	FieldCustName: "客户名称 客户 客户名 终端名称 门店名称 门店 终端 商户名称 购货单位 往来单位 购买方 经销商名称 经销商 收货单位 店名 " +
		"customername customer client clientname account store storename outlet",
	FieldProdCode: "产品id 产品编码 产品编号 产品代码 商品编码 商品编号 商品代码 品项编码 物料编码 物料号 存货编码 货号 条码 商品条码 sku sku编码 skuid " +
		"productid productcode productno itemcode itemno skucode barcode",
	FieldProdName: "产品名称 商品名称 品项名称 物料名称 存货名称 货品名称 品名 产品 商品 品项 物料 货品 sku名称 品名规格 商品名 产品名 " +
		"productname product itemname item description skuname",
	FieldCategory:   "品类 类别 产品类别 商品类别 品种 产品分类 商品分类 大类 产品大类 分类 系列 category productcategory",
	FieldSubcat:     "子类别 子类 小类 二级分类 中类 产品子类 subcategory",
	FieldBrand:      "品牌 brand 品牌名称",
	FieldFlavour:    "口味 香型 味道 flavour flavor",
	FieldPack:       "规格 规格型号 包装规格 产品规格 商品规格 包装 pack packsize specification spec size",
	FieldUnitsCase:  "每箱数量 箱规 装箱数 每箱件数 箱装数 件装数 装箱规格 入数 换算率 unitspercase casepack packqty",
	FieldUnit:       "单位 计量单位 基本单位 销售单位 unit uom",
	FieldQuantity:   "数量 销量 销售数量 出库数量 件数 瓶数 实发数量 订购数量 销售件数 qty quantity units unitssold volume",
	FieldCases:      "箱数 销售箱数 数量箱 销量箱 整箱数 出库箱数 cases caseqty cartons boxes",
	FieldPrice:      "单价 售价 销售单价 含税单价 价格 成交价 实际单价 箱价 price unitprice",
	FieldAmount:     "销售额 销售金额 金额 价税合计 含税金额 实收金额 成交金额 总金额 订单金额 应收金额 销售收入 小计金额 货款 总价 合计金额 sales amount salesamount revenue total totalamount linetotal netsales",
	FieldKind:       "销售类型 单据类型 业务类型 订单类型 交易类型 类型 出库类型 行类型 kind type linetype transactiontype ordertype",
	FieldStatus:     "状态 订单状态 单据状态 审核状态 status orderstatus",
	FieldRegion:     "地区 区域 销售区域 大区 片区 销售大区 所属区域 所属地区 销售地区 办事处 region area territory salesregion district",
	FieldProvince:   "省自治区 省份 省 省市 province state",
	FieldCity:       "城市 市 地市 所在城市 city",
	FieldDepartment: "部门 销售部门 事业部 所属部门 业务部门 department dept division",
	FieldEmpCode:    "业务员编码 业务员编号 业务员代码 人员编码 员工编号 员工编码 工号 employeecode employeeid employeeno salespersoncode salesmancode repcode staffid",
	FieldEmployee:   "业务员 销售员 业务代表 销售代表 业务人员 销售人员 经办人 业务员姓名 客户经理 负责人 姓名 员工 员工姓名 salesperson salesman salesrep rep employee seller",
	FieldChannel:    "渠道 销售渠道 渠道类型 客户渠道 细分 客户细分 渠道名称 业态 channel segment customersegment saleschannel",
	FieldPhone:      "电话 联系电话 手机 手机号 手机号码 电话号码 phone mobile telephone tel",
	FieldBatch:      "喷码 批号 批次 生产批号 批次号 batchno lotno lot batchcode",
	FieldNote:       "备注 说明 摘要 附注 note notes remark remarks memo comment",
	FieldReturned:   "退回 是否退回 是否退货 已退货 已退回 退货标记 returned isreturned",

	FieldMonth:      "月份 期间 年月 目标月份 会计期间 月 目标期间 month period yearmonth",
	FieldYear:       "年 年份 年度 year",
	FieldLevel:      "目标级别 目标类型 级别 档次 level targetlevel",
	FieldMetric:     "指标 考核指标 目标指标 口径 metric measure",
	FieldTarget:     "目标 销售目标 目标额 目标值 月目标 任务 销售任务 任务量 任务额 保底目标 目标金额 目标销售额 目标销量 target goal quota",
	FieldStretch:    "冲刺 冲刺目标 冲刺业绩 stretch stretchtarget",
	FieldChallenge:  "挑战 挑战目标 挑战业绩 challenge challengetarget",
	FieldMonthValue: "",

	FieldCustKind: "客户类型 客户类别 客户性质 客户分类 customertype customerkind",
	FieldGrade:    "等级 客户等级 客户级别 级别 abc grade customergrade",
	FieldAddress:  "地址 详细地址 客户地址 送货地址 门店地址 address",
	FieldContact:  "联系人 客户联系人 老板 店主 contact contactperson contactname",
	FieldTermDays: "账期 账期天数 帐期 信用天数 付款天数 termdays paymentterms creditdays",
	FieldKeyAcct:  "重点客户 是否重点 重点 ka keyaccount key",
	FieldLaunched: "上市日期 上架日期 投产日期 launched launchdate",
	FieldDelisted: "下架日期 退市日期 停产日期 delisted delistdate",
	FieldPosition: "岗位 职位 职务 position title jobtitle",
	FieldSuperior: "上级 直属上级 直接上级 汇报对象 主管 上级姓名 superior supervisor reportsto",
	FieldManager:  "地区经理 区域经理 大区经理 片区经理 经理 区域负责人 地区负责人 regionalmanager regionmanager manager areamanager",
	FieldHired:    "入职日期 入职时间 hired hiredate",
	FieldLeft:     "离职日期 离职时间 left leavedate",
	FieldInvoice:  "应收 应收金额 应收款 开票金额 应收账款 invoice invoiceamount billed",
	FieldReceipt:  "回款 回款金额 收款金额 收款 已收 实收 receipt receiptamount received payment paymentamount",
	FieldDue:      "到期日 到期日期 应付日期 应收日期 付款期限 duedate due",
})

// listSynonyms are further titles of the fields of lists, besides those they are exported
// under. The English ones are those of the English interface too, so that a file made there
// is understood here.
//
//i18n:data
var listSynonyms = words(map[Field]string{
	"stage": "客户阶段 合作状态 customerstage stage", "district": "区县 区 县 县区 county district", "settlement": "付款方式 settlement",
	"credit_limit": "授信额度 赊销额度 creditlimit", "price_tier": "价格等级 价格级别 价格档 pricetier", "tags": "客户标签 tags",
	"upstream": "上级客户 上级经销商 供货客户 上游客户编码 上游经销商 suppliedby upstream", "areas": "agreedareas 销售范围 授权区域 areas areacovered 约定区域",
	"policy_tier": "policytier", "policy_rebate": "返利 返利比例 policyrebate rebate", "policy_from": "政策生效日 合同开始 policybegins",
	"policy_to": "政策到期日 合同到期 policyends", "warehouse": "仓库地址 warehouse", "warehouse_m2": "仓储面积 仓库面积 warehousem", "vehicles": "车辆 配送车辆 vehicles",
	"rivals": "竞品 经营竞品品牌 rivalbrands rivals", "licence": "营业执照 统一社会信用代码 信用代码 税号 licence license licenceno",
	"opened": "开户时间 建档日期 合作日期 opened", "latitude": "latitude lat", "longitude": "longitude lng lon", FieldNote: "客户备注 note",
	"contact1": "联系人1 联系人一 第一联系人 contact1 contact1name", "contact1_role": "contact1role", "contact1_phone": "联系人1手机 contact1phone",
	"contact1_wechat": "contact1wechat", "contact1_birthday": "contact1birthday", "contact2": "联系人2 联系人二 第二联系人 contact2 contact2name",
	"contact2_role": "contact2role", "contact2_phone": "联系人2手机 contact2phone", "contact2_wechat": "contact2wechat", "contact2_birthday": "contact2birthday",
	"contact3": "联系人3 联系人三 第三联系人 contact3 contact3name", "contact3_role": "contact3role", "contact3_phone": "联系人3手机 contact3phone",
	"contact3_wechat": "contact3wechat", "contact3_birthday": "contact3birthday",
	"wechat": "微信号 wechat", "email": "电子邮箱 邮件 email mail", "birthday": "出生日期 birthday dateofbirth",
	"series": "产品系列 series", "floor": "最低价 最低售价 floorprice", "cost": "成本价 进价 cost costprice", "price_from": "生效日期 执行日期 pricesvalidfrom",
	"case_unit": "外箱单位 caseunit", "inner_unit": "innerpackunit", "units_per_inner": "每中包数量 unitsperinnerpack",
	"net_content": "净重 净含量值 netcontent", "net_unit": "netcontentunit", "barcode": "条形码 商品条码 69码 barcode ean", "channels": "渠道 销售渠道 listedinchannels",
	"shelf_life_days": "保质期 保质期天 shelflifedays", "province": "province", "city": "city",
	FieldHired: "hiredon", FieldLeft: "lefton", FieldLaunched: "launchdate", FieldDelisted: "delistingdate",
})

// kindSynonyms are titles that mean a field only in one kind of import.
//
//i18n:data
var kindSynonyms = map[model.BatchKind]map[Field][]string{
	model.BatchCustomers: words(map[Field]string{FieldCustCode: "编码 编号 代码 id code", FieldCustName: "名称 name",
		FieldCustKind: "类型 类别 type kind", FieldEmployee: "owner 业务负责人"}),
	model.BatchProducts: words(map[Field]string{FieldProdCode: "编码 编号 代码 id code", FieldProdName: "名称 name",
		FieldPrice: "零售价 标准价 出厂价 供货价 listprice"}),
	model.BatchEmployees: words(map[Field]string{FieldEmpCode: "编码 编号 代码 id code number", FieldEmployee: "名称 人员 name"}),
	model.BatchPayments: words(map[Field]string{FieldDate: "收款日期 回款日期 付款日期 paymentdate receiptdate", FieldAmount: "发生额 发生金额",
		FieldOrderNo: "发票号 收款单号 发票号码 receiptno"}),
}

// misleading words say that a title which merely ends like a field's name is something else.
//
//i18n:data
var misleading = []string{"利润", "成本", "税额", "折扣", "优惠", "毛利", "目标", "计划", "预算", "余额", "运费", "返利", "未",
	"profit", "cost", "discount", "tax", "target", "budget"}

func words(m map[Field]string) map[Field][]string {
	out := make(map[Field][]string, len(m))
	for f, s := range m {
		out[f] = strings.Fields(s)
	}
	return out
}

func synonymsOf(kind model.BatchKind, f Field) []string {
	if c, ok := listColumn(kind, f); ok {
		own := []string{titleKey(c.Chinese), titleKey(i18n.T(c.Chinese))}
		return slices.Concat(own, kindSynonyms[kind][f], listSynonyms[f], synonyms[f])
	}
	if extra := kindSynonyms[kind][f]; extra != nil {
		return append(append([]string(nil), synonyms[f]...), extra...)
	}
	return synonyms[f]
}
