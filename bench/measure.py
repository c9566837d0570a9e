#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Measures a board: everything in figures.py, into a JSON file.

usage: BOARD=name measure.py FILE.json

    {"board": NAME, "figures": {NAME: {"value": N, "unit": TEXT, "floor": N, "split": {FUNCTION: N}}}}

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

from boards import BOARD, BUILD, ROOT, Kernel, code_of, environment, symbols  # noqa: E402
from figures import COMPOSITIONS, EACH, WINDOWS, runs_of, usual  # noqa: E402

HANG_SECONDS = 900  # of the wall clock; only a hang takes so long
SHIFT = 5  # of -icount: an instruction takes 2^5 ns
FLOOR_SECONDS = 0.1
MANY_SLOTS = 40  # bench.mk
PROGRAMS = "(programs)"


@dataclass
class Occurrence:
    """Of a window: its length, and how often which address was executed."""

    length: int
    at: Counter = field(default_factory=Counter)


def fail(message):
    sys.exit(f"measure.py: {message}")


# ---- A run ----


def app_files(folder, run):
    """Of a run's apps; signed, if its kernel wants that."""
    files = [BOARD.app_file(app) for app in run.apps]
    if not run.app_policy:
        return files
    key = BUILD / "qemu/keys/first.pem"
    made = [folder / f"signed{number}{path.suffix}" for number, path in enumerate(files)]
    for path, to in zip(files, made):
        subprocess.run([BUILD / "detent", "sign", "-k", key, "-o", to, path], check=True, capture_output=True)
    return made


def make_image(folder, kernel, files):
    path = folder / "image.bin"
    command = [BUILD / "detent", "image", "--kernel", kernel.bin, "-o", path,
               *BOARD.settings["board_image_flags"].split(),
               "--ram-start", hex(kernel.symbol("layout_bss_end")),
               "--process-bytes", hex(kernel.size("note_process_overhead"))]
    command += files
    subprocess.run([*map(str, command)], check=True, stdout=sys.stderr)
    return path


def points_of(run, kernel):
    """Options of the plugin for windows that begin and end in the kernel; an end that is None has a
    marker."""
    def place(name):
        return name if name == "outside" else hex(kernel.symbol(name) & ~1)

    return [f"{side}={window}:{place(name)}" for window, begins, ends in run.points
            for side, name in (("begin", begins), ("end", ends)) if name is not None]


def run_image(image, seconds, options):
    """Runs QEMU; returns (what came out of the serial port, the plugin's report)."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        plugin = [f"{BUILD}/qemu/count.so", f"report={report}", *options]
        command = [*BOARD.command(image), "-serial", "stdio",
                   "-monitor", "none", "-icount", f"shift={SHIFT},sleep=off",
                   "-plugin", f"{BUILD}/qemu/limit.so,ns={int(seconds * 10**9)}",
                   "-plugin", ",".join(plugin)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=HANG_SECONDS, env=environment())
        if done.returncode != 0:
            fail(f"QEMU failed: {' '.join(command)}: {done.stderr.decode()}")
        return done.stdout.decode("utf-8", "replace"), report.read_text()


def run_of(run, kernel):
    start, end = code_of(kernel.elf)
    with tempfile.TemporaryDirectory() as folder:
        files = app_files(Path(folder), run)
        image = make_image(Path(folder), kernel, files) if files else kernel.bin
        return run_image(image, run.seconds,
                         [f"kernel={start:#x}-{end:#x}", *["split=on"] * run.split, *points_of(run, kernel)])


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
            assert not o.at or sum(o.at.values()) == o.length, "the plugin lost instructions of a window"
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


# ---- One run ----


def value_of(figure, run, occurrences, instructions, functions):
    if figure.unit == "%":
        busy_ns = instructions << SHIFT
        asleep = 1 - busy_ns / (run.seconds * 10**9)
        return {"value": max(0, round(100 * asleep, 2)), "unit": "%"}  # the run ends an instruction late
    if figure.unit == EACH:
        return {"value": round(instructions / len(occurrences)), "unit": figure.unit}
    if figure.unit == "per second":
        return {"value": round(len(occurrences) / run.seconds, 1), "unit": figure.unit}
    chosen = figure.choose(occurrences)
    split = {"split": functions.split(chosen)} if run.split else {}
    return {"value": chosen.length, "unit": figure.unit} | split


def has(needs):
    return not needs or getattr(BOARD.facts, needs)


# ---- Bytes ----


def sizes_of(board, kernel):
    """What tools/size.py says of the kernel."""
    said = subprocess.run([sys.executable, ROOT / "tools/size.py", "--json", board, kernel.elf], cwd=ROOT,
                          check=True, capture_output=True, text=True)
    return json.loads(said.stdout)[board]


def grants_of(kernel):
    """{driver: bytes in each process that uses it}. kernel/driver.h: four counts of slots of two words
    each, and the size of the driver's own state in the last half-word."""
    flash = kernel.bin.read_bytes()
    found = {}
    for name, (address, size) in sorted(symbols(kernel.elf).items()):
        layout = re.fullmatch(r"(\w+)_apps_layout", name)
        if layout:
            at = kernel.file_offset(address)
            counts, state = flash[at : at + 4], flash[at + size - 2 : at + size]
            found[layout[1]] = 8 * sum(counts) + int.from_bytes(state, "little")
    return found


def in_bytes(**values):
    return {name: {"value": value, "unit": "B"} for name, value in values.items()}


def measure_memory():
    kernel = Kernel()
    sizes, grants = sizes_of(BOARD.name, kernel), grants_of(kernel)
    return in_bytes(
        kernel_flash=sizes["kernel_flash"],
        kernel_ram=sizes["kernel_ram"],
        kernel_stack_bound=sizes["stack_bound"],
        process_bytes=sizes["process_overhead"],
        **{f"grant_{driver}_bytes": value for driver, value in grants.items()},
        process_bytes_with_all_grants=sizes["process_overhead"] + sum(grants.values()),
    )


def kernel_of(run):
    if run.many:
        return Kernel(slots=MANY_SLOTS)
    if run.capsules:
        return Kernel(capsules=f"bench/capsules/{run.capsules}")
    if run.composition:
        return Kernel(board=f"{BOARD.name}-{run.composition}", **COMPOSITIONS[run.composition])
    if run.app_policy:
        return Kernel(app_policy=run.app_policy)
    return Kernel(scheduler=run.scheduler)


def measure_composition(run, kernel):
    sizes, name = sizes_of(f"{BOARD.name}-{run.composition}", kernel), run.composition
    found = {f"{name}_flash": sizes["kernel_flash"], f"{name}_ram": sizes["kernel_ram"],
             f"{name}_stack_bound": sizes["stack_bound"]}
    if run.apps:
        found[f"{name}_process_bytes"] = sizes["process_overhead"]
    return in_bytes(**found)


def measure_run(run, figures):
    kernel = kernel_of(run)
    if run.composition:
        if not kernel.elf.exists():
            return  # a composition is of one board
        figures |= measure_composition(run, kernel)
    if run.app_policy and not kernel.elf.exists():
        return  # not every board has one (tests/qemu/qemu.mk)
    said, report = run_of(run, kernel)
    for line in run.says:
        if line not in said.replace("\r\n", "\n").replace("tock$ ", "").split("\n"):
            fail(f"{' '.join(run.apps)} did not say '{line}', but: {said}")
    windows, instructions = read_report(report)
    functions = Functions(kernel)
    for figure in run.figures:
        occurrences = windows.get(WINDOWS.get(figure.window_name), [])
        if not occurrences and not has(figure.needs):
            continue
        if not occurrences and figure.unit == "instructions":
            fail(f"{figure.name}: nothing was counted with {' '.join(run.apps)}; it said: {said}")
        figures[figure.name] = value_of(figure, run, occurrences, instructions, functions)


# ---- All of them ----


def measure_floor(figure, figures):
    """What the shortest code takes that could do the same."""
    image = BUILD / "bench/floor" / BOARD.name / f"{figure.floor}.bin"
    if not image.exists():
        return
    windows, _ = read_report(run_image(image, FLOOR_SECONDS, ["split=on"])[1])
    window = figure.floor_window or figure.window_name
    occurrences = windows.get(WINDOWS[window], [])
    if len(occurrences) < 3:
        fail(f"bench/floor/{BOARD.architecture.family}/{figure.floor}.S: window "
             f"{window} was seen {len(occurrences)} times")
    figures[figure.name]["floor"] = usual(occurrences).length


def measure():
    """{figure: {"value": ..., "unit": ..., "split": ..., "floor": ...}}"""
    figures, runs = {}, runs_of(BOARD.name)
    for run in runs:
        if has(run.needs):
            measure_run(run.on(BOARD), figures)
    figures |= measure_memory()
    for figure in (figure for run in runs for figure in run.figures):
        if figure.floor and figure.name in figures:
            measure_floor(figure, figures)
    return figures


def measure_only(names):
    """Of these figures, and others of the same runs."""
    figures = {}
    for run in runs_of(BOARD.name):
        if has(run.needs) and any(figure.name in names for figure in run.figures):
            measure_run(run.on(BOARD), figures)
    return figures


def main():
    (path,) = sys.argv[1:]
    figures = measure()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps({"board": BOARD.name, "figures": figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
