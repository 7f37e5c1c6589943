package records

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"xunshi/assets/i18n"
	"xunshi/model"
)

func TestExportSaysFiguresAndDatesAsSuch(t *testing.T) {
	d := newDesk(t)
	d.fill()
	d.save(Customers, Edit{Texts: map[string]string{"customer_code": "0007", "customer_name": "=1+2", "phone": "+86 138"}})
	path := filepath.Join(t.TempDir(), "客户.xlsx")
	n, err := d.Export(d.ctx, Customers, path, ExportOptions{})
	require.NoError(t, err)
	require.Equal(t, 4, n)
	f, err := excelize.OpenFile(path)
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows("客户")
	require.NoError(t, err)
	require.Equal(t, []string{"客户编码", "客户名称", "客户类型"}, rows[0][:3])
	require.Equal(t, "0007", rows[2][0], "codes stay texts")
	at := func(title string) string {
		for i, h := range rows[0] {
			if h == title {
				cell, err := excelize.CoordinatesToCellName(i+1, 4)
				require.NoError(t, err)
				return cell
			}
		}
		return ""
	}
	kind, err := f.GetCellType("客户", at("信用额度"))
	require.NoError(t, err)
	require.Equal(t, excelize.CellTypeUnset, kind, "a figure")
	raw, err := f.GetCellValue("客户", at("开户日期"), excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Equal(t, "43835", raw, "a date")

	csv := filepath.Join(t.TempDir(), "客户.csv")
	_, err = d.Export(d.ctx, Customers, csv, ExportOptions{})
	require.NoError(t, err)
	b, err := os.ReadFile(csv)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(b), "\ufeff客户编码,客户名称,"))
	require.Contains(t, string(b), "\r\n0007,'=1+2,")
	require.Equal(t, "=1+2", Unguard("'=1+2"))
	require.Equal(t, "'t Hooft", Unguard("'t Hooft"))
}

func TestExportOfARegion(t *testing.T) {
	d := newDesk(t)
	d.fill()
	id, err := d.FindRegion(d.ctx, "江苏")
	require.NoError(t, err)
	n, err := d.Export(d.ctx, Customers, filepath.Join(t.TempDir(), "a.csv"), ExportOptions{RegionID: id})
	require.NoError(t, err)
	require.Equal(t, 1, n)
	_, err = d.FindRegion(d.ctx, "火星")
	require.ErrorContains(t, err, "没有名为“火星”的区域")
	_, err = d.Export(d.ctx, Products, filepath.Join(t.TempDir(), "a.csv"), ExportOptions{RegionID: id})
	require.ErrorContains(t, err, "不分区域")
	for _, name := range []string{"a.doc", filepath.Join("none", "a.csv")} {
		_, err = d.Export(d.ctx, Products, filepath.Join(t.TempDir(), name), ExportOptions{})
		_, ok := model.AsFault(err)
		require.True(t, ok, "%v", err)
	}
}

func TestTemplateOffersWhatThereIs(t *testing.T) {
	d := newDesk(t)
	d.fill()
	for _, language := range []i18n.Language{i18n.Chinese, i18n.English} {
		i18n.SetLanguage(language)
		defer i18n.SetLanguage(i18n.Chinese)
		for _, k := range []Kind{Customers, Employees, Products} {
			path := filepath.Join(t.TempDir(), "模板.xlsx")
			require.NoError(t, d.Template(d.ctx, k, path))
			f, err := excelize.OpenFile(path)
			require.NoError(t, err)
			list, err := f.GetDataValidations(k.Name())
			require.NoError(t, err)
			require.NotEmpty(t, list)
			rows, err := f.GetRows(k.Name())
			require.NoError(t, err)
			require.Len(t, rows, 2)
			require.Equal(t, ExampleMark, rows[1][0])
			offered, err := f.GetCols(i18n.T("选项"))
			require.NoError(t, err)
			visible, err := f.GetSheetVisible(i18n.T("选项"))
			require.NoError(t, err)
			require.False(t, visible)
			words := ""
			for _, c := range offered {
				words += strings.Join(c, "|") + "\n"
			}
			switch k {
			case Customers:
				require.Contains(t, words, "江苏|江苏/无锡|江苏/苏州")
				require.Contains(t, words, "张怡|洪光")
			case Products:
				require.Contains(t, words, "酸奶")
			}
			require.NoError(t, f.Close())
		}
	}
	require.Error(t, d.Template(d.ctx, Regions, "a.xlsx"))
	require.Error(t, d.Template(d.ctx, Customers, "a.csv"))
}
