package model

import "errors"

// Fault is an error in the user's words: what happened, what is safe, what to do.
// Technical causes ride along for the log.
type Fault struct {
	What  string // what happened
	Safe  string // what was not lost, may be empty
	Do    string // what to do now
	Cause error
}

// NewFault wraps cause with words for the user.
func NewFault(cause error, what, safe, do string) *Fault {
	return &Fault{What: what, Safe: safe, Do: do, Cause: cause}
}

// Error is the user's words on one line.
func (f *Fault) Error() string {
	s := f.What
	for _, part := range []string{f.Safe, f.Do} {
		if part != "" {
			s += " " + part
		}
	}
	return s
}

// Unwrap gives the technical cause.
func (f *Fault) Unwrap() error { return f.Cause }

// AsFault finds the Fault in err's chain, if there is one.
func AsFault(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}
