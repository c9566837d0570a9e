# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The power is cut while programs store something (docs/storage.md): at any store to flash, and in the middle
of any, when some of the bits have changed and others have not. All stores are written down
(tools/qemu/stores.c), so what flash held at each of them is known; a fresh QEMU boots from that. The app
`cuts` says what is there: all that was done before, and of what was being done all or nothing.

A subset by chance; POWERCUT=n: all of them, in n parts (make test-powercut)."""

import os
import random
import re
import struct

import pytest

from harness import BOARD, BUILD, Kernel, needs
from test_storage import new_flash, with_flash

pytestmark = needs(BOARD.settings["QEMU_FLASH"], "flash that QEMU keeps in a file")
KERNEL = Kernel(app_policy="accept", storage="cfi")
PARTS = int(os.environ.get("POWERCUT", "0"))
SAMPLE = 20

FLASH = 0x22000000
PAGES, PAGE_BYTES, SHOWN = 16, 0x40000, 8192  # boards/qemu-rv32-virt/storage_cfi.h
ERASED = 0xFFFFFFFF
KEY_VALUE_MAGIC = 0x31564B44  # of a page

# As the app has it.
KEYS, FIRST_STEPS, STEPS = 8, 290, 24


# ---- What is stored ----


def states():
    """What is there before each step, and after the last one: by key, and in the block."""
    has, block = [0] * KEYS, -1
    found = []
    for step in range(1, FIRST_STEPS + 1 + STEPS + 1):
        if step > FIRST_STEPS:
            found.append((*has, block))
        if step % 11 == 0:
            block = step
        else:
            has[step % KEYS] = 0 if step % 7 == 0 else step
    return found


def shown(output):
    found = re.findall(r"^cuts: has (.*) and (-?\d+)$", output.text, re.M)
    assert found and "MIX" not in output.text and "ERROR" not in output.text, output.text
    keys, block = found[0]
    return (*map(int, keys.split()), int(block))


# ---- Flash ----


def load(path):
    """The part of each page that is used, one after the other."""
    with path.open("rb") as file:
        return bytearray(b"".join(read_at(file, page * PAGE_BYTES) for page in range(PAGES)))


def read_at(file, offset):
    file.seek(offset)
    return file.read(SHOWN)


def save(flash, path):
    with path.open("wb") as file:
        for page in range(PAGES):
            file.seek(page * PAGE_BYTES)
            file.write(flash[page * SHOWN : (page + 1) * SHOWN])
        file.truncate(int(BOARD.settings["QEMU_FLASH_BYTES"]))
    return path


def contents(flash, log, seed):
    """Each content that flash had, and before it what it may have been on the way: a copy, whole or not."""
    chance = random.Random(seed)
    for address, word in struct.iter_unpack("<II", log):
        page, offset = divmod(address - FLASH, PAGE_BYTES)
        assert page < PAGES and offset < SHOWN
        at = page * SHOWN + offset
        (old,) = struct.unpack_from("<I", flash, at)
        if old == word:
            continue
        after = bytearray(flash)
        if word & ~old:
            assert word == ERASED and offset == 0, "only an erasure sets bits"
            after[at : at + SHOWN] = b"\xff" * SHOWN
        else:
            struct.pack_into("<I", after, at, word)
        yield between(flash, after, at, chance)
        flash[:] = after
        yield bytes(after)


def between(before, after, at, chance):
    torn = bytearray(before)
    for i in range(at, at + SHOWN):
        if i < len(torn) and before[i] != after[i]:
            reached = chance.getrandbits(8)
            torn[i] = before[i] & ~reached | after[i] & reached
    return bytes(torn)


# ---- The test ----


@pytest.fixture
def recorded(machine, tmp_path):
    """Flash before, all stores to it while the steps are done, flash behind."""
    path, log = new_flash(tmp_path / "flash.img"), tmp_path / "stores"
    image = machine.image("cuts", kernel=KERNEL)
    first = machine.run(image=image, kernel=KERNEL, seconds=8, more=with_flash(path))
    assert first.text.count("cuts: has") == 2, first.text
    before = load(path)
    output = machine.run(image=image, kernel=KERNEL, seconds=3, more=[
        *with_flash(path), "-plugin",
        f"{BUILD}/qemu/stores.so,memory={path},ram={FLASH:#x},from={FLASH:#x},"
        f"to={FLASH + PAGES * PAGE_BYTES:#x},log={log}"])
    assert output.text.count("cuts: has") == 2 and output.text.count("cuts: done") == STEPS
    return image, before, log.read_bytes(), load(path)


@pytest.mark.parametrize("part", range(PARTS or 1))
def test_a_cut_leaves_all_of_a_step_or_nothing(machine, tmp_path, recorded, part):
    image, before, log, after = recorded
    there = sum(1 for _ in contents(bytearray(before), log, 1))
    assert there > 4000
    assert struct.pack("<I", KEY_VALUE_MAGIC) in log, "a page is among what is written"
    wanted = (set(range(part, there, PARTS)) if PARTS
              else set(random.Random(2).sample(range(there), SAMPLE)) | {0, there - 1})
    expected, at = states(), 0
    flash = bytearray(before)
    for index, content in enumerate(contents(flash, log, 1)):
        if index not in wanted:
            continue
        path = save(content, tmp_path / "cut.img")
        has = shown(machine.run(image=image, kernel=KERNEL, seconds=0.5, more=with_flash(path)))
        assert has in expected[at:], f"content {index} of {there}: {has} is not what any step has left"
        at = expected.index(has, at)  # what has been done stays so
    assert flash == after, "all stores are known"
    if not PARTS:
        assert at == STEPS
