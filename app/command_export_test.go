package app

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRecordsOutAndInFromTheCommandLine(t *testing.T) {
	dir, to := t.TempDir(), t.TempDir()
	path := func(name string) string { return filepath.Join(to, name) }
	ok := func(args ...string) string {
		t.Helper()
		code, out, errOut := command(t, dir, args...)
		require.Zero(t, code, errOut)
		return out
	}
	require.NoError(t, os.WriteFile(path("k.csv"), []byte("客户编码,客户名称,等级,区域\nK1,甲店,A,江苏/苏州\nK2,乙店,B,浙江\n"), 0o600))
	out := ok("import", "customers", path("k.csv"))
	require.Contains(t, out, "新增 2,更改 0,没有变化 0")
	require.Contains(t, out, "将新建 2 个区域:江苏/苏州、浙江。")

	require.Contains(t, ok("export", "customers", path("a.csv"), "--region", "江苏"), "1 行客户")
	ok("export", "customers", path("a.xlsx"))
	out = ok("import", "customers", path("a.xlsx"))
	require.Contains(t, out, "导入 0,有问题 0,与已有相同而跳过 2")
	require.Contains(t, out, "没有变化 2")

	require.NoError(t, os.WriteFile(path("k2.csv"), []byte("客户编码,客户名称,等级,区域\nK1,甲店,C,\nK3,丙店,B,火星\n"), 0o600))
	out = ok("import", "customers", path("k2.csv"), "--mode", "append", "--dry-run")
	require.Contains(t, out, "新增 1,更改 0,没有变化 0,已有而略过 1。")
	out = ok("import", "customers", path("k2.csv"), "--mode", "update-only", "--skip-bad", "--dry-run", "--clear-empty")
	require.Contains(t, out, "  K1 甲店:等级 “A” → “C”；区域 “江苏/苏州” → “”")
	code, _, errOut := command(t, dir, "import", "customers", path("k2.csv"), "--reject-unknown")
	require.Equal(t, 1, code)
	require.Contains(t, errOut, "没有这个区域")
	code, _, errOut = command(t, dir, "import", "customers", path("k2.csv"), "--mode", "replace")
	require.Equal(t, 2, code)
	require.Contains(t, errOut, "--mode 只能是")

	for _, kind := range []string{"customers", "products", "employees"} {
		ok("export", kind, path(kind+".xlsx"), "--template")
		require.FileExists(t, path(kind+".xlsx"))
	}
	for _, kind := range []string{"contacts", "prices", "regions", "departments"} {
		ok("export", kind, path(kind+".csv"))
	}
	ok("export", "targets", path("targets.xlsx"), "--year", "2026")
	for _, wrong := range [][]string{{"export", "customers", path("a.pdf")}, {"export", "customers", path("a.csv"), "--template"},
		{"export", "targets", path("a.csv")}, {"export"}} {
		code, _, _ := command(t, dir, wrong...)
		require.Equal(t, 2, code, wrong)
	}
	code, _, errOut = command(t, dir, "export", "customers", path("a.csv"), "--region", "火星")
	require.Equal(t, 1, code)
	require.Contains(t, errOut, "没有名为“火星”的区域")
}
