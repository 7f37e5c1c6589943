package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
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
