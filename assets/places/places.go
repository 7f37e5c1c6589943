// Package places knows the provinces, cities and districts of China.
//
// The data are those of the npm package @vant/area-data 2.1.0 (https://github.com/vant-ui/vant,
// packages/vant-area-data), MIT licence, see LICENSE beside this file; fetched 2026-11-23.
// They follow the codes of the Ministry of Civil Affairs and add economic development zones
// that sales people name as districts. Gen.go makes places.gz from them.
package places

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

//go:embed places.gz
var packed []byte

// Place is a district, a city (no District) or a province (no City either).
type Place struct{ Province, City, District string }

// String names the place from the province down, each level once: 江苏省 苏州市 昆山市,
// 北京市 海淀区, 湖北省 仙桃市.
func (p Place) String() string {
	parts := []string{p.Province}
	if p.City != "" && p.City != p.Province && !(p.District != "" && IsDirect(p.City)) {
		parts = append(parts, p.City)
	}
	if p.District != "" {
		parts = append(parts, p.District)
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// IsDirect tells whether a city is only the heading of the counties a province governs
// directly (省直辖县).
func IsDirect(city string) bool { return strings.Contains(city, "直辖县") }

type province struct {
	name   string
	cities []city
}

type city struct {
	name      string
	districts []string
}

// provinces reads the data when they are first needed.
var provinces = sync.OnceValue(func() []province {
	text, err := unpack()
	if err != nil {
		panic(fmt.Sprintf("places: embedded data: %v", err)) // built in, never bad input
	}
	return parse(text)
})

func unpack() (string, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(z)
	return string(text), err
}

// parse reads what gen.go writes.
func parse(text string) []province {
	var out []province
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "="); ok {
			out = append(out, province{name: name})
			continue
		}
		name, districts, _ := strings.Cut(line, "\t")
		last := &out[len(out)-1]
		last.cities = append(last.cities, city{name, strings.FieldsFunc(districts, func(r rune) bool { return r == ',' })})
	}
	return out
}

// Provinces lists the provinces in the official order.
func Provinces() []string {
	all := provinces()
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.name
	}
	return out
}

// Cities lists the cities of a province; nil if it is not known.
func Cities(province string) []string {
	for _, p := range provinces() {
		if p.name != province {
			continue
		}
		out := make([]string, len(p.cities))
		for i, c := range p.cities {
			out[i] = c.name
		}
		return out
	}
	return nil
}

// Districts lists the districts of a city; nil if it is not known.
func Districts(province, city string) []string {
	for _, p := range provinces() {
		if p.name != province {
			continue
		}
		for _, c := range p.cities {
			if c.name == city {
				return slices.Clone(c.districts)
			}
		}
	}
	return nil
}
