package complaints

import (
	"xunshi/ui/desk"
)

// print shows the list as it is filtered as the paper it will be, to print it, write it to
// a file or copy its picture.
func (p *Page) print() {
	if p.register == nil {
		return
	}
	desk.Show(p.host, p.outlet, p.register.Document(p.list.rows, p.list.filter))
}
