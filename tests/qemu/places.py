# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Tells the programs in an image what lies where on this board: fills in the `struct places` of
tests/places.h wherever there is one."""

import struct

from boards import BOARD

MAGIC = b"places of board:"
DEVICES, POKES = 16, 32


def places(kernel):
    """What belongs behind the magic words."""
    facts = BOARD.facts
    words = [BOARD.flash_start, kernel.symbol("layout_kernel_flash_end"), kernel.stack[0],
             BOARD.apps_at, BOARD.flash_end, BOARD.ram_end, facts.uart_data, facts.memory_step]
    pokes = [word for poke in facts.pokes for word in poke]
    words += counted(facts.devices, 1, DEVICES) + counted(pokes, 2, POKES)
    return struct.pack(f"<{len(words)}I", *words)


def counted(words, each, room):
    """An array behind the number of its elements, of `each` words."""
    assert len(words) <= each * room
    return [len(words) // each, *words, *[0] * (each * room - len(words))]


def fill_places(path, kernel):
    data = path.read_bytes()
    filled = places(kernel)
    at = data.find(MAGIC)
    if at < 0:
        return
    data = bytearray(data)
    while at >= 0:
        at += len(MAGIC)
        data[at : at + len(filled)] = filled
        at = data.find(MAGIC, at)
    path.write_bytes(data)
