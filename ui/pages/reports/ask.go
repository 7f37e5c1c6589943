package reports

import (
	"xunshi/app/document"
	"xunshi/app/reporting"
	"xunshi/assets/i18n"
	"xunshi/model"
)

// Kind is which report.
type Kind string

// Reports there are.
const (
	Daily   Kind = "daily"   // 销售日报
	Monthly Kind = "monthly" // 销售月报
)

var kinds = []Kind{Daily, Monthly}

func (k Kind) title() string {
	if k == Monthly {
		return i18n.T("销售月报")
	}
	return i18n.T("销售日报")
}

func (k Kind) about() string {
	if k == Monthly {
		return i18n.T("品项、客户进货、异动、账款、总结")
	}
	return i18n.T("当日、累计、占比、零销售")
}

// Ask is the argument of the page's route: a report to be shown.
type Ask struct {
	Kind     Kind
	Date     model.Date // the day, or any day of the month; 0 = the latest with sales
	RegionID model.ID   // with the regions below it; 0 = the whole business
}

// Lines is the filter of the ledger lines a drill names.
func Lines(d document.Drill) model.LineFilter {
	return model.LineFilter{Period: d.Period, RegionID: d.RegionID, DepartmentID: d.DepartmentID, EmployeeID: d.EmployeeID,
		CustomerID: d.CustomerID, ProductID: d.ProductID, Channel: d.Channel, Category: d.Category}
}

// dimensionWord is what the rows of a report are, as the toolbar says it.
func dimensionWord(by reporting.Dimension) string {
	switch by {
	case reporting.ByDepartment:
		return i18n.T("按 部门")
	case reporting.ByEmployee:
		return i18n.T("按 业务员")
	case reporting.ByChannel:
		return i18n.T("按 渠道")
	case reporting.ByRegion:
	}
	return i18n.T("按 区域")
}
