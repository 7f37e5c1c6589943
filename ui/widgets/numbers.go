package widgets

import (
	"fmt"
	"strconv"
)

// Grouped is a count with thousands separators: 1,028,416.
func Grouped(n int) string {
	switch {
	case n < 0:
		return "−" + Grouped(-n)
	case n < 1000:
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", Grouped(n/1000), n%1000)
}
