# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Capsules that break in every way (tests/qemu/capsules/broken): with CAPSULE_POLICY=QUARANTINE they
are left and fenced off and everything else goes on, with PANIC the system stops and says who it was
(docs/quarantine.md)."""

import re

import pytest

from harness import ROOT, Kernel

CAPSULES = "tests/qemu/capsules"
BROKEN = f"{CAPSULES}/broken"
QUARANTINE = Kernel(capsules=BROKEN)
PANIC = Kernel(capsules=BROKEN, capsule_policy="PANIC")
CAPSULE = f"{BROKEN}/broken.c"
NODEVICE = 11
BUSY = 2

# How it breaks: the letter that is typed, the mark of the line, what the report says.
INDEX = ("i", "index", "index out of range, or a loop past its bound")
NULL = ("n", "null", "null reference")
BOUND = ("l", "bound", "index out of range, or a loop past its bound")
TIME = ("t", "time", "time budget")
OTHERS = ("m", "others", "time budget")
WAYS = [INDEX, NULL, BOUND, TIME, OTHERS]

# Where: in a command, in a deferred call, inside a grant block, as a client of a mux below an
# interrupt, as the port of another capsule.
PLACES = "CDGRM"


def line_of(mark):
    lines = (ROOT / CAPSULE).read_text().split("\n")
    return next(n for n, line in enumerate(lines, 1) if line.endswith(f"/* {mark} */"))


def names(way):
    return "index null bound time others".split()[WAYS.index(way)]


def check_report(text, way):
    """That of the one line there is; the time budget strikes anywhere in the loop."""
    _, mark, cause = way
    found = re.findall(rf"^capsule {CAPSULE} faulted at line (\d+) \((.*)\)", text, re.M)
    assert len(found) == 1 and found[0][1] == cause, text
    if mark in ("time", "others"):
        assert line_of(mark) - 1 <= int(found[0][0]) <= line_of(mark)
    else:
        assert int(found[0][0]) == line_of(mark)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("way", WAYS, ids=names)
def test_a_broken_capsule_is_fenced_off_and_the_rest_goes_on(machine, way, place):
    typed = f"..{way[0]}{place}".encode()
    output = machine.run("breaker", "counter", "blink", "clock", "crash", seconds=4.5, typed=typed,
                         kernel=QUARANTINE)
    assert output.boots == 1 and not output.panicked
    check_report(output.text, way)
    assert output.text.count(": quarantined") == 1
    # Its driver is gone, and so is the port that it was for others; registers are as they were.
    assert len(re.findall(f"breaker: broken {NODEVICE}$", output.text, re.M)) == 1
    assert len(re.findall(f"breaker: over {NODEVICE}$", output.text, re.M)) == 1
    assert len(re.findall(f"breaker: later {NODEVICE}$", output.text, re.M)) == 1
    assert "changed registers" not in output.text
    # Others print on, in time, and processes that fault are told of and restarted.
    assert [line for line in output.lines if re.fullmatch(r"counter: \d+", line)] == [
        f"counter: {n}" for n in range(1, 5)]
    assert len([line for line in output.lines if line.startswith("clock: ")]) >= 3
    assert len(output.reports) >= 2
    assert {report.outcome for report in output.reports} == {"will be restarted."}


@pytest.mark.parametrize("way", WAYS, ids=names)
def test_before_it_breaks_it_works(machine, way):
    output = machine.run("breaker", seconds=1.5, typed=f"..{way[0]}X".encode(),
                         kernel=QUARANTINE)
    assert output.text.count("breaker: broken 0\n") == 1
    assert output.text.count(f"breaker: over {BUSY}\n") == 1
    assert "faulted" not in output.text


def test_a_null_reference_that_the_kernel_is_given_is_the_capsules_fault(machine):
    output = machine.run("breaker", "counter", seconds=2.5, typed=b"..bC", kernel=QUARANTINE)
    assert output.text.count(f"capsule {CAPSULE} faulted at line ") == 1
    assert "(null reference): quarantined" in output.text
    assert output.count("counter: 2") == 1 and not output.panicked


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("way", WAYS, ids=names)
def test_with_the_policy_panic_it_is_the_end(machine, way, place):
    typed = f"..{way[0]}{place}".encode()
    output = machine.run("breaker", "counter", seconds=2.5, typed=typed, kernel=PANIC)
    assert output.boots == 1, "the watchdog must not bite a board that is to be read"
    assert output.text.count("panicked at ") == 1
    if way is OTHERS:  # whoever was in the way
        assert re.search(r"^capsule \S+ faulted at line \d+ \(time budget\)$", output.text, re.M)
    else:
        check_report(output.text, way)
    assert "---| App Status |---" in output.text
    assert "counter: 2" not in output.lines


def test_the_process_console_works_on_and_shows_who_is_in_quarantine(machine):
    with machine.session("breaker", "counter", kernel=QUARANTINE) as board:
        assert "Quarantined:\n" in board.ask("kernel")
        board.expect("counter: 1")
        board.send("nD")  # breaks in a deferred call, at the next turn of the breaker
        board.expect("quarantined")
        board.send("\r")
        assert f"Quarantined: {CAPSULE}\n" in board.ask("kernel")
        assert " breaker " in board.ask("list")
        board.expect(r"counter: \d+")


def test_without_the_mux_of_the_serial_port_the_kernel_still_tells_of_faults(machine):
    """Nobody else can print any more; processes that fault are restarted all the same."""
    output = machine.run("crash", "counter", seconds=6, kernel=Kernel(capsules=f"{CAPSULES}/twice"))
    assert output.text.count("capsule capsules/virtual/uart_mux.c faulted at line ") == 1
    assert len(output.reports) >= 2
    assert {report.outcome for report in output.reports} == {"will be restarted."}
    assert output.boots == 1 and not output.panicked
