# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A process that faults dies alone, and a person can read why. The program `faults` dies in another
way in each of its lives; here each of them is a test."""

import re

import pytest

from harness import BOARD, ROOT, Kernel, Machine

STACK = r"stack (overflow|pointer outside its memory).*"
OVERFLOW = r"stack overflow.*"
FOREIGN = r"access to memory that is not its own, address 0x{:08X}"
NO_EXECUTION = r"(jump|branch|execution|instruction).*0x{:08X}.*"
NO_INSTRUCTION = r"instruction that it may not execute.*"
WITNESS_SECONDS = 4
KERNEL_RAM = Kernel().stack[0] + 0x40
KERNEL_FLASH = BOARD.flash_start + 0x100

# What the kernel is to say. Where there is a function, it gets the layout of the process.
WAYS = {
    "null_read": r"null pointer, address 0x00000000",
    "null_write": r"null pointer, address 0x00000000",
    "null_member": r"null pointer, address 0x00000040",
    "null_call": r"call through a null pointer.*",
    "kernel_ram_read": FOREIGN.format(KERNEL_RAM),
    "kernel_ram_write": FOREIGN.format(KERNEL_RAM),
    "kernel_flash_read": FOREIGN.format(KERNEL_FLASH),
    "kernel_flash_call": NO_EXECUTION.format(KERNEL_FLASH),
    "own_flash_write": lambda p: FOREIGN.format(p.flash_start + 0x40),
    "before_own_flash": lambda p: FOREIGN.format(p.flash_start - 4),
    "behind_own_flash": lambda p: FOREIGN.format(p.flash_end),
    "before_own_ram": lambda p: f"stack overflow, address 0x{p.ram_start - 4:08X}",
    "behind_own_ram": lambda p: FOREIGN.format(p.ram_end),
    "beyond_the_break": lambda p: FOREIGN.format(p.touchable),
    "own_grants_read": lambda p: FOREIGN.format(p.grants),
    "own_control_block_write": lambda p: FOREIGN.format(p.ram_end - 4),
    "device_read": FOREIGN.format(BOARD.facts.uart_data),
    "nowhere_read": FOREIGN.format(0x80000000),
    "own_ram_call": lambda p: NO_EXECUTION.format(p.ram_start + 64),
    "undefined_instruction": NO_INSTRUCTION,
    "breakpoint": r"(breakpoint|exception|instruction).*",
    # Of Cortex-M alone
    "coprocessor": NO_INSTRUCTION,
    "no_thumb_bit": NO_INSTRUCTION,
    "unaligned_pair": NO_INSTRUCTION,
    "exception_return": NO_EXECUTION.format(0xFFFFFFF8),
    "return_from_start": r"call through a null pointer.*",
    # Of RISC-V alone
    "read_status": NO_INSTRUCTION,
    "open_protection": NO_INSTRUCTION,
    "trap_return": NO_INSTRUCTION,
    "wait_for_interrupt": NO_INSTRUCTION,
    "atomic_elsewhere": r"null pointer, address 0x00000040",
    "upcall_in_ram": lambda p: NO_EXECUTION.format(p.ram_start),
    "class_8": r"system call class that does not exist: 8",
    "class_255": r"system call class that does not exist: 255",
    "yield_number_3": r"yield number that does not exist: 3",
    "yield_number_max": r"yield number that does not exist: 4294967295",
    "stack_overflow": OVERFLOW,
    "stack_overflow_by_a_call": OVERFLOW,
    "sp_at_start": OVERFLOW,
    "interrupted_with_sp_at_start": OVERFLOW,
}


if BOARD.architecture.family == "riscv":
    # The kernel has nothing to do with a stack: the call is served, and the process goes on to what it
    # may not execute.
    STACK = NO_INSTRUCTION
    WAYS |= {way: STACK for way in ("stack_overflow_by_a_call", "sp_at_start",
                                    "interrupted_with_sp_at_start")}
    WAYS["break_below_the_stack"] = r"access to memory that is not its own, .*"


class Layout:
    """Of the process in a report."""

    def __init__(self, report):
        column = [int(a, 16) for a in re.findall(r"^  0x([0-9A-F]{8}) \+-", report.text, re.M)]
        (self.ram_end, _, self.grants, app_break, _, _, self.ram_start,
         self.flash_end, _, self.flash_start) = column
        step = BOARD.step(self.ram_end - self.ram_start)
        self.touchable = self.ram_start + -(-(app_break - self.ram_start) // step) * step


def expected_of(way, report):
    """The reason in the report of a process that died in this way."""
    expected = WAYS.get(way, STACK)
    return expected(Layout(report)) if callable(expected) else expected


def ways():
    """In the order of the program; those of the family of processors come from its header."""
    names = r'    WAY\("(\w+)"|    (WAYS_OF_THE_FAMILY)\(WAY\)'
    family = (ROOT / f"tests/qemu/raw/{BOARD.architecture.family}/ways.h").read_text()
    source = (ROOT / "tests/qemu/apps/faults/main.c").read_text()
    for name, rest in re.findall(names, source):
        yield from re.findall(r'    WAY\("(\w+)"', family) if rest else [name]


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    return Machine(tmp_path_factory.mktemp("faults")).run("faults", "counter",
                                                          seconds=WITNESS_SECONDS)


pytestmark = pytest.mark.xdist_group("faults")


@pytest.mark.parametrize("way", ways())
def test_the_process_dies_and_the_kernel_says_of_what(output, way):
    assert f"SURVIVED {way}" not in output.lines
    reports = dict(zip(ways(), output.reports))
    assert f"WAY {way}" in output.text, "it did not come to this"
    report = reports[way]
    expected = expected_of(way, report)
    assert report.process == "faults"
    assert re.fullmatch(expected, report.reason), (report.reason, expected)
    assert report.outcome == "will be restarted."


def test_each_life_ends_with_one_fault_and_the_last_with_none(output):
    assert len(output.reports) == len(list(ways()))
    assert "END of faults" in output.lines


def test_the_system_and_the_other_process_never_notice(output):
    assert not output.panicked
    assert output.boots == 1
    for number in range(1, WITNESS_SECONDS):
        assert output.count(f"counter: {number}") == 1
