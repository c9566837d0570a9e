# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Programs that use the floating-point unit, beside each other and beside others. What the kernel owes
them is told by the program `fpu_rules`; nobody may see what another left there; and no frame that is
still to be filled may be filled elsewhere than in its program's memory."""

import re
import struct

import pytest

from boards import BOARD, ROOT
from harness import Machine, needs
from test_faults import OVERFLOW, STACK, expected_of, ways

pytestmark = [needs(BOARD.facts.fpu, "floating-point unit that its kernel knows")]

SECONDS = 6


def still_full(output, programs, seconds):
    """Each of them said so about twice a second, and nobody has seen anything wrong."""
    assert "FAIL" not in output.text
    assert not output.panicked and output.boots == 1
    said = re.findall(r"^fpu_user: \d+ upcalls, still full$", output.text, re.M)
    return len(said) >= programs * seconds


# ---- Rules ----

RULE = re.compile(r'check(?:_equal)?\("(\w+)"')


class TestRules:
    pytestmark = pytest.mark.xdist_group("fpu_rules")

    @pytest.fixture(scope="class")
    def output(self, tmp_path_factory):
        return Machine(tmp_path_factory.mktemp("fpu")).run(
            "fpu_rules", "fpu_user", "hog", "fpu_look", seconds=SECONDS)

    @pytest.mark.parametrize("rule", RULE.findall(
        (ROOT / "tests/qemu/apps/fpu_rules/cortex-m/main.c").read_text()))
    def test_rule(self, output, rule):
        assert f"PASS {rule}" in output.lines

    def test_the_program_came_to_its_end(self, output):
        assert "END of fpu_rules" in output.lines
        assert "FAIL" not in output.text


# ---- Several ----


def test_programs_that_use_the_unit_do_not_see_each_other(machine):
    output = machine.run("fpu_user", "fpu_user", "fpu_look", "fpu_user", "counter", "fpu_look",
                         seconds=SECONDS)
    assert still_full(output, 3, SECONDS)
    assert output.count("fpu_look: clear") > 100
    assert output.count(f"counter: {SECONDS - 1}") == 1


def test_nor_beside_programs_that_never_yield(machine):
    output = machine.run("fpu_user", "hog", "fpu_look", "fpu_user", seconds=SECONDS)
    assert still_full(output, 2, SECONDS / 3)
    assert output.count("fpu_look: clear") > 10


def test_integer_programs_go_on_as_they_do_without(machine):
    output = machine.run("abi_registers", "fpu_user", "hog", seconds=SECONDS)
    assert "END of abi_registers" in output.lines
    assert "FAIL" not in output.text


def single(x):
    """Rounded as the unit does; a product of two such numbers is exact before."""
    return struct.unpack("<f", struct.pack("<f", x))[0]


def the_sum():
    """What fpu_hard computes."""
    s = [single(n) for n in range(8)]
    for n in range(8):
        scale, offset = single(single(0.99) - single(single(0.01) * n)), single(n / 3)
        for _ in range(60000):
            s[n] = single(single(s[n] * scale) + offset)
    total = 0.0
    for x in s:
        total = single(total + x)
    return struct.unpack("<I", struct.pack("<f", total))[0]


def test_what_the_compiler_makes_of_it_adds_up_with_either_abi(machine):
    output = machine.run("fpu_hard", "fpu_user", "fpu_softfp", "fpu_hard", "hog", seconds=SECONDS)
    assert not output.panicked and "FAIL" not in output.text
    for program in ("fpu_hard", "fpu_softfp"):
        assert output.count(f"{program}: {the_sum()}") >= 3
        said = [line for line in output.lines if line.startswith(program)]
        assert set(said) == {f"{program}: {the_sum()}"}


# ---- Faults ----


class TestFaults:
    """The ways of the program `faults`, with the unit full."""

    pytestmark = pytest.mark.xdist_group("fpu_faults")

    @pytest.fixture(scope="class")
    def output(self, tmp_path_factory):
        return Machine(tmp_path_factory.mktemp("fpu")).run("fpu_faults", "fpu_user", "fpu_look",
                                                           seconds=SECONDS)

    def test_each_is_told_of_as_it_is_without(self, output):
        assert len(output.reports) == len(list(ways()))
        for way, report in zip(ways(), output.reports):
            expected = expected_of(way, report)
            assert re.fullmatch(expected, report.reason), (way, report.reason, expected)
        assert "END of faults" in output.lines

    def test_the_others_never_notice(self, output):
        assert still_full(output, 1, SECONDS)


STACK_WAYS = re.findall(r'    WAY\("(\w+)"',
                        (ROOT / "tests/qemu/apps/fpu_stacks/cortex-m/main.c").read_text())


class TestStacks:
    """Frames for which there is no room where they are."""

    pytestmark = pytest.mark.xdist_group("fpu_stacks")

    @pytest.fixture(scope="class")
    def output(self, tmp_path_factory):
        return Machine(tmp_path_factory.mktemp("fpu")).run("fpu_stacks", "fpu_user", "fpu_look",
                                                           seconds=SECONDS)

    @pytest.mark.parametrize("way", STACK_WAYS)
    def test_the_process_dies_of_it(self, output, way):
        assert f"WAY {way}" in output.text, "it did not come to this"
        report = dict(zip(STACK_WAYS, output.reports))[way]
        expected = OVERFLOW if "no_room" in way or "alone" in way else STACK
        assert report.process == "fpu_stacks"
        assert re.fullmatch(expected, report.reason), (report.reason, expected)

    def test_the_others_never_notice(self, output):
        assert len(output.reports) == len(STACK_WAYS)
        assert "END of fpu_stacks" in output.lines
        assert still_full(output, 1, SECONDS)


@needs("cortex-m-fpu" in BOARD.settings["ARCH"].split(), "frames that are filled late")
def test_a_stack_in_memory_that_was_lent_is_no_place_for_an_extended_frame(machine):
    """It lies below the program's own, and it may write there. But what is saved late would be saved
    under somebody else's feet."""
    output = machine.run("fpu_host", "fpu_guest", "fpu_look", seconds=1)
    assert output.count("fpu_host: untouched") == 1
    report, = output.reports
    assert report.process == "fpu_guest"
    assert re.fullmatch(STACK, report.reason)
    assert still_full(output, 0, 1)
