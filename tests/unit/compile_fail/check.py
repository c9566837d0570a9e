#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Mistakes that must not compile.

Each file here holds a mistake between #ifdef MISTAKE and #else, and behind the #else what is right
in its place. The right one must compile without a warning; the mistake must not, and the compiler
must say what the file's line "Fails with: REGEX" says.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
FLAGS = ["-std=gnu11", "-ffreestanding", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
         "-Wno-unused-function", "-I.", "-Iarch/cortex-m", "-Iarch/armv7m", "-DPROCESS_SLOTS=8",
         "-DCPU_CYCLES_PER_US=50"]


def compile_file(command, path, *flags):
    result = subprocess.run([*command, *FLAGS, *flags, str(path)], capture_output=True, text=True,
                            check=False, env={**os.environ, "LC_ALL": "C"})
    return result.returncode == 0, result.stderr


def problems(command, path):
    """What is wrong with one file, in words."""
    promise = re.search(r"Fails with: (.*?)(?: \*/)?$", path.read_text(), re.MULTILINE)
    if promise is None:
        return "no line \"Fails with:\""
    fine, errors = compile_file(command, path)
    if not fine:
        return "what is right does not compile:\n" + errors
    fine, errors = compile_file(command, path, "-DMISTAKE")
    if fine:
        return "the mistake compiles"
    if re.search(promise.group(1), errors) is None:
        return f"fails, but not with \"{promise.group(1)}\":\n{errors}"
    return None


# Ways to come by a capability, and a folder that has no right to them. In a capsule, capcheck
# refuses the last two (CC15, tests/hostile/capsules); hil/ and chips/ it does not read.
MINTS = [
    ("capsules/system", '#include "kernel/capability_mint.h"'),
    ("hil", "static const struct panic_capability mine = {};"),
    ("chips/some",
     "void f(void); void f(void) { stop((struct process_management_capability){}); }"),
]


def minting_problem(elsewhere, mint):
    """`make check` finds it there, and does not mind it in a board (tools/check/includes)."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "-q", folder], check=True)
        outcomes = []
        for place in ["boards/some", elsewhere]:
            source = pathlib.Path(folder, place, "mint.c")
            source.parent.mkdir(parents=True)
            source.write_text(mint + "\n")
            result = subprocess.run([pathlib.Path("tools/check/includes").absolute()], cwd=folder,
                                    capture_output=True, text=True, check=False)
            outcomes.append((result.returncode, result.stdout + result.stderr))
        if outcomes[0][0] != 0:
            return f"a board may not write \"{mint}\":\n" + outcomes[0][1]
        if outcomes[1][0] == 0 or f"{elsewhere}/mint.c:1" not in outcomes[1][1]:
            return f"{elsewhere}/ may write \"{mint}\":\n" + outcomes[1][1]
    return None


def main():
    command = sys.argv[1:]
    files = sorted(HERE.glob("*.c"))
    with concurrent.futures.ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda path: problems(command, path), files))
    names = [path.name for path in files] + len(MINTS) * ["check.py"]
    results += [minting_problem(*mint) for mint in MINTS]
    failed = 0
    for name, problem in zip(names, results):
        if problem is not None:
            failed += 1
            print(f"FAILED tests/unit/compile_fail/{name}: {problem}")
    counts = f", {failed} FAILED" if failed else ""
    print(f"{'tests/unit/compile_fail':<40} {len(names):4} tests{counts}")
    sys.exit(failed != 0)


main()
