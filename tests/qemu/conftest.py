# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What the tests of the running system share: a machine for each test."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness import BUILD, DETENT, Kernel, Machine  # noqa: E402

NEEDED = (DETENT, Kernel().bin, BUILD / "qemu/limit.so", BUILD / "qemu/count.so")

# Whoever takes longest begins first, so that the others fit beside it.
FIRST = "ten_minutes"


def pytest_configure(config):
    for path in NEEDED:
        if not path.exists():
            pytest.exit(f"{path} is not there: make qemu-needs", returncode=2)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: FIRST not in item.name)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)
