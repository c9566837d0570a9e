#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Abstractions that must cost no code.

Each file here holds pairs of functions, by_language_NAME and by_hand_NAME. Compiled for the target
as the kernel is, both must have the same instructions.

usage: check.py FOLDER COMPILER [FLAG...]   FOLDER is for what is made on the way
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
FLAGS = ["-std=gnu11", "-ffreestanding", "-Os", "-Wall", "-Wextra", "-Werror", "-I.",
         "-Iarch/cortex-m", "-Iarch/armv7m", "-DPROCESS_SLOTS=8", "-DCPU_CYCLES_PER_US=50", "-ffunction-sections",
         "-fno-ipa-icf"]  # equal functions are to stay two
# What a capability guards and what it does not are the same function here.
SAME_NAME = {"guarded": "callee"}


def disassemble(compiler, flags, source, folder):
    """The functions of a file: name to list of instructions, branches relative to its start."""
    code = folder / (source.stem + ".o")
    subprocess.run([compiler, *flags, *FLAGS, "-c", str(source), "-o", str(code)], check=True)
    tool = re.sub(r"gcc$", "objdump", compiler)
    listing = subprocess.run([tool, "-dr", "--no-show-raw-insn", str(code)], check=True,
                             capture_output=True, text=True).stdout
    functions = {}
    for line in listing.splitlines():
        if begin := re.match(r"[0-9a-f]+ <(\w+)>:", line):
            current = functions.setdefault(begin.group(1), [])
            name = begin.group(1)
        elif instruction := re.match(r"\s+([0-9a-f]+):\s+(.*)", line):
            text = re.sub(r"<%s(\+0x[0-9a-f]+)?>" % name, r"<\1>", instruction.group(2))
            text = re.sub(r"\s+", " ", text)
            for name_here, name_there in SAME_NAME.items():
                text = re.sub(r"\b%s\b" % name_here, name_there, text)
            current.append(text.strip())
    return functions


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    compiler, *flags = sys.argv[2:]
    pairs = 0
    failed = 0
    for source in sorted(HERE.glob("*.c")):
        functions = disassemble(compiler, flags, source, folder)
        for name, language in functions.items():
            if not name.startswith("by_language_"):
                continue
            pairs += 1
            hand = functions[name.replace("by_language_", "by_hand_")]
            if language != hand or not language:
                failed += 1
                print(f"FAILED tests/unit/codegen/{source.name}: {name} has")
                print("    " + "\n    ".join(language) + "\n  and by hand it is")
                print("    " + "\n    ".join(hand))
    counts = f", {failed} FAILED" if failed else ""
    print(f"{'tests/unit/codegen':<40} {pairs:4} tests{counts}")
    sys.exit(failed != 0)


main()
