//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

func lastFullMonth() string {
	now := time.Now()
	return time.Date(now.Year(), now.Month(), 0, 12, 0, 0, 0, time.Local).Format("2006-01")
}

// A backup brings back what was there, whatever happened after it.
func TestBackupAndRestore(t *testing.T) {
	h, s := newHome(t), makeSales(80)
	h.importSales(s.csv(t))
	month := []string{"monthly", "--month", "2024-09"}
	before := h.reportJSON(month...)
	backup := filepath.Join(t.TempDir(), "巡市备份.zip")
	h.run(exitOK, "backup", backup)
	if info, err := os.Stat(backup); err != nil || info.Size() == 0 {
		t.Fatalf("no backup was written: %v", err)
	}
	h.importSales(makeSales(90).xlsx(t))
	h.run(exitOK, "restore", backup)
	h.run(exitOK, "check")
	if after := h.reportJSON(month...); !reflect.DeepEqual(sums(before), sums(after)) {
		t.Errorf("after the restore the month has %v, before it had %v", sums(after), sums(before))
	}
	other := newHome(t)
	other.run(exitOK, "restore", backup)
	if after := other.reportJSON(month...); !reflect.DeepEqual(sums(before), sums(after)) {
		t.Errorf("restored in another folder the month has %v, before it had %v", sums(after), sums(before))
	}
}

func sums(r report) map[string]string {
	sums := map[string]string{}
	for _, s := range r.Sections {
		sums[s.ID] = value(s.Total, "amount") + "|" + value(s.Total, "quantity")
	}
	return sums
}

// check finds a damaged database, and nothing panics.
func TestCheckFindsDamage(t *testing.T) {
	h := newHome(t)
	h.importSales(makeSales(3000).csv(t))
	h.run(exitOK, "check")
	files, err := filepath.Glob(filepath.Join(h.data, "*.db"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no database in the data folder: %v", err)
	}
	for _, file := range files {
		damage(t, file)
	}
	h.run(exitFailed, "check")
}

// damage overwrites the middle of a file.
func damage(t *testing.T, file string) {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	junk := make([]byte, info.Size()/2)
	for i := range junk {
		junk[i] = byte(i * 37)
	}
	_, err = f.WriteAt(junk, info.Size()/4)
	if closed := f.Close(); err != nil || closed != nil {
		t.Fatal(err, closed)
	}
}
