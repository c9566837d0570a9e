#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Which instructions of a kernel were reached, by the source that they come from (make coverage).

    tools/reached.py ELF FOLDER NM [-o FILE]

FOLDER has what the plugin tools/qemu/reached.c has written down, NM is the nm of the kernel's toolchain, whose
objdump and addr2line stand beside it. Prints how much of each source was reached, those of which least was at the
end, and the sum; FILE gets the lines of which nothing was."""

import argparse
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path


def output_of(*command, given=None):
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


def instructions(objdump, elf):
    """Addresses of all there are. (What is no instruction is listed as one of ARM's `.word` and so on.)"""
    listed = output_of(objdump, "-d", "--no-show-raw-insn", elf)
    return [int(address, 16) for address, what in re.findall(r"^ *([0-9a-f]+):\t(\S+)", listed, re.M)
            if not what.startswith(".")]


def places(addr2line, elf, addresses):
    """(source, line) of each; the innermost, where functions are inlined."""
    said = output_of(addr2line, "-e", elf, given="".join(f"{address:#x}\n" for address in addresses))
    found = []
    for line in said.splitlines():
        path, _, number = line.split(" ")[0].rpartition(":")
        found.append((path.removeprefix(f"{Path.cwd()}/").removeprefix("./"), int(number) if number.isdigit() else 0))
    return found


def ranges(numbers):
    """[1, 2, 3, 7] as "1-3 7"."""
    words = []
    for number in sorted(numbers):
        if words and words[-1][1] == number - 1:
            words[-1][1] = number
        else:
            words.append([number, number])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in words)


def percent(reached, total):
    return f"{reached} of {total} instructions, {100 * reached / total:.1f} %"


def main():
    asked = argparse.ArgumentParser(description="Which instructions of a kernel were reached.")
    asked.add_argument("elf")
    asked.add_argument("folder", type=Path)
    asked.add_argument("nm")
    asked.add_argument("-o", dest="lines", type=Path)
    given = asked.parse_args()
    reached = {int(line, 16) for file in given.folder.iterdir() for line in file.read_text().splitlines()}
    if not reached:
        sys.exit(f"reached: nothing is in {given.folder}: no run was of this kernel")
    addresses = instructions(re.sub("nm$", "objdump", given.nm), given.elf)
    if reached - set(addresses):
        sys.exit(f"reached: {given.folder} has what is no instruction of {given.elf}: the kernel was built anew since")
    of_source, of_line = defaultdict(list), defaultdict(list)
    for address, place in zip(addresses, places(re.sub("nm$", "addr2line", given.nm), given.elf, addresses),
                              strict=True):
        of_source[place[0]].append(address in reached)
        of_line[place].append(address in reached)
    for source, found in sorted(of_source.items(), key=lambda item: -sum(item[1]) / len(item[1])):
        print(f"reached: {source}: {percent(sum(found), len(found))}")
    print(f"reached: {percent(len(reached), len(addresses))}")
    if given.lines:
        missed = defaultdict(list)
        for (source, line), found in of_line.items():
            if not any(found):
                missed[source].append(line)
        given.lines.write_text("".join(f"{source}: {ranges(lines)}\n" for source, lines in sorted(missed.items())))


if __name__ == "__main__":
    main()
