package forecasting

import (
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"xunshi/model"
	"xunshi/model/analysis/forecast"
)

func write(t testing.TB, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "series.csv")
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func mustBeFault(t testing.TB, err error, words ...string) {
	t.Helper()
	f, ok := model.AsFault(err)
	require.True(t, ok, "%v", err)
	for _, w := range words {
		require.Contains(t, f.What, w)
	}
	require.NotEmpty(t, f.Safe)
	require.NotEmpty(t, f.Do)
}

// through reads, forecasts and writes, and gives the rows written.
func through(t testing.TB, content string, months int) [][]string {
	t.Helper()
	file, err := Read(context.Background(), write(t, content))
	require.NoError(t, err)
	results, err := Run(context.Background(), file.Histories, months, nil)
	require.NoError(t, err)
	out := filepath.Join(t.TempDir(), "out.csv")
	require.NoError(t, Write(context.Background(), out, file, results))
	raw, err := os.ReadFile(out)
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\ufeff"))).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"id", "month", "forecast", "lower", "upper", "method"}, rows[0])
	return rows[1:]
}

func TestFromFileToFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,month,value\n")
	for i := range 36 { // newest first, two series interleaved
		m := model.MustMonth("2023-12") - model.Month(i)
		fmt.Fprintf(&b, "north,%s,%d\n\"south, east\",%s,%.2f\n", m, 1000+10*(36-i), m, 5.5)
	}
	b.WriteString("one,2023-05,7\nblank,2023-05,\n")
	rows := through(t, b.String(), 3)
	require.Len(t, rows, 3+3+3+1)
	require.Equal(t, []string{"north", "2024-01"}, rows[0][:2])
	next, err := strconv.ParseFloat(rows[0][2], 64)
	require.NoError(t, err)
	require.InDelta(t, 1370, next, 15, "the line goes on")
	require.Equal(t, []string{"south, east", "2024-01", "5.5"}, rows[3][:3])
	require.Equal(t, []string{"one", "2023-06", "7"}, rows[6][:3])
	require.Equal(t, "mean", rows[6][5])
	require.Equal(t, []string{"blank", "", "", "", "", "none"}, rows[9])
}

func TestHeadersAndEncodings(t *testing.T) {
	const rows = "华北,%s,100\n华北,%s,110\n华北,%s,120\n"
	plain := "id,month,value\n" + fmt.Sprintf(rows, "2023-01", "2023-02", "2023-03")
	want := through(t, plain, 2)
	chinese := "编号,月份,销售额\n" + fmt.Sprintf(rows, "2023年1月", "2023/2", "202303")
	require.Equal(t, want, through(t, chinese, 2))
	require.Equal(t, want, through(t, "\ufeff"+plain, 2))
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(chinese)
	require.NoError(t, err)
	require.Equal(t, want, through(t, gbk, 2))

	file, err := Read(context.Background(), write(t, gbk))
	require.NoError(t, err)
	require.True(t, file.Marked, "Excel will read the result")
	file, err = Read(context.Background(), write(t, plain))
	require.NoError(t, err)
	require.False(t, file.Marked)
}

func TestGapsAndOldMonths(t *testing.T) {
	file, err := Read(context.Background(), write(t, "id,month,value\na,1958-03,1\na,1958-05,\"1,234.5\"\na,1958-04,NA\na,1958-07,1e2\n"))
	require.NoError(t, err)
	s := file.Histories[0].Series()
	require.Equal(t, "1958-03", s.Start.String())
	require.Len(t, s.Values, 5)
	require.Equal(t, []float64{1, 1234.5, 100}, []float64{s.Values[0], s.Values[2], s.Values[4]})
	require.True(t, math.IsNaN(s.Values[1]) && math.IsNaN(s.Values[3]))
}

func TestBadRowsAreNamed(t *testing.T) {
	_, err := Read(context.Background(), write(t, "id,month,value\na,2020-01,5\na,2020-13,6\n,2020-02,4\na,2020-03,x\na,2020-01,7\n"))
	mustBeFault(t, err, "第 3 行", "2020-13", "第 4 行没有 id", "第 5 行", "“x”", "第 6 行与第 2 行重复")
	_, err = Read(context.Background(), write(t, "id,month,value\n"+strings.Repeat("a,oops,5\n", 40)))
	mustBeFault(t, err, "第 2 行", "另有 35 处")
	_, err = Read(context.Background(), write(t, "id,month,value\na,0020-01,5\na,2020-01,5\n"))
	mustBeFault(t, err, "200 年")
	_, err = Read(context.Background(), write(t, "name of,month,other\na,2020-01,5\n"))
	mustBeFault(t, err, "表头")
	_, err = Read(context.Background(), write(t, "id,month,value\n"))
	mustBeFault(t, err, "没有数据")
	_, err = Read(context.Background(), filepath.Join(t.TempDir(), "none.csv"))
	mustBeFault(t, err)
}

func TestCancelled(t *testing.T) {
	file, err := Read(context.Background(), write(t, "id,month,value\na,2020-01,5\n"))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = Run(ctx, file.Histories, 3, nil)
	require.ErrorIs(t, err, context.Canceled)
	dir := t.TempDir()
	require.ErrorIs(t, Write(ctx, filepath.Join(dir, "o.csv"), file, make([]forecast.Result, 1)), context.Canceled)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestAnOldFileStaysWhenWritingFails(t *testing.T) {
	file := &File{Histories: []History{{ID: "a"}}}
	mustBeFault(t, Write(context.Background(), filepath.Join(t.TempDir(), "no", "such", "o.csv"), file, make([]forecast.Result, 1)), "o.csv")
	folder := t.TempDir()
	mustBeFault(t, Write(context.Background(), folder, file, make([]forecast.Result, 1)))
}

func TestProgressReachesTheEnd(t *testing.T) {
	file, err := Read(context.Background(), write(t, "id,month,value\na,2020-01,5\nb,2020-01,5\nc,2020-01,5\n"))
	require.NoError(t, err)
	seen := make(chan int, 3)
	_, err = Run(context.Background(), file.Histories, 1, func(done, total int) {
		require.Equal(t, 3, total)
		seen <- done
	})
	require.NoError(t, err)
	require.Equal(t, 6, <-seen+<-seen+<-seen)
}

func TestFigures(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 1234.5: "1234.5", 1.0 / 3: "0.33333333", 123456789012: "123456790000", 1e300: "1e+300", -2e-12: "-2e-12",
		math.MaxFloat64: "1.7976931e+308"} {
		require.Equal(t, want, figure(v))
	}
}

// FuzzForecastCSV: whatever the file, there is a Fault or a sound result.
func FuzzForecastCSV(f *testing.F) {
	f.Add("id,month,value\na,2020-01,5\na,2020-02,6\nb,2020-01,-1e300\n", uint8(18))
	f.Add("编号,月份,数值\n甲,2020年1月,¥1万\n甲,2020/3,(5)\n", uint8(3))
	f.Add("month;value;id\n2020-01;1,5;x\n", uint8(0))
	f.Add("id,month,value\na,2020-01,0\na,2020-02,0\na,2020-09,0\na,2021-09,3\n,,\n", uint8(60))
	f.Add("id\tmonth\tvalue\n\"a\nb\"\t0001-01\t1e-320\n", uint8(255))
	f.Fuzz(func(t *testing.T, content string, months uint8) {
		file, err := Read(context.Background(), write(t, content))
		if err != nil {
			mustBeFault(t, err)
			return
		}
		results, err := Run(context.Background(), file.Histories, int(months), nil)
		require.NoError(t, err)
		require.Len(t, results, len(file.Histories))
		for _, r := range results {
			for _, p := range r.Points {
				for _, v := range []float64{p.Value, p.Lower, p.Upper} {
					require.False(t, math.IsNaN(v) || math.IsInf(v, 0))
				}
				require.True(t, p.Lower <= p.Value && p.Value <= p.Upper)
			}
		}
		require.NoError(t, Write(context.Background(), filepath.Join(t.TempDir(), "o.csv"), file, results))
	})
}
