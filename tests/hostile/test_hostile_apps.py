# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Programs that try to break out, each beside a victim that must not notice.

Every folder of apps/ is a program; its first line says what it tries. An attack is one of them, or
a few together, run for some seconds of virtual time next to `victim`, which keeps a secret and beats
every 100 ms. Whatever is tried: the kernel lives, the victim beats on in its rhythm, its secret
appears nowhere, and each try ends in an error for the attacker or in its death.
"""

import dataclasses
import fcntl
import random
import re
import subprocess
import time
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build"
BOARD = BUILD / "lm3s6965evb"
APPS_AT, FLASH_END, RAM_END = 0xC000, 0x40000, 0x20010000

SECRET = re.compile("5ec7e7a5|a5e7c75e", re.IGNORECASE)
BEAT_S = 0.1
# A beat may be late by 20 ms, and by the rest of a slice of each other process.
LATE_S, SLICE_S = 0.020, 0.010


@dataclasses.dataclass
class Attack:
    """What to run beside the victim, and how it has to end."""

    name: str
    partners: tuple = ()
    seconds: float = 2
    done: bool = True  # it gets through its list
    deaths: int = 0  # at least
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
    attack("peripheral_poke", deaths=50),
    attack("ppb_poke", deaths=30),
    attack("ppb_read"),
    attack("straddle_load", deaths=60, seconds=4),
    attack("straddle_store", deaths=60, seconds=4),
    attack("exclusive", deaths=120, seconds=3),
    attack("table_branch", deaths=120, seconds=4),
    attack("privileged_load", deaths=180, seconds=5),
    # The stack
    attack("stack_command", deaths=50),
    attack("stack_memop", deaths=50),
    attack("stack_allow", deaths=50),
    attack("stack_yield", deaths=50),
    attack("stack_no_wait", deaths=50),
    attack("stack_interrupt", deaths=50, seconds=4),
    attack("stack_fault", deaths=60),
    attack("stack_undefined", deaths=60),
    attack("stack_exit"),
    attack("stack_push", deaths=45),
    attack("stack_unknown", deaths=60),
    attack("stack_shrunk", deaths=10),
    attack("stack_overflow", deaths=6),
    attack("nested_yield", deaths=5),
    # Instructions
    attack("exc_return", deaths=48),
    attack("even_branch", deaths=4),
    attack("special_registers", deaths=8),
    attack("hints"),
    attack("trap_instructions", deaths=15),
    attack("it_block"),
    attack("svc_all_classes", deaths=248, seconds=4),
    attack("flash_edge", deaths=3),
    # Arguments
    attack("svc_fuzz", seconds=4),
    attack("allow_sweep", seconds=3),
    attack("subscribe_sweep", deaths=5),
    attack("memop_extremes", seconds=3),
    attack("command_sweep", seconds=4),
    attack("lying_length"),
    attack("flag_pointers"),
    attack("waitfor_nonsense"),
    attack("yield_numbers", deaths=31),
    attack("process_info_abuse", deaths=10),
    attack("debug_hints", deaths=120),
    attack("overlapping"),
    # Memory that the kernel writes
    attack("write_revoked"),
    attack("write_then_die", deaths=90, seconds=3),
    attack("read_into_frame", "spin", seconds=3, types="frame"),
    attack("flag_in_frame", deaths=20),
    attack("info_into_frame"),
    attack("ipc_share_stack", "ipc_rewriter", seconds=3),
    attack("ipc_bad_share", "ipc_rewriter", seconds=2),
    attack("ipc_revoked", "ipc_lender", seconds=3),
    attack("ipc_spin_on_share", "ipc_scribbler", seconds=3),
    attack("ipc_squatter", "ipc_landlord", seconds=3, deaths=10),
    # Floods
    attack("ipc_notify_storm"),
    attack("ipc_notify_steady"),
    attack("queue_flood"),
    attack("subscribe_storm"),
    attack("timer_storm"),
    attack("timer_tick_storm"),
    attack("grant_exhaustion", seconds=3),
    attack("restart_loop"),
    attack("fault_loop", deaths=20),
    attack("console_flood"),
    attack("console_spin"),
    attack("console_reader", types="reader"),
    attack("debug_flood"),
    attack("pin_flood"),
    attack("upcall_fault", deaths=25),
    attack("spin"),
    attack("call_storm"),
    attack("slice_thief"),
    # Together
    attack("fault_loop", "crash_often", seconds=3),
    attack("control_storm", "fault_loop", "write_then_die", "ipc_lender", "ipc_revoked", seconds=3),
    attack("control_storm", "timer_storm", "console_spin", "svc_fuzz", "debug_flood", seconds=3),
    attack("spin", "fault_loop", "timer_tick_storm", "console_spin", deaths=10, seconds=3),
    attack("restart_loop", "debug_flood", "svc_fuzz", "ipc_notify_storm", seconds=3),
]


@pytest.fixture(scope="session")
def built():
    """Kernel, tools and all programs, by the tree's own rules; once, however many run the tests."""
    folders = sorted(path.parent for path in HERE.glob("apps/*/main.c"))
    lock = BUILD / "hostile.lock"
    BUILD.mkdir(exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        subprocess.run(
            ["make", "-s", "-j2", f"APP_DIRS={' '.join(map(str, folders))}", "kernel"]
            + ["build/qemu/limit.so", "build/detent"]
            + [f"build/apps/{folder.name}/{folder.name}.tbf" for folder in folders],
            cwd=ROOT,
            check=True,
        )
    return [folder.name for folder in folders]


def ram_start():
    symbols = subprocess.run(
        ["arm-none-eabi-nm", BOARD / "kernel.elf"], capture_output=True, text=True, check=True
    ).stdout
    return re.search(r"^([0-9a-f]+) . layout_bss_end$", symbols, re.MULTILINE)[1]


def run(folder, names, seconds, types="", tbfs=()):
    """The serial output of these programs, in this order in flash."""
    image = folder / "image.bin"
    files = [BUILD / "apps" / name / f"{name}.tbf" for name in names]
    subprocess.run(
        [BUILD / "detent", "image", "--kernel", BOARD / "kernel.bin"]
        + ["--apps-at", hex(APPS_AT), "--flash-end", hex(FLASH_END)]
        + ["--ram-start", f"0x{ram_start()}", "--ram-end", hex(RAM_END)]
        + ["--arch", "cortex-m3", "-o", image, *files, *tbfs],
        check=True,
        capture_output=True,
    )
    with (folder / "output").open("wb") as output:
        qemu = subprocess.Popen(
            ["qemu-system-arm", "-M", "lm3s6965evb", "-display", "none", "-serial", "stdio"]
            + ["-monitor", "none", "-icount", "shift=5,sleep=off", "-kernel", image]
            + ["-plugin", f"{BUILD}/qemu/limit.so,ns={int(seconds * 1e9)}"],
            stdin=subprocess.PIPE,
            stdout=output,
        )
        try:
            if types:
                type_slowly(qemu, types)
            else:
                qemu.stdin.close()
            assert qemu.wait(timeout=100) == 0
        finally:
            qemu.kill()
    return (folder / "output").read_bytes().decode("utf-8", "replace")


def type_slowly(qemu, types):
    """Bytes at random, no line ends among them, until the machine ends. How much virtual time lies
    between two is left to chance."""
    chance = random.Random(types)
    keys = [byte for byte in range(256) if byte not in b"\r\n"]
    while qemu.poll() is None:
        try:
            qemu.stdin.write(bytes(chance.choices(keys, k=8)))
            qemu.stdin.flush()
        except BrokenPipeError:
            return
        time.sleep(0.002)


def check_victim(output, seconds, others):
    """Alive to the end, in rhythm, in one piece, and with its secret to itself."""
    assert "CORRUPT" not in output
    assert "panicked" not in output and "anic" not in output.replace("reset panic", "")
    assert "Process victim" not in output
    assert not SECRET.search(output)
    period = int(re.search(r"^.*victim 0x\w+ (0x\w+)$", output, re.MULTILINE)[1], 16)
    beats = [
        (int(number, 16), int(late, 16))
        for number, late in re.findall(r"beat (0x\w{8}) (0x\w{8})", output)
    ]
    assert [number for number, _ in beats] == list(range(1, len(beats) + 1))
    assert len(beats) >= int(seconds / BEAT_S) - 2
    worst = max(late for _, late in beats) * BEAT_S / period
    assert worst <= LATE_S + others * SLICE_S, f"a beat came {worst * 1000:.1f} ms late"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: "+".join((a.name, *a.partners)))
def test_attack(attack, built, tmp_path):
    names = (attack.name, *attack.partners)
    output = run(tmp_path, ("victim", *names), attack.seconds, attack.types)
    check_victim(output, attack.seconds, len(names))
    assert not re.findall(r"^.*@bad.*$", output, re.MULTILINE)
    lived = re.findall(r"^.*@lived.*$", output, re.MULTILINE)
    assert [line for line in lived if not allowed(attack.name, line, output)] == []
    deaths = re.findall(r"Process (\w+) had a fault: ", output)
    assert set(deaths) <= set(names)
    assert len(deaths) >= attack.deaths
    if attack.done:
        assert "@done" in output


def allowed(name, line, output):
    """May this try, which is in a list of deadly ones, be survived after all? If it touched nothing
    but the attacker's own memory, as far as the protection unit's steps reach above its break."""
    numbers = [int(number, 16) for number in re.findall(r"0x(\w+)", line)]
    own = re.search(r"@own " + " ".join([r"0x(\w+)"] * 6), output)
    if own is None:
        return False
    ram, _, grants, flash, flash_end, app_break = (int(number, 16) for number in own.groups())
    if name in ("load_sweep", "store_sweep"):
        return ram <= numbers[1] < grants
    if name in ("straddle_load", "straddle_store"):
        size = (2, 4, 8, 16 if name == "straddle_load" else 32)[numbers[3]]
        first, end = numbers[2], numbers[2] + size
        return ram <= first and end <= grants or (
            flash <= first and end <= flash_end and name == "straddle_load"
        )
    if name in ("stack_command", "stack_memop", "stack_allow", "stack_yield", "stack_no_wait"):
        frame = (numbers[1] - 32) & ~7
        return ram <= frame and frame + 32 <= app_break
    if name == "stack_interrupt":
        return ram + 32 <= numbers[1] <= grants
    if name == "stack_push":
        # QEMU lets accesses to the core's own registers pass, without effect.
        return ram + 16 <= numbers[1] <= grants or numbers[1] >> 20 == 0xE00
    return False


def test_every_program_takes_part(built):
    used = {"victim", "evil_name"}
    for attack in ATTACKS:
        used |= {attack.name, *attack.partners}
    assert set(built) == used
