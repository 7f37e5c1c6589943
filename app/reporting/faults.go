package reporting

import (
	"fmt"

	"xunshi/assets/i18n"
	"xunshi/model"
)

func badOptions(o Options) error {
	return model.NewFault(fmt.Errorf("report options by=%q measure=%q money=%q quantity=%q", o.By, o.Measure, o.Money, o.Quantity),
		i18n.T("报表选项里有认不得的值。"), i18n.T("数据没有改动。"),
		i18n.T("维度可选 department、region、employee、channel;计量可选 amount、quantity。"))
}

func unknownRegion(id model.ID) error {
	return model.NewFault(fmt.Errorf("region %d is not in the directory", id),
		i18n.T("所选的区域已经不存在。"), i18n.T("数据没有改动。"), i18n.T("请重新选择区域。"))
}

func badDate(what string) error {
	return model.NewFault(fmt.Errorf("report for an empty %s", what),
		i18n.T("没有选择报表的日期。"), i18n.T("数据没有改动。"), i18n.T("请选择一个日期或月份。"))
}
