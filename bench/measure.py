#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Measures a board: everything in figures.py, into a JSON file.

usage: BOARD=name measure.py FILE.json

    {"board": NAME, "figures": {NAME: {"value": N, "unit": TEXT, "split": {FUNCTION: N}}}}

Everything that is used was built by `make bench-needs`; nothing here builds. No figure depends on the
host: QEMU counts instructions (-icount), and its clock is made of them."""

import bisect
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/qemu"))

from boards import BOARD, BUILD, Kernel, code_of, environment  # noqa: E402
from figures import RUNS  # noqa: E402

HANG_SECONDS = 900  # of the wall clock; only a hang takes so long
SHIFT = 5  # of -icount: an instruction takes 2^5 ns
PROGRAMS = "(programs)"


@dataclass
class Occurrence:
    """Of a window: its length, and how often which address was executed."""

    length: int
    at: Counter = field(default_factory=Counter)


def fail(message):
    sys.exit(f"measure.py: {message}")


# ---- A run ----


def make_image(folder, kernel, apps):
    path = folder / "image.bin"
    command = [BUILD / "detent", "image", "--kernel", kernel.bin, "-o", path,
               *BOARD.settings["board_image_flags"].split(),
               "--ram-start", hex(kernel.symbol("layout_bss_end")),
               "--process-bytes", hex(kernel.size("note_process_overhead"))]
    command += [BOARD.app_file(app) for app in apps]
    subprocess.run([*map(str, command)], check=True, stdout=sys.stderr)
    return path


def points_of(run, kernel):
    """Options of the plugin for windows that begin and end in the kernel."""
    def place(name):
        return name if name == "outside" else hex(kernel.symbol(name) & ~1)

    return [f"{side}={window}:{place(name)}" for window, begins, ends in run.points
            for side, name in (("begin", begins), ("end", ends))]


def run_of(run, kernel):
    """Runs QEMU; returns (what came out of the serial port, the plugin's report)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = folder / "report"
        start, end = code_of(kernel.elf)
        options = [f"{BUILD}/qemu/count.so", f"kernel={start:#x}-{end:#x}", f"report={report}",
                   "split=on", *points_of(run, kernel)]
        command = [*BOARD.command(make_image(folder, kernel, run.apps)), "-serial", "stdio",
                   "-monitor", "none", "-icount", f"shift={SHIFT},sleep=off",
                   "-plugin", f"{BUILD}/qemu/limit.so,ns={int(run.seconds * 10**9)}",
                   "-plugin", ",".join(options)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=HANG_SECONDS, env=environment())
        if done.returncode != 0:
            fail(f"QEMU failed with {' '.join(run.apps)}: {done.stderr.decode()}")
        return done.stdout.decode("utf-8", "replace"), report.read_text()


def read_report(text):
    """{window: its occurrences, in their order}, and how many instructions there were in all."""
    windows, instructions = {}, 0
    for line in text.splitlines():
        kind, *numbers = line.split()
        if kind == "window":
            window, length = map(int, numbers)
            last = Occurrence(length)
            windows.setdefault(window, []).append(last)
        elif kind == "at":
            address, times = map(int, numbers)
            last.at[address] = times
        elif kind == "instructions":
            instructions = int(numbers[0])
    for occurrences in windows.values():
        for o in occurrences:
            assert sum(o.at.values()) == o.length, "the plugin lost instructions of a window"
    return windows, instructions


# ---- Which function an instruction is of ----


class Functions:
    """Of the kernel, by the symbols of its code: what the compiler made of a function by itself has
    its name and a suffix."""

    def __init__(self, kernel):
        listed = subprocess.run([BOARD.settings["KERNEL_NM"], "-n", "-S", kernel.elf], check=True,
                                capture_output=True, text=True).stdout
        # What has no size is a function in assembly, or a word of the linker script.
        found = re.findall(r"^(\w+) (?:\w{8} [tT] |[tT] (?!layout_))(\w+)", listed, re.M)
        self.rows = [(int(address, 16) & ~1, name) for address, name in found]
        self.starts = [address for address, _ in self.rows]
        self.code = code_of(kernel.elf)

    def name(self, address):
        if not self.code[0] <= address < self.code[1]:
            return PROGRAMS
        return self.rows[bisect.bisect(self.starts, address) - 1][1]

    def split(self, occurrence):
        found = Counter()
        for address, times in occurrence.at.items():
            found[self.name(address)] += times
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


# ---- All of them ----


def measure_run(run, figures):
    kernel = Kernel()
    said, report = run_of(run, kernel)
    for line in run.says:
        if line not in said.replace("\r\n", "\n").replace("tock$ ", "").split("\n"):
            fail(f"{' '.join(run.apps)} did not say '{line}', but: {said}")
    windows, _ = read_report(report)
    functions = Functions(kernel)
    for figure in run.figures:
        occurrences = windows.get(figure.window, [])
        if not occurrences and figure.needs and not getattr(BOARD.facts, figure.needs):
            continue
        if not occurrences:
            fail(f"{figure.name}: nothing was counted with {' '.join(run.apps)}")
        chosen = figure.choose(occurrences)
        figures[figure.name] = {"value": chosen.length, "unit": "instructions",
                                "split": functions.split(chosen)}


def measure():
    """{figure: {"value": ..., "unit": ..., "split": ...}}"""
    figures = {}
    for run in RUNS:
        measure_run(run.on(BOARD), figures)
    return figures


def main():
    (path,) = sys.argv[1:]
    figures = measure()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps({"board": BOARD.name, "figures": figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
