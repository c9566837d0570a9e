# SPDX-License-Identifier: Apache-2.0 OR MIT
"""tools/check: each check of the project's own finds what it is for, says where and how to put it right,
and is content with what is right."""

import sys

import pytest

from conftest import ROOT, run

CHECKS = ROOT / "tools/check"
sys.path.insert(0, str(CHECKS))
import documents  # noqa: E402

SPDX = "/* SPDX-License-Identifier: Apache-2.0 OR MIT */\n"


@pytest.fixture
def tree(tmp_path):
    """A project of the files that it is given: {path: text}. What the check answers for it."""

    def check(name, files):
        run("git", "init", "-q", cwd=tmp_path)
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        done = run(CHECKS / name, cwd=tmp_path)
        assert done.stderr == ""
        return done.returncode, done.stdout.splitlines()

    return check


# ---- names ----


@pytest.mark.parametrize("path, text, problem", [
    ("kernel/grant.h", "void enter_grant(void);", "prototype enter_grant does not say whose it is: begin"),
    ("kernel/grant.h", "extern int depth;", "externvar depth does not say whose it is"),
    ("kernel/grant.h", "static int of_grant(void) { return 0; }", "function of_grant does not say"),
    ("kernel/grant.h", "void grantEnter(void);", "prototype grantEnter is not in small_letters"),
    ("kernel/grant.h", "void grant_enter(int theCount);", "parameter theCount is not in small_letters"),
    ("kernel/grant.h", "struct Grant { int a; };", "struct Grant is not in small_letters_and_underscores"),
    ("kernel/grant.h", "struct grant { int Size; };", "member Size is not in small_letters_and_underscores"),
    ("kernel/grant.h", "enum grant_state { grant_free };", "enumerator grant_free is not in CAPITALS"),
    ("kernel/grant.h", "#define grant_max 3", "macro grant_max is not in CAPITALS_AND_UNDERSCORES"),
    ("kernel/grant.h", "#define _GRANT_MAX 3", "macro _GRANT_MAX begins with an underscore"),
    ("kernel/grant.h", "void _grant_enter(void);", "prototype _grant_enter begins with an underscore"),
    ("kernel/grant.h", "typedef struct grant *grant_handle;", "typedef grant_handle hides a pointer"),
    ("kernel/grantSlots.h", "void grant_enter(void);", "the file's name is not in small_letters"),
    ("chips/lm3s/uart.h", "void cmsdk_send(void);", "prototype cmsdk_send does not say whose it is"),
    ("user/lib/led.h", "int toggle_led(int led);", "prototype toggle_led does not say whose it is"),
])
def test_a_misspelt_name_is_found(tree, path, text, problem):
    status, said = tree("names", {path: f"{SPDX}\n{text}\n"})
    line = 1 if "file's name" in problem else 3
    assert status == 1 and any(s.startswith(f"{path}:{line}: {problem}") for s in said), said


@pytest.mark.parametrize("path, text", [
    ("kernel/grant_slots.h", "void grant_enter(void); void slot_find(int); extern int grant_slots_used;"),
    ("kernel/grant.h", "struct layout { int size; };\nvoid layout_set_size(struct layout *l, int size);"),
    ("kernel/grant.h", "void board_halt(void); extern char layout_ram_end[];"),
    ("kernel/grant.h", "typedef void grant_function(void *with); enum { GRANT_MAX = 3 };"),
    ("kernel/grant.h", "#define GRANT_LEFT_(line) left_##line"),
    ("kernel/grant.h", "#define GRANT_TABLE(X) int X;\nGRANT_TABLE(table)"),
    ("chips/lm3s/uart.h", "void lm3s_send(void); void uart_send(void);"),
    ("tools/detent/bytes.h", "int round_up(int size);"),
    ("tests/unit/fake.h", "void AnyThing(void);"),
])
def test_a_name_that_is_right_passes(tree, path, text):
    assert tree("names", {path: f"{SPDX}\n{text}\n", "kernel/other.h": SPDX})[0] == 0


# ---- documents ----

MAKEFILE = "BOARD ?= x\nrun: ## boots it\n\techo $(BOARD) $(APPS)\n"


@pytest.mark.parametrize("line, text, problem", [
    (3, "See [there](there.md).", "link to there.md: there is no such file"),
    (3, "See [there](../README.md#no-such).", "link to ../README.md#no-such: there is no such heading"),
    (3, "See docs/there.md.", "docs/there.md: there is no such file"),
    (3, "See `kernel/grant.c`.", "kernel/grant.c: there is no such file"),
    (3, "See `kernel/grants`.", "kernel/grants: there is no such file or folder"),
    (3, "See `kernel/*_grant.c`.", "kernel/*_grant.c: there is no such file"),
    (3, "Say `make walk`.", "`make walk`: no makefile makes walk"),
    (3, "Say `make WALK=1 run`.", "`make WALK=1 run`: no makefile knows WALK"),
    (3, "Say `make BOARD=y run`.", "`make BOARD=y run`: there is no boards/y/board.mk"),
    (3, "Say `tools/check/x now`.", "nobody runs `tools/check/x now`"),
    (5, "Say:\n\n    sudo make run\n", "nobody runs `sudo make run`"),
    (6, "Say:\n\n```\n$ git clone it\n```\n", "nobody runs `git clone it`"),
    (5, "Say:\n\n    qemu-system-arm \\\n        -M x\n", "nobody runs `qemu-system-arm -M x`"),
])
def test_what_is_not_there_is_found_in_a_document(tree, line, text, problem):
    status, said = tree("documents.py", {"docs/page.md": f"# Page\n\n{text}\n", "README.md": "# Read me\n",
                                         "Makefile": MAKEFILE})
    assert status == 1 and len(said) == 1 and said[0].startswith(f"docs/page.md:{line}: {problem}"), said


@pytest.mark.parametrize("text", [
    "See [there](../README.md#read-me-first), [here](#page) and [elsewhere](https://example.org/x.md).",
    "See `kernel/`, `kernel/a*.c`, `*/a.c`, docs/page.md and `docs/NAME.md`.",
    "Say `make APPS=hello BOARD=x run`, `make run </dev/null`, `make test` or `build/detent --help`.",
    "Say\n`make\nrun`.",
    "Not one:\n\n```c\nmake walk;\n```\n\nand not one:\n\n    capsule faulted at docs\n",
])
def test_what_is_there_passes(tree, text):
    assert tree("documents.py", {
        "docs/page.md": f"# Page\n\n{text}\n", "README.md": "# `Read` me, first\n",
        "Makefile": MAKEFILE + "test:\n",
        "kernel/a.c": SPDX, "boards/x/board.mk": ""})[0] == 0


def test_a_file_that_only_a_comment_names_is_missed_as_well(tree):
    status, said = tree("documents.py", {"kernel/a.c": "\n/* see docs/none.md */\n",
                                         "tests/a.c": "/* docs/none.md */"})
    assert status == 1 and said == ["kernel/a.c:2: docs/none.md: there is no such file; name another"]


def test_commands_are_found_where_they_stand():
    text = ("One `make run`, and\n`make\nsize`.\n\n    make all   # everything\n\n"
            "```\n$ build/detent x \\\n  y\nout\n```\n\n```c\nmake no;\n```\n")
    assert documents.commands(text) == [(1, "make run", False), (2, "make size", False),
                                        (8, "build/detent x y", True), (5, "make all", True)]


# ---- headers, includes ----


def test_a_file_without_a_licence_is_found(tree):
    status, said = tree("headers", {"kernel/a.c": "int a;\n", "kernel/b.c": SPDX,
                                     "tools/c": f"#!/bin/sh\n# {SPDX}"})
    assert status == 1 and len(said) == 1 and said[0].startswith("kernel/a.c:1: no SPDX line: add ")


def test_a_licence_further_down_is_none(tree):
    status, said = tree("headers", {"kernel/a.c": f"\n\n{SPDX}", "kernel/b.c": f"\n\n\n{SPDX}"})
    assert status == 1 and [line.split(":")[0] for line in said] == ["kernel/b.c"]


def test_licences_in_place_pass(tree):
    assert tree("headers", {"kernel/b.c": SPDX, "README.md": "", "a.mk": f"# {SPDX}"})[0] == 0


@pytest.mark.parametrize("path, text, problem", [
    ("kernel/a.c", '#include "chips/x/uart.h"', "kernel may not include chips/x/uart.h"),
    ("kernel/a.c", '#include "arch/armv7m/mpu_v7m.h"', "kernel may not include arch/armv7m/mpu_v7m.h"),
    ("kernel/a.c", '#include "mpu_types.h"', "kernel may not include mpu_types.h"),
    ("capsules/syscall/a.c", '#include "kernel/process.h"', "syscall may not include kernel/process.h"),
    ("capsules/syscall/a.c", '#include "capsules/system/b.h"', "syscall may not include capsules/system/b.h"),
    ("user/lib/a.c", '#include "kernel/process.h"', "user may not include kernel/process.h"),
    ("user/lib/a.c", '#include "../../kernel/process.h"', "user may not include kernel/process.h"),
    ("chips/x/a.c", '#include "kernel/capability_mint.h"', "chips may not include kernel/capability_mint.h"),
    ("chips/x/a.c", "x = (struct reset_capability){0};", "only boards may mint a capability"),
])
def test_an_arrow_that_is_wrong_is_found(tree, path, text, problem):
    status, said = tree("includes", {path: f"{SPDX}{text}\n"})
    assert status == 1 and len(said) == 1 and said[0].startswith(f"{path}:2: ")
    assert f"{problem}: " in said[0]


@pytest.mark.parametrize("path, text", [
    ("kernel/a.c", '#include "abi/tbf.h"\n#include "arch/arch.h"\n#include <stdint.h>'),
    ("boards/x/main.c", '#include "kernel/capability_mint.h"\n#include "chips/x/uart.h"'),
    ("capsules/syscall/a.c", '#include "capsules/syscall/a.h"\n#include "hil/led.h"'),
])
def test_an_arrow_that_is_right_passes(tree, path, text):
    assert tree("includes", {path: f"{SPDX}{text}\n"})[0] == 0
