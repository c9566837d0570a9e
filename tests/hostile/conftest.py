# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The machine of tests/qemu, for programs that mean harm."""

import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "qemu"), str(TESTS / "host")]

from harness import BUILD, DETENT, Kernel, Machine  # noqa: E402

NEEDED = (DETENT, Kernel().bin, BUILD / "qemu/limit.so", BUILD / "apps/victim/victim.tbf")


def pytest_configure(config):
    for path in NEEDED:
        if not path.exists():
            pytest.exit(f"{path} is not there: make hostile-needs", returncode=2)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)
