#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Lists an app with the addresses that it had on the board, as a fault report names them.

usage: listing.py ELF... --flash-init ADDRESS --ram-start ADDRESS -o FILE

Writes where its variables were and its disassembly. Of several ELF files, one for each place that the app is
linked for, it takes the one that lay there. FILE is for the first of them, which can lie anywhere; the
listing of another is called as that one is.
"""
import argparse
import os.path
import re
import sys
import tempfile

import target


def address(text):
    try:
        return int(text, 0)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no address; write 0x20001800") from None


def entry(elf):
    return int(re.search(r"Entry point address:\s+(0x\w+)", target.run("readelf", "-h", elf))[1], 0) & ~1


def choose(elves, flash_init):
    """The one that lay there: any, if it can lie anywhere."""
    there = [elf for elf in elves if os.path.exists(elf)]
    if len(there) > 1:
        there = [elf for elf in there if entry(elf) == flash_init]
    if not there:
        sys.exit(f"listing: no {elves[-1]} begins at {flash_init:#x}: "
                 "take FLASH_INIT and BOARD from the report")
    return there[0]


def write(elf, flash_init, ram_start, out):
    symbols = [line.split() for line in target.run("nm", "-n", elf).splitlines()]
    ram_origin = next((int(s[0], 16) for s in symbols if s[-1] == "_sram_origin"), 0)
    # a position-independent program is linked for RAM at 0
    ram_shift = ram_start - ram_origin
    flash_shift = flash_init - entry(elf)
    print("Variables:", file=out)
    for value, kind, name in (s for s in symbols if len(s) == 3 and s[1] in "bBdD"):
        print(f"  0x{int(value, 16) + ram_shift:08x} {kind} {name}", file=out)
    with tempfile.NamedTemporaryFile(suffix=".elf") as moved:
        target.run("objcopy", f"--change-section-vma=.text+{flash_shift & 0xFFFFFFFF:#x}", elf, moved.name,
                   path=elf)
        print(target.run("objdump", "-d", "--no-show-raw-insn", "-j", ".text", moved.name), file=out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("elf", nargs="+")
    parser.add_argument("--flash-init", type=address, required=True,
                        help="FLASH_INIT of the fault report")
    parser.add_argument("--ram-start", type=address, required=True,
                        help="RAM_START of the fault report")
    parser.add_argument("-o", dest="output", required=True)
    arguments = parser.parse_args()

    flash_init = arguments.flash_init & ~1
    elf = choose(arguments.elf, flash_init)
    output = arguments.output
    if elf != arguments.elf[0]:
        output = elf.removesuffix(".elf") + ".lst"
    with open(output, "w", encoding="utf-8") as out:
        write(elf, flash_init, arguments.ram_start, out)
    print(f"listing: {output}")


main()
