# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Capsules that the checker lets pass and that have to be contained when they run
(capsules/runtime), and folders of capsules that are refused when the kernel is put together
(capsules/whole). A comment at the head of the source says what each tries and what is expected.

A capsule that shares its surroundings with others (capsules/common) is linked and run with some of
them, each under a driver number of its own; one with a wiring.h of its own is alone."""

import re
import shutil
import subprocess

import pytest

from harness import BOARD, BUILD, ROOT, Kernel, Machine, environment

HERE = ROOT / "tests/hostile/capsules"
COMMON = HERE / "common"
RUNTIME = sorted(p for p in (HERE / "runtime").iterdir() if p.is_dir())
WHOLE = sorted(p for p in (HERE / "whole").iterdir() if p.is_dir())
ALONE = [folder for folder in RUNTIME if (folder / "wiring.h").exists()]
TOGETHER = [folder for folder in RUNTIME if folder not in ALONE]
# Of driver numbers 0x90000 and up, those that share no entry of the table with another on any board
# (kernel/driver.h); apps/prober asks them all.
NUMBERS = (3, 10, 11, 13, 14, 15, 22, 27, 28, 29, 30)
GROUPS = [TOGETHER[first : first + len(NUMBERS)] for first in range(0, len(TOGETHER), len(NUMBERS))]
SECONDS = 7
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


# ---- Folders for make ----


def alone(folder):
    """The folder, with what it may share with others if it is a probe."""
    if not (folder / "probe.c").exists():
        return folder
    whole = BUILD / "capsules" / BOARD.name / folder.name
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(COMMON, whole)
    shutil.copytree(folder, whole, dirs_exist_ok=True)
    return whole


HEADER = """#ifndef {1}_H
#define {1}_H

#include "probe.h"

void {0}_later(struct probe *self);
command_result {0}_command(struct probe *self, struct process_id caller, uint32_t command,
                           uint32_t arg1, uint32_t arg2);

#endif
"""
OBJECT = """static struct probe {0} = {{
    .apps = GRANT_HANDLE({1}),
    .later = DEFERRED_CALL(struct probe, {0}_later, &{0}),
}};
"""
DRIVER = "X({1}, 0x{2:X}, struct probe, &{0}, {0}_command, &probe_apps_layout)"
WIRING = """#ifndef WIRING_OBJECTS
{includes}
#define EXTRA_DRIVERS(X) {drivers}
#else
{objects}
static void extra_start(void) {{
}}
#endif
"""


def together(number):
    """A folder with the probes of a group: their functions get names of their own, the types are common."""
    whole = BUILD / "capsules" / BOARD.name / f"group{number}"
    shutil.rmtree(whole, ignore_errors=True)
    whole.mkdir(parents=True)
    probes = [(folder.name, folder.name.upper(), 0x90000 + n)
              for folder, n in zip(GROUPS[number], NUMBERS)]
    for name, upper, _ in probes:
        source = (HERE / "runtime" / name / "probe.c").read_text()
        source = re.sub(r"\bprobe_(later|command)\b", rf"{name}_\1", source)
        (whole / f"{name}.c").write_text(source.replace('"probe.h"', f'"{name}.h"'))
        (whole / f"{name}.h").write_text(HEADER.format(name, upper))
    types, functions, _ = re.split(r"(^void probe_later.*?)(?=^#endif)", (COMMON / "probe.h").read_text(),
                                   flags=re.M | re.S)
    assert "probe_command" in functions
    (whole / "probe.h").write_text(types + "#endif\n")
    (whole / "wiring.h").write_text(WIRING.format(
        includes="\n".join(f'#include "{name}.h"' for name, _, _ in probes),
        drivers=" ".join(DRIVER.format(*probe) for probe in probes),
        objects="".join(OBJECT.format(*probe) for probe in probes)))
    return whole


def make_kernel(folder):
    name = str(folder.relative_to(ROOT))
    return name, subprocess.run(
        ["make", "-j1", "-s", f"BOARD={BOARD.name}", f"CAPSULES={name}", "kernel"], cwd=ROOT,
        env=environment(), check=False, capture_output=True, text=True)


# ---- Contained ----


def run(machine, folder):
    """Whatever they do, it is their own affair: others go on in time. Returns {source: causes}."""
    name, made = make_kernel(folder)
    assert made.returncode == 0, made.stdout + made.stderr
    output = machine.run("prober", "counter", "victim", seconds=SECONDS,
                         kernel=Kernel(capsules=name))
    assert output.boots == 1 and not output.panicked, output.text
    assert [line for line in output.lines if re.fullmatch(r"counter: \d+", line)] == [
        f"counter: {n}" for n in range(1, SECONDS)]
    # (Lines are cut after 126 bytes.)
    faults = re.findall(r"^capsule (\S+) faulted(?: at line \d+)? \(([^)\n]*)", output.text, re.M)
    assert all(source.startswith(name) for source, _ in faults), output.text
    found = {}
    for source, cause in faults:
        found.setdefault(source.removeprefix(name + "/").removesuffix(".c"), []).append(cause)
    return found, output


def check(folder, causes):
    what = expected_of(folder).split()
    if what[0] == "trap":
        cause = CAUSES["index" if "capability" in folder.name else what[1]]  # (that is a trap, too)
        assert len(causes) == 1 and cause.startswith(causes[0]) and len(causes[0]) > 10, causes
    else:
        assert what == ["contained"]


@pytest.fixture(scope="module")
def group(tmp_path_factory):
    """What became of the probes of a group, which are run once."""
    done = {}

    def run_group(number):
        if number not in done:
            machine = Machine(tmp_path_factory.mktemp(f"group{number}"))
            done[number] = run(machine, together(number))
        return done[number]

    return run_group


@pytest.mark.parametrize("number, folder", [
    pytest.param(number, folder, id=folder.name, marks=pytest.mark.xdist_group(f"group{number}"))
    for number, folders in enumerate(GROUPS) for folder in folders])
def test_a_capsule_that_gets_through_is_contained(group, number, folder):
    found, output = group(number)
    n = NUMBERS[GROUPS[number].index(folder)]
    assert f"@works 0x{0x90000 + n:08x} 0x0000002a" in output.text, "it never came to it"
    check(folder, found.get(folder.name, []))


@pytest.mark.parametrize("folder", ALONE, ids=lambda p: p.name)
def test_one_with_a_wiring_of_its_own_is_contained(machine, folder):
    found, _ = run(machine, alone(folder))
    check(folder, [cause for causes in found.values() for cause in causes])


# ---- Refused ----


@pytest.mark.once
@pytest.mark.parametrize("folder", WHOLE, ids=lambda p: p.name)
def test_a_folder_is_refused_as_a_whole(folder):
    """With a word of what is wrong."""
    _, made = make_kernel(alone(folder))
    assert made.returncode != 0
    words = expected_of(folder).removeprefix("build refused").strip(": ")
    assert words in made.stderr, made.stderr
