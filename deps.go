package main

import (
	_ "codeberg.org/go-pdf/fpdf"
	_ "fyne.io/fyne/v2/app"
	_ "fyne.io/fyne/v2/dialog"
	_ "fyne.io/fyne/v2/test"
	_ "fyne.io/fyne/v2/widget"
	_ "github.com/glebarez/sqlite"
	_ "github.com/go-gormigrate/gormigrate/v2"
	_ "github.com/gofrs/flock"
	_ "github.com/golang/freetype"
	_ "github.com/mozillazg/go-pinyin"
	_ "github.com/richardlehane/mscfb"
	_ "github.com/shakinm/xlsReader/xls"
	_ "github.com/spf13/cobra"
	_ "github.com/stretchr/testify/require"
	_ "github.com/wcharczuk/go-chart/v2"
	_ "github.com/xuri/excelize/v2"
	_ "golang.org/x/image/font/opentype"
	_ "golang.org/x/image/vector"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/text/encoding/simplifiedchinese"
	_ "gopkg.in/natefinch/lumberjack.v2"
)

func main() {}
