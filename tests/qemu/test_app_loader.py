# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Programs that bring programs (driver 0x10001, ABI 5.7)."""

import struct
import time

import pytest
from tbf_decoder import tlv
from test_signing import SHORT_ID, SIGNATURE, SIZE, boot, identified, padding_to, program, signed_by

from harness import BOARD
from installing import APPS_AT, KERNEL, Host, has_memory_in_a_file, running

import board_double as double

pytestmark = has_memory_in_a_file

FAIL, BUSY, INVAL, RESERVE, NOMEM, NODEVICE = 1, 2, 6, 5, 9, 11

SAID = {
    "setup beside another": BUSY,
    "setup": 0,
    "write before setup": INVAL,
    "finalize before setup": INVAL,
    "load nothing": INVAL,
    "abort nothing": INVAL,
    "uninstall 0": INVAL,
    "uninstall nobody": INVAL,
    "beginning in the middle": INVAL,
    "another size than the header's": INVAL,
    "write beyond the end": INVAL,
    "write far beyond": INVAL,
    "write before the body": INVAL,
    "write unaligned": INVAL,
    "write nothing": INVAL,
    "write without a buffer": RESERVE,
    "wrong checksum": INVAL,
    "too large": NOMEM,
    "bring": 0,
    "finalize": 0,
    "load": 0,
    "load again": INVAL,
    "uninstall": 0,
    "bring again": 0,
    "finalize again": 0,
}


def test_a_program_brings_another_and_cannot_do_harm(machine):
    output = machine.run("half", "bringer", "no_right", "counter", seconds=3, kernel=KERNEL)
    assert output.count("half: 0") == 1
    said = dict(line.removeprefix("bringer: ").rsplit(": ", 1) for line in output.lines
                if line.startswith("bringer: ") and ": " in line.removeprefix("bringer: "))
    assert {what: int(error) for what, error in said.items()} == SAID
    assert output.count(f"without: setup: {NODEVICE}") == 1
    # The guest ran twice, as two processes.
    prints = [line for line in output.lines if "prints 0x2a" in line]
    assert len(prints) == 2 and len(set(prints)) == 2
    assert any(line.startswith("bringer: it was at 0x80") for line in output.lines)
    assert output.count("counter: 2") == 1
    assert BOARD.name in output.text and not output.reports


@pytest.mark.parametrize("good", [0, 1])
def test_a_short_id_means_the_program_that_is_accepted(machine, good):
    """Then the one that is not, for nobody else has it any more."""
    impostor = program("counter", 1 - good, tlv(SHORT_ID, struct.pack("<I", 0xDE7E27)), version=9)
    both = [identified(machine, "counter", good, 1, "first"), impostor]
    remover = signed_by(machine, program("remover", 11), "first")
    output = boot(machine, SIGNATURE, *both[:: 1 if good == 0 else -1], padding_to(9), remover)
    at = [APPS_AT + slot * SIZE for slot in (good, 1 - good)]
    said = [line for line in output.lines if line.startswith("remover: ")]
    assert said == [*(f"remover: 0, {address:#x}" for address in at), f"remover: {INVAL}, 0"]


# ---- Beside the serial line ----


def begin_manifest(host):
    return host.ask(double.PREPARE, struct.pack("<H", 0) + bytes(64), patient=False)


def test_a_program_that_brings_another_and_the_line_do_not_disturb_each_other(machine):
    """What the line would begin waits until the program has ended, and is told so."""
    with running(machine.image("keeper", "counter", kernel=KERNEL), machine.folder) as board:
        while b"keeper: 0" not in (machine.folder / "serial.log").read_bytes():
            time.sleep(0.02)
        host = Host(board)
        assert host.ask(double.HELLO, b"\1")[0] == 0
        answer = begin_manifest(host)
        assert answer == (double.BUSY, b"a program is bringing another one")
        for request, payload in ((double.REMOVE, b"\1counter"), (double.OFFER, bytes(17)),
                                 (double.FLAGS, b"\0\1counter")):
            assert host.ask(request, payload, patient=False) == (double.BUSY, answer[1])
        assert host.ask(double.ABORT)[0] == 0, "of what is the line's own"
        assert begin_manifest(host) == answer
        host.line.sendall(b"go on\r")
        host.read_until(b"keeper: ended with 0")
        assert begin_manifest(host)[0] == 0
        host.close()
        assert set(board.listed()) == {"counter", "keeper", "guest"}


def test_a_program_that_died_in_the_middle_is_in_nobodys_way(machine):
    with running(machine.image("half", "counter", kernel=KERNEL), machine.folder) as board:
        while board.listed()["half"][1] != "ended":
            pass
        board.detent("install", BOARD.app_file("hello"))
        board.detent("uninstall", "counter")
        assert set(board.listed()) == {"half", "hello"}
