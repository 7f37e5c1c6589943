package app

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestImportSaysWhatItDidInItsOwnWords(t *testing.T) {
	dir, to := t.TempDir(), t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(to, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	sales := file("s.csv", "日期,客户名称,品项名称,数量,金额\n2026-09-01,甲,奶,1,10.5\n合计,,,1,10.5\n制表人：李四,,,,\n")
	code, out, errOut := command(t, dir, "import", "sales", sales)
	require.Zero(t, code, errOut)
	require.Contains(t, out, "略过 1 行:小计或合计")
	require.Contains(t, out, "略过 1 行:表外说明")
	require.Contains(t, out, "略过的第一行是第 3 行")
	_, out, _ = command(t, dir, "import", "sales", sales)
	require.Contains(t, out, "已在批次 1 导入过")
	_, out, _ = command(t, dir, "import", "targets", file("t.csv", "月份,区域,目标\n2026-09,华东,1\n2026-10,华东,1\n"))
	require.Contains(t, out, "目标 2 个")
	_, out, _ = command(t, dir, "import", "payments", file("p.csv", "日期,客户,应收金额,回款金额\n2026-09-01,甲,10,4\n"))
	require.Contains(t, out, "应收减回款 6 元;客户 1")

	code, _, _ = command(t, dir, "import", "sales", sales, "--rejects", "x.csv")
	require.Equal(t, 2, code)
	code, out, _ = command(t, dir, "help", "import", "sales")
	require.Zero(t, code)
	require.Contains(t, out, "--skip-bad")
	code, _, _ = command(t, dir, "help", "nonsense")
	require.Equal(t, 2, code)
}
