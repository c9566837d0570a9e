# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The power is cut at any store to flash, while a program is installed, updated or removed over the serial
line. All stores are written down (tools/qemu/stores.c), so what flash held at each of them is known; a fresh
QEMU boots from that. It has the old program or the new one, all others byte by byte, and a list that is
sound, as `detent` reads it.

A subset by chance; POWERCUT=n: all of them, in n parts (make test-powercut)."""

import os
import random
import struct

import pytest

from harness import BOARD, BUILD
from installing import (APP_BYTES, APPS_AT, KERNEL, RAM_AT, has_memory_in_a_file, flash_of, image_with, memory_options,
                        programs_in, running)

pytestmark = has_memory_in_a_file

PARTS = int(os.environ.get("POWERCUT", "0"))
SAMPLE = 24
BEFORE = ("counter", "clock")
DEEDS = {
    "install": ("install", BOARD.app_file("hello")),
    "update": ("update", BOARD.app_file("clock")),
    "uninstall": ("uninstall", "clock"),
}


def record(machine, deed):
    """The image, and all stores to flash while that is done: (offset, word)."""
    image = machine.image(*BEFORE, kernel=KERNEL)
    memory, log = machine.folder / "memory", machine.folder / "stores"
    more = [*memory_options(memory), "-plugin",
            f"{BUILD}/qemu/stores.so,memory={memory},ram={RAM_AT:#x},from={APPS_AT:#x},"
            f"to={APPS_AT + APP_BYTES:#x},log={log}"]
    with running(image, machine.folder, more) as board:
        assert set(board.listed()) == set(BEFORE)
        board.detent(*deed)
    stores = [(address - APPS_AT, word) for address, word in struct.iter_unpack("<II", log.read_bytes())]
    return image, stores, flash_of(memory)


def flash_at_each_store(image, stores):
    """Each content that flash had, once."""
    flash = bytearray(image.read_bytes()[APPS_AT - BOARD.flash_start :].ljust(APP_BYTES, b"\0"))
    for number, (offset, word) in enumerate(stores):
        assert offset % 4 == 0
        new = struct.pack("<I", word)
        if flash[offset : offset + 4] != new:
            flash[offset : offset + 4] = new
            yield number, flash


def boot(machine, image, flash, name):
    """Boots from that flash. What is there then, and what was said."""
    start, memory = machine.folder / f"{name}.bin", machine.folder / f"{name}.memory"
    start.write_bytes(image_with(image, flash))
    output = machine.run(image=start, kernel=KERNEL, seconds=0.2, more=memory_options(memory))
    start.write_bytes(image_with(image, flash_of(memory)))
    return programs_in(start), output


def chosen(count, deed, part):
    if PARTS:
        return set(range(part, count, PARTS))
    return set(random.Random(deed).sample(range(count), SAMPLE)) | {0, count - 1}


@pytest.mark.parametrize("part", range(PARTS or 1))
@pytest.mark.parametrize("deed", DEEDS)
def test_a_cut_leaves_the_old_or_the_new(machine, deed, part):
    image, stores, end = record(machine, DEEDS[deed])
    old = programs_in(image)
    contents = sum(1 for _ in flash_at_each_store(image, stores))
    assert contents > 1000
    new, _ = boot(machine, image, end, "end")
    assert old != new and set(BEFORE) == set(old)
    wanted, seen = chosen(contents, deed, part), []
    for index, (number, flash) in enumerate(flash_at_each_store(image, stores)):
        if index not in wanted:
            continue
        there, output = boot(machine, image, bytes(flash), "cut")
        assert there in (old, new), f"cut behind store {number} of {len(stores)}"
        assert f"Programs checked: {len(there)} of {len(there)} run" in output.text
        seen.append(there == new)
    assert bytes(flash) == end, "all stores are known"
    assert seen == sorted(seen), "once it is there it stays"
    if not PARTS:
        assert seen[0] is False and seen[-1] is True
