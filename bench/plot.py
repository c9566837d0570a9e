#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Draws what measure.py wrote, as SVG: one file for each figure, where its instructions go; one for each
series over the number of processes, or of grants; one beside what others take (peers.json).

usage: plot.py FOLDER FILE.json...

The same figures make the same bytes."""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "detent"  # or its identifiers are random
matplotlib.rcParams["svg.fonttype"] = "none"  # text stays text

import matplotlib.pyplot as plt  # noqa: E402

from figures import SERIES  # noqa: E402
from show import read, values  # noqa: E402

PEERS = json.loads((Path(__file__).parent / "peers.json").read_text())
FUNCTIONS = 14  # how many a bar names; the rest are one


def save(figure, path):
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def draw_split(name, figures, path):
    """`figures` of the boards that have it."""
    drawing, axes = plt.subplots(1, len(figures), figsize=(6 * len(figures), 4), squeeze=False)
    for axis, (board, figure) in zip(axes[0], figures.items()):
        rows = list(figure["split"].items())
        if len(rows) > FUNCTIONS:
            rest = sum(times for _, times in rows[FUNCTIONS:])
            rows = rows[:FUNCTIONS] + [(f"{len(rows) - FUNCTIONS} more", rest)]
        names, times = zip(*reversed(rows))
        bars = axis.barh(names, times, color="#4472a8")
        axis.bar_label(bars, padding=2, fontsize=7)
        axis.tick_params(axis="y", labelsize=7)
        floor = f", floor {figure['floor']}" if "floor" in figure else ""
        axis.set_title(f"{name} on {board}: {figure['value']}{floor}", fontsize=9)
        axis.set_xlabel("instructions", fontsize=8)
        axis.spines[["top", "right"]].set_visible(False)
    save(drawing, path)


def draw_growth(name, what, boards, path):
    drawing, axis = plt.subplots(figsize=(6, 4))
    for board, figures in boards.items():
        found = [(int(m[2]), figure["value"]) for m, figure in
                 ((SERIES.match(key), figure) for key, figure in figures.items())
                 if m and (m[1], m[3]) == (name, what)]
        if found:
            axis.plot(*zip(*sorted(found)), marker="o", label=board)
    axis.set(title=name, xlabel=what, ylabel="instructions", ylim=(0, None))
    axis.legend(fontsize=8)
    axis.spines[["top", "right"]].set_visible(False)
    save(drawing, path)


def draw_peers(board, mine, path):
    peers = PEERS[board]
    systems = ["Detent", *dict.fromkeys(name for row in peers.values() for name in row)]
    drawing, axis = plt.subplots(figsize=(9, 4.5))
    width = 0.8 / len(systems)
    for i, system in enumerate(systems):
        rows = [(at + i * width, mine[name] if system == "Detent" else row.get(system))
                for at, (name, row) in enumerate(peers.items())]
        rows = [row for row in rows if row[1] is not None]
        if rows:
            bars = axis.bar(*zip(*rows), width=width, label=system)
            axis.bar_label(bars, fontsize=6, rotation=90, padding=2)
    axis.set_xticks([at + 0.4 for at in range(len(peers))], peers, rotation=20, fontsize=8)
    axis.set_yscale("log")
    axis.set(title=board, ylabel="instructions")
    axis.margins(y=0.15)
    axis.legend(fontsize=8)
    axis.spines[["top", "right"]].set_visible(False)
    save(drawing, path)


def main():
    folder, *paths = sys.argv[1:]
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    boards = read(paths)
    names = dict.fromkeys(name for figures in boards.values() for name in figures)
    for name in names:
        having = {board: figures[name] for board, figures in boards.items()
                  if name in figures and "split" in figures[name]}
        if having and not SERIES.match(name):
            draw_split(name, having, folder / f"{name}.svg")
    for series, what in dict.fromkeys((m[1], m[3]) for m in map(SERIES.match, names) if m):
        draw_growth(series, what, boards, folder / f"{series}_by_{what}.svg")
    for board in PEERS.keys() & boards.keys():
        draw_peers(board, values(boards)[board], folder / f"peers_{board}.svg")


main()
