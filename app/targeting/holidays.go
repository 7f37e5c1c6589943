package targeting

import (
	"slices"

	"xunshi/model"
	"xunshi/model/analysis"
)

// preset is one holiday as the State Council announced it: the days off, both ends
// included, and the weekend days worked instead.
type preset struct {
	name     string
	from, to string
	worked   []string
}

// presets are 国务院办公厅关于部分节假日安排的通知 of 2023-10-25 (2024), 2024-11-12 (2025) and
// 2025-11-04 (2026). A year is added once its notice is out.
//
//i18n:data
var presets = map[int][]preset{
	2024: {
		{"元旦", "2024-01-01", "2024-01-01", nil},
		{"春节", "2024-02-10", "2024-02-17", []string{"2024-02-04", "2024-02-18"}},
		{"清明节", "2024-04-04", "2024-04-06", []string{"2024-04-07"}},
		{"劳动节", "2024-05-01", "2024-05-05", []string{"2024-04-28", "2024-05-11"}},
		{"端午节", "2024-06-08", "2024-06-10", nil},
		{"中秋节", "2024-09-15", "2024-09-17", []string{"2024-09-14"}},
		{"国庆节", "2024-10-01", "2024-10-07", []string{"2024-09-29", "2024-10-12"}},
	},
	2025: {
		{"元旦", "2025-01-01", "2025-01-01", nil},
		{"春节", "2025-01-28", "2025-02-04", []string{"2025-01-26", "2025-02-08"}},
		{"清明节", "2025-04-04", "2025-04-06", nil},
		{"劳动节", "2025-05-01", "2025-05-05", []string{"2025-04-27"}},
		{"端午节", "2025-05-31", "2025-06-02", nil},
		{"国庆节、中秋节", "2025-10-01", "2025-10-08", []string{"2025-09-28", "2025-10-11"}},
	},
	2026: {
		{"元旦", "2026-01-01", "2026-01-03", []string{"2026-01-04"}},
		{"春节", "2026-02-15", "2026-02-23", []string{"2026-02-14", "2026-02-28"}},
		{"清明节", "2026-04-04", "2026-04-06", nil},
		{"劳动节", "2026-05-01", "2026-05-05", []string{"2026-05-09"}},
		{"端午节", "2026-06-19", "2026-06-21", nil},
		{"中秋节", "2026-09-25", "2026-09-27", nil},
		{"国庆节", "2026-10-01", "2026-10-07", []string{"2026-09-20", "2026-10-10"}},
	},
}

// PresetYears are the years whose official holidays are known, oldest first.
func PresetYears() []int {
	years := make([]int, 0, len(presets))
	for y := range presets {
		years = append(years, y)
	}
	slices.Sort(years)
	return years
}

// Preset gives the official holidays of a year and the days worked instead, by date; none
// when the year's notice is not known.
func Preset(year int) []model.CalendarDay {
	var out []model.CalendarDay
	for _, h := range presets[year] {
		for d := model.MustDate(h.from); d <= model.MustDate(h.to); d++ {
			out = append(out, model.CalendarDay{Date: d, Kind: analysis.DayOff, Name: h.name})
		}
		for _, d := range h.worked {
			out = append(out, model.CalendarDay{Date: model.MustDate(d), Kind: analysis.DayWorked, Name: h.name})
		}
	}
	slices.SortFunc(out, func(a, b model.CalendarDay) int { return int(a.Date - b.Date) })
	return out
}

// Official tells whether a recorded day is as the State Council announced it.
func Official(day *model.CalendarDay) bool {
	year, _, _ := day.Date.YMD()
	for _, h := range presets[year] {
		switch day.Kind {
		case analysis.DayOff:
			if model.MustDate(h.from) <= day.Date && day.Date <= model.MustDate(h.to) {
				return true
			}
		case analysis.DayWorked:
			if slices.Contains(h.worked, day.Date.String()) {
				return true
			}
		}
	}
	return false
}
