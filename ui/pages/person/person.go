// Package person is the page of one employee: who they are, their month against time
// progress, twelve months, customers, follow-ups, posts and growth.
package person

import (
	"context"

	"xunshi/app/team"
	"xunshi/assets/i18n"
	"xunshi/model"
	"xunshi/ui/icons"
	"xunshi/ui/pages/team/acts"
	"xunshi/ui/shell"
)

// Backend is what the page needs of the program. Person runs off the interface goroutine.
type Backend interface {
	acts.Backend
	Person(ctx context.Context, id model.ID, month model.Month) (*team.Person, error)
	// Organisation is the name printed on top: 江苏大区.
	Organisation() string
}

// Entry registers the page. Its Arg is the model.ID of the employee, or an Ask.
func Entry(b Backend) shell.Entry {
	return shell.Entry{
		ID: shell.PagePerson, Name: func() string { return i18n.T("人员") }, Icon: icons.Person, Group: shell.Hidden, Parent: shell.PageTeam,
		New: func(h shell.Host, arg any) shell.Page { return New(h, b, arg) },
	}
}

// Ask opens the page of someone in a month and on a tab.
type Ask struct {
	ID    model.ID
	Month model.Month // 0 = that of the latest sales
	Tab   Tab
}

// Tab is a part of the page.
type Tab string

// Parts of the page.
const (
	TabOverview  Tab = ""
	TabCustomers Tab = "customers"
	TabContacts  Tab = "contacts"
	TabPosts     Tab = "posts"
	TabGrowth    Tab = "growth"
)

var tabs = []Tab{TabOverview, TabCustomers, TabContacts, TabPosts, TabGrowth}

func (t Tab) label() string {
	switch t {
	case TabCustomers:
		return i18n.T("负责客户")
	case TabContacts:
		return i18n.T("跟进与联系")
	case TabPosts:
		return i18n.T("任职记录")
	case TabGrowth:
		return i18n.T("培训 · 考核 · 辅导")
	case TabOverview:
	}
	return i18n.T("概览")
}
