package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"xunshi/app/demo"
	"xunshi/app/reporting"
	"xunshi/model"
	"xunshi/model/store"
)

// largeLedger makes the data folder with the large ledger, once.
func largeLedger(ctx context.Context, opt options) (dir string, err error) {
	dir = filepath.Join(opt.dir, "large")
	s, err := store.Open(dir)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	facts, err := s.Facts(ctx)
	if err != nil || facts.Len() > 0 {
		return dir, err
	}
	start := time.Now()
	if _, err := s.Import(ctx, demo.Generate(demo.Options{Lines: opt.lines}), nil); err != nil {
		return "", err
	}
	fmt.Printf("(a ledger of %d lines made in %v)\n", opt.lines, round(time.Since(start)))
	_, err = s.Facts(ctx)
	return dir, err
}

// measureReport times the reports over the large ledger with the columns in memory.
func measureReport(ctx context.Context, opt options) (results []result, err error) {
	dir, err := largeLedger(ctx, opt)
	if err != nil {
		return nil, err
	}
	s, err := store.Open(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	reports := reporting.New(s)
	day := model.Today() - 1
	month := day.Month() - 1
	shape := reporting.Options{By: reporting.ByRegion}
	monthly := func() error { _, err := reports.Monthly(ctx, month, shape); return err }
	daily := func() error { _, err := reports.Daily(ctx, day, shape); return err }
	for _, m := range []struct {
		what string
		f    func() error
	}{{"monthly report", monthly}, {"daily report", daily}} {
		if err := m.f(); err != nil { // warm: the columns are read
			return nil, err
		}
		took, err := median(opt.runs, timed(m.f))
		if err != nil {
			return nil, err
		}
		results = append(results, result{what: fmt.Sprintf("%s, %d lines, warm", m.what, opt.lines), ours: took,
			goal: goal{within: 150 * time.Millisecond}})
	}
	return results, nil
}
