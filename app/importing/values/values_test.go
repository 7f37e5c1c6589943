package values

import (
	"testing"

	"xunshi/model"
)

func TestMoney(t *testing.T) {
	cases := []struct {
		in    string
		shift int
		want  string
	}{
		{"129.696", 0, "129.696"}, {"¥1,234.50", 0, "1234.5"}, {"￥１，２３４．５元", 0, "1234.5"},
		{"(123)", 0, "-123"}, {"（1,000.25）", 0, "-1000.25"}, {"123.5-", 0, "-123.5"}, {"−60.704", 0, "-60.704"},
		{"－5", 0, "-5"}, {"1.2万", 0, "12000"}, {"1.23456万元", 0, "12345.6"}, {"3亿", 0, "300000000"},
		{"¥-12.5", 0, "-12.5"}, {"-¥12.5", 0, "-12.5"}, {" 1 234 567.8 ", 0, "1234567.8"}, {"+7", 0, "7"},
		{"1,2345", 0, "12345"}, {"RMB 88", 0, "88"}, {"12.3456", 4, "123456"}, {"-0", 0, "0"}, {".5", 0, "0.5"},
		{"人民币100元整", 0, "100"}, {"2.5千", 0, "2500"}, {"(1.5万)", 0, "-15000"},
		{"¥(5)", 0, "-5"}, {"(¥5)", 0, "-5"}, {"（￥1,000.5元）", 0, "-1000.5"},
	}
	for _, c := range cases {
		got, _, err := Money(c.in, c.shift)
		if err != nil || got.String() != c.want {
			t.Errorf("Money(%q, %d) = %s, %v; want %s", c.in, c.shift, got, err, c.want)
		}
	}
	for _, bad := range []string{"", "abc", "1,23", "12%", "1.2.3", "--5", "1e5", "#N/A", "12,34,56", "5件", "1,234,5", "九", "-", "()", "99999999999999", "(-5)", "-5-", "-(5)", "(5)-", "-¥-5"} {
		if got, _, err := Money(bad, 0); err == nil {
			t.Errorf("Money(%q) = %s, want an error", bad, got)
		}
	}
	if _, rounded, _ := Money("1.23456", 0); !rounded {
		t.Error("five decimals must be told")
	}
}

func TestQuantities(t *testing.T) {
	if q, err := Quantity("12件"); err != nil || q != 12*model.Unit {
		t.Error(q, err)
	}
	if _, err := Quantity("12箱"); err == nil {
		t.Error("箱 are not base units")
	}
	if q, err := Cases("1.5箱"); err != nil || q != 1500 {
		t.Error(q, err)
	}
	for text, want := range map[string]model.Quantity{"24": 24000, "24瓶": 24000, "24瓶/箱": 24000, "1*24": 24000} {
		if got, err := UnitsPerCase(text); err != nil || got != want {
			t.Errorf("UnitsPerCase(%q) = %d, %v", text, got, err)
		}
	}
	if FinerThan("1.234", 3) || FinerThan("1.23450万件", 3) || !FinerThan("１．２３４５瓶", 3) || !FinerThan("1.2345", 3) {
		t.Error("decimals counted wrongly")
	}
	for pack, want := range map[string]model.Quantity{"250ml×24": 24000, "1*12瓶": 12000, "500ML*15瓶/箱": 15000,
		"24×250ml": 0, "散装": 0, "1L＊6": 6000, "": 0, "x": 0, "10g*20袋装": 20000} {
		if got := PackUnits(pack); got != want {
			t.Errorf("PackUnits(%q) = %d, want %d", pack, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2017-03-05": "2017-03-05", "2017/3/5": "2017-03-05", "2017.3.5": "2017-03-05", "2017年3月5日": "2017-03-05",
		"20170305": "2017-03-05", "2017-03-05 12:30:00": "2017-03-05", "2017-03-05T12:30:00.000Z": "2017-03-05",
		"2017/3/5 下午 3:20": "2017-03-05", "２０１７－０３－０５": "2017-03-05", "2017年03月05日 星期日": "2017-03-05",
		"17年3月5日": "2017-03-05", "5-Mar-2017": "2017-03-05", "Mar 5, 2017": "2017-03-05", "March 5 2017": "2017-03-05",
		"05 Sept 2017": "2017-09-05", "20170305 08:00": "2017-03-05", "20170305083000": "2017-03-05",
	} {
		p, ok := Scan(in)
		d, valid := p.Date("")
		if !ok || !p.Fixed || !valid || d.String() != want {
			t.Errorf("Scan(%q) = %+v %v %s, want %s", in, p, ok, d, want)
		}
	}
	for in, want := range map[string][3]string{ // ymd, dmy, mdy
		"5/3/2017": {"", "2017-03-05", "2017-05-03"}, "04/27/2017 9:30 PM": {"", "", "2017-04-27"},
		"31.12.2017": {"", "2017-12-31", ""}, "17-3-5": {"2017-03-05", "2005-03-17", ""},
	} {
		p, ok := Scan(in)
		if !ok || p.Fixed {
			t.Errorf("Scan(%q) = %+v %v", in, p, ok)
		}
		for i, o := range Orders {
			d, valid := p.Date(o)
			if valid != (want[i] != "") || valid && d.String() != want[i] {
				t.Errorf("%q as %s: %s %v, want %s", in, o, d, valid, want[i])
			}
		}
	}
	for _, bad := range []string{"", "abc", "2017-13-01", "2017-02-30", "12345678901", "小计", "2017-03", "3月", "2017-03-05 abc"} {
		if p, ok := Scan(bad); ok {
			if d, valid := p.Date(YMD); valid {
				t.Errorf("%q read as %s", bad, d)
			}
		}
	}
}

func TestSerialsAndMonths(t *testing.T) {
	if d, ok := Serial("42852.5", false); !ok || d.String() != "2017-04-27" {
		t.Error(d, ok)
	}
	if d, ok := Serial("41390", true); !ok || d.String() != "2017-04-27" {
		t.Error(d, ok)
	}
	if d, ok := Serial("20170427", false); !ok || d.String() != "2017-04-27" {
		t.Error(d, ok)
	}
	for in, want := range map[string]string{"2017-03": "2017-03", "2017/3": "2017-03", "2017年3月": "2017-03", "201703": "2017-03",
		"17年3月份": "2017-03", "3月": "2020-03", "03": "2020-03", "Mar": "2020-03", "2017-03-15": "2017-03", "2017.12": "2017-12"} {
		if m, ok := Month(in, 2020); !ok || m.String() != want {
			t.Errorf("Month(%q) = %s %v, want %s", in, m, ok, want)
		}
	}
	for _, bad := range []string{"13月", "合计", "2017", "一季度", ""} {
		if m, ok := Month(bad, 2020); ok {
			t.Errorf("Month(%q) = %s", bad, m)
		}
	}
}
