package reporting

import (
	"xunshi/assets/i18n"
	"xunshi/model"
)

// chartUnit turns exact figures into the floats a chart draws.
type chartUnit struct {
	name  string
	parts float64
}

// chartUnit picks the unit a chart's axis carries: as the report shows its figures.
func (v *view) chartUnit() chartUnit {
	if v.opt.Measure == Quantity {
		return chartUnit{v.quantityUnit(), float64(model.Unit)}
	}
	if v.opt.Money == "wan" {
		return chartUnit{i18n.T("万元"), float64(10_000 * model.Yuan)}
	}
	return chartUnit{i18n.T("元"), float64(model.Yuan)}
}

func (u chartUnit) of(n int64) float64 { return float64(n) / u.parts }
