# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Which programs are run, and what is made of what was counted in their windows."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

WINDOWS = {name: int(number) for name, number in
           re.findall(r"^#define WINDOW_(\w+) (\d+)$",
                      (Path(__file__).parent / "windows.h").read_text(), re.M)}

# Where the kernel is entered for an interrupt, by family of processors.
INTERRUPT = {"cortex-m": "arch_interrupt_handler", "riscv": "arch_trap"}


# ---- Of many occurrences of a window, one ----
#
# Everything is done sixteen times. An interrupt that falls into one of them makes it longer.


def usual(occurrences):
    """The one in the middle. The first is left out: it may have to make room."""
    ordered = sorted(occurrences[1:] or occurrences, key=lambda o: o.length)
    return ordered[len(ordered) // 2]


def first(occurrences):
    return occurrences[0]


def dearest(occurrences):
    """Of several things that were done in turn."""
    lengths = [o.length for o in occurrences]
    most = max(length for length in lengths if lengths.count(length) > 2)
    return next(o for o in occurrences if o.length == most)


def cheapest(occurrences):
    return min(occurrences, key=lambda o: o.length)


@dataclass(frozen=True)
class Figure:
    """`needs` names what not every board has (tests/qemu/boards.py)."""

    name: str
    window_name: str
    choose: callable = usual
    needs: str = ""

    @property
    def window(self):
        return WINDOWS[self.window_name]


@dataclass(frozen=True)
class Run:
    """Apps for so many seconds of virtual time; the lines that they have to say; windows that begin
    at one symbol of the kernel and end at another."""

    apps: tuple
    seconds: float
    says: tuple
    figures: tuple
    points: tuple = ()

    def on(self, board):
        family = board.architecture.family
        return replace(self, points=tuple(
            (WINDOWS[window], begins[family] if isinstance(begins, dict) else begins, ends)
            for window, begins, ends in self.points))


RUNS = (
    Run(
        apps=("calls",),
        seconds=3,
        says=("calls: done",),
        figures=(
            Figure("null_command", "NULL_COMMAND", dearest),
            Figure("null_command_cheapest", "NULL_COMMAND", cheapest),
            Figure("null_command_no_driver", "NO_SUCH_DRIVER"),
            Figure("led_command", "LED_COMMAND", needs="leds"),
            Figure("memop", "MEMOP"),
            Figure("yield_no_wait", "YIELD_NO_WAIT"),
            Figure("subscribe", "SUBSCRIBE"),
            Figure("subscribe_first", "SUBSCRIBE", first),
            Figure("allow_ro", "ALLOW_RO"),
            Figure("allow_ro_first", "ALLOW_RO", first),
            Figure("allow_rw", "ALLOW_RW"),
            Figure("allow_rw_first", "ALLOW_RW", first),
            Figure("console_write_1", "CONSOLE_WRITE_1"),
            Figure("console_write_64", "CONSOLE_WRITE_64"),
            Figure("console_write_1024", "CONSOLE_WRITE_1024"),
            Figure("alarm_upcall", "ALARM_UPCALL"),
        ),
    ),
    Run(
        apps=("turns", "turns_partner"),
        seconds=2,
        says=("turns: done",),
        figures=(
            Figure("process_switch", "SWITCH_TO_INTERRUPTED"),
            Figure("process_switch_with_upcall", "SWITCH_TO_WAITING"),
        ),
    ),
    Run(
        apps=("pinger", "ponger"),
        seconds=1,
        says=("pinger: done",),
        figures=(Figure("ipc_round_trip", "IPC_ROUND_TRIP"),),
    ),
    Run(
        apps=("spinner", "spinner"),
        seconds=1,
        says=(),
        figures=(Figure("preemption", "PREEMPTION"),),
        points=(("PREEMPTION", INTERRUPT, "outside"),),
    ),
)
