package forecasting

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis/forecast"
)

// Write makes the file id, month, forecast, lower, upper, method: a row for each series and
// month. lower and upper hold forecast.Level of the outcomes. A series without any known
// value gets no figures but one row that says "none". The file appears whole or not at
// all; errors are Faults, or the context's.
func Write(ctx context.Context, path string, file *File, results []forecast.Result) error {
	return writeWhole(ctx, path, func(w io.Writer) error { return writeAll(ctx, w, file, results) })
}

// writeWhole has write fill a file beside path, which then takes its place.
func writeWhole(ctx context.Context, path string, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".xunshi-*.csv")
	if err != nil {
		return faultWrite(err, path)
	}
	err = write(temp)
	if err == nil {
		err = temp.Sync()
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Chmod(temp.Name(), rights(path))
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err == nil {
		return nil
	}
	if rerr := os.Remove(temp.Name()); rerr != nil && !errors.Is(rerr, fs.ErrNotExist) {
		err = errors.Join(err, rerr)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return faultWrite(err, path)
}

// rights of the file that is replaced, or of a new one.
func rights(path string) fs.FileMode {
	if info, err := os.Stat(path); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}

func faultWrite(err error, path string) error {
	return model.NewFault(fmt.Errorf("write the forecast: %w", err), i18n.T("预测结果没有写成文件“%s”。", path),
		i18n.T("没有写出任何文件。"), i18n.T("请换一个可以写入的文件夹，或关闭正打开着的同名文件，再试一次。"))
}

func writeAll(ctx context.Context, out io.Writer, file *File, results []forecast.Result) error {
	buffer := bufio.NewWriterSize(out, 1<<16)
	if file.Marked {
		if _, err := buffer.WriteString("\ufeff"); err != nil {
			return err
		}
	}
	w := csv.NewWriter(buffer)
	if err := w.Write([]string{"id", "month", "forecast", "lower", "upper", "method"}); err != nil {
		return err
	}
	for i, r := range results {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		id := file.Histories[i].ID
		if len(r.Points) == 0 {
			if err := w.Write([]string{id, "", "", "", "", string(r.Method)}); err != nil {
				return err
			}
		}
		method := MethodText(r)
		for _, p := range r.Points {
			if err := w.Write([]string{id, p.Month.String(), figure(p.Value), figure(p.Lower), figure(p.Upper), method}); err != nil {
				return err
			}
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	return buffer.Flush()
}

// MethodText names how a forecast was made: the method, or "combination" with its three
// heaviest methods and their shares, as in "combination(theta-shrunk 31%+damped 22%+…)".
func MethodText(r forecast.Result) string {
	if r.Method != forecast.Combination {
		return string(r.Method)
	}
	var parts []string
	for i, s := range r.Shares {
		if i == 3 {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, fmt.Sprintf("%s %.0f%%", s.Method, 100*s.Weight))
	}
	return string(r.Method) + "(" + strings.Join(parts, "+") + ")"
}

// figure writes eight significant digits, without an exponent where people read it.
func figure(v float64) string {
	if v == 0 {
		return "0"
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 7, 64), 64)
	if err != nil || math.IsInf(rounded, 0) {
		rounded = v
	}
	if a := math.Abs(rounded); a >= 1e15 || a < 1e-9 {
		return strconv.FormatFloat(rounded, 'g', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
