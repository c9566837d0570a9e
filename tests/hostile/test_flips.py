# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A few of the bits that `make faults` flips by the thousand, always the same ones."""

import re
import subprocess

import pytest

from boards import ROOT, environment
from harness import BOARD

pytestmark = pytest.mark.once


def flip(what, count, *more, **variables):
    done = subprocess.run([ROOT / "faults/faults.py", "--jobs", "1", "--count", str(count), *more, what],
                          env=environment(BOARD=BOARD.name, **variables), capture_output=True, text=True,
                          timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_kernel_survives_bits_that_flip_in_processes():
    said = flip("process", 150)
    assert re.search(r"150 flips, \d+ of registers; [1-9]\d* faults; the victim noticed nothing", said)


def outcomes(said):
    """{outcome: flips}."""
    rows = re.findall(r"^\| (?:stack|data|blocks) \| \d+ \|(.*)\|$", said, re.M)
    cells = [[int(cell.split()[0]) for cell in row.split("|")] for row in rows]
    names = ("masked", "ends one", "stops", "wrong", "let in")
    return {name: sum(column) for name, column in zip(names, zip(*cells, strict=True), strict=True)}


def test_bits_that_flip_in_the_kernel_let_nobody_in():
    found = outcomes(flip("kernel", 25))
    assert sum(found.values()) == 25 and found["let in"] == 0


@pytest.mark.parametrize("member", ["regions", "flash_size", "permissions"])
def test_a_hardened_kernel_stops_where_what_grants_access_has_flipped(member):
    found = outcomes(flip("control", 4, "--member", member, HARDENED="yes"))
    # (Masked: of a process that did not run again.)
    assert found["stops"] > 0 and found["stops"] + found["masked"] == 4, found
