# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The schedulers that a board can be composed with (issue: round robin with slices of 10 ms,
cooperative, priority, multi-level feedback queue)."""

import re

from harness import SLICE_NS, Kernel

COOPERATIVE = Kernel("cooperative", "STOP")
PRIORITY = Kernel("priority", "PANIC")
FEEDBACK = Kernel("feedback", "RESTART_LIMIT")
MS = 10**6


def counted(output):
    return [int(n) for n in re.findall(r"^counter: (\d+)$", output.text, re.M)]


def lateness(output, pattern):
    """Of lines that are due every second."""
    times = output.times(pattern)
    assert len(times) >= 4
    late = [at - times[0] - i * 10**9 for i, at in enumerate(times)]
    return max(late) - min(late)


def rounds(output):
    """How far each `share` came, in the order of slots."""
    found = re.findall(r"^share: (\d+) rounds$", output.text, re.M)
    return [int(n) for n in found]


def ratio(numbers):
    return min(numbers) / max(numbers)


class TestRoundRobin:
    def test_two_that_never_yield_share_the_cpu_equally(self, machine):
        output = machine.run("share", "share", seconds=2)
        assert len(rounds(output)) == 2
        assert ratio(rounds(output)) > 0.97, rounds(output)

    def test_five_that_never_yield_share_the_cpu_equally(self, machine):
        output = machine.run(*["share"] * 5, seconds=2)
        assert len(rounds(output)) == 5
        assert ratio(rounds(output)) > 0.95, rounds(output)

    def test_one_alone_gets_as_much_as_two_together(self, machine):
        one = rounds(machine.run("share", seconds=2))
        two = rounds(machine.run("share", "share", seconds=2))
        assert 0.97 < sum(two) / sum(one) <= 1.001

    def test_a_slice_is_10_ms(self, machine):
        """Two that never yield, for a second: each loses the CPU fifty times."""
        with machine.session("hog", "hog") as board:
            board.expect("(?:hog: I keep the processor from now on(.|\n)*){2}")
            match = board.ask_until("list", r" hog +(\d\d+) ")
            assert int(match[1]) >= 10
        output = machine.run("slices", "hog", seconds=2)
        away = [int(n) for n in re.findall(r"^slices: away for (\d+) us$", output.text, re.M)]
        kept = [int(n) for n in re.findall(r"^slices: kept for (\d+) us$", output.text, re.M)]
        assert len(away) >= 8 and len(kept) >= 8
        assert all(9900 <= us <= 10300 for us in away + kept), (away, kept)

    def test_whoever_sleeps_comes_at_most_a_slice_late_for_each_hog(self, machine):
        output = machine.run("hog", "hog", "counter", seconds=6.5, stamps=True)
        assert lateness(output, r"counter: \d+") <= 2 * SLICE_NS

    def test_a_hog_never_starves_the_kernel(self, machine):
        """Nor does the watchdog bite, which wants to be fed every two seconds."""
        output = machine.run("hog", "hog", "hog", seconds=20)
        assert output.boots == 1


class TestCooperative:
    def test_those_who_yield_all_run(self, machine):
        output = machine.run("counter", "clock", "blink", seconds=4.5, kernel=COOPERATIVE)
        assert counted(output) == [1, 2, 3, 4]
        assert len(re.findall(r"^clock: ", output.text, re.M)) == 4

    def test_one_that_never_yields_keeps_the_cpu(self, machine):
        output = machine.run("hog", "counter", seconds=4.5, kernel=COOPERATIVE)
        assert "hog: I keep the processor from now on" in output.text
        assert counted(output) == []
        assert output.boots == 1, "interrupts are served all the same, and so is the watchdog"

    def test_no_slice_ever_expires(self, machine):
        with machine.session("counter", "clock", kernel=COOPERATIVE) as board:
            board.expect("counter: 1")
            assert "Timeslice expirations: 0" in board.ask("status")


class TestPriority:
    def test_the_first_in_flash_goes_first(self, machine):
        output = machine.run("hog", "counter", seconds=3.5, kernel=PRIORITY)
        assert counted(output) == []

    def test_one_that_never_yields_is_interrupted_by_those_before_it(self, machine):
        output = machine.run("counter", "hog", seconds=6.5, kernel=PRIORITY, stamps=True)
        assert counted(output) == [1, 2, 3, 4, 5, 6]
        assert lateness(output, r"counter: \d+") < MS

    def test_those_behind_it_starve(self, machine):
        output = machine.run("counter", "hog", "clock", seconds=3.5, kernel=PRIORITY)
        assert counted(output) == [1, 2, 3]
        assert "clock: up" not in output.text


class TestFeedback:
    def test_whoever_sleeps_a_lot_is_hardly_ever_late(self, machine):
        output = machine.run("hog", "counter", "hog", seconds=6.5, kernel=FEEDBACK, stamps=True)
        assert counted(output) == [1, 2, 3, 4, 5, 6]
        assert lateness(output, r"counter: \d+") < SLICE_NS

    def test_those_who_never_yield_share_what_is_left(self, machine):
        output = machine.run("share", "counter", "share", seconds=2, kernel=FEEDBACK)
        assert len(rounds(output)) == 2
        assert ratio(rounds(output)) > 0.9, rounds(output)

    def test_the_default_six_keep_their_rhythm(self, machine):
        output = machine.run("hello", "blink", "counter", "clock", "hog", "crash",
                             seconds=6.5, kernel=FEEDBACK, stamps=True)
        assert counted(output) == [1, 2, 3, 4, 5, 6]
        assert lateness(output, r"counter: \d+") <= 2 * SLICE_NS
