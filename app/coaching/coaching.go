// Package coaching keeps what was seen and agreed when a superior went along with someone.
// The point agreed for next time stays open, and is carried from note to note, until it
// was seen to work.
package coaching

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"xunshi/app/document"
	"xunshi/app/refusal"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/model/store"
)

// Book is the use case over one store.
type Book struct {
	store *store.Store
	today func() model.Date
}

// New makes a Book.
func New(s *store.Store) *Book { return &Book{store: s, today: model.Today} }

// SetClock says what today is, instead of the computer's clock.
func (b *Book) SetClock(today func() model.Date) { b.today = today }

// Note is a coaching note with what became of its point.
type Note struct {
	model.CoachingNote
	Since model.Date // when the point was first agreed, through the notes that carried it
	Times int        // how often it was agreed: 1 = for the first time
}

// Open tells whether the point is still to be looked at.
func (n *Note) Open() bool { return n.NextPoint != "" && !n.Done && n.CarriedTo == 0 }

// Diary is every note there is, newest first.
type Diary struct {
	On        model.Date
	Directory *model.Directory
	Notes     []Note
}

// Diary reads the notes.
func (b *Book) Diary(ctx context.Context) (*Diary, error) {
	directory, err := b.store.Directory(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := store.Find(ctx, b.store, model.CoachingNote{})
	if err != nil {
		return nil, fmt.Errorf("read the coaching notes: %w", err)
	}
	d := &Diary{On: b.today(), Directory: directory}
	slices.SortStableFunc(rows, func(x, y model.CoachingNote) int { return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.ID, y.ID)) })
	carried := map[model.ID]Note{} // what a note took up, by that note
	for _, row := range rows {
		n := Note{CoachingNote: row, Since: row.Date, Times: 1}
		if from, ok := carried[row.ID]; ok {
			n.Since, n.Times = from.Since, from.Times+1
		}
		if before, ok := carried[row.CarriedTo]; row.CarriedTo != 0 && (!ok || before.Times < n.Times) {
			carried[row.CarriedTo] = n
		}
		d.Notes = append(d.Notes, n)
	}
	slices.Reverse(d.Notes)
	return d, nil
}

// Of gives someone's notes, newest first; 0 is everyone's.
func (d *Diary) Of(employee model.ID) []Note {
	var out []Note
	for _, n := range d.Notes {
		if employee == 0 || n.EmployeeID == employee {
			out = append(out, n)
		}
	}
	return out
}

// OpenPoints gives the notes whose point is to be looked at with someone (0: everyone),
// the oldest point first.
func (d *Diary) OpenPoints(employee model.ID) []Note {
	out := slices.DeleteFunc(d.Of(employee), func(n Note) bool { return !n.Open() })
	slices.SortStableFunc(out, func(x, y Note) int { return cmp.Or(cmp.Compare(x.Since, y.Since), cmp.Compare(x.ID, y.ID)) })
	return out
}

// Find gives one note, nil if there is none.
func (d *Diary) Find(id model.ID) *Note {
	for i := range d.Notes {
		if d.Notes[i].ID == id {
			return &d.Notes[i]
		}
	}
	return nil
}

// Verdict is what a new note says of a point that was open.
type Verdict string

// Verdicts.
const (
	Worked  Verdict = "worked"  // 已做到: closed
	Carried Verdict = "carried" // 继续: taken up by the new note
	Left    Verdict = "left"    // 这次没看: stays open
)

// Write keeps a note together with its verdicts on the points that were open, by note, as
// one act. Points that are carried go to the head of the note's own next point.
func (b *Book) Write(ctx context.Context, n *model.CoachingNote, verdicts map[model.ID]Verdict) (operation string, err error) {
	if err := b.check(n); err != nil {
		return "", err
	}
	return b.store.Edit(ctx, func(e *store.Edit) error {
		open, err := settle(e, n, verdicts)
		if err != nil {
			return err
		}
		if len(open) > 0 {
			n.NextPoint = joined(open, n.NextPoint)
		}
		if n.Good == "" && n.Improve == "" && n.NextPoint == "" && len(verdicts) == 0 {
			return refusal.Because(i18n.T("辅导记录是空的。"))
		}
		if err := store.Put(e, n); err != nil {
			return err
		}
		for _, was := range open {
			was.CarriedTo = n.ID
			if err := store.Put(e, was); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *Book) check(n *model.CoachingNote) error {
	n.Good, n.Improve, n.NextPoint = strings.TrimSpace(n.Good), strings.TrimSpace(n.Improve), strings.TrimSpace(n.NextPoint)
	switch {
	case n.EmployeeID == 0:
		return refusal.Because(i18n.T("请选被辅导的人。"))
	case n.CoachID == n.EmployeeID:
		return refusal.Because(i18n.T("辅导人和被辅导的人不能是同一个人。"))
	case n.Date.IsZero():
		return refusal.Because(i18n.T("请填日期。"))
	case n.Date > b.today():
		return refusal.Because(i18n.T("辅导日期不能在将来。"))
	}
	return nil
}

// settle closes the points that worked and gives those that are carried.
func settle(e *store.Edit, n *model.CoachingNote, verdicts map[model.ID]Verdict) (carried []*model.CoachingNote, err error) {
	ids := make([]model.ID, 0, len(verdicts))
	for id := range verdicts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		was, err := store.GetIn[model.CoachingNote](e, id)
		switch {
		case err != nil:
			return nil, fmt.Errorf("read an open point: %w", err)
		case was == nil || verdicts[id] == Left:
			continue
		case was.EmployeeID != n.EmployeeID || was.ID == n.ID:
			return nil, refusal.Because(i18n.T("这个改进点是别人的。"))
		case was.Done || was.CarriedTo != 0:
			return nil, refusal.Because(i18n.T("改进点「%s」已经处理过了。", was.NextPoint))
		}
		if verdicts[id] == Carried {
			carried = append(carried, was)
			continue
		}
		was.Done = true
		if err := store.Put(e, was); err != nil {
			return nil, err
		}
	}
	return carried, nil
}

// joined puts the carried points before the new one, each once.
func joined(carried []*model.CoachingNote, next string) string {
	var points []string
	for _, was := range carried {
		if !strings.Contains(next, was.NextPoint) {
			points = append(points, was.NextPoint)
		}
	}
	if next != "" {
		points = append(points, next)
	}
	return strings.Join(points, i18n.T(";"))
}

// Close says that the open point of a note was seen to work, without a new note.
func (b *Book) Close(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		n, err := store.GetIn[model.CoachingNote](e, id)
		if err != nil || n == nil {
			return err
		}
		n.Done = true
		return store.Put(e, n)
	})
}

// Remove takes a note away; the points it had taken up are open again.
func (b *Book) Remove(ctx context.Context, id model.ID) (operation string, err error) {
	return b.store.Edit(ctx, func(e *store.Edit) error {
		n, err := store.GetIn[model.CoachingNote](e, id)
		if err != nil || n == nil {
			return err
		}
		taken, err := store.FindIn(e, model.CoachingNote{CarriedTo: id})
		if err != nil {
			return err
		}
		for i := range taken {
			taken[i].CarriedTo = 0
			if err := store.Put(e, &taken[i]); err != nil {
				return err
			}
		}
		return store.Remove(e, n)
	})
}

// Undo takes an act back, Redo makes it again.
func (b *Book) Undo(ctx context.Context, operation string) error { return b.store.Undo(ctx, operation) }

// Redo makes an act that was undone again.
func (b *Book) Redo(ctx context.Context, operation string) error { return b.store.Redo(ctx, operation) }

// StateName says what became of a note's point.
func (n *Note) StateName() string {
	switch {
	case n.NextPoint == "":
		return document.Dash
	case n.Done:
		return i18n.T("已做到")
	case n.CarriedTo != 0:
		return i18n.T("已接续")
	case n.Times > 1:
		return i18n.T("跟进第 %d 次", n.Times)
	}
	return i18n.T("待跟进")
}

// Document is someone's coaching record on paper.
func (d *Diary) Document(employee model.ID) *document.Document {
	doc := &document.Document{Kind: "coaching", Title: i18n.T("辅导记录"), Period: model.Period{From: d.On, To: d.On},
		PeriodText: i18n.T("截至 %s", d.On), AsOf: d.On.String(), Landscape: true}
	if e := d.Directory.Employees[employee]; e != nil {
		doc.Subtitle = e.Name
	}
	s := document.Section{ID: "notes", Empty: i18n.T("还没有辅导记录。"), Columns: []document.Column{
		{Key: "date", Title: i18n.T("日期"), Kind: document.DateColumn}, {Key: "employee", Title: i18n.T("被辅导"), Kind: document.Text},
		{Key: "coach", Title: i18n.T("辅导人"), Kind: document.Text}, {Key: "customer", Title: i18n.T("客户"), Kind: document.Text},
		{Key: "good", Title: i18n.T("做得好"), Kind: document.Text, Wide: true}, {Key: "improve", Title: i18n.T("要改进"), Kind: document.Text, Wide: true},
		{Key: "next", Title: i18n.T("下次改进点"), Kind: document.Text, Wide: true}, {Key: "state", Title: i18n.T("状态"), Kind: document.Text},
	}}
	for _, n := range d.Of(employee) {
		s.Rows = append(s.Rows, document.Row{Cells: []document.Cell{{Number: int64(n.Date)}, {Text: d.Name(n.EmployeeID)}, {Text: d.Name(n.CoachID)},
			{Text: d.CustomerName(n.CustomerID)}, {Text: n.Good}, {Text: n.Improve}, {Text: n.NextPoint}, {Text: n.StateName()}}})
	}
	doc.Sections = []document.Section{s}
	return doc
}

// Name of an employee, "—" without one.
func (d *Diary) Name(id model.ID) string {
	if e := d.Directory.Employees[id]; e != nil {
		return e.Name
	}
	return document.Dash
}

// CustomerName is the name of a customer, "—" without one.
func (d *Diary) CustomerName(id model.ID) string {
	if c := d.Directory.Customers[id]; c != nil {
		return c.Name
	}
	return document.Dash
}
