# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Programs that bring programs (driver 0x10001, ABI 5.7)."""

import struct

import pytest
from tbf_decoder import tlv
from test_signing import SHORT_ID, SIGNATURE, SIZE, boot, identified, padding_to, program, signed_by

from harness import BOARD
from installing import APPS_AT, KERNEL, can_install

pytestmark = can_install

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
