package appraising

import (
	"slices"

	"xunshi/app/appraising/figures"
	"xunshi/model"
	"xunshi/model/analysis"
)

// HundredPoints is a full score: points and scores count 1/100 point.
const HundredPoints = 10_000

// FullWeight is what the weights of a scheme add up to, in basis points: 100.00%.
const FullWeight = 10_000

// Score gives the points of a rate under a KPI: 0 at the floor, 100 at full, on a straight
// line between them and on past full, never below 0 and never above the cap. A KPI whose
// floor is above its full wants a low rate; one whose floor is its full is all or nothing.
func Score(k model.AppraisalKPI, rate int64) int {
	floor, full := int64(k.Floor), int64(k.Full)
	top := int64(max(k.Cap, 0)) * 100
	if floor == full {
		reached := rate >= full
		if figures.LessIsBetter(k.Kind) {
			reached = rate <= full
		}
		if !reached {
			return 0
		}
		return int(min(HundredPoints, top))
	}
	return int(max(0, min(model.MulDiv(rate-floor, HundredPoints, full-floor), top)))
}

// Line is one KPI of a sheet with its part of the score.
type Line struct {
	model.AppraisalLine
	Effective int    // weight in basis points after the weights of unknown lines were spread
	Weighted  int    // Points × Effective, in 1/100 point
	Why       string // why the line is not known
}

// weigh spreads the weight of unknown lines over the known ones in proportion to their own
// weights, so that they still add up to exactly 100.00%, and gives the score. The score is
// the sum of the weighted points as they are shown; known is false when no line is.
func weigh(lines []Line) (score int, known bool) {
	weights := make([]int64, len(lines))
	var sum int64
	for i := range lines {
		if lines[i].Known {
			weights[i] = int64(max(lines[i].Weight, 0))
			sum += weights[i]
		}
	}
	if sum == 0 {
		for i := range lines {
			lines[i].Effective, lines[i].Weighted = 0, 0
		}
		return 0, false
	}
	for i, w := range analysis.Split(FullWeight, weights) {
		lines[i].Effective = int(w)
		lines[i].Weighted = 0
		if lines[i].Known {
			lines[i].Weighted = int(model.MulDiv(int64(lines[i].Points), w, FullWeight))
		}
		score += lines[i].Weighted
	}
	return score, true
}

// lineOf scores one KPI by its figure.
func lineOf(k model.AppraisalKPI, f figures.Figure) Line {
	l := Line{AppraisalLine: model.AppraisalLine{AppraisalKPI: k, Target: f.Target, Actual: f.Actual, Rate: f.Rate, Known: f.Known, Basis: f.Basis}, Why: f.Why}
	if f.Known {
		l.Points = Score(k, f.Rate)
	}
	return l
}

// manualLine is a KPI that the superior scored with 0–100 points.
func manualLine(k model.AppraisalKPI, points int) Line {
	scored := min(points, max(k.Cap, 0)) * 100
	return Line{AppraisalLine: model.AppraisalLine{AppraisalKPI: k, Target: HundredPoints, Actual: int64(points) * 100, Rate: int64(points) * 100,
		Known: true, Points: scored, Basis: figures.Basis(model.KPIManual, 0)}}
}

// rank numbers sheets by their score within their scheme: 1 is the best, equal scores share
// a place and the next place is left out. Sheets without a score have none (0).
func rank(sheets []*Sheet) {
	groups := map[model.ID][]*Sheet{}
	for _, s := range sheets {
		if s.Scored {
			groups[s.Scheme.ID] = append(groups[s.Scheme.ID], s)
		}
	}
	for _, group := range groups {
		slices.SortStableFunc(group, func(a, b *Sheet) int { return b.Score - a.Score })
		for i, s := range group {
			s.Rank, s.Of = i+1, len(group)
			if i > 0 && group[i-1].Score == s.Score {
				s.Rank = group[i-1].Rank
			}
		}
	}
}
