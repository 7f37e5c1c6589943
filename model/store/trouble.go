package store

import (
	"errors"
	"os"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// errDamaged marks a database that is there but cannot be understood.
var errDamaged = errors.New("database damaged")

// Damaged tells whether err says that the database itself is broken, and not only out of
// reach, busy, or of a newer program.
func Damaged(err error) bool { return errors.Is(err, errDamaged) }

// Primary result codes of SQLite, as its documentation numbers them.
const (
	codePerm     = 3
	codeBusy     = 5
	codeLocked   = 6
	codeReadonly = 8
	codeIO       = 10
	codeFull     = 13
	codeCantOpen = 14
)

// resultCode is SQLite's primary result code behind err, 0 if it has none.
func resultCode(err error) int {
	var coded interface{ Code() int }
	if errors.As(err, &coded) {
		return coded.Code() & 0xff
	}
	return 0
}

// unopened says in the user's words why the database at path cannot be opened. Only what
// is really damaged is called so: restoring a backup is no help against a full disk.
func unopened(path string, err error) error {
	if _, ok := model.AsFault(err); ok {
		return err
	}
	code := resultCode(err)
	switch {
	case code == codeBusy || code == codeLocked:
		return model.NewFault(err, i18n.T("数据库 %s 正被另一个程序占用。", path), i18n.T("文件没有被改动。"),
			i18n.T("请等它做完,再试一次。"))
	case code == codeFull:
		return model.NewFault(err, i18n.T("磁盘已满,数据库 %s 打不开。", path), i18n.T("文件没有被改动。"),
			i18n.T("请腾出一些磁盘空间,再试一次。"))
	case code == codePerm || code == codeReadonly || code == codeIO || code == codeCantOpen || errors.Is(err, os.ErrPermission) || isPathError(err):
		return model.NewFault(err, i18n.T("数据库 %s 读不到或写不了。", path), i18n.T("文件没有被改动。"),
			i18n.T("请检查磁盘空间和权限,或用 --data 另选一个文件夹。"))
	}
	return model.NewFault(errors.Join(errDamaged, err), i18n.T("数据库 %s 打不开,可能已损坏。", path),
		i18n.T("文件没有被改动。"),
		i18n.T("请用“xunshi restore 备份文件”恢复最近的备份,或把整个数据文件夹交给技术人员。"))
}

func isPathError(err error) bool {
	var p *os.PathError
	return errors.As(err, &p)
}
