#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Prints what measure.py wrote: a table for people, or JSON, {board: {figure: value}}.

usage: show.py [--json | --split FIGURE | --before FOLDER] FILE.json...

With --split, where the instructions of one figure go, function by function; with --before, what the
files of the same names in FOLDER say, and the difference."""

import argparse
import json
import sys
from pathlib import Path

from figures import BARS

FUNCTIONS = 4  # how many a row of the table names


def read(paths):
    """{board: {figure: {"value": ..., ...}}}"""
    found = {}
    for path in paths:
        measured = json.loads(Path(path).read_text())
        found[measured["board"]] = measured["figures"]
    return found


def values(boards):
    return {board: {name: figure["value"] for name, figure in figures.items()}
            for board, figures in boards.items()}


def where(split):
    shown = [f"{name} {times}" for name, times in split.items()]
    rest = len(shown) - FUNCTIONS
    return ", ".join(shown[:FUNCTIONS] + [f"and {rest} more"] * (rest > 0))


def print_table(boards):
    for board, figures in boards.items():
        print(f"{board:36}{'':>9} {'':13}{'floor':>7}{'bar':>7}")
        for name, figure in figures.items():
            bar = BARS.get(board, {}).get(name)
            missed = "!" if bar is not None and figure["value"] > bar else " "
            print(f"  {name:34}{figure['value']:>9} {figure['unit']:13}{figure.get('floor', ''):>7}"
                  f"{'' if bar is None else bar:>7}{missed} {where(figure.get('split', {}))}".rstrip())
        print()


def print_split(boards, name):
    for board, figures in boards.items():
        if name not in figures:
            sys.exit(f"show.py: {board} has no figure '{name}'; there are: {' '.join(figures)}")
        print(f"{board}: {name}, {figures[name]['value']} {figures[name]['unit']}")
        for function, times in figures[name].get("split", {}).items():
            print(f"  {function:34}{times:>9}")


def print_difference(boards, folder):
    before = values(read(Path(folder) / f"{board}.json" for board in boards))
    for board, figures in boards.items():
        print(f"{board:36}{'before':>9}{'now':>9}")
        for name, figure in figures.items():
            was, now = before[board].get(name), figure["value"]
            if was is None:
                print(f"  {name:34}{'':>9}{now:>9}  new")
            elif was != now:
                percent = f"{100 * (now - was) / was:+.1f} %" if was else ""
                print(f"  {name:34}{was:>9}{now:>9}  {now - was:+g} {figure['unit']}  {percent}".rstrip())
        same = sum(before[board].get(name) == figure["value"] for name, figure in figures.items())
        print(f"  {same} figures are the same\n")


def main():
    parser = argparse.ArgumentParser(
        usage="show.py [--json | --split FIGURE | --before FOLDER] FILE.json...", add_help=False)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--split")
    parser.add_argument("--before")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    boards = read(arguments.files)
    if arguments.json:
        print(json.dumps(values(boards), indent=2))
    elif arguments.split:
        print_split(boards, arguments.split)
    elif arguments.before:
        print_difference(boards, arguments.before)
    else:
        print_table(boards)


if __name__ == "__main__":
    main()
