// Package icons holds the program's line icons: own drawings, 20×20, one stroke width.
// They take the colour of a theme colour name and follow a change of theme.
package icons

import (
	"embed"
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"

	"xunshi/ui/theme"
)

//go:embed svg/*.svg
var files embed.FS

// Name of an icon: the file name in svg/ without its ending.
type Name string

// Icons of the navigation.
const (
	Today     Name = "today"
	Visits    Name = "visits"
	Customers Name = "customers"
	Team      Name = "team"
	Sales     Name = "sales"
	Reports   Name = "reports"
	Charts    Name = "charts"
	Rivals    Name = "rivals"
	Board     Name = "board"
	Approvals Name = "approvals"
	Budget    Name = "budget"
	Contracts Name = "contracts"
	Settings  Name = "settings"
)

// Icons of actions and things.
const (
	Search       Name = "search"
	Import       Name = "import"
	Export       Name = "export"
	Print        Name = "print"
	Copy         Name = "copy"
	Picture      Name = "picture"
	Add          Name = "add"
	Delete       Name = "delete"
	Edit         Name = "edit"
	Undo         Name = "undo"
	Redo         Name = "redo"
	Refresh      Name = "refresh"
	Filter       Name = "filter"
	Close        Name = "close"
	Check        Name = "check"
	CheckCircle  Name = "check-circle"
	Warning      Name = "warning"
	Error        Name = "error"
	Info         Name = "info"
	ChevronLeft  Name = "chevron-left"
	ChevronRight Name = "chevron-right"
	ChevronDown  Name = "chevron-down"
	ChevronUp    Name = "chevron-up"
	Back         Name = "back"
	Menu         Name = "menu"
	Collapse     Name = "collapse"
	Expand       Name = "expand"
	More         Name = "more"
	Calendar     Name = "calendar"
	Region       Name = "region"
	Person       Name = "person"
	Product      Name = "product"
	Folder       Name = "folder"
	File         Name = "file"
	Backup       Name = "backup"
	Restore      Name = "restore"
	Sample       Name = "sample"
	Lock         Name = "lock"
	Save         Name = "save"
	Table        Name = "table"
	Inbox        Name = "inbox"
	Batch        Name = "batch"
	Drag         Name = "drag"
	Globe        Name = "globe"
	Palette      Name = "palette"
	Phone        Name = "phone"
)

// Get is the icon in the ink colour.
func Get(name Name) fyne.Resource { return Colored(name, theme.Ink) }

// Colored is the icon in the colour that the theme in force gives to c, looked up each
// time it is drawn.
func Colored(name Name, c fyne.ThemeColorName) fyne.Resource {
	return &resource{name: name, color: c}
}

type resource struct {
	name  Name
	color fyne.ThemeColorName
}

func (r *resource) hex() string {
	c := color.NRGBAModel.Convert(theme.Color(r.color)).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

// Name tells drawings of different colours apart, as fyne caches by name.
func (r *resource) Name() string { return string(r.name) + "_" + r.hex()[1:] + ".svg" }

// Content is the drawing in the colour of the theme in force.
func (r *resource) Content() []byte {
	b, err := files.ReadFile("svg/" + string(r.name) + ".svg")
	if err != nil {
		fyne.LogError("icon "+string(r.name), err)
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20"></svg>`)
	}
	return []byte(strings.ReplaceAll(string(b), "currentColor", r.hex()))
}
