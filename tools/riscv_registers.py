#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A kernel for RISC-V must use fourteen registers, x0 to x5 and x8 to x15: the others are the process's while it is
served (arch/riscv/entry.S, arch.mk). Looks for others in the code of a linked kernel.

usage: riscv_registers.py KERNEL.elf     exit status 1 if there are
"""
import re
import sys

import target

# Saves and loads them for a switch; labels of arch/riscv/entry.S.
MAY = {"arch_trap", "leave_process", "switch_process", "enter_process", "not_a_call"}
OTHERS = re.compile(r"(?<![\w.])(a[67]|s[2-9]|s1[01]|t[1-6])(?!\w)")
HEAD = re.compile(r"^[0-9a-f]+ <([^.>][^>]*)>:$")  # (not a label that Clang's assembler leaves)
INSTRUCTION = re.compile(r"^\s*([0-9a-f]+):\t(\S+)\t?([^<#]*)")


def strays(listing, data):
    """(function, instruction) of each that uses another register; `data` are addresses at which there
    are no instructions."""
    function = ""
    for line in listing.splitlines():
        head, instruction = HEAD.match(line), INSTRUCTION.match(line)
        function = head.group(1) if head else function
        if instruction and OTHERS.search(instruction.group(3)) and function not in MAY and \
                int(instruction.group(1), 16) not in data:
            yield function, " ".join(instruction.group(2, 3)).strip()


def capsule_table(elf):
    """Where layout_capsules lies, among the code (kernel/capsule_fault.h)."""
    names = {line.split()[-1]: int(line.split()[0], 16)
             for line in target.run("nm", elf).splitlines() if " layout_capsule" in line}
    ends = [name for name in names if re.fullmatch(r"layout_capsule_\d+_end", name)]
    return range(names["layout_capsules"], names["layout_capsules"] + 2 * (1 + len(ends)))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = [f"{sys.argv[1]}: {function} uses a register of the process's: `{instruction}`"
             for function, instruction in
             strays(target.run("objdump", "-d", "--no-show-raw-insn", sys.argv[1]),
                    capsule_table(sys.argv[1]))]
    if found:
        sys.exit("\n".join(found[:20]))


if __name__ == "__main__":
    main()
