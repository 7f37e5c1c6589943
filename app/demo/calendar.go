package demo

import (
	"math"
	"time"

	"xunshi/model"
)

// newYears are the first days of the lunar years (春节), 2015 to 2040.
var newYears = func() map[int]model.Date {
	m := map[int]model.Date{}
	for _, s := range []string{
		"2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25",
		"2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
		"2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11",
		"2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04",
		"2039-01-24", "2040-02-12",
	} {
		d := model.MustDate(s)
		y, _, _ := d.YMD()
		m[y] = d
	}
	return m
}()

// newYear is 春节 of a year; outside the table 5 February stands in.
func newYear(year int) model.Date {
	if d, ok := newYears[year]; ok {
		return d
	}
	return model.DateOf(year, time.February, 5)
}

// toNewYear counts the days from d to the nearest 春节: negative before it, 0 on the day.
func toNewYear(d model.Date) int {
	y, m, _ := d.YMD()
	if m > time.August {
		y++
	}
	return int(d - newYear(y))
}

// holiday tells whether warehouses are shut: the seven days of 春节.
func holiday(d model.Date) bool {
	n := toNewYear(d)
	return n >= 0 && n < 7
}

// newYearRush grows from 0 to 1 in the six weeks before 春节, when shops stock up.
func newYearRush(d model.Date) float64 {
	n := toNewYear(d)
	switch {
	case n < -45 || n >= 0:
		return 0
	case n < -10:
		return float64(n+45) / 35
	}
	return float64(-n) / 10
}

// summerness is 1 in late July, 0 from mid-October to mid-April.
func summerness(d model.Date) float64 {
	_, month, day := d.YMD()
	x := float64(month) + float64(day)/31
	return math.Max(0, math.Cos((x-7.8)/3.3*math.Pi/2)) * b2f(math.Abs(x-7.8) < 3.3)
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// season is the demand of date d against an average day of the year.
func season(d model.Date) float64 {
	s := 0.92 + 0.85*newYearRush(d) + 0.22*summerness(d)
	if n := toNewYear(d); n >= 0 && n < 25 {
		s *= 0.7
	}
	if _, month, day := d.YMD(); month == time.September && day > 5 {
		s *= 1.12 // 中秋, 国庆
	}
	return s
}

// workday moves a delivery that would fall on a Sunday, a Saturday or 春节 to a day on
// which most are made; draw in [0,1) decides who delivers anyway.
func workday(d model.Date, draw float64) model.Date {
	if holiday(d) && draw > 0.05 {
		d += model.Date(7 - toNewYear(d) + int(draw*4))
	}
	// The week around takes up what the weekend leaves, Monday most.
	switch {
	case d.Weekday() == time.Sunday && draw > 0.15:
		return d + []model.Date{1, -2, 2, 1, 3}[int(draw*100)%5]
	case d.Weekday() == time.Saturday && draw > 0.4:
		return d + []model.Date{-1, 2, -1, 3, 4}[int(draw*100)%5]
	}
	return d
}
