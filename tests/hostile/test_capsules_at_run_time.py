# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Capsules that the checker lets pass and that have to be contained when they run
(capsules/runtime), and folders of capsules that are refused when the kernel is put together
(capsules/whole). A comment at the head of the source says what each tries and what is expected."""

import os
import re
import shutil
import subprocess

import pytest

from harness import BUILD, ROOT, Kernel

HERE = ROOT / "tests/hostile/capsules"
RUNTIME = sorted(p for p in (HERE / "runtime").iterdir() if p.is_dir())
WHOLE = sorted(p for p in (HERE / "whole").iterdir() if p.is_dir())
CAUSES = {
    "index": "index out of range, or a loop past its bound",
    "bound": "index out of range, or a loop past its bound",
    "null": "null reference",
    "budget": "time budget",
}


def expected_of(folder):
    for source in sorted(folder.glob("**/*.[ch]")):
        found = re.search(r"/\* expect: (.*?) \*/", source.read_text())
        if found:
            return found.group(1)
    raise AssertionError(f"{folder} does not say what to expect")


def make_kernel(folder):
    """A kernel with this folder, to which what most of them share (capsules/common) is added if it is a
    probe. What does not depend on the folder is taken from the plain kernel."""
    if (folder / "probe.c").exists():
        whole = BUILD / "capsules" / folder.name
        shutil.rmtree(whole, ignore_errors=True)
        shutil.copytree(HERE / "common", whole)
        shutil.copytree(folder, whole, dirs_exist_ok=True)
        folder = whole
    name = str(folder.relative_to(ROOT))
    variant = Kernel(capsules=name).folder
    if not variant.exists():
        shutil.copytree(Kernel().folder, variant, ignore=shutil.ignore_patterns("kernel.*", "*.ltrans*"))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    return name, subprocess.run(["make", "-j1", "-s", f"CAPSULES={name}", "kernel"], cwd=ROOT,
                                env=environment, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("folder", RUNTIME, ids=lambda p: p.name)
def test_a_capsule_that_gets_through_is_contained(machine, folder):
    name, made = make_kernel(folder)
    assert made.returncode == 0, made.stdout + made.stderr
    output = machine.run("prober", "counter", "victim", seconds=3.5, kernel=Kernel(capsules=name))
    what = expected_of(folder).split()
    # Whatever it does, it is its own affair.
    assert output.boots == 1 and not output.panicked, output.text
    assert [line for line in output.lines if re.fullmatch(r"counter: \d+", line)] == [
        f"counter: {n}" for n in range(1, 4)]
    # (Lines are cut after 126 bytes.)
    faults = re.findall(r"^capsule (\S+) faulted(?: at line \d+)? \(([^)\n]*)", output.text, re.M)
    if what[0] == "trap":
        cause = CAUSES["index" if "capability" in folder.name else what[1]]  # (that is a trap, too)
        assert len(faults) == 1 and cause.startswith(faults[0][1]), output.text
        assert len(faults[0][1]) > 10
        assert all(source.startswith(name) for source, _ in faults)
    else:
        assert what == ["contained"] and all(source.startswith(name) for source, _ in faults)


@pytest.mark.parametrize("folder", WHOLE, ids=lambda p: p.name)
def test_a_folder_is_refused_as_a_whole(folder):
    """With a word of what is wrong."""
    _, made = make_kernel(folder)
    assert made.returncode != 0
    words = expected_of(folder).removeprefix("build refused").strip(": ")
    assert words in made.stderr, made.stderr
