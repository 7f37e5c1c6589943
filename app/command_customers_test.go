package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCustomersCommand(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(t.TempDir(), "c.csv")
	require.NoError(t, os.WriteFile(file, []byte("客户编码,客户名称,区域,联系人,电话\nK1,永盛商贸,昆山,陈国强,13800001234\nK2,恒源商贸,常熟,李敏,13900005678\nK3,恒源商贸,太仓,王芳,\n"), 0o600))
	code, out, errOut := command(t, dir, "import", "customers", file)
	require.Zero(t, code, out+errOut)

	code, out, errOut = command(t, dir, "customers", "--search", "yssm")
	require.Zero(t, code, errOut)
	require.Equal(t, "K1\t永盛商贸\t昆山\t13800001234\t陈国强\n", out)

	code, out, _ = command(t, dir, "customers", "--search", "恒源", "--json")
	require.Zero(t, code)
	var found []map[string]string
	require.NoError(t, json.Unmarshal([]byte(out), &found))
	require.Len(t, found, 2)
	require.Equal(t, "恒源商贸", found[0]["name"])
	require.ElementsMatch(t, []string{"K2", "K3"}, []string{found[0]["code"], found[1]["code"]}, "two of one name are two")

	_, out, _ = command(t, dir, "customers", "--search", "wangfang", "--json")
	require.NoError(t, json.Unmarshal([]byte(out), &found))
	require.Equal(t, "K3", found[0]["code"], "a contact's name finds the customer")
	_, out, _ = command(t, dir, "customers", "--search", "恒源", "--limit", "1")
	require.Equal(t, 1, strings.Count(out, "\n"))

	code, out, errOut = command(t, dir, "customers", "--search", "没有这家")
	require.Zero(t, code)
	require.Empty(t, out)
	require.Contains(t, errOut, "没有找到客户")
	code, out, _ = command(t, dir, "customers", "--search", "没有这家", "--json")
	require.Zero(t, code)
	require.Equal(t, "[]\n", out)

	for _, args := range [][]string{{"customers"}, {"customers", "--search", "  "}, {"customers", "恒源"}, {"customers", "--search", "x", "--limit", "-1"}} {
		code, _, errOut := command(t, dir, args...)
		require.Equal(t, exitUsage, code, "%v: %s", args, errOut)
	}
}
