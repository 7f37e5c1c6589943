package store

import (
	"fmt"
	"strings"

	"gorm.io/gorm"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// kinds makes an empty record of each table the journal may speak of; flippers undo and
// redo changes of their fields.
var (
	kinds    = map[string]func() any{}
	flippers = map[string]func(tx *gorm.DB, operation, entity string, ids []model.ID, undo bool) error{}
)

// masterKinds are the records everything else points at.
func init() {
	know[model.Region]()
	know[model.Department]()
	know[model.Employee]()
	know[model.Customer]()
	know[model.Product]()
	know[model.SalesLine]()
	know[model.Target]()
	know[model.ReceivableEntry]()
	know[model.MonthText]()
	know[model.PlanItem]()
	know[model.FlagVerdictRecord]()
	know[model.Contact]()
	know[model.CustomerPolicy]()
	know[model.CustomerArea]()
	know[model.CustomerShare]()
	know[model.ContactLog]()
	know[model.Complaint]()
	know[model.Satisfaction]()
	know[model.Contract]()
	know[model.FieldDefinition]()
	know[model.SavedView]()
	know[model.EmployeePost]()
	know[model.Handover]()
	know[model.Course]()
	know[model.TrainingSession]()
	know[model.Attendance]()
	know[model.Candidate]()
	know[model.CoachingNote]()
	know[model.AppraisalScheme]()
	know[model.Appraisal]()
	know[model.BonusScheme]()
	know[model.BonusSheet]()
	know[model.ProductPrice]()
	know[model.ProductListing]()
	know[model.CalendarDay]()
	know[model.ForecastRun]()
	know[model.ForecastOverride]()
	know[model.RepWorkbook]()
	know[model.MarketStatus]()
}

func know[T any, P keyed[T]]() {
	name := entityName(new(T))
	kinds[name] = func() any { return new(T) }
	flippers[name] = flipRecords[T, P]
}

// use says how many records of a table speak of a master.
type use struct {
	table string
	count int64
}

// countUses counts what speaks of a master record; records that are not masters have none.
func (e *Edit) countUses(table string, id model.ID) ([]use, error) {
	var found []use
	counts := map[string]int64{}
	var order []string
	for _, list := range [][]reference{uses, links} {
		for _, r := range list {
			if r.to != table {
				continue
			}
			n, known := int64(0), false
			condition := "deleted_at IS NULL"
			if r.from == salesTable {
				condition = activeBatches
				n, known = e.sales[table][id]
			}
			if !known {
				if err := e.tx.Table(r.from).Where(condition).Where(r.column+" = ?", id).Count(&n).Error; err != nil {
					return nil, fmt.Errorf("count who speaks of %s %d: %w", table, id, err)
				}
			}
			if n > 0 && counts[r.from] == 0 {
				order = append(order, r.from)
			}
			counts[r.from] += n
		}
	}
	for _, from := range order {
		found = append(found, use{from, counts[from]})
	}
	return found, nil
}

// usesInWords says "12 条销售明细、2 位联系人".
func usesInWords(found []use) string {
	words := make([]string, len(found))
	for i, u := range found {
		words[i] = i18n.T("%d 条%s", u.count, tableName(u.table))
	}
	return strings.Join(words, i18n.T("、"))
}

// tableName is what the user calls the records of a table.
func tableName(table string) string {
	names := map[string]string{
		"sales_lines": i18n.T("销售明细"), "targets": i18n.T("目标"), "receivable_entries": i18n.T("账款"),
		"customers": i18n.T("客户"), "employees": i18n.T("人员"), "regions": i18n.T("区域"), "departments": i18n.T("部门"),
		"contacts": i18n.T("联系人"), "customer_policies": i18n.T("销售政策"), "customer_areas": i18n.T("约定区域"),
		"customer_shares": i18n.T("共同负责"), "contact_logs": i18n.T("联系记录"), "complaints": i18n.T("投诉"),
		"satisfactions": i18n.T("满意度"), "contracts": i18n.T("合同"), "product_prices": i18n.T("价格"),
		"product_listings": i18n.T("渠道上架"), "coaching_notes": i18n.T("辅导记录"), "appraisals": i18n.T("考核"),
		"bonus_sheets": i18n.T("奖金表"), "attendances": i18n.T("培训记录"), "market_statuses": i18n.T("市态反映"),
		"rep_workbooks": i18n.T("业代工作簿"), "flag_verdict_records": i18n.T("异常处理"), "candidates": i18n.T("应聘者"),
	}
	if name := names[table]; name != "" {
		return name
	}
	return i18n.T("其他记录")
}
