package store

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func TestAnyFolderNameHoldsItsOwnData(t *testing.T) {
	for _, name := range []string{"数据 a", "h#a", "p%20c", "x&_pragma=journal_mode(DELETE)", "file:x", "q?mode=memory", "q?b"} {
		if runtime.GOOS == "windows" && name[0] != 'p' && name[0] != 'h' {
			continue
		}
		t.Run(name, func(t *testing.T) {
			root, ctx := t.TempDir(), context.Background()
			dir := filepath.Join(root, name)
			s, err := Open(dir)
			require.NoError(t, err)
			_, err = s.Import(ctx, sampleImport(20), nil)
			require.NoError(t, err)
			backup := filepath.Join(root, name+".xsbackup")
			require.NoError(t, s.BackupTo(ctx, backup))
			require.NoError(t, Verify(backup))
			require.NoError(t, s.RestoreFrom(ctx, backup))
			require.NoError(t, s.Close())
			require.FileExists(t, filepath.Join(dir, DatabaseFile))
			entries, err := os.ReadDir(root)
			require.NoError(t, err)
			require.Len(t, entries, 2, "nothing outside the folder: %v", entries)
		})
	}
}

func TestOpeningDoesNotWaitForAWriter(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir)
	require.NoError(t, err)
	tx := s.write.Begin()
	require.NoError(t, tx.Error)
	start := time.Now()
	other, err := Open(dir)
	require.NoError(t, err)
	require.Less(t, time.Since(start), 5*time.Second)
	require.NoError(t, other.Close())
	require.NoError(t, tx.Rollback().Error)
	require.NoError(t, s.Close())
}

// TestRestoreTakesALiveCopy restores from a data folder copied while the program ran: the
// newest commits are in the write-ahead log beside the database.
func TestRestoreTakesALiveCopy(t *testing.T) {
	ctx, dir, copied := context.Background(), t.TempDir(), t.TempDir()
	live, err := Open(dir)
	require.NoError(t, err)
	_, err = live.Import(ctx, sampleImport(50), nil)
	require.NoError(t, err)
	for _, tail := range []string{"", "-wal"} {
		require.NoError(t, copyFile(filepath.Join(dir, DatabaseFile+tail), filepath.Join(copied, DatabaseFile+tail)))
	}
	require.NoError(t, live.Close())
	path := filepath.Join(copied, DatabaseFile)
	before, err := os.ReadFile(path)
	require.NoError(t, err)

	s := openTemp(t)
	require.NoError(t, s.RestoreFrom(ctx, path))
	f, err := s.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, 50, f.Len())
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, before, after, "the copy is not touched")
	entries, err := os.ReadDir(copied)
	require.NoError(t, err)
	require.Len(t, entries, 2, "%v", entries)

	other := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(other, DatabaseFile), []byte("broken"), 0o600))
	require.NoError(t, PlaceBackup(other, path, "kept.db"))
	placed, err := Open(other)
	require.NoError(t, err)
	f, err = placed.Facts(ctx)
	require.NoError(t, err)
	require.Equal(t, 50, f.Len())
	require.NoError(t, placed.Close())
}

func TestADatabaseThatCannotBeReachedIsNotCalledDamaged(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, DatabaseFile), 0o700))
	_, err := Open(dir)
	_, ok := model.AsFault(err)
	require.True(t, ok, "%v", err)
	require.False(t, Damaged(err), "%v", err)
	junk := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(junk, DatabaseFile), []byte("this is no database at all, whatever its name may be. really"), 0o600))
	_, err = Open(junk)
	require.True(t, Damaged(err), "%v", err)
}

func TestCheckFindsWhatIsWrong(t *testing.T) {
	s, ctx := openTemp(t), context.Background()
	_, err := s.Import(ctx, sampleImport(60), nil)
	require.NoError(t, err)
	faults := func() int {
		findings, err := s.Check(ctx)
		require.NoError(t, err)
		n := 0
		for _, f := range findings {
			n += len(f.Faults)
		}
		return n
	}
	require.Zero(t, faults())
	require.NoError(t, s.write.Exec("UPDATE customers SET deleted_at = '2026-01-01' WHERE code = 'K003'").Error)
	require.NotZero(t, faults(), "lines of a customer that is gone")
	require.NoError(t, s.write.Exec("UPDATE customers SET deleted_at = NULL").Error)
	require.NoError(t, s.write.Exec("UPDATE sales_lines SET quantity = quantity + 1 WHERE id = 5").Error)
	require.NotZero(t, faults(), "quantities off")
	require.NoError(t, s.write.Exec("DELETE FROM sales_lines").Error)
	require.NotZero(t, faults(), "a batch without any of its lines")
}

func TestCheckOfADamagedFileSaysSo(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	s, err := Open(dir)
	require.NoError(t, err)
	_, err = s.Import(ctx, sampleImport(20000), nil)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	path := filepath.Join(dir, DatabaseFile)
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	for i := len(b) / 2; i < len(b)*3/4; i++ {
		b[i] = 0x5a
	}
	require.NoError(t, os.WriteFile(path, b, 0o600))
	s, err = Open(dir)
	require.NoError(t, err)
	findings, err := s.Check(ctx)
	require.NoError(t, err)
	require.NotEmpty(t, findings[0].Faults)
	require.NoError(t, s.Close())
}

func TestOnlyTheOwnerMayReadTheData(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps permissions with the folder")
	}
	dir := t.TempDir()
	s, err := Open(dir)
	require.NoError(t, err)
	info, err := os.Stat(filepath.Join(dir, DatabaseFile))
	require.NoError(t, err)
	require.Zero(t, info.Mode().Perm()&0o077, "%v", info.Mode())
	require.NoError(t, s.Close())
}

func TestLeftoversOfAKilledProgramAreSweptAway(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-25 * time.Hour)
	for _, name := range []string{"facts-1.tmp", "facts-2.tmp", "restore-1/xunshi.db", "我的.tmp"} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, []byte("x"), 0o600))
		if name != "facts-2.tmp" {
			require.NoError(t, os.Chtimes(path, old, old))
			require.NoError(t, os.Chtimes(filepath.Join(dir, filepath.Dir(name)), old, old))
		}
	}
	s, err := Open(dir)
	require.NoError(t, err)
	require.NoFileExists(t, filepath.Join(dir, "facts-1.tmp"))
	require.NoDirExists(t, filepath.Join(dir, "restore-1"))
	require.FileExists(t, filepath.Join(dir, "facts-2.tmp"), "perhaps another program is writing it")
	require.FileExists(t, filepath.Join(dir, "我的.tmp"))
	require.NoError(t, s.Close())
}
