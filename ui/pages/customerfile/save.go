package customerfile

import (
	"context"
	"encoding/json"
	"errors"

	"xunshi/app/customers/file"
	"xunshi/assets/i18n"
	"xunshi/ui/shell"
	"xunshi/ui/widgets/job"
)

// save writes the file, or shows the first thing that is wrong.
func (p *Page) save() {
	if p.saving || p.form == nil {
		return
	}
	p.commit()
	if _, ok := p.form.Value(); !ok {
		p.show(PartFile)
		p.side.refresh()
		return
	}
	if !p.gridsFine() {
		return
	}
	f := p.gather()
	p.saving = true
	var saved file.Saved
	var err error
	job.Run(func() { saved, err = p.files.Save(context.WithoutCancel(p.ctx), f) }, func() {
		p.saving = false
		if err != nil {
			p.refused(err)
			return
		}
		p.saved(saved, f)
	})
}

// commit takes over the cell being edited in any grid.
func (p *Page) commit() {
	p.contacts.grid.Commit()
	p.policies.grid.Commit()
	p.contracts.grid.Commit()
	p.shares.grid.Commit()
}

// gridsFine shows the first faulty cell, if there is one.
func (p *Page) gridsFine() bool {
	for _, g := range []struct {
		part   Part
		faults int
		show   func() bool
	}{
		{PartContacts, p.contacts.grid.Faults(), p.contacts.grid.ShowFault},
		{PartAgreements, p.policies.grid.Faults(), p.policies.grid.ShowFault},
		{PartAgreements, p.contracts.grid.Faults(), p.contracts.grid.ShowFault},
		{PartAgreements, p.shares.grid.Faults(), p.shares.grid.ShowFault},
	} {
		if g.faults > 0 {
			p.show(g.part)
			g.show()
			p.host.Toast(shell.Toast{Text: i18n.T("「%s」里还有 %d 处要改", g.part.label(), g.faults), Refused: true})
			return false
		}
	}
	return true
}

// refused shows why the file was not saved where it can be put right.
func (p *Page) refused(err error) {
	var r *file.Refusal
	if !errors.As(err, &r) {
		p.host.Fail(err)
		return
	}
	p.clash = r.Other
	switch r.Key {
	case "contacts":
		p.show(PartContacts)
		p.Focus()
	case "policies", "shares", "contracts":
		p.show(PartAgreements)
		p.Focus() // where the keyboard is again once the words are read
	default:
		p.show(PartFile)
		p.form.Refuse(r.Key, r.Fault)
		p.side.refresh()
		return
	}
	p.host.Fail(err)
}

func (p *Page) saved(s file.Saved, f *file.File) {
	p.dropDraft()
	if s.Operation == "" {
		p.host.Toast(shell.Toast{Text: i18n.T("没有改动,不用保存")})
		return
	}
	p.id, p.shown = s.ID, p.state()
	text := i18n.T("已保存「%s」", f.Customer.Name)
	if s.Created {
		text = i18n.T("已建立客户「%s」", f.Customer.Name)
	}
	p.host.Toast(shell.Toast{Text: text, Action: i18n.T("撤销"), OnTap: func() { p.takeBack(s, f) }})
	p.host.Reload()
}

// takeBack undoes what was saved. A customer just made is back as a draft, to be gone on
// with.
func (p *Page) takeBack(s file.Saved, f *file.File) {
	p.host.Do(func(ctx context.Context) (func(), error) {
		if err := p.files.Undo(ctx, s.Operation); err != nil {
			return nil, err
		}
		if !s.Created {
			return p.host.Reload, nil
		}
		text, err := json.Marshal(draft{Base: &file.File{}, Typed: f})
		if err != nil {
			return nil, err
		}
		if err := p.drafts.SetDraft(ctx, draftKey(0), string(text)); err != nil {
			return nil, err
		}
		return func() {
			p.id, p.book = 0, nil
			p.host.Reload()
		}, nil
	})
}

func (p *Page) remove() {
	id, name := p.id, p.base.Customer.Name
	p.host.Confirm(shell.Confirm{Title: i18n.T("删除客户「%s」?", name),
		Text: i18n.T("联系人、政策、合同和约定区域一起删除;有销售、账款或拜访的客户不能删除,可以合并或停止合作。删除后可以撤销。"),
		Yes:  i18n.T("删除"), Danger: true, OnYes: func() {
			p.host.Do(func(ctx context.Context) (func(), error) {
				operation, err := p.files.Remove(ctx, id)
				if err != nil {
					return nil, err
				}
				return func() {
					p.dropDraft()
					p.host.Toast(shell.Toast{Text: i18n.T("已删除「%s」", name), Action: i18n.T("撤销"), OnTap: func() {
						p.host.Do(func(ctx context.Context) (func(), error) { return nil, p.files.Undo(ctx, operation) })
					}})
					p.host.Back()
				}, nil
			})
		}})
}
