//go:build ignore

// Gen makes places.gz from the npm package @vant/area-data:
//
//	npm pack @vant/area-data && tar xzf vant-area-data-*.tgz
//	go run gen.go package/dist/index.js
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"log"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var entry = regexp.MustCompile(`(\d{6}): ("[^"]*")`)

func main() {
	source, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	names := map[string]string{}
	for _, m := range entry.FindAllStringSubmatch(string(source), -1) {
		name, err := strconv.Unquote(m[2])
		if err != nil {
			log.Fatal(err)
		}
		names[m[1]] = strings.TrimSpace(name)
	}
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprint(z, table(names))
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("places.gz", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(names), "places,", out.Len(), "bytes")
}

// table writes a line for each province ("=江苏省") and, below it, for each city
// ("苏州市<tab>昆山市,常熟市").
func table(names map[string]string) string {
	codes := make([]string, 0, len(names))
	for code := range names {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	var b strings.Builder
	for _, p := range codes {
		if !strings.HasSuffix(p, "0000") {
			continue
		}
		fmt.Fprintf(&b, "=%s\n", names[p])
		for _, line := range cities(names, codes, p[:2]) {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

func cities(names map[string]string, codes []string, province string) []string {
	var lines []string
	for _, c := range codes {
		if !strings.HasPrefix(c, province) || !strings.HasSuffix(c, "00") || strings.HasSuffix(c, "0000") {
			continue
		}
		districts := within(names, codes, c[:4])
		if names[c] == "县" && len(lines) > 0 { // the counties of 重庆 belong to 重庆市
			lines[len(lines)-1] += "," + strings.Join(districts, ",")
			continue
		}
		lines = append(lines, names[c]+"\t"+strings.Join(districts, ","))
	}
	return lines
}

// within lists the districts of a city; 工业园区 is left out where 苏州工业园区 is there too.
func within(names map[string]string, codes []string, city string) []string {
	var out []string
	for _, d := range codes {
		if strings.HasPrefix(d, city) && !strings.HasSuffix(d, "00") {
			out = append(out, names[d])
		}
	}
	return slices.DeleteFunc(slices.Clone(out), func(a string) bool {
		return slices.ContainsFunc(out, func(b string) bool { return a != b && strings.Contains(a, "园区") && strings.HasSuffix(b, a) })
	})
}
