#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Holds what was measured to the budget: what each figure took when somebody last said that it may.

usage: budget.py check|write BUDGET.json FILE.json...

A figure that is more than 2 % beyond its budget fails, unless a commit since the budget was last
changed owns it, with a line of its message:

    Budget: FIGURE because of what it buys

And to how it may grow (figures.py, CONSTANT): system calls cost the same with any number of processes and of grants,
and nothing grows faster than what it is counted by. No commit message owns that.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from figures import CONSTANT, EACH, SERIES
from show import read

TOLERANCE = 1.02
# Those of a share or a rate are better or worse in either direction: shown, but nobody's budget.
UNITS = ("instructions", EACH, "B")


def owned(budget):
    """The figures whose growth a commit message owns."""
    changed = subprocess.run(["git", "log", "-1", "--format=%H", "--", budget], check=True,
                             capture_output=True, text=True).stdout.strip()
    since = f"{changed}..HEAD" if changed else "HEAD"
    messages = subprocess.run(["git", "log", "--format=%B", since], check=True,
                              capture_output=True, text=True).stdout
    return set(re.findall(r"^Budget: (\w+)", messages, re.M))


def measured(paths):
    return {board: {name: figure["value"] for name, figure in figures.items()
                    if figure["unit"] in UNITS}
            for board, figures in read(paths).items()}


def complaints(budget, boards, excused):
    for board, figures in boards.items():
        if board not in budget:
            continue  # measured by somebody who asked for it; nobody keeps its figures
        allowed = budget[board]
        for name, value in figures.items():
            if name not in allowed:
                yield f"{board}: {name} has no budget (it is {value}): make bench-budget"
            elif value > allowed[name] * TOLERANCE and name not in excused:
                percent = 100 * (value - allowed[name]) / allowed[name]
                yield (f"{board}: {name} is {value}, its budget {allowed[name]} ({percent:+.1f} %): make it "
                       f"cheaper, or own it in the commit message with a line \"Budget: {name} ...\"")
        for name in sorted(allowed.keys() - figures.keys()):
            yield f"{board}: {name} is in the budget, but was not measured"


def series_of(figures):
    """{series: [(number, value)]}, in the order of their numbers."""
    found = {}
    for name, value in figures.items():
        member = SERIES.match(name)
        if member:
            found.setdefault(f"{member[1]}_{member[3]}", []).append((int(member[2]), value))
    return {series: sorted(points) for series, points in found.items()}


def growth_complaints(boards):
    for board, figures in boards.items():
        for series, points in series_of(figures).items():
            (first, least), *more = points
            for number, value in more:
                if series in CONSTANT and value != least:
                    yield f"{board}: {series} is {value} with {number} and {least} with {first}: it was to be constant"
                elif value * first > least * number:
                    yield f"{board}: {series} is {value} with {number} and {least} with {first}: worse than linear"


def write(path, boards):
    before = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(before | boards, indent=1, sort_keys=True) + "\n")


def main():
    what, budget, *paths = sys.argv[1:]
    boards = measured(paths)
    if what == "write":
        write(Path(budget), boards)
        return
    wrong = list(complaints(json.loads(Path(budget).read_text()), boards, owned(budget)))
    wrong += growth_complaints(boards)
    if wrong:
        sys.exit("\n".join(f"bench-check: {line}" for line in wrong))
    print(f"bench-check: {sum(map(len, boards.values()))} figures within 2 % of {budget}")


if __name__ == "__main__":
    main()
