package store

import (
	"fmt"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/gorm"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// migrations are numbered and go forward only. A migration that has landed is never
// edited: its table types are frozen copies, not the types of package model.
var migrations = []*gormigrate.Migration{
	{ID: "0001", Migrate: migration0001},
	{ID: "0002", Migrate: migration0002},
}

func migrate(db *gorm.DB) error {
	done, err := refuseNewer(db)
	if err != nil {
		return err
	}
	if len(done) == len(migrations) {
		return nil // looking for work would wait for whoever is writing
	}
	options := *gormigrate.DefaultOptions
	options.UseTransaction = true
	if err := begins(db); err != nil {
		return fmt.Errorf("migrate the database: %w", err)
	}
	if err := gormigrate.New(db, &options, migrations).Migrate(); err != nil {
		return fmt.Errorf("migrate the database: %w", err)
	}
	return nil
}

// begins waits until the database can be written: the migrator does not look whether its
// own transaction began.
func begins(db *gorm.DB) error {
	return db.Transaction(func(*gorm.DB) error { return nil })
}

// refuseNewer stops an older program from writing into a newer program's database. It
// gives the migrations that are done.
func refuseNewer(db *gorm.DB) ([]string, error) {
	if !db.Migrator().HasTable("migrations") {
		return nil, nil
	}
	var ids []string
	if err := db.Table("migrations").Pluck("id", &ids).Error; err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	known := map[string]bool{}
	for _, m := range migrations {
		known[m.ID] = true
	}
	for _, id := range ids {
		if !known[id] {
			return nil, model.NewFault(nil, i18n.T("这个数据文件夹由更新版本的巡市建立(结构 %s)。", id),
				i18n.T("数据没有被改动。"), i18n.T("请安装新版本的巡市再打开。"))
		}
	}
	return ids, nil
}
