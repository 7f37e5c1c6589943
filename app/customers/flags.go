package customers

import (
	"context"

	"xunshi/app/reporting"
	"xunshi/model"
	"xunshi/model/analysis"
)

// Flag is a suspicion about a customer and what a person made of it.
type Flag struct {
	analysis.Flag
	Verdict model.FlagVerdict
	Note    string
}

// Open tells whether nobody has closed the flag yet.
func (f Flag) Open() bool { return f.Verdict == "" }

// Title of the flag: always a suspicion.
func (f Flag) Title() string { return reporting.SuspicionText(f.Suspicion) }

// RuleText is the rule in words.
func (f Flag) RuleText() string { return reporting.FlagRule(f.Flag) }

// Expected is what the rule allows.
func (f Flag) Expected() string { return reporting.FlagExpected(f.Flag) }

// Actual is what happened.
func (f Flag) Actual() string { return reporting.FlagActual(f.Flag) }

// OpenFlag is the first flag that nobody closed.
func (r *Row) OpenFlag() (Flag, bool) {
	for _, f := range r.Flags {
		if f.Open() {
			return f, true
		}
	}
	return Flag{}, false
}

// Close keeps the verdict of a person on a flag, for the month of the list; an empty
// verdict opens it again.
func (b *Book) Close(ctx context.Context, l *List, f Flag, verdict model.FlagVerdict, note string) error {
	defer b.Changed()
	return b.store.SaveVerdict(ctx, model.FlagVerdictRecord{Month: l.AsOf.Month(), Rule: string(f.Rule), CustomerID: f.Customer,
		Verdict: verdict, Note: note})
}
