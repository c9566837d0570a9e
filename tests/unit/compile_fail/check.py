#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Mistakes that must not compile.

Each file here holds a mistake between #ifdef MISTAKE and #else, and behind the #else what is right
in its place. The right one must compile without a warning; the mistake must not, and the compiler
must say what the file's line "Fails with: REGEX" says.
"""
import concurrent.futures
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
FLAGS = ["-std=gnu11", "-ffreestanding", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
         "-Wno-unused-function", "-I.", "-Iarch/cortex-m", "-DPROCESS_SLOTS=8"]


def compile_file(command, path, *flags):
    result = subprocess.run([*command, *FLAGS, *flags, str(path)], capture_output=True, text=True,
                            check=False)
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


def main():
    command = sys.argv[1:]
    files = sorted(HERE.glob("*.c"))
    with concurrent.futures.ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda path: problems(command, path), files))
    failed = 0
    for path, problem in zip(files, results):
        if problem is not None:
            failed += 1
            print(f"FAILED tests/unit/compile_fail/{path.name}: {problem}")
    counts = f", {failed} FAILED" if failed else ""
    print(f"{'tests/unit/compile_fail':<40} {len(files):4} tests{counts}")
    sys.exit(failed != 0)


main()
