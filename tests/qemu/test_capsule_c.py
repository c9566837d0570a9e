# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What docs/capsule-c.md shows is so: each example of what is refused is, with the code of its section; what is
to be written instead passes; the driver in it is the one in docs/examples/pulse."""

import re
import subprocess
from pathlib import Path

import pytest

from harness import ROOT, Kernel

pytestmark = pytest.mark.once

CAPCHECK = ROOT / "build/capcheck"
TEXT = (ROOT / "docs/capsule-c.md").read_text(encoding="utf-8")
SECTIONS = {title: body for title, body in re.findall(r"^## (.*)\n((?:(?!^## ).*\n)*)", TEXT, re.M)}
CODES = sorted(title for title in SECTIONS if title.startswith("CC"))
PULSE = ROOT / "docs/examples/pulse"


def blocks(title):
    return re.findall(r"^```c\n(.*?)^```$", SECTIONS[title], re.M | re.S)


(PRELUDE,) = blocks("The rules")


def source_of(example):
    """The example behind the lines that all have in common; its own includes above those."""
    includes = re.findall(r"^#include.*\n", example, re.M)
    return "".join(includes) + PRELUDE + re.sub(r"^#include.*\n", "", example, flags=re.M)


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """{(code, 0 for refused or 1 for instead): codes}; one run, because starting is what takes time."""
    folder = tmp_path_factory.mktemp("examples")
    for code in CODES:
        for i, example in enumerate(blocks(code)):
            (folder / f"{code}_{i}.c").write_text(source_of(example))
    names = sorted(str(path) for path in folder.iterdir())
    done = subprocess.run([str(CAPCHECK), *names], cwd=ROOT, capture_output=True, text=True,
                          timeout=300)
    assert done.returncode == 1, done.stderr
    found = {name: set() for name in names}
    for line in done.stdout.splitlines():
        where, code = re.match(r"([^:\n]+):\d+:\d+: (CC\d\d) ", line).groups()
        found[where].add(code)
    return {tuple(Path(name).stem.split("_")): codes for name, codes in found.items()}


def test_every_code_of_the_checker_has_a_section():
    used = {0}
    for path in (ROOT / "tools/capcheck").glob("*.cpp"):
        source = path.read_text(encoding="utf-8")
        used |= {int(n) for n in re.findall(r"\brefuse(?:_at)?\([^;]*?, (\d+),", source)}
    assert CODES == [f"CC{n:02}" for n in sorted(used)]


@pytest.mark.parametrize("code", CODES)
def test_an_example_is_refused_with_its_code_and_short(said, code):
    assert said[code, "0"] == {code}
    assert 1 <= blocks(code)[0].count("\n") <= 6


@pytest.mark.parametrize("code", CODES)
def test_what_to_write_instead_passes(said, code):
    assert len(blocks(code)) == 2
    assert said[code, "1"] == set()


# ---- The driver ----


def test_the_driver_is_the_one_in_the_files():
    shown = blocks("A driver, step by step")
    files = [path.read_text(encoding="utf-8") for path in sorted(PULSE.iterdir())]
    assert len(shown) >= 6
    for block in shown:
        assert any(block in text for text in files), block


def test_the_driver_is_a_capsule():
    done = subprocess.run([str(CAPCHECK), str(PULSE / "pulse.c")], cwd=ROOT, capture_output=True,
                          text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_driver_uses_what_the_steps_are_about():
    source = "".join(path.read_text(encoding="utf-8") for path in PULSE.iterdir())
    for word in ("GRANT(", "GRANT_ENTER ", "GRANT_EACH ", "slice_allowed_rw(", "GPIO_CLIENT(",
                 "deferred_call_set(", "upcall_schedule("):
        assert word in source


def test_a_kernel_with_the_driver_boots(machine):
    output = machine.run("blink", seconds=1, kernel=Kernel(capsules="docs/examples/pulse"))
    assert output.boots == 1 and not output.panicked
