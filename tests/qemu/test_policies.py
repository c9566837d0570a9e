# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What becomes of a process that faults, as the board chooses: panic, stop, restart, restart up to a
limit and then stop or panic (ABI 5.6)."""

import re

from harness import BOARD, Kernel

LIMIT = 3  # FAULT_LIMIT of boards/boards.mk
STOP = Kernel("cooperative", "STOP")
PANIC = Kernel("priority", "PANIC")
RESTART_LIMIT = Kernel("feedback", "RESTART_LIMIT")
RESTART_PANIC = Kernel("round_robin", "RESTART_PANIC")


def outcomes(output):
    return [report.outcome for report in output.reports]


def test_restart_goes_on_for_ever(machine):
    output = machine.run("crash", "counter", seconds=30)
    assert len(outcomes(output)) >= 25
    assert set(outcomes(output)) == {"will be restarted."}


def test_stop_leaves_it_dead_and_the_others_alone(machine):
    output = machine.run("crash", "counter", seconds=6.5, kernel=STOP)
    assert outcomes(output) == ["was stopped."]
    assert output.count("crash: alive, for a second") == 1
    assert output.count("counter: 6") == 1
    assert not output.panicked


def test_a_stopped_one_is_faulted_for_good_until_it_is_terminated(machine):
    with machine.session("crash", "counter", kernel=STOP) as board:
        board.expect("faulted and was stopped")
        assert re.search(r" crash .* Faulted$", board.ask("list"), re.M)
        board.ask("boot crash")
        assert re.search(r" crash .* Faulted$", board.ask("list"), re.M)
        assert "Completion Code: Faulted" in board.ask("process crash")
        board.ask("terminate crash")
        assert re.search(r" crash .* Terminated$", board.ask("list"), re.M)
        board.ask("boot crash")
        board.expect("crash: alive, for a second")


def test_panic_halts_the_system_and_shows_every_process(machine):
    output = machine.run("hello", "counter", "crash", seconds=4.5, kernel=PANIC)
    assert output.text.count("panicked at ") == 1
    assert output.count("Process crash had a fault") == 1
    panic = output.text[output.text.index("panicked at ") :]
    assert re.findall(r"^𝐀𝐩𝐩: (\w+)   -   ", panic, re.M) == ["hello", "counter", "crash"]
    assert BOARD.architecture.data_fault in panic
    assert "counter:" not in panic.split("---| App Status |---")[1].replace("𝐀𝐩𝐩: counter", "")
    assert output.boots == 1, "the watchdog must not bite a board that is to be read"


def test_restart_limit_stops_it_after_so_many_restarts(machine):
    output = machine.run("crash", "counter", seconds=10.5, kernel=RESTART_LIMIT)
    assert outcomes(output) == ["will be restarted."] * (LIMIT + 1) + ["was stopped."]
    assert output.count("counter: 10") == 1
    assert not output.panicked


def test_restart_panic_panics_after_so_many_restarts(machine):
    output = machine.run("crash", "counter", seconds=10.5, kernel=RESTART_PANIC)
    assert outcomes(output) == ["will be restarted."] * (LIMIT + 1)
    assert output.text.count("panicked at ") == 1
    assert output.count("Process crash had a fault") == 1


def test_the_report_counts_restarts(machine):
    output = machine.run("crash", seconds=4.5)
    counts = [int(re.search(r"Restart Count: (\d+)", r.text)[1]) for r in output.reports]
    assert counts == list(range(len(counts))) and len(counts) >= 3
    codes = [re.search(r"Completion Code: (\w+)", r.text)[1] for r in output.reports]
    assert codes == ["None"] + ["Faulted"] * (len(codes) - 1)
