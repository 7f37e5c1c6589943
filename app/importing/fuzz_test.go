package importing

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"xunshi/model"
)

// FuzzCheck takes any text through every kind of import: it may be refused in words, never
// with a panic, and what is accepted must add up.
func FuzzCheck(f *testing.F) {
	f.Add([]byte("日期,客户名称,产品名称,数量,金额\n2017-03-05,甲,绿茶,1,5\n合计,,,1,5\n"))
	f.Add([]byte("2026年目标,,\n区域,1月(万元),2月\n华东,1,2\n"))
	f.Add([]byte("编码,名称,规格,箱规\nP1,茶,1*24,\n"))
	f.Add([]byte("客户编码,客户名称,区域,业务员,上游客户,信用额度,政策返利(%),联系人1姓名,开户日期\nK1,甲,华东/苏州,张(E1),K2,5万,2.5%,李,2020-1-5\nK2,乙,,,K1,,,,\n"))
	f.Add([]byte("品项编码,品项名称,价格-一级,价格生效日,上架渠道\nP1,茶,3.5,2026-1-1,\"商超,批发\"\n"))
	f.Add([]byte("工号,姓名,上级\n1,甲,2\n2,乙,1\n"))
	f.Add([]byte("地区,地区经理\n华东,张三\n"))
	f.Add([]byte("日期,客户,应收,回款,到期日\n5/3/17,甲,1,2,6/3/17\n"))
	f.Add([]byte("<table><tr><td rowspan=2>日期<td colspan=2>客户<tr><td>编码<td>名称<tr><td>2017-1-1<td>1<td>2</table>"))
	dir := f.TempDir()
	st := openStore(f)
	kinds := []model.BatchKind{model.BatchSales, model.BatchTargets, model.BatchCustomers, model.BatchProducts, model.BatchEmployees, model.BatchPayments}
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(dir, "a.csv")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, kind := range kinds {
			s, err := New(st).Open(context.Background(), path, kind, nil)
			if err != nil {
				mustBeFault(t, err)
				return
			}
			_ = s.Columns()
			p, err := s.Check(context.Background(), nil)
			if err != nil {
				mustBeFault(t, err)
				continue
			}
			var sum model.Money
			for _, l := range s.checked.in.Lines {
				sum += l.Amount
			}
			if p.Good+p.Bad != p.Rows || (s.Kind() == model.BatchSales && (sum != p.Amount || len(s.checked.in.Lines) != p.Good)) {
				t.Fatalf("%s: %d good + %d bad of %d, %s of %s", kind, p.Good, p.Bad, p.Rows, sum, p.Amount)
			}
		}
	})
}

func mustBeFault(t *testing.T, err error) {
	t.Helper()
	if _, ok := model.AsFault(err); !ok {
		t.Fatalf("not a fault: %v", err)
	}
}
