// Package e2e tests the built program from outside: its command line, and its window in a
// virtual screen. The tests carry the build tag e2e (make e2e, make test); pictures of every
// step are left in tmp/e2e.
package e2e
