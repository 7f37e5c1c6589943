package analysis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/model"
)

func day(s string) model.Date { return model.MustDate(s) }

func yuanOf(s string) model.Money { return model.MustMoney(s) }

func step(id model.ID, from, to, price string) model.ProductPrice {
	p := model.ProductPrice{ProductID: 1, Kind: model.PriceTier, Tier: "经销价", Price: yuanOf(price)}
	p.ID = id
	if from != "" {
		p.From = day(from)
	}
	if to != "" {
		p.To = day(to)
	}
	return p
}

func TestPriceForTakesTheStrongestRule(t *testing.T) {
	special := model.ProductPrice{ProductID: 1, Kind: model.PriceTier, CustomerID: 7, From: day("2026-03-01"), To: day("2026-03-31"), Price: yuanOf("1.8")}
	policy := model.ProductPrice{ProductID: 1, Kind: model.PriceTier, Tier: "特约价", Price: yuanOf("2")}
	tier := step(3, "2026-01-01", "", "2.2")
	book := NewPriceBook([]model.ProductPrice{special, policy, tier})
	product := &model.Product{Price: yuanOf("2.6")}
	product.ID = 1
	buyer := Buyer{Customer: 7, PolicyTier: "特约价", Tier: "经销价"}
	for name, c := range map[string]struct {
		who    Buyer
		on     string
		amount string
		source PriceSource
	}{
		"agreed with the customer":       {buyer, "2026-03-31", "1.8", PriceOfCustomer},
		"the agreement is over":          {buyer, "2026-04-01", "2", PriceOfPolicy},
		"no policy":                      {Buyer{Customer: 7, Tier: "经销价"}, "2026-04-01", "2.2", PriceOfTier},
		"policy names a tier not priced": {Buyer{Customer: 7, PolicyTier: "电商价", Tier: "经销价"}, "2026-04-01", "2.2", PriceOfTier},
		"before the tier's first price":  {Buyer{Customer: 7, Tier: "经销价"}, "2025-12-31", "2.6", PriceOfList},
		"another customer":               {Buyer{Customer: 8}, "2026-03-15", "2.6", PriceOfList},
	} {
		got := book.PriceFor(product, c.who, day(c.on))
		require.Equal(t, yuanOf(c.amount), got.Amount, name)
		require.Equal(t, c.source, got.Source, name)
	}
	product.Price = 0
	require.Equal(t, Price{}, book.PriceFor(product, Buyer{}, day("2026-03-01")))
	require.Equal(t, Price{}, (*PriceBook)(nil).PriceFor(product, buyer, day("2026-03-01")))
}

func TestBuyerTakesTheLatestPolicyInForce(t *testing.T) {
	c := &model.Customer{PriceTier: "批发价"}
	c.ID = 5
	policies := []model.CustomerPolicy{
		{CustomerID: 5, PriceTier: "旧", From: day("2025-01-01")},
		{CustomerID: 5, PriceTier: "新", From: day("2026-01-01"), To: day("2026-06-30")},
		{CustomerID: 5, From: day("2026-03-01")}, // says nothing of prices
		{CustomerID: 6, PriceTier: "别家", From: day("2026-04-01")},
	}
	require.Equal(t, "新", BuyerOn(c, policies, day("2026-06-30")).InForce())
	require.Equal(t, "旧", BuyerOn(c, policies, day("2026-07-01")).InForce())
	require.Equal(t, "批发价", BuyerOn(c, policies, day("2024-07-01")).InForce())
	require.Equal(t, Buyer{}, BuyerOn(nil, policies, day("2026-06-30")))
}

func TestFloorOfTheTierGoesBeforeTheGeneralOne(t *testing.T) {
	book := NewPriceBook([]model.ProductPrice{
		{ProductID: 1, Kind: model.PriceFloor, Price: yuanOf("2")},
		{ProductID: 1, Kind: model.PriceFloor, Tier: "经销价", From: day("2026-02-01"), Price: yuanOf("1.9")},
		{ProductID: 1, Kind: model.PriceCost, From: day("2026-01-01"), Price: yuanOf("1.2")},
	})
	floor, ok := book.Floor(1, "经销价", day("2026-02-01"))
	require.True(t, ok)
	require.Equal(t, yuanOf("1.9"), floor)
	floor, _ = book.Floor(1, "经销价", day("2026-01-31"))
	require.Equal(t, yuanOf("2"), floor)
	_, ok = book.Floor(2, "经销价", day("2026-02-01"))
	require.False(t, ok)
	_, ok = book.Cost(1, day("2025-12-31"))
	require.False(t, ok, "no cost is not a cost of 0")
	cost, ok := book.Cost(1, day("2026-01-01"))
	require.True(t, ok)
	require.Equal(t, yuanOf("1.2"), cost)
}

func TestBelowFloor(t *testing.T) {
	for name, c := range map[string]struct {
		amount, quantity, floor string
		below                   bool
	}{
		"at the floor":               {"48", "24", "2", false},
		"a fen below":                {"47.99", "24", "2", true},
		"rounded to the fen":         {"2.33", "7", "0.3333", false},
		"above":                      {"50", "24", "2", false},
		"a return":                   {"-40", "-24", "2", false},
		"no quantity":                {"0", "0", "2", false},
		"given away, but not a gift": {"0", "24", "2", true},
	} {
		q, err := model.ParseQuantity(c.quantity)
		require.NoError(t, err)
		require.Equal(t, c.below, BelowFloor(yuanOf(c.amount), q, yuanOf(c.floor)), name)
	}
	price, ok := UnitPrice(yuanOf("-40"), -24*model.Unit)
	require.True(t, ok)
	require.Equal(t, yuanOf("1.6667"), price)
	_, ok = UnitPrice(yuanOf("3"), 0)
	require.False(t, ok)
}

func TestChangePriceClosesTheOldOneTheDayBefore(t *testing.T) {
	key := PriceKey{Product: 1, Kind: model.PriceTier, Tier: "经销价"}
	two := func() []model.ProductPrice {
		return []model.ProductPrice{step(2, "2026-07-01", "", "2.4"), step(1, "2026-01-01", "2026-06-30", "2.2")}
	}
	for name, c := range map[string]struct {
		steps  []model.ProductPrice
		from   string
		price  string
		put    []model.ProductPrice
		remove []model.ProductPrice
	}{
		"first price": {nil, "2026-05-01", "3", []model.ProductPrice{step(0, "2026-05-01", "", "3")}, nil},
		"after an open one": {[]model.ProductPrice{step(1, "", "", "2.2")}, "2026-05-01", "3",
			[]model.ProductPrice{step(1, "", "2026-04-30", "2.2"), step(0, "2026-05-01", "", "3")}, nil},
		"between two": {two(), "2026-05-01", "3",
			[]model.ProductPrice{step(1, "2026-01-01", "2026-04-30", "2.2"), step(0, "2026-05-01", "2026-06-30", "3")}, nil},
		"before all":                {two(), "2025-05-01", "3", []model.ProductPrice{step(0, "2025-05-01", "2025-12-31", "3")}, nil},
		"on the day another begins": {two(), "2026-07-01", "3", []model.ProductPrice{step(2, "2026-07-01", "", "3")}, nil},
		"the same price":            {two(), "2026-08-01", "2.4", nil, nil},
		"ended":                     {two(), "2026-08-01", "0", []model.ProductPrice{step(2, "2026-07-01", "2026-07-31", "2.4")}, nil},
		"ended on its first day":    {two(), "2026-07-01", "0", nil, []model.ProductPrice{step(2, "2026-07-01", "", "2.4")}},
		"ended where none is":       {nil, "2026-07-01", "0", nil, nil},
	} {
		got := ChangePrice(c.steps, key, day(c.from), yuanOf(c.price))
		require.Equal(t, c.put, got.Put, name)
		require.Equal(t, c.remove, got.Remove, name)
		require.Equal(t, len(c.put)+len(c.remove) == 0, got.Empty(), name)
	}
}

func TestOverlappingPrice(t *testing.T) {
	steps := []model.ProductPrice{step(1, "2026-01-01", "2026-06-30", "2.2"), step(2, "2026-07-01", "", "2.4")}
	for name, c := range map[string]struct {
		p    model.ProductPrice
		with model.ID
	}{
		"before":               {step(0, "2025-01-01", "2025-12-31", "1"), 0},
		"touches the first":    {step(0, "2025-01-01", "2026-01-01", "1"), 1},
		"without a beginning":  {step(0, "", "2026-03-01", "1"), 1},
		"beyond all, open":     {step(0, "2027-01-01", "", "1"), 2},
		"itself":               {step(2, "2026-07-01", "", "9"), 0},
		"itself, moved into 1": {step(2, "2026-06-30", "", "9"), 1},
	} {
		got := OverlappingPrice(steps, &c.p)
		if c.with == 0 {
			require.Nil(t, got, name)
			continue
		}
		require.NotNil(t, got, name)
		require.Equal(t, c.with, got.ID, name)
	}
	other := step(0, "2026-01-01", "", "1")
	other.Tier = "批发价"
	require.Nil(t, OverlappingPrice(steps, &other), "another tier is another price")
}

func TestAdjusted(t *testing.T) {
	for name, c := range map[string]struct {
		price  string
		rate   int64
		amount string
		step   PriceStep
		want   string
	}{
		"5% up to the jiao":      {"2.60", 50_000, "0", ToJiao, "2.7"},
		"5% up to 0.05":          {"2.60", 50_000, "0", ToHalfJiao, "2.75"},
		"5% up to the fen":       {"2.60", 50_000, "0", ToFen, "2.73"},
		"3% down":                {"8.90", -30_000, "0", ToFen, "8.63"},
		"an amount":              {"2.60", 0, "0.15", ToHalfJiao, "2.75"},
		"never to nothing":       {"2.60", 0, "-5", ToJiao, "0.1"},
		"no step is a safe step": {"2.60", 0, "0.0001", 0, "2.6001"},
	} {
		require.Equal(t, yuanOf(c.want), Adjusted(yuanOf(c.price), c.rate, yuanOf(c.amount), c.step), name)
	}
}

func TestMarginKeepsWhatHasNoCostApart(t *testing.T) {
	var m Margin
	require.False(t, m.Profit().Known)
	require.False(t, m.MissingShare().Known)
	m.Add(yuanOf("60"), 24*model.Unit, false, yuanOf("1.5"), true)
	m.Add(0, 4*model.Unit, true, yuanOf("1.5"), true)               // a gift costs, too
	m.Add(yuanOf("-10"), -4*model.Unit, false, yuanOf("1.5"), true) // what came back costs nothing
	m.Add(yuanOf("50"), 10*model.Unit, false, 0, false)             // nobody knows
	require.Equal(t, yuanOf("100"), m.Sales)
	require.Equal(t, yuanOf("50"), m.Covered)
	require.Equal(t, yuanOf("36"), m.Cost)
	require.Equal(t, yuanOf("6"), m.GiftCost)
	require.Equal(t, Some(int64(yuanOf("14"))), m.Profit())
	require.Equal(t, Some(28*Hundred/100), m.Rate())
	require.Equal(t, Some(Hundred/2), m.MissingShare())
	none := Margin{Sales: yuanOf("5"), Uncosted: 1}
	require.False(t, none.Rate().Known)
	require.Equal(t, Some(Hundred), none.MissingShare())
	both := m.Plus(none)
	require.Equal(t, yuanOf("105"), both.Sales)
	require.Equal(t, 3, both.Costed)
	require.Equal(t, 2, both.Uncosted)
}
