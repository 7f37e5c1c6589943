package importing

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"xunshi/model"
)

// Golden case 10: the same rows in every encoding that Chinese offices produce.
func TestEncodingsGiveTheSame(t *testing.T) {
	const text = "日期,客户名称,产品名称,数量,金额\r\n2017-03-05,㐂多便利店𠮷,\"绿茶, 大\"\"瓶\"\"\",2,\"1,234.5\"\r\n2017/3/6,甲店,\"红\n茶\",1,￥6.25\r\n"
	encode := func(b []byte, err error) []byte {
		require.NoError(t, err)
		return b
	}
	gb18030 := encode(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text)))
	le := encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(text)))
	be := encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(text)))
	files := map[string]struct {
		content  []byte
		encoding string
	}{
		"utf8":    {[]byte(text), "UTF-8"},
		"bom":     {[]byte("\ufeff" + text), "UTF-8"},
		"gb18030": {gb18030, "GB18030"},
		"le":      {le, "UTF-16LE"}, "lebom": {append([]byte("\xff\xfe"), le...), "UTF-16LE"},
		"be": {be, "UTF-16BE"}, "bebom": {append([]byte("\xfe\xff"), be...), "UTF-16BE"},
	}
	for name, file := range files {
		path := filepath.Join(t.TempDir(), name+".csv")
		require.NoError(t, os.WriteFile(path, file.content, 0o600))
		s := open(t, &fake{}, path, model.BatchSales)
		_, encoding := s.Format()
		require.Equal(t, file.encoding, encoding, name)
		require.Empty(t, check(t, s).Problems, name)
		in := s.checked.in
		require.Equal(t, "㐂多便利店𠮷", in.Customers[0].Name, name)
		require.Equal(t, `绿茶, 大"瓶"`, in.Products[0].Name, name)
		require.Equal(t, "红 茶", in.Products[1].Name, name)
		require.Equal(t, "1240.75", check(t, s).Amount.String(), name)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("日期;客户名称;产品名称;数量;金额\n2017-03-05;甲店;绿茶;2;10\n"))
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "gbk.csv")
	require.NoError(t, os.WriteFile(path, gbk, 0o600))
	s := open(t, &fake{}, path, model.BatchSales)
	require.Equal(t, "10", check(t, s).Amount.String())
	require.Equal(t, "甲店", s.checked.in.Customers[0].Name)
}
