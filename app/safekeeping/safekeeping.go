// Package safekeeping keeps the records safe: backup, restore, integrity check.
package safekeeping

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Ending of backup files.
const Ending = ".xsbackup"

const keyLastBackup = "safekeeping.last_backup"

// dailyKept is how many automatic backups stay in the data folder.
const dailyKept = 7

// Store is what safekeeping needs of the store.
type Store interface {
	Dir() string
	BackupTo(ctx context.Context, path string) error
	RestoreFrom(ctx context.Context, path string) error
	Check(ctx context.Context) ([]store.Finding, error)
	Setting(ctx context.Context, key string) (string, bool, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Keeper does the safekeeping of one data folder.
type Keeper struct{ store Store }

// New makes the keeper of a store.
func New(s Store) *Keeper { return &Keeper{store: s} }

// SuggestedName is a file name for a backup made at t.
func SuggestedName(t time.Time) string {
	return "巡市备份-" + t.Format("2006-01-02-1504") + Ending
}

// Backup writes a complete copy of the data to path and proves it readable before it
// takes the place of an earlier file of that name.
func (k *Keeper) Backup(ctx context.Context, path string) error {
	if err := k.refuse(path); err != nil {
		return err
	}
	if err := k.writeVerified(ctx, path); err != nil {
		return model.NewFault(err, i18n.T("备份没有完成。"), i18n.T("数据没有改动,原来的备份文件还在。"),
			i18n.T("请检查 %s 所在的磁盘是否有空间、能否写入,然后再试。", path))
	}
	if err := k.store.SetSetting(ctx, keyLastBackup, time.Now().UTC().Format(time.RFC3339)); err != nil {
		slog.Warn("the time of the backup was not noted", "error", err) // the backup itself is good
	}
	return nil
}

// refuse stops a backup from taking the place of something else: the data themselves, or a
// file that is no backup.
func (k *Keeper) refuse(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return model.NewFault(nil, i18n.T("%s 是一个文件夹。", path), i18n.T("数据没有改动。"),
			i18n.T("请给出备份文件的名字,例如 %s。", filepath.Join(path, SuggestedName(time.Now()))))
	}
	if strings.EqualFold(filepath.Ext(path), Ending) {
		return nil
	}
	if sameFolder(filepath.Dir(path), k.store.Dir()) {
		return model.NewFault(nil, i18n.T("不能备份到数据文件夹里的 %s,那会毁掉数据。", filepath.Base(path)), i18n.T("数据没有改动。"),
			i18n.T("请换一个位置,或给备份文件加上扩展名 .xsbackup。"))
	}
	if err == nil && info.Size() > 0 && store.Verify(path) != nil {
		return model.NewFault(nil, i18n.T("%s 已经存在,而且不是巡市备份。", path), i18n.T("数据没有改动,那个文件也没有被替换。"),
			i18n.T("请换一个文件名。"))
	}
	return nil
}

func sameFolder(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}

func (k *Keeper) writeVerified(ctx context.Context, path string) (err error) {
	work, err := os.MkdirTemp(filepath.Dir(path), ".xunshi-backup-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	fresh := filepath.Join(work, "backup"+Ending)
	if err := k.store.BackupTo(ctx, fresh); err != nil {
		return err
	}
	if err := store.Verify(fresh); err != nil {
		return fmt.Errorf("verify the new backup: %w", err)
	}
	return os.Rename(fresh, path)
}

// LastBackup tells when the last backup was made; zero if never.
func (k *Keeper) LastBackup(ctx context.Context) (time.Time, error) {
	text, ok, err := k.store.Setting(ctx, keyLastBackup)
	if err != nil || !ok {
		return time.Time{}, err
	}
	last, err := time.Parse(time.RFC3339, text)
	if err != nil {
		slog.Warn("the time of the last backup cannot be read", "error", err)
		return time.Time{}, nil
	}
	return last, nil
}

// Daily makes today's automatic backup inside the data folder unless there is one, and
// keeps the newest seven. It returns the path, "" if nothing was to be done.
func (k *Keeper) Daily(ctx context.Context, now time.Time) (string, error) {
	dir := filepath.Join(k.store.Dir(), "backups")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("make the backup folder: %w", err)
	}
	path := filepath.Join(dir, now.Format("2006-01-02")+Ending)
	if _, err := os.Stat(path); err == nil {
		return "", nil
	}
	if err := k.Backup(ctx, path); err != nil {
		return "", err
	}
	return path, dropOld(dir)
}

func dropOld(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("list the backups: %w", err)
	}
	var names []string
	for _, e := range entries {
		day, ours := strings.CutSuffix(e.Name(), Ending)
		if _, err := time.Parse("2006-01-02", day); ours && err == nil {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	for len(names) > dailyKept {
		if err := os.Remove(filepath.Join(dir, names[0])); err != nil {
			return fmt.Errorf("drop an old backup: %w", err)
		}
		names = names[1:]
	}
	return nil
}

// Restore replaces all data by a backup's. What stands now is backed up first; the path
// of that copy is returned.
func (k *Keeper) Restore(ctx context.Context, path string) (kept string, err error) {
	if err := store.Verify(path); err != nil {
		return "", unreadable(path, err)
	}
	kept = filepath.Join(k.store.Dir(), "backups", "before-restore-"+time.Now().Format("20060102-150405.000")+Ending)
	if err := os.MkdirAll(filepath.Dir(kept), 0o700); err != nil {
		return "", fmt.Errorf("make the backup folder: %w", err)
	}
	if err := k.writeVerified(ctx, kept); err != nil {
		return "", model.NewFault(err, i18n.T("恢复前无法先保存现有数据,恢复没有进行。"), i18n.T("数据没有改动。"),
			i18n.T("请检查磁盘空间后再试。"))
	}
	if err := k.store.RestoreFrom(ctx, path); err != nil {
		return "", model.NewFault(err, i18n.T("恢复没有完成。"), i18n.T("现有数据原样保留。"),
			i18n.T("请检查磁盘空间,或换一份备份再试。"))
	}
	return kept, nil
}

// RestoreDamaged puts a backup into a folder whose database cannot be opened; the damaged
// files are kept, their name is returned.
func RestoreDamaged(dir, path string) (kept string, err error) {
	kept = "damaged-" + time.Now().Format("20060102-150405") + ".db"
	if err := store.PlaceBackup(dir, path, kept); err != nil {
		return "", unreadable(path, err)
	}
	return filepath.Join(dir, kept), nil
}

func unreadable(path string, err error) error {
	if _, ok := model.AsFault(err); ok {
		return err // of a newer program, for one
	}
	if errors.Is(err, os.ErrNotExist) {
		return model.NewFault(err, i18n.T("找不到备份文件 %s。", path), i18n.T("数据没有改动。"), i18n.T("请检查文件名和位置。"))
	}
	return model.NewFault(err, i18n.T("%s 不是完好的巡市备份。", path), i18n.T("数据没有改动。"),
		i18n.T("请选择扩展名为 .xsbackup 的备份文件,或换一份备份。"))
}

// Check looks the data over and returns what it found in words; ok if all is well.
func (k *Keeper) Check(ctx context.Context) (lines []string, ok bool, err error) {
	findings, err := k.store.Check(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("check the data: %w", err)
	}
	names := map[string]string{
		"pages": i18n.T("数据库文件结构"), "references": i18n.T("记录之间的引用"),
		"batches": i18n.T("批次合计与明细"), "columns": i18n.T("报表缓存与明细"),
	}
	ok = true
	for _, f := range findings {
		if len(f.Faults) == 0 {
			lines = append(lines, i18n.T("%s:正常", names[f.Name]))
			continue
		}
		ok = false
		shown := f.Faults[:min(5, len(f.Faults))]
		lines = append(lines, i18n.T("%s:发现 %d 处问题:%s", names[f.Name], len(f.Faults), strings.Join(shown, "; ")))
	}
	return lines, ok, nil
}
