# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The board under test: what its board.mk says, and what the tests know besides about its
architecture and about its machine in QEMU. Everything that differs from board to board is here.

BOARD in the environment chooses the board, as for make; TOOLCHAIN who compiled its kernels; HARDENED those
that check what they kept; REACHED where to write down what is reached of the kernel."""

import json
import os
import re
import struct
import subprocess
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"


def environment(**more):
    """As in a shell, even if make runs the tests."""
    kept = {k: v for k, v in os.environ.items()
            if k != "BOARD" and not k.startswith(("MAKE", "MFLAGS"))}
    return kept | {name: str(value) for name, value in more.items()}


# ---- Architectures ----


PROTECTED_BYTES = 0x80  # before a program that is linked for its place


@dataclass(frozen=True)
class Architecture:
    family: str  # of processors, as user/user.mk has it
    fixed: bool  # programs are linked for their places, which are this far apart
    slot_bytes: int
    pc: str  # in QEMU's `info registers`: what stands before the program counter
    frame_bytes: int  # what an exception pushes onto the kernel's stack by itself
    hang: bytes  # code: interrupts off, and a branch to itself
    load: str  # in a listing: the beginning of what reads memory
    fault_title: str  # above the status of the CPU in a report
    data_fault: str  # in it, after an access that is forbidden
    # Bars, in instructions, with the stub of the app library:
    null_command: int
    yield_no_wait: int
    switch: int
    text_bytes: int = 0  # of the kernel; 0: no bar


CORTEX_M = Architecture(
    family="cortex-m",
    fixed=False,
    slot_bytes=0x1000,
    pc=r"R15=",
    frame_bytes=32,
    hang=b"\x72\xb6\xfe\xe7",  # cpsid i; b .
    load="ldr",
    fault_title="---| Cortex-M Fault Status |---",
    data_fault="Data Access Violation: ",
    null_command=90,
    yield_no_wait=80,
    switch=100,
)
# Which of two frames a process has is looked at when it is left and when it is entered.
CORTEX_M_WITH_FPU = replace(CORTEX_M, switch=110)


RISCV = Architecture(
    family="riscv",
    fixed=True,
    slot_bytes=0x10000,
    pc=r"\bpc +",
    frame_bytes=0,
    hang=b"\x73\x70\x04\x30\x01\xa0",  # csrci mstatus, 8; j .
    load="lw",
    fault_title="---| RISC-V Machine State |---",
    data_fault="Load access fault",
    null_command=130,
    yield_no_wait=130,
    switch=187,
    text_bytes=104_000 // 3,
)


# ---- Machines ----

ALL_ONES = 0xFFFFFFFF


@dataclass(frozen=True)
class Led:
    store: int  # what the kernel writes to
    state: int  # what can be read back, if the model has it
    bit: int


@dataclass(frozen=True)
class Facts:
    """What a board's README says, as far as tests need it."""

    architecture: Architecture
    uart_data: int  # what each byte of output is stored to
    uart_stores_before: int = 0  # how many of these are none, but set the port up
    uart_on: int = 0  # what is stored to first to switch it on, if the model loses what comes before
    led: Led = None  # the first one
    leds: int = 0
    buttons: int = 0
    keys: tuple = ()  # that press the buttons in QEMU
    pins: int = 0
    secure: bool = False  # its devices are those of the Secure world
    fpu: bool = False  # for floating point, which the kernel lets processes use
    coarse: bool = True  # a program in flash is protected in steps of more than a word
    memory_step: int = 0  # of the protection unit for RAM; 0 if it is a 16th of the block
    devices: tuple = ()  # registers, of every kind of device
    pokes: tuple = ()  # (register, value): what would hurt most
    panic_ends: bool = False  # whether the machine ends with it
    levels: bool = True  # whether the model's pins have any, so that what is driven can be read
    resetting_watchdog: bool = True  # whether the model has one that a kernel that hangs cannot hold up


MPS2_AN385 = Facts(
    architecture=CORTEX_M,
    uart_data=0x40004000,
    led=Led(store=0x40028000, state=0x40028000, bit=0x01),
    leds=2,
    buttons=2,
    # Timers, UARTs, watchdog, GPIO, SPI, the FPGA's own, Ethernet, VGA.
    devices=(0x40000000, 0x40001000, 0x40002000, 0x40004000, 0x40004008, 0x40005000, 0x40008000,
             0x40008C00, 0x40010000, 0x40020000, 0x40028000, 0x4002F000, 0x40200000, 0x41000000),
    # Watchdog, timers off, UART off, LEDs, Ethernet; two through the alias of single bits.
    pokes=((0x40008C00, 0x1ACCE551), (0x40008008, 3), (0x40008000, 1), (0x40008F00, 1),
           (0x40008F04, 3), (0x40000000, 0), (0x40000008, 0), (0x40001000, 0), (0x40001008, 0),
           (0x40002008, 0), (0x40002000, ALL_ONES), (0x40002F00, 1), (0x40002F04, 3),
           (0x40004008, 0), (0x40004010, 0), (0x40004000, ord("X")), (0x40028000, 3),
           (0x4002F000, ALL_ONES), (0x40200000, ALL_ONES), (0x42100000, 1), (0x42080000, 1)),
)

FACTS = {
    "mps2-an385": MPS2_AN385,
    "mps2-an386": replace(MPS2_AN385, architecture=CORTEX_M_WITH_FPU, fpu=True),
    "lm3s6965evb": Facts(
        architecture=CORTEX_M,
        uart_data=0x4000C000,
        # A port has its data once for every mask, the mask in the address.
        led=Led(store=0x40025004, state=0x400253FC, bit=0x01),
        leds=1,
        buttons=5,
        keys=("ctrl", "up", "down", "left", "right"),
        pins=8,
        # Watchdog, GPIO, UART, timers, flash, system control.
        devices=(0x40000000, 0x40000C00, 0x40004000, 0x400043FC, 0x4000C000, 0x4000C018, 0x40024000,
                 0x40025000, 0x40030000, 0x40031000, 0x400FD000, 0x400FE000, 0x400FE060, 0x40100000),
        # Reset, clocks, watchdog, UART off, timers; two through the alias of single bits.
        pokes=((0x40000C00, 0x1ACCE551), (0x40000008, 3), (0x40000000, 1), (0x400FE060, 0),
               (0x400FE070, 0), (0x400FE100, 0), (0x400FE104, 0), (0x400FE108, 0),
               (0x400FE040, ALL_ONES), (0x400FE044, ALL_ONES), (0x400FE048, ALL_ONES),
               (0x4000C030, 0), (0x4000C038, 0), (0x4000C000, ord("X")), (0x4003000C, 0),
               (0x40030018, 0), (0x4003100C, 0), (0x40031018, 0), (0x40032018, 0),
               (0x400253FC, 0xFF), (0x40025400, 0xFF), (0x400FD000, 0xC000),
               (0x400FD008, 0xA4420002), (0x42000000, 1), (0x43F80000, 1)),
    ),
    "netduinoplus2": Facts(
        architecture=CORTEX_M_WITH_FPU,
        uart_data=0x40011004,
        uart_on=0x4001100C,
        # The model has no ports, but a store can be seen: the upper half of BSRR clears.
        led=Led(store=0x40020018, state=0, bit=0x0400),
        leds=1,
        buttons=1,
        pins=8,
        fpu=True,
        levels=False,
        # TIM2, TIM5, IWDG, USART2, USART1, SYSCFG, EXTI, ports, RCC, flash.
        devices=(0x40000000, 0x4000000C, 0x40000024, 0x40000C00, 0x40003000, 0x40004400, 0x40011000,
                 0x40011004, 0x40013800, 0x40013C00, 0x40020000, 0x40020010, 0x40023800, 0x40023C00),
        # Clocks, resets, timers, watchdog, USART off, interrupts of pins, flash; two through the alias of
        # single bits.
        pokes=((0x40023800, 0), (0x40023808, 0), (0x40023810, ALL_ONES), (0x40023820, ALL_ONES),
               (0x40023824, ALL_ONES), (0x40023830, 0), (0x40023840, 0), (0x40023844, 0),
               (0x40000000, 0), (0x4000000C, 0), (0x40000024, 0), (0x4000002C, 0), (0x40000C00, 0),
               (0x40000C0C, 0), (0x40000C24, 0), (0x40003000, 0xCCCC), (0x4001100C, 0),
               (0x40011004, ord("X")), (0x40013C00, 0), (0x40020000, 0), (0x40020018, 0x0400),
               (0x40023C04, 0x45670123), (0x40023C10, 0x00010004), (0x42000000, 1),
               (0x42230000, 1)),
        resetting_watchdog=False,
    ),
    "qemu-rv32-virt": Facts(
        architecture=RISCV,
        uart_data=0x10000000,
        uart_stores_before=1,  # the divisor
        coarse=False,
        memory_step=4,
        panic_ends=True,
        resetting_watchdog=False,
        # Test device, clock, CLINT (software interrupt, both timers), PLIC (priorities, enables, threshold,
        # claim), UART, virtio, flash, PCI.
        devices=(0x00100000, 0x00101000, 0x02000000, 0x02004000, 0x0200BFF8, 0x0C000004, 0x0C002000,
                 0x0C200000, 0x0C200004, 0x10000000, 0x10000005, 0x10001000, 0x10008000, 0x20000000,
                 0x30000000, 0x40000000),
        # Power off, reset; software interrupt, timer never, time back; all interrupts off, a claim;
        # UART off; virtio reset, a queue anywhere, its notification.
        pokes=((0x00100000, 0x5555), (0x00100000, 0x3333), (0x00100000, 0x7777), (0x02000000, 1),
               (0x02004000, ALL_ONES), (0x02004004, ALL_ONES), (0x0200BFF8, 0), (0x0200BFFC, 0),
               (0x0C002000, 0), (0x0C002000, ALL_ONES), (0x0C200000, 7), (0x0C200004, 10),
               (0x0C000028, 0), (0x10000000, ord("X")), (0x10000001, 0), (0x10000003, 0x80),
               (0x10000004, 0x10), (0x10001070, 0), (0x10008070, 0), (0x10008080, 0x80200000),
               (0x10008050, 0)),
    ),
    "mps2-an505": Facts(
        architecture=CORTEX_M_WITH_FPU,
        uart_data=0x50200000,
        led=Led(store=0x50302000, state=0x50302000, bit=0x01),
        leds=2,
        buttons=2,
        secure=True,
        fpu=True,
        memory_step=32,
        # Timers, dual timer, system control and security of the IoT kit, watchdogs, UART, FPGA I/O,
        # memory protection controllers; the same from the Non-secure side.
        devices=(0x50000000, 0x50001000, 0x50002000, 0x50021000, 0x50080000, 0x50081000, 0x5002E000,
                 0x50200000, 0x50200008, 0x50300000, 0x50302000, 0x58007000, 0x40000000, 0x40200000,
                 0x40302000, 0x48007000),
        # Reset, watchdogs, timers, UART off; memory and devices given to the Non-secure world.
        pokes=((0x50021108, 0x200), (0x50081C00, 0x1ACCE551), (0x50081008, 3), (0x50081000, 1),
               (0x5002E008, 3), (0x50002008, 0), (0x5000200C, 1), (0x50000000, 0), (0x50001000, 0),
               (0x50200000, ord("X")), (0x50200008, 0), (0x50200010, 0), (0x50302000, 3),
               (0x58007000, 0), (0x58007018, ALL_ONES), (0x58008018, ALL_ONES),
               (0x50080010, 1), (0x50080014, ALL_ONES), (0x50080070, ALL_ONES),
               (0x50080080, ALL_ONES), (0x500800B0, ALL_ONES), (0x50080090, ALL_ONES),
               (0x50080020, ALL_ONES), (0x50080024, ALL_ONES), (0x40200000, ord("Y")),
               (0x40302000, 3)),
    ),
}


class Board:
    def __init__(self, name):
        self.name = name
        said = subprocess.run(["make", "-s", "--no-print-directory", f"BOARD={name}", "print-board"],
                              cwd=ROOT, env=environment(), capture_output=True, text=True)
        assert said.returncode == 0, said.stderr
        self.settings = json.loads(said.stdout)
        self.facts = FACTS[name]
        self.architecture = self.facts.architecture
        self.flash_start, self.apps_at, self.flash_end, self.ram_end = (
            int(self.settings[word] or "0", 0)
            for word in ("FLASH_START", "APPS_AT", "FLASH_END", "RAM_END"))

    # Programs lie where they like on some boards, and on others where they are linked to, in slots of
    # this size (user/user.mk).

    @property
    def slot_bytes(self):
        return self.architecture.slot_bytes

    def program_at(self, app, address):
        """The .tbf of the app that can lie at this address."""
        folder, name = BUILD / "apps" / app, self.settings["APP_ARCH"]
        if self.architecture.fixed:
            (path,) = folder.glob(f"{name}.0x{address + PROTECTED_BYTES:08x}.*.tbf")
        else:
            path = folder / f"{name}.tbf"
        return path.read_bytes()

    def app_file(self, app):
        """What `detent image` takes, given a name or a path."""
        if isinstance(app, Path):
            return app
        name = self.settings["APP_ARCH"]
        return BUILD / "apps" / app / f"{name}.{'tab' if self.architecture.fixed else 'tbf'}"

    def step(self, block):
        """Of the protection unit, in a block of RAM of this size."""
        return self.facts.memory_step or block // 16

    def command(self, image):
        """Of QEMU, but for what is at the other end of the wires."""
        said = self.settings
        given = said["QEMU_IMAGE"].replace("IMAGE", str(image))
        return [said["QEMU"], *said["QEMU_MACHINE"].split(), "-display", "none", *given.split(),
                *reached_options(image)]


DEFAULT_BOARD = "lm3s6965evb"
BOARD = Board(os.environ.get("BOARD", DEFAULT_BOARD))
TOOLCHAIN = os.environ.get("TOOLCHAIN", "gcc")
HARDENED = os.environ.get("HARDENED") == "yes"


# ---- Kernels ----

# A folder into which each run writes what it has reached of the board's own kernel (make coverage).
REACHED = os.environ.get("REACHED")


def reached_options(image):
    if not REACHED or not Path(image).read_bytes().startswith(Kernel().bin.read_bytes().rstrip(b"\xff\0")):
        return []
    start, end = code_of(Kernel().elf)
    return ["-plugin", f"{BUILD}/qemu/reached.so,code={start:#x}-{end:#x},into={REACHED}"]


class Kernel:
    """A kernel by what is special about it: Kernel(), Kernel("cooperative", "STOP")."""

    def __init__(self, scheduler="round_robin", policy="RESTART", brief=False, unchecked=False,
                 capsules=None, capsule_policy="QUARANTINE", slots=None,
                 app_policy=None, storage=None, crypto=None, board=None):
        special = [f"{slots}-slots"] * (slots is not None)
        special += [TOOLCHAIN] * (TOOLCHAIN != "gcc") + ["hardened"] * HARDENED
        special += [scheduler] * (scheduler != "round_robin") + [policy] * (policy != "RESTART")
        special += [app_policy] if app_policy else []
        special += [storage] if storage else []
        special += {None: [], "crypto": ["crypto"], "oracle": ["crypto", "oracle"]}[crypto]
        special += ["CAPSULE_PANIC"] * (capsule_policy == "PANIC")
        special += ["with-" + capsules.replace("_", "__").replace("/", "_")] if capsules else []
        special += ["unchecked"] * unchecked + ["brief"] * brief
        self.folder = BUILD / "-".join([board or BOARD.name, *special])
        self.bin = self.folder / "kernel.bin"
        self.elf = self.folder / "kernel.elf"

    def symbol(self, name):
        return symbols(self.elf)[name][0]

    def size(self, name):
        return symbols(self.elf)[name][1]

    @property
    def stack(self):
        return self.symbol("layout_stack_bottom"), self.symbol("layout_stack_top")

    def file_offset(self, address):
        """Where in an image it is."""
        return (address & ~1) - BOARD.flash_start


@cache
def symbols(elf):
    """{name: (address, size)}, the size 0 if the symbol has none."""
    listed = subprocess.run([BOARD.settings["KERNEL_NM"], "-S", elf], check=True,
                            capture_output=True, text=True).stdout
    found = re.findall(r"^(\w+)(?: (\w+))? \w (\S+)$", listed, re.M)
    return {name: (int(address, 16), int(size or "0", 16)) for address, size, name in found}


@cache
def code_of(elf):
    """From where to where it has code: the executable segments."""
    data = elf.read_bytes()
    (offset,), (size, count) = struct.unpack_from("<I", data, 28), struct.unpack_from("<2H", data, 42)
    headers = [struct.unpack_from("<8I", data, offset + i * size) for i in range(count)]
    spans = [(address, address + length) for kind, _, address, _, _, length, flags, _ in headers
             if kind == 1 and flags & 1]
    return min(start for start, _ in spans), max(end for _, end in spans)
