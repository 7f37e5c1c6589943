package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"
)

func TestAWindowFitsItsScreen(t *testing.T) {
	usual := fyne.NewSize(1280, 800)
	require.Equal(t, usual, within(usual, 1920, 1040), "a large screen")
	require.Equal(t, fyne.NewSize(1280, 661), within(usual, 1280, 693), "1920×1080 at 150%, with a task bar")
	require.Equal(t, fyne.NewSize(1024, 668), within(usual, 1024, 700), "a small one")
	require.Equal(t, usual, within(usual, 0, 0), "not known")
}
