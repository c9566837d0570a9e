#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Flips bits while the system runs, and says what becomes of it (make faults).

    faults/faults.py [--count N] [--seed S] [--jobs J] [--member NAME] [process] [kernel] [control]

Bits of processes: a thousand in each run, all over the memory and the registers of whoever is running, but
for the victim. The kernel has to survive them all, and the victim may notice nothing.

Bits of the kernel: one in each run, in its stack, its data, and what it keeps in the blocks of processes.
What is printed then is compared with what is printed without:

    masked      not a byte of it differs
    ends one    a process, or a capsule, is ended for what it did, and it is said
    stops       the kernel panics, the core locks up, or the watchdog bites: it does not go on wrong
    wrong       it goes on, and something else is printed, or nothing more
    let in      a process got at memory that is not its own

Bits of control: the same in the control blocks of processes alone, where what grants access is kept. It takes
a kernel that checks what it kept (HARDENED=yes) and one that does not to see what the checks are worth.

SEED is the first of so many; each run says with --count 1 --seed N what it did."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / folder) for folder in ("qemu", "host", "hostile")]

from harness import BOARD, BUILD, Kernel, Machine  # noqa: E402
from places import fill_places  # noqa: E402
from victim import SECRET, check_victim  # noqa: E402

FLIP = BUILD / "qemu/flip.so"
MS = 10**6
# Of the wall clock. QEMU comes to a stand where a core would be in endless faults.
HANG_SECONDS, HANG_SECONDS_PROCESSES = 10, 900

PROCESSES = ("blink", "counter", "hog", "svc_fuzz")
FLIPS_A_RUN = 1000

WITH_KERNEL = ("peeker", "counter", "blink", "clock")
FLIPPED_BY_MS, SHORT_MS, LONG_MS = (100, 500), 1000, 4000  # a flip comes between; how long is looked

OUTCOMES = ("masked", "ends one", "stops", "wrong", "let in")
RAW_SECRET = bytes.fromhex("a5e7c75e")


def member(name):
    """[first, end) of it in struct process, which differ from board to board."""
    said = subprocess.run(["gdb-multiarch", "-q", "-batch", "-ex", f"print/d (int)&((struct process *)0)->{name}",
                           "-ex", f"print/d sizeof((struct process *)0)->{name}", Kernel().elf],
                          capture_output=True, text=True, check=True).stdout
    first, size = map(int, re.findall(r"= (\d+)", said))
    return first, first + size


def control_part(name):
    return member(name) if name else (0, Kernel().size("note_process_overhead"))


def options(what, seed, count, every_ms, log, spared, part=None):
    """Of the plugin."""
    kernel = Kernel()
    control = "{}-{}".format(*control_part(part)) if what == "control" else "0-0"
    slots = kernel.size("kernel") and kernel.symbol("kernel")
    return ",".join(f"{name}={value}" for name, value in {
        "": FLIP, "what": "process" if what == "process" else "kernel", "control": control, "seed": seed, "count": count, "from": FLIPPED_BY_MS[0] * MS,
        "every": int(every_ms * MS), "kernel": f"{kernel.stack[0]:#x}-{kernel.symbol('layout_bss_end'):#x}",
        "slots": f"{slots:#x}", "slot_count": 5, "layout": member("memory")[0],
        "apps": f"{BOARD.apps_at:#x}-{BOARD.flash_end:#x}", "spared": spared, "log": log}.items())[1:]


class Target:
    """An image, and what comes of it when nothing happens."""

    def __init__(self, folder, *apps):
        self.folder = Path(folder)
        self.image = Machine(self.folder).image("victim", *apps)
        fill_places(self.image, Kernel())
        first = len(BOARD.program_at("victim", BOARD.apps_at))
        self.spared = f"{BOARD.apps_at:#x}-{BOARD.apps_at + max(first, 0x400):#x}"

    def run(self, ms, plugin=None, hang_seconds=HANG_SECONDS):
        """What was printed, and whether QEMU ended as it should."""
        command = [*BOARD.command(self.image), "-serial", "stdio", "-monitor", "none",
                   "-icount", "shift=5,sleep=off", "-plugin", f"{BUILD}/qemu/limit.so,ns={ms * MS}"]
        try:
            done = subprocess.run(command + (["-plugin", plugin] if plugin else []),
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=hang_seconds)
        except subprocess.TimeoutExpired as late:
            return late.stdout or b"", False, f"no end after {hang_seconds} s"
        return done.stdout, done.returncode == 0, done.stderr.decode(errors="replace")


# ---- Processes ----


def flip_processes(folder, seed, count, said):
    """Returns how many of the flips ended a process."""
    target = Target(folder, *PROCESSES)
    log = Path(folder) / f"process{seed}"
    plugin = options("process", seed, count, 0.4, log, target.spared)
    seconds = 3 + 30 * count // 1000  # most of it are reports of faults
    data, ended_well, errors = target.run(seconds * 1000, plugin, HANG_SECONDS_PROCESSES)
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    flips = log.read_text().splitlines()
    assert ended_well and "panicked" not in text, f"seed {seed}: the kernel did not survive {flips[-1:]}: {errors}"
    assert len(flips) == count, f"seed {seed}: {len(flips)} of {count} flips in {seconds} s"
    check_victim(text, seconds, len(PROCESSES))
    said(f"process: seed {seed}: {count} flips, {sum('register' in flip for flip in flips)} of registers; "
         f"{len(re.findall('had a fault', text))} faults; the victim noticed nothing")


# ---- Kernel ----


def own_of_peeker(golden):
    """What its report says that it has, from where to where."""
    text = golden.decode("utf-8", "replace").replace("\r\n", "\n")
    report = re.search(r"Process peeker had a fault(?:.*\n)*?Process peeker faulted", text)[0]
    return (int(re.search(r"RAM_START=(\w+)", report)[1], 16),
            int(re.search(r"(0x\w{8}) \+-+\n[^\n]*Heap", report)[1], 16))


def is_let_in(data, golden):
    text = data.decode("utf-8", "replace")
    # What is in the registers of a process that faulted is told, and is its own; and a panic tells a person
    # whatever the kernel takes for processes.
    text = re.sub(r"Process victim had a fault(?:.*\n)*?Process victim faulted", "", text.split("panicked at")[0])
    if SECRET.search(text) or RAW_SECRET in data.split(b"panicked at")[0]:
        return True
    start, end = own_of_peeker(golden)
    # (Its own registers may be what has flipped, and its own memory is its own.)
    return any(not start <= int(at, 16) < end for at in re.findall(r"@bad (?:lent|read) (0x\w+)", text))


def classify(data, golden, ended_well):
    text = data.decode("utf-8", "replace")
    if is_let_in(data, golden):
        return "let in"
    if data == golden:
        return "masked"
    if not ended_well or "panicked" in text or text.count("Detent on ") != 1:
        return "stops"
    faults, usual = (Counter(re.findall(rb"Process (\w+) had a fault: (.*)", d)) for d in (data, golden))
    if faults - usual or b"apsule" in data:
        return "ends one"
    return "wrong"


def region_of(flip):
    whose, address = flip.split()[1], int(flip.split()[2], 16)
    bottom, top = Kernel().stack
    return "stack" if bottom <= address < top else "data" if whose == "kernel" else "blocks"


state = {}


def prepare(folder, options_of):
    """In each of the workers."""
    state["folder"] = Path(tempfile.mkdtemp(dir=folder))
    state["target"] = Target(state["folder"], *WITH_KERNEL)
    state["golden"] = {ms: state["target"].run(ms)[0] for ms in (SHORT_MS, LONG_MS)}
    state["options"] = options_of


def flip_kernel(seed):
    log = state["folder"] / "flip"
    plugin = state["options"].replace("SEED", str(seed)).replace("LOG", str(log))
    target, golden = state["target"], state["golden"]
    data, ended_well, _ = target.run(SHORT_MS, plugin)
    outcome = classify(data, golden[SHORT_MS], ended_well)
    if outcome not in ("masked", "stops", "let in"):
        # Something is going on; or will be, when the watchdog has seen that nothing is.
        data, ended_well, _ = target.run(LONG_MS, plugin)
        outcome = classify(data, golden[LONG_MS], ended_well)
        outcome = "wrong" if outcome == "masked" else outcome
    flip = log.read_text().strip()
    return seed, region_of(flip), outcome, flip


def flip_kernels(folder, what, given, said):
    seed, count = given.seed, given.count
    every = FLIPPED_BY_MS[1] - FLIPPED_BY_MS[0]
    options_of = options(what, "SEED", 1, every, "LOG", "0-0", given.member)
    table = Counter()
    flipped = f"{what}-{given.member}" if given.member else what
    list_file = BUILD / f"faults/{Kernel().folder.name}-{flipped}-{seed}-{count}.txt"
    list_file.parent.mkdir(parents=True, exist_ok=True)
    with Pool(given.jobs, prepare, (folder, options_of)) as pool, list_file.open("w") as listed:
        for number, (at, region, outcome, flip) in enumerate(
                pool.imap_unordered(flip_kernel, range(seed, seed + count)), 1):
            table[region, outcome] += 1
            listed.write(f"{at} {region} {outcome}: {flip}\n")
            listed.flush()
            if count == 1:
                said(f"{what}: seed {at}: {flip}: {outcome}")
            elif number % 1000 == 0:
                said(f"{what}: {number} of {count}")
    show(table, said)
    said(f"each of them is in {list_file}")
    return table


def show(table, said):
    said("| kernel | flips |" + "".join(f" {outcome} |" for outcome in OUTCOMES))
    said("|---|--:|" + "--:|" * len(OUTCOMES))
    for region in ("stack", "data", "blocks"):
        counts = [table[region, outcome] for outcome in OUTCOMES]
        total = sum(counts) or 1
        said(f"| {region} | {sum(counts)} |" + "".join(f" {c} ({100 * c / total:.1f} %) |" for c in counts))


def main():
    asked = argparse.ArgumentParser(description="Flips bits while the system runs.")
    asked.add_argument("--count", type=int, default=10000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=os.cpu_count())
    asked.add_argument("--member", help="of struct process: the only one that is flipped, with control")
    asked.add_argument("what", nargs="*", default=["process", "kernel"])
    given = asked.parse_args()

    def said(line):
        print(line, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        if "process" in given.what:
            left = given.count
            for run in range(given.seed, given.seed + (given.count + FLIPS_A_RUN - 1) // FLIPS_A_RUN):
                flip_processes(folder, run, min(left, FLIPS_A_RUN), said)
                left -= FLIPS_A_RUN
        for what in ("kernel", "control"):
            if what in given.what:
                flip_kernels(folder, what, given, said)


if __name__ == "__main__":
    main()
