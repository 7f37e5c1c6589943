package exchange

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Ask says which workbooks to write.
type Ask struct {
	People  []model.ID // employees
	Period  model.Period
	Due     model.Date // last day to give it back, 0 = none said
	Kinds   []Kind
	Planned bool   // list the rep's customers in the form of visits, as planned
	Dir     string // folder the files go to
}

// Sent is what writing workbooks did.
type Sent struct {
	Files     []string // paths written
	Again     int      // of these, workbooks that were out already and were written again
	Skipped   []string // people without a customer, in words
	Operation string   // takes the records of the workbooks back, "" if nothing is new
}

// Send writes a workbook for each person. One that is out already for the same period and
// forms, and has not come back, is written again under its own identity: two copies of it
// count as one. Existing files are never written over.
func (d *Desk) Send(ctx context.Context, ask Ask, progress func(done, total int)) (*Sent, error) {
	if err := ask.Check(); err != nil {
		return nil, err
	}
	if ask.Dir == "" {
		return nil, nothing(i18n.T("没有选文件夹。"), i18n.T("请选择表格写到哪里。"))
	}
	src, err := d.source(ctx, ask.Period)
	if err != nil {
		return nil, err
	}
	known, err := store.Find(ctx, d.store, model.RepWorkbook{Kind: joinKinds(ask.Kinds), From: ask.Period.From, To: ask.Period.To})
	if err != nil {
		return nil, err
	}
	out := &Sent{}
	var records []model.RepWorkbook
	for i, id := range ask.People {
		e := src.dir.Employees[id]
		if e == nil {
			continue
		}
		if len(src.customers[id]) == 0 {
			out.Skipped = append(out.Skipped, i18n.T("%s 名下没有客户", e.Name))
			continue
		}
		w := openOne(known, id)
		if w.ID != 0 {
			out.Again++
		}
		w.EmployeeID, w.Kind, w.From, w.To, w.Due = id, joinKinds(ask.Kinds), ask.Period.From, ask.Period.To, ask.Due
		path, err := d.writeBook(ctx, src, &w, ask, filePrefix)
		if err != nil {
			return nil, errors.Join(err, removeAll(out.Files))
		}
		out.Files, records = append(out.Files, path), append(records, w)
		if progress != nil {
			progress(i+1, len(ask.People))
		}
	}
	if len(records) == 0 {
		return nil, nothing(i18n.T("没有可以写出的表格:选中的人名下都没有客户。"), i18n.T("请先在客户档案里指定负责人,或用交接转移客户。"))
	}
	out.Operation, err = d.store.Edit(ctx, func(e *store.Edit) error {
		for i := range records {
			if err := store.Put(e, &records[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, removeAll(out.Files))
	}
	return out, nil
}

// Check tells whether there is anything to write; the folder may be chosen later.
func (a *Ask) Check() error {
	switch {
	case len(a.People) == 0:
		return nothing(i18n.T("还没有选人。"), i18n.T("请先选择要发给谁。"))
	case joinKinds(a.Kinds) == "":
		return nothing(i18n.T("还没有选要填的内容。"), i18n.T("请至少选一种:日报销量、拜访、市态反映。"))
	case a.Period.From.IsZero() || a.Period.Days() == 0:
		return nothing(i18n.T("期间的结束早于开始。"), i18n.T("请重新选择期间。"))
	case a.Period.Days() > 370:
		return nothing(i18n.T("期间超过一年。"), i18n.T("请选短一些的期间。"))
	case !a.Due.IsZero() && a.Due < a.Period.From:
		return nothing(i18n.T("交回日期早于期间的第一天。"), i18n.T("请改交回日期。"))
	}
	return nil
}

// removeAll takes files of an act away that did not happen.
func removeAll(paths []string) error {
	var errs []error
	for _, p := range paths {
		errs = append(errs, os.Remove(p))
	}
	return errors.Join(errs...)
}

func openOne(known []model.RepWorkbook, employee model.ID) model.RepWorkbook {
	for i := range known {
		if known[i].EmployeeID == employee && known[i].ReturnedAt == nil && !Correction(&known[i]) {
			return known[i]
		}
	}
	return model.RepWorkbook{Record: model.Record{UUID: model.NewUUID()}}
}

// writeBook writes a fresh workbook and notes it in w.
func (d *Desk) writeBook(ctx context.Context, src *source, w *model.RepWorkbook, ask Ask, prefix string) (path string, err error) {
	e := src.dir.Employees[w.EmployeeID]
	b := src.book(w)
	for _, k := range KindsOf(w.Kind) {
		s := sheetOut{kind: k}
		if k == Visits && ask.Planned {
			for _, name := range b.customers {
				s.rows = append(s.rows, []string{"", name, "", wordYes})
			}
		}
		b.sheets = append(b.sheets, s)
	}
	path, err = b.save(ctx, ask.Dir, fileName(prefix, e, ask.Period))
	w.File, w.WrittenAt = filepath.Base(path), time.Now().UTC()
	return path, err
}

// Rewrite writes a workbook that is out once more, with today's customers and products.
func (d *Desk) Rewrite(ctx context.Context, id model.ID, dir string) (path string, err error) {
	w, err := d.workbook(ctx, id)
	if err != nil {
		return "", err
	}
	if w.ReturnedAt != nil {
		return "", nothing(i18n.T("这份表格已经交回。"), i18n.T("要重新填,请先撤回已收的数据,或另发一份。"))
	}
	if Correction(w) {
		return "", nothing(i18n.T("更正表里的行只在交回的文件里,不能凭空再写一份。"), i18n.T("请再读取那份交回的文件,在“写更正表退回”里重写。"))
	}
	src, err := d.source(ctx, model.Period{From: w.From, To: w.To})
	if err != nil {
		return "", err
	}
	if src.dir.Employees[w.EmployeeID] == nil {
		return "", nothing(i18n.T("这个人的档案已经删除。"), i18n.T("请撤回这份表格。"))
	}
	path, err = d.writeBook(ctx, src, w, Ask{Period: model.Period{From: w.From, To: w.To}, Dir: dir}, filePrefix)
	if err != nil {
		return "", err
	}
	_, err = d.store.Edit(ctx, func(e *store.Edit) error { return store.Put(e, w) })
	return path, err
}

// Withdraw forgets workbooks that are not wanted any more: nobody is asked for them, and a
// file that comes back after all is not recognised.
func (d *Desk) Withdraw(ctx context.Context, ids []model.ID) (operation string, err error) {
	return d.store.Edit(ctx, func(e *store.Edit) error {
		for _, id := range ids {
			w, err := store.GetIn[model.RepWorkbook](e, id)
			if err != nil {
				return err
			}
			if w == nil {
				continue
			}
			if w.ReturnedAt != nil {
				return nothing(i18n.T("%s 已经交回,不能撤回发出。", w.File), i18n.T("请先撤回已收的数据。"))
			}
			if err := store.Remove(e, w); err != nil {
				return err
			}
		}
		return nil
	})
}

// SetDue moves the day workbooks are to be back.
func (d *Desk) SetDue(ctx context.Context, ids []model.ID, due model.Date) (operation string, err error) {
	return d.store.Edit(ctx, func(e *store.Edit) error {
		for _, id := range ids {
			w, err := store.GetIn[model.RepWorkbook](e, id)
			if err != nil {
				return err
			}
			if w == nil || w.ReturnedAt != nil {
				continue
			}
			if w.Due = due; !due.IsZero() && due < w.From {
				return nothing(i18n.T("交回日期早于期间的第一天。"), i18n.T("请改交回日期。"))
			}
			if err := store.Put(e, w); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *Desk) workbook(ctx context.Context, id model.ID) (*model.RepWorkbook, error) {
	w, err := store.Get[model.RepWorkbook](ctx, d.store, id)
	if err == nil && w == nil {
		err = nothing(i18n.T("这份表格已经撤回。"), i18n.T("请刷新后再看。"))
	}
	return w, err
}

// source is what workbooks are filled from.
type source struct {
	dir       *model.Directory
	period    model.Period
	customers map[model.ID][]*model.Customer // by employee: those in charge of, and shared
	listings  map[model.ID][]model.ProductListing
}

func (d *Desk) source(ctx context.Context, p model.Period) (*source, error) {
	dir, err := d.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	shares, err := store.Find(ctx, d.store, model.CustomerShare{})
	if err != nil {
		return nil, err
	}
	listings, err := store.Find(ctx, d.store, model.ProductListing{})
	if err != nil {
		return nil, err
	}
	s := &source{dir: dir, period: p, customers: ownCustomers(dir, shares, p), listings: map[model.ID][]model.ProductListing{}}
	for _, l := range listings {
		s.listings[l.ProductID] = append(s.listings[l.ProductID], l)
	}
	return s, nil
}

// ownCustomers are the customers each employee sells to in a period: in charge of, or with
// a share in; not those that were given up.
func ownCustomers(dir *model.Directory, shares []model.CustomerShare, p model.Period) map[model.ID][]*model.Customer {
	out := map[model.ID][]*model.Customer{}
	for _, c := range dir.Customers {
		if c.OwnerID != 0 && c.Stage != model.StageStopped && !c.WalkIn {
			out[c.OwnerID] = append(out[c.OwnerID], c)
		}
	}
	for _, s := range shares {
		c := dir.Customers[s.CustomerID]
		if c != nil && c.OwnerID != s.EmployeeID && overlaps(s.From, s.To, p) && !slices.Contains(out[s.EmployeeID], c) {
			out[s.EmployeeID] = append(out[s.EmployeeID], c)
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b *model.Customer) int {
			return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
		})
	}
	return out
}

// overlaps tells whether something valid from..to (0 = open) holds on a day of p.
func overlaps(from, to model.Date, p model.Period) bool {
	return (from.IsZero() || from <= p.To) && (to.IsZero() || to >= p.From)
}

// listed tells whether a product is sold in the period in one of the channels.
func (s *source) listed(p *model.Product, channels map[string]bool) bool {
	if !overlaps(p.Launched, p.Delisted, s.period) {
		return false
	}
	lists := s.listings[p.ID]
	return len(lists) == 0 || slices.ContainsFunc(lists, func(l model.ProductListing) bool {
		return channels[l.Channel] && overlaps(l.From, l.To, s.period)
	})
}

// book begins a workbook with the lists of its rep.
func (s *source) book(w *model.RepWorkbook) *bookOut {
	e := s.dir.Employees[w.EmployeeID]
	b := &bookOut{employee: e, due: w.Due,
		mark: mark{UUID: w.UUID, Employee: e.UUID, Code: e.Code, Name: e.Name, From: w.From, To: w.To, Kinds: w.Kind}}
	channels := map[string]bool{}
	for _, c := range s.customers[e.ID] {
		b.customers = append(b.customers, label(c.Code, c.Name))
		channels[c.Channel] = true
	}
	var products []*model.Product
	for _, p := range s.dir.Products {
		if s.listed(p, channels) {
			products = append(products, p)
		}
	}
	slices.SortFunc(products, func(a, b *model.Product) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	for _, p := range products {
		b.products = append(b.products, label(p.Code, p.Name))
	}
	return b
}
