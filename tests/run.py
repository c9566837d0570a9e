#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Every test, on every board (make test). First what several parts need is built, by all cores; then
the parts run side by side, the longest first. A part keeps at most one core busy; sessions at a console
wait for the host's clock, so there is one part more than there are cores. A line for each part when it
ends, and at the end what all of them came to. On a terminal the last line says what is under way.

    tests/run.py [--lanes N] [PART ...]

Without a PART all are run. What a part printed is in build/tests/PART.log."""

import argparse
import os
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT / "build/tests"
DEFAULT_BOARD = "lm3s6965evb"
BOARDS = [DEFAULT_BOARD] + sorted(path.parent.name for path in ROOT.glob("boards/*/board.mk")
                                  if path.parent.name != DEFAULT_BOARD)


@dataclass
class Part:
    name: str
    goals: tuple  # for make
    seconds: int  # about so many: who takes longest begins first

    @property
    def log(self):
        return LOGS / f"{self.name}.log"


def make(*arguments):
    return ["make", "-s", "--no-print-directory", *arguments]


def environment():
    """Without what a make that called us wants of its own."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}


def parts():
    """A board's part is all that boards may differ in; what they cannot differ in is done for the default
    one, in parts of its own."""
    yield Part("soak", ("test-soak",), 130)
    yield Part("documents", ("test-documents",), 600)
    yield Part("checker", ("test-checker",), 110)
    yield Part("detent", ("test-detent",), 110)
    yield Part("proofs", ("test-proofs",), 330)
    yield Part("probes", ("test-probes",), 85)
    yield Part("clang", ("test-clang",), 60)
    yield Part("unit", ("test-unit",), 45)
    yield Part("fuzz", ("test-fuzz",), 25)
    yield Part("bench", ("bench-check",), 60)
    yield Part("tools", ("test-tools",), 25)
    yield Part("sources", ("check-quick",), 2)
    for board in BOARDS:
        yield Part(board, (f"BOARD={board}", "test-board"), 360 if board == DEFAULT_BOARD else 500)


COUNTS = ("passed", "failed", "error", "skipped")


def counts_of(log):
    """{passed: 12, ...}, from what pytest, the unit tests, and the mutation of the checker say of
    themselves."""
    counts = dict.fromkeys(COUNTS, 0)
    for line in re.findall(r"^(\d+ \w+.* in [\d.]+s.*)$", log, re.M):
        for number, what in re.findall(r"(\d+) (passed|failed|error|skipped)", line):
            counts[what] += int(number)
    for tests, failed in re.findall(r"^unit: (\d+) tests in \d+ files, (?:(\d+) FAILED|all passed)$",
                                    log, re.M):
        counts["failed"] += int(failed or "0")
        counts["passed"] += int(tests) - int(failed or "0")
    counts["passed"] += sum(int(n) for n in re.findall(r"^mutation: (\d+) of \d+ rules", log, re.M))
    return counts


def said(counts):
    return ", ".join(f"{counts[what]} {what}" for what in COUNTS if counts[what]) or "ok"


def clock(seconds):
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


class Lanes:
    """Runs parts, so many at once."""

    def __init__(self, count):
        self.count = count
        self.begun = time.monotonic()
        self.total = dict.fromkeys(COUNTS, 0)
        self.failed = []

    def start(self, part):
        with part.log.open("w") as output:
            return subprocess.Popen(make("-j1", "QEMU_WORKERS=0", *part.goals), cwd=ROOT,
                                    env=environment(), stdin=subprocess.DEVNULL, stdout=output,
                                    stderr=subprocess.STDOUT)

    def run(self, waiting):
        running = []
        while running or waiting:
            while waiting and len(running) < self.count:
                part = waiting.pop(0)
                running.append((part, self.start(part), time.monotonic()))
            for one in [one for one in running if one[1].poll() is not None]:
                running.remove(one)
                self.ended(one[0], one[1].returncode, time.monotonic() - one[2])
            self.show(f"{', '.join(one[0].name for one in running)}; {len(waiting)} more")
            time.sleep(0.1)
        self.show("")

    def show(self, what):
        """The line that changes, on a terminal."""
        if sys.stdout.isatty():
            line = f"{clock(time.monotonic() - self.begun):>6}  {what}" if what else ""
            print(f"\r\x1b[K{line}", end="", flush=True)

    def ended(self, part, status, seconds):
        self.show("")
        log = part.log.read_text(errors="replace")
        counts = counts_of(log)
        for what in COUNTS:
            self.total[what] += counts[what]
        line = (f"{clock(time.monotonic() - self.begun):>6}  {part.name:<16} {said(counts):<40} "
                f"{clock(seconds):>6}")
        print(line if status == 0 else f"{line}  FAILED", flush=True)
        if status != 0:
            self.failed.append(part.name)
            print(*log.rstrip().split("\n")[-40:], f"... all of it is in {part.log}",
                  sep="\n", flush=True)


def main():
    options = argparse.ArgumentParser(description="Every test, on every board.")
    options.add_argument("--lanes", type=int, default=os.cpu_count() + 1,
                         help="parts that run side by side")
    options.add_argument("part", nargs="*")
    given = options.parse_args()
    chosen = [part for part in parts() if not given.part or part.name in given.part]
    unknown = set(given.part) - {part.name for part in chosen}
    if unknown:
        options.error(f"no part {', '.join(sorted(unknown))}; there are: "
                      + " ".join(part.name for part in parts()))
    LOGS.mkdir(parents=True, exist_ok=True)
    lanes = Lanes(given.lanes)
    lanes.show("what the parts need")
    if subprocess.run(make("test-needs"), cwd=ROOT, env=environment(), check=False).returncode != 0:
        return 1
    lanes.run(sorted(chosen, key=lambda part: -part.seconds))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    elapsed = time.monotonic() - lanes.begun
    print(f"test: {said(lanes.total)} in {len(chosen)} parts, {clock(elapsed)}; "
          f"{used.ru_utime + used.ru_stime:.0f} s of CPU"
          + (f"; FAILED: {' '.join(lanes.failed)}" if lanes.failed else ""))
    return 1 if lanes.failed else 0


if __name__ == "__main__":
    sys.exit(main())
