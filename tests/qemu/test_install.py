# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent` and a board that runs (docs/install.md): what tests/host/test_board.py does with a double of the
board, here with the board."""

import json
import re
import shlex
import struct
import subprocess
import time

import board_double as double
import pytest
from tbf_decoder import tlv
from test_signing import SHORT_ID, SIGNATURE, SIZE, identified, image_of, program, signed_by

from harness import BOARD, ROOT
from installing import APPS_AT, KERNEL, Host, flash_of, has_memory_in_a_file, memory_options, running

pytestmark = has_memory_in_a_file

HELLO = BOARD.app_file("hello")
COUNTER = BOARD.app_file("counter")


@pytest.fixture
def board(machine):
    with running(machine.image("counter", "clock", kernel=KERNEL), machine.folder) as board:
        yield board


@pytest.fixture
def host(board):
    host = Host(board)
    yield host
    host.close()


def member(app, place):
    return BOARD.program_at(app, APPS_AT + place * BOARD.slot_bytes)


# ---- As a person does it ----


def test_the_commands_of_the_document_do_what_it_says(machine):
    """Those of docs/install.md, in their order; the first one runs the board."""
    text = (ROOT / "docs/install.md").read_text().split("## A board that runs")[1]
    first, *lines = re.findall(r"^    (.* --port unix:build/serial.*|make run .*)$", text, re.M)
    apps = re.search(r" APPS=(\w+) PORT=build/serial &$", first)[1]
    assert len(lines) >= 9
    with running(machine.image(apps, kernel=KERNEL), machine.folder) as board:
        for line in lines:
            line = line.replace("unix:build/serial", board.port).replace("copy.tbf", f"{machine.folder}/copy.tbf")
            done = subprocess.run(shlex.split(line), cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  check=False, timeout=300)
            assert done.returncode == 0, f"{line}: {done.stderr}"
        assert set(board.listed()) == {"counter"}, "it is sticky"
    assert b"hello" in (machine.folder / "copy.tbf").read_bytes()


def test_the_process_console_follows(board):
    board.listed()
    host = Host(board)
    host.line.sendall(b"\rlist\r")  # the end of a frame that came before the board listened is text
    host.read_until(b" clock ")
    host.close()
    board.detent("uninstall", "clock")
    board.detent("install", HELLO)
    board.listed()
    again = Host(board)
    again.line.sendall(b"list\r")
    again.read_until(b" counter ")
    row = again.read_until(b" hello ").split()
    assert int(row[-2]) > 7, "a slot that is used again gives another number"
    assert b"clock" not in b" ".join(row)
    again.close()


@pytest.mark.parametrize("arguments, why", [
    (("install", COUNTER), "is installed"),
    (("update", HELLO), "no app of this name is installed"),
    (("uninstall", "nobody"), "no app of this name is installed"),
])
def test_what_is_refused_says_why(board, arguments, why):
    before = board.listed()
    status, said = board.ask(*arguments)
    assert status == 1 and why in said
    assert board.listed() == before


def test_all_are_erased_but_what_is_sticky(board):
    board.listed()
    board.detent("sticky", "clock")
    assert "clock is sticky and stays" in board.detent("erase")
    assert set(board.listed()) == {"clock"}
    board.detent("sticky", "--off", "clock")
    board.detent("erase")
    assert board.listed() == {}
    board.detent("install", HELLO)
    assert set(board.listed()) == {"hello"}


# ---- As a bad line has it ----


def test_a_transfer_goes_on_after_a_break(board, host):
    data = member("hello", 3)
    reason, wanted = host.offer(data)
    assert reason == 0
    wanted = host.data(data, wanted, 2000)
    host.close()
    again = Host(board)
    assert again.offer(data) == (0, wanted)
    again.data(data, wanted, len(data))
    assert again.ask(double.FINISH)[0] == 0
    assert again.offer(data) == (0, len(data)), "it finished this one last"
    assert again.ask(double.FINISH)[0] == 0
    again.close()
    assert board.listed()["hello"][0] == APPS_AT + 3 * BOARD.slot_bytes


def test_nothing_is_done_twice_and_nothing_out_of_turn(host):
    data = member("hello", 3)
    assert host.ask(double.FINISH)[0] == double.STATE
    assert host.ask(double.DATA, struct.pack("<I", 64) + bytes(64))[0] == double.STATE
    assert host.ask(double.ABORT)[0] == 0
    assert host.ask(0x33)[0] == double.UNKNOWN
    assert host.ask(double.HELLO)[0] == double.UNKNOWN
    assert host.ask(double.FLAGS, b"\0\4clock")[0] == double.UNKNOWN
    assert host.ask(double.READ, struct.pack("<II", APPS_AT + 4, 0))[0] == double.NOT_INSTALLED
    assert host.ask(double.READ, struct.pack("<II", APPS_AT, 1 << 31))[0] == double.NONE
    _, wanted = host.offer(data)
    for offset in (0, wanted + 4, len(data), 0xFFFFFFFC):
        assert host.ask(double.DATA, struct.pack("<I", offset) + bytes(64)) == (0, struct.pack("<I", wanted))
    assert host.ask(double.FINISH)[0] == double.STATE
    assert host.ask(double.REMOVE, b"\1clock", patient=False)[0] == double.BUSY
    assert host.ask(double.FLAGS, b"\0\1clock", patient=False)[0] == double.BUSY
    assert host.ask(double.READ, struct.pack("<II", APPS_AT, 0), patient=False)[0] == double.BUSY
    piece = struct.pack("<I", wanted) + data[wanted : wanted + 64]
    first = host.ask(double.DATA, piece)
    host.send(double.DATA, piece)  # the same frame: the answer got lost
    body = host.next_body()
    assert (body[2], body[3:]) == first == (0, struct.pack("<I", wanted + 64))
    assert host.ask(double.ABORT)[0] == 0
    assert host.ask(double.FINISH)[0] == double.STATE


def test_bytes_that_are_not_those_of_the_offer_are_refused(board, host):
    data = member("hello", 3)
    _, wanted = host.offer(data)
    wrong = data[:2000] + bytes([data[2000] ^ 1]) + data[2001:]
    host.data(wrong, wanted, len(data))
    assert host.ask(double.FINISH)[0] == double.BAD_CRC
    host.close()
    assert set(board.listed()) == {"counter", "clock"}
    board.detent("install", HELLO)


def test_what_is_no_frame_is_text_again_after_half_a_second(board):
    board.listed()
    host = Host(board)
    frame = bytearray(double.frame(double.HELLO, 7, b"\1"))
    frame[4] ^= 0x10
    host.line.sendall(bytes(frame) + b"\0")
    host.line.sendall(b"\0" + b"\xff" * 3000)
    time.sleep(2)
    host.line.sendall(b"\rstatus\r")
    host.read_until(b"Total processes: 2")
    assert host.ask(double.HELLO, b"\1")[1][0] == 1
    host.close()


# ---- As somebody does it who may not ----


def all_of(board):
    """[(address, version, state)] of all that are called counter."""
    board.listed()
    listed = json.loads(board.detent("list", "--json"))["objects"]
    return [(one["address"], one["version"], one["state"]) for one in listed if one["name"] == "counter"]


@pytest.mark.parametrize("good", [0, 1])
def test_an_impostor_does_not_stand_in_the_way(machine, good):
    """It has the name, the ShortId and a higher version, before or behind the program in flash."""
    impostor = program("counter", 1 - good, tlv(SHORT_ID, struct.pack("<I", 0xDE7E27)), version=9)
    both = [identified(machine, "counter", good, 1, "first"), impostor]
    image = image_of(machine, SIGNATURE, *both[:: 1 if good == 0 else -1])
    new = machine.tbf("new", identified(machine, "counter", 2, 2, "first"))
    here, there, behind = (APPS_AT + slot * SIZE for slot in (good, 1 - good, 2))
    refused = (there, 9, "refused")
    with running(image, machine.folder) as board:
        assert all_of(board) == sorted([(here, 1, "runs"), refused])
        status, said = board.ask("install", "--wait", 5000, new)
        assert status == 1 and "is installed" in said
        board.detent("update", "--wait", 5000, new)
        assert all_of(board) == sorted([refused, (behind, 2, "runs")])
        board.detent("uninstall", "counter")
        assert all_of(board) == [refused]
        status, said = board.ask("update", "--wait", 5000, new)
        assert status == 1 and "no app of this name" in said
        board.detent("install", "--wait", 5000, new)
        board.detent("uninstall", hex(there))
        assert all_of(board) == [(behind, 2, "runs")]


def test_a_program_that_the_policy_refuses_changes_no_byte_of_flash(machine):
    old = signed_by(machine, program("counter", 0, version=3), "first")
    memory = machine.folder / "memory"
    offered = {
        "stranger": ("is refused by the board", signed_by(machine, program("counter", 2, version=4), "stranger")),
        "unsigned": ("is refused by the board", program("counter", 2, version=4)),
        "less": ("trusted more", signed_by(machine, program("counter", 2, version=4), "second")),
        "older": ("higher version", signed_by(machine, program("counter", 2, version=2), "first")),
    }
    good = machine.tbf("good", signed_by(machine, program("counter", 2, version=4), "first"))
    with running(image_of(machine, SIGNATURE, old), machine.folder, memory_options(memory)) as board:
        assert board.listed() == {"counter": (APPS_AT, "runs")}
        before = flash_of(memory)
        for name, (why, data) in offered.items():
            status, said = board.ask("update", "--wait", 5000, machine.tbf(name, data))
            assert status == 1 and why in said, said
            status, said = board.ask("uninstall", "nobody")
            assert said.endswith("no app of this name is installed\n"), "what the policy said is past"
        for change in ("disable", "sticky"):
            status, said = board.ask(change, "counter")
            assert status == 1 and "covers its flags" in said, said
        assert flash_of(memory) == before
        board.detent("update", "--wait", 5000, good)
        assert board.listed()["counter"][0] == APPS_AT + 2 * BOARD.slot_bytes
    assert flash_of(memory) != before
