package job

import (
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/ui/testkit"
)

func TestRunOffTheCallersGoroutine(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	begin, done := make(chan struct{}), make(chan int, 1)
	got := 0
	Run(func() { <-begin; got = 42 }, func() { done <- got })
	close(begin) // Run has returned although the work waits
	require.Equal(t, 42, <-done)
}

func TestInline(t *testing.T) {
	restore := Inline()
	order := ""
	Run(func() { order += "work " }, func() { order += "then" })
	require.Equal(t, "work then", order)
	restore()
	require.False(t, inline.Load())
}
