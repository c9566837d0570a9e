# SPDX-License-Identifier: Apache-2.0 OR MIT
"""tools/lines.py: what counts as a line, and when more has to be believed than docs/trusted.md says."""

import re

import pytest

import lines
from conftest import ROOT, run


@pytest.mark.parametrize("text, number", [
    ("int a;\n\nint b;\n", 2),
    ("/* one */\n/* two\n\n * three */ int a; /* four */\n", 1),
    ("// nothing\nint a; // something\n", 1),
    ("x = \"/* no comment\";\nint b;\ny = \"*/\";\n", 3),
    ("q = '\"'; /* a quote */\n/* not counted */\nr = '\"';\n", 2),
    ("@ assembly\n    nop @ there\n", 1),
    ("#define A \\\n    1\n", 2),
])
def test_lines_are_neither_blank_nor_comments(text, number):
    assert lines.count(text) == number


@pytest.fixture
def tree(tmp_path):
    """A project of 10 lines of core, 2 of boards, 6 of capsules, of which the page knows."""
    for path, number in (("kernel/a.c", 6), ("hil/b.h", 3), ("abi/c.h", 1), ("boards/x/main.c", 2),
                         ("capsules/d.c", 6), ("user/not_counted.c", 50)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("int x;\n" * number)
    run("git", "init", "-q", cwd=tmp_path)
    (tmp_path / "page.md").write_text(
        "| date | core | arch | chips | boards | capsules | share | reason |\n|---|---|\n"
        "| 2026-01-01 | 1 | 0 | 0 | 0 | 0 | 100.0 % | long ago |\n"
        "| 2026-02-02 | 10 | 0 | 0 | 2 | 6 | 66.7 % | now |\n")

    def check(**more):
        for name, number in more.items():
            (tmp_path / name / "more.c").write_text("int y;\n" * number)
        return run(ROOT / "tools/lines.py", "--check", "page.md", cwd=tmp_path)

    return check


def test_as_many_as_the_last_row_says_are_fine(tree):
    done = tree()
    assert done.returncode == 0 and "12 of 18 lines, 66.7 %" in done.stdout, done


def test_fewer_are_fine_as_are_more_that_are_checked(tree):
    assert tree(capsules=5).returncode == 0


def test_one_trusted_line_more_is_refused_with_the_row_to_add(tree):
    done = tree(kernel=1, capsules=10)
    assert done.returncode == 1
    assert "core: 11 lines, 10 are allowed" in done.stderr
    assert "| DATE | 11 | 0 | 0 | 2 | 16 | 44.8 % | REASON |" in done.stderr


def test_a_larger_share_is_refused_even_if_the_lines_are_no_more(tree, tmp_path):
    (tmp_path / "capsules/d.c").write_text("int x;\n")
    done = tree()
    assert done.returncode == 1
    assert "share of trusted lines: 92.3 %, 66.7 % is allowed" in done.stderr


def test_a_line_may_move_from_one_trusted_folder_to_another(tree, tmp_path):
    (tmp_path / "hil/b.h").write_text("")
    assert tree(boards=3).returncode == 0


def test_a_row_without_a_reason_is_none(tree, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(page.read_text().replace("| now |", "| |"))
    done = tree()
    assert done.returncode == 1 and "its last row is not" in done.stderr


def test_the_page_of_the_project_is_kept():
    done = run(ROOT / "tools/lines.py", "--check", "docs/trusted.md")
    assert done.returncode == 0, done.stderr


# ---- What a board costs (docs/porting.md) ----

COSTS = re.findall(r"^\| `(\w+/\w+)` \| (\d+) \|", (ROOT / "docs/porting.md").read_text(), re.M)


def test_makefiles_are_counted_without_comments_too():
    assert lines.count_make("# why\n\nA := 1 # here\n  # and\nB := \\\n\t2\n") == 3


def test_the_document_has_the_board_and_its_chip_family():
    assert [folder for folder, _ in COSTS] == ["boards/netduinoplus2", "chips/stm32f4"]


@pytest.mark.parametrize("folder, told", COSTS)
def test_porting_costs_what_the_document_says(folder, told):
    done = run("make", "-s", "--no-print-directory", "BOARD=netduinoplus2", "lines", cwd=ROOT)
    printed = dict(re.findall(r"^(\S+) +(\d+)$", done.stdout, re.M))
    assert printed[folder] == told, done
