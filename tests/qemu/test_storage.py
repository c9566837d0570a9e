# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What programs store (docs/storage.md), on a board whose flash QEMU keeps in a file: it is there after
power-off, it belongs to who wrote it, and the board boots whatever the file is."""

import pytest

from harness import BOARD, Kernel, needs

pytestmark = needs(BOARD.settings["QEMU_FLASH"], "flash that QEMU keeps in a file")
KERNEL = Kernel(app_policy="accept", storage="cfi")
STORE_BYTES = 16 * 0x40000


@pytest.fixture
def flash(tmp_path):
    return new_flash(tmp_path / "flash.img")


def new_flash(path):
    """Erased where the store is; behind that it is a hole."""
    with path.open("wb") as file:
        file.write(b"\xff" * STORE_BYTES)
        file.truncate(int(BOARD.settings["QEMU_FLASH_BYTES"]))
    return path


def with_flash(path, *options):
    given = BOARD.settings["QEMU_FLASH"].replace("FLASH", str(path)).split()
    return [*given[:-1], ",".join([given[-1], *options])]


def run(machine, flash, *apps, seconds=2, kernel=KERNEL, options=()):
    return machine.run(*apps, seconds=seconds, kernel=kernel, more=with_flash(flash, *options))


def said(output, app="kv"):
    return [line for line in output.lines if line.startswith(f"{app}: ")]


FIRST = [
    "kv: kept is , 0 bytes: 10",
    "kv: kept: 0",
    "kv: a: 0",
    "kv: a is one, 3 bytes: 0",
    "kv: a: 0",
    "kv: a is two, 14 bytes: 7",
    "kv: add: 10",
    "kv: update: 0",
    "kv: a is four, 4 bytes: 0",
    "kv: update of nothing: 10",
    "kv: delete: 0",
    "kv: delete again: 10",
    "kv: a is , 0 bytes: 10",
    "kv: empty value: 0",
    "kv: e is , 0 bytes: 0",
    "kv: no key: 5",
    "kv: long key: 7",
    "kv: longest key: 0",
    "kv: long value: 7",
    "kv: longest value: 0",
    "kv: collect: 0",
]


def test_the_store_does_what_it_is_asked_for_and_keeps_it_without_power(machine, flash):
    assert said(run(machine, flash, "key_value")) == FIRST
    second = said(run(machine, flash, "key_value"))
    assert second == ["kv: kept is since the last boot, 19 bytes: 0", *FIRST[1:]]


def test_each_boot_is_counted(machine, flash):
    for boot in range(1, 5):
        assert run(machine, flash, "counter", "boots").count(f"boots: {boot}") == 1


def test_without_a_file_what_is_stored_is_gone_with_the_power(machine):
    for _ in range(2):
        output = machine.run("boots", "counter", seconds=2, kernel=KERNEL)
        assert output.count("boots: 1") == 1 and output.count("counter: 1") == 1


def test_a_file_that_cannot_be_written_is_an_error_and_everything_else_runs(machine, flash):
    output = run(machine, flash, "boots", "counter", options=["readonly=on"])
    assert output.count("boots: error 1") == 1
    assert output.count("counter: 1") == 1
    assert not output.reports and not output.panicked


@pytest.mark.parametrize("byte", [b"\x00", b"\xa5"])
def test_a_file_with_anything_in_it_becomes_a_store(machine, flash, byte):
    flash.write_bytes(byte * int(BOARD.settings["QEMU_FLASH_BYTES"]))
    for boot in (1, 2):
        assert run(machine, flash, "boots").count(f"boots: {boot}") == 1


def test_a_program_without_a_short_id_stores_nothing(machine, flash):
    output = run(machine, flash, "boots", "counter", kernel=Kernel(storage="cfi"))
    assert output.count("boots: error 6: it has no ShortId here (LOADER=async)") == 1
    assert output.count("counter: 1") == 1


def test_without_the_driver_the_app_says_so(machine):
    output = machine.run("boots", "counter", seconds=2)
    assert output.count("boots: error 11: this board stores nothing") == 1
    assert output.count("counter: 1") == 1


# ---- Regions ----


def region(where, old):
    return [
        f"nv: {where}: 4096 bytes",
        f"nv: {where}, at 4088: {old}: 0",
        f"nv: {where}, write: 0",
        f"nv: {where}, at 4088: the end.: 0",
        f"nv: {where}, long, the same: 0",
        f"nv: {where}, at 92: ~~~~~~~~: 0",
        f"nv: {where}, nothing: 5",
        f"nv: {where}, one too far: 6",
        f"nv: {where}, behind it: 6",
        f"nv: {where}, wrapping: 6",
        f"nv: {where}, wrapping back: 6",
    ]


def test_both_regions_keep_what_is_written_without_power(machine, flash):
    for old in "~~~~~~~~", "the end.":
        assert said(run(machine, flash, "nonvolatile"), "nv") == region("all", old) + region("own", old)


def test_the_region_for_all_needs_no_short_id_and_the_own_one_does(machine, flash):
    output = run(machine, flash, "nonvolatile", kernel=Kernel(storage="cfi"))
    assert said(output, "nv") == region("all", "~~~~~~~~") + ["nv: own, size: 10"]
