// Xunshi 巡市: the regional sales manager's offline workbench.
package main

import (
	"os"

	"xunshi/app"
	"xunshi/ui"
)

func main() { os.Exit(app.Main(app.Faces{Window: ui.Run, Screens: ui.Screens})) }
