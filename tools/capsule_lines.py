#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes the table of kernel/capsule_report.c, as a C source: which line of its source the code of each
capsule is from.

usage: capsule_lines.py [KERNEL.elf SOURCE...] >capsule_lines.c     an empty table without arguments

The sources are in the order of tools/capsule_layout.py. Code that an inline function of a header made
counts as the line of the capsule that calls it. A trap of no line, which Clang has made out of several,
counts as the line at which its function begins; what else has none, as the line before.
"""
import os.path
import re
import struct
import subprocess
import sys
from bisect import bisect

import target

LINES_BACK, FAR_LINE = 5, 15  # the constants of kernel/capsule_report.c


def capsule_ends(elf):
    """Where the code of capsules starts, and where that of each ends."""
    names = dict(reversed(line.split()[::2]) for line in target.run("nm", elf).splitlines()
                 if " layout_capsule" in line)
    at = lambda name: int(names[name], 16)
    count = sum(name.startswith("layout_capsule_") for name in names)
    return at("layout_capsules_start"), [at(f"layout_capsule_{n}_end") for n in range(count)]


def line_rows(elf):
    """(address, file, line) of each row of the debug information. The end of a piece of code has no
    line."""
    row = re.compile(r"^(\S+) +(\d+|-) +0x([0-9a-f]+)")
    path = re.compile(r"^(?:CU: )?(\S+):$")
    name, rows = "", []
    for line in target.run("objdump", "--dwarf=decodedline", "-WL", elf).splitlines():
        heading, match = path.match(line), row.match(line)
        if heading:
            name = heading[1].removesuffix("[++]")
        elif match and match[2] != "-":
            rows.append((int(match[3], 16), name, int(match[2])))
    return rows


def is_of(name, source):
    return name.removeprefix("./") in (source, source.rsplit("/")[-1])


def calling_lines(elf, source, addresses):
    """{address: line of the source, from which something was inlined there}; not of those of which
    nobody knows."""
    prefix = target.PREFIX[target.machine(elf)]
    asked = subprocess.run([prefix + "addr2line", "-a", "-i", "-e", elf], check=True, text=True,
                           input="".join(f"{a:#x}\n" for a in addresses), capture_output=True)
    found, address = {}, 0
    for line in asked.stdout.splitlines():
        place = re.match(r"(.*):(\d+)(?: \(discriminator \d+\))?$", line)
        if line.startswith("0x"):
            address = int(line, 16)
        elif place and os.path.normpath(place[1]) == os.path.normpath(source):
            found.setdefault(address, int(place[2]))
    return found


def functions(elf):
    """Where each begins."""
    return sorted({int(line.split()[0], 16) & ~1 for line in target.run("nm", elf).splitlines()
                   if re.search(r" [tT] [^$.]", line)})


def traps(elf, start, end):
    """Where the instructions are that are none (__builtin_trap)."""
    listing = target.run("objdump", "-d", "--no-show-raw-insn", f"--start-address={start:#x}",
                         f"--stop-address={end:#x}", elf)
    return [int(a, 16) for a in re.findall(r"^\s*([0-9a-f]+):\t(?:udf|unimp|c\.unimp)\b", listing, re.M)]


def steps(rows, start):
    """The rows as the bytes of the table."""
    reached, line, out = start, 0, bytearray()
    for address, number in rows:
        on, lines = (address - reached) // 2, number - line
        if 0 < on < 16 and 0 <= lines + LINES_BACK < FAR_LINE:
            out.append(on << 4 | (lines + LINES_BACK))
        elif 0 < on < 16 and -0x80 <= lines < 0x80:
            out += bytes((on << 4 | FAR_LINE, lines + 0x80))
        else:
            out += struct.pack("<BHH", 0, on, lines + 0x8000)
        reached, line = address, number
    return bytes(out)


def rows_of(elf, rows, source, start, end):
    """The (address, line) where the line changes."""
    lines = {address: line if is_of(name, source) else 0
             for address, name, line in rows if start <= address < end}
    calling = calling_lines(elf, source, [a for a, line in lines.items() if line == 0])
    begins, starts, found = functions(elf), sorted(lines), []
    shared = {starts[bisect(starts, trap) - 1] for trap in traps(elf, start, end)} if starts else set()
    for address in starts:
        line = lines[address] or calling.get(address, 0)
        if line == 0 and address in shared:
            line = lines.get(begins[bisect(begins, address) - 1], 0)
        if line != 0 and (not found or found[-1][1] != line):
            found.append((address, line))
    return found


def table(elf, sources):
    start, ends = capsule_ends(elf)
    assert len(ends) == len(sources)
    rows = line_rows(elf)
    out = b""
    for source, end in zip(sources, ends):
        body = steps(rows_of(elf, rows, source.removeprefix("./"), start, end), start)
        out += source.encode() + b"\0" + struct.pack("<H", len(body)) + body
        start = end
    return out


def main(arguments):
    data = table(arguments[0], arguments[1:]) if arguments else b"\0"
    print('__attribute__((section(".capsule_lines"))) const unsigned char capsule_lines[] = {')
    print(",".join(map(str, data)) + "};")


main(sys.argv[1:])
