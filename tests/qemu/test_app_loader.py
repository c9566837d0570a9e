# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Programs that bring programs (driver 0x10001, ABI 5.7)."""

from harness import BOARD
from installing import KERNEL, can_install

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
