# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Programs that try to break out, each beside a victim that must not notice.

Every folder of apps/ is a program; its first line says what it tries. An attack is one of them, or
a few together, run for some seconds of virtual time next to `victim`, which keeps a secret and beats
every 100 ms. Whatever is tried: the kernel lives, the victim beats on in its rhythm, its secret
appears nowhere, and each try ends in an error for the attacker or in its death.
"""

import dataclasses
import random
import re
import time
from pathlib import Path

import pytest

from harness import BOARD, needs
from victim import check_victim

HERE = Path(__file__).resolve().parent
FAMILY = BOARD.architecture.family

TYPED_BYTES = 20_000


@dataclasses.dataclass
class Attack:
    """What to run beside the victim, and how it has to end."""

    name: str
    partners: tuple = ()
    seconds: float = 2
    done: bool = True  # it gets through its list
    deaths: int = 0  # at least
    riscv: int = None  # likewise; there the kernel has nothing to do with the stack of a process
    types: str = ""  # the seed of what is typed on the console meanwhile


def attack(name, *partners, **more):
    return Attack(name, tuple(partners), **more)


ATTACKS = [
    # Memory
    attack("load_sweep", deaths=180, seconds=4),
    attack("store_sweep", deaths=180, seconds=4),
    attack("exec_sweep", deaths=60),
    attack("kernel_jump", deaths=110, seconds=3),
    attack("exec_data", deaths=8),
    attack("peripheral_poke", deaths=2 * len(BOARD.facts.pokes)),
    attack("ppb_poke", deaths=30),
    attack("ppb_read"),
    attack("straddle_load", deaths=60, riscv=30, seconds=4),
    attack("straddle_store", deaths=60, riscv=30, seconds=4),
    attack("exclusive", deaths=120, seconds=3),
    attack("table_branch", deaths=120, seconds=4),
    attack("privileged_load", deaths=180, seconds=5),
    attack("break_edges", deaths=64, seconds=3),
    attack("ghost_memory"),
    attack("own_flash_store", deaths=48),
    # The stack
    attack("stack_command", deaths=50, riscv=0),
    attack("stack_memop", deaths=50, riscv=0),
    attack("stack_allow", deaths=50, riscv=0),
    attack("stack_yield", deaths=50, riscv=0),
    attack("stack_no_wait", deaths=50, riscv=0),
    attack("stack_subscribe", deaths=50, riscv=0),
    attack("stack_wait_for", deaths=50, riscv=0),
    attack("stack_interrupt", deaths=50, riscv=0, seconds=4),
    attack("stack_fault", deaths=60),
    attack("stack_undefined", deaths=60),
    attack("stack_exit"),
    attack("stack_push", deaths=45),
    attack("stack_unknown", deaths=60),
    attack("stack_shrunk", deaths=10, riscv=0),
    attack("stack_overflow", deaths=6),
    attack("nested_yield", deaths=5),
    # Instructions
    attack("exc_return", deaths=48, riscv=16),
    attack("even_branch", deaths=4),
    attack("special_registers", deaths=8, riscv=165, seconds=5),
    attack("hints"),
    attack("trap_instructions", deaths=15, riscv=30),
    attack("nonsecure", deaths=28, seconds=4),
    attack("it_block"),
    attack("svc_all_classes", deaths=248, seconds=4),
    attack("odd_branch"),
    attack("call_places"),
    attack("flash_edge", deaths=3),
    # Arguments
    attack("svc_fuzz", seconds=4),
    attack("allow_sweep", seconds=3),
    attack("subscribe_sweep", deaths=5),
    attack("memop_extremes", seconds=3),
    attack("command_sweep", seconds=4),
    attack("brk_under", seconds=1),
    attack("lying_length"),
    attack("flag_pointers"),
    attack("waitfor_nonsense"),
    attack("yield_numbers", deaths=31),
    attack("process_info_abuse", deaths=10),
    attack("debug_hints", deaths=120),
    attack("overlapping"),
    attack("driver_sweep"),
    attack("ipc_names"),
    # Memory that the kernel writes
    attack("write_revoked"),
    attack("write_changing", seconds=3),
    attack("read_revoked", types="revoked"),
    attack("rng_abuse"),
    attack("ipc_self", deaths=16),
    attack("write_then_die", deaths=90, seconds=3),
    attack("read_into_frame", "spin", seconds=3, types="frame"),
    attack("flag_in_frame", deaths=20),
    attack("info_into_frame"),
    attack("ipc_share_stack", "ipc_rewriter", seconds=3),
    attack("ipc_bad_share", "ipc_rewriter", seconds=2),
    attack("ipc_revoked", "ipc_lender", seconds=3),
    attack("ipc_spin_on_share", "ipc_scribbler", seconds=3),
    attack("ipc_squatter", "ipc_landlord", seconds=3, deaths=10),
    attack("old_pages", "page_keeper", deaths=12),
    # Floods
    attack("ipc_notify_storm", seconds=1),
    attack("ipc_notify_steady", seconds=1),
    attack("queue_flood", seconds=1),
    attack("subscribe_storm", seconds=1),
    attack("timer_storm", seconds=1),
    attack("timer_tick_storm", seconds=1),
    attack("grant_exhaustion", seconds=3),
    attack("restart_loop", seconds=1),
    attack("fault_loop", deaths=20),
    attack("console_flood", seconds=1),
    attack("console_hog"),
    attack("console_spin", seconds=1),
    attack("console_reader", types="reader", seconds=1),
    attack("debug_flood", seconds=1),
    attack("pin_flood", seconds=1),
    attack("upcall_fault", deaths=25),
    attack("spin"),
    attack("call_storm", seconds=1),
    attack("slice_thief", seconds=1),
    # Together
    attack("fault_loop", "crash_often", seconds=2),
    attack("control_storm", "fault_loop", "write_then_die", "ipc_lender", "ipc_revoked", seconds=2),
    attack("control_storm", "timer_storm", "console_spin", "svc_fuzz", "debug_flood", seconds=2),
    attack("spin", "fault_loop", "timer_tick_storm", "console_spin", deaths=10, seconds=2),
    attack("restart_loop", "debug_flood", "svc_fuzz", "ipc_notify_storm", seconds=2),
]


def typing(seed):
    """Keys at random, no line ends among them, so that no command reaches the process console."""
    keys = [byte for byte in range(256) if byte not in b"\r\n"]
    return bytes(random.Random(seed).choices(keys, k=TYPED_BYTES)) if seed else b""


def is_there(name):
    """Are there sources for this family of processors, and is it one of those that are meant?"""
    folder = HERE / "apps" / name
    if name == "nonsecure" and "armv8m" not in BOARD.settings["ARCH"].split():
        return False
    return (folder / "main.c").exists() or (folder / FAMILY).exists()


def params():
    for attack in ATTACKS:
        names = (attack.name, *attack.partners)
        there = all(is_there(name) for name in names)
        yield pytest.param(attack, id="+".join(names), marks=needs(there, "such instructions"))


@pytest.mark.parametrize("attack", params())
def test_attack(attack, machine):
    names = (attack.name, *attack.partners)
    output = machine.run("victim", *names, seconds=attack.seconds, typed=typing(attack.types)).text
    check_victim(output, attack.seconds, len(names))
    assert not re.findall(r"^.*@bad.*$", output, re.MULTILINE)
    lived = re.findall(r"^.*@lived.*$", output, re.MULTILINE)
    assert [line for line in lived if not allowed(attack.name, line, output)] == []
    deaths = re.findall(r"Process (\w+) had a fault: ", output)
    assert set(deaths) <= set(names)
    least = attack.riscv if FAMILY == "riscv" and attack.riscv is not None else attack.deaths
    assert len(deaths) >= least
    if attack.done:
        assert "@done" in output


CALLS_ON_A_BAD_STACK = ("stack_command", "stack_memop", "stack_allow", "stack_yield", "stack_no_wait",
                        "stack_subscribe", "stack_wait_for")


def allowed(name, line, output):
    """May this try, which is in a list of deadly ones, be survived after all? If it touched nothing
    but the attacker's own memory, as far as the protection unit's steps reach above its break."""
    numbers = [int(number, 16) for number in re.findall(r"0x(\w+)", line)]
    own = re.search(r"@own " + " ".join([r"0x(\w+)"] * 6), output)
    if own is None:
        return False
    ram, _, grants, flash, flash_end, app_break = (int(number, 16) for number in own.groups())
    if FAMILY == "riscv" and name in (*CALLS_ON_A_BAD_STACK, "stack_interrupt"):
        return True
    if name in ("load_sweep", "store_sweep"):
        return ram <= numbers[1] < grants
    if name in ("straddle_load", "straddle_store"):
        size = (2, 4, 8, 16 if name == "straddle_load" else 32)[numbers[3]]
        first, end = numbers[2], numbers[2] + size
        return ram <= first and end <= grants or (
            flash <= first and end <= flash_end and name == "straddle_load"
        )
    if name in CALLS_ON_A_BAD_STACK:
        frame = (numbers[1] - 32) & ~7
        return ram <= frame and frame + 32 <= app_break
    if name == "stack_interrupt":
        return ram + 32 <= numbers[1] <= grants
    if name == "stack_push":
        # QEMU lets accesses to the core's own registers pass, without effect.
        return ram + 16 <= numbers[1] <= grants or numbers[1] >> 20 == 0xE00
    return False


def test_there_are_eighty_attacks_on_every_board():
    assert len([attack for attack in ATTACKS
                if all(is_there(name) for name in (attack.name, *attack.partners))]) >= 80


def test_every_program_takes_part():
    # (prober takes part in test_capsules_at_run_time.py, chaos and reaper in test_chaos.py,
    # peeker in faults/faults.py, oracle_thief in tests/qemu/test_crypto.py)
    used = {"victim", "regions", "name_hog", "header_hog", "long_silence", "prober",
            "alarm_spiral", "chaos", "reaper", "peeker", "oracle_thief"}
    for attack in ATTACKS:
        used |= {attack.name, *attack.partners}
    assert {path.name for path in HERE.glob("apps/*")} == used


def test_the_clock_runs_on_although_nobody_asks_for_the_time(machine):
    output = machine.run("long_silence", seconds=1.5).text
    assert "@done" in output
    assert "@bad" not in output


def test_alarms_that_come_ever_earlier_do_not_look_like_a_kernel_that_hangs(machine):
    """The watchdog sees that system calls come to an end, whatever becomes of the timer."""
    output = machine.run("alarm_spiral", seconds=4)  # it would bite within half a second
    assert "@done" in output.text
    assert output.boots == 1 and not output.panicked


NOISY = ["console_flood", "console_hog", "console_spin", "console_reader", "debug_flood", "spin",
         "call_storm", "timer_tick_storm"]


@pytest.mark.parametrize("noisy", NOISY)
def test_a_person_can_still_stop_it(noisy, machine):
    with machine.session(noisy) as session:
        time.sleep(0.5)  # it is at it
        session.send(f"stop {noisy}\r")
        session.expect(f"Process {noisy} stopped")
        session.idle()
