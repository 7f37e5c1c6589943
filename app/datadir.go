package app

import (
	"os"
	"path/filepath"
	"runtime"

	"xunshi/assets/i18n"
	"xunshi/model"
)

// DataEnv names the environment variable for the data folder.
const DataEnv = "XUNSHI_DATA"

// DataDir is the data folder: the flag, else the environment, else the place the
// operating system has for application data.
func DataDir(flag string) (string, error) {
	if flag != "" {
		return flag, nil
	}
	if dir := os.Getenv(DataEnv); dir != "" {
		return dir, nil
	}
	base, err := systemDataDir()
	if err != nil {
		return "", model.NewFault(err, i18n.T("找不到系统的应用数据文件夹。"), "",
			i18n.T("请用 --data 或环境变量 XUNSHI_DATA 指定数据文件夹。"))
	}
	return filepath.Join(base, "xunshi"), nil
}

func systemDataDir() (string, error) {
	if runtime.GOOS == "linux" || runtime.GOOS == "freebsd" {
		if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
			return dir, nil
		}
		home, err := os.UserHomeDir()
		return filepath.Join(home, ".local", "share"), err
	}
	return os.UserConfigDir() // %AppData%, ~/Library/Application Support
}
