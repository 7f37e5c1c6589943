package app

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"xunshi/app/document"
	"xunshi/assets/i18n"
	"xunshi/model/analysis"
)

// Document is one report (an alias so that pages need not name the package).
type Document = document.Document

// Settings are the user's choices. They live in the data folder and travel with it.
type Settings struct {
	Language     i18n.Language         `json:"language"`
	Theme        string                `json:"theme"`        // "light", "dark", "system"
	Money        document.MoneyUnit    `json:"money"`        // how money is shown
	Quantity     document.QuantityUnit `json:"quantity"`     // 箱 or 件
	FiscalStart  int                   `json:"fiscal_start"` // month the business year starts with, 1–12
	Calendar     analysis.CalendarKind `json:"calendar"`     // what time progress counts
	Weekdays     [7]int                `json:"weekdays"`     // percent of an ordinary day, Sunday first
	Organisation string                `json:"organisation"` // printed on top of reports: 江苏大区
	WindowWidth  float32               `json:"window_width"` // last size, 0 = default
	WindowHeight float32               `json:"window_height"`
	Collapsed    bool                  `json:"collapsed"` // navigation shows icons only
}

const keySettings = "app.settings"

// DefaultSettings are those of a new data folder.
func DefaultSettings() Settings {
	return Settings{Language: i18n.Chinese, Theme: "light", Money: document.Yuan, Quantity: document.Pieces,
		FiscalStart: 1, Calendar: analysis.NaturalDays, Weekdays: [7]int{100, 100, 100, 100, 100, 100, 100}}
}

type settingsCell struct {
	mu sync.Mutex
	s  Settings
}

func (c *settingsCell) get() Settings { c.mu.Lock(); defer c.mu.Unlock(); return c.s }

func (c *settingsCell) set(s Settings) { c.mu.Lock(); defer c.mu.Unlock(); c.s = s }

// Settings gives the choices in force.
func (a *App) Settings() Settings { return a.settings.get() }

// SetSettings keeps new choices and puts them in force.
func (a *App) SetSettings(ctx context.Context, s Settings) error {
	b, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("keep the settings: %w", err)
	}
	if err := a.store.SetSetting(ctx, keySettings, string(b)); err != nil {
		return err
	}
	a.settings.set(s)
	i18n.SetLanguage(s.Language)
	a.Changed.Emit(Change{Settings: true})
	return nil
}

func (a *App) readSettings(ctx context.Context) (Settings, error) {
	s := DefaultSettings()
	text, ok, err := a.store.Setting(ctx, keySettings)
	if err != nil || !ok {
		return s, err
	}
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		slog.Warn("the settings cannot be read; the usual ones are taken", "error", err)
		return DefaultSettings(), nil
	}
	return s.mended(), nil
}

// mended puts the usual choice in place of every one that cannot be.
func (s Settings) mended() Settings {
	usual := DefaultSettings()
	keep(&s.Language, usual.Language, i18n.Chinese, i18n.English)
	keep(&s.Theme, usual.Theme, "light", "dark", "system")
	keep(&s.Money, usual.Money, document.Yuan, document.TenThousand)
	keep(&s.Quantity, usual.Quantity, document.Pieces, document.Cases)
	keep(&s.Calendar, usual.Calendar, analysis.NaturalDays, analysis.WorkingDays, analysis.DayWeights)
	if s.FiscalStart < 1 || s.FiscalStart > 12 {
		s.FiscalStart = usual.FiscalStart
	}
	sum := 0
	for _, percent := range s.Weekdays {
		if percent < 0 || percent > 1000 {
			sum = 0
			break
		}
		sum += percent
	}
	if sum == 0 {
		s.Weekdays = usual.Weekdays
	}
	return s
}

func keep[T comparable](choice *T, usual T, allowed ...T) {
	if !slices.Contains(allowed, *choice) {
		*choice = usual
	}
}

// Draft gives something half typed that was kept under key; "" if none.
func (a *App) Draft(ctx context.Context, key string) (string, error) {
	text, _, err := a.store.Setting(ctx, "draft."+key)
	return text, err
}

// SetDraft keeps something half typed.
func (a *App) SetDraft(ctx context.Context, key, text string) error {
	return a.store.SetSetting(ctx, "draft."+key, text)
}
