#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Lists an app with the addresses that it had on the board, as a fault report names them.

usage: listing.py ELF --flash-init ADDRESS --ram-start ADDRESS -o FILE

Writes where its variables were and its disassembly. The tools are those of CROSS, an environment
variable (arm-none-eabi-).
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

CROSS = os.environ.get("CROSS", "arm-none-eabi-")


def tool(name, *arguments):
    done = subprocess.run([CROSS + name, *map(str, arguments)], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        sys.exit(f"listing: {done.stderr.strip()}")
    return done.stdout


def address(text):
    try:
        return int(text, 0)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no address; write 0x20001800") from None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("elf")
    parser.add_argument("--flash-init", type=address, required=True,
                        help="FLASH_INIT of the fault report")
    parser.add_argument("--ram-start", type=address, required=True,
                        help="RAM_START of the fault report")
    parser.add_argument("-o", dest="output", required=True)
    arguments = parser.parse_args()

    header = tool("readelf", "-h", arguments.elf)
    entry = int(re.search(r"Entry point address:\s+(0x\w+)", header)[1], 0)
    symbols = [line.split() for line in tool("nm", "-n", arguments.elf).splitlines()]
    ram_origin = next((int(s[0], 16) for s in symbols if s[-1] == "_sram_origin"), 0)
    # a position-independent program is linked for RAM at 0
    ram_shift = arguments.ram_start - ram_origin
    flash_shift = (arguments.flash_init & ~1) - (entry & ~1)

    with open(arguments.output, "w", encoding="utf-8") as out:
        print("Variables:", file=out)
        for value, kind, name in (s for s in symbols if len(s) == 3 and s[1] in "bBdD"):
            print(f"  0x{int(value, 16) + ram_shift:08x} {kind} {name}", file=out)
        with tempfile.NamedTemporaryFile(suffix=".elf") as moved:
            tool("objcopy", f"--change-section-vma=.text+{flash_shift & 0xFFFFFFFF:#x}",
                 arguments.elf, moved.name)
            print(tool("objdump", "-d", "--no-show-raw-insn", "-j", ".text", moved.name), file=out)
    print(f"listing: {arguments.output}")


main()
