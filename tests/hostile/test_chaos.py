# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Random instructions and random system calls as a program, beside the victim. The kernel lives, the victim
keeps its rhythm, and its secret comes into nobody's registers: a report shows them all.

Each run is what its seed says. SEED=number in the environment begins with another one, RUNS=number
makes that many:

    BOARD=mps2-an505 SEED=1000 RUNS=100 make test-hostile PYTEST="-k chaos"
"""

import os
import random
import re
import struct

import pytest

from harness import BOARD, Kernel
from places import fill_places
from victim import check_victim

SEED = int(os.environ.get("SEED", "1"), 0)
RUNS = int(os.environ.get("RUNS", "3"), 0)
SECONDS = 1.5
MAGIC = b"chaos code here:"
CODE_BYTES = 2048 * 4


def addresses(rng):
    """Of others, or nobody's."""
    facts, kernel = BOARD.facts, Kernel()
    return rng.choice([
        kernel.stack[0] + 4 * rng.randrange(512), BOARD.flash_start + 4 * rng.randrange(4096),
        BOARD.apps_at + 4 * rng.randrange(1024), kernel.symbol("layout_bss_end") + 4 * rng.randrange(4096),
        rng.choice(facts.devices), rng.choice(facts.pokes)[0], 0xE000ED00 + 4 * rng.randrange(64),
        rng.randrange(1 << 32)])


# ---- Cortex-M: Thumb (DDI0403E A5) ----


def thumb_word(first, second):
    return struct.pack("<HH", first & 0xFFFF, second & 0xFFFF)


def move_immediate(top, rd, value):
    """MOVW or MOVT: imm4, i, imm3, imm8."""
    return thumb_word(top | value >> 12 | (value >> 11 & 1) << 10,
                      (value >> 8 & 7) << 12 | rd << 8 | value & 0xFF)


def thumb(rng):
    kind = rng.randrange(100)
    if kind < 20:
        return struct.pack("<H", rng.randrange(0xE000))
    if kind < 38:  # a system call, its class in it
        return struct.pack("<H", 0xDF00 | (rng.randrange(8) if rng.random() < 0.97 else rng.randrange(256)))
    if kind < 52:  # loads and stores: register, immediate, halfwords
        return struct.pack("<H", rng.choice((0x5000, 0x5800, 0x6000, 0x6800, 0x7000, 0x7800, 0x8000, 0x8800))
                           | rng.randrange(0x800))
    if kind < 62:
        return thumb_word(0xE800 + rng.randrange(0x1800), rng.randrange(0x10000))
    if kind < 74:
        address, rd = addresses(rng), rng.randrange(13)
        return (move_immediate(0xF240, rd, address & 0xFFFF) + move_immediate(0xF2C0, rd, address >> 16))
    if kind < 79:  # special registers, and the masks of interrupts
        return rng.choice((thumb_word(0xF380 | rng.randrange(16), 0x8800 | rng.randrange(256)),
                           thumb_word(0xF3EF, 0x8000 | rng.randrange(0x1000)),
                           struct.pack("<H", 0xB660 | rng.randrange(32))))
    if kind < 94:
        return struct.pack("<H", rng.choice((0x2000, 0x3000, 0x4000, 0x4400, 0x1C00)) | rng.randrange(0x400))
    return struct.pack("<H", 0xD000 | rng.randrange(14) << 8 | rng.randrange(32))


# ---- RISC-V: RV32IMAC (Unprivileged ISA 24) ----


def upper_and_lower(rd, value):
    """LUI and ADDI."""
    return struct.pack("<II", (value + 0x800 & 0xFFFFF000) | rd << 7 | 0x37,
                       (value & 0xFFF) << 20 | rd << 15 | rd << 7 | 0x13)


def riscv(rng):
    kind = rng.randrange(100)
    rd, rs, imm = rng.randrange(32), rng.randrange(32), rng.randrange(4096)
    if kind < 15:
        return struct.pack("<H", rng.randrange(0x10000) & ~3 | rng.randrange(3))
    if kind < 35:  # a system call of some class
        return struct.pack("<II", rng.randrange(9) << 20 | 14 << 7 | 0x13, 0x73)
    if kind < 50:  # loads and stores
        return struct.pack("<I", imm << 20 | rs << 15 | rng.randrange(8) << 12 | rd << 7
                           | rng.choice((0x03, 0x23)))
    if kind < 60:
        return struct.pack("<I", rng.randrange(1 << 32) | 3)
    if kind < 75:
        return upper_and_lower(rd, addresses(rng))
    if kind < 80:  # control registers, MRET, WFI, fences
        return struct.pack("<I", rng.choice((imm << 20 | rs << 15 | rng.choice((1, 2, 3, 5, 6, 7)) << 12
                                             | rd << 7 | 0x73, 0x30200073, 0x10500073, 0x0000100F,
                                             0x12000073, 0x00100073)))
    if kind < 84:  # atomic ones
        return struct.pack("<I", rng.choice((2, 3, 1, 0, 4, 8, 12)) << 27 | rs << 15 | 2 << 12 | rd << 7 | 0x2F)
    if kind < 95:
        return struct.pack("<I", imm << 20 | rs << 15 | rng.randrange(8) << 12 | rd << 7
                           | rng.choice((0x13, 0x33)))
    return struct.pack("<I", rng.randrange(16) << 8 | rs << 15 | rng.choice((0, 1, 4, 5)) << 12 | 0x63)


def code(seed):
    rng = random.Random(seed)
    make = riscv if BOARD.architecture.family == "riscv" else thumb
    made = b""
    while len(made) < CODE_BYTES:
        made += make(rng)
    return made[:CODE_BYTES]


@pytest.mark.parametrize("seed", range(SEED, SEED + RUNS))
def test_chaos(seed, machine):
    path = machine.image("victim", "chaos", "reaper")
    image = bytearray(path.read_bytes())
    at = image.find(MAGIC) + len(MAGIC)
    assert at > len(MAGIC)
    image[at : at + CODE_BYTES] = code(seed)
    path.write_bytes(image)
    fill_places(path, Kernel())
    output = machine.run(image=path, seconds=SECONDS).text
    check_victim(output, SECONDS, 2)
    assert not re.search(r"Process (victim|reaper) had a fault", output)
    assert len(re.findall("Process chaos had a fault", output)) >= 20
