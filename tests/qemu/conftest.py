# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What the tests of the running system share: a machine for each test."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness import (BUILD, DETENT, ONCE, Kernel, Machine,  # noqa: E402
                     leave_out_what_other_boards_do)

NEEDED = (DETENT, Kernel().bin, BUILD / "qemu/limit.so", BUILD / "qemu/count.so")

# Whoever takes longest begins first, so that the others fit beside it.
FIRST = ("ten_minutes", "with_spam_among_them", "wrap_of_the_32_bit_counter")


def pytest_configure(config):
    config.addinivalue_line("markers", ONCE)
    for path in NEEDED:
        if not path.exists():
            pytest.exit(f"{path} is not there: make qemu-needs", returncode=2)


def pytest_collection_modifyitems(config, items):
    leave_out_what_other_boards_do(config, items)
    items.sort(key=lambda item: not any(name in item.name for name in FIRST))


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


# ---- Figures: what was measured, in a table at the end ----


@pytest.fixture
def figure(request):
    """figure(name, value, unit, most=, least=) puts a figure into the table and holds it to its
    bar."""
    place = request.session.items.index(request.node)

    def note(name, value, unit="", most=None, least=None):
        bar = f"<= {most} {unit}" * (most is not None) + f">= {least} {unit}" * (least is not None)
        shown = f"{value:.2f}" if isinstance(value, float) else str(value)
        request.node.user_properties.append(("figure", [place, name, f"{shown} {unit}", bar]))
        assert most is None or value <= most, name
        assert least is None or value >= least, name

    return note


def pytest_terminal_summary(terminalreporter):
    reports = [r for rs in terminalreporter.stats.values() for r in rs if hasattr(r, "when")]
    rows = sorted((value for report in reports if report.when == "call"
                   for kind, value in report.user_properties if kind == "figure"),
                  key=lambda row: row[0])
    if rows:
        terminalreporter.section("figures")
        for _, name, value, bar in rows:
            terminalreporter.line(f"{name:62}{value:>18}   {bar}".rstrip())
