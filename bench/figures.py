# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Which programs are run, and what is made of what was counted in their windows."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

WINDOWS = {name: int(number) for name, number in
           re.findall(r"^#define WINDOW_(\w+) (\d+)$",
                      (Path(__file__).parent / "windows.h").read_text(), re.M)}

# Where the kernel is entered for an interrupt, by family of processors.
INTERRUPT = {"cortex-m": "arch_interrupt_handler", "riscv": "arch_trap"}
RESET = {"cortex-m": "arch_power_on", "riscv": "arch_reset_entry"}


# What is to be reached (docs/performance.md).
BARS = {
    "lm3s6965evb": {"null_command": 90, "process_switch": 100, "ipc_round_trip": 900,
                    "alarm_upcall": 700, "interrupt_to_upcall_asleep": 900, "hello_flash": 10240,
                    "hello_ram": 900, "blink_flash": 2560, "blink_ram": 400},
    "qemu-rv32-virt": {"null_command": 130, "process_switch": 150, "ipc_round_trip": 1300,
                       "alarm_upcall": 700},
}


# ---- Of many occurrences of a window, one ----
#
# Everything is done sixteen times. An interrupt that falls into one of them makes it longer.


def usual(occurrences):
    """The one in the middle. The first is left out: it may have to make room."""
    ordered = sorted(occurrences[1:] or occurrences, key=lambda o: o.length)
    return ordered[len(ordered) // 2]


def first(occurrences):
    return occurrences[0]


def number(n):
    return lambda occurrences: occurrences[n]


def dearest(occurrences):
    """Of several things that were done in turn."""
    lengths = [o.length for o in occurrences]
    most = max(length for length in lengths if lengths.count(length) > 2)
    return next(o for o in occurrences if o.length == most)


def cheapest(occurrences):
    return min(occurrences, key=lambda o: o.length)


def together(occurrences):
    """Of one thing that is done in slices."""
    return replace(occurrences[0], length=sum(o.length for o in occurrences),
                   at=sum((o.at for o in occurrences), Counter()))


def longest(occurrences):
    return max(occurrences, key=lambda o: o.length)


@dataclass(frozen=True)
class Figure:
    """`floor` names a file in bench/floor, in which there is the same window, or `floor_window`; `needs` what
    not every board has (tests/qemu/boards.py). Those per second say how often the window was seen; that in
    percent is of the run as a whole, and so are the instructions for each time that the window was seen."""

    name: str
    window_name: str
    choose: callable = usual
    floor: str = ""
    floor_window: str = ""
    needs: str = ""
    unit: str = "instructions"


@dataclass(frozen=True)
class Run:
    """Apps for so many seconds of virtual time; the lines that they have to say; windows that begin
    at one symbol of the kernel and end at another, or outside. With `many`, by the kernel that has room
    for many processes; or by one with `capsules` of bench/capsules, or another `scheduler`; or by a `composition` of bench/boards, whose size is taken, too; or by one that
    checks programs (docs/signing.md), of which the apps are signed with its first key. Windows of millions of
    instructions cannot be split. `needs` names what not every board has (tests/qemu/boards.py)."""

    apps: tuple
    seconds: float
    says: tuple
    figures: tuple
    points: tuple = ()
    many: bool = False
    capsules: str = ""
    scheduler: str = "round_robin"
    composition: str = ""
    app_policy: str = ""
    split: bool = True
    needs: str = ""

    def on(self, board):
        family = board.architecture.family
        return replace(self, points=tuple(
            (WINDOWS[window], *(place[family] if isinstance(place, dict) else place
                                for place in places))
            for window, *places in self.points))


ROUND_TRIPS = (
    Run(
        apps=("calls",),
        seconds=3,
        says=("calls: done",),
        figures=(
            Figure("null_command", "NULL_COMMAND", dearest, floor="trap"),
            Figure("null_command_cheapest", "NULL_COMMAND", cheapest, floor="trap"),
            Figure("null_command_no_driver", "NO_SUCH_DRIVER", floor="trap", floor_window="NULL_COMMAND"),
            Figure("led_command", "LED_COMMAND", floor="trap", floor_window="NULL_COMMAND", needs="leds"),
            Figure("memop", "MEMOP", floor="trap"),
            Figure("yield_no_wait", "YIELD_NO_WAIT", floor="trap"),
            Figure("subscribe", "SUBSCRIBE", floor="swap"),
            Figure("subscribe_first", "SUBSCRIBE", first, floor="swap"),
            Figure("allow_ro", "ALLOW_RO", floor="swap"),
            Figure("allow_ro_first", "ALLOW_RO", first, floor="swap"),
            Figure("allow_rw", "ALLOW_RW", floor="swap"),
            Figure("allow_rw_first", "ALLOW_RW", first, floor="swap"),
            Figure("console_write_1", "CONSOLE_WRITE_1", floor="console_write"),
            Figure("console_write_64", "CONSOLE_WRITE_64", floor="console_write"),
            Figure("console_write_1024", "CONSOLE_WRITE_1024", floor="console_write"),
            Figure("alarm_upcall", "ALARM_UPCALL", floor="alarm_upcall"),
        ),
    ),
    Run(
        apps=("turns", "turns_partner"),
        seconds=2,
        says=("turns: done",),
        figures=(
            Figure("process_switch", "SWITCH_TO_INTERRUPTED", floor="process_switch"),
            Figure("process_switch_with_upcall", "SWITCH_TO_WAITING", floor="process_switch",
                   floor_window="SWITCH_TO_INTERRUPTED"),
        ),
    ),
    Run(
        apps=("pinger", "ponger"),
        seconds=1,
        says=("pinger: done",),
        figures=(Figure("ipc_round_trip", "IPC_ROUND_TRIP", floor="ipc_round_trip"),),
    ),
    Run(
        apps=("queue",),
        seconds=1,
        says=("queue: done",),
        figures=tuple(Figure(f"upcall_with_{n}_queued", "QUEUED_UPCALL", number(n - 1), floor="upcall") for n in (1, 2, 5, 10)),
    ),
    Run(
        apps=("spinner", "spinner"),
        seconds=1,
        says=(),
        figures=(Figure("preemption", "PREEMPTION", floor="preemption"),),
        points=(("PREEMPTION", INTERRUPT, "outside"),),
    ),
)

# ---- From an interrupt to who waits for it ----

TO_KERNEL = ("INTERRUPT_TO_KERNEL", INTERRUPT, "interrupts_serve")
TO_CAPSULE = ("INTERRUPT_TO_CAPSULE", INTERRUPT, "alarm_driver_fired")
TO_UPCALL = ("INTERRUPT_TO_UPCALL", INTERRUPT, "outside")


def latency(state, *apps, **more):
    return Run(
        apps=("waiter", *apps),
        seconds=0.5,
        says=("waiter: done",),
        figures=(
            Figure(f"interrupt_to_kernel_{state}", "INTERRUPT_TO_KERNEL"),
            Figure(f"interrupt_to_capsule_{state}", "INTERRUPT_TO_CAPSULE"),
            Figure(f"interrupt_to_upcall_{state}", "INTERRUPT_TO_UPCALL", floor="interrupt"),
        ),
        points=(TO_KERNEL, TO_CAPSULE, TO_UPCALL[:2] + (None,)),
        **more,
    )


# While another process computes: by a scheduler by which it makes room at once. (With slices it has what is
# left of its own, which is the choice of the board and says nothing of what the kernel takes.)
LATENCIES = (latency("asleep"), latency("computing", "spinner", scheduler="feedback"))

# ---- How it grows with the number of processes ----

MANY = (1, 2, 4, 8, 16, 24, 32, 36)
# What no number of anything may make dearer.
CALLS = ("null_command", "subscribe", "allow_rw", "memop", "yield_no_wait")


def waiting(count):
    return Run(
        apps=("waiter", *["sleeper"] * (count - 1)),
        seconds=2,
        says=("waiter: done",),
        figures=(
            Figure(f"timer_delivery_{count}_processes", "INTERRUPT_TO_UPCALL"),
            Figure(f"set_alarm_{count}_processes", "SET_ALARM"),
            *(Figure(f"{call}_{count}_processes", call.upper()) for call in CALLS),
        ),
        points=(TO_UPCALL[:2] + (None,),),
        many=True,
    )


def computing(count):
    return Run(
        apps=("spinner",) * count,
        seconds=1,
        says=(),
        figures=(Figure(f"preemption_{count}_processes", "PREEMPTION"),),
        points=(("PREEMPTION", INTERRUPT, "outside"),),
        many=True,
    )


def ipc_among(count):
    return Run(
        apps=("pinger", "ponger", *["sleeper"] * (count - 2)),
        seconds=1,
        says=("pinger: done",),
        figures=(Figure(f"ipc_round_trip_{count}_processes", "IPC_ROUND_TRIP"),),
        many=True,
    )


GROWTH = (*map(waiting, MANY), *map(computing, MANY[1:]), *map(ipc_among, (2, 8, 32)))

# ---- And with the number of drivers, and of grants that a process has ----

GRANTS = (1, 5, 10, 15)
GRANTED = Run(
    apps=("granted",),
    seconds=1,
    says=("granted: done",),
    figures=tuple(Figure(f"{name}_{n}_grants", name.upper(), number(n - 1))
                  for name in ("null_command", "subscribe", "first_subscribe") for n in GRANTS),
    capsules="many",
)

# Series of which every figure is the same; the others grow at most as what they are counted by does.
CONSTANT = (*(f"{call}_processes" for call in CALLS), "ipc_round_trip_processes", "null_command_grants",
            "subscribe_grants", "first_subscribe_grants")
SERIES = re.compile(r"(\w+?)_(\d+)_(processes|grants)$")

# ---- Boot: from the first instruction to the first one of an app ----


def boot(count):
    return Run(
        apps=("sleeper",) * count,
        seconds=0.5,
        says=(),
        figures=(Figure(f"boot_{count}_app{'s' * (count > 1)}", "BOOT", first),),
        points=(("BOOT", RESET, "outside"),),
    )


def signed_boot(count):
    """The first one runs when all of them have been checked."""
    return replace(boot(count), app_policy="signature", seconds=1.5 + 1.25 * count, split=False,
                   figures=(Figure(f"boot_{count}_signed_app{'s' * (count > 1)}", "BOOT", first),))


BOOT = tuple(map(boot, (1, 4, 8))) + tuple(map(signed_boot, (1, 4, 8)))

# ---- What a battery would feel ----


EACH = "instructions each"


def rate(name, window):
    return Figure(name, window, unit="per second")


def energy(name, *apps, **more):
    return Run(
        apps=apps,
        seconds=10,
        says=(),
        figures=(
            Figure(f"{name}_asleep", "", unit="%"),
            rate(f"{name}_wake_ups", "WAKE_UP"),
            rate(f"{name}_interrupts", "INTERRUPT"),
            Figure(f"{name}_instructions_per_wake_up", "WAKE_UP", unit=EACH),
        ),
        points=(("WAKE_UP", "arch_sleep", "interrupts_serve"),
                ("INTERRUPT", INTERRUPT, "interrupts_serve")),
        **more,
    )


ENERGY = (
    energy("blink_app", "blink", needs="leds"),
    energy("clock", "clock"),
    energy("six_apps", "hello", "blink", "counter", "clock", "rot13_client", "rot13_service"),
)

# ---- Bytes ----

# Settings that a composition's board.mk makes, as tests/qemu/boards.py has them.
ONE = {"scheduler": "cooperative", "policy": "STOP", "capsule_policy": "PANIC", "brief": True}
COMPOSITIONS = {
    "hello": ONE,
    "sense": ONE,
    "blink": {"capsules": "bench/boards/lm3s6965evb-blink/capsules", "capsule_policy": "PANIC", "brief": True},
}

# One isolated process that prints, and a kernel with nothing else in it.
HELLO = Run(apps=("hello",), seconds=1, says=("Hello from Detent!",), figures=(), composition="hello")

# It is isolated there, too: it writes where the kernel's data are, and is stopped.
TRESPASS = Run(
    apps=("trespasser",),
    seconds=1,
    says=("trespasser: going", "Process trespasser faulted and was stopped."),
    figures=(),
    composition="hello",
)

# One that asks a device every second. (What that answers is random on one of the boards.)
SENSE = Run(
    apps=("senser",),
    seconds=10,
    says=(),
    figures=(
        Figure("sense_asleep", "", unit="%"),
        rate("sense_wake_ups", "WAKE_UP"),
        Figure("sense_instructions_per_wake_up", "WAKE_UP", unit=EACH),
    ),
    points=(("WAKE_UP", "arch_sleep", INTERRUPT),),
    composition="sense",
)

# A kernel without processes, and a capsule that changes a light four times a second.
BLINK = Run(
    apps=(),
    seconds=10,
    says=(),
    figures=(
        Figure("blink_interrupt_to_capsule", "INTERRUPT_TO_CAPSULE"),
        rate("blink_changes", "INTERRUPT_TO_CAPSULE"),
        rate("blink_wake_ups", "WAKE_UP"),
        Figure("blink_asleep", "", unit="%"),
    ),
    points=(("INTERRUPT_TO_CAPSULE", INTERRUPT, "blinker_fired"),
            ("WAKE_UP", "arch_sleep", INTERRUPT)),
    composition="blink",
)

# ---- Cryptography: one program, checked before it runs ----

SIGNATURE = Run(
    apps=("hello",),
    seconds=3,
    says=("Hello from Detent!",),
    figures=(
        Figure("p256_verification", "SIGNATURE", together),
        Figure("p256_verification_longest_slice", "SIGNATURE", longest),
    ),
    points=(("SIGNATURE", "software_ecdsa_turn", "deferred_call_set"),),
    app_policy="signature",
)

# What no two boards have from the same sources: processor, chip, composition.
EVERYWHERE = ROUND_TRIPS + LATENCIES[:1] + tuple(map(boot, (1, 4)))
# And what is measured on two of them, for growth is of the core.
WHOLE = ("lm3s6965evb", "qemu-rv32-virt")


def runs_of(board):
    if board not in WHOLE:
        return EVERYWHERE
    return (*ROUND_TRIPS, *LATENCIES, *GROWTH, GRANTED, *BOOT, *ENERGY, HELLO, TRESPASS, SENSE, BLINK, SIGNATURE)
