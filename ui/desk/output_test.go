package desk

import (
	"testing"

	"xunshi/app/document"
	"xunshi/model"
)

func TestFileNames(t *testing.T) {
	month, day := model.MustMonth("2026-09"), model.MustDate("2026-09-11")
	for want, doc := range map[string]document.Document{
		"江苏-大区-销售月报-2026-09.pdf":       {Kind: "monthly", Title: "江苏 大区 销售月报", Period: month.Period()},
		"A_B-销售日报-2026-09-11.pdf":      {Kind: "daily", Title: "A/B 销售日报", Period: model.Period{From: day, To: day}},
		"销售-2026-09-11-2026-09-12.pdf": {Kind: "daily", Title: "销售", Period: model.Period{From: day, To: day + 1}},
	} {
		if got := FileName(&doc, ".pdf"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
