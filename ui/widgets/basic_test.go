package widgets_test

import (
	"errors"
	"testing"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/testkit"
	"xunshi/ui/theme"
	"xunshi/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// looks are the four faces every golden picture is taken in.
var looks = map[string]testkit.Setup{
	"light":   {Mode: theme.Light},
	"dark":    {Mode: theme.Dark},
	"english": {Mode: theme.Light, Language: i18n.English},
}

func onGround(o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewPanel(o, widgets.PanelStyle{Fill: theme.Ground, Pad: widgets.Pad(14)})
}

func TestBasics(t *testing.T) {
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			testkit.Start(t, look)
			disabled := widgets.NewButton("不可用", nil)
			disabled.Disable()
			buttons := widgets.Row(8,
				widgets.NewPrimaryButton(icons.Print, "打印", nil),
				widgets.NewButton("复制图片", nil),
				widgets.NewIconButton(icons.Export, "导出", nil),
				widgets.NewFlatButton(icons.Refresh, "刷新", nil),
				widgets.NewFlatButton(icons.Close, "", nil),
				widgets.NewDangerButton("撤销导入", nil),
				disabled,
			)
			entry := widgets.NewEntry("客户名称")
			entry.SetText("恒源商贸")
			fields := widgets.Weighted(8, nil, entry, widgets.NewEntry("请输入"), widget.NewSelect([]string{"金额", "箱数"}, nil), widget.NewCheck("包含退货", nil))
			texts := widgets.Column(6,
				widgets.Title("标题 2026年9月"),
				widgets.WrappedCaption("口径:销售额为含税发货额减退货;达成率 = 本月累计 ÷ 全月目标;时间进度按自然日,含当日;占比按最大余数法凑足 100.0%,English words wrap at spaces too。"),
				widgets.NewText("很长很长的一行文字会在末尾用省略号缩短,不会溢出到卡片之外,也不会压住右边的数字", widgets.TextStyle{Ellipsis: true}),
			)
			empty := widgets.NewCardGround(widgets.EmptyState(icons.Sales, "还没有销售明细", "导入公司发来的销售工作簿后,每一行会出现在这里;也可以先用示例数据看一看。",
				widgets.NewPrimaryButton(icons.Import, "导入销售文件", nil), widgets.NewButton("载入示例数据", nil)))
			fault := widgets.FaultPanel(model.NewFault(nil, "工作簿读到第 312 行时中断。", "已有的数据没有变动,这次没有导入任何一行。", "请在 Excel 中重新另存为 .xlsx 后再试。"),
				widgets.NewButton("重试", nil), widgets.NewButton("换一个文件", nil))
			plain := widgets.FaultPanel(errors.New("disk I/O error"))
			all := onGround(widgets.Column(12, buttons, fields,
				widgets.NewCard("各区进度", "按进度差排序", texts), widgets.Fixed(0, 240, empty), fault, plain))
			testkit.Golden(t, "basics-"+name, testkit.Render(t, container.NewStack(all), 760, 820))
		})
	}
}
