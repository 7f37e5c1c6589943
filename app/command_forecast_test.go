package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestForecastCommand(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
	require.NoError(t, os.WriteFile(in, []byte("id,month,value\na,2023-11,4\na,2023-12,8\n"), 0o600))
	start := func(args ...string) (code int, said string) {
		var stdout, stderr bytes.Buffer
		code = run(context.Background(), Faces{}, append([]string{"forecast"}, args...), &stdout, &stderr)
		return code, stdout.String() + stderr.String()
	}

	code, said := start("--series", in, "--months", "2", "-o", out)
	require.Equal(t, exitOK, code, said)
	require.Contains(t, said, "1 个序列")
	got, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Regexp(t, `^id,month,forecast,lower,upper,method\na,2024-01,6,[0-9.]+,[0-9.]+,mean\na,2024-02,6,[0-9.]+,[0-9.]+,mean\n$`, string(got))

	for _, args := range [][]string{
		{},
		{"--series", in, "-o", out},
		{"--series", in, "--months", "0", "-o", out},
		{"--series", in, "--months", "61", "-o", out},
		{"--series", in, "--months", "2"},
		{"--series", in, "--months", "2", "-o", "x.pdf"},
		{"--series", in, "--months", "two", "-o", out},
		{"--series", in, "--months", "2", "-o", out, "more"},
		{"--series", in, "--months", "2", "-o", in},
	} {
		code, said := start(args...)
		require.Equal(t, exitUsage, code, "%v: %s", args, said)
	}

	require.NoError(t, os.WriteFile(in, []byte("id,month,value\na,2023-11,oops\n"), 0o600))
	code, said = start("--series", in, "--months", "2", "-o", out)
	require.Equal(t, exitFailed, code)
	require.Contains(t, said, "第 2 行")
	after, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Equal(t, got, after, "the older file stays")
}

func TestForecastFromTheLedger(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	start := func(args ...string) (code int, said string) {
		var stdout, stderr bytes.Buffer
		code = run(context.Background(), Faces{}, append(args, "--data", data), &stdout, &stderr)
		return code, stdout.String() + stderr.String()
	}
	out := filepath.Join(dir, "f.csv")
	code, said := start("forecast", "--by", "region", "--months", "2", "-o", out)
	require.Equal(t, exitOK, code, said)
	require.Contains(t, said, "还没有销售明细", "an empty book says why")

	code, said = start("demo", "--customers", "12", "--months", "14")
	require.Equal(t, exitOK, code, said)
	for _, by := range []string{"total", "region", "product", "customer"} {
		code, said = start("forecast", "--by", by, "--months", "3", "-o", out)
		require.Equal(t, exitOK, code, said)
		b, err := os.ReadFile(out)
		require.NoError(t, err)
		rows := strings.Split(strings.TrimSpace(string(b)), "\n")
		require.Equal(t, "\ufeffid,name,month,forecast,lower,upper,method,override,reason", rows[0])
		require.Zero(t, (len(rows)-1)%3, "three months of each")
		require.Greater(t, len(rows), 1)
	}
	code, said = start("forecast", "--by", "total", "--metric", "quantity", "--months", "3", "--keep", "-o", filepath.Join(dir, "f.xlsx"))
	require.Equal(t, exitOK, code, said)
	for _, args := range [][]string{
		{"--by", "colour", "--months", "2", "-o", out},
		{"--by", "region", "--series", "x.csv", "--months", "2", "-o", out},
		{"--by", "region", "--months", "2", "-o", "x.doc"},
		{"--by", "region", "--metric", "visits", "--months", "2", "-o", out},
		{"--series", "x.csv", "--keep", "--months", "2", "-o", out},
	} {
		code, said := start(append([]string{"forecast"}, args...)...)
		require.Equal(t, exitUsage, code, "%v: %s", args, said)
	}
}
