#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Prints what measure.py wrote: a table for people, or JSON, {board: {figure: value}}.

usage: show.py [--json] FILE.json..."""

import argparse
import json

FUNCTIONS = 4  # how many a row of the table names


def read(paths):
    """{board: {figure: {"value": ..., ...}}}"""
    found = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            measured = json.load(file)
        found[measured["board"]] = measured["figures"]
    return found


def print_json(boards):
    print(json.dumps({board: {name: figure["value"] for name, figure in figures.items()}
                      for board, figures in boards.items()}, indent=2))


def where(split):
    shown = [f"{name} {times}" for name, times in split.items()]
    rest = len(shown) - FUNCTIONS
    return ", ".join(shown[:FUNCTIONS] + [f"and {rest} more"] * (rest > 0))


def print_table(boards):
    for board, figures in boards.items():
        print(f"{board}\n")
        for name, figure in figures.items():
            print(f"  {name:28}{figure['value']:>9} {figure['unit']:14}{where(figure.get('split', {}))}".rstrip())
        print()


def main():
    parser = argparse.ArgumentParser(usage="show.py [--json] FILE.json...", add_help=False)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    boards = read(arguments.files)
    if arguments.json:
        print_json(boards)
    else:
        print_table(boards)


main()
