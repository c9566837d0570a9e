# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The machine of tests/qemu, for programs that mean harm."""

import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "qemu"), str(TESTS / "host")]

from harness import (BOARD, BUILD, DETENT, ONCE, Kernel, Machine,  # noqa: E402
                     leave_out_what_other_boards_do)

NEEDED = (DETENT, Kernel().bin, BUILD / "qemu/limit.so", BOARD.app_file("victim"))


def pytest_configure(config):
    config.addinivalue_line("markers", ONCE)
    for path in NEEDED:
        if not path.exists():
            pytest.exit(f"{path} is not there: make hostile-needs", returncode=2)


def pytest_collection_modifyitems(config, items):
    leave_out_what_other_boards_do(config, items)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)
