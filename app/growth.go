package app

import (
	"xunshi/app/appraising"
	"xunshi/app/bonus"
	"xunshi/app/coaching"
	"xunshi/app/measuring"
	"xunshi/app/recruiting"
	"xunshi/app/training"
)

// Growth is what lets a team grow, a use case each. Appraisals and bonus measure with one
// gauge.
type Growth struct {
	Training   *training.Book
	Recruiting *recruiting.Book
	Coaching   *coaching.Book
	Appraisals *appraising.Book
	Bonus      *bonus.Book
}

func (a *App) openGrowth() {
	gauge := measuring.New(a.store)
	a.Growth = Growth{
		Training: training.New(a.store), Recruiting: recruiting.New(a.store), Coaching: coaching.New(a.store),
		Appraisals: appraising.New(a.store, gauge), Bonus: bonus.New(a.store, gauge),
	}
}
