package products_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/products"
	"xunshi/model"
)

func quantity(t *testing.T, text string) model.Quantity {
	t.Helper()
	q, err := model.ParseQuantity(text)
	require.NoError(t, err)
	return q
}

func TestQuantitiesInPacks(t *testing.T) {
	bottled := &model.Product{BaseUnit: "瓶", CaseUnit: "箱", InnerUnit: "提", UnitsPerCase: 24 * model.Unit, UnitsPerInner: 6 * model.Unit}
	loose := &model.Product{BaseUnit: "瓶", UnitsPerCase: 15 * model.Unit}
	plain := &model.Product{}
	for _, c := range []struct {
		p    *model.Product
		q    string
		want string
	}{
		{bottled, "89", "3 箱 2 提 5 瓶"},
		{bottled, "48", "2 箱"},
		{bottled, "6", "1 提"},
		{bottled, "5.5", "5.5 瓶"},
		{bottled, "0", "0 瓶"},
		{bottled, "-25", "−1 箱 1 瓶"},
		{bottled, "24000", "1,000 箱"},
		{loose, "31", "2 箱 1 瓶"},
		{plain, "7", "7 件"},
	} {
		require.Equal(t, c.want, products.InUnits(quantity(t, c.q), c.p), c.q)
	}
	require.Equal(t, "1 箱 = 4 提 = 24 瓶", products.PackOf(bottled))
	require.Equal(t, "1 箱 = 15 瓶", products.PackOf(loose))
	require.Empty(t, products.PackOf(plain))
}

func TestParsePack(t *testing.T) {
	for text, want := range map[string]struct{ net, unit, perCase, perInner string }{
		"250ml×24":      {"250", "ml", "24", "0"},
		"1L*12盒":        {"1", "l", "12", "0"},
		"1.25L×6":       {"1.25", "l", "6", "0"},
		"310ml x 15瓶/箱": {"310", "ml", "15", "0"},
		"250ＭＬ＊２４":      {"250", "ml", "24", "0"},
		"250ml×6×4":     {"250", "ml", "24", "6"},
		"1×24":          {"0", "", "24", "0"},
		"250ml×12 礼盒":   {"250", "ml", "12", "0"},
		"500克":          {"500", "克", "0", "0"},
		"散装":            {"0", "", "0", "0"},
		"":              {"0", "", "0", "0"},
		"×":             {"0", "", "0", "0"},
		"250ml×0":       {"250", "ml", "0", "0"},
	} {
		got := products.ParsePack(text)
		require.Equal(t, products.Pack{NetContent: quantity(t, want.net), NetUnit: want.unit, UnitsPerCase: quantity(t, want.perCase),
			UnitsPerInner: quantity(t, want.perInner)}, got, text)
		require.Equal(t, want.net != "0" || want.perCase != "0", got.Known(), text)
	}
}

func TestPricePerHundred(t *testing.T) {
	for _, c := range []struct{ content, unit, price, want, in string }{
		{"250", "ml", "2.60", "1.04", "ml"},
		{"1.25", "L", "9.80", "0.784", "ml"},
		{"500", "克", "10", "2", "g"},
		{"2", "公斤", "30", "1.5", "g"},
	} {
		p := &model.Product{NetContent: quantity(t, c.content), NetUnit: c.unit}
		per, unit, ok := products.PerHundred(model.MustMoney(c.price), p)
		require.True(t, ok)
		require.Equal(t, c.in, unit)
		require.Equal(t, model.MustMoney(c.want), per, c.content+c.unit)
		_, _, ok = products.PerHundred(0, p)
		require.False(t, ok, "no price")
	}
	_, _, ok := products.PerHundred(model.Yuan, &model.Product{NetUnit: "ml"})
	require.False(t, ok, "no content")
}

func TestCheckBarcode(t *testing.T) {
	for code, want := range map[string]struct {
		ok    bool
		digit int
	}{
		"":              {true, -1},
		"6901234567892": {true, 2},
		"6901234567893": {false, 2},
		"4006381333931": {true, 1},
		"96385074":      {true, 4}, // EAN-8
		"96385075":      {false, 4},
		"690123456789":  {false, -1},
		"69012345678AB": {false, -1},
		"690123456789X": {false, 2},
	} {
		ok, digit := products.CheckBarcode(code)
		require.Equal(t, want.ok, ok, code)
		require.Equal(t, want.digit, digit, code)
	}
}
