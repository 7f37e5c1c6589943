package safekeeping

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"xunshi/app/demo"
	"xunshi/model"
	"xunshi/model/store"
)

func filled(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(dir)
	require.NoError(t, err)
	_, err = s.Import(context.Background(), demo.Generate(demo.Options{Customers: 10, Products: 5, Months: 2, Lines: 200, Until: model.MustDate("2026-10-20")}), nil)
	require.NoError(t, err)
	return s
}

func TestBackupThenRestoreSomewhereElse(t *testing.T) {
	ctx := context.Background()
	s := filled(t, t.TempDir())
	k := New(s)
	last, err := k.LastBackup(ctx)
	require.NoError(t, err)
	require.True(t, last.IsZero())
	path := filepath.Join(t.TempDir(), "周一"+Ending)
	require.NoError(t, k.Backup(ctx, path))
	last, err = k.LastBackup(ctx)
	require.NoError(t, err)
	require.WithinDuration(t, time.Now(), last, time.Minute)

	other, err := store.Open(t.TempDir())
	require.NoError(t, err)
	kept, err := New(other).Restore(ctx, path)
	require.NoError(t, err)
	require.FileExists(t, kept)
	f, err := other.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, 200, f.Len())
	lines, ok, err := New(other).Check(ctx)
	require.NoError(t, err)
	require.True(t, ok, lines)
	require.Len(t, lines, 4)
	require.NoError(t, other.Close())
	require.NoError(t, s.Close())
}

func TestBackupIntoNowhereIsAFault(t *testing.T) {
	s := filled(t, t.TempDir())
	err := New(s).Backup(context.Background(), filepath.Join(t.TempDir(), "没有", "x"+Ending))
	fault, ok := model.AsFault(err)
	require.True(t, ok, "%v", err)
	require.NotEmpty(t, fault.Do)
	require.NoError(t, s.Close())
}

func TestRestoreRefusesOtherFiles(t *testing.T) {
	s := filled(t, t.TempDir())
	for _, content := range []string{"", "PK\x03\x04 a workbook", "SQLite format 3\x00 cut short"} {
		path := filepath.Join(t.TempDir(), "x"+Ending)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		_, err := New(s).Restore(context.Background(), path)
		_, ok := model.AsFault(err)
		require.True(t, ok, "%q: %v", content, err)
	}
	f, err := s.Facts(context.Background())
	require.NoError(t, err)
	require.Equal(t, 200, f.Len())
	require.NoError(t, s.Close())
}

func TestRestoreOverADamagedDatabase(t *testing.T) {
	ctx := context.Background()
	s := filled(t, t.TempDir())
	path := filepath.Join(t.TempDir(), "gut"+Ending)
	require.NoError(t, New(s).Backup(ctx, path))
	require.NoError(t, s.Close())

	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, store.DatabaseFile), []byte("broken broken broken"), 0o600))
	_, err := store.Open(dir)
	require.Error(t, err)
	kept, err := RestoreDamaged(dir, path)
	require.NoError(t, err)
	require.FileExists(t, kept)
	again, err := store.Open(dir)
	require.NoError(t, err)
	f, err := again.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, 200, f.Len())
	require.NoError(t, again.Close())
}

func TestDailyBackupKeepsAWeek(t *testing.T) {
	dir := t.TempDir()
	s := filled(t, dir)
	k, ctx := New(s), context.Background()
	day := time.Date(2026, 11, 1, 8, 0, 0, 0, time.Local)
	for i := range 10 {
		path, err := k.Daily(ctx, day.AddDate(0, 0, i))
		require.NoError(t, err)
		require.FileExists(t, path)
	}
	again, err := k.Daily(ctx, day.AddDate(0, 0, 9))
	require.NoError(t, err)
	require.Empty(t, again, "once a day")
	entries, err := os.ReadDir(filepath.Join(dir, "backups"))
	require.NoError(t, err)
	require.Len(t, entries, dailyKept)
	require.Equal(t, "2026-11-04"+Ending, entries[0].Name())
	require.NoError(t, s.Close())
}
