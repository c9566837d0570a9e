# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What programs store (docs/storage.md), on a board whose flash QEMU keeps in a file: it is there after
power-off, it belongs to who wrote it, and the board boots whatever the file is."""

import re
import shlex
import struct

import pytest

from harness import BOARD, ROOT, Kernel, make, needs
from test_loader import sealed, tlv, value_at, with_tlvs

pytestmark = needs(BOARD.settings["QEMU_FLASH"], "flash that QEMU keeps in a file")
KERNEL = Kernel(app_policy="accept", storage="cfi")
SHORT_ID, STORAGE = 10, 7  # parts of a header
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


# ---- What people type ----


def test_the_document_tells_what_happens(tmp_path):
    """Its command, with a file of ours, and what comes of it; then once more."""
    text = (ROOT / "docs/storage.md").read_text()
    command, *lines = re.search(r"^```\n(make .*\n(?:.*\n)*?)```$", text, re.M)[1].splitlines()
    told, *words = shlex.split(command)
    assert told == "make" and "FLASH=build/flash.img" in words
    words[words.index("FLASH=build/flash.img")] = f"FLASH={tmp_path}/new/flash.img"
    done = make(*words)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == lines
    assert "Said again, the app counts on: `boots: 2`" in text
    assert "boots: 2" in make(*words).stdout.splitlines()


@pytest.mark.parametrize("words, error", [
    (["BOARD=lm3s6965evb", "FLASH=x"], "board 'lm3s6965evb' has no storage 'cfi'; there are: none"),
    (["BOARD=lm3s6965evb", "STORAGE=none", "FLASH=x"],
     "FLASH=x: board 'lm3s6965evb' has no flash that QEMU keeps in a file"),
    (["BOARD=qemu-rv32-virt", "STORAGE=eeprom"],
     "board 'qemu-rv32-virt' has no storage 'eeprom'; there are: cfi none"),
])
def test_what_there_is_none_of_is_said(words, error):
    done = make("run", *words)
    assert done.returncode != 0 and error in done.stderr, done.stderr


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


# ---- Thieves and floods ----


def test_what_is_kept_is_no_thief_s(machine, flash):
    """A program that nobody has named, with an identity of its own."""
    output = run(machine, flash, "storage_keeper", "storage_thief", "counter", seconds=8)
    assert said(output, "thief") == ["thief: 153 tries, 0 came through"]
    assert said(output, "keeper") == ["keeper: has it", "keeper: still has it"]
    assert output.count("counter: 2") == 1 and not output.reports


def with_header(machine, name, *tlvs, short_id=None):
    """The app with more in its header, or another identity."""
    data = BOARD.program_at(name, BOARD.apps_at + BOARD.slot_bytes)
    if short_id is not None:
        data = sealed(data, value_at(data, SHORT_ID), "<I", short_id)
    return machine.tbf(name, with_tlvs(data, *tlvs))


def storage_tlv(write, read, modify):
    return tlv(STORAGE, struct.pack(f"<IH{len(read)}I", write, len(read), *read)
               + struct.pack(f"<H{len(modify)}I", len(modify), *modify))


KEEPER = 0x5EC4E7
READS = ["thief: read the secret"]
CHANGES = ["thief: deleted it", "thief: changed it"]


@pytest.mark.parametrize("write, read, modify, came", [
    (1, [KEEPER], [], READS),
    (1, [0, 1, KEEPER], [], READS),
    (1, [], [KEEPER], CHANGES),
    (0, [KEEPER + 1], [0, KEEPER - 1], []),
    (0, [], [], []),
], ids=["reads", "reads_others_too", "changes", "nothing_of_it", "nothing"])
def test_a_program_may_do_what_its_header_says_and_no_more(machine, flash, write, read, modify, came):
    thief = with_header(machine, "storage_thief", storage_tlv(write, read, modify))
    output = run(machine, flash, "storage_keeper", thief, seconds=8)
    *through, last = said(output, "thief")
    assert [line for line in through if line in READS + CHANGES] == came
    assert "came through" in last
    assert ("keeper: IT IS LOST" in output.text) == bool(modify == [KEEPER])


def test_a_broken_list_permits_nothing(machine, flash):
    broken = tlv(STORAGE, struct.pack("<IHI", 1, 9, KEEPER))
    output = run(machine, flash, "storage_keeper", with_header(machine, "storage_thief", broken), seconds=8)
    assert said(output, "thief")[-1].endswith(" 0 came through")
    assert said(output, "keeper") == ["keeper: has it", "keeper: still has it"]


def test_the_same_name_with_another_identity_finds_nothing(machine, flash):
    for boots, short_id in (1, None), (1, 0xBAD), (2, None), (2, 0xBAD), (3, None):
        app = with_header(machine, "boots", short_id=short_id)
        has = run(machine, flash, "counter", app, seconds=1.5)
        assert said(has, "boots") == ([f"boots: {boots}"] if short_id is None else ["boots: error 10"])


def test_one_that_floods_the_store_harms_itself(machine, flash):
    output = run(machine, flash, "storage_flood", "storage_keeper", "boots", "counter", seconds=12)
    assert said(output, "flood") == ["flood: some written, then no more, 0 other errors"]
    assert said(output, "keeper") == ["keeper: has it", "keeper: still has it"]
    assert output.count("boots: 1") == 1 and output.count("counter: 3") == 1


def test_buffers_that_change_meanwhile_and_deaths_harm_nobody(machine, flash):
    another = with_header(machine, "storage_juggler", short_id=0x10662E)
    output = run(machine, flash, "storage_juggler", "storage_keeper", another, "boots", seconds=5)
    assert output.text.count("juggler: drops everything") >= 2
    assert said(output, "keeper") == ["keeper: has it", "keeper: still has it"]
    assert output.count("boots: 1") == 1 and not output.panicked
    assert {report.process for report in output.reports} == {"storage_juggler"}
