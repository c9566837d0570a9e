#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Thirty days of virtual time (make soak, DAYS=n for others; idle time is skipped): seconds that are counted,
a service that is asked every minute, blinking, and a program that dies every ten minutes in one way or
the other.

Every second must have come, none early or half a second late, after all those wraps of the counter; every
question must have been answered, and no upcall lost. At the end of each day all memory is compared with that
of the first day: whose every byte is, how much each process has and how much the kernel keeps for it.

    tests/soak/soak.py [--days N]"""

import argparse
import re
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / folder) for folder in ("qemu", "host")]

from boards import symbols  # noqa: E402
from harness import BOARD, BUILD, Kernel, Machine  # noqa: E402

APPS = ("soak", "soak_service", "soak_mortal", "blink")
DAY_S = 24 * 3600
SETTLED_NS = 300_000_000  # behind the end of a second nobody has anything to do
SLOTS = 4

# What may differ from one day to the next: what time it is, where in a ring one is, and what was printed last.
MAY_DIFFER = {
    "alarm_order", "chip_alarm", "last", "cycles", "slice",  # times
    "epoch",  # of grants: changes with each entry
    "console_driver", "console_tx", "console_tx_bytes",  # how far, and what
}


def offset(member):
    """Of a member of struct process."""
    said = subprocess.run(["gdb-multiarch", "-q", "-batch", "-ex",
                           f"print/d (int)&((struct process *)0)->{member}", Kernel().elf],
                          capture_output=True, text=True, check=True).stdout
    return int(re.search(r"= (\d+)", said)[1])


class Memory:
    """What is in RAM at the end of a day."""

    def __init__(self, data):
        self.data = data

    def word(self, address):
        return struct.unpack_from("<I", self.data, address - Kernel().stack[0])[0]

    def processes(self, layout):
        """[(start, break, what the kernel keeps, end)] of each, by slots."""
        blocks = (self.word(Kernel().symbol("kernel") + 4 * slot) for slot in range(SLOTS))
        return [tuple(self.word(block + layout + 4 * i) for i in range(4)) for block in blocks if block]

    def dropped(self, at):
        """Upcalls that no queue had room for."""
        blocks = (self.word(Kernel().symbol("kernel") + 4 * slot) for slot in range(SLOTS))
        return [self.word(block + at) for block in blocks if block]


def owners(first, other, kernel):
    """The symbols of the kernel in which two days differ; what is nobody's is named by its address."""
    table = sorted((at, at + size, name) for name, (at, size) in symbols(kernel.elf).items() if size)
    start, end = kernel.stack[1], kernel.symbol("layout_bss_end")
    found = set()
    for address in range(start, end):
        if first.data[address - kernel.stack[0]] != other.data[address - kernel.stack[0]]:
            names = [name for at, until, name in table if at <= address < until]
            found.add(names[-1].split(".")[0] if names else hex(address))
    return found


def main():
    asked = argparse.ArgumentParser(description="Thirty days of virtual time.")
    asked.add_argument("--days", type=int, default=30)
    days = asked.parse_args().days
    kernel, begun = Kernel(), time.monotonic()
    ram = BOARD.ram_end - kernel.stack[0]
    with tempfile.TemporaryDirectory() as folder:
        image = Machine(Path(folder)).image(*APPS)
        dumps = Path(folder) / "dumps"
        end_ns = days * DAY_S * 10**9 + 2 * SETTLED_NS
        command = [*BOARD.command(image), "-serial", "stdio", "-monitor", "none",
                   "-icount", "shift=5,sleep=off", "-plugin", f"{BUILD}/qemu/limit.so,ns={end_ns}",
                   "-plugin", f"{BUILD}/qemu/dump.so,from={DAY_S * 10**9 + SETTLED_NS},"
                   f"every={DAY_S * 10**9},start={kernel.stack[0]},bytes={ram},into={dumps}"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        text = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
        (BUILD / "soak.txt").write_text(text)
        assert done.returncode == 0, done.stderr.decode()
        data = dumps.read_bytes()
    check(text, [Memory(data[at : at + ram]) for at in range(0, len(data), ram)], days)
    print(f"soak: {days} days in {time.monotonic() - begun:.0f} s")


def check(text, memories, days):
    kernel = Kernel()
    bad = re.findall(r"^.*@bad.*$", text, re.M)
    assert not bad, f"{len(bad)} times, first: {bad[0]} (build/soak.txt)"
    assert "panicked" not in text and text.count("Detent on ") == 1, "the kernel did not go on (build/soak.txt)"
    hours = [tuple(map(int, found)) for found in re.findall(
        r"soak: hour (\d+) worst (\d+) wraps (\d+) answers (\d+)", text)]
    assert [hour for hour, *_ in hours] == list(range(1, 24 * days + 1)), f"{len(hours)} hours were told"
    _, worst, wraps, answers = hours[-1]
    assert answers == 24 * 60 * days - 1, f"{answers} answers"  # that to the last question is under way
    faults = text.count("Process soak_mortal had a fault")
    assert faults >= days * 24 * 6 // 2 - 1, f"{faults} faults"
    print(f"soak: {24 * days} hours of 3600 seconds, none lost, the latest {worst} ticks late; the counter "
          f"wrapped {wraps} times; {answers} answers; {faults} faults")
    assert len(memories) == days
    layout, dropped = offset("memory"), offset("debug.dropped_upcalls")
    first = memories[0]
    differ = set()
    for day, memory in enumerate(memories[1:], 2):
        assert memory.processes(layout) == first.processes(layout), f"day {day}: blocks are {memory.processes(layout)}"
        assert not any(memory.dropped(dropped)), f"day {day}: upcalls were dropped: {memory.dropped(dropped)}"
        differ |= owners(first, memory, kernel)
    assert differ <= MAY_DIFFER, f"not only times and places differ: {sorted(differ - MAY_DIFFER)}"
    for slot, (start, app_break, kernel_break, end) in enumerate(first.processes(layout)):
        print(f"soak: {APPS[slot]}: {app_break - start} bytes its own, {end - kernel_break} the kernel's, of "
              f"{end - start}, on every day")
    print(f"soak: of the kernel's data these differ from day to day: {' '.join(sorted(differ))}")


if __name__ == "__main__":
    main()
