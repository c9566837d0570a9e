# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The same as test_traps.py for Clang, which checks less: for what it lets pass the checker of capsules
refuses the source (tests/hostile/capsules/clang_*.c)."""

import pytest

from conftest import ROOT, make_variable
from test_traps import capsules, cases, elf_of, expected, functions_with_traps, real_flags, results

BUILD = ROOT / "build/lm3s6965evb-clang"

# What has to be among the flags, said once more.
FLAGS = [
    "-fsanitize=array-bounds", "-fsanitize=shift-exponent", "-fsanitize=integer-divide-by-zero",
    "-fsanitize-trap=all", "-ftrivial-auto-var-init=zero",
    "-enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang", "-fwrapv",
    "-fno-delete-null-pointer-checks",
]

# The index of the end passes, where an element is counted or copied as a whole, or its address is taken
# in passing; and any index, in an array of one at the end of a struct.
PASSES = {"array_of_length_one", "increment", "element_copy", "element_assignment", "value_of_address",
          "member_of_address", "trailing_of_length_one"}

LEVELS = [None, ("-O0",), ("-O1",), ("-O2",), ("-O3",), ("-Os",)]


def of(name, optimise=None, checks=None):
    return results(elf_of(name, tuple(checks or real_flags("clang")), optimise, "clang"))


def is_trapped(result):
    return result[0] not in ("trap", "fault") and result[1] == "trap"


def is_defined(case, result):
    wanted = int(case[-1]) if case[-2] == "_" and case[-1].isdigit() else 0
    return result == (f"{wanted:08x}",) * 2


@pytest.mark.parametrize("level", LEVELS, ids=str)
def test_an_index_that_does_not_fit_traps(level):
    found = of("accesses", level)
    assert {case for case in cases("accesses") if not is_trapped(found[case])} == PASSES


@pytest.mark.parametrize("level", LEVELS, ids=str)
def test_what_is_undefined_in_c_is_defined(level):
    found = of("values", level)
    assert [case for case in cases("values") if not is_defined(case, found[case])] == []


def test_the_flags_are_all_there():
    assert set(FLAGS) <= set(real_flags("clang"))


@pytest.mark.parametrize("flag", ["-fsanitize=array-bounds", "-fsanitize=shift-exponent",
                                  "-fsanitize=integer-divide-by-zero"])
def test_without_the_check_it_is_noticed(flag):
    found = of("accesses", checks=[f for f in real_flags("clang") if f != flag])
    assert {case for case in cases("accesses") if not is_trapped(found[case])} > PASSES


@pytest.mark.parametrize("flag", ["-ftrivial-auto-var-init=zero", "-fwrapv"])
def test_without_the_flag_it_is_noticed(flag):
    """-fno-delete-null-pointer-checks changes nothing that a test could see, with the rest there."""
    assert not all(is_defined(case, result) for case, result in of("values", checks=[
        f for f in real_flags("clang") if f != flag]).items())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("capsules")


@pytest.mark.parametrize("source", capsules())
def test_every_function_of_the_image_that_needs_a_trap_has_it(source, folder):
    wanted = expected(source, folder, tuple(FLAGS), "clang")
    assert {n: t for n, t in functions_with_traps(BUILD / f"{source}.o").items() if t} == wanted
    image = functions_with_traps(BUILD / "kernel.elf")
    for name, traps in wanted.items():
        assert name not in image or image[name] >= traps, name


def test_there_are_functions_with_traps_at_all(folder):
    assert sum(len(expected(source, folder, tuple(FLAGS), "clang")) for source in capsules()) >= 10


def test_no_loop_is_taken_to_end():
    assert "-fno-finite-loops" in make_variable("TOOLCHAIN_CFLAGS", "clang")
