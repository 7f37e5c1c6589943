package analysis

import "xunshi/model"

// CalendarKind says which days time progress counts.
type CalendarKind string

// Kinds of calendar.
const (
	NaturalDays CalendarKind = "natural" // every day alike (the default)
	WorkingDays CalendarKind = "working" // Monday to Friday, with holidays and 调休
	DayWeights  CalendarKind = "weights" // the user's weight for each weekday
)

// normalDay is the weight of an ordinary day.
const normalDay int64 = 100

// Calendar weighs the days of a period. The zero Calendar counts natural days.
type Calendar struct {
	Kind     CalendarKind
	Holidays map[model.Date]bool // days off (weight 0 unless natural)
	Makeup   map[model.Date]bool // 调休: weekend days that are worked
	Own      map[model.Date]int  // days with a weight of their own, in percent (unless natural)
	Weekdays [7]int              // DayWeights: percent of an ordinary day, Sunday first
}

// What a model.CalendarDay says of its day.
const (
	DayOff    = "off"    // holiday
	DayWorked = "work"   // 调休 worked
	DayWeight = "weight" // a weight of its own
)

// With takes days that differ from their weekday into the calendar. Of two records of one
// day the later holds.
func (c Calendar) With(days []model.CalendarDay) Calendar {
	c.Holidays, c.Makeup, c.Own = map[model.Date]bool{}, map[model.Date]bool{}, map[model.Date]int{}
	for i := range days {
		d := &days[i]
		delete(c.Holidays, d.Date)
		delete(c.Makeup, d.Date)
		delete(c.Own, d.Date)
		switch d.Kind {
		case DayOff:
			c.Holidays[d.Date] = true
		case DayWorked:
			c.Makeup[d.Date] = true
		case DayWeight:
			c.Own[d.Date] = d.Weight
		}
	}
	return c
}

// Weight of a day in percent of an ordinary day.
func (c Calendar) Weight(d model.Date) int64 {
	if c.Kind != WorkingDays && c.Kind != DayWeights {
		return normalDay
	}
	if own, ok := c.Own[d]; ok {
		return int64(max(0, own))
	}
	switch weekday := d.Weekday(); {
	case c.Holidays[d]:
		return 0
	case c.Makeup[d]:
		return normalDay
	case c.Kind == DayWeights:
		return int64(max(0, c.Weekdays[weekday]))
	case weekday == 0 || weekday == 6:
		return 0
	}
	return normalDay
}

// Elapsed says how far a period has gone.
type Elapsed struct {
	Days, OfDays   int   // counted days (weight above 0) gone, and in the period
	weight, weighs int64 // the same, weighed
}

// Elapsed counts the days of p up to and including until. The caller passes the last day
// whose sales are in: a day without its sales has not been counted yet.
func (c Calendar) Elapsed(p model.Period, until model.Date) Elapsed {
	var e Elapsed
	for d := p.From; d <= p.To; d++ {
		w := c.Weight(d)
		if w == 0 {
			continue
		}
		e.OfDays++
		e.weighs += w
		if d <= until {
			e.Days++
			e.weight += w
		}
	}
	return e
}

// TimeProgress 时间进度 is elapsed ÷ whole, weighed; a period without counted days has none.
func (e Elapsed) TimeProgress() Value { return Rate(e.weight, e.weighs) }

// DaysLeft is how many counted days are still to come.
func (e Elapsed) DaysLeft() int { return e.OfDays - e.Days }

// Due is the part of a whole-period target that is due by now.
func (e Elapsed) Due(target int64) Value {
	if e.weighs == 0 {
		return Value{}
	}
	return Some(model.MulDiv(target, e.weight, e.weighs))
}

// PerDay spreads an amount over what is left of the period, per ordinary day. Without
// days left there is none.
func (e Elapsed) PerDay(amount int64) Value {
	left := e.weighs - e.weight
	if left <= 0 {
		return Value{}
	}
	return Some(model.MulDiv(amount, normalDay, left))
}
