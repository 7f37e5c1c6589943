package customerfile

import (
	"slices"

	"xunshi/ui/widgets/grid"
)

// matchRows tells which of the rows shown before each row of a grid now is: −1 for a new
// one. A row that stands unchanged is itself; else the column key (a name, a number)
// tells; of those left, the one in the same place.
func matchRows(before, now []grid.Row, key int) []int {
	out := make([]int, len(now))
	taken := make([]bool, len(before))
	for i := range out {
		out[i] = -1
	}
	take := func(same func(i, k int) bool) {
		for i := range now {
			if out[i] >= 0 {
				continue
			}
			for k := range before {
				if !taken[k] && same(i, k) {
					out[i], taken[k] = k, true
					break
				}
			}
		}
	}
	take(func(i, k int) bool { return slices.Equal(now[i], before[k]) })
	take(func(i, k int) bool { return now[i][key] != "" && now[i][key] == before[k][key] })
	take(func(i, k int) bool { return i == k && len(now) == len(before) })
	return out
}
