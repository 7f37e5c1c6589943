package store

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"xunshi/model"
)

var updateFixture = flag.Bool("fixture", false, "write testdata/NNNN.db with the newest schema")

// TestEveryEarlierDatabaseOpensAndKeepsItsData opens a database left by each earlier state
// of the schema. After a new migration: go test ./model/store -run Earlier -fixture.
func TestEveryEarlierDatabaseOpensAndKeepsItsData(t *testing.T) {
	newest := migrations[len(migrations)-1].ID
	fixture := filepath.Join("testdata", newest+".db")
	if *updateFixture {
		writeFixture(t, fixture)
	}
	for _, m := range migrations {
		t.Run(m.ID, func(t *testing.T) {
			dir, ctx := t.TempDir(), context.Background()
			require.NoError(t, copyFile(filepath.Join("testdata", m.ID+".db"), filepath.Join(dir, DatabaseFile)))
			s, err := Open(dir)
			require.NoError(t, err)
			f, err := s.Facts(ctx)
			require.NoError(t, err)
			require.Equal(t, 40, f.Len())
			var sum model.Money
			for _, a := range f.Amounts {
				sum += a
			}
			require.Equal(t, fixtureAmount(), sum)
			d, err := s.Directory(ctx)
			require.NoError(t, err)
			require.Len(t, d.Customers, 30)
			text, err := s.MonthText(ctx, model.MustMonth("2026-01"))
			require.NoError(t, err)
			require.Equal(t, "旧版写下的总结", text.Summary)
			findings, err := s.Check(ctx)
			require.NoError(t, err)
			for _, finding := range findings {
				require.Empty(t, finding.Faults, finding.Name)
			}
			require.NoError(t, s.Close())
			s, err = Open(dir)
			require.NoError(t, err, "migrating again changes nothing")
			require.NoError(t, s.Close())
		})
	}
}

// TestTablesFitTheRecords finds a field that has no column: a migration that was forgotten.
func TestTablesFitTheRecords(t *testing.T) {
	s := openTemp(t)
	records := []any{&model.ImportBatch{}, &model.ReportSnapshot{}, &model.JournalEntry{}, &model.Setting{}, &model.ColumnMapping{}, &model.ForecastValue{}}
	for _, kind := range kinds {
		records = append(records, kind())
	}
	for _, record := range records {
		stmt := &gorm.Statement{DB: s.read}
		require.NoError(t, stmt.Parse(record))
		for _, field := range stmt.Schema.Fields {
			if field.DBName != "" {
				require.True(t, s.read.Migrator().HasColumn(record, field.DBName), "%s.%s", stmt.Schema.Table, field.DBName)
			}
		}
	}
}

func fixtureAmount() (sum model.Money) {
	for _, l := range sampleImport(40).Lines {
		sum += l.Amount
	}
	return sum
}

func writeFixture(t *testing.T, path string) {
	t.Helper()
	ctx := context.Background()
	s, err := Open(t.TempDir())
	require.NoError(t, err)
	_, err = s.Import(ctx, sampleImport(40), nil)
	require.NoError(t, err)
	require.NoError(t, s.SaveMonthText(ctx, model.MustMonth("2026-01"), "旧版写下的总结"))
	if err := os.Remove(path); err != nil {
		require.ErrorIs(t, err, os.ErrNotExist)
	}
	require.NoError(t, s.BackupTo(ctx, path))
	require.NoError(t, s.Close())
}
