//go:build race

package testkit

// raceDetector tells whether the race detector is on. It makes pages so slow that what the
// toolkit keeps of an object for a minute may be gone before its picture is taken, so
// pictures are not compared then.
const raceDetector = true
