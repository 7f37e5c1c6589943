package team

import (
	"strings"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/analysis"
)

// What the documents of the team are made of.

func textColumn(key, title string) document.Column {
	return document.Column{Key: key, Title: title, Kind: document.Text}
}

func wideColumn(key, title string) document.Column {
	return document.Column{Key: key, Title: title, Kind: document.Text, Wide: true}
}

func moneyColumn(key, title string) document.Column {
	return document.Column{Key: key, Title: title, Kind: document.Money, Unit: i18n.T("元"), Decimals: 2}
}

func countColumn(key, title, unit string) document.Column {
	return document.Column{Key: key, Title: title, Kind: document.Count, Unit: unit}
}

func percentColumn(key, title string) document.Column {
	return document.Column{Key: key, Title: title, Kind: document.Percent, Unit: "%", Decimals: 1}
}

func dateColumn(key, title string) document.Column {
	return document.Column{Key: key, Title: title, Kind: document.DateColumn}
}

func text(s string) document.Cell { return document.Cell{Text: s} }

func money(m model.Money) document.Cell { return document.Cell{Number: int64(m)} }

// late is money past its due date: worth a look unless it is 0.
func late(m model.Money) document.Cell {
	c := money(m)
	if m > 0 {
		c.Tone = document.Behind
	}
	return c
}

func count(n int64) document.Cell { return document.Cell{Number: n} }

func date(d model.Date) document.Cell {
	return document.Cell{Number: int64(d), None: d.IsZero()}
}

func value(v analysis.Value) document.Cell { return document.Cell{Number: v.N, None: !v.Known} }

// paced is a rate beside time progress: ahead or behind.
func paced(p analysis.Progress) document.Cell {
	c := value(p.Attainment)
	switch {
	case !p.Gap.Known:
	case p.Gap.N < 0:
		c.Tone = document.Behind
	default:
		c.Tone = document.Ahead
	}
	return c
}

func row(cells ...document.Cell) document.Row { return document.Row{Cells: cells} }

// facts joins what is known into a line: 岗位 业务员 · 区域 苏州.
func facts(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// labelled is "label value", "" without a value.
func labelled(label, value string) string {
	if value == "" {
		return ""
	}
	return label + " " + value
}

// ChainText says superiors as 顾主管 → 陆经理 → 沈总, "—" without any.
func (l *Line) ChainText(on model.Date, chain []model.ID) string {
	if len(chain) == 0 {
		return document.Dash
	}
	names := l.Names(chain)
	for i, id := range chain {
		if !l.Employed(on, id) {
			names[i] = i18n.T("%s(空缺)", names[i])
		}
	}
	return strings.Join(names, " → ")
}
