package demo

import (
	"fmt"

	"xunshi/model"
)

// district is one of the six sales areas under the 大区.
type district struct {
	name   string
	city   string
	places []string // from the centre outwards
	share  float64  // of the customers
	growth float64  // a year
	push   float64  // how ambitious its targets are: 1 = what will be sold
}

var districts = []district{
	{"苏州", "苏州市", []string{"姑苏区", "吴中区", "相城区", "昆山市", "太仓市", "常熟市", "张家港市"}, 0.22, 0.13, 0.87},
	{"无锡", "无锡市", []string{"梁溪区", "滨湖区", "惠山区", "江阴市", "宜兴市"}, 0.18, 0.10, 0.93},
	{"南京", "南京市", []string{"玄武区", "秦淮区", "建邺区", "江宁区", "浦口区", "溧水区"}, 0.20, 0.07, 0.98},
	{"常州", "常州市", []string{"天宁区", "钟楼区", "新北区", "武进区", "溧阳市"}, 0.14, 0.05, 1.02},
	{"徐州", "徐州市", []string{"云龙区", "鼓楼区", "铜山区", "新沂市", "邳州市", "沛县"}, 0.14, 0.01, 1.07},
	{"南通", "南通市", []string{"崇川区", "通州区", "海门区", "启东市", "如皋市", "海安市"}, 0.12, -0.03, 1.13},
}

const bigRegion = "江苏大区"

// The departments; every line carries the department of the person who sold.
const (
	deptHead = iota
	deptTrade
	deptModern
	deptOutlet
)

var departmentNames = []string{"大区本部", "流通部", "现代渠道部", "终端餐饮部"}

// rep is a 业务员 who has customers: the person, the area and the department.
type rep struct {
	employee   model.Ref
	district   int
	department int
	skill      float64 // how this person's targets turn out
}

const (
	surnames = "沈陆顾钱孙吴郑王冯陈褚卫蒋韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭鲁韦马方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜孟黄穆萧尹"
	givenOne = "晓文志建明立海春秋雨思雅佳子一国永庆瑞欣俊景若亦书云清泽嘉"
	givenTwo = "岚峰涛琳颖琪辉斌宁洁航凯悦芸磊彤琛昕妍诚勤贤钧朗棠岳澜越禾然"
)

// organise makes regions, departments and the reporting line 总监 → 区域经理 → 主管 → 业务员:
// one director, and in each district a manager, a supervisor and three reps (two in the
// smallest, whose outlets the 流通 rep looks after).
func (w *world) organise() {
	imp := w.imp
	imp.Regions = append(imp.Regions, model.Region{Code: "JS", Name: bigRegion})
	imp.RegionParent, imp.RegionManager = []model.Ref{model.NoRef}, []model.Ref{0}
	for i, d := range districts {
		imp.Regions = append(imp.Regions, model.Region{Code: fmt.Sprintf("JS%02d", i+1), Name: d.name, Sort: i + 1})
		imp.RegionParent = append(imp.RegionParent, 0)
		imp.RegionManager = append(imp.RegionManager, model.NoRef)
	}
	for i, name := range departmentNames {
		imp.Departments = append(imp.Departments, model.Department{Code: fmt.Sprintf("D%02d", i+1), Name: name, Sort: i})
	}
	r := w.rand(streamPeople, 0)
	used := map[string]bool{}
	hire := func(position string, superior, region model.Ref, department int) model.Ref {
		name := ""
		for name == "" || used[name] {
			name = string(pick(r, []rune(surnames)))
			if r.IntN(4) > 0 {
				name += string(pick(r, []rune(givenOne)))
			}
			name += string(pick(r, []rune(givenTwo)))
		}
		used[name] = true
		ref := model.Ref(len(imp.Employees))
		imp.Employees = append(imp.Employees, model.Employee{
			Code: fmt.Sprintf("E%03d", ref+1), Name: name, Position: position,
			Phone: phone(10_000_000 + int(ref)),
			Hired: w.period.From - model.Date(60+r.IntN(2400)),
		})
		imp.EmployeeSuperior = append(imp.EmployeeSuperior, superior)
		imp.EmployeeRegion = append(imp.EmployeeRegion, region)
		imp.EmployeeDepartment = append(imp.EmployeeDepartment, model.Ref(department))
		return ref
	}
	director := hire("总监", model.NoRef, 0, deptHead)
	for i := range districts {
		region := model.Ref(i + 1)
		manager := hire("区域经理", director, region, deptHead)
		imp.RegionManager[region] = manager
		supervisor := hire("主管", manager, region, deptHead)
		for _, dept := range []int{deptTrade, deptModern, deptOutlet} {
			if dept == deptOutlet && i == len(districts)-1 {
				continue
			}
			w.reps = append(w.reps, rep{
				employee: hire("业务员", supervisor, region, dept),
				district: i, department: dept, skill: between(r, 0.94, 1.06),
			})
		}
	}
}

// phone is a number no subscriber has.
func phone(n int) string { return fmt.Sprintf("100%08d", n%100_000_000) }
