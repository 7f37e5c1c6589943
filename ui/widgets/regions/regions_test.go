package regions

import (
	"strings"
	"testing"

	"xunshi/model"
	"xunshi/ui/testkit"
	"xunshi/ui/widgets"
)

func region(id, parent model.ID, sort int, name string) *model.Region {
	r := &model.Region{Name: name, ParentID: parent, Sort: sort}
	r.ID = id
	return r
}

func directory(regions ...*model.Region) *model.Directory {
	d := &model.Directory{Regions: map[model.ID]*model.Region{}}
	for _, r := range regions {
		d.Regions[r.ID] = r
	}
	return d
}

func TestChildrenStandIndentedUnderTheirParents(t *testing.T) {
	d := directory(region(1, 0, 0, "江苏"), region(2, 1, 2, "苏州"), region(3, 1, 1, "南京"), region(4, 2, 0, "昆山"), region(5, 99, 0, "孤儿"))
	var got []string
	for _, o := range Options(d) {
		got = append(got, o.Value+o.Label)
	}
	want := "0全部区域|5孤儿|1江苏|3　南京|2　苏州|4　　昆山"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("%s, want %s", s, want)
	}
}

func TestACycleEnds(t *testing.T) {
	d := directory(region(1, 2, 0, "甲"), region(2, 1, 0, "乙"), region(3, 3, 0, "丙"), region(4, 0, 0, "丁"))
	if n := len(Options(d)); n != 2 {
		t.Errorf("%d options, want the whole and the one region that hangs on nothing", n)
	}
}

func TestValuesNameRegions(t *testing.T) {
	for _, id := range []model.ID{0, 7, 123456} {
		if ID(Value(id)) != id {
			t.Errorf("%d becomes %d", id, ID(Value(id)))
		}
	}
	if ID("苏州") != 0 {
		t.Error("a word names a region")
	}
}

func TestTheButtonSaysTheNameAlone(t *testing.T) {
	testkit.Start(t, testkit.Setup{})
	c := widgets.NewChoice(nil, "", nil)
	d := directory(region(1, 0, 0, "江苏"), region(2, 1, 0, "苏州"))
	Show(c, d, 2)
	if c.Text() != "苏州" || ID(c.Selected()) != 2 {
		t.Errorf("says %q for %s", c.Text(), c.Selected())
	}
	Show(c, d, 0)
	if c.Text() != "全部区域" {
		t.Errorf("says %q for the whole", c.Text())
	}
}
