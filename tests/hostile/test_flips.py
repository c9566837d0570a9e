# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A few of the bits that `make faults` flips by the thousand, always the same ones."""

import re
import subprocess

import pytest

from boards import ROOT, environment
from harness import BOARD

pytestmark = pytest.mark.once


def flip(what, count):
    done = subprocess.run([ROOT / "faults/faults.py", "--jobs", "1", "--count", str(count), what],
                          env=environment(BOARD=BOARD.name), capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_kernel_survives_bits_that_flip_in_processes():
    said = flip("process", 150)
    assert re.search(r"150 flips, \d+ of registers; [1-9]\d* faults; the victim noticed nothing", said)


def test_bits_that_flip_in_the_kernel_let_nobody_in():
    rows = re.findall(r"^\| (?:stack|data|blocks) \| (\d+) \|(.*)\|$", flip("kernel", 25), re.M)
    assert sum(int(flips) for flips, _ in rows) == 25
    assert all(cells.split("|")[-1].startswith(" 0 ") for _, cells in rows)
