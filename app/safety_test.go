package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
	"xunshi/model/store"
)

func TestReadingMakesNoDataFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "打错的名字")
	for _, args := range []string{"check", "backup x.xsbackup"} {
		code, _, errOut := command(t, dir, strings.Fields(args)...)
		require.Equal(t, 1, code, args)
		require.Contains(t, errOut, dir, args)
		require.NoDirExists(t, dir, args)
	}
	require.NoFileExists(t, "x.xsbackup")
	code, out, errOut := command(t, dir, "batches")
	require.Zero(t, code, errOut)
	require.Contains(t, out, "还没有导入过")
	require.NoDirExists(t, dir)
}

func TestDataFolderThatIsAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x")
	require.NoError(t, os.WriteFile(file, []byte("x"), 0o600))
	for _, args := range []string{"batches", "demo"} {
		code, _, errOut := command(t, file, args)
		require.Equal(t, 1, code)
		require.Contains(t, errOut, file)
	}
}

func TestDamagedSettingsDoNotStopTheProgram(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	for _, text := range []string{"{", `{"language":"xx","fiscal_start":99,"weekdays":[-1,0,0,0,0,0,0],"theme":"pink"}`, `[]`} {
		s, err := store.Open(dir)
		require.NoError(t, err)
		require.NoError(t, s.SetSetting(ctx, keySettings, text))
		require.NoError(t, s.SetSetting(ctx, "safekeeping.last_backup", "gestern"))
		require.NoError(t, s.SetSetting(ctx, "store.ledger_stamp", "kaputt"))
		require.NoError(t, s.SetSetting(ctx, "store.directory_stamp", ""))
		require.NoError(t, s.Close())
		a, err := Open(dir, Exclusive)
		require.NoError(t, err, text)
		require.Equal(t, DefaultSettings(), a.Settings(), text)
		_, err = a.Status(ctx)
		require.NoError(t, err)
		_, err = a.Directory(ctx)
		require.NoError(t, err)
		require.NoError(t, a.Close())
	}
	smallDemo(t, dir)
}

func TestTheTechnicalCauseGoesToTheLog(t *testing.T) {
	dir := t.TempDir()
	smallDemo(t, dir)
	var stray strings.Builder
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&stray, nil)))
	code, _, _ := command(t, dir, "undo-batch", "77")
	slog.SetDefault(before)
	require.Equal(t, 1, code)
	require.Empty(t, stray.String(), "nothing but the user's words on the screen")
	b, err := os.ReadFile(filepath.Join(dir, "xunshi.log"))
	require.NoError(t, err)
	require.Contains(t, string(b), "77")
}

func TestRestoreReplacesADamagedDatabase(t *testing.T) {
	dir, backup := t.TempDir(), filepath.Join(t.TempDir(), "b.xsbackup")
	smallDemo(t, dir)
	code, _, errOut := command(t, dir, "backup", backup)
	require.Zero(t, code, errOut)

	path := filepath.Join(dir, store.DatabaseFile)
	require.NoError(t, os.WriteFile(path, []byte(strings.Repeat("broken ", 300)), 0o600))
	code, out, errOut := command(t, dir, "restore", backup)
	require.Zero(t, code, errOut)
	require.Contains(t, out, "damaged-")
	code, out, errOut = command(t, dir, "batches")
	require.Zero(t, code, errOut)
	require.Contains(t, out, "900")
}

func TestBackupNeverTouchesTheDataFolder(t *testing.T) {
	dir := t.TempDir()
	smallDemo(t, dir)
	for _, name := range []string{store.DatabaseFile, store.DatabaseFile + "-wal", "facts.cache", "xunshi.lock", "XUNSHI.DB"} {
		code, _, errOut := command(t, dir, "backup", filepath.Join(dir, name))
		require.Equal(t, 1, code, name)
		require.NotEmpty(t, errOut)
	}
	code, _, errOut := command(t, dir, "backup", dir)
	require.Equal(t, 1, code)
	require.Contains(t, errOut, "文件夹")
	letter := filepath.Join(t.TempDir(), "信.docx")
	require.NoError(t, os.WriteFile(letter, []byte("not to be lost"), 0o600))
	code, _, _ = command(t, dir, "backup", letter)
	require.Equal(t, 1, code, "a file that is no backup is not replaced")
	code, _, errOut = command(t, dir, "check")
	require.Zero(t, code, errOut)
	own := filepath.Join(dir, "手动.xsbackup")
	for range 2 {
		code, _, errOut = command(t, dir, "backup", own)
		require.Zero(t, code, errOut)
	}
	code, _, errOut = command(t, dir, "restore", own)
	require.Zero(t, code, errOut)
}

func TestASecondWindowFindsTheFirstInADeepFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("很深的文件夹/", 8))
	first, err := Open(dir, Exclusive)
	require.NoError(t, err)
	shown := make(chan struct{}, 1)
	first.OnShow(func() { shown <- struct{}{} })
	code, out, errOut := command(t, dir)
	require.Zero(t, code, errOut)
	require.Contains(t, out, "已经打开")
	<-shown
	require.NoError(t, first.Close())
}

func TestOpeningALockedFolderSaysSo(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "nichts"), ReadOnly)
	_, ok := model.AsFault(err)
	require.True(t, ok)
	require.True(t, errors.Is(err, errNoData))
}
