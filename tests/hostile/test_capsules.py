# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What the checker of capsules (docs/capsule-c.md) lets pass and what it refuses.

capsules/: attempts to escape, one in each file. A comment at its head says what it tries and with
which code it is to be refused: `expect: CC04`, or one of several. ../benign: ordinary capsules,
all of which have to pass."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CAPCHECK = ROOT / "build/capcheck"
BOARD = ("--board", "lm3s6965evb")
CLANG = ("--board", "lm3s6965evb-clang")
HOSTILE = ROOT / "tests/hostile/capsules"
ATTEMPTS = sorted(HOSTILE.glob("cc*.c")) + sorted(HOSTILE.glob("shadow/*.c"))
FOUND = sorted(path for path in HOSTILE.glob("found/*") if path.is_dir())
BOARD_ATTEMPTS = sorted(HOSTILE.glob("boards/*.c"))
CLANG_ATTEMPTS = sorted(HOSTILE.glob("clang_*.c"))
REVIEWED = HOSTILE / "refusals.txt"
BENIGN = sorted((ROOT / "tests/benign").glob("*.c")) + [HOSTILE / "control.c"]
CAPSULES = sorted((ROOT / "capsules").glob("*/*.c"))
REFUSED = re.compile(r"([^:\n]+):\d+:\d+: (CC\d\d) ")


def capcheck(*arguments, cwd=ROOT):
    return subprocess.run(
        [str(CAPCHECK), *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=300
    )


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="session")
def refusals():
    """The codes for each file; one run over all of them, because starting is what takes time."""
    result = capcheck(*BOARD, *map(name_of, ATTEMPTS))
    assert result.returncode == 1, result.stderr
    codes = {}
    for line in result.stdout.splitlines():
        found = REFUSED.match(line)
        assert found, f"not a diagnostic: {line}"
        codes.setdefault(found.group(1), set()).add(found.group(2))
    return codes


@pytest.mark.parametrize("path", BOARD_ATTEMPTS, ids=name_of)
def test_what_a_macro_of_a_capsule_does_in_a_board_is_refused(path):
    result = capcheck(*BOARD, "--as-board", name_of(path))
    assert result.returncode == 1
    said = {code for name, code in REFUSED.findall(result.stdout) if name == name_of(path)}
    assert said & expected_of(path)


@pytest.mark.parametrize("path", CLANG_ATTEMPTS, ids=name_of)
def test_what_only_gcc_checks_is_refused_for_clang(path):
    """tests/tools/test_traps.py shows that GCC does, and Clang does not."""
    assert capcheck(*BOARD, name_of(path)).stdout == ""
    result = capcheck(*CLANG, name_of(path))
    assert result.returncode == 1
    assert {code for _, code in REFUSED.findall(result.stdout)} == expected_of(path)


@pytest.mark.parametrize("path", CAPSULES, ids=name_of)
def test_capsules_of_the_tree_are_for_clang_too(path):
    assert capcheck(*CLANG, name_of(path)).stdout == ""


@pytest.mark.parametrize("folder", FOUND, ids=name_of)
def test_what_once_got_through_is_refused(folder):
    """A folder that only works as a whole is refused if one of its sources is."""
    sources = sorted(folder.glob("*.c"))
    result = capcheck(*BOARD, *map(name_of, sources))
    assert result.returncode == 1
    assert {code for _, code in REFUSED.findall(result.stdout)} & expected_of(sources[0])


def places(output):
    """Where each refusal is, and with which code."""
    return set(re.findall(r"^(\S+:\d+:\d+: CC\d\d) ", output, re.M))


def test_refusals_are_those_that_were_reviewed():
    """Exactly these, so that no rule gets lost behind another one (`make refusals` writes them)."""
    found = [path for folder in FOUND for path in sorted(folder.glob("*.c"))]
    said = places(capcheck(*BOARD, *map(name_of, [*ATTEMPTS, *found])).stdout)
    said |= places(capcheck(*BOARD, "--as-board", *map(name_of, BOARD_ATTEMPTS)).stdout)
    said |= places(capcheck(*CLANG, *map(name_of, CLANG_ATTEMPTS)).stdout)
    reviewed = set(REVIEWED.read_text(encoding="utf-8").splitlines())
    assert sorted(said ^ reviewed) == []


def expected_of(path):
    expect = re.search(r"/\* expect: (CC\d\d(?:\|CC\d\d)*) \*/", path.read_text())
    assert expect, f"{path} does not say what to expect"
    return set(expect.group(1).split("|"))


@pytest.mark.parametrize("path", ATTEMPTS, ids=name_of)
def test_attempt_is_refused(path, refusals):
    """With the right code, in the file itself or in a header that it brings along."""
    said = refusals.get(name_of(path), set()) | refusals.get(name_of(path.with_suffix(".inc")), set())
    for header in re.findall(r'#\s*include "([^"]+)"', path.read_text(errors="replace")):
        said |= refusals.get(header, set())
    assert said & expected_of(path), f"expected one of {expected_of(path)}, got {said or 'nothing'}"


def test_every_rule_is_attacked():
    named = {path.name[:4] for path in ATTEMPTS}
    assert named == {f"cc{rule:02}" for rule in range(1, 20)}
    assert len(ATTEMPTS) >= 140


@pytest.fixture(scope="session")
def said_of_benign():
    result = capcheck(*BOARD, *map(name_of, BENIGN + CAPSULES))
    assert result.returncode in (0, 1), result.stderr
    return result.stdout.splitlines()


@pytest.mark.parametrize("path", BENIGN + CAPSULES, ids=name_of)
def test_ordinary_capsule_passes(path, said_of_benign):
    names = (name_of(path), name_of(path.with_suffix(".h")))
    assert [line for line in said_of_benign if line.startswith(names)] == []


def test_nothing_is_said_of_ordinary_capsules(said_of_benign):
    assert said_of_benign == []
    assert len(BENIGN) >= 45


def test_help():
    result = capcheck("--help")
    assert result.returncode == 0
    assert "usage" in result.stdout


@pytest.mark.parametrize(
    "arguments", [(), ("--nonsense",), (*BOARD,), ("--board",), ("--board", "none", "x.c")]
)
def test_wrong_usage(arguments):
    assert capcheck(*arguments).returncode == 2


def test_no_such_file():
    result = capcheck(*BOARD, "no/such/file.c")
    assert result.returncode == 2
    assert "no/such/file.c" in result.stderr


def test_a_missing_file_does_not_hide_a_refusal():
    bad = name_of(HOSTILE / "cc04_out_of_the_block.c")
    result = capcheck(*BOARD, bad, "no/such/file.c")
    assert result.returncode != 0
    assert "CC04" in result.stdout


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 16,
        b"\x7fELF\x01\x01\x01" + bytes(200),
        b"int main(void) { return 0 \n",
        b"#include \"no/such/header.h\"\n",
        b"#error no\n",
        b"(" * 20000,
        b"#define A A A\n" + b"A " * 1000,
    ],
    ids=["bytes", "elf", "unfinished", "no header", "error", "parentheses", "tokens"],
)
def test_garbage(tmp_path, content):
    file = tmp_path / "garbage.c"
    file.write_bytes(content)
    assert capcheck(*BOARD, file).returncode in (1, 2)


def test_directory(tmp_path):
    assert capcheck(*BOARD, tmp_path).returncode in (1, 2)


def test_out_of_tree(tmp_path):
    """By absolute path, from somewhere else."""
    good = shutil.copy(ROOT / "tests/benign/random.c", tmp_path)
    shutil.copy(ROOT / "tests/benign/random.h", tmp_path)
    text = Path(good).read_text().replace("tests/benign/random.h", "random.h")
    Path(good).write_text(text)
    result = capcheck(*BOARD, good, cwd="/")
    assert (result.returncode, result.stdout) == (0, "")
    bad = shutil.copy(HOSTILE / "cc01_integer_to_pointer.c", tmp_path)
    result = capcheck(*BOARD, bad, cwd=tmp_path)
    assert result.returncode == 1
    assert "CC01" in result.stdout


def test_out_of_tree_is_not_trusted_for_its_name(tmp_path):
    """A folder kernel/ somewhere else is not the kernel."""
    folder = tmp_path / "kernel"
    folder.mkdir()
    bad = shutil.copy(HOSTILE / "cc07_asm.c", folder)
    result = capcheck(*BOARD, bad, cwd=tmp_path)
    assert result.returncode == 1
    assert "CC07" in result.stdout


def test_link_is_not_trusted_for_its_name(tmp_path):
    """What a symbolic link is called says nothing: neither out of the project nor into it."""
    link = tmp_path / "link.c"
    link.symlink_to(HOSTILE / "cc07_asm.c")
    assert capcheck(*BOARD, link).returncode == 1
    header = tmp_path / "own.h"
    header.symlink_to(ROOT / "kernel/memory.h")
    source = tmp_path / "own.c"
    source.write_text('#include "own.h"\nstatic void f(void) { memory_zero(0x20000000, 4); }\n')
    result = capcheck(*BOARD, source)
    assert result.returncode == 1
    assert "CC1" in result.stdout


def test_twice_the_same_file():
    bad = name_of(HOSTILE / "cc01_integer_to_pointer.c")
    assert capcheck(*BOARD, bad, bad).returncode == 1


def test_order_does_not_matter():
    good, bad = name_of(BENIGN[0]), name_of(HOSTILE / "cc01_integer_to_pointer.c")
    for arguments in ((good, bad), (bad, good)):
        assert capcheck(*BOARD, *arguments).returncode == 1
