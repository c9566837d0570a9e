# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Which compiler's tools belong to an ELF file. By its machine, so that no tool has to be told."""
import struct
import subprocess
import sys

ARM, RISCV = 40, 243  # e_machine
PREFIX = {ARM: "arm-none-eabi-", RISCV: "riscv64-unknown-elf-"}


def machine(path):
    """e_machine of an ELF file. Ends the program if it is none of ours."""
    with open(path, "rb") as file:
        head = file.read(20)
    found = struct.unpack_from("<H", head, 18)[0] if head[:4] == b"\x7fELF" else None
    if found not in PREFIX:
        sys.exit(f"{path}: not an ELF file for Arm or RISC-V")
    return found


def run(tool, *arguments, path=None):
    """What `tool` (nm, objdump ...) prints, of the compiler for the ELF file `path`, which is the
    last argument if nothing else is said."""
    prefix = PREFIX[machine(path or arguments[-1])]
    return subprocess.run([prefix + tool, *arguments], check=True, capture_output=True,
                          text=True).stdout
