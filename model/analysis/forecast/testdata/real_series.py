"""Cuts public monthly series into windows to judge forecasts by (docs/forecast.md).

usage: real_series.py FEDSTL R_CSV VEGA OUT
  FEDSTL  path of gretl's data base without its ending, /usr/share/gretl/db/fedstl (gretl-common)
  R_CSV   what real_series.R wrote
  VEGA    folder data/ of the npm package vega-datasets 3.2.1
  OUT     folder for tune.csv (methods were chosen on it) and test.csv (held apart)
"""
import csv
import json
import random
import re
import struct
import sys
import zlib

AHEAD = 18
LENGTHS = [48, 54, 63, 69, 78, 96, 108, 120, 126]  # months known, as long as those of the M3 competition
PANDEMIC = range(2020 * 12 + 1, 2022 * 12)  # nobody's methods are judged by 2020-02 to 2021-12


def month(text):
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def fedstl(path, series):
    """gretl's format: two lines a series in .idx, float32 values in .bin."""
    lines = [l for l in open(path + '.idx', encoding='latin1') if l.strip() and l[0] != '#']
    raw, at = open(path + '.bin', 'rb').read(), 0
    for head, span in zip(lines[::2], lines[1::2]):
        kind, begin, count = re.match(r'(\S) +(\S+) - \S+ +n = (\d+)', span).groups()
        values = struct.unpack_from('<%df' % int(count), raw, at)
        at += 4 * int(count)
        if kind != 'M':
            continue
        group = 'nsa' if head.rstrip().endswith(', NSA') else 'sa'  # not / seasonally adjusted
        for k, v in enumerate(values):
            if abs(v + 999) > 0.1:  # gretl's sign for "missing"
                series.setdefault(f'{group}/fed:{head.split()[0]}', {})[month(begin) + k] = v


def others(r_csv, vega, series):
    for r in csv.DictReader(open(r_csv)):
        series.setdefault('nsa/R:' + r['id'], {})[month(r['month'])] = float(r['value'])
    for r in json.load(open(vega + '/unemployment-across-industries.json')):
        for what in 'count', 'rate':
            series.setdefault(f"nsa/vega:{r['series']}.{what}", {})[r['year'] * 12 + r['month'] - 1] = float(r[what])
    for r in csv.DictReader(open(vega + '/us-employment.csv')):
        for name, v in r.items():
            if name not in ('month', 'nonfarm_change'):
                series.setdefault('sa/vega:' + name, {})[month(r['month'])] = float(v)


def windows(known):
    """Up to four stretches of a series, without gaps, zeros, or the pandemic."""
    months = sorted(known)
    first = max([i for i in range(1, len(months)) if months[i] != months[i - 1] + 1], default=0)
    months = months[first:]
    n = len(months)
    count = min(4, max(1, n // 140))
    if n < LENGTHS[0] + AHEAD:
        return
    for w in range(count):
        size = min(n, random.choice(LENGTHS) + AHEAD)
        end = n - w * ((n - size) // count)
        if w == 0:
            end = sum(m < PANDEMIC[0] for m in months)
        cut = months[max(0, end - size):end]
        values = [known[m] for m in cut]
        if len(cut) == size and not set(cut) & set(PANDEMIC) and min(values) > 0 and len(set(values)) >= 12:
            yield w, cut, values


def main(fed, r_csv, vega, out):
    series = {}
    fedstl(fed, series)
    others(r_csv, vega, series)
    random.seed(7)
    files = {part: csv.writer(open(f'{out}/{part}.csv', 'w', newline='')) for part in ('tune', 'test')}
    for f in files.values():
        f.writerow(['id', 'month', 'value'])
    for name, known in series.items():
        part = 'tune' if zlib.crc32(name.partition('/')[2].encode()) % 2 == 0 else 'test'
        for w, cut, values in windows(known):
            for m, v in zip(cut, values):
                files[part].writerow([f'{name}@{w}', '%04d-%02d' % (m // 12, m % 12 + 1), '%.8g' % v])


main(*sys.argv[1:5])
