package orgchart

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"xunshi/app/exporting/layout"
	"xunshi/app/exporting/pdf"
	"xunshi/app/exporting/raster"
	"xunshi/model"
)

// company makes a boss with managers, each with leaders, each with reps.
func company(managers, leaders, reps int) []*Box {
	next := model.ID(0)
	box := func(name, position string) *Box {
		next++
		return &Box{ID: next, Name: fmt.Sprintf("%s%d", name, next), Position: position, Region: "苏南"}
	}
	boss := box("沈", "总监")
	for range managers {
		m := box("陆", "区域经理")
		boss.Children = append(boss.Children, m)
		for range leaders {
			l := box("顾", "主管")
			m.Children = append(m.Children, l)
			for range reps {
				l.Children = append(l.Children, box("钱", "业务员"))
			}
			l.Below = len(l.Children)
			m.Below += l.Below + 1
		}
		boss.Below += m.Below + 1
	}
	return []*Box{boss}
}

// sound checks that no boxes overlap, all stand inside the plan, and superiors above.
func sound(t *testing.T, p Plan) {
	t.Helper()
	at := map[model.ID]Node{}
	for i, a := range p.Nodes {
		at[a.ID] = a
		require.GreaterOrEqual(t, a.X, 0.0)
		require.GreaterOrEqual(t, a.Y, 0.0)
		require.LessOrEqual(t, a.X+Width, p.Width+0.001)
		require.LessOrEqual(t, a.Y+Height, p.Height+0.001)
		for _, b := range p.Nodes[i+1:] {
			apart := a.X+Width < b.X+0.001 || b.X+Width < a.X+0.001 || a.Y+Height < b.Y+0.001 || b.Y+Height < a.Y+0.001
			require.Truef(t, apart, "%s and %s overlap", a.Name, b.Name)
		}
	}
	for _, n := range p.Nodes {
		if n.Folded {
			continue
		}
		for _, c := range n.Children {
			require.Greater(t, at[c.ID].Y, n.Y, "%s stands below %s", c.Name, n.Name)
		}
	}
	for _, l := range p.Lines {
		require.True(t, l.X1 == l.X2 || l.Y1 == l.Y2, "lines are straight")
		for _, x := range []float64{l.X1, l.X2} {
			require.GreaterOrEqual(t, x, -0.001)
			require.LessOrEqual(t, x, p.Width+0.001)
		}
	}
}

func TestLayoutOfManyShapes(t *testing.T) {
	for _, c := range []struct{ managers, leaders, reps int }{
		{0, 0, 0}, {1, 0, 0}, {1, 1, 1}, {3, 0, 0}, {9, 0, 0}, {40, 0, 0}, {2, 3, 0}, {6, 1, 3}, {6, 4, 7}, {3, 2, 20}, {1, 1, 1},
	} {
		roots := company(c.managers, c.leaders, c.reps)
		plan := Layout(roots)
		sound(t, plan)
		people, vacant := Count(roots)
		require.Len(t, plan.Nodes, people+vacant)
		require.Equal(t, plan, Layout(roots), "the same boxes, the same places")
	}
}

func TestLayoutOfUnevenTrees(t *testing.T) {
	a, b := company(3, 2, 9)[0], company(2, 0, 0)[0]
	a.Children[1].Children = nil
	a.Children[2].Children[0].Children = nil
	for i, c := range b.Children {
		c.ID = model.ID(9000 + i)
	}
	b.ID = 9999
	single := &Box{ID: 8000, Name: "独"}
	sound(t, Layout([]*Box{a, b, single}))
	a.Children[0].Folded = true
	plan := Layout([]*Box{a, b, single})
	sound(t, plan)
	for _, n := range plan.Nodes {
		require.NotEqual(t, a.Children[0].Children[0].ID, n.ID, "folded away")
	}
}

func TestSuperiorStandsOverTheMiddle(t *testing.T) {
	plan := Layout(company(3, 2, 0))
	byName := map[string]Node{}
	var managers []Node
	for _, n := range plan.Nodes {
		byName[n.Position] = n
		if n.Position == "区域经理" {
			managers = append(managers, n)
		}
	}
	require.InDelta(t, (managers[0].X+managers[2].X)/2, byName["总监"].X, 0.01)
}

// Two hundred people: every page can be read and everybody is on one.
func TestPagesOfTwoHundredPeople(t *testing.T) {
	roots := company(8, 3, 7)
	people, _ := Count(roots)
	require.Equal(t, 1+8+24+168, people)
	for _, a3 := range []bool{false, true} {
		sheet := Sheet{Title: "江苏大区 组织架构", Date: "2026-09-11", A3: a3, Notes: "框内数字是下属总人数。"}
		pages := Pages(roots, sheet)
		require.Greater(t, len(pages), 1)
		require.LessOrEqual(t, len(pages), 9)
		shown := map[string]bool{}
		for _, p := range pages {
			for _, item := range p.Items {
				switch it := item.(type) {
				case layout.Text:
					shown[it.Text] = true
					require.GreaterOrEqual(t, it.Size, 4.7, "%q can be read", it.Text)
					require.GreaterOrEqual(t, it.X, margin-0.01)
					require.LessOrEqual(t, it.X+layout.Width(it.Text, it.Size, it.Bold), p.Width-margin+0.01)
				case layout.Box:
					require.LessOrEqual(t, it.Y+it.H, p.Height-margin-foot+0.5)
				}
			}
		}
		for _, n := range Layout(roots).Nodes {
			require.Truef(t, shown[n.Name], "%s is missing", n.Name)
		}
	}
}

func TestPagesOfNobody(t *testing.T) {
	require.Len(t, Pages(nil, Sheet{Title: "空"}), 1)
	wide := company(300, 0, 0)
	for _, p := range Pages(wide, Sheet{}) {
		for _, item := range p.Items {
			if b, ok := item.(layout.Box); ok {
				require.LessOrEqual(t, b.X+b.W, p.Width)
			}
		}
	}
	require.Less(t, len(Pages(wide, Sheet{})), 20)
}

// The pages become a PDF and a picture; XUNSHI_LOOK names a folder to look at them.
func TestPaperCanBeDrawn(t *testing.T) {
	roots := company(6, 2, 6)
	roots[0].Children[1].Vacant = true
	sheet := Sheet{Title: "江苏大区 组织架构", Date: "2026-09-11", Notes: "框内数字是下属总人数;空缺处仍有人向其汇报。"}
	var b bytes.Buffer
	require.NoError(t, pdf.Write(&b, pdf.Info{Title: sheet.Title}, Pages(roots, sheet)))
	require.True(t, bytes.HasPrefix(b.Bytes(), []byte("%PDF")))
	picture, err := raster.Page(Picture(roots, sheet), 96)
	require.NoError(t, err)
	require.Greater(t, picture.Bounds().Dx(), 1500)
	require.False(t, math.Signbit(float64(picture.Bounds().Dy()-300)))
	if folder := os.Getenv("XUNSHI_LOOK"); folder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(folder, "orgchart.pdf"), b.Bytes(), 0o600))
		f, err := os.Create(filepath.Join(folder, "orgchart.png"))
		require.NoError(t, err)
		require.NoError(t, png.Encode(f, picture))
		require.NoError(t, f.Close())
	}
}
