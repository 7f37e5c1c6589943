package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func TestExchangeCommand(t *testing.T) {
	dir, folder := t.TempDir(), filepath.Join(t.TempDir(), "表格")
	file := filepath.Join(t.TempDir(), "s.csv")
	require.NoError(t, os.WriteFile(file, []byte("日期,客户编码,客户名称,品项编码,品项名称,数量,金额,业务员编码,业务员,区域\n"+
		"2026-08-03,K1,永盛商贸,P1,草莓酸奶,10,100,E1,张怡,昆山\n2026-08-04,K2,恒源商贸,P2,原味酸奶,5,60,E2,李敏,常熟\n"), 0o600))
	code, out, errOut := command(t, dir, "import", "sales", file)
	require.Zero(t, code, out+errOut)
	list := filepath.Join(t.TempDir(), "c.csv")
	require.NoError(t, os.WriteFile(list, []byte("客户编码,客户名称,负责人\nK1,永盛商贸,张怡\nK2,恒源商贸,李敏\n"), 0o600))
	code, out, errOut = command(t, dir, "import", "customers", list)
	require.Zero(t, code, out+errOut)

	code, out, errOut = command(t, dir, "exchange", "out", folder, "--month", "2026-08", "--due", "2026-09-02", "--what", "sales")
	require.Zero(t, code, errOut)
	files := strings.Fields(strings.TrimSpace(out))
	require.Len(t, files, 2)
	f, err := excelize.OpenFile(files[0])
	require.NoError(t, err)
	require.NoError(t, f.SetSheetRow("日报销量", "A3", &[]any{"2026-08-05", "K1", "P1", "", 3, 30}))
	require.NoError(t, f.SetSheetRow("日报销量", "A4", &[]any{"2026-08-05", "K9", "P1", "", 3, 30}))
	require.NoError(t, f.SetSheetRow("日报销量", "A5", &[]any{"2026-08-03", "K1", "P1", "", 11, 110}))
	require.NoError(t, f.Save())
	require.NoError(t, f.Close())

	var found []returnedFile
	take := func(flags ...string) returnedFile {
		code, out, errOut := command(t, dir, append([]string{"exchange", "in", folder, "--json"}, flags...)...)
		require.Zero(t, code, errOut)
		found = nil
		require.NoError(t, json.Unmarshal([]byte(out), &found))
		for _, r := range found {
			if r.File == filepath.Base(files[0]) {
				return r
			}
		}
		t.Fatal("the file is not there")
		return returnedFile{}
	}
	dry := take("--dry-run")
	require.Equal(t, []int{3, 1, 1, 1}, []int{dry.Rows, dry.Taken, dry.Bad, dry.Left})
	require.False(t, dry.Merged)
	require.Len(t, dry.Problems, 1)
	require.Contains(t, dry.Problems[0], "K9")
	require.Len(t, dry.Conflicts, 1)

	fixes := t.TempDir()
	got := take("--conflicts", "new", "--send-back", fixes)
	require.True(t, got.Merged)
	require.Equal(t, 2, got.Taken)
	require.FileExists(t, got.SentBack)
	require.Equal(t, "已收过", take().State, "the same file again changes nothing")
	_, out, _ = command(t, dir, "batches")
	require.Contains(t, out, filepath.Base(files[0]))

	for _, args := range [][]string{{"exchange"}, {"exchange", "out", folder}, {"exchange", "out", folder, "--month", "8月"}, {"exchange", "out", folder, "--month", "2026-08", "--from", "2026-08-01"},
		{"exchange", "out", folder, "--month", "2026-08", "--what", "all"}, {"exchange", "in"}, {"exchange", "in", folder, "--conflicts", "maybe"}} {
		code, _, errOut := command(t, dir, args...)
		require.Equal(t, exitUsage, code, "%v: %s", args, errOut)
	}
	code, _, errOut = command(t, dir, "exchange", "out", folder, "--month", "2026-08", "--people", "没有此人")
	require.Equal(t, exitFailed, code)
	require.Contains(t, errOut, "没有此人")
}
