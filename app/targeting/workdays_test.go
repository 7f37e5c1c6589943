package targeting

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/analysis"
)

func TestPresetsAreWholeAndConsistent(t *testing.T) {
	require.Equal(t, []int{2024, 2025, 2026}, PresetYears())
	require.Empty(t, Preset(2027), "not announced when this was written")
	for _, year := range PresetYears() {
		seen := map[model.Date]bool{}
		off := 0
		for _, d := range Preset(year) {
			require.False(t, seen[d.Date], d.Date)
			seen[d.Date] = true
			weekend := d.Date.Weekday() == 0 || d.Date.Weekday() == 6
			if d.Kind == analysis.DayWorked {
				require.True(t, weekend, "%s is worked instead and must be a weekend day", d.Date)
			} else if !weekend {
				off++
			}
			require.True(t, Official(&d))
		}
		require.Greater(t, off, 10)
	}
	require.False(t, Official(&model.CalendarDay{Date: model.MustDate("2026-10-08"), Kind: analysis.DayOff}))
	year := model.Period{From: model.MustDate("2026-01-01"), To: model.MustDate("2026-12-31")}
	require.Equal(t, 248, analysis.Calendar{Kind: analysis.WorkingDays}.With(Preset(2026)).Elapsed(year, year.To).Days)
}

func TestDaysAreSetAndTakenBack(t *testing.T) {
	p := opened(t, district())
	october := model.MustMonth("2026-10").Period()
	operation, err := p.SetDays(ctx, Preset(2026))
	require.NoError(t, err)
	days, err := p.Days(ctx, october)
	require.NoError(t, err)
	require.Len(t, days, 8)
	again, err := p.SetDays(ctx, Preset(2026))
	require.NoError(t, err)
	require.Empty(t, again, "the same twice changes nothing")

	_, err = p.SetDays(ctx, []model.CalendarDay{{Date: october.From, Kind: analysis.DayWeight, Weight: 30, Name: " 促销 "}, {Date: october.From + 1}})
	require.NoError(t, err)
	c, err := p.Calendar(ctx, analysis.Calendar{Kind: analysis.WorkingDays})
	require.NoError(t, err)
	require.EqualValues(t, 30, c.Weight(october.From))
	require.EqualValues(t, 100, c.Weight(october.From+1), "an ordinary Friday again")
	require.EqualValues(t, 0, c.Weight(october.From+4))
	days, err = p.Days(ctx, october)
	require.NoError(t, err)
	require.Equal(t, "促销", days[october.From].Name)

	_, err = p.SetDays(ctx, []model.CalendarDay{{Date: october.From, Kind: analysis.DayWeight, Weight: 1001}})
	var fault *model.Fault
	require.ErrorAs(t, err, &fault)
	_ = operation
}

func TestUndoOfAYear(t *testing.T) {
	p := opened(t, district())
	operation, err := p.SetDays(ctx, Preset(2026))
	require.NoError(t, err)
	require.NoError(t, p.Undo(ctx, operation))
	days, err := p.Days(ctx, model.Period{From: model.MustDate("2026-01-01"), To: model.MustDate("2026-12-31")})
	require.NoError(t, err)
	require.Empty(t, days)
}

func TestHolidayLists(t *testing.T) {
	p := opened(t, district())
	path := filepath.Join(t.TempDir(), "节假日.csv")
	require.NoError(t, os.WriteFile(path, []byte("公司放假表\n日期,名称,休/班\n2027-01-01,元旦,休\n2027/1/2,元旦,\n2027年1月9日,,班\n待定,春节,休\n"), 0o600))
	days, rejects, err := p.ReadHolidays(ctx, path)
	require.NoError(t, err)
	require.Equal(t, []model.CalendarDay{
		{Date: model.MustDate("2027-01-01"), Kind: analysis.DayOff, Name: "元旦"},
		{Date: model.MustDate("2027-01-02"), Kind: analysis.DayOff, Name: "元旦"},
		{Date: model.MustDate("2027-01-09"), Kind: analysis.DayWorked},
	}, days)
	require.Equal(t, []string{"第 6 行:看不懂日期「待定」"}, rejects)

	require.NoError(t, os.WriteFile(path, []byte("甲,乙\n1,2\n"), 0o600))
	_, _, err = p.ReadHolidays(ctx, path)
	var fault *model.Fault
	require.ErrorAs(t, err, &fault)
}
