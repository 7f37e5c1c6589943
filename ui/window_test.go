package ui

import (
	"context"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"xunshi/app"
	"xunshi/app/demo"
	"xunshi/model"
)

// TestEveryPageIsDrawnAndLeavesNothingBehind draws every screen over a small region: each
// must show more than an empty frame, and no goroutine may outlive its window.
func TestEveryPageIsDrawnAndLeavesNothingBehind(t *testing.T) {
	a, err := app.Open(t.TempDir(), app.Exclusive)
	require.NoError(t, err)
	dir := t.TempDir()
	before := runtime.NumGoroutine()
	var made []string
	size := demo.Options{Customers: 60, Products: 14, Months: 14, Lines: 6000}
	require.NoError(t, drawAll(context.Background(), a, size, dir, func(name string) { made = append(made, name) }))
	require.Len(t, made, len(screens(""))+1)
	for _, path := range made {
		colours := colourCount(t, path)
		require.Greater(t, colours, 60, "%s is all but empty", filepath.Base(path))
	}
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= before+2 }, 5*time.Second, 50*time.Millisecond,
		"goroutines left behind: %d, %d before", runtime.NumGoroutine(), before)
	require.NoError(t, a.Close())
}

func colourCount(t *testing.T, path string) int {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	picture, err := png.Decode(file)
	require.NoError(t, err)
	seen := map[[3]uint32]bool{}
	b := picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 2 {
		for x := b.Min.X; x < b.Max.X; x += 2 {
			r, g, b, _ := picture.At(x, y).RGBA()
			seen[[3]uint32{r, g, b}] = true
		}
	}
	return len(seen)
}

func TestWithoutADesktopTheFaultSaysSo(t *testing.T) {
	for _, shown := range []bool{false, true} {
		fault, ok := model.AsFault(windowFault(shown, "NotInitialized"))
		require.True(t, ok)
		require.NotEmpty(t, fault.Safe)
		require.NotEmpty(t, fault.Do)
		require.ErrorContains(t, fault.Cause, "NotInitialized")
	}
}
