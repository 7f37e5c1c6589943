package model

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// Date is a civil date without a zone: the number of days since 1970-01-01.
// The zero Date means "no date".
type Date int32

// DateOf makes a Date; out-of-range months and days roll over as in time.Date.
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// DateFromTime takes the civil date that t shows on its own wall clock.
func DateFromTime(t time.Time) Date { return DateOf(t.Year(), t.Month(), t.Day()) }

// Today is the civil date on this computer's wall clock.
func Today() Date { return DateFromTime(time.Now()) }

// ParseDate reads YYYY-MM-DD and nothing else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, fmt.Errorf("date %q is not YYYY-MM-DD", s)
	}
	return DateFromTime(t), nil
}

// MustDate is ParseDate for literals; it panics on a bad literal.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Time is midnight UTC of the date.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d == 0 }

// String is YYYY-MM-DD, or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("2006-01-02")
}

// Year, month and day of the month.
func (d Date) YMD() (int, time.Month, int) { return d.Time().Date() }

// Weekday of the date.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Month is the calendar month the date falls in.
func (d Date) Month() Month {
	y, m, _ := d.YMD()
	return MonthOf(y, m)
}

// MarshalJSON writes "YYYY-MM-DD", or null for no date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Date) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = 0
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := ParseDate(s)
	*d = v
	return err
}

// Value stores the day number.
func (d Date) Value() (driver.Value, error) { return int64(d), nil }

// GormDataType makes dates integer columns.
func (Date) GormDataType() string { return "int" }

// Scan reads the day number.
func (d *Date) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		*d = 0
	case int64:
		*d = Date(x)
	default:
		return fmt.Errorf("date column holds a %T", v)
	}
	return nil
}

// Month is a calendar month: year × 12 + (month − 1). The zero Month means "none".
type Month int32

// MonthOf makes a Month.
func MonthOf(year int, month time.Month) Month { return Month(year*12 + int(month) - 1) }

// ParseMonth reads YYYY-MM.
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return 0, fmt.Errorf("month %q is not YYYY-MM", s)
	}
	return MonthOf(t.Year(), t.Month()), nil
}

// MustMonth is ParseMonth for literals; it panics on a bad literal.
func MustMonth(s string) Month {
	m, err := ParseMonth(s)
	if err != nil {
		panic(err)
	}
	return m
}

// Year and month of the year.
func (m Month) YM() (int, time.Month) { return int(m) / 12, time.Month(int(m)%12 + 1) }

// First day of the month.
func (m Month) First() Date { y, mo := m.YM(); return DateOf(y, mo, 1) }

// Last day of the month.
func (m Month) Last() Date { return (m + 1).First() - 1 }

// Days in the month.
func (m Month) Days() int { return int(m.Last()-m.First()) + 1 }

// Period is the month as a period.
func (m Month) Period() Period { return Period{From: m.First(), To: m.Last()} }

// String is YYYY-MM.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	y, mo := m.YM()
	return fmt.Sprintf("%04d-%02d", y, int(mo))
}

// Period is a closed range of dates: both ends belong to it.
type Period struct {
	From Date `json:"from"`
	To   Date `json:"to"`
}

// Days in the period, both ends counted; 0 if it is empty.
func (p Period) Days() int {
	if p.To < p.From {
		return 0
	}
	return int(p.To-p.From) + 1
}

// Contains tells whether d lies in the period.
func (p Period) Contains(d Date) bool { return d >= p.From && d <= p.To }

// MonthsBefore is the same days n months earlier. A whole month becomes the whole
// earlier month; otherwise a day beyond the earlier month's end becomes its last day,
// so that mid-month comparisons cover equal numbers of days.
func (p Period) MonthsBefore(n int) Period {
	if p.From == p.From.Month().First() && p.To == p.To.Month().Last() {
		return Period{(p.From.Month() - Month(n)).First(), (p.To.Month() - Month(n)).Last()}
	}
	return Period{shiftMonths(p.From, -n), shiftMonths(p.To, -n)}
}

func shiftMonths(d Date, n int) Date {
	target := d.Month() + Month(n)
	_, _, day := d.YMD()
	return min(target.First()+Date(day-1), target.Last())
}
