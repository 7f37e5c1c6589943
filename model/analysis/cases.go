package analysis

import "xunshi/model"

// maxScale bounds the common denominator of all case sizes (in base units), so that sums
// of weighed quantities stay inside int64.
const maxScale = 5_000_000

// Cases turns base units into cases exactly: every quantity is weighed with a whole
// number over the common denominator of all case sizes, and divided once, at the end.
// A nil *Cases keeps base units.
type Cases struct {
	scale   int64   // weight of one base unit that is counted as one (1/1,000 parts: × 1,000 = one case)
	weights []int64 // by product id
	Without int     // products without a usable case size: counted in base units
}

// NewCases prepares the conversion for the products of dir.
func NewCases(dir *model.Directory) *Cases {
	c := &Cases{scale: 1}
	sizes := map[int64]bool{}
	for _, p := range dir.Products {
		if n := caseSize(p); n > 0 {
			sizes[n] = true
		}
	}
	for n := int64(1); n <= 1000 && len(sizes) > 0; n++ { // smaller sizes first: they are the common ones
		if sizes[n] {
			if s := c.scale / gcd(c.scale, n) * n; s <= maxScale {
				c.scale = s
			}
		}
	}
	c.weights = make([]int64, highest(dir.Products)+1)
	for id, p := range dir.Products {
		n := caseSize(p)
		if n > 0 && c.scale%n == 0 {
			c.weights[id] = c.scale / n
		} else {
			c.weights[id] = c.scale
			c.Without++
		}
	}
	return c
}

// caseSize is the whole number of base units in a case, 0 if not known or not whole.
func caseSize(p *model.Product) int64 {
	if p.UnitsPerCase <= 0 || p.UnitsPerCase%model.Unit != 0 {
		return 0
	}
	return int64(p.UnitsPerCase / model.Unit)
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// Converts tells whether a product is counted in cases.
func (c *Cases) Converts(p *model.Product) bool {
	n := caseSize(p)
	return c != nil && n > 0 && c.scale%n == 0
}

func (c *Cases) weigh(product model.ID, q model.Quantity) int64 {
	if c == nil {
		return int64(q)
	}
	if int(product) < len(c.weights) && product != 0 {
		return int64(q) * c.weights[product]
	}
	return int64(q) * c.scale
}

func (c *Cases) quantity(volume int64) model.Quantity {
	if c == nil {
		return model.Quantity(volume)
	}
	return model.Quantity(model.MulDiv(volume, 1, c.scale))
}
