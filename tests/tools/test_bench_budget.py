# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What bench/budget.py complains about: what is dearer than it was, and what nobody measures any more."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from budget import complaints, growth_complaints  # noqa: E402

BUDGET = {"board": {"null_command": 100, "memop": 200}}


def found(figures, excused=(), budget=None):
    return list(complaints(budget or BUDGET, {"board": figures}, set(excused)))


@pytest.mark.parametrize("value", [50, 100, 102])
def test_what_is_cheaper_or_two_percent_dearer_is_let_through(value):
    assert found({"null_command": value, "memop": 200}) == []


def test_what_is_dearer_is_named_with_what_to_do():
    (line,) = found({"null_command": 103, "memop": 200})
    assert "null_command is 103, its budget 100 (+3.0 %)" in line
    assert "Budget: null_command" in line


def test_a_commit_message_owns_one_figure_not_all():
    (line,) = found({"null_command": 150, "memop": 300}, excused=["null_command"])
    assert "memop is 300" in line


def test_a_figure_without_a_budget_is_named():
    (line,) = found({"null_command": 100, "memop": 200, "exit": 5})
    assert "exit has no budget" in line


def test_a_figure_that_is_not_measured_any_more_is_named():
    (line,) = found({"null_command": 100})
    assert "memop is in the budget, but was not measured" in line


def test_a_board_whose_figures_nobody_keeps_is_let_through():
    assert found({"null_command": 1000}, budget={"another": {}}) == []


def grows(**figures):
    return list(growth_complaints({"board": figures}))


def test_a_system_call_that_grows_with_processes_is_named():
    (line,) = grows(memop_1_processes=50, memop_8_processes=50, memop_36_processes=51)
    assert "memop_processes is 51 with 36 and 50 with 1: it was to be constant" in line


def test_what_grows_as_fast_as_what_it_is_counted_by_is_let_through():
    assert grows(preemption_2_processes=100, preemption_4_processes=200) == []


def test_what_grows_faster_is_named():
    (line,) = grows(preemption_2_processes=100, preemption_4_processes=201)
    assert "preemption_processes is 201 with 4 and 100 with 2: worse than linear" in line


def test_series_are_told_apart():
    assert grows(null_command_1_processes=50, null_command_1_grants=60, null_command_36_processes=50,
                 null_command_15_grants=60) == []
