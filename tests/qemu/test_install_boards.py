# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Programs come and go on each kind of board that has flash for them: where the kernel writes what a region of
the protection unit shows to a program, and how long programs wait meanwhile, is the board's own. The rest is
in test_install.py."""

import json

import board_double as double
import pytest
from test_signing import NS_PER_INSTRUCTION, lengths

from harness import BOARD, count_plugin
from installing import APPS_AT, KERNEL, Host, can_install, running

pytestmark = can_install

HELLO = BOARD.app_file("hello")
COUNTER = BOARD.app_file("counter")


@pytest.fixture
def board(machine):
    with running(machine.image("counter", "clock", kernel=KERNEL), machine.folder) as board:
        yield board


def test_programs_come_change_and_go(board):
    there = board.listed()
    assert {name: state for name, (_, state) in there.items()} == {"counter": "runs", "clock": "runs"}
    assert there["counter"][0] == APPS_AT
    board.detent("install", HELLO)
    board.detent("update", COUNTER)
    board.detent("uninstall", "clock")
    board.detent("install", BOARD.app_file("hog"))
    there = board.listed()
    assert set(there) == {"counter", "hello", "hog"}
    assert len({address for address, _ in there.values()}) == 3
    assert there["counter"][0] != APPS_AT and there["counter"][1] == there["hog"][1] == "runs"
    host = Host(board)
    host.read_until(b"counter: 2")  # it began to count when it was started
    host.close()


def test_programs_that_run_hardly_wait_for_it(machine, figure):
    """2 ms are 62,500 instructions of this machine. Between two turns programs run, unless the page of one of
    them is being changed."""
    report = machine.folder / "turns"
    windows = {0: ("programs_hold", "programs_release"), 1: ("memory_flash_turn", "deferred_call_set")}
    points = [f"{side}={window}:{KERNEL.symbol(name) & ~1:#x}"
              for window, names in windows.items() for side, name in zip(("begin", "end"), names)]
    more = ("-plugin", count_plugin(KERNEL, f"report={report}", *points))
    with running(machine.image("counter", "clock", kernel=KERNEL), machine.folder, more) as board:
        board.listed()
        board.detent("install", HELLO)
        board.detent("update", COUNTER)
        board.detent("uninstall", "clock")
    found = lengths(report)
    assert len(found[0]) >= 2, "the pages of counter and clock"
    for window, what in ((0, "no program runs while a page changes"), (1, "installing, longest turn")):
        figure(what, max(found[window]) * NS_PER_INSTRUCTION / 10**6, "ms", most=2)


def apps(board):
    """{name: (state, flags)}."""
    listed = json.loads(board.detent("list", "--json"))["objects"]
    return {one["name"]: (one["state"], one["flags"]) for one in listed}


def test_programs_are_disabled_and_enabled_while_others_run(board):
    board.listed()
    board.detent("disable", "counter")
    assert apps(board) == {"counter": ("not started", "-"), "clock": ("runs", "enabled")}
    board.detent("sticky", "clock")
    assert apps(board) == {"counter": ("not started", "-"), "clock": ("runs", "enabled,sticky")}
    host = Host(board)
    assert host.ask(double.FLAGS, b"\1\0counter")[0] == 0
    host.read_until(b"counter: 1\n")  # from nothing
    host.close()
    assert apps(board) == {"counter": ("runs", "enabled"), "clock": ("runs", "enabled,sticky")}
    board.detent("enable", "counter")  # it is so


def test_what_is_read_is_what_was_installed(board, machine):
    board.listed()
    board.detent("install", HELLO)
    address = board.listed()["hello"][0]
    for which in ("hello", hex(address)):
        board.detent("dump", "-o", machine.folder / "copy.tbf", which)
        assert (machine.folder / "copy.tbf").read_bytes() == BOARD.program_at("hello", address)


def test_programs_move_together(board):
    board.listed()
    board.detent("uninstall", "counter")
    said = board.detent("compact")
    if BOARD.architecture.fixed:
        assert "nothing to gain" in said
    else:
        assert board.listed() == {"clock": (APPS_AT, "runs")}
