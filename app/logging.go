package app

import (
	"log/slog"
	"path/filepath"

	"gopkg.in/natefinch/lumberjack.v2"
)

// startLog sends slog to a rotating file in the data folder. The returned function ends
// it and puts the former logger back.
func startLog(dir string) func() error {
	file := &lumberjack.Logger{Filename: filepath.Join(dir, "xunshi.log"), MaxSize: 5, MaxBackups: 3}
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(file, nil)))
	return func() error {
		slog.SetDefault(before)
		return file.Close()
	}
}
