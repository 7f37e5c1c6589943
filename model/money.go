package model

import (
	"errors"
	"fmt"
	"math/bits"
	"strings"
)

// Money is an exact amount of yuan, counted in 1/10,000 yuan.
// 1 yuan is Money(10000). Sums and differences are plain integer arithmetic.
type Money int64

// Quantity is an exact count of base units (件), counted in 1/1,000 unit.
// 1 unit is Quantity(1000).
type Quantity int64

// How many of the smallest parts make one yuan, one 分 and one base unit.
const (
	Yuan Money    = 10_000
	Fen  Money    = 100
	Unit Quantity = 1_000
)

// Errors of the decimal parsers. They name the cause; the caller adds the place.
var (
	ErrNotANumber     = errors.New("not a number")
	ErrTooManyDigits  = errors.New("number out of range")
	ErrTooManyDecimal = errors.New("too many decimals")
)

// ParseMoney reads a plain decimal ("-1234.5", no separators, no exponent) exactly.
// More than four decimals are rounded half away from zero.
func ParseMoney(s string) (Money, error) {
	v, err := parseDecimal(s, 4)
	return Money(v), err
}

// ParseQuantity reads a plain decimal exactly; more than three decimals are
// rounded half away from zero.
func ParseQuantity(s string) (Quantity, error) {
	v, err := parseDecimal(s, 3)
	return Quantity(v), err
}

// MustMoney is ParseMoney for literals in tests and demo data; it panics on a bad literal.
func MustMoney(s string) Money {
	m, err := ParseMoney(s)
	if err != nil {
		panic(fmt.Sprintf("model: bad money literal %q: %v", s, err))
	}
	return m
}

// String gives the shortest exact decimal in yuan: "16117548.237", "-5", "0".
func (m Money) String() string { return decimalString(int64(m), 4) }

// String gives the shortest exact decimal in base units: "12.5", "-3", "0".
func (q Quantity) String() string { return decimalString(int64(q), 3) }

// RoundFen rounds to the 分 (1/100 yuan), half away from zero.
func (m Money) RoundFen() Money { return Money(RoundTo(int64(m), int64(Fen))) }

// Float is for charts only, never for sums.
func (m Money) Float() float64 { return float64(m) / float64(Yuan) }

// Float is for charts only, never for sums.
func (q Quantity) Float() float64 { return float64(q) / float64(Unit) }

// MulDiv computes v × num ÷ den exactly with a 128-bit product, rounded half away
// from zero. den must not be 0; a result beyond int64 saturates.
func MulDiv(v, num, den int64) int64 {
	neg := (v < 0) != (num < 0) != (den < 0)
	hi, lo := bits.Mul64(abs64(v), abs64(num))
	d := abs64(den)
	if hi >= d {
		if neg {
			return -1 << 63
		}
		return 1<<63 - 1
	}
	q, r := bits.Div64(hi, lo, d)
	if r >= d-r {
		q++
	}
	if q > 1<<63-1 {
		q = 1<<63 - 1
	}
	if neg {
		return -int64(q)
	}
	return int64(q)
}

// Times prices a quantity: quantity × price, rounded half away from zero to 1/10,000 yuan.
func (q Quantity) Times(price Money) Money {
	return Money(MulDiv(int64(q), int64(price), int64(Unit)))
}

// RoundTo rounds v to a multiple of step, half away from zero.
func RoundTo(v, step int64) int64 {
	r := v % step
	v -= r
	switch {
	case r >= step-r:
		return v + step
	case -r >= step+r:
		return v - step
	}
	return v
}

func abs64(v int64) uint64 {
	if v < 0 {
		return uint64(-v)
	}
	return uint64(v)
}

func parseDecimal(s string, places int) (int64, error) {
	neg := false
	switch {
	case strings.HasPrefix(s, "-"):
		neg, s = true, s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	if whole == "" && frac == "" {
		return 0, ErrNotANumber
	}
	var v int64
	push := func(c byte) error {
		if c < '0' || c > '9' {
			return ErrNotANumber
		}
		if v > (1<<62)/10 {
			return ErrTooManyDigits
		}
		v = v*10 + int64(c-'0')
		return nil
	}
	for i := range len(whole) {
		if err := push(whole[i]); err != nil {
			return 0, err
		}
	}
	for i := range places {
		c := byte('0')
		if i < len(frac) {
			c = frac[i]
		}
		if err := push(c); err != nil {
			return 0, err
		}
	}
	for i := places; i < len(frac); i++ {
		if frac[i] < '0' || frac[i] > '9' {
			return 0, ErrNotANumber
		}
		if i == places && frac[i] >= '5' {
			v++
		}
	}
	if neg {
		v = -v
	}
	return v, nil
}

func decimalString(v int64, places int) string {
	sign := ""
	if v < 0 {
		sign = "-"
	}
	digits := fmt.Sprintf("%0*d", places+1, abs64(v))
	whole, frac := digits[:len(digits)-places], strings.TrimRight(digits[len(digits)-places:], "0")
	if frac == "" {
		return sign + whole
	}
	return sign + whole + "." + frac
}
